"""What pages look like."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "pmg.design"
    label = "design"
