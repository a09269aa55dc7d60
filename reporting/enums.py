"""Names of states and kinds, with the Dutch words users see."""

from django.db import models


class ReportYearState(models.TextChoices):
    """Status van een verslagjaar. A year without a case is still being gathered."""

    FROZEN = "frozen", "bevroren"
    PUBLISHED = "published", "gepubliceerd"


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
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"
