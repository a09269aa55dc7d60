"""Each sentence rule, where it speaks and where it keeps silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.disclosure.publication import publish
from reporting.figures import Figures
from reporting.sentences import sentences
from reporting.snapshot import AccountingYearMoney, FrozenYear, Status
from tests.reporting.years import make_year


def with_amounts(*amounts: int | None, status: Status = Status.JUDGED) -> FrozenYear:
    """A year in which each municipality justified the given amount."""
    year = make_year(1, count=len(amounts))
    return replace(
        year,
        municipalities=tuple(
            replace(
                own,
                missing=(),
                accounting_years=(
                    AccountingYearMoney(2024, 100, 100, 100, Status.JUDGED),
                    AccountingYearMoney(
                        2025, amount, amount, amount, Status.MISSING if amount is None else status
                    ),
                ),
            )
            for own, amount in zip(year.municipalities, amounts, strict=True)
        ),
    )


def said(year: FrozenYear, chapter: str = "money") -> dict[str, str]:
    found = sentences(chapter, Figures(publish(year, "")))
    return {sentence.rule: sentence.text for sentence in found}


def test_more_less_and_the_same_exclude_each_other() -> None:
    assert {"rise"} == {"rise", "decline", "unchanged"} & set(said(with_amounts(200, 200)))
    assert {"decline"} == {"rise", "decline", "unchanged"} & set(said(with_amounts(50, 50)))
    assert {"unchanged"} == {"rise", "decline", "unchanged"} & set(said(with_amounts(100, 100)))


def test_a_half_year_is_not_compared_in_percent() -> None:
    assert "%" not in said(with_amounts(200, 200))["rise"]
    assert "geen vol jaar" in said(with_amounts(200, 200))["rise"]


def test_zero_and_missing_are_not_the_same() -> None:
    found = said(with_amounts(100, 0, None))
    assert "Bergen op Zoom gaf" in found["nothing_spent"]
    assert "Brunssum" in found["statements_missing"]
    assert "statements_complete" not in found


def test_all_in_and_all_judged() -> None:
    found = said(with_amounts(100, 110))
    assert "Alle 2 gemeenten" in found["statements_complete"]
    assert "all_judged" in found
    assert "not_yet_firm" not in found


def test_provisional_figures_are_named_as_such() -> None:
    found = said(with_amounts(100, 110, status=Status.PROVISIONAL))
    assert found["not_yet_firm"].startswith("Van 2 gemeenten")
    assert "all_judged" not in found


@pytest.mark.parametrize(
    ("amounts", "word"),
    [((100, 100, 100, 100, 300), "dubbele"), ((100, 100, 100, 100, 30), "helft")],
)
def test_one_that_stands_out_is_named(amounts: tuple[int, ...], word: str) -> None:
    text = said(with_amounts(*amounts))["outlier"]
    assert word in text
    assert text.startswith("Diemen")


def test_two_that_stand_out_are_not() -> None:
    assert "outlier" not in said(with_amounts(100, 100, 100, 300, 300))


def test_a_difference_with_sisa_is_told() -> None:
    year = with_amounts(100, 100)
    own = year.municipalities[0]
    other = replace(own.accounting_years[1], sisa=90)
    changed = replace(own, accounting_years=(own.accounting_years[0], other))
    found = said(replace(year, municipalities=(changed, *year.municipalities[1:])))
    assert "Almelo" in found["differs_from_sisa"]
    assert "€\u00a010" in found["differs_from_sisa"]


def test_a_correction_gives_its_reason() -> None:
    year = replace(make_year(1), version=2, reason="Gouda gaf een verkeerd bedrag op")
    assert "Gouda gaf een verkeerd bedrag op" in said(year, "summary")["correction"]


def test_a_few_names_are_given_and_many_are_pointed_at() -> None:
    few = said(with_amounts(100, None))["statements_missing"]
    assert few == "Van 1 gemeente is de verantwoording niet binnen: Bergen op Zoom."
    many = said(with_amounts(100, *(None,) * 9))["statements_missing"]
    assert many == "Van 9 gemeenten is de verantwoording niet binnen; zie “Wat ontbreekt”."
