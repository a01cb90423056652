from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "alongside.desk"
    label = "desk"

    def ready(self) -> None:
        """Put Today first in the navigation and behind the mark."""
        from alongside.ui import navigation  # noqa: PLC0415  apps are imported before ui is ready

        navigation.register(
            navigation.NavItem(
                key="desk",
                label=_("Today"),
                icon="today",
                url_name="desk:today",
                order=10,
                shown=lambda actor: actor is not None,
            )
        )
        navigation.set_home("desk:today")
