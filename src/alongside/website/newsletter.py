"""Wanting the newsletter, and no longer wanting it. Nothing of it is kept on the site.

What somebody typed travels to her mailbox and back, closed, in the link she gets: only whoever
reads that mailbox can say yes. Then it leaves as a sealed letter.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr
from smtplib import SMTPException
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _, override
from pydantic import BaseModel, ValidationError

from alongside.alliance.letters import Address, Subscription, Unsubscription
from alongside.website import visitors
from alongside.website.sealing import close_note, open_note

if TYPE_CHECKING:
    from django.http import HttpRequest

WISH = "newsletter wish"
GOOD_FOR = timedelta(days=3)
# Mails to one address, whoever asks for them.
TO_ONE_ADDRESS = "2/d/key"
# Mail services stop it for many people from few addresses.
STOPPING = "600/10m/key"


class Wish(BaseModel):
    """What somebody asked for, on its way to her mailbox and back."""

    id: UUID
    address: Address
    language: str
    themes: tuple[str, ...] = ()
    asked_at: datetime


def ask(request: HttpRequest, wish: Wish) -> None:
    """Mail the link by which an address is confirmed; raises visitors.Refused.

    The answer is the same whether the address is known, had its two mails of the day, or is new.
    """
    visitors.take_turn(request, action="newsletter")
    if not _may_write_to(request, wish.address):
        return
    try:
        _mail(wish).send()
    except (OSError, SMTPException, ValueError) as fault:
        raise visitors.Refused(
            _("Our mail does not leave just now. Keep this page open, and try again in an hour."),
            503,
        ) from fault


def wish_in(token: str, *, now: datetime) -> Wish | None:
    """Return what a link holds; None where it is older than three days, or none of ours."""
    opened = open_note(token, settings.SECRET_KEY, WISH)
    try:
        wish = Wish.model_validate_json(opened or b"")
    except ValidationError:
        return None
    return wish if wish.asked_at <= now < wish.asked_at + GOOD_FOR else None


def confirm(request: HttpRequest, wish: Wish, *, now: datetime) -> None:
    """Leave a subscription for the node; raises visitors.Refused."""
    letter = Subscription(
        id=wish.id,
        written_at=now,
        language=wish.language,
        address=wish.address,
        themes=wish.themes,
    )
    visitors.send(request, letter, action="newsletter-yes")


def stop(request: HttpRequest, token: str, *, now: datetime) -> None:
    """Leave word that whoever's mail holds this token wants no more; raises visitors.Refused.

    The site cannot tell whose it is, or whether it is anybody's: the node can.
    """
    letter = Unsubscription(id=uuid5(NAMESPACE_URL, token), written_at=now, token=token)
    visitors.send(request, letter, action="newsletter-no", rates=STOPPING)


def _may_write_to(request: HttpRequest, address: str) -> bool:
    # What stands behind a plus names no other mailbox.
    name, _at, place = address.casefold().rpartition("@")
    mailbox = f"{name.partition('+')[0]}@{place}"
    digest = salted_hmac("newsletter.address", mailbox, algorithm="sha256")
    return bool(
        ratelimit.consume(
            request,
            app="website",
            action="newsletter-to",
            config={"newsletter-to": TO_ONE_ADDRESS},
            key=digest.hexdigest(),
        )
    )


def _mail(wish: Wish) -> EmailMessage:
    token = close_note(wish.model_dump_json().encode(), settings.SECRET_KEY, WISH)
    sender = settings.DEFAULT_FROM_EMAIL
    with override(wish.language):
        link = settings.ALONGSIDE_LINKS_TO + reverse("letter_yes", args=[token])
        lines = [
            _("Somebody, perhaps you, asked for our newsletter at this address."),
            _("If it was you, open this page and say yes. It works for three days:"),
            link,
            _("If it was not you, do nothing. Nothing is kept, and nothing more is sent."),
        ]
        subject = _("Do you want our newsletter?")
    return EmailMessage(
        subject=subject,
        body="\n\n".join(lines) + "\n",
        from_email=sender,
        to=[wish.address],
        headers={
            # RFC 3834: no holiday answers to this, please.
            "Auto-Submitted": "auto-generated",
            "Message-ID": make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or None),
        },
    )
