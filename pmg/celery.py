"""The Celery application: work that a page must not wait for."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured

from pmg.startup import refuse_demo_accounts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmg.settings.dev")

app = Celery("pmg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["pmg"], related_name="health")


@worker_init.connect
@beat_init.connect
def look_before_starting(**_: Any) -> None:
    """Worker and beat refuse what the web server refuses."""
    try:
        refuse_demo_accounts()
    except ImproperlyConfigured as refusal:
        # Celery only logs an ordinary error in a signal, and would go on.
        raise SystemExit(str(refusal)) from refusal
