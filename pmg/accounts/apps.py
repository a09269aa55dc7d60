"""People, roles and sign-in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pmg.accounts"
    label = "accounts"
