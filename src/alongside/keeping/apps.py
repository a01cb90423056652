from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "alongside.keeping"
    label = "keeping"

    def ready(self) -> None:
        """Say where this room's pages are found."""
        from alongside.keeping import pages  # noqa: PLC0415  models must be loaded

        pages.enrol()
