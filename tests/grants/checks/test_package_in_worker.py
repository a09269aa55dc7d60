"""The worker looks at packages, good and hostile, one after the other, and stays alive."""

from __future__ import annotations

import time

from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from grants.enums import CheckState, UploadKind
from grants.models import Upload
from grants.services.uploads import upload
from pmg.accounts.enums import Role
from tests.factories import make_award, make_justification, make_scheme, make_user, municipality
from tests.files import packages as p

HOSTILE = (
    (p.good(), set()),
    (p.bomb(), {"pakket-te-groot"}),
    (p.with_path("x\0.pdf"), {"pakket-onveilige-naam"}),
    (p.replaced("Jaarstukken", p.heavy_pdf()), {"pdf-te-zwaar"}),
    (p.package_with(p.annex_with_part("xl/vbaProject.bin")), {"bijlage-macro"}),
    (p.good(), set()),
)


def test_each_gets_its_verdict(clone_db: str, worker: None) -> None:
    gouda = make_justification(make_award(make_scheme(), municipality("GM0513")), 2025)
    sisa = make_user(Role.SISA_CONTACT, municipality("GM0513"))
    rows = [
        upload(
            justification=gouda,
            kind=UploadKind.PACKAGE,
            name=f"sisa_2025_060513 ({place}).zip",
            chunks=[data],
            by=sisa,
            on=timezone.now(),
        )
        for place, (data, _) in enumerate(HOSTILE)
    ]
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        done = Upload.objects.filter(check_run__state=CheckState.DONE).count()
        if done == len(rows):
            break
        time.sleep(0.2)
    for row, (_, expected) in zip(rows, HOSTILE, strict=True):
        verdict = Upload.objects.get(pk=row.pk).check_run.verdict
        assert {finding.code for finding in verdict.findings.all()} == expected
    assert verdict.indicators["spent"] == p.SPENT
