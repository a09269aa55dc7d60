"""Formulier om een betaalopdracht te maken."""

from __future__ import annotations

import uuid

from django import forms
from django.http import QueryDict

from grants.queries.payment_orders import OrderToMake
from pmg.design.formatting import euro


class PaymentOrderForm(forms.Form):
    """Welke goedgekeurde betalingen nu gaan; all of them, unless somebody leaves one out."""

    use_required_attribute = False

    payments = forms.TypedMultipleChoiceField(
        label="Betalingen",
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies ten minste één betaling.",
            "invalid_choice": "Een van deze betalingen kan niet meer in de opdracht. "
            "Bekijk de lijst opnieuw.",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, group: OrderToMake) -> None:
        super().__init__(data, prefix=group.name)
        self.group = group
        self.fields["payments"].choices = [  # type: ignore[attr-defined]
            (
                str(payment.pk),
                f"{payment.municipality}: {euro(payment.amount)}, {payment.grant_year} ({payment.reference})",
            )
            for payment in group.payments
        ]
        self.initial["payments"] = [str(payment.pk) for payment in group.payments]
