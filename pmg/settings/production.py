"""Production: everything comes from the environment, and a missing value stops the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from pmg.settings.base import *  # noqa: F403
from pmg.settings.base import STORAGES
from pmg.settings.mail import from_url


def required(name: str) -> str:
    """The value of an environment variable; raises ``ImproperlyConfigured`` without one."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: production needs it.")
    return value


DEBUG = False
DEMO = False
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
required("DATABASE_URL")
if os.environ.get("PMG_DATABASE_ROLE") == "owner":
    required("DATABASE_OWNER_URL")  # only migrations know it
required("REDIS_URL")
CLAMD_URL = required("CLAMD_URL")  # no file of a stranger is opened unscanned
SECOND_FACTOR_REQUIRED = True

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies stand in front: tells sign-in whose attempts it counts. See X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked by the platform itself, inside the network
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

SITE_URL = os.environ.get("SITE_URL") or f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL")
if os.environ.get("EMAIL_URL"):
    globals().update(from_url(os.environ["EMAIL_URL"]))
else:
    EMAIL_HOST = required("EMAIL_HOST")
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"

STORAGES["default"] = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": required("S3_BUCKET"),
        "endpoint_url": required("S3_ENDPOINT_URL"),
        "access_key": required("S3_ACCESS_KEY"),
        "secret_key": required("S3_SECRET_KEY"),
        "file_overwrite": False,
        "default_acl": None,
        "querystring_auth": True,
    },
}

# Single sign-on of the organisation, where it has one.
if os.environ.get("OIDC_SERVER_URL"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": os.environ.get("OIDC_NAME", "Inloggen met uw werkaccount"),
                    "client_id": required("OIDC_CLIENT_ID"),
                    "secret": required("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": required("OIDC_SERVER_URL")},
                }
            ]
        }
    }
