from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "alongside.casework"
    label = "casework"

    def ready(self) -> None:
        """Listen to the rooms below, and tell them and the pages where files are found."""
        from alongside.casework import pages, receivers, shipped  # noqa: PLC0415  models must be loaded

        receivers.listen()
        pages.enrol()
        shipped.enrol()
