"""Formulier voor een ander rekeningnummer."""

from __future__ import annotations

from .awards import ReasonForm
from .iban import IbanField


class AccountChangeForm(ReasonForm):
    """Het nieuwe IBAN, and why it changes."""

    iban = IbanField(
        label="Nieuw rekeningnummer (IBAN)",
        error_messages={"required": "Vul het nieuwe rekeningnummer in."},
    )
    field_order = ("iban", "reason")
