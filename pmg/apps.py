"""The roof as an app: it carries the commands that know every app."""

from django.apps import AppConfig


class PmgConfig(AppConfig):
    name = "pmg"
    label = "pmg"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from pmg.access import note_arrival

        user_logged_in.connect(note_arrival)
