"""For tests: quick hashes, mail kept in memory, static files served as they lie."""

import os
import tempfile
from pathlib import Path

from pmg.settings import base
from pmg.settings.base import *  # noqa: F403

DEBUG = False
DEMO = True
INSTALLED_APPS = [*base.INSTALLED_APPS, "pmg.demo"]
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "pmg.storing.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = Path(os.environ.get("PMG_TEST_MEDIA") or Path(tempfile.gettempdir()) / "pmg-media")

# How many random cases a test tries: small by default, large in `make soak`.
RANDOM_CASES = int(os.environ.get("PMG_RANDOM_CASES", "25"))
