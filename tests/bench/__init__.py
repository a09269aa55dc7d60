"""``make bench``: how fast it is, as ratios taken in one run on one machine. Never a timed test."""
