"""Second factors of editors, and those that the demonstration sets up by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.website.models import Editor

# Of the demonstration's editors; the page that asks for the code shows it.
DEMO_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  everybody may know it


def was_given(request: HttpRequest) -> bool:
    """Return whether whoever is signed in gave a second factor in this session.

    That she has one is not enough: a session opened with her password alone may be older than it.
    """
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def put_secret(editor: Editor, secret: str) -> None:
    """Give an editor an authenticator app with this base32 secret, in place of any she had."""
    Authenticator.objects.filter(user=editor, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(editor, secret)


def demo_code() -> str:
    """Return the code that holds now in the demonstration."""
    counters = list(yield_hotp_counters_from_time())
    return f"{hotp_value(DEMO_SECRET, counters[len(counters) // 2]):06d}"
