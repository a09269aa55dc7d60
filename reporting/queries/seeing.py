"""Beeld van een verslagjaar: read as it would be frozen now, beside the years before it."""

from __future__ import annotations

import datetime

from grants.models import Scheme
from reporting.disclosure.bands import participations_by_band
from reporting.disclosure.publication import PublicYear, publish
from reporting.document.texts import EDITION
from reporting.figures import Figures
from reporting.models import Snapshot
from reporting.publisher import public_year
from reporting.queries.gathering import gather
from reporting.queries.progress_reports import securing_by_municipality
from reporting.seeing.securing import Stand
from reporting.seeing.sight import Sight


def sight_of(scheme: Scheme, year: int, *, moment: datetime.datetime) -> Sight:
    """A year as it stands now, with small counts hidden as in what was frozen of it before.

    An earlier year is read from its newest frozen version, and left out as long as there is none.
    """
    frozen = _frozen_years(scheme, until=year)
    now = gather(scheme, year, moment=moment, edition=EDITION)
    public = publish(now, "", frozen.pop(year, None))
    return Sight(
        figures=Figures(public),
        before=tuple(Figures(one) for _, one in sorted(frozen.items())),
        bands=participations_by_band(now, public),
        securing={
            code: Stand(state.value, state.label)
            for code, state in securing_by_municipality(scheme, year).items()
        },
    )


def _frozen_years(scheme: Scheme, *, until: int) -> dict[int, PublicYear]:
    """Each year by its newest version, which rests on the versions before it."""
    public: dict[int, PublicYear] = {}
    versions = Snapshot.objects.filter(
        report_year__scheme=scheme, report_year__year__lte=until
    ).order_by("report_year__year", "version")
    for year, content in versions.values_list("report_year__year", "content"):
        public[year] = public_year(bytes(content), public.get(year))
    return public
