"""What was being sent when the screen locked, kept for the one who wrote it.

It is sealed to her own public key, so that nobody opens it before the password is given again.
The key comes from the session, where it was put while her keys were open, and not from a table
that somebody might have written to.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, NamedTuple

from alongside.vault.primitives import CannotOpen, context, pad, unpad, unwrap, wrap

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from alongside.vault.people import UserKeys

KEY = "rescue_key"
KEPT = "rescued"
# The hidden field that marks the form as one given back.
SENT = "given-back"
LARGEST = 200_000
# Secrets are typed again, never kept.
NEVER = ("csrf", "password", "passphrase", "code", "credential")


class Rescued(NamedTuple):
    """A form as it was sent, and where to."""

    path: str
    fields: list[tuple[str, str]]


def prepare(request: HttpRequest, keys: UserKeys) -> None:
    """Leave her public key in the sealed session, for when her keys are dropped."""
    request.session[KEY] = base64.b64encode(keys.box_pk).decode()


def keep(request: HttpRequest, user_id: UUID) -> None:
    """Seal what this request sends; files and anything enormous have to be sent again."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name.lower() for word in NEVER)
    ]
    text = json.dumps([request.path, fields]).encode()
    if not fields or len(text) > LARGEST or KEY not in request.session:
        return
    public_key = base64.b64decode(request.session[KEY])
    box = wrap(public_key, pad(text), aad=context("rescued form", user_id))
    request.session[KEPT] = base64.b64encode(box).decode()


def read(request: HttpRequest, keys: UserKeys) -> Rescued | None:
    """Return what was kept; None where there is nothing, or nothing that opens."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    try:
        box = base64.b64decode(kept)
        text = unpad(unwrap(keys.pair, box, aad=context("rescued form", keys.user_id)))
    except CannotOpen:
        return None
    path, fields = json.loads(text)
    return Rescued(path, [(name, value) for name, value in fields])


def forget_if_sent(request: HttpRequest) -> None:
    """Forget what was kept once it is sent again or thrown away, which its form says."""
    if request.method == "POST" and KEPT in request.session and SENT in request.POST:
        del request.session[KEPT]
