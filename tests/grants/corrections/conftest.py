"""Gouda's case and people, as in the tests of deliveries; files in a folder of their own."""

from tests.grants.justifications.conftest import gouda, own_store

__all__ = ["gouda", "own_store"]
