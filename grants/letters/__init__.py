"""Brieven: texts with placeholders, what they become, and the paper they are printed on."""
