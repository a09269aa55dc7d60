"""Vaststelling van een uitkering, en terugvordering van wat te veel is betaald."""

from django.db import models
from django.db.models import F, Q

from grants.enums import RecoveryState, SettlementState
from grants.transitions.settlements import RECOVERY_MOVES, SETTLEMENT_MOVES
from pmg.casework.models import Case

from .awards import Award


class Settlement(Case):
    """Vaststelling, in euros: one per award that stands, and one at most that is drawn up.

    A later one `replaces` it, after which the earlier stays to be read. `to_recover` is all that is
    open after it, with what was demanded before; `written_off` is what the municipality keeps of
    what was paid above it.

    `lines` is the reckoning line by line, with article and source, as it was drawn up: see
    `grants.queries.settlements`. `ends_on` and `end_reason` only where the grant ended early.
    """

    moves = SETTLEMENT_MOVES

    state = models.CharField("status", max_length=40, choices=SettlementState, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="settlements")
    ends_on = models.DateField("eerder gestopt op", null=True)
    end_reason = models.TextField("reden van eerder stoppen", blank=True)
    motivation = models.TextField("motivering", blank=True)
    settled = models.DecimalField("vastgesteld", max_digits=14, decimal_places=2)
    advanced = models.DecimalField("betaald", max_digits=14, decimal_places=2)
    to_pay = models.DecimalField("nog te betalen", max_digits=14, decimal_places=2)
    to_recover = models.DecimalField("terug te vorderen", max_digits=14, decimal_places=2)
    written_off = models.DecimalField("kwijtgescholden", max_digits=14, decimal_places=2, default=0)
    lines = models.JSONField("afrekening")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replacements", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_settlement", fields=["award"], condition=Q(state="settled")
            ),
            models.UniqueConstraint(
                name="one_settlement_drawn_up", fields=["award"], condition=Q(state="drawn_up")
            ),
            models.UniqueConstraint(
                name="settlement_replaced_once",
                fields=["replaces"],
                condition=~Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                name="replacing_has_motivation",
                condition=Q(replaces=None) | ~Q(motivation=""),
            ),
            models.CheckConstraint(
                name="settlement_has_municipality", condition=Q(municipality__isnull=False)
            ),
            models.CheckConstraint(
                name="settlement_balances",
                condition=Q(
                    settled=F("advanced") + F("to_pay") - F("to_recover") - F("written_off")
                ),
            ),
            models.CheckConstraint(
                name="settlement_pays_or_recovers",
                condition=Q(settled__gte=0, advanced__gte=0, to_pay__gte=0, to_recover__gte=0)
                & Q(written_off__gte=0)
                & (Q(to_pay=0) | Q(to_recover=0, written_off=0)),
            ),
            models.CheckConstraint(
                name="early_end_has_reason",
                condition=Q(ends_on=None, end_reason="")
                | (Q(ends_on__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"vaststelling {self.award_id}"


class Recovery(Case):
    """Terugvordering (titel 4.4 Awb), in euros: what a settlement asks back, and until when.

    What came in, what was written off and by what a later settlement lowered it are rows of the
    ledger; what is open is their sum.
    """

    moves = RECOVERY_MOVES

    state = models.CharField("status", max_length=40, choices=RecoveryState, editable=False)
    settlement = models.OneToOneField(Settlement, models.PROTECT, related_name="recovery")
    award = models.ForeignKey(Award, models.PROTECT, related_name="recoveries")
    reference = models.CharField("betalingskenmerk", max_length=40, unique=True)
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)
    due_on = models.DateField("uiterlijk te betalen op")

    class Meta:
        constraints = [
            models.CheckConstraint(name="recovery_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="recovery_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]
        indexes = [models.Index(name="recovery_first_due", fields=["due_on", "id"])]

    def __str__(self) -> str:
        return self.reference
