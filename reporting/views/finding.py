"""Opzoeken: the scheme and year of an address, and the way back to it."""

from __future__ import annotations

from django.http import Http404

from grants.models import Scheme
from reporting.models import ReportYear


def scheme_of_year(code: str, year: int) -> Scheme:
    """The scheme; 404 for a year it does not account for."""
    scheme = Scheme.objects.filter(code=code, accounting_years__year=year).first()
    if scheme is None:
        raise Http404
    return scheme


def year_case(code: str, year: int) -> tuple[Scheme, ReportYear]:
    """The scheme and the case of a year that was frozen; 404 before that."""
    scheme = scheme_of_year(code, year)
    case = ReportYear.objects.filter(scheme=scheme, year=year).first()
    if case is None:
        raise Http404
    case.scheme = scheme
    return scheme, case


def crumbs_of(code: str, year: int) -> list[tuple[str, str]]:
    """The way to a page of a reporting year."""
    return [("Rapportage", "/rapportage/"), (f"Verslagjaar {year}", f"/rapportage/{code}/{year}/")]
