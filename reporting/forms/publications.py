"""Intrekken van een openbare versie."""

from __future__ import annotations

from typing import Any

from grants.forms.awards import ReasonForm


class WithdrawForm(ReasonForm):
    """De reden van intrekking, which everybody reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Waarom trekt u deze versie in?"
        self.fields["reason"].help_text = "Iedereen leest dit. Noem geen namen van medewerkers."
