"""Writing down an event, notes and recommendations."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance.enums.events import EventKind
from alongside.alliance.events.given import EventGiven
from alongside.alliance.forms import events_agenda
from alongside.alliance.languages import LANGUAGES
from alongside.ui import forms as ui
from alongside.ui.zones import ZONES, zone_named

if TYPE_CHECKING:
    from alongside.alliance.models import Event

LONG = 20_000
MOST_PLACES = 100_000
HOUR = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")


class HourField(ui.TextField):
    """A time of day, as 9:30."""

    def clean(self, value: Any) -> Any:
        """Return the time; raises ValidationError for anything else."""
        written = super().clean(value)
        if not written:
            return None
        found = HOUR.match(written)
        if found is None:
            raise forms.ValidationError(_now("Write the time as 9:30."))
        return time(int(found[1]), int(found[2]))


class EventForm(ui.PlainForm):
    """What an event is; the version that was opened comes back with it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title_en = ui.TextField(
        label=_("Title in English"),
        max_length=200,
        error_messages={"required": _("Write what the event is called.")},
    )
    title_es = ui.TextField(label=_("Title in Spanish"), max_length=200, required=False)
    kind = ui.SelectField(
        label=_("What is it?"),
        choices=EventKind.choices,
        error_messages={"required": _("Choose what sort of event it is.")},
    )
    begins_on = ui.DayField(
        label=_("First day"), error_messages={"required": _("Write the day it begins.")}
    )
    begins = HourField(
        label=_("Begins at"),
        max_length=5,
        error_messages={"required": _("Write when it begins, as 9:30.")},
    )
    ends_on = ui.DayField(
        label=_("Last day"), error_messages={"required": _("Write the day it ends.")}
    )
    ends = HourField(
        label=_("Ends at"),
        max_length=5,
        error_messages={"required": _("Write when it ends, as 17:00.")},
    )
    time_zone = ui.SuggestField(
        label=_("In which time zone?"),
        max_length=60,
        help_text=_("The hours above are those of this place, as Asia/Bangkok."),
        error_messages={"required": _("Choose the time zone the hours are in.")},
    )
    place = ui.TextField(
        label=_("Where?"),
        max_length=200,
        required=False,
        help_text=_("It is public with the event. Leave it empty to tell only those who come."),
    )
    is_online = ui.TickField(label=_("One can take part online"))
    description_en = ui.LongTextField(
        label=_("The call, in English"), required=False, max_length=LONG, rows=6
    )
    description_es = ui.LongTextField(
        label=_("The call, in Spanish"), required=False, max_length=LONG, rows=6
    )
    languages = ui.MultipleChoiceField(
        label=_("Languages spoken"), choices=LANGUAGES.items(), required=False
    )
    interpreted = ui.MultipleChoiceField(
        label=_("Interpreters for"), choices=LANGUAGES.items(), required=False
    )
    agenda = ui.LongTextField(
        label=_("Agenda"),
        required=False,
        max_length=LONG,
        rows=8,
        help_text=_("One session a line: 2026-12-01 09:00-10:30 Opening | Apertura"),
    )
    takes_registrations = ui.TickField(label=_("One can register on the public site"))
    closes_on = ui.DayField(label=_("Last day to register"), required=False)
    capacity = forms.IntegerField(
        label=_("How many places?"),
        min_value=1,
        max_value=MOST_PLACES,
        required=False,
        help_text=_("Whoever comes later stands on a waiting list. Empty: room for everybody."),
    )
    by_invitation = ui.TickField(label=_("Only with an invitation code"))
    is_public = ui.TickField(
        label=_("Show it on the public site"),
        help_text=_("It is there when the next export is published."),
    )
    summary_en = ui.LongTextField(
        label=_("What came of it, in English"), required=False, max_length=LONG, rows=6
    )
    summary_es = ui.LongTextField(
        label=_("What came of it, in Spanish"), required=False, max_length=LONG, rows=6
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the zones members of the alliance live in."""
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].widget.words = list(ZONES)

    def clean_time_zone(self) -> str:
        """Refuse a zone nobody knows."""
        name: str = self.cleaned_data["time_zone"]
        if zone_named(name) is None:
            raise forms.ValidationError(_now("Write a time zone as Asia/Bangkok."))
        return name

    def clean(self) -> dict[str, Any]:
        """Put days and hours together; an event ends after it begins."""
        said = super().clean() or self.cleaned_data
        zone = zone_named(said.get("time_zone", "") or "")
        if zone is None:
            return said
        if said.get("agenda"):
            try:
                said["sessions"] = events_agenda.read(said["agenda"], zone, said["languages"])
            except forms.ValidationError as error:
                self.add_error("agenda", error)
        if all(said.get(name) is not None for name in ("begins_on", "begins", "ends_on", "ends")):
            said["begins_at"] = datetime.combine(said["begins_on"], said["begins"], zone)
            said["ends_at"] = datetime.combine(said["ends_on"], said["ends"], zone)
            if said["ends_at"] <= said["begins_at"]:
                self.add_error("ends", _now("An event ends after it begins."))
        return said

    def given(self) -> EventGiven:
        """Return what was filled in."""
        said = self.cleaned_data
        return EventGiven(
            kind=said["kind"],
            title=_words(said, "title"),
            description=_words(said, "description"),
            summary=_words(said, "summary"),
            begins_at=said["begins_at"],
            ends_at=said["ends_at"],
            time_zone=said["time_zone"],
            place=said["place"],
            is_online=said["is_online"],
            languages=said["languages"],
            interpreted=said["interpreted"],
            sessions=said.get("sessions", []),
            capacity=said["capacity"],
            closes_on=said["closes_on"],
            takes_registrations=said["takes_registrations"],
            by_invitation=said["by_invitation"],
            is_public=said["is_public"],
        )


def values_of(event: Event) -> dict[str, Any]:
    """Return what the form shows of an event that is changed."""
    zone = zone_named(event.time_zone)
    begins, ends = event.begins_at.astimezone(zone), event.ends_at.astimezone(zone)
    plain = (
        "kind", "time_zone", "place", "is_online", "languages", "interpreted", "capacity",
        "closes_on", "takes_registrations", "by_invitation", "is_public",
    )  # fmt: skip
    texts = {
        f"{name}_{code}": getattr(event, name).get(code, "")
        for name in ("title", "description", "summary")
        for code in ("en", "es")
    }
    return (
        {name: getattr(event, name) for name in plain}
        | texts
        | {
            "seen": event.version,
            "begins_on": begins.date(),
            "begins": f"{begins:%H:%M}",
            "ends_on": ends.date(),
            "ends": f"{ends:%H:%M}",
            "agenda": events_agenda.write(event.sessions, zone) if zone else "",
        }
    )


class NoteForm(ui.PlainForm):
    """What was said about a theme."""

    theme = ui.TextField(
        label=_("Theme"), max_length=200, error_messages={"required": _("Write the theme.")}
    )
    text = ui.LongTextField(
        label=_("What was said"),
        max_length=LONG,
        rows=8,
        help_text=_("Without names, unless somebody wants to be named."),
        error_messages={"required": _("Write what was said.")},
    )


class RecommendationForm(ui.PlainForm):
    """What was recommended, and who follows it up."""

    words_en = ui.LongTextField(
        label=_("What is recommended, in English"),
        max_length=2000,
        rows=3,
        error_messages={"required": _("Write what is recommended.")},
    )
    words_es = ui.LongTextField(label=_("In Spanish"), max_length=2000, rows=3, required=False)
    who = ui.TextField(label=_("Who follows it up?"), max_length=200, required=False)
    due_on = ui.DayField(label=_("By when?"), required=False)
    is_public = ui.TickField(
        label=_("Show it on the public site"), help_text=_("Who follows it up stays here.")
    )

    def words(self) -> dict[str, str]:
        """Return what is recommended, by language."""
        return _words(self.cleaned_data, "words")


class CodesForm(ui.PlainForm):
    """How many invitation codes to make."""

    number = forms.IntegerField(
        label=_("How many more codes?"),
        min_value=1,
        max_value=200,
        error_messages={"required": _("Write how many codes you need.")},
    )


def _words(said: dict[str, Any], name: str) -> dict[str, str]:
    found = {code: said.get(f"{name}_{code}", "") for code in ("en", "es")}
    return {code: text for code, text in found.items() if text}
