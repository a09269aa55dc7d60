"""The page that the platform asks whether all is well."""

import time

from django.test import Client

from pmg.health import sign_of_life


def test_worker_makes_the_page_well(clone_db: str, worker: None, client: Client) -> None:
    before = client.get("/health/")
    assert (before.status_code, before.json()["worker"]) == (503, False)
    assert before.json()["database"]
    assert before.json()["broker"]

    sign_of_life.delay()

    deadline = time.monotonic() + 20
    while (after := client.get("/health/")).status_code != 200:
        assert time.monotonic() < deadline, after.json()
        time.sleep(0.1)


def test_no_stranger_gets_further(client: Client, db: None) -> None:
    answer = client.get("/accounts/password/change/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
