"""What a guarded view may count on."""

from django.http import HttpRequest

from pmg.accounts.models import User


class SignedIn(HttpRequest):
    """A request behind `open_to`: whoever asks has signed in."""

    user: User
