"""How money is told on a page, beyond the amounts of `design`."""

from __future__ import annotations

from django import template

from grants.iban import spaced_iban

register = template.Library()
register.filter("iban", spaced_iban)
