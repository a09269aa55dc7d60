"""What manage.py brings up before Django starts, depending on the command."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pmg.embedded.holding import hold
from pmg.embedded.places import places
from pmg.embedded.preparing import PREPARING, fill_if_empty

# These need no database, or (`runserver`, `test`) bring their own or find one that runs.
NEED_NOTHING = frozenset(
    {
        "check",
        "check_audit_zip",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "runserver",
        "test",
        "version",
    }
)
# These change tables, and so run as owner; they need no tables to begin with.
RUN_AS_OWNER = frozenset({"migrate", "pgtrigger", "sqlmigrate"})


def command_of(arguments: Sequence[str]) -> str:
    """The name of the command, or ``help`` where help is asked for."""
    words = [word for word in arguments[1:] if not word.startswith("-")]
    if not words or {"-h", "--help", "--version"} & set(arguments):
        return "help"
    return words[0]


def embedded_servers() -> list[str]:
    """The servers we must bring ourselves: those without an address in the environment."""
    own = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    return [server for server, variable in own.items() if not os.environ.get(variable)]


@contextmanager
def what_it_needs(arguments: Sequence[str]) -> Iterator[None]:
    """Keeps up what the command needs while the block runs.

    Raises ``Trouble`` where that cannot be had. In production everything runs already.
    """
    command = command_of(arguments)
    if command in RUN_AS_OWNER:
        os.environ["PMG_DATABASE_ROLE"] = "owner"
    in_production = os.environ["DJANGO_SETTINGS_MODULE"].endswith(".production")
    if command in NEED_NOTHING or in_production:
        yield
        return
    with hold(places(), embedded_servers()):
        if command not in RUN_AS_OWNER and PREPARING not in os.environ:
            fill_if_empty()
        yield
