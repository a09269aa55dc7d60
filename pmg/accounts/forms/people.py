"""Formulieren om iemand uit te nodigen, een rol of mandaat te beëindigen, en te antwoorden."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone

from pmg.accounts.enums import MINISTRY_ROLES, Role
from pmg.accounts.models import User
from pmg.design.widgets import AmountInput, DateInput

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]
NOT_A_DATE = "Vul een bestaande datum in, bijvoorbeeld 1-9-2026."
WHOLE_EUROS = "Vul een bedrag in hele euro’s in, bijvoorbeeld 1.000.000."


class KeyedForm(forms.Form):
    """A form that is done once: its key becomes that of what it makes."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def reason_field(label: str = "Reden", **more: Any) -> forms.CharField:
    """Why somebody does this."""
    return forms.CharField(
        label=label,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom."},
        **more,
    )


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day, from the browser's own picker or typed."""
    return forms.DateField(
        label=label,
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies een datum.", "invalid": NOT_A_DATE},
        **more,
    )


class PersonFields(KeyedForm):
    """Wie: mail address and name of somebody who may not have an account yet."""

    email = forms.EmailField(
        label="E-mailadres van het werk",
        max_length=150,
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Vul een e-mailadres in zoals naam@gemeente.nl.",
        },
    )
    first_name = forms.CharField(label="Voornaam", max_length=150, required=False)
    last_name = forms.CharField(label="Achternaam", max_length=150, required=False)


class InviteForm(PersonFields):
    """Collega uitnodigen, for one of the roles that the inviter may give."""

    role = forms.ChoiceField(
        label="Rol", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."}
    )
    why = forms.CharField(
        label="Toelichting",
        help_text="Alleen voor wie dit bevestigt. Staat niet in de mail.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("role", "email", "first_name", "last_name", "why")

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label.capitalize() if role != Role.SISA_CONTACT else role.label)
            for role in Role
            if role in set(roles)
        ]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class HandOverForm(PersonFields):
    """Rol overdragen aan een opvolger; the own role ends on acceptance, or on a later day."""

    instead_until = day_field(
        "Mijn laatste dag",
        required=False,
        help_text="Leeg: uw rol eindigt op de dag dat uw opvolger de uitnodiging aanneemt.",
    )

    def clean_instead_until(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["instead_until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Deze dag ligt in het verleden.")
        return day


class EndRoleForm(KeyedForm):
    """Rol beëindigen; asks once more where nobody is left."""

    last_day = day_field("Laatste dag", help_text="Op deze dag geldt de rol nog.")
    reason = reason_field()
    nobody_left = forms.BooleanField(
        label="Ja, er blijft niemand over met deze rol", required=False
    )

    def __init__(self, *args: Any, warned: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not warned:
            del self.fields["nobody_left"]


class ReasonForm(KeyedForm):
    """Een reden voor wat één keer gebeurt."""

    reason = reason_field()


class MandateForm(KeyedForm):
    """Mandaat van een budgethouder; the ceiling in whole euros."""

    basis = forms.CharField(
        label="Grondslag",
        help_text="Bijvoorbeeld: Mandaatbesluit 2026, artikel 4.",
        max_length=200,
        error_messages={"required": "Noem het besluit waarop het mandaat rust."},
    )
    ceiling = forms.RegexField(
        label="Tot en met",
        regex=r"^\s*(\d{1,3}(\.\d{3}){1,3}|\d{1,10})\s*$",
        widget=AmountInput,
        error_messages={"required": WHOLE_EUROS, "invalid": WHOLE_EUROS},
    )
    starts_on = day_field("Vanaf")
    ends_on = day_field("Tot en met", required=False, help_text="Leeg: tot het wordt beëindigd.")
    deputy_of: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label="Plaatsvervanger van",
        required=False,
        queryset=None,
        empty_label="Niemand",
        help_text="Een plaatsvervanger mag nooit meer dan het eigen mandaat van deze budgethouder, "
        "en niet na de laatste dag daarvan.",
    )
    why = reason_field("Toelichting", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = User.objects.filter(
            role_assignments__in=user.role_assignments.model.objects.held_on(
                timezone.localdate()
            ).filter(role=Role.BUDGET_HOLDER)
        )
        self.fields["deputy_of"].queryset = holders.exclude(  # type: ignore[attr-defined]
            pk=user.pk
        ).distinct()

    def clean_ceiling(self) -> Decimal:
        amount = Decimal(self.cleaned_data["ceiling"].strip().replace(".", ""))
        if not amount:
            raise forms.ValidationError(WHOLE_EUROS)
        return amount

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "De laatste dag ligt vóór de eerste.")
        if data.get("deputy_of") and "ends_on" not in self.errors and not ends:
            self.add_error("ends_on", "Vul de laatste dag in: een plaatsvervanger heeft er een.")
        return data


class WelcomeForm(forms.Form):
    """Account in gebruik nemen: name and password of who is invited for the first time."""

    use_required_attribute = False

    first_name = forms.CharField(
        label="Voornaam", max_length=150, error_messages={"required": "Vul uw voornaam in."}
    )
    last_name = forms.CharField(
        label="Achternaam", max_length=150, error_messages={"required": "Vul uw achternaam in."}
    )
    function = forms.CharField(label="Functie", max_length=120, required=False)
    password = forms.CharField(
        label="Wachtwoord",
        help_text="Minstens 12 tekens.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Kies een wachtwoord."},
    )
    again = forms.CharField(
        label="Herhaal het wachtwoord",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Vul het wachtwoord nog eens in."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        known = {name: getattr(user, name) for name in ("first_name", "last_name", "function")}
        super().__init__(*args, **{"initial": known, **kwargs})

    def account(self) -> dict[str, str]:
        """What the account is made of."""
        return {
            name: self.cleaned_data[name]
            for name in ("first_name", "last_name", "function", "password")
        }

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", "De wachtwoorden zijn niet gelijk.")
        return data


class PeopleFilter(forms.Form):
    """Filter boven de mensen. What cannot be read is left out, never an error."""

    zoek = forms.CharField(label="Naam", required=False, max_length=80)
    rol = forms.ChoiceField(
        label="Rol",
        required=False,
        choices=[("", "Alle rollen"), *((r.value, r.label) for r in Role if r != Role.SYSTEM)],
    )

    def chosen(self) -> dict[str, str]:
        """Arguments for the list."""
        self.is_valid()
        return {
            "name": self.cleaned_data.get("zoek", ""),
            "role": self.cleaned_data.get("rol", ""),
        }


MINISTRY = tuple(role for role in Role if role in MINISTRY_ROLES)
