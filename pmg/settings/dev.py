"""A developer's machine and the demo: loopback only, fictional accounts allowed."""

import os
import secrets

from pmg.settings import base
from pmg.settings.base import *  # noqa: F403
from pmg.settings.base import VAR_DIR

DEBUG = os.environ.get("DEBUG") == "1"
DEMO = True
INSTALLED_APPS = [*base.INSTALLED_APPS, "pmg.demo"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"


def _own_secret_key() -> str:
    """A key made once per checkout, so that a second start finds people still signed in."""
    file = VAR_DIR / "secret-key"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.parent.chmod(0o711)  # PostgreSQL may run as another user, who must get through
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = _own_secret_key()
