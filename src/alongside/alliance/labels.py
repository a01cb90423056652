"""What each thing said of a member or a service is called, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext as _now, gettext_lazy as _

from alongside.alliance.enums import ServiceKind, Situation, Theme
from alongside.alliance.enums.advocacy import AdvocacyKind, AdvocacyState
from alongside.alliance.languages import said
from alongside.ui import names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import TextChoices

    from alongside.organisations.models import Team

LABELS = {
    "name": _("Name"),
    "country": _("Country"),
    "town": _("Town"),
    "founded": _("Year it began"),
    "languages": _("Languages spoken"),
    "themes": _("Themes"),
    "is_self_organised": _("Organised by those whom it is about"),
    "mission": _("What it is for"),
    "does": _("What it does"),
    "website": _("Website"),
    "takes_letters": _("Takes letters from visitors"),
    "is_public": _("Shown in public"),
    "reference": _("Your own number"),
    "description": _("What is offered"),
    "kinds": _("Kind of help"),
    "situations": _("For whom"),
    "place": _("Town"),
    "area": _("Area served"),
    "is_shelter": _("A safe place to stay"),
    "hours": _("When"),
    "eligibility": _("Who may come"),
    "papers_not_needed": _("Papers that are not needed"),
    "phone": _("Phone"),
    "whatsapp": _("WhatsApp"),
    "is_free": _("Costs nothing"),
    "confirmed_on": _("Last confirmed"),
    "title": _("Title"),
    "details": _("More about it"),
    "pay": _("What is paid"),
    "apply": _("How to apply"),
    "employer": _("Employer"),
    "papers": _("Papers"),
    "expires_on": _("Until"),
    "statement_title": _("Signs the statement"),
    "kind": _("Kind"),
    "state": _("How it stands"),
    "where": _("Country or body"),
    "led_by": _("Who of us follows it"),
    "words": _("What it is about"),
    "demands": _("What we ask"),
    "dates": _("Dates"),
    "happened": _("What came of it"),
    "link": _("Where more is written"),
}
CODES: dict[str, type[TextChoices]] = {
    "themes": Theme,
    "kinds": ServiceKind,
    "situations": Situation,
    "kind": AdvocacyKind,
    "state": AdvocacyState,
}
ADVOCACY_TEXTS = ("title", "words", "demands", "dates", "happened")
MEMBER_TEXTS = ("mission", "does")
NOTICE_TEXTS = ("title", "details", "pay", "apply")
SERVICE_TEXTS = ("name", "description", "hours", "eligibility", "papers_not_needed")


def label_of(field: str) -> str:
    """Return what a field is called; the field itself where nobody named it."""
    return str(LABELS.get(field, field))


def reads(field: str, value: Any) -> str:
    """Return a value as somebody reads it; "" for nothing."""
    if isinstance(value, bool):
        return _now("yes") if value else _now("no")
    if isinstance(value, dict):
        return "\n".join(
            f"{names.own_language(code)}: {text}" for code, text in value.items() if text
        )
    if field == "dates" and isinstance(value, (list, tuple)):
        return "\n".join(f"{one['on']} {' / '.join(one['what'].values())}" for one in value)
    if isinstance(value, (list, tuple)):
        # Their words have commas in them.
        return " · ".join(_word(field, one) for one in value)
    if field == "country" and value:
        return names.country(str(value))
    return "" if value is None else _word(field, value)


def title_of(name: str | Mapping[str, str]) -> str:
    """Return what a member or a service is called, in the reader's language where there is one."""
    return name if isinstance(name, str) else said(name, get_language() or "en")


def member(team: Team) -> str:
    """Return what the member is called whose team this is."""
    found = getattr(team.organisation, "alliance_member", None)
    return str(found.name if found else team.organisation.name)


def _word(field: str, code: object) -> str:
    choices = CODES.get(field)
    if choices is not None and code in choices.values:
        return str(choices(code).label)
    words: Callable[[str], str] = names.own_language if field == "languages" else str
    return words(str(code))
