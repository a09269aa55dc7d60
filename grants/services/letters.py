"""Brieven: what is asked for in the act itself, and made by the worker right after."""

from __future__ import annotations

import datetime

from django.db import transaction

from grants.enums import CheckState, LetterAct
from grants.letters.contents import Contents, read_contents
from grants.letters.paper import letter_pdf
from grants.letters.text import fill, fill_line
from grants.models import (
    Letter,
    LetterFile,
    LetterSender,
    LetterText,
    LetterWork,
    Scheme,
)
from grants.models.letters import ARTICLES, kind_of_letter
from grants.queries.letters import Matter
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.casework.errors import MoveRefused
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.design.formatting import date_nl
from pmg.pdf.paper import paper_edition

from .files import store_file

MAKE_LETTER = "grants.make_letter"
MOST_ATTEMPTS = 3
MOST_AT_ONCE = 50
AN_HOUR = datetime.timedelta(hours=1)
FICTION = "FICTIEF"
COLLEGE = "Het college van burgemeester en wethouders"


class NoLetter(MoveRefused):
    """De brief kan niet uit: the scheme lacks its article or its text."""


@transaction.atomic
def ask_for_letter(*, matter: Matter, event: Event, on: datetime.datetime) -> Letter:
    """Brief vragen over een gebeurtenis: every word is fixed now, the worker makes the paper.

    Call it within the act that it tells of. Asking twice gives the first letter.
    Raises NoLetter: then the act itself cannot go through either.
    """
    known = Letter.objects.filter(event=event, act=matter.act).first()
    if known is not None:
        return known
    # Letters on one award are numbered one after the other, whoever asks at the same moment.
    Scheme.objects.select_for_update(of=("self",)).get(pk=matter.scheme.pk)
    contents = compose(matter=matter, on=on, reference=_next_reference(matter))
    letter = Letter.objects.create(
        act=matter.act,
        is_decision=contents.kind == kind_of_letter(is_decision=True),
        scheme=matter.scheme,
        municipality=matter.municipality,
        case_kind=event.case_kind,
        case_id=event.case_id,
        event=event,
        reference=contents.reference,
        dated_on=day_in_amsterdam(on),
        asked_on=on,
        article=article_for(matter.scheme, matter.act),
        signatory=contents.signatory,
        subject=contents.subject,
        contents=contents.as_dict(),
    )
    work = LetterWork.objects.create(letter=letter)
    hint(MAKE_LETTER, str(work.pk))
    return letter


def ask_for_letter_if_named(
    *, matter: Matter, event: Event, on: datetime.datetime
) -> Letter | None:
    """Brief vragen bij een besluit dat ook zonder brief geldt: None without article or text."""
    has_text = LetterText.objects.filter(scheme=matter.scheme, act=matter.act).exists()
    if not has_text or not has_article(matter.scheme, matter.act):
        return None
    return ask_for_letter(matter=matter, event=event, on=on)


def compose(*, matter: Matter, on: datetime.datetime, reference: str = "") -> Contents:
    """Wat er in de brief komt te staan; nothing is stored. Without a reference it is a draft.

    Raises NoLetter where the scheme has no article, no text, or one of the other kind.
    """
    scheme = matter.scheme
    article = article_for(scheme, matter.act)
    text = LetterText.objects.filter(scheme=scheme, act=matter.act).first()
    sender = LetterSender.objects.filter(scheme=scheme).first()
    if text is None or sender is None:
        raise NoLetter("De regeling heeft nog geen tekst voor deze brief. Vul die eerst in.")
    if matter.act == LetterAct.JUDGEMENT and text.is_decision != scheme.judgement_is_decision:
        raise NoLetter(
            "De brieftekst en de regeling spreken elkaar tegen: de één noemt het oordeel een "
            "beschikking, de ander een mededeling. Pas eerst de tekst of de regeling aan."
        )
    if text.is_decision and not sender.objection.strip():
        raise NoLetter("Een beschikking heeft een bezwaarclausule. Vul die eerst in.")
    values = {
        "gemeente": matter.municipality.name,
        "regeling": scheme.name,
        "regeling_voluit": scheme.regulation,
        "grondslag": scheme.legal_basis,
        "artikel": article,
        "toekenning": matter.about,
        "jaar": str(matter.year),
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
        objection=_lines(sender.objection) if text.is_decision else (),
        mark=FICTION if scheme.is_fictional else "",
    )


def article_for(scheme: Scheme, act: LetterAct) -> str:
    """Het artikel van de regeling voor deze brief. Raises NoLetter where it names none."""
    article: str = getattr(scheme, ARTICLES[LetterAct(act)])
    if not article:
        raise NoLetter(
            "De brief kan niet uit: de regeling noemt hiervoor geen artikel. "
            "Vul dat eerst in bij de regeling."
        )
    return article


def has_article(scheme: Scheme, act: LetterAct) -> bool:
    """Whether a letter of this kind can go out at all."""
    return bool(getattr(scheme, ARTICLES[LetterAct(act)]))


def make_letter(work_id: int) -> LetterFile | None:
    """Brief maken: the paper of what was frozen, kept under its SHA-256.

    Doing it again gives the first paper. None for one that somebody else is making at this moment.
    """
    with transaction.atomic():
        work = (
            LetterWork.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("letter")
            .filter(pk=work_id)
            .first()
        )
        if work is None:
            return None
        if work.state == CheckState.DONE:
            return work.letter.paper
        letter = work.letter
        content = letter_pdf(read_contents(letter.contents), moment=letter.asked_on)
        paper = LetterFile.objects.create(
            letter=letter, file=store_file([content]), edition=paper_edition()
        )
        work.state = CheckState.DONE
        work.save(update_fields=["state"])
        return paper


def note_letter_failure(work_id: int) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so; see `letters_to_make`."""
    with transaction.atomic():
        work = LetterWork.objects.select_for_update().get(pk=work_id)
        if work.state == CheckState.DONE:
            return
        work.attempts += 1
        if work.attempts >= MOST_ATTEMPTS:
            work.state = CheckState.FAILED
        work.save(update_fields=["attempts", "state"])


def letters_to_make(*, before: datetime.datetime) -> list[int]:
    """Opdrachten die liggen, the oldest first; what failed by a fault of ours each hour again.

    A letter that was promised goes out, also when the mending of the fault takes days.
    """
    undone = LetterWork.objects.exclude(state=CheckState.DONE).filter(asked_at__lt=before)
    return [
        work.pk
        for work in undone.order_by("asked_at")[:MOST_AT_ONCE]
        if work.attempts < MOST_ATTEMPTS + (before - work.asked_at) // AN_HOUR
    ]


def _next_reference(matter: Matter) -> str:
    stem = f"{matter.about}/{matter.year}-"
    number = Letter.objects.filter(reference__startswith=stem).count() + 1
    return f"{stem}{number:02d}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
