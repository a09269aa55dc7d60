"""What a municipality asks, and what it takes along: uitstel, correctie, bevindingen, bewijs."""

from django.urls import URLPattern, path, register_converter

from grants.enums import PreparedKind
from grants.views import corrections, declining, findings, postponements, receipts


class PreparedKindConverter:
    """What may be made of a trial, in an address."""

    regex = f"{PreparedKind.FINDINGS.value}|{PreparedKind.MARKED.value}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PreparedKindConverter, "prepared_kind")

RECEIPT = "verantwoording/<uuid:pk>/ontvangstbewijs/"

urlpatterns: list[URLPattern] = [
    path("bevindingen/<uuid:pk>/", findings.findings, name="findings"),
    path("bevindingen/<uuid:pk>/bestanden/", findings.findings_files, name="findings_files"),
    path(
        "bevindingen/<uuid:pk>/maak/<prepared_kind:kind>/",
        findings.findings_prepare,
        name="findings_prepare",
    ),
    path("klaargezet/<uuid:pk>/", findings.prepared_download, name="prepared_download"),
    path(RECEIPT, receipts.justification_receipt, name="justification_receipt"),
    path(f"{RECEIPT}<slug:reference>/", receipts.receipt, name="receipt"),
    path(f"{RECEIPT}<slug:reference>/maak/", receipts.receipt_prepare, name="receipt_prepare"),
    path(f"{RECEIPT}<slug:reference>/bestand/", receipts.receipt_file, name="receipt_file"),
    path("ontvangstbewijs/controleren/", receipts.receipt_verify, name="receipt_verify"),
    path(
        "verantwoording/<uuid:pk>/niet-voor-mij/",
        declining.justification_decline,
        name="justification_decline",
    ),
    path("voortgang/<uuid:pk>/niet-voor-mij/", declining.progress_decline, name="progress_decline"),
    path("verantwoording/<uuid:pk>/uitstel/", postponements.postponement, name="postponement"),
    path("verantwoording/<uuid:pk>/correcties/", corrections.corrections, name="corrections"),
    path(
        "verantwoording/<uuid:pk>/versies/<int:number>/",
        corrections.statement_version,
        name="statement_version",
    ),
    path("correctie/<uuid:pk>/", corrections.correction, name="correction"),
    path("correctie/<uuid:pk>/redenen/", corrections.correction_reasons, name="correction_reasons"),
    path("correctie/<uuid:pk>/formulier/", corrections.correction_form, name="correction_form"),
    path(
        "correctie/<uuid:pk>/uploaden/<upload_kind:kind>/",
        corrections.correction_upload,
        name="correction_upload",
    ),
]
