"""Production reads its environment, fails loudly without, and never with demo accounts."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django.fixtures import Settings

from pmg.embedded.places import CHECKOUT
from pmg.settings.mail import from_url
from tests.harness.databases import connect_as_owner
from tests.harness.services import addresses

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "pmg.settings.production",
    "SECRET_KEY": "a-key-that-is-long-enough-and-has-many-different-characters-0123456789",
    "ALLOWED_HOSTS": "pmg.example.nl",
    "DATABASE_URL": "postgres://pmg_app@nowhere/pmg",
    "REDIS_URL": "redis://nowhere",
    "DEFAULT_FROM_EMAIL": "pmg@example.nl",
    "EMAIL_HOST": "mail.example.nl",
    "S3_BUCKET": "pmg",
    "S3_ENDPOINT_URL": "https://s3.example.nl",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
    "CLAMD_URL": "tcp://scanner.example.nl:3310",
}


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env={"PATH": os.defpath, "HOME": os.environ.get("HOME", "/"), **environment},
        capture_output=True,
        timeout=60,
        text=True,
    )


def test_check_deploy_has_nothing_to_say() -> None:
    answer = manage("manage.py", "check", "--deploy", "--fail-level=WARNING", **COMPLETE)
    assert answer.returncode == 0, answer.stderr
    assert "no issues (0 silenced)" in answer.stdout


@pytest.mark.parametrize("name", sorted(COMPLETE.keys() - {"DJANGO_SETTINGS_MODULE"}))
def test_a_missing_value_is_named(name: str) -> None:
    answer = manage("manage.py", "check", **{**COMPLETE, name: ""})
    assert answer.returncode != 0
    assert f"Set the environment variable {name}" in answer.stderr


def test_mail_may_come_as_one_address() -> None:
    assert from_url("smtp+tls://pmg%40nl:p%2Fw@mail.example.nl") == {
        "EMAIL_HOST": "mail.example.nl",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "pmg@nl",
        "EMAIL_HOST_PASSWORD": "p/w",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
    }
    assert from_url("smtps://mail.example.nl:4650")["EMAIL_PORT"] == 4650
    show = (
        "from django.conf import settings as s; import pmg.settings.production; print(s.EMAIL_HOST)"
    )
    one = {**COMPLETE, "EMAIL_HOST": "", "EMAIL_URL": "smtp://post.example.nl:2525"}
    assert manage("-c", show, **one).stdout == "post.example.nl\n"


@pytest.mark.parametrize(
    "address", ["mail.example.nl", "https://mail.example.nl", "smtp://", "smtp://u:geheim@x:99999"]
)
def test_a_wrong_mail_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        from_url(address)
    assert "geheim" not in str(refused.value)


def test_web_server_refuses_to_start_beside_demo_accounts(clone_db: str) -> None:
    here = COMPLETE | addresses(clone_db) | {"DJANGO_SETTINGS_MODULE": "pmg.settings.production"}
    start = ("-c", "import pmg.wsgi; print('up')")
    assert manage(*start, **here).stdout == "up\n"

    with connect_as_owner(clone_db) as owner:
        owner.execute(
            "INSERT INTO accounts_user (id, password, is_superuser, username, first_name, last_name,"
            " email, is_staff, is_active, date_joined, function, is_demo, is_system)"
            " VALUES (gen_random_uuid(), '', false, 'x', '', '', '', false, true, now(), '', true,"
            " false)"
        )
    starts = (
        start,
        ("-m", "celery", "-A", "pmg", "worker", "--concurrency=1"),
        ("-m", "celery", "-A", "pmg", "beat"),
    )
    for program in starts:
        answer = manage(*program, **here)
        assert answer.returncode != 0
        assert "1 demo accounts: production does not start" in answer.stderr, program


def test_second_factor_comes_before_any_page(db: None, client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(get_user_model().objects.create(username="new"))
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")
    assert client.get("/accounts/2fa/").status_code == 200
