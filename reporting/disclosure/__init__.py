"""Onthullingscontrole: what may be shown of counts of youths, and nothing that gives more away.

`suppression` decides cell by cell, `publication` applies it to a whole frozen year. Only its
result, a `PublicYear`, is read by whatever leaves the ministry.
"""
