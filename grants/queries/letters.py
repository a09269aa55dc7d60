"""Brieven: what every letter tells, and which letters somebody may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from grants.letters.contents import Table
from grants.models import Letter, Scheme
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.models import Case

YES = "ja"
"""Value of what is only there or not: a text names it in brackets and never prints it."""


@dataclass(frozen=True)
class Matter:
    """Waarover een brief gaat: the values and tables that its text may name.

    `about` is the reference of the award or application; letters on it are numbered one after the
    other. `year` is the accounting year; None for what is about the whole period. `must_decide` says
    whether the scheme calls the act a beschikking, where it says so.
    """

    scheme: Scheme
    municipality: Municipality
    about: str
    year: int | None
    values: Mapping[str, str]
    tables: Mapping[str, Table] = field(default_factory=dict)
    must_decide: bool | None = None
    about_is: str = "Uw toekenning"


def letters_visible_to(user: User) -> QuerySet[Letter]:
    """Brieven die `user` mag lezen: the ministry all, a municipality those it was sent."""
    letters = Letter.objects.select_related(
        "paper__file", "work", "opening", "replaced_by", "municipality"
    )
    if user.is_ministry:
        return letters
    return letters.filter(municipality__in=user.municipality_ids, paper__isnull=False)


def letters_of(case: Case, *, user: User) -> QuerySet[Letter]:
    """Brieven in een zaak, the newest first."""
    return letters_visible_to(user).filter(case_kind=case.moves.kind, case_id=case.pk)


def letter_rows(user: User, *, act: str = "", opened: bool | None = None) -> QuerySet[Letter]:
    """Brieven voor de lijst; `opened` by somebody of the municipality."""
    letters = letters_visible_to(user)
    if act:
        letters = letters.filter(act=act)
    if opened is not None:
        letters = letters.filter(opening__isnull=not opened)
    return letters
