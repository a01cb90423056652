"""The journal's actions in words, for "Who looked"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from alongside.casework.vocabulary.everyday import Words

DEEDS: Words = {
    "file.opened": _("opened the file"),
    "file.read": _("read the file"),
    "file.plan.read": _("read her plan"),
    "file.services.read": _("read the services"),
    "file.safety.read": _("read how she is kept safe"),
    "file.documents.read": _("saw the list of documents"),
    "file.story.read": _("read what happened to her"),
    "file.part.read": _("opened a part to change it"),
    "file.journal.read": _("looked at who looked"),
    "file.attachment.read": _("opened a document"),
    "file.attachment.added": _("added a document"),
    "file.assessments.read": _("saw the list of assessments"),
    "file.assessment.read": _("read an assessment"),
    "file.assessment.saved": _("filled in an assessment"),
    "file.saved": _("changed the file"),
    "file.note.added": _("added a note"),
    "file.note.changed": _("changed a note"),
    "file.goal.saved": _("changed her plan"),
    "file.step.ticked": _("marked a step"),
    "file.service.recorded": _("recorded a service"),
    "file.appointment.planned": _("planned an appointment"),
    "file.appointment.ended": _("wrote down what came of an appointment"),
    "file.support.recorded": _("recorded practical help"),
    "file.conference.read": _("read what was decided together"),
    "file.conference.saved": _("wrote down what was decided together"),
    "file.decision.ticked": _("marked a decision"),
    "file.people.read": _("looked at the people around her"),
    "file.people.saved": _("wrote down somebody around her"),
    "file.follow_up.planned": _("planned a follow-up"),
    "file.follow_up.recorded": _("recorded a follow-up"),
    "file.incident.registered": _("registered an incident"),
    "file.incident.changed": _("changed a registered incident"),
    "file.threat.recorded": _("wrote down a threat"),
    "file.threats.read": _("read what threatens her"),
    "file.alert.sent": _("sent an alert to colleagues"),
    "file.way.read": _("read her way"),
    "file.way.recorded": _("recorded something of her way"),
    "file.return.assessed": _("assessed whether she can return"),
    "file.decision.proposed": _("proposed a decision"),
    "file.decision.read": _("read what is to be decided"),
    "file.decision.confirmed": _("decided as the second of two"),
    "file.decision.sent_back": _("sent a proposal back"),
    "file.clock.planned": _("planned the follow-up clock"),
    "file.task.planned": _("planned something to do"),
    "file.task.finished": _("finished something to do"),
    "file.closed": _("closed the file"),
    "file.reopened": _("opened the file again"),
    "file.handed_over": _("handed the file over"),
    "file.exported": _("took the file out"),
    "file.imported": _("brought the file in"),
    "file.import.updated": _("brought in changes"),
    "file.import.undone": _("undid what was brought in"),
    "file.keeping.read": _("looked at what erasing would do"),
    "file.erasure.asked": _("asked to erase the file"),
    "file.erasure.confirmed": _("confirmed that the file is erased"),
    "file.erasure.sent_back": _("decided that the file is kept"),
    "file.not_opened": _("could not open a part"),
    "consent.read": _("read what she agreed to"),
    "consent.read_back": _("read her answers back to her"),
    "consent.expired": _("an agreement ended"),
    "consent.answered.yes": _("wrote down a yes"),
    "consent.answered.no": _("wrote down a no"),
    "consent.answered.not_now": _("wrote down “not now”"),
    "consent.answered.imported": _("brought in an agreement of unknown scope"),
    "consent.withdrawn": _("wrote down that she said stop"),
    "consent.exception.proposed": _("wrote down an exception"),
    "consent.exception.confirmed": _("confirmed an exception"),
    "referral.draft": _("prepared a referral"),
    "referral.draft.read": _("read a referral that was not sent"),
    "referral.draft.discarded": _("threw a referral away"),
    "referral.requested": _("sent a referral"),
    "referral.read": _("read a referral"),
    "referral.cancelled": _("cancelled a referral"),
    "referral.entered_in_error": _("took back a referral sent by mistake"),
    "referral.withdrawn": _("ended a referral because she stopped sharing"),
    "referral.file_made": _("made the file from a referral"),
}


def deed(action: str) -> str:
    """Return an action in words; one that is not listed is shown as the journal names it."""
    word = DEEDS.get(action)
    return str(word) if word is not None else action.replace(".", " ").replace("_", " ")
