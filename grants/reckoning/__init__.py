"""Rekenregels: pure functions over frozen dataclasses. No ORM, no clock, no settings."""
