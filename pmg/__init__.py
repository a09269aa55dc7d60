"""Preventie met Gezag: the roof. Knows every app, is known by none, and imports none here."""
