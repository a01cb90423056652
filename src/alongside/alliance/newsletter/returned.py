"""What mail servers say of mails that did not arrive: RFC 3464, and addresses pasted as lines."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from typing import TYPE_CHECKING

from alongside.alliance.enums.newsletter import Bounce
from alongside.alliance.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\]]+")
MOST = 5_000


def addresses_in(text: str) -> list[str]:
    """Return the addresses that stand in a text, each once, in their order."""
    found = (one.rstrip(".") for one in ADDRESS.findall(text))
    return list(dict.fromkeys(found))[:MOST]


def read_report(content: bytes) -> list[tuple[str, Bounce]]:
    """Return whom a report names and how it failed; several mails in one file are read as well.

    RFC 3464, section 2.3: each block names its Final-Recipient, Action and Status; what was
    delivered or only relayed is left out.

    :raises Unreadable: there is no report in it
    """
    found: dict[str, Bounce] = {}
    reports = 0
    for block in _blocks(content):
        reports += 1
        recipient = _address(block)
        action = str(block.get("Action", "")).strip().lower()
        if not recipient or action not in {"failed", "delayed"}:
            continue
        is_hard = action == "failed" and str(block.get("Status", "5")).strip().startswith("5")
        found[recipient] = Bounce.HARD if is_hard else found.get(recipient, Bounce.SOFT)
    if not reports:
        raise Unreadable
    return list(found.items())[:MOST]


def _blocks(content: bytes) -> Iterator[Message]:
    """Yield what is said of each recipient."""
    for raw in _mails(content):
        try:
            message = message_from_bytes(raw, policy=policy.compat32)
        except (MessageError, ValueError):
            continue
        for part in message.walk():
            if part.get_content_type() == "message/delivery-status":
                for block in part.get_payload():
                    if isinstance(block, Message) and "Final-Recipient" in block:
                        yield block


def _mails(content: bytes) -> list[bytes]:
    """Return the mails of an mbox file, or the one mail there is."""
    if not content.startswith(b"From "):
        return [content]
    parts = re.split(rb"(?:\A|\n)From [^\n]*\n", content)
    return [part for part in parts if part.strip()]


def _address(block: Message) -> str:
    # "rfc822; somebody@example.org"
    _kind, _semicolon, address = str(block.get("Final-Recipient", "")).partition(";")
    found = ADDRESS.search(address)
    return found[0] if found else ""
