"""The roof as an app: it carries the commands that know every app."""

from django.apps import AppConfig


class PmgConfig(AppConfig):
    name = "pmg"
    label = "pmg"
