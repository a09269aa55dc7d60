"""Pages: the start page in a crowd, and lists under eight connections."""

import http.client
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from pmg.accounts.models import User
from tests.bench.crowd import make_crowd
from tests.bench.ratio import Line, seconds
from tests.harness import databases
from tests.harness.site import running_web

CONNECTIONS = 8
FOR_SECONDS = 10
LISTS = ("/beoordelen/", "/toekenningen/", "/betalingen/", "/grootboek/pmg-2024/boekingen/")


def cookie_of(username: str) -> str:
    """A signed-in session, as the value of a Cookie header."""
    client = Client()
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def page(url: str, path: str, cookie: str) -> float:
    """Median time of one page, one request after the other."""
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def get() -> None:
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, f"{path} gives {answer.status}"

    try:
        return seconds(get, times=31)
    finally:
        line.close()


def requests_a_second(url: str, path: str, cookie: str) -> float:
    """Pages a second over eight connections at once."""
    done: list[int] = []
    until = time.perf_counter() + FOR_SECONDS

    def ask() -> None:
        line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        count = 0
        while time.perf_counter() < until:
            line.request("GET", path, headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, f"{path} gives {answer.status}"
            count += 1
        line.close()
        done.append(count)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / FOR_SECONDS


def _analyse(database: str) -> None:
    # What autovacuum does in the long run; it is off in the throwaway server.
    with databases.connect_as_owner(database) as line:
        line.execute("ANALYZE")


def measure() -> Iterator[Line]:
    template = databases.with_demo()
    times: dict[str, float] = {}
    for name, crowd in (("twenty", None), ("crowd", {"municipalities": 342, "schemes": 10})):
        with databases.copied(template) as database, databases.pointed_at(database):
            if crowd:
                make_crowd(**crowd)
            _analyse(database)
            cookie = cookie_of("beleid")
            with running_web(database, workers=2) as url:
                times[name] = page(url, "/", cookie)
                if crowd:
                    for path in LISTS:
                        rate = requests_a_second(url, path, cookie)
                        yield Line(
                            f"{path} with 342 municipalities, {CONNECTIONS} connections",
                            f"{rate:.0f} requests a second",
                            rate,
                            least=100,
                        )
    yield Line(
        "start page: 342 municipalities, ten schemes / twenty, one",
        f"{times['crowd'] * 1000:.0f} ms / {times['twenty'] * 1000:.0f} ms",
        times["crowd"] / times["twenty"],
        most=1.2,
    )
