"""How far the story was told."""

from django.db import models


class Told(models.Model):
    """A scene that was played to its end, written in the scene's own transaction."""

    key = models.CharField(max_length=120, primary_key=True)

    def __str__(self) -> str:
        return self.key
