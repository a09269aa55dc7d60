"""The one door: cases, moves, events, notices, deadlines."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "pmg.casework"
    label = "casework"
