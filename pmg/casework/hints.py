"""Hint: tells the worker that a row was asked for. Work is a row first; a lost hint costs seconds."""

from __future__ import annotations

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def hint(task: str, *args: str) -> None:
    """Send the task by its name once the transaction is through.

    Without a broker nothing is lost: the row says what was asked, and the sweep finds it.
    """
    transaction.on_commit(partial(_send, task, args))


def _send(task: str, args: tuple[str, ...]) -> None:
    try:
        current_app.send_task(task, args=args, retry=False)
    except OperationalError:
        log.warning("No broker for %s: the sweep will find it.", task)
