"""Which cases somebody may see. Every list and every page starts here."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from grants.models import (
    Application,
    Award,
    InterventionProposal,
    Justification,
    Payment,
    ProgressReport,
    Recovery,
    Settlement,
)
from pmg.accounts.models import User
from pmg.casework.models import Case

C = TypeVar("C", bound=Case)


def _visible_to(cases: "QuerySet[C]", user: User) -> "QuerySet[C]":
    """The ministry sees all; a municipal colleague only the own municipality; others nothing."""
    if user.is_ministry:
        return cases
    return cases.filter(municipality_id__in=user.municipality_ids)


def applications_visible_to(user: User) -> QuerySet[Application]:
    """Aanvragen that `user` may see; a draft is the municipality's own until it is submitted."""
    applications = _visible_to(Application.objects.all(), user)
    return applications.exclude(submitted=None) if user.is_ministry else applications


def of_municipality(text: str, path: str = "municipality") -> Q:
    """Rows of the municipality with this CBS code, or with this in its name."""
    return Q(**{f"{path}__cbs_code__iexact": text}) | Q(**{f"{path}__name__icontains": text})


def awards_visible_to(user: User) -> QuerySet[Award]:
    """Toekenningen that `user` may see; a prepared one is the ministry's own until granted."""
    awards = _visible_to(Award.objects.all(), user)
    return awards if user.is_ministry else awards.filter(state="granted")


def payments_visible_to(user: User) -> QuerySet[Payment]:
    """Betalingen that `user` may see; a municipality sees what was paid, also if it came back."""
    payments = _visible_to(Payment.objects.all(), user)
    return payments if user.is_ministry else payments.filter(state__in=("paid", "returned"))


def justifications_visible_to(user: User) -> QuerySet[Justification]:
    """Verantwoordingen that `user` may see."""
    return _visible_to(Justification.objects.all(), user)


def progress_reports_visible_to(user: User) -> QuerySet[ProgressReport]:
    """Voortgangsrapportages that `user` may see."""
    return _visible_to(ProgressReport.objects.all(), user)


def settlements_visible_to(user: User) -> QuerySet[Settlement]:
    """Vaststellingen that `user` may see; until it is decided it is the ministry's own."""
    settlements = _visible_to(Settlement.objects.all(), user)
    return (
        settlements if user.is_ministry else settlements.filter(state__in=["settled", "replaced"])
    )


def recoveries_visible_to(user: User) -> QuerySet[Recovery]:
    """Terugvorderingen that `user` may see."""
    return _visible_to(Recovery.objects.all(), user)


def proposals_visible_to(user: User) -> QuerySet[InterventionProposal]:
    """Voorstellen voor het interventieregister that `user` may see."""
    return _visible_to(InterventionProposal.objects.all(), user)
