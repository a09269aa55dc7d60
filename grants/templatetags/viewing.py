"""The viewer of documents, wherever a page has a case: `{% viewer_of case as viewer %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.http import urlencode

from grants.forms.viewing import ViewingForm
from grants.models import Justification
from grants.queries.viewing import Viewer, viewer

register = template.Library()


@register.simple_tag(takes_context=True)
def viewer_of(context: dict[str, Any], case: Justification) -> Viewer:
    """What the viewer shows for what stands in the address of the page."""
    return viewer(case, ViewingForm(context["request"].GET).chosen())


@register.simple_tag
def viewing(shown: Viewer, **changes: Any) -> str:
    """The query of the same view with something else in it, such as another page."""
    place = {
        "bestand": shown.upload.pk if shown.upload else None,
        "document": shown.document.place if shown.document else None,
        "pagina": shown.number,
        "zoom": shown.zoom,
        **changes,
    }
    return urlencode({name: value for name, value in place.items() if value})
