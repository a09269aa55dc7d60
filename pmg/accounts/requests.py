"""The request of somebody who signed in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from pmg.accounts.models import User


class SignedInRequest(HttpRequest):
    """What every view gets that `OPEN_VIEWS` does not name: its user is a person, never a visitor.

    Only a type: the doors in `pmg.access` make it true.
    """

    user: User
    htmx: HtmxDetails
