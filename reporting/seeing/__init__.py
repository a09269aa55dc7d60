"""Beeld van een verslagjaar: what a year shows, while it goes on and afterwards.

Every exhibit is a question with a chart, the table behind it and its source. All figures come from
the same sums as the report; small counts are hidden before anything is drawn.
"""
