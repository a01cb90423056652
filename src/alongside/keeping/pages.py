"""Where this room's pages are found: a tab of the file, a line of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from alongside.casework import tabs
from alongside.keeping import policy
from alongside.ui import navigation

if TYPE_CHECKING:
    from alongside.core.access import Actor


def _decides(actor: Actor, file: Any) -> bool:
    return bool(policy.can_ask(actor, file.case.team_id))


def enrol() -> None:
    """Give those who decide on files the way to how long they are kept."""
    tabs.register(
        tabs.Tab(
            key="keeping",
            label=_("Keep or erase"),
            url_name="keeping:file",
            order=95,
            shown=_decides,
        )
    )
    navigation.register_setting(
        navigation.Setting(
            key="keeping",
            label=_("Keep and erase"),
            hint=_("How long files are kept, and what was erased"),
            icon="lock",
            url_name="keeping:overview",
            shown=lambda actor: bool(policy.can_see_keeping(actor)),
        )
    )
