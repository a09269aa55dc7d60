"""Betaalopdrachten maken: approved payments leave together, in files that never change."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from decimal import Decimal

from django.db import transaction

from grants.enums import CheckState, OrderFileKind
from grants.models import (
    Payment,
    PaymentOrder,
    PaymentOrderFile,
    PaymentOrderLine,
    PaymentOrderWork,
    Scheme,
)
from grants.queries.payment_orders import to_order
from grants.workbook.safe_csv import safe_csv
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.hints import hint
from pmg.pdf.paper import make_paper, paper_edition

from .files import store_file

MAKE_ORDER = "grants.make_payment_order"
MOST_ATTEMPTS = 3
FICTION = "FICTIEF"
CHANGED = (
    "Een van deze betalingen kan niet meer in de opdracht: iemand was u voor, of zij is veranderd. "
    "Er is niets gemaakt. Bekijk de lijst opnieuw."
)
HEADINGS = (
    "Betaalopdracht",
    "Regel",
    "Betalingskenmerk",
    "Gemeente",
    "CBS-code",
    "Crediteurnummer",
    "IBAN",
    "Bedrag",
    "Te betalen op",
    "Begrotingsjaar",
    "Begrotingsartikel",
    "Verplichtingnummer",
    "Uitkeringsjaar",
    "Beschikkingsnummer",
    "Status",
)


@transaction.atomic
def make_order(
    *,
    payments: Collection[uuid.UUID],
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
) -> PaymentOrder:
    """Betaalopdracht maken of these approved payments, all of one scheme and budget year.

    Its lines and its CSV are fixed now, the worker makes the PDF. The same `key` again gives the
    order it made the first time. Raises NotAllowed, and MoveRefused where a payment is not, or no
    longer, free to go.
    """
    if not by.has_role(Role.FINANCIAL_OFFICER):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    chosen = list(
        Payment.objects.select_for_update(of=("self",)).filter(pk__in=payments).order_by("pk")
    )
    if key and (made := PaymentOrder.objects.filter(pk=key).first()):
        return made
    if not chosen:
        raise MoveRefused("Kies ten minste één betaling.")
    free = list(to_order(Payment.objects.filter(pk__in=[payment.pk for payment in chosen])))
    if len(free) != len(set(payments)):
        raise MoveRefused(CHANGED)
    if len({(payment.award.scheme_id, payment.budget_year) for payment in free}) > 1:
        raise MoveRefused("Een betaalopdracht gaat over één regeling en één begrotingsjaar.")
    order = _order(free, by=by, on=on, key=key)
    PaymentOrderLine.objects.bulk_create(
        _line(order, place, payment) for place, payment in enumerate(free, start=1)
    )
    PaymentOrderFile.objects.create(
        order=order, kind=OrderFileKind.CSV, file=store_file([order_csv(order)])
    )
    work = PaymentOrderWork.objects.create(order=order)
    hint(MAKE_ORDER, str(work.pk))
    return order


def _order(
    payments: list[Payment], *, by: User, on: datetime.datetime, key: uuid.UUID | None
) -> PaymentOrder:
    budget_year = payments[0].budget_year
    # Orders of one scheme are numbered one after the other, whoever makes one at the same moment.
    scheme = Scheme.objects.select_for_update(of=("self",)).get(pk=payments[0].award.scheme_id)
    number = PaymentOrder.objects.filter(scheme=scheme, budget_year=budget_year).count() + 1
    return PaymentOrder.objects.create(
        pk=key or uuid.uuid4(),
        scheme=scheme,
        number=f"BO-{scheme.code.upper()}-{budget_year}-{number:03d}",
        budget_year=budget_year,
        budget_article=scheme.budget_article,
        payment_article=scheme.payment_article,
        payments_count=len(payments),
        total=sum((payment.amount for payment in payments), Decimal(0)),
        by=by,
        on=on,
    )


def _line(order: PaymentOrder, place: int, payment: Payment) -> PaymentOrderLine:
    assert payment.municipality is not None  # kept by payment_has_municipality
    return PaymentOrderLine(
        order=order,
        place=place,
        payment=payment,
        reference=payment.reference,
        award_reference=payment.award.reference,
        municipality_name=payment.municipality.name,
        cbs_code=payment.municipality.cbs_code,
        creditor_number=payment.award.creditor_number,
        commitment_number=payment.award.commitment_number,
        grant_year=payment.grant_year.label,
        iban=payment.iban,
        amount=payment.amount,
        due_on=payment.due_on,
    )


def order_csv(order: PaymentOrder) -> bytes:
    """De opdracht voor het financiële systeem; out of what was frozen, so the same on repeat."""
    mark = FICTION if order.scheme.is_fictional else ""
    return safe_csv(
        HEADINGS,
        (
            (
                order.number,
                line.place,
                line.reference,
                line.municipality_name,
                line.cbs_code,
                line.creditor_number,
                line.iban,
                line.amount,
                line.due_on,
                order.budget_year,
                order.budget_article,
                line.commitment_number,
                line.grant_year,
                line.award_reference,
                mark,
            )
            for line in order.lines.all()
        ),
    )


def order_pdf(order: PaymentOrder) -> bytes:
    """De opdracht op papier (PDF/UA-1), with the control number of the CSV beside it."""
    return make_paper(
        "grants/orders/paper.html",
        {
            "order": order,
            "lines": order.lines.all(),
            "csv": order.files.get(kind=OrderFileKind.CSV),
        },
        title=f"Betaalopdracht {order.number}",
        moment=order.on,
        mark=FICTION if order.scheme.is_fictional else "",
        stylesheets=("order.css",),
    )


def make_order_pdf(work_id: int) -> PaymentOrderFile | None:
    """PDF van een opdracht maken. Doing it again gives the first one.

    None for one that somebody else is making at this moment. Raises RenderingFault.
    """
    with transaction.atomic():
        work = (
            PaymentOrderWork.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("order__scheme")
            .filter(pk=work_id)
            .first()
        )
        if work is None:
            return None
        if work.state == CheckState.DONE:
            return work.order.files.get(kind=OrderFileKind.PDF)
        made = PaymentOrderFile.objects.create(
            order=work.order,
            kind=OrderFileKind.PDF,
            file=store_file([order_pdf(work.order)]),
            edition=paper_edition(),
        )
        work.state = CheckState.DONE
        work.save(update_fields=["state"])
        return made


@transaction.atomic
def note_order_failure(work_id: int) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    work = PaymentOrderWork.objects.select_for_update().get(pk=work_id)
    if work.state == CheckState.DONE:
        return
    work.attempts += 1
    if work.attempts >= MOST_ATTEMPTS:
        work.state = CheckState.FAILED
    work.save(update_fields=["attempts", "state"])


@transaction.atomic
def make_order_pdf_again(order: PaymentOrder) -> None:
    """PDF opnieuw vragen after a fault of ours; asking twice is asking once."""
    work = PaymentOrderWork.objects.select_for_update().get(order=order)
    if work.state == CheckState.FAILED:
        work.state, work.attempts = CheckState.ASKED, 0
        work.save(update_fields=["state", "attempts"])
    if work.state == CheckState.ASKED:
        hint(MAKE_ORDER, str(work.pk))
