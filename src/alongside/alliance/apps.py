"""The room of the alliance."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllianceConfig(AppConfig):
    """Configuration of the room."""

    name = "alongside.alliance"
    label = "alliance"

    def ready(self) -> None:
        """Listen to the rooms below, and say who sees the room."""
        # Rooms are loaded by then.
        from alongside.alliance import policy, receivers  # noqa: PLC0415
        from alongside.ui import navigation  # noqa: PLC0415

        receivers.listen()
        navigation.register(
            navigation.NavItem(
                key="alliance",
                label=_("Alliance"),
                icon="globe",
                url_name="alliance:members",
                order=90,
                shown=lambda actor: bool(policy.can_read_directory(actor)),
            )
        )
