"""Checks: pure functions over what was delivered; each tells where, what and how to mend."""
