"""Who takes part and who speaks for them."""

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    label = "municipalities"
