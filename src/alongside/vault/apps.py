from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "alongside.vault"
    label = "vault"
