from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules


class DesignConfig(AppConfig):
    name = "pmg.design"
    label = "design"

    def ready(self) -> None:
        from pmg.design.finders import check_assets

        register(check_assets)
        # Each app puts its own entries in the menu, in its module `navigation`.
        autodiscover_modules("navigation")
