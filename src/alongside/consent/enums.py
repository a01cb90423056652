"""The fixed words of this room."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from alongside.vault.compartments import Compartment


class Purpose(TextChoices):
    """What something about her may be used for; one answer is asked for each."""

    SERVICE = "service", _("To keep her file and help her")
    SUPERVISION = "supervision", _("So that a supervisor can advise")
    REFERRAL = "referral", _("To hand her on to somebody who can help")
    LEGAL_REPRESENTATION = "legal_representation", _("To act for her in law")
    AUTHORITY_IDENTIFICATION = "authority_identification", _("To be recognised by an authority")
    CONTACT = "contact", _("To keep in contact with her")
    STATISTICS = "statistics", _("To be counted, without her name")
    POOLED_RELEASE = "pooled_release", _("To be counted in figures of the whole alliance")
    DONOR_REPORT = "donor_report", _("To be counted in a report to a donor")
    RESEARCH_INTERVIEW = "research_interview", _("To be asked for an interview")
    TESTIMONY = "testimony", _("Photo or story")
    LONG_FOLLOW_UP = "long_follow_up", _("To ask how she is after the file is closed")
    FAMILY_TRACING = "family_tracing", _("To look for her family")


class Answer(TextChoices):
    """What she said. Only a yes opens anything."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_NOW = "not_now", _("Not now")
    # A register said "consent: yes" and not to what. It is kept and never acted upon.
    IMPORTED = "imported", _("Imported, scope unknown")


class RecipientKind(TextChoices):
    """Who would come to know."""

    TEAM = "team", _("A team of ours")
    ORGANISATION = "organisation", _("Another organisation")
    FIGURES = "figures", _("Figures without names")
    OUTSIDE = "outside", _("Somebody outside")
    # A volunteer of ours, who holds no key of the file.
    MEMBER = "member", _("A volunteer of ours")


class Action(StrEnum):
    """What the gate is asked about."""

    READ = "read"
    WRITE = "write"
    SEND = "send"


class Category(TextChoices):
    """What can be shared, item by item."""

    CALLED = "called", _("Her chosen name and language")
    CONTACT = "contact", _("A safe way to reach her")
    NEEDS = "needs", _("What she needs")
    WORK = "work", _("Facts about her work and wages")
    PAPERS = "papers", _("Her name on papers")
    HEALTH = "health", _("Health needs")


COMPARTMENT_OF = {
    Category.CALLED: Compartment.IDENTITY,
    Category.CONTACT: Compartment.LOCATION,
    Category.NEEDS: Compartment.CASEWORK,
    Category.WORK: Compartment.STORY,
    Category.PAPERS: Compartment.IDENTITY,
    Category.HEALTH: Compartment.HEALTH,
}


class HowGiven(TextChoices):
    """How she said it."""

    WRITTEN = "written", _("She signed")
    RECORDING = "recording", _("Voice recording")
    INTERPRETER = "interpreter", _("Said it, interpreter present")
    SPOKEN = "spoken", _("Said it to me")
    THUMBPRINT = "thumbprint", _("Thumbprint")


class Decider(TextChoices):
    """Who decided."""

    HERSELF = "herself", _("She herself")
    WITH_SUPPORT = "with_support", _("She herself, with somebody she trusts beside her")
    GUARDIAN = "guardian", _("A parent or guardian, with her")
    APPOINTED = "appointed", _("Somebody a court appointed")


class YesNoUnknown(TextChoices):
    """Three values: blank is never "no"."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_KNOWN = "not_known", _("Not known")


class AgeBand(TextChoices):
    """How old she is, as far as it matters here."""

    UNDER_12 = "under_12", _("Under 12")
    FROM_12 = "12_17", _("12 to 17")
    ADULT = "18_and_over", _("18 or over")
    NOT_KNOWN = "not_known", _("Not known")


class AgeKnown(TextChoices):
    """How that is known."""

    SHE_SAYS = "she_says", _("She says so")
    PAPERS = "papers", _("From papers")
    ESTIMATE = "estimate", _("Estimated")


class LegalBasis(TextChoices):
    """The ground the law knows, which is not the same as what she wants."""

    CONSENT = "consent", _("Her consent")
    VITAL = "vital", _("To protect life")
    CONTRACT = "contract", _("To give a service she asked for")
    LEGAL_DUTY = "legal_duty", _("A duty by law")
    LEGITIMATE = "legitimate", _("The work of our organisation")


class Ground(TextChoices):
    """Why something may be shared although she did not agree."""

    CHILD_PROTECTION = "child_protection", _("A law that protects children")
    IMMINENT_DANGER = "imminent_danger", _("Somebody is in immediate danger")
    COURT_ORDER = "court_order", _("A court ordered it")


class Ended(TextChoices):
    """Why a grant no longer opens anything."""

    REPLACED = "replaced", _("A newer answer stands in its place")
    WITHDRAWN = "withdrawn", _("She said stop")
    EXPIRED = "expired", _("It came to its end")
