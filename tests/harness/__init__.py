"""What tests run against: a throwaway PostgreSQL and Valkey, and databases copied in a blink.

Loaded with ``-p tests.harness.plugin`` before pytest-django reads the settings. A migrated database
and one with the demo are made once per run; a test that commits gets a copy of its own, so nothing
is ever flushed, and every test connects as the app role: rights and triggers are the real ones.
"""
