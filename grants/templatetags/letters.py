"""Letters of a case, wherever a page has one: `{% letters_for case as letters %}`."""

from __future__ import annotations

from typing import Any

from django import template

from grants.models import Letter
from grants.queries.letters import letters_of
from pmg.casework.models import Case

register = template.Library()


@register.simple_tag(takes_context=True)
def letters_for(context: dict[str, Any], case: Case) -> list[Letter]:
    """Brieven in deze zaak die de lezer mag zien, the newest first."""
    return list(letters_of(case, user=context["request"].user))
