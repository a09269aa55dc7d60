from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Toegankelijkheidsverklaring (Besluit digitale toegankelijkheid overheid), for anybody."""
    return render(request, "people/accessibility.html")
