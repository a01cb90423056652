"""Small secrets of the machine itself, sealed under the pepper: useless in a stolen database."""

from __future__ import annotations

import base64
import binascii

from alongside.vault import pepper
from alongside.vault.primitives import CannotOpen, context, derive, seal, unseal


def seal_with_pepper(text: str, purpose: str) -> str:
    """Return ``text`` sealed for ``purpose``, as text."""
    box = seal(derive(pepper.read(), purpose), text.encode(), aad=context("at rest", purpose))
    return base64.urlsafe_b64encode(box).decode()


def open_with_pepper(sealed: str, purpose: str) -> str:
    """Return what :func:`seal_with_pepper` sealed for the same purpose; raise CannotOpen."""
    try:
        box = base64.b64decode(sealed.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise CannotOpen from error
    return unseal(derive(pepper.read(), purpose), box, aad=context("at rest", purpose)).decode()
