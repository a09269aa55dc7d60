"""Voorcontroles: the same checks for screen, worker and command. Nothing is stored."""

from __future__ import annotations

from grants.checks.findings import Outcome
from grants.checks.package import belongs_to_nobody, judge_package
from grants.checks.subject import SchemeYear
from grants.codes import cbs_code
from grants.intake.package import owners_named, read_package
from grants.queries.scheme_years import find_scheme_year


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
