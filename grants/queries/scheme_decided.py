"""Wat van een regeling al vaststaat: the facts behind the guards of a change."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, Q, Sum

from grants.enums import (
    AwardState,
    CeilingKind,
    JustificationState,
    PaymentState,
    VatShareState,
)
from grants.models import (
    Allocation,
    Application,
    Award,
    Justification,
    LedgerEntry,
    Payment,
    Scheme,
    VatShare,
)
from grants.reckoning.scheme_decided import Decided

from .ceilings import ON_ITS_WAY, WEIGHS_ON
from .scheme_document import key_of, rows_with_keys
from .scheme_sections import SECTIONS, Section

OF_A_SCHEME = frozenset(section.model for section in SECTIONS)


def decided_of(scheme: Scheme) -> Decided:
    """Wat al is toegekend, geboekt, gevraagd, beoordeeld of gebruikt; euros."""
    justifications = Justification.objects.filter(accounting_year__scheme=scheme)
    return Decided(
        booked=_booked(scheme),
        allocated={
            (label, code): amount
            for label, code, amount in Allocation.objects.filter(
                award__scheme=scheme, award__state=AwardState.GRANTED
            ).values_list("grant_year__label", "award__municipality__cbs_code", "amount")
        },
        used={section.name: used for section in SECTIONS if (used := _used(scheme, section))},
        planned_until=dict(
            Payment.objects.filter(award__scheme=scheme, state__in=ON_ITS_WAY)
            .values_list("grant_year__label")
            .annotate(last=Max("due_on"))
            .order_by()
        ),
        opened=frozenset(justifications.values_list("accounting_year__year", flat=True)),
        judged=frozenset(
            justifications.filter(state=JustificationState.JUDGED).values_list(
                "accounting_year__year", flat=True
            )
        ),
    )


def _booked(scheme: Scheme) -> dict[tuple[str, int], Decimal]:
    """Per ceiling what was booked on it; what was approved but is not paid yet counts as gone."""
    found: defaultdict[tuple[str, int], Decimal] = defaultdict(Decimal)
    booked = LedgerEntry.objects.filter(award__scheme=scheme, budget_year__isnull=False)
    for kind, entries in WEIGHS_ON.items():
        for year, total in (
            booked.filter(entries)
            .values_list("budget_year")
            .annotate(total=Sum("amount"))
            .order_by()
        ):
            found[str(kind), year] += total
    for approved in (
        Payment.objects.filter(award__scheme=scheme, state=PaymentState.APPROVED),
        VatShare.objects.filter(award__scheme=scheme, state=VatShareState.APPROVED),
    ):
        for year, total in (
            approved.values_list("budget_year").annotate(total=Sum("amount")).order_by()
        ):
            found[str(CeilingKind.CASH), year] += total
    return dict(found)


def _used(scheme: Scheme, section: Section) -> frozenset[tuple[str, ...]]:
    """Keys of the rows that something outside the scheme's own rows points to."""
    if section.is_scheme:
        return frozenset()
    if section.name == "recipients":
        codes = {
            code
            for model, gone in ((Award, AwardState.WITHDRAWN), (Application, "withdrawn"))
            for code in model._default_manager.filter(scheme=scheme)
            .exclude(state=gone)
            .values_list("municipality__cbs_code", flat=True)
        }
        return frozenset((code,) for code in codes)
    relations = [
        relation
        for relation in section.model._meta.related_objects
        if relation.related_model not in OF_A_SCHEME
        and not relation.related_model.__name__.endswith("Event")
        and not relation.many_to_many
    ]
    if not relations:
        return frozenset()
    points_here = Q()
    for relation in relations:
        rows = relation.related_model._default_manager.filter(
            **{relation.field.name: OuterRef("pk")}
        )
        points_here |= Q(Exists(rows))
    used = set(
        section.model._default_manager.filter(points_here, **{section.owner: scheme.pk})
        .order_by()
        .values_list("pk", flat=True)
    )
    if not used:
        return frozenset()
    return frozenset(
        key_of(section, row) for pk, row in rows_with_keys(scheme, section) if pk in used
    )
