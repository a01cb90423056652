"""Where this room's pages are found: navigation, the tabs of a file, errands.

Called from AppConfig.ready(); rooms above add their own tabs and errands the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from alongside.casework import errands, tabs
from alongside.casework.enums import FileKind
from alongside.casework.policy import can_ask_for_fields, can_choose_words, can_list
from alongside.organisations.policy import can_manage_people
from alongside.ui import navigation

if TYPE_CHECKING:
    from alongside.core.access import Actor


def _works_with_files(actor: Actor) -> bool:
    return bool(can_list(actor))


def _is_of_an_incident(_actor: Actor, file: Any) -> bool:
    return bool(file.head.kind == FileKind.INCIDENT)


def _is_of_a_defender(_actor: Actor, file: Any) -> bool:
    return bool(file.head.kind == FileKind.DEFENDER)


def enrol() -> None:
    """Give people who keep files the way to them."""
    navigation.register(
        navigation.NavItem(
            key="casework",
            label=_("People"),
            icon="people",
            url_name="casework:list",
            order=20,
            shown=_works_with_files,
            namespaces=("consent",),
        )
    )
    navigation.register_setting(
        navigation.Setting(
            key="words",
            label=_("Words"),
            hint=_("The lists to choose from; add your own"),
            icon="message",
            url_name="casework:words",
            shown=lambda actor: bool(can_choose_words(actor)),
        )
    )
    navigation.register_setting(
        navigation.Setting(
            key="unused",
            label=_("Questions nobody uses"),
            hint=_("Once a year: do not ask what you do not use"),
            icon="note",
            url_name="casework:unused",
            shown=lambda actor: bool(can_choose_words(actor)),
        )
    )
    navigation.register_setting(
        navigation.Setting(
            key="fields",
            label=_("Dangerous to ask"),
            hint=_("Immigration status, religion and the like: off until two agree"),
            icon="shield",
            url_name="casework:fields",
            shown=lambda actor: bool(can_ask_for_fields(actor)),
        )
    )
    navigation.set_search("casework:search", shown=_works_with_files)
    navigation.register_setting(
        navigation.Setting(
            key="approvals",
            label=_("Approvals"),
            hint=_("What somebody else approves, and who"),
            icon="check",
            url_name="casework:approvals",
            shown=lambda actor: bool(can_manage_people(actor)),
        )
    )
    navigation.register_setting(
        navigation.Setting(
            key="overview",
            label=_("Overview of the work"),
            hint=_("What is late, who looked, what waits"),
            icon="people",
            url_name="casework:overview",
            shown=lambda actor: bool(can_manage_people(actor)),
        )
    )
    for key, label, url_name, order in (
        ("story", _("Story so far"), "casework:file", 10),
        ("plan", _("Her plan"), "casework:plan", 20),
        ("assessments", _("Assessments"), "casework:assessments", 25),
        ("services", _("Services"), "casework:services", 30),
        ("consent", _("Consent and sharing"), "consent:sharing", 40),
        ("safety", _("Safety"), "casework:safety", 50),
        ("documents", _("Documents"), "casework:documents", 60),
        ("who_looked", _("Who looked"), "casework:who_looked", 90),
    ):
        tabs.register(tabs.Tab(key=key, label=label, url_name=url_name, order=order))
    tabs.register(
        tabs.Tab(
            key="about",
            label=_("What happened"),
            url_name="casework:about",
            order=5,
            shown=_is_of_an_incident,
        )
    )
    tabs.register(
        tabs.Tab(
            key="threats",
            label=_("Threats"),
            url_name="casework:threats",
            order=15,
            shown=_is_of_a_defender,
        )
    )
    tabs.register(
        tabs.Tab(
            key="pathway",
            label=_("Her way"),
            url_name="casework:pathway",
            order=27,
            shown=lambda _actor, file: file.parts["pathway"].is_there,
        )
    )
    errands.register(
        errands.Errand(key="note", title=_("Whom is the note about?"), url_name="casework:note")
    )
