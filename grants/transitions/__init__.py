"""The tables of moves: what may happen to each kind of case, and who may do it."""
