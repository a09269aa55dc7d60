"""What a municipality delivers and what the ministry decides."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "grants"
    label = "grants"
