from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "alongside.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Say which of our pages serve lock, leave, settings and language."""
        from alongside.ui import navigation  # noqa: PLC0415  apps are imported before ui is ready

        navigation.set_lock("organisations:lock")
        navigation.set_leave("organisations:leave")
        navigation.set_settings("organisations:settings")
        navigation.set_language("organisations:language")
