"""Each sentence rule, where it speaks and where it keeps silent."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from reporting.disclosure.publication import publish
from reporting.figures import Figures
from reporting.quotes.named import shown
from reporting.quotes.references import REFERENCE, names_in
from reporting.sentences import RULES, sentences
from reporting.snapshot import AccountingYearMoney, FrozenYear, Status
from reporting.writing.typed_figures import typed_figures
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
    figures = Figures(publish(year, ""))
    found = sentences(chapter, figures, shown(figures))
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


def with_settlement_of(year: FrozenYear, place: int) -> FrozenYear:
    """The same year, in which only the municipality at a place was settled."""
    return replace(
        year,
        municipalities=tuple(
            replace(own, settlement=own.settlement if number == place else None)
            for number, own in enumerate(year.municipalities)
        ),
    )


def test_the_first_year_has_nothing_to_compare_with() -> None:
    first = make_year(1, reporting_year=2024)
    found = said(first)
    assert found["first_year"].startswith("2024 is het eerste jaar")
    assert not {"rise", "decline", "unchanged"} & set(found)
    assert "first_year" not in said(make_year(1))


def test_all_on_time_or_who_was_late() -> None:
    year = make_year(1, count=5)  # all came on their day, or before
    assert said(year)["all_on_time"] == "Alle 5 gemeenten dienden hun opgave op tijd in."
    late = said(make_year(1, count=7))
    assert late["some_late"] == "Gouda diende de opgave na de uiterste datum in."
    assert "all_on_time" not in late


def test_on_the_day_itself_is_on_time() -> None:
    year = make_year(1, count=1)
    [own] = year.municipalities
    assert own.delivery
    on_the_day = replace(own.delivery, received=own.delivery.due)
    a_day_later = replace(own.delivery, received=own.delivery.due + datetime.timedelta(days=1))
    for delivery, rule in ((on_the_day, "all_on_time"), (a_day_later, "some_late")):
        told = said(replace(year, municipalities=(replace(own, delivery=delivery),)))
        assert {"all_on_time", "some_late"} & set(told) == {rule}


def test_nothing_is_said_of_deliveries_that_are_not_known() -> None:
    year = make_year(1, count=3)
    unknown = tuple(replace(own, delivery=None) for own in year.municipalities)
    assert not {"all_on_time", "some_late"} & set(said(replace(year, municipalities=unknown)))


def test_much_that_is_left_is_told_and_little_is_not() -> None:
    assert "left_over" in said(with_amounts(1000, 1000))
    assert "left_over" not in said(with_amounts(900_000, 900_000))


def test_what_was_recovered_is_told() -> None:
    found = said(with_settlement_of(make_year(1), 3))["recovered"]
    assert found == (
        "Van 1 gemeente is de uitkering vastgesteld. Daarbij is €\u00a0170.000 teruggevorderd; "
        "daarvan is €\u00a050.000 terugontvangen."
    )
    assert "recovered" not in said(with_settlement_of(make_year(1), 0))


def test_hidden_counts_are_told_and_so_is_that_there_are_none() -> None:
    assert "counts_hidden" in said(make_year(1, small=True), "reach")
    year = make_year(1, count=2)
    large = tuple(
        replace(own, progress=replace(own.progress, youths=(), interventions=()))
        if own.progress
        else own
        for own in year.municipalities
    )
    found = said(replace(year, municipalities=large), "reach")
    assert "none_hidden" in found
    assert "counts_hidden" not in found


def test_nothing_measured_is_said_as_such() -> None:
    year = make_year(1, count=2)
    none = tuple(
        replace(own, progress=replace(own.progress, indicators=()))
        for own in year.municipalities
        if own.progress
    )
    found = said(replace(year, municipalities=none), "results")
    assert set(found) == {"nothing_measured"}


def test_interventions_without_recognition_are_counted() -> None:
    assert said(make_year(1), "interventions")["without_evidence"].startswith("6 interventies")


BLAMES = ("dankzij", "door de aanpak", "doordat", "leidde tot", "heeft gezorgd", "effectief is")


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("reporting_year", [2024, 2025])
def test_rules_type_no_figure_and_credit_nothing_to_the_scheme(
    small: bool, reporting_year: int
) -> None:
    for seed in range(3):
        year = make_year(seed, reporting_year=reporting_year, small=small)
        figures = Figures(publish(replace(year, version=2, reason="Een {{ vreemde }} reden"), ""))
        known = shown(figures)
        for chapter in RULES:
            for sentence in sentences(chapter, figures, known):
                assert set(names_in(sentence.source)) <= set(known)
                assert typed_figures(sentence.source) == []
                assert not REFERENCE.search(sentence.text)
                assert not any(word in sentence.text.lower() for word in BLAMES)
