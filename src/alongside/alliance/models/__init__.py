"""The tables of this room."""

from alongside.alliance.models.advocacy import Advocacy
from alongside.alliance.models.alerts import Alert, AlertReceipt, AlertUpdate
from alongside.alliance.models.board import Notice, NoticeConcern
from alongside.alliance.models.events import (
    Event,
    EventNote,
    EventRecommendation,
    EventRegistration,
)
from alongside.alliance.models.members import Alliance, Member
from alongside.alliance.models.membership import (
    Agreement,
    Application,
    Confirmation,
    Contribution,
    Reference,
)
from alongside.alliance.models.newsletter import (
    Delivery,
    Issue,
    MailingList,
    Sending,
    Subscriber,
    Suppressed,
)
from alongside.alliance.models.post import Post, SignedOn
from alongside.alliance.models.publishing import Publication
from alongside.alliance.models.services import Service
from alongside.alliance.models.slips import Slip

__all__ = [
    "Advocacy",
    "Agreement",
    "Alert",
    "AlertReceipt",
    "AlertUpdate",
    "Alliance",
    "Application",
    "Confirmation",
    "Contribution",
    "Delivery",
    "Event",
    "EventNote",
    "EventRecommendation",
    "EventRegistration",
    "Issue",
    "MailingList",
    "Member",
    "Notice",
    "NoticeConcern",
    "Post",
    "Publication",
    "Reference",
    "Sending",
    "Service",
    "SignedOn",
    "Slip",
    "Subscriber",
    "Suppressed",
]
