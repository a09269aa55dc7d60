"""One page that tells the platform whether database, broker and worker answer."""

import time
from collections.abc import Callable

from celery import shared_task
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pmg.celery import app

WORKER_MARK = "health:worker"
# Beat asks for a sign of life every ten seconds; a minute's silence is a stopped worker.
WORKER_SILENT_AFTER = 60


@shared_task(ignore_result=True)
def sign_of_life() -> None:
    """Idempotent: writes the clock over the clock."""
    cache.set(WORKER_MARK, time.time(), timeout=None)


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def broker_answers() -> bool:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
    return True


def worker_is_fresh() -> bool:
    seen = cache.get(WORKER_MARK)
    return seen is not None and time.time() - seen < WORKER_SILENT_AFTER


def _holds(question: Callable[[], bool]) -> bool:
    # Whatever goes wrong while asking, the answer is no: this page never fails itself.
    try:
        return question()
    except Exception:  # noqa: BLE001
        return False


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 otherwise; tells no more than yes or no."""
    answers = {
        "database": _holds(database_answers),
        "broker": _holds(broker_answers),
        "worker": _holds(worker_is_fresh),
    }
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)
