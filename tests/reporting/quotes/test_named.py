"""The figures with a name: each has its own, and none tells more than the tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings

from reporting.disclosure.publication import publish
from reporting.disclosure.suppression import Shown
from reporting.figures import Figures
from reporting.quotes.named import own_name, quotes, slug
from tests.reporting.years import make_year


@pytest.mark.parametrize("seed", range(max(settings.RANDOM_CASES // 20, 3)))
def test_a_hidden_count_is_hidden_in_its_quote_too(seed: int) -> None:
    f = Figures(publish(make_year(seed, small=True), ""))
    named = quotes(f)
    for term, count in zip(f.scheme.age_bands, f.year.youths, strict=True):
        text = named[f"jongeren_{slug(term.code)}"].text
        assert (count.shown is Shown.EXACT) == text.replace(".", "").isdigit()


def test_two_municipalities_of_one_name_have_two_figures() -> None:
    year = make_year(1, count=2)
    twins = tuple(replace(own, name="Bergen (L.)") for own in year.municipalities)
    f = Figures(publish(replace(year, municipalities=twins), ""))
    assert own_name(f, "GM0141") == "verantwoord_bergen_l"
    assert own_name(f, "GM0748") == "verantwoord_bergen_l_gm0748"
    assert {own_name(f, own.cbs_code) for own in twins} <= set(quotes(f))


def test_a_name_is_plain_letters() -> None:
    assert slug("Súdwest-Fryslân ’t Zand") == "sudwest_fryslan_t_zand"


def test_a_year_of_which_nothing_is_in_has_figures_too() -> None:
    year = make_year(1, count=2)
    empty = tuple(
        replace(own, accounting_years=(), spending=(), progress=None, settlement=None)
        for own in year.municipalities
    )
    named = quotes(Figures(publish(replace(year, municipalities=empty), "")))
    assert named["gebruikelijk"].text == "–"
    assert named["deel_nog_niet_besteed"].text == "100,0%"
