"""The words of everyday work: how to reach her, what she needs, what kind of note it is.

A code is never taken out, because sealed documents still hold it; a word that is no longer offered
gets a day in `dated`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _, pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    Words = Mapping[str, _StrPromise]

CHANNELS: Words = {
    "whatsapp": _("WhatsApp text"),
    "sms": _("Text message"),
    "call": _("Phone call"),
    "email": _("E-mail"),
    "other_app": _("Another messaging app"),
    "friend": _("Through a friend"),
    "visit": _("A visit"),
    "she_calls": _("She will call us"),
}
WEEKDAYS: Words = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
NEVERS: Words = {
    "call": _("Never call"),
    "message": _("Never leave a message"),
    "email": _("Never send e-mail"),
    "letter": _("Never send a letter"),
    "visit": _("Never come to her home"),
    "say_who": _("Never say who we are"),
    "family": _("Never speak with her family"),
    "employer": _("Never speak with her employer"),
}
NEEDS: Words = {
    "safe_place": _("A safe place"),
    "doctor": _("A doctor"),
    "talk": _("Someone to talk to"),
    "lawyer": _("A lawyer"),
    "wages": _("Her wages"),
    "papers": _("Papers"),
    "food_clothes": _("Food and clothes"),
    "family": _("Contact with family"),
    "travel": _("Travel home"),
    "work": _("Work or training"),
}
NOTE_KINDS: Words = {
    "note": _("Note"),
    "she_decided": _("She decided"),
    "call": _("Call"),
    "she_called": _("She called us"),
    "visit": _("Visit"),
    "meeting": _("Meeting"),
}
# Of the reasons of a copy, the one that needs words beside it.
SAYS_NOTHING = "other"
# Why one file leaves.
COPY_REASONS: Words = {
    "she_asked": _("She asked for it, for herself"),
    "her_lawyer": _("Her lawyer needs it"),
    "court": _("A court or an authority asked for it, and she knows"),
    "health": _("A clinic or a doctor needs it"),
    "helping": _("Another organisation helps her now"),
    SAYS_NOTHING: _("Something else"),
}
WHOS: Words = {
    "her": _("Herself"),
    "us": _("We do it"),
    "together": _("Together"),
    "other": _("Somebody else"),
}
STEP_STATES: Words = {
    "open": pgettext_lazy("something to do", "Open"),
    "done": pgettext_lazy("something to do", "Done"),
    "set_aside": pgettext_lazy("something to do", "Set aside"),
}
GOAL_STATES: Words = {
    "active": _("Under way"),
    "reached": _("Reached"),
    "set_aside": pgettext_lazy("something to do", "Set aside"),
}
FOLLOW_UP_HOWS: Words = {
    "call": _("Call her"),
    "message": _("Write to her"),
    "visit": _("Visit her"),
    "meet": _("Meet her"),
    "she_calls": _("She will call us"),
}
SERVICE_STATES: Words = {
    "planned": pgettext_lazy("a service", "Planned"),
    "given": pgettext_lazy("a service", "It took place"),
    "not_given": pgettext_lazy("a service", "It did not take place"),
}
WHY_NOTS: Words = {
    "not_wanted": _("She did not want it"),
    "not_available": _("It was not available"),
    "too_far": _("It was too far"),
    "cost": _("It cost too much"),
    "not_safe": _("It was not safe"),
    "other": _("Another reason"),
}
PAYERS: Words = {
    "us": _("We paid"),
    "her": _("She paid"),
    "free": _("It was free"),
    "state": _("The state paid"),
    "other": _("Somebody else paid"),
}
SUPPORT_KINDS: Words = {
    "travel": pgettext_lazy("practical help", "Travel"),
    "lodging": pgettext_lazy("practical help", "A place to sleep"),
    "food": pgettext_lazy("practical help", "Food"),
    "clothing": pgettext_lazy("practical help", "Clothes"),
    "phone": pgettext_lazy("practical help", "Phone or credit"),
    "money": pgettext_lazy("practical help", "Money in hand"),
    "documents": pgettext_lazy("practical help", "Fee for papers"),
    "childcare": pgettext_lazy("practical help", "Child care"),
    "other": pgettext_lazy("practical help", "Something else"),
}
RELATIONS: Words = {
    "mother": _("Mother"),
    "father": _("Father"),
    "sister": _("Sister"),
    "brother": _("Brother"),
    "child": _("Child"),
    "partner": _("Husband, wife or partner"),
    "grandparent": _("Grandparent"),
    "aunt_uncle": _("Aunt or uncle"),
    "cousin": _("Cousin"),
    "in_law": _("Family of her partner"),
    "guardian": _("Guardian"),
    "friend": _("Friend"),
    "neighbour": _("Neighbour"),
    "employer": _("Employer"),
    "other": pgettext_lazy("a relation", "Somebody else"),
}
MAY_CONTACTS: Words = {
    "yes": _("Yes, we may speak with this person"),
    "ask": _("Only if she agrees each time"),
    "never": pgettext_lazy("speaking with somebody", "Never"),
}
HARMS: Words = {
    "yes": pgettext_lazy("involved in harm", "Yes, perhaps"),
    "no": pgettext_lazy("involved in harm", "No"),
    "not_known": pgettext_lazy("involved in harm", "Not known"),
}
# What the organisations of the alliance pay in; any other word for money may be written too.
CURRENCIES = (
    "BDT", "NPR", "INR", "THB", "MMK", "KHR", "VND", "IDR", "MYR", "PHP", "HKD", "TWD", "JPY",
    "KES", "LBP", "RON", "EUR", "GBP", "COP", "USD",
)  # fmt: skip
WHEREABOUTS_KINDS: Words = {
    "own_home": _("Her own home"),
    "family": _("With family"),
    "friends": _("With friends"),
    "safe_house": _("A safe house"),
    "employer": _("At her employer's"),
    "state_centre": _("A state centre"),
    "detention": _("Detention"),
    "hospital": _("Hospital"),
    "street": _("No fixed place"),
    "travelling": _("On the way"),
}
