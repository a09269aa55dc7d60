"""The clock that no person sets: the database's own."""

from django.db import models
from django.db.models.expressions import Func


class ClockTimestamp(Func):
    """The database's clock at this very moment, not at the start of the transaction."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()
