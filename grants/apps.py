"""What a municipality delivers and what the ministry decides."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "grants"
    label = "grants"

    def ready(self) -> None:
        from grants.services.notices import tell
        from pmg.casework.moves import after_each_move

        after_each_move(lambda case, event: tell(event, case=case))
