"""Briefteksten laden: sender and texts of a scheme are data, as the scheme itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from grants.models import LetterSender, LetterText, Scheme

LETTERS = Path(__file__).resolve().parents[1] / "data" / "letters"


@transaction.atomic
def load_letter_texts(scheme: Scheme, path: Path | None = None) -> None:
    """Add the sender and the texts of a JSON file that the scheme has not got yet.

    What is there is never touched. A text that it lacks came with a newer version of the
    application. A scheme without a file has no texts, and no letter of it can go out.
    Raises django.core.exceptions.ValidationError for a text that names what its letter cannot fill.
    """
    file = path or LETTERS / f"{scheme.code}.json"
    if not file.is_file():
        return
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if not LetterSender.objects.filter(scheme=scheme).exists():
        sender = {k: "\n".join(v) if isinstance(v, list) else v for k, v in data["sender"].items()}
        LetterSender.objects.create(scheme=scheme, **sender)
    known = set(LetterText.objects.filter(scheme=scheme).values_list("act", flat=True))
    for row in (row for row in data["texts"] if row["act"] not in known):
        text = LetterText(scheme=scheme, **{**row, "body": "\n\n".join(row["body"])})
        text.full_clean()
        text.save()
