"""Where this room's pages are found: navigation, the file's tabs, the start buttons' errands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.casework import errands, tabs
from alongside.referrals.policy import can_refer
from alongside.ui import navigation


def enrol() -> None:
    """Give people who refer the way to it."""
    navigation.register(
        navigation.NavItem(
            key="referrals",
            label=_("Referrals"),
            icon="arrow",
            url_name="referrals:list",
            order=30,
            shown=lambda actor: bool(can_refer(actor)),
        )
    )
    tabs.register(
        tabs.Tab(
            key="refer",
            label=_("Refer"),
            url_name="referrals:new",
            order=45,
            shown=lambda actor, file: bool(can_refer(actor)) and file.rights.write,
        )
    )
    errands.register(
        errands.Errand(key="refer", title=_("Whom shall they help?"), url_name="referrals:new")
    )
