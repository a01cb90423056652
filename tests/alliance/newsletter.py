"""Subscribers, issues and a mail server of the newsletter's tests."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from aiosmtpd.controller import Controller

from alongside.alliance import letters
from alongside.alliance.actions import newsletter, newsletter_sending as sendings
from alongside.alliance.models import Issue, Subscriber
from alongside.alliance.newsletter import keys
from alongside.cli.listening import free_port
from alongside.core.access import SystemActor
from tests.organisations.factories import NOW, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

MACHINE = SystemActor(reason="newsletter")
ISSUE = UUID("5a1f6f0e-3a52-4a53-9c3e-0f1e5ab10001")
LATER = NOW + timedelta(minutes=5)


def editor():
    """Return a coordinator's keys in a world of her own."""
    return make_world().coordinator.actor


def subscribe(actor, address="asha@example.org", **fields) -> Subscriber | None:
    """Take in a confirmed subscription; return the row that came of it, if one did."""
    before = set(Subscriber.objects.values_list("pk", flat=True))
    letter = letters.Subscription(id=uuid4(), written_at=NOW, address=address, **fields)
    newsletter.take_subscription(letter=letter, team_id=keys.team_of(actor), actor=actor, now=NOW)
    return Subscriber.objects.exclude(pk__in=before).order_by("id").first()


def unsubscribe(actor, token) -> None:
    """Take in what somebody left by the link in her mail."""
    letter = letters.Unsubscription(id=uuid4(), written_at=NOW, token=token)
    newsletter.take_unsubscription(letter=letter, team_id=keys.team_of(actor), actor=actor, now=NOW)


def hand_over(actor, *languages, **fields) -> UUID:
    """Take in an issue in these languages, English without any; return its id on the node."""
    titles = {"en": "What we won together", "es": "Lo que ganamos juntas", "ar": "ما كسبناه معا"}
    for language in languages or ("en",):
        said = {
            "issue": ISSUE,
            "number": 7,
            "title": titles[language],
            "introduction": "Three things from this spring.",
            "items": (
                letters.IssueItem(
                    title="A ruling",
                    text="Wages were paid <b>late</b> & then in full.",
                    link="https://alliance.example.org/en/news/ruling/",
                ),
            ),
            "archive": f"https://alliance.example.org/{language}/news/letter/7/",
        }
        letter = letters.Issue(id=uuid4(), written_at=NOW, language=language, **said | fields)
        newsletter.take_issue(letter=letter, team_id=keys.team_of(actor), actor=actor, now=NOW)
    known_as = fields.get("issue", ISSUE)
    mine = Issue.objects.filter(mailing_list__organisation_id=actor.organisation_id)
    return mine.get(known_as=known_as).pk


def token_for(actor, subscriber: Subscriber) -> str:
    """Return what stands in her mail's link."""
    return keys.token_of(keys.open_key(subscriber.mailing_list, actor=actor), subscriber.id)


def send(now=LATER) -> int:
    """Let the machine send what is due."""
    return sendings.send_due(actor=MACHINE, now=now)


class Sink:
    """A real mail server that keeps what it takes; `answers` by address say what it refuses."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []
        self.answers: dict[str, str] = {}
        self.answer_to_data = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd's name
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        if self.answer_to_data:
            return self.answer_to_data
        found = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append((list(envelope.rcpt_tos), found))
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        """Return whom mails went to, one line for each mail."""
        return sorted(",".join(recipients) for recipients, _mail in self.mails)


@contextlib.contextmanager
def listening(settings) -> Iterator[Sink]:
    """Run a mail server on this machine and let the settings name it."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.DEFAULT_FROM_EMAIL = "The alliance <news@alliance.example.org>"
    settings.ALONGSIDE_LINKS_TO = "https://alliance.example.org"
    try:
        yield sink
    finally:
        controller.stop()
