"""Voorcontroles: the same checks for screen, worker and command. Nothing is stored."""

from __future__ import annotations

from dataclasses import replace

from grants.checks.findings import Outcome
from grants.checks.package import belongs_to_nobody, judge_package
from grants.checks.statement import belongs_to_nobody as statement_of_nobody
from grants.checks.statement import judge_statement
from grants.checks.statement_content import is_for
from grants.checks.statement_typed import as_typed
from grants.checks.subject import SchemeYear
from grants.codes import cbs_code, read_form_name
from grants.intake.package import owners_named, read_package
from grants.intake.statement import read_statement
from grants.queries.scheme_years import find_scheme_year


def check_statement(data: bytes, filename: str, subject: SchemeYear) -> Outcome:
    """Voorcontrole van de aanvullende opgave."""
    read = read_statement(data)
    outcome = judge_statement(read, filename, subject)
    return replace(outcome, typed=as_typed(read, subject)) if is_for(read, subject) else outcome


def check_statement_by_name(data: bytes, filename: str, scheme: str | None = None) -> Outcome:
    """The same where only the file says whose it is: first its name, then its form mark."""
    read = read_statement(data)
    named, mark = read_form_name(filename), read.form.mark
    wanted = [(named.year, named.cbs_digits)] if named else []
    if mark:
        wanted.append((mark.year, mark.cbs_digits))
    for year, digits in wanted:
        for code in (scheme,) if scheme or not mark else (mark.scheme, None):
            if subject := find_scheme_year(year, cbs_code(digits), code):
                return judge_statement(read, filename, subject)
    return statement_of_nobody(read, filename)


def check_package(data: bytes, filename: str, subject: SchemeYear) -> Outcome:
    """Voorcontrole van het SiSa-pakket: `geen bezwaren` when there is no error."""
    return judge_package(read_package(data, filename, subject), subject)


def check_package_by_name(data: bytes, filename: str, scheme: str | None = None) -> Outcome:
    """The same where only names say whose it is: first that of the zip, then those inside."""
    names = owners_named(data, filename)
    for owner in names.owners:
        subject = find_scheme_year(owner.year, cbs_code(owner.cbs_digits), scheme)
        if subject is not None:
            return check_package(data, filename, subject)
    return belongs_to_nobody(filename, readable=names.readable)
