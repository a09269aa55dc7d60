"""Tells the demo's story, from where it was left."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pmg.demo.deliveries import keep_gouda_in_time
from pmg.demo.people import invite_everybody
from pmg.demo.register import fill_the_register
from pmg.demo.stage import ANCHOR, set_stage
from pmg.demo.story import scenes
from pmg.demo.telling import tell


class Command(BaseCommand):
    help = "Loads the fictional demo: people and their history since May 2024. Can be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is not for production.")
        invite_everybody()
        stage = set_stage()
        fill_the_register(stage.scheme)
        count = tell(scenes(stage), until=ANCHOR)
        keep_gouda_in_time(stage, now=timezone.now())
        if count:
            self.stdout.write(f"Demo: {count} scenes told.")
