"""Brieven: signed in the act itself, and made by the worker right after."""

from __future__ import annotations

import datetime

from django.db import transaction

from grants.enums import LetterAct, Remedy
from grants.letters.contents import Contents
from grants.letters.kinds import kind_of
from grants.letters.text import fill, fill_line
from grants.models import (
    Letter,
    LetterSender,
    LetterText,
    LetterWork,
    Scheme,
)
from grants.models.letters import kind_of_letter
from grants.queries.letter_matters import MATTERS
from grants.queries.letters import Matter
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.casework.errors import MoveRefused
from pmg.casework.hints import hint
from pmg.casework.models import Case, Event
from pmg.design.formatting import date_nl

MAKE_LETTER = "grants.make_letter"
FICTION = "FICTIEF"
CLAUSES = {Remedy.OBJECTION: "bezwaarclausule", Remedy.APPEAL: "beroepsclausule"}
COLLEGE = "Het college van burgemeester en wethouders"


class NoLetter(MoveRefused):
    """De brief kan niet uit: the scheme lacks its article or its text."""


def draft_letter(
    *, act: LetterAct, case: Case, on: datetime.datetime, replaces: Letter | None = None
) -> Contents:
    """Brief vooraf bekijken: as it would go out at `on`, from its case. Nothing is stored.

    Raises NoLetter where no such letter can go out.
    """
    return compose(act=act, matter=MATTERS[act](case, None), on=on, replaces=replaces)


@transaction.atomic
def sign_letter(
    *,
    act: LetterAct,
    case: Case,
    event: Event,
    on: datetime.datetime,
    replaces: Letter | None = None,
) -> Letter:
    """Brief vaststellen: every word of it is fixed by the act that it tells of.

    Call it in the transaction of that act, for any kind of letter in `grants.letters.kinds`, where
    it also stands how another kind is added. The worker makes the paper and keeps it under its
    SHA-256. Signing twice gives the first letter. A new decision `replaces` an earlier letter, which
    stays as it is.
    Raises NoLetter: then the act itself cannot go through either.
    """
    known = Letter.objects.filter(event=event, act=act).first()
    if known is not None:
        return known
    matter = MATTERS[act](case, event)
    # Letters on one award are numbered one after the other, whoever asks at the same moment.
    Scheme.objects.select_for_update(of=("self",)).get(pk=matter.scheme.pk)
    contents = compose(
        act=act, matter=matter, on=on, reference=_next_reference(matter, on), replaces=replaces
    )
    letter = Letter.objects.create(
        act=act,
        is_decision=contents.kind == kind_of_letter(is_decision=True),
        scheme=matter.scheme,
        municipality=matter.municipality,
        case_kind=event.case_kind,
        case_id=event.case_id,
        event=event,
        reference=contents.reference,
        dated_on=day_in_amsterdam(on),
        asked_on=on,
        article=article_for(matter.scheme, act),
        signatory=contents.signatory,
        subject=contents.subject,
        contents=contents.as_dict(),
        replaces=replaces,
    )
    work = LetterWork.objects.create(letter=letter)
    hint(MAKE_LETTER, str(work.pk))
    return letter


def sign_letter_if_named(
    *, act: LetterAct, case: Case, event: Event, on: datetime.datetime
) -> Letter | None:
    """Brief bij een besluit dat ook zonder brief geldt: None without article or text."""
    scheme = MATTERS[act](case, event).scheme
    has_text = LetterText.objects.filter(scheme=scheme, act=act).exists()
    if not has_text or not has_article(scheme, act):
        return None
    return sign_letter(act=act, case=case, event=event, on=on)


def compose(
    *,
    act: LetterAct,
    matter: Matter,
    on: datetime.datetime,
    reference: str = "",
    replaces: Letter | None = None,
) -> Contents:
    """Wat er in de brief komt te staan; nothing is stored. Without a reference it is a draft.

    Raises NoLetter where the scheme has no article, no text, or one of the other kind.
    """
    scheme = matter.scheme
    article = article_for(scheme, act)
    text = LetterText.objects.filter(scheme=scheme, act=act).first()
    sender = LetterSender.objects.filter(scheme=scheme).first()
    if text is None or sender is None:
        raise NoLetter("De regeling heeft nog geen tekst voor deze brief. Vul die eerst in.")
    if matter.must_decide is not None and text.is_decision != matter.must_decide:
        raise NoLetter(
            "De brieftekst en de regeling spreken elkaar tegen: de één noemt dit besluit een "
            "beschikking, de ander een mededeling. Pas eerst de tekst of de regeling aan."
        )
    remedy = kind_of(act).remedy
    clause = _lines(sender.clause(remedy)) if text.is_decision else ()
    if text.is_decision and not clause:
        raise NoLetter(f"Een beschikking heeft een {CLAUSES[remedy]}. Vul die eerst in.")
    values = {
        "gemeente": matter.municipality.name,
        "regeling": scheme.name,
        "regeling_voluit": scheme.regulation,
        "grondslag": scheme.legal_basis,
        "artikel": article,
        "toekenning": matter.about,
        "jaar": str(matter.year or ""),
        **matter.values,
    }
    return Contents(
        kind=kind_of_letter(is_decision=text.is_decision),
        ministry=sender.ministry,
        department=sender.department,
        address=_lines(sender.address),
        to=(COLLEGE, f"van de gemeente {matter.municipality.name}", "Verzonden via het portaal"),
        dated=date_nl(day_in_amsterdam(on)),
        reference=reference or "volgt als de brief uitgaat",
        about=matter.about,
        subject=fill_line(text.subject, values),
        blocks=fill(text.body, values, matter.tables),
        on_behalf=_lines(sender.on_behalf),
        signatory=text.signatory,
        unsigned=sender.unsigned,
        objection=clause,
        mark=FICTION if scheme.is_fictional else "",
        about_is=matter.about_is,
        remedy=remedy.label,
        replaces=_named(replaces) if replaces else "",
    )


def article_for(scheme: Scheme, act: LetterAct) -> str:
    """Het artikel van de regeling voor deze brief. Raises NoLetter where it names none."""
    kind = kind_of(act)
    article: str = kind.law or getattr(scheme, kind.article)
    if not article:
        raise NoLetter(
            f"De brief ‘{LetterAct(act).label}’ kan niet uit: de regeling noemt hiervoor geen "
            "artikel. Een beheerder vult dat in bij Regelingen, onder Artikelen en brieven."
        )
    return article


def has_article(scheme: Scheme, act: LetterAct) -> bool:
    """Whether a letter of this kind can go out at all."""
    kind = kind_of(act)
    return bool(kind.law or getattr(scheme, kind.article))


def _named(letter: Letter) -> str:
    return f"{letter.kind} {letter.reference} van {date_nl(letter.dated_on)}"


def _next_reference(matter: Matter, on: datetime.datetime) -> str:
    stem = f"{matter.about}/{matter.year or day_in_amsterdam(on).year}-"
    number = Letter.objects.filter(reference__startswith=stem).count() + 1
    return f"{stem}{number:02d}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
