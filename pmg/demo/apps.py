from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pmg.demo"
    label = "demo"
