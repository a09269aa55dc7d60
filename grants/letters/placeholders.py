"""Invulvelden: which names a text of each kind of letter may use."""

from __future__ import annotations

from grants.enums import LetterAct

EVERY = frozenset(
    {"gemeente", "regeling", "regeling_voluit", "grondslag", "artikel", "toekenning", "jaar"}
)
"""Known in every letter."""

OF_ACT: dict[LetterAct, frozenset[str]] = {
    LetterAct.JUDGEMENT: frozenset(
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
    LetterAct.POSTPONED: frozenset({"gevraagd_op", "uiterlijk_was", "uiterlijk_wordt", "reden"}),
    LetterAct.NOT_POSTPONED: frozenset({"gevraagd_op", "uiterlijk_was", "reden"}),
}


def known_in(act: LetterAct) -> frozenset[str]:
    """Wat een tekst van deze soort mag noemen."""
    return EVERY | OF_ACT[act]
