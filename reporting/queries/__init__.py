"""Reads: what the moment of freezing takes in, and what the pages of the report show."""
