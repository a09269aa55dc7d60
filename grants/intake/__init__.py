"""Intake: opens and parses what was uploaded. It judges nothing and stores nothing."""
