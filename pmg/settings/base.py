"""What holds everywhere. Reads the environment for addresses only; starts nothing."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF

from pmg.embedded.places import APP_ROLE, OWNER_ROLE, places

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "pmg",
    "pmg.design",
    "pmg.accounts",
    "pmg.casework",
    "municipalities",
    "grants",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pmg.access.WithoutNull",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pmg.access.KeptToOneself",
    "pmg.access.ShutByDefault",
    "pmg.access.SecondFactorFirst",
    "pmg.access_log.AccessLog",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "pmg.urls"
WSGI_APPLICATION = "pmg.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# No `loaders` here: naming them would switch the cached loader off.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pmg.design.context_processors.design",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS += ["django.forms"]

# -- Database: the role belongs to the process, not to the query (see manage.py) -------------

_embedded = places()
DATABASE_URL = os.environ.get("DATABASE_URL") or _embedded.database_url(APP_ROLE)
DATABASE_OWNER_URL = (
    os.environ.get("DATABASE_OWNER_URL")
    or os.environ.get("DATABASE_URL")
    or _embedded.database_url(OWNER_ROLE)
)
_as_owner = os.environ.get("PMG_DATABASE_ROLE") == "owner"


def database(url: str) -> dict[str, Any]:
    """Django's settings of one database from its address."""
    return {
        **dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True),
        "OPTIONS": {"options": "-c timezone=UTC"},
    }


DATABASES = {"default": database(DATABASE_OWNER_URL if _as_owner else DATABASE_URL)}

# The role that migrations hand their rights to; see pmg/privileges.py.
DATABASE_APP_ROLE = dj_database_url.parse(DATABASE_URL)["USER"]

# Reading a page changes nothing, so it needs no context for the history of reference data.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# -- Broker and cache: one socket, three spellings --------------------------------------------

REDIS_URL = os.environ.get("REDIS_URL") or _embedded.redis_url()


def broker_url(url: str, database: int) -> str:
    """The address as Celery spells it."""
    if url.startswith("unix://"):
        return f"redis+socket://{url.removeprefix('unix://')}?virtual_host={database}"
    return f"{url.rstrip('/')}/{database}"


def cache_url(url: str, database: int) -> str:
    """The address as Django's cache spells it."""
    if url.startswith("unix://"):
        return f"{url}?db={database}"
    return f"{url.rstrip('/')}/{database}"


# Numbered databases of one server: the broker's, and the next one for the cache.
REDIS_DATABASE = int(os.environ.get("REDIS_DATABASE", "0"))

CACHES = {
    "default": {
        "BACKEND": "pmg.caching.CacheThatMayBeGone",
        "LOCATION": cache_url(REDIS_URL, REDIS_DATABASE + 1),
        "OPTIONS": {"socket_timeout": 2},
    }
}

CELERY_BROKER_URL = broker_url(REDIS_URL, REDIS_DATABASE)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
# A killed worker's task comes back after this time: just above the longest task.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 960,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "people who are to be told": {"task": "municipalities.tell_people", "schedule": 10},
    "sign of life": {"task": "pmg.health.sign_of_life", "schedule": 10},
    "cases whose day has come": {"task": "grants.open_what_is_due", "schedule": 3600},
    "audit zips that were asked for": {"task": "grants.sweep_audit_zips", "schedule": 10},
    "deliveries of the CBS": {"task": "grants.sweep_cbs_deliveries", "schedule": 10},
    "take-overs to read and to carry out": {"task": "grants.sweep_take_overs", "schedule": 10},
    "checks that were asked for": {"task": "grants.sweep_checks", "schedule": 10},
    "files that were asked for": {"task": "grants.sweep_prepared_files", "schedule": 10},
    "pages that were asked for": {"task": "grants.sweep_viewings", "schedule": 10},
    "letters that were asked for": {"task": "grants.sweep_letters", "schedule": 10},
    "the books, each night": {
        "task": "grants.check_ledger",
        "schedule": crontab(hour=2, minute=30),
    },
    "payments whose day has come": {"task": "grants.propose_payments", "schedule": 3600},
    "payment orders on paper": {"task": "grants.sweep_payment_orders", "schedule": 10},
    "outcomes of payments": {"task": "grants.sweep_outcome_files", "schedule": 10},
    "files without a virus scan": {"task": "grants.sweep_scans", "schedule": 10},
    "bundles of lessons that were asked for": {
        "task": "grants.sweep_lesson_bundles",
        "schedule": 10,
    },
    "reports that were asked for": {"task": "reporting.sweep_renders", "schedule": 10},
    "searches for persons": {"task": "reporting.sweep_searches", "schedule": 10},
    "sign-offs before a change": {"task": "reporting.sweep_sign_offs", "schedule": 60},
    "reminders of sign-offs": {"task": "reporting.remind_signers", "schedule": 600},
    "notices of the day": {"task": "notices.plan", "schedule": 600},
    "notices about letters": {"task": "notices.tell_letters", "schedule": 10},
    "notices about checks": {"task": "notices.tell_checked", "schedule": 10},
    "mails that wait": {"task": "notices.send", "schedule": 30},
    "mails that came back": {"task": "notices.read_bounces", "schedule": 300},
}
DJANGO_CELERY_BEAT_TZ_AWARE = True

# -- Language and time ------------------------------------------------------------------------

# Dutch only: with a second language an English browser would have "192.400,00" refused.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# -- Sign-in ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "pmg.access.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Beside those of the library: how often a visitor may ask whether a receipt is ours.
ACCOUNT_RATE_LIMITS = {"receipt_verify": "10/m/ip"}
SOCIALACCOUNT_ADAPTER = "allauth.socialaccount.adapter.DefaultSocialAccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Preventie met Gezag"
# Whether a page opens only after a second factor was set up.
SECOND_FACTOR_REQUIRED = False

# Whether accounts of the demo may exist and sign in with one click.
DEMO = False

# The only views a visitor reaches without signing in. Everything else is shut.
OPEN_VIEWS = frozenset(
    {
        "health",
        "grants:receipt_verify",
        # What was sent to Parliament; nothing is found there before that moment.
        "reporting:public_list",
        "reporting:public_page",
        "reporting:public_file",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "people:demo_login",
        "people:accessibility",
        "people:invitation",  # asks for a signed link, and for sign-in where there is an account
    }
)

# -- Pages ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pmg.design.finders.NodeModulesFinder",
]
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "pmg.storing.WholeFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"  # nothing is served here: files go through views that ask for rights

CRISPY_ALLOWED_TEMPLATE_PACKS = ("pmg",)
CRISPY_TEMPLATE_PACK = "pmg"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of the second factor
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"  # a query less on every page
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # since the last page; see pmg.access.KeptToOneself
SESSION_RENEW_AFTER = 15 * 60  # seconds after which a page renews the session
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# -- Mail -------------------------------------------------------------------------------------

EMAIL_BACKEND = "pmg.casework.notices_smtp.EmailBackend"
EMAIL_TIMEOUT = 20
# The virus scanner: unix:///run/clamd.sock or tcp://host:3310. Without one every file says so.
CLAMD_URL = os.environ.get("CLAMD_URL", "")

DEFAULT_FROM_EMAIL = "Preventie met Gezag <noreply@example.org>"
# Where mails that cannot be delivered come back to, and the maildir or mbox in which they lie.
BOUNCE_ADDRESS = os.environ.get("BOUNCE_ADDRESS", "")
BOUNCE_MAILBOX = os.environ.get("BOUNCE_MAILBOX", "")
# What a link in a mail begins with.
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
# From which hour of the day (Amsterdam) the notices of that day are planned.
NOTICES_FROM_HOUR = 7

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    # stderr: stdout belongs to the answers of commands.
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
