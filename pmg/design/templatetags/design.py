"""Components of the pages. Load with `{% load design %}`; the gallery shows each of them.

Notation   `amount|euro`, `|signed_euro`, `|percent`, `day|date_nl`, `moment|datetime_nl`,
           `count|days_left`, `size|file_size`, `part|share:whole`, `text|unbroken_amounts`
Small      `{% icon %}`, `{% badge %}`, `{% progress %}`, `{% button_link %}`, `{% key_value %}`
Blocks     `{% alert %}`, `{% panel %}`, `{% data_table %}`, `{% key_values %}`, `{% button_row %}`,
           `{% filter_bar %}`, `{% empty_state %}`, `{% grid %}`: each closed by `{% end... %}`
Lists      `{% money_tile %}`, `{% deadline_list %}`, `{% timeline %}`, `{% step_list %}`,
           `{% file_list %}`, `{% findings_list %}`, `{% pagination %}`
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from tablericons import _render_icon

from pmg.design import formatting
from pmg.design.findings import by_document

register = template.Library()

for _notation in (
    formatting.euro,
    formatting.signed_euro,
    formatting.percent,
    formatting.share,
    formatting.date_nl,
    formatting.datetime_nl,
    formatting.days_left,
    formatting.file_size,
    formatting.unbroken_amounts,
):
    register.filter(_notation)

# Tone -> name in the Utrecht component library.
BADGES = {
    "neutral": "utrecht-status-badge",
    "info": "utrecht-status-badge utrecht-status-badge--neutral",
    "success": "utrecht-status-badge utrecht-status-badge--success",
    "warning": "utrecht-status-badge utrecht-status-badge--warning",
    "danger": "utrecht-status-badge utrecht-status-badge--danger",
}
ALERTS = {"info": "info", "success": "ok", "warning": "warning", "danger": "error"}
ALERT_ICONS = {
    "info": "info-circle",
    "success": "circle-check",
    "warning": "alert-triangle",
    "danger": "alert-circle",
}


@lru_cache(maxsize=512)
def _svg(name: str, size: int) -> str:
    return _render_icon(
        f"outline/{name}",
        size,
        **{"class": "pmg-icon", "aria-hidden": "true", "focusable": "false"},
    )


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """An icon of Tabler: decoration, unless `label` tells what it means."""
    svg = mark_safe(_svg(name, size))  # noqa: S308 - drawn from the package's own files
    if not label:
        return svg
    return format_html('{}<span class="pmg-visually-hidden">{}</span>', svg, label)


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """A status in one or two words. Tones: neutral, info, success, warning, danger."""
    return format_html('<span class="{}">{}</span>', BADGES[tone], text)


@register.inclusion_tag("components/progress.html")
def progress(value: Any, maximum: Any = 100, label: str = "", tone: str = "") -> dict[str, Any]:
    """A bar. `label` is what it says to who cannot see it; with tone danger it is red."""
    # The attributes of <progress> want a decimal point, also on a Dutch page.
    highest = max(Decimal(maximum or 1), Decimal(1))
    filled = min(max(Decimal(value or 0), Decimal(0)), highest)
    return {"value": f"{filled:f}", "maximum": f"{highest:f}", "label": label, "tone": tone}


@register.inclusion_tag("components/money_tile.html")
def money_tile(
    label: str,
    amount: Any,
    *,
    icon: str = "coins",
    whole: Any = None,
    note: str = "",
    tone: str = "",
    url: str = "",
) -> dict[str, Any]:
    """An amount with its name; `whole` draws how much of it this is. Tones: strong, danger."""
    return {
        "label": label,
        "amount": amount,
        "icon": icon,
        "whole": whole,
        "part_of_whole": formatting.share(amount, whole),
        "note": note,
        "tone": tone,
        "url": url,
    }


@register.inclusion_tag("components/button_link.html")
def button_link(
    text: str, url: str, *, icon: str = "", variant: str = "secondary"
) -> dict[str, Any]:
    """A link that looks like a button. Variants: primary, secondary, subtle."""
    return {"text": text, "url": url, "icon": icon, "variant": variant}


@register.inclusion_tag("components/key_value.html")
def key_value(label: str, value: Any, *, note: str = "", tone: str = "") -> dict[str, Any]:
    """One line of `{% key_values %}`."""
    return {"label": label, "value": value, "note": note, "tone": tone}


@register.inclusion_tag("components/deadline_list.html")
def deadline_list(deadlines: Iterable[Any]) -> dict[str, Any]:
    """Deadlines with `.on` (date), `.label`, `.days_left` and, where they lead somewhere, `.url`."""
    return {"deadlines": deadlines}


@register.inclusion_tag("components/timeline.html")
def timeline(steps: Iterable[Any]) -> dict[str, Any]:
    """Steps with `.title`, `.state` (done, current, upcoming), optional `.on`, `.lines`, `.url`."""
    return {"steps": steps}


@register.inclusion_tag("components/step_list.html")
def step_list(steps: Iterable[Any]) -> dict[str, Any]:
    """Where one is in a form of several pages: steps as in `{% timeline %}`, title and state only."""
    return {"steps": steps}


@register.inclusion_tag("components/file_list.html")
def file_list(files: Iterable[Any]) -> dict[str, Any]:
    """Files with `.name`, `.url`, `.size` (bytes), optional `.note`, `.sha256`."""
    return {"files": files}


@register.inclusion_tag("components/findings_list.html")
def findings_list(findings: Iterable[Any], level: int = 3) -> dict[str, Any]:
    """Bevindingen per document, errors first: where it is, what is wrong, how to mend it."""
    groups = by_document(findings)
    return {
        "groups": groups,
        "level": level,
        "errors": sum(group.errors for group in groups),
        "warnings": sum(group.warnings for group in groups),
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: template.Context, previous: str = "", following: str = ""
) -> dict[str, Any]:
    """Pages by key: the keys to ask for before and after; the filters in the address are kept."""
    query = context["request"].GET.copy()
    query.pop("voor", None)
    query.pop("na", None)

    def address(name: str, key: str) -> str:
        if not key:
            return ""
        asked = query.copy()
        asked[name] = key
        return f"?{asked.urlencode()}"

    return {"previous": address("voor", previous), "following": address("na", following)}


@register.simple_block_tag
def alert(content: SafeString, tone: str = "info", title: str = "", role: str = "") -> SafeString:
    """A message in a box. `role` only when it appears by itself: status, or alert if it is urgent."""
    return _block(
        "alert",
        content=content,
        title=title,
        role=role,
        name=ALERTS[tone],
        icon=ALERT_ICONS[tone],
    )


@register.simple_block_tag
def panel(
    content: SafeString, title: str = "", level: int = 2, tone: str = "", anchor: str = ""
) -> SafeString:
    """A card with a coloured top. Tones: soft, danger."""
    return _block("panel", content=content, title=title, level=level, tone=tone, anchor=anchor)


@register.simple_block_tag
def data_table(
    content: SafeString, caption: str, visible: bool = False, anchor: str = ""
) -> SafeString:
    """A table whose rows become cards on a small screen.

    Write thead and tbody inside; give each td its column's name in `data-label`, the first cell
    `<th scope="row">`, and numbers `class="pmg-number"`.
    """
    return _block("data_table", content=content, caption=caption, visible=visible, anchor=anchor)


@register.simple_block_tag
def key_values(content: SafeString) -> SafeString:
    """Names with their values below each other: `{% key_value %}` inside."""
    return format_html('<dl class="pmg-key-values">{}</dl>', content)


@register.simple_block_tag
def button_row(content: SafeString) -> SafeString:
    """Buttons beside each other, below each other on a small screen."""
    return format_html('<div class="utrecht-action-group pmg-button-row">{}</div>', content)


@register.simple_block_tag
def grid(content: SafeString) -> SafeString:
    """Tiles beside each other, as many as fit."""
    return format_html('<div class="pmg-tiles">{}</div>', content)


@register.simple_block_tag
def filter_bar(content: SafeString, label: str = "Filter de lijst") -> SafeString:
    """The form above a list; works without JavaScript, fields inside."""
    return _block("filter_bar", content=content, label=label)


@register.simple_block_tag
def empty_state(content: SafeString, title: str, icon: str = "circle-check") -> SafeString:
    """What stands where a list would be: that there is nothing, and what to do next."""
    return _block("empty_state", content=content, title=title, icon=icon)


def _block(component: str, **context: Any) -> SafeString:
    return mark_safe(render_to_string(f"components/{component}.html", context))  # noqa: S308
