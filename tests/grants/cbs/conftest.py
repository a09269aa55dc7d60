"""Uploaded deliveries of a test lie in its own folder."""

import pytest


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path / "media"
