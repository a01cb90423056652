"""Which lists of words an organisation may make its own, and which not, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

HTCDS = "HTCDS 2.0"
GBVIMS = "GBVIMS"
# Ours, but what a file's row says in clear and figures count: own words lie under one of them.
OURS = "Alongside"
OWN = "x_"


@dataclass(frozen=True, slots=True)
class Extendable:
    """A list that may grow; with a `standard`, own words lie under one of its codes.

    Words of a standard keep their names and stay offered, so that they mean everywhere the same.
    """

    title: _StrPromise
    where: _StrPromise
    standard: str = ""

    def is_fixed(self, code: str) -> bool:
        """Return whether a word that comes with the program stays as it is."""
        return bool(self.standard) and not code.startswith(OWN)


EXTENDABLE: Mapping[str, Extendable] = {
    "needs": Extendable(_("What she needs"), _("First contact, needs, keeping in touch")),
    "services": Extendable(_("Kinds of services"), _("Services and appointments"), HTCDS),
    "support_kinds": Extendable(_("Kinds of practical help"), _("Services")),
    "why_nots": Extendable(_("Why an appointment did not take place"), _("Appointments")),
    "payers": Extendable(_("Who paid"), _("Services and practical help")),
    "kinds_of_relation": Extendable(_("Who somebody is to her"), _("People around her")),
    "whereabouts_kinds": Extendable(_("Kinds of places where she is"), _("Where she is now")),
    "work_kinds": Extendable(_("Kinds of work"), _("Her way: work, training or own business")),
    "threat_sources": Extendable(_("Who threatens"), _("Defenders at risk")),
    "closing_reasons": Extendable(_("Why a file is closed"), _("Closing a file"), OURS),
    "incident_places": Extendable(
        _("Kinds of places of incidents"), _("Violence register"), GBVIMS
    ),
    "harmful_practices": Extendable(
        _("Harmful traditional practices"), _("Violence register"), GBVIMS
    ),
    "senders": Extendable(_("Who sent her"), _("Violence register"), GBVIMS),
    "method_of_recruitment": Extendable(_("Ways of recruiting"), _("What happened"), HTCDS),
    "methods_of_control": Extendable(_("Ways of controlling her"), _("What happened"), HTCDS),
    "type_of_exploitation": Extendable(_("Forms of exploitation"), _("What happened"), HTCDS),
    "forced_labour_industry": Extendable(_("Kinds of forced work"), _("What happened"), HTCDS),
    "vulnerabilities": Extendable(_("What made it easier"), _("What happened"), HTCDS),
}
# The others, by what they are, with what would break.
FIXED: tuple[tuple[_StrPromise, _StrPromise], ...] = (
    (
        _("How far the work has come"),
        _("It follows from what is recorded, and lists and figures are made by it."),
    ),
    (
        _("What she agreed to"),
        _("It says who may read what. A word of one’s own would open nothing, or too much."),
    ),
    (
        _("Types of violence, contexts and delays"),
        _("They follow from the six questions of the GBVIMS by rule."),
    ),
    (
        _("Who did it, age, sex, where she lives, disability (violence register)"),
        _("Rules and figures of the GBVIMS are made by these codes."),
    ),
    (
        _("Gender, marital status, schooling, what was decided about her status"),
        _("Single codes of HTCDS 2.0, which every register that reads ours must know."),
    ),
    (
        _("Ways to reach her, and what must never be done"),
        _("The system stops what is not safe by these very words."),
    ),
    (
        _("States: planned, done, set aside, decided by two"),
        _("Tasks and pages follow from them."),
    ),
)
