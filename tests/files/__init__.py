"""Makers of real files, good and bad, as municipalities send them."""
