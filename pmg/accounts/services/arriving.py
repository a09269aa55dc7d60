"""Account in gebruik nemen: the first time somebody answers an invitation with yes."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from pmg.accounts.errors import ActRefused
from pmg.accounts.models import RoleOffer, User

from .offers import accept

IN_USE = (
    "Dit account is intussen al in gebruik genomen. Log in met het wachtwoord dat toen is gekozen. "
    "Was u dat niet? Meld het meteen aan de beheerder."
)


@transaction.atomic
def arrive(
    offer: RoleOffer,
    *,
    first_name: str,
    last_name: str,
    function: str,
    password: str,
    on: datetime.datetime,
) -> User:
    """Uitnodiging aannemen without an account yet: name and password go in with the acceptance.

    The mail address is proven by the link. Whoever holds the link may come, so that only the first
    sets the password: of two at once the second waits, and goes on only with the same one (a double
    click). Raises ActRefused.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=offer.user_id)
    if user.has_account:
        if user.check_password(password):
            return user
        raise ActRefused(IN_USE)
    accept(offer, by=user, on=on)
    user.first_name, user.last_name, user.function = first_name, last_name, function
    user.set_password(password)
    user.save(update_fields=["first_name", "last_name", "function", "password"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user
