"""Soorten brieven: what each rests on, and what its text may name.

Another kind of letter takes a row in each of four places:

1. `grants.enums.LetterAct` gives it its name;
2. `KINDS` below: the field of the scheme with its article, and the names its text may use;
3. `grants.queries.letter_matters.MATTERS`: what fills those names from a case;
4. its text in `grants/data/letters/<scheme>.json`, which an administrator changes on a screen.

The service that decides then calls `grants.services.letters.sign_letter` in its transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from grants.enums import LetterAct, Remedy

EVERY = frozenset(
    {"gemeente", "regeling", "regeling_voluit", "grondslag", "artikel", "toekenning", "jaar"}
)
"""Known in every letter."""


@dataclass(frozen=True)
class LetterKind:
    """Soort brief.

    `article` is the field of the scheme that names its article; an empty one means: no letter.
    `remedy` is what a beschikking of this kind is open to; a mededeling never is. Where the `law`
    itself names the article, the scheme has none to fill in.
    """

    article: str
    names: frozenset[str]
    remedy: Remedy = Remedy.OBJECTION
    law: str = ""

    @property
    def known(self) -> frozenset[str]:
        """Wat een tekst van deze soort mag noemen."""
        return EVERY | self.names


AWARD = frozenset(
    {
        "bedrag",
        "bedragen",
        "betaalplan",
        "periode_van",
        "periode_tot",
        "rekening",
        "indexering",
        "motivering",
        "aanvraag",
        "aangevraagd",
        "aangevraagd_op",
        "niet_toegekend",
    }
)
"""Of a decision on the amounts of an award."""

APPLICATION = frozenset({"aanvraag", "aangevraagd", "aangevraagd_op", "motivering"})
"""Of a decision that gives no award."""

OBJECTION = frozenset(
    {
        "besluit",
        "besluit_van",
        "ontvangen_op",
        "op_tijd_tot",
        "te_laat",
        "beslissen_voor",
        "reden",
        "gronden",
        "motivering",
        "niet_ontvankelijk",
        "ongegrond",
        "gegrond",
    }
)
"""Of a letter about an objection."""
SETTLEMENT = frozenset(
    {
        "vastgesteld",
        "toegekend",
        "geaccepteerd",
        "betaald",
        "nog_te_betalen",
        "terug_te_vorderen",
        "niets_over",
        "boven_toekenning",
        "gestopt_op",
        "reden_gestopt",
        "motivering",
        "afrekening",
    }
)
"""Of a decision on what the municipality has a right to."""
AWB = "van de Algemene wet bestuursrecht"

KINDS: dict[LetterAct, LetterKind] = {
    LetterAct.JUDGEMENT: LetterKind(
        "judgement_article",
        frozenset(
            {
                "ingediend_op",
                "zonder_opgave",
                "verantwoord",
                "geaccepteerd",
                "niet_geaccepteerd",
                "alles_geaccepteerd",
                "sisa_cijfer",
                "sisa_verschil",
                "sisa_gelijk",
                "sisa_plausibel_op",
                "motivering",
                "bedragen",
                "niet_geaccepteerde_regels",
                "laatste_jaar",
            }
        ),
    ),
    LetterAct.POSTPONED: LetterKind(
        "postponement_article",
        frozenset({"gevraagd_op", "uiterlijk_was", "uiterlijk_wordt", "reden"}),
    ),
    LetterAct.NOT_POSTPONED: LetterKind(
        "postponement_article", frozenset({"gevraagd_op", "uiterlijk_was", "reden"})
    ),
    LetterAct.SETTLED: LetterKind("settlement_article", SETTLEMENT),
    LetterAct.RESETTLED: LetterKind(
        "resettlement_article",
        SETTLEMENT
        | {
            "eerder_vastgesteld",
            "verschil",
            "nieuw_terug_te_vorderen",
            "verlaging",
            "kwijtgescholden",
        },
    ),
    LetterAct.DEMANDED: LetterKind(
        "recovery_article",
        frozenset(
            {
                "vastgesteld",
                "betaald",
                "terug_te_vorderen",
                "uiterlijk",
                "betalingskenmerk",
                "rekening_ministerie",
            }
        ),
    ),
    LetterAct.AWARDED: LetterKind("award_article", AWARD),
    LetterAct.PARTLY_AWARDED: LetterKind("award_article", AWARD),
    LetterAct.AWARD_CHANGED: LetterKind("change_article", AWARD | {"was", "verschil"}),
    LetterAct.REFUSED: LetterKind("award_article", APPLICATION),
    LetterAct.SET_ASIDE: LetterKind("award_article", APPLICATION),
    LetterAct.OBJECTION_RECEIVED: LetterKind("", OBJECTION, law=f"artikel 6:14 {AWB}"),
    LetterAct.OBJECTION_POSTPONED: LetterKind("", OBJECTION, law=f"artikel 7:10, derde lid, {AWB}"),
    LetterAct.OBJECTION_DECIDED: LetterKind(
        "", OBJECTION, remedy=Remedy.APPEAL, law=f"artikel 7:11 {AWB}"
    ),
}


def kind_of(act: str) -> LetterKind:
    """De soort brief over deze handeling."""
    return KINDS[LetterAct(act)]
