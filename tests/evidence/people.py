"""People who agreed to be counted, made by the real actions."""

from alongside.casework.contents import Episode
from alongside.casework.models import Case
from alongside.consent import actions as consent
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from tests.casework.factories import NOW, make_case


def ref(made):
    case = Case.objects.get(pk=made.id)
    return CaseRef(id=case.id, organisation_id=case.organisation_id, team_id=case.team_id)


def counted(actor, *forms, age=None, answer=Answer.YES):
    """Open a file of somebody who was asked whether she may be counted."""
    parts = [Episode(type_of_exploitation=list(forms))] if forms else []
    made = make_case(actor, "Mira", *parts, age=age, age_on=NOW.date() if age else None)
    case = ref(made)
    consent.record_agreement(
        case=case,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(case.organisation_id),
        compartments=("coded",),
        answer=answer,
        actor=actor,
        now=NOW,
    )
    return made


def withdraw(actor, made, now=NOW):
    case = ref(made)
    consent.record_agreement(
        case=case,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(case.organisation_id),
        compartments=("coded",),
        answer=Answer.NO,
        actor=actor,
        now=now,
    )
