"""Site and node behind one address: who comes to it, and the mail it sends."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tests.journeys.walking import Walk
    from tests.live import Node

# The one who does the public work of the demonstration's secretariat.
SECRETARIAT = "apinya.alliance"


class Mailbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        """Keep a mail."""
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """Return what somebody got, oldest first."""
        return [mail for mail in self.mails if mail["To"] == address]


def comes_from(address: str) -> dict[str, str]:
    """Return what a web server in front of ours says of a visitor."""
    return {"X-Forwarded-For": address}


def browser(node: Node, address: str) -> httpx.Client:
    """Return a browser without scripts that comes from an address."""
    return httpx.Client(
        base_url=node.base_url, headers=comes_from(address), trust_env=False, timeout=30
    )


def publish(walk: Walk) -> None:
    """Look at what is new for the public, and let it out."""
    walk.page.goto("/a/publish/")
    walk.press("I have read it: publish")
