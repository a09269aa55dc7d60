"""Names of states and kinds, with the Dutch words users see."""

from django.db import models


class ReportYearState(models.TextChoices):
    """Status van een verslagjaar. A year without a case is still being gathered."""

    FROZEN = "frozen", "bevroren"
    PUBLISHED = "published", "verzonden en openbaar"


class RenderState(models.TextChoices):
    """Status van een opdracht om het rapport te maken."""

    ASKED = "asked", "in de wachtrij"
    RUNNING = "running", "bezig"
    DONE = "done", "klaar"
    CANCELLED = "cancelled", "geannuleerd"
    FAILED = "failed", "mislukt door een fout van ons"


class FileKind(models.TextChoices):
    """Soort bestand van een rapport."""

    PDF = "pdf", "PDF"
    HTML = "html", "Webpagina"
    ARCHIVE = "archive", "PDF voor het archief, zonder bijlagen"
    LETTER = "letter", "Kamerbrief"
    NOTE = "note", "Beslisnota, openbaar"
    NOTE_INSIDE = "note_in", "Beslisnota, met namen van ambtenaren"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"


INSIDE = frozenset({FileKind.NOTE_INSIDE})
"""Files that never leave the ministry: they hold personal data of officials (nota, 5)."""


class Paper(models.TextChoices):
    """Stuk: what goes to the Kamer together, each with its own texts and its own sign-off."""

    REPORT = "report", "Kamerrapportage"
    LETTER = "letter", "Kamerbrief"
    NOTE = "note", "Beslisnota"


class Part(models.TextChoices):
    """Onderdeel: what a party signs for, each with a fingerprint of its own."""

    FIGURES = "figures", "Cijfers"
    REPORT = Paper.REPORT.value, Paper.REPORT.label
    LETTER = Paper.LETTER.value, Paper.LETTER.label
    NOTE = Paper.NOTE.value, Paper.NOTE.label


class SignOffState(models.TextChoices):
    """Status van een paraaf."""

    ASKED = "asked", "gevraagd"
    GIVEN = "given", "gegeven"
    REFUSED = "refused", "geweigerd"


class TextAct(models.TextChoices):
    """How a version of a text came about."""

    WRITTEN = "written", "geschreven"
    CONFIRMED = "confirmed", "bevestigd"


class FactCheckState(models.TextChoices):
    """Status van een feitencheck door een gemeente."""

    ASKED = "asked", "gevraagd"
    AGREED = "agreed", "akkoord"
    REMARKED = "remarked", "opmerking"
    HANDLED = "handled", "opmerking verwerkt"
