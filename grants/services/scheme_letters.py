"""Artikelen en brieven van een regeling bijhouden. The database keeps the history, with who."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from grants.models import LetterSender, LetterText, Scheme
from grants.queries.scheme_letters import ARTICLE_FIELDS, edition_of
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed, StaleRevision


@transaction.atomic
def change_letters(
    *,
    scheme: Scheme,
    articles: Mapping[str, str],
    sender: Mapping[str, str],
    texts: Mapping[str, Mapping[str, str]],
    by: User,
    seen_edition: str,
) -> None:
    """Artikelen, afzender en teksten wijzigen: they count for letters that are asked for from now.

    A letter that was asked for keeps its words. `texts` are by kind of letter.
    Raises NotAllowed, StaleRevision when something changed since the page was drawn, and
    ValidationError for a text that names what its letter does not know.
    """
    if not by.has_role(Role.ADMINISTRATOR):
        raise NotAllowed("Alleen een beheerder wijzigt een regeling.")
    locked = Scheme.objects.select_for_update().get(pk=scheme.pk)
    if edition_of(locked) != seen_edition:
        raise StaleRevision
    _change(locked, {name: articles[name].strip() for name in ARTICLE_FIELDS})
    known_sender = LetterSender.objects.filter(scheme=locked).first()
    _change(known_sender or LetterSender(scheme=locked), sender)
    for text in LetterText.objects.filter(scheme=locked):
        _change(text, texts.get(text.act, {}))


def _change(row: Any, fields: Mapping[str, str]) -> None:
    """Writes the row only where something differs: each write is an edition in the history."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    if not changed and not row._state.adding:
        return
    for name in changed:
        setattr(row, name, fields[name])
    row.full_clean()
    row.save(update_fields=None if row._state.adding else changed)
