"""Second factors, as django-allauth keeps them: an authenticator app, passkeys, one-time codes.

allauth's models and checks serve; its pages do not, because a sign-in here has keys to carry from
the password to the second factor. What it calls internal is used in this module only, so that one
file changes if it moves (the version is pinned by the lock).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from alongside.organisations.models import User

TYPES = Authenticator.Type
# One-time codes stand in for a lost phone; alone they are no second factor.
REAL = (TYPES.TOTP, TYPES.WEBAUTHN)


class WrongCode(Exception):
    """The code or the passkey does not fit."""


@dataclass(frozen=True)
class Factor:
    """A second factor as its owner sees it."""

    id: int
    kind: str
    name: str
    created_at: datetime
    used_at: datetime | None


def has_second_factor(user: User) -> bool:
    """Return whether an authenticator app or a passkey is set up; one query."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=REAL).exists())


def listing(user: User) -> list[Factor]:
    """Return her second factors, oldest first."""
    rows = Authenticator.objects.filter(user_id=user.pk, type__in=REAL).order_by("created_at", "pk")
    return [Factor(row.pk, row.type, _name(row), row.created_at, row.last_used_at) for row in rows]


def codes_left(user: User) -> int:
    """Return how many one-time codes she has not used."""
    row = Authenticator.objects.filter(user_id=user.pk, type=TYPES.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else 0


def check_code(user: User, code: str) -> None:
    """Accept a code of her app or one of her one-time codes, once; raises WrongCode."""
    rows = Authenticator.objects.filter(
        user_id=user.pk, type__in=(TYPES.TOTP, TYPES.RECOVERY_CODES)
    )
    for row in rows.order_by("-type"):
        if row.wrap().validate_code(code):
            row.record_usage()
            return
    raise WrongCode


def new_secret(request: HttpRequest) -> str:
    """Return the secret offered to her app, kept in the sealed session until a code proves it."""
    secret: str = request.session.get(totp.SECRET_SESSION_KEY) or totp.generate_totp_secret()
    request.session[totp.SECRET_SESSION_KEY] = secret
    return secret


def picture(user: User, secret: str) -> str:
    """Return the QR picture of a secret as SVG; made here, so that nobody else sees the secret."""
    import segno  # noqa: PLC0415  only here; a node starts without it

    url = get_adapter().build_totp_url(user, secret)
    svg = io.BytesIO()
    code = segno.make(url, error="m")
    code.save(svg, kind="svg", scale=5, border=3, dark="#000", light="#fff", xmldecl=False)
    return svg.getvalue().decode()


def add_app(user: User, *, secret: str, code: str) -> None:
    """Set up the authenticator app whose code proves that it has the secret; raises WrongCode."""
    if not totp.validate_totp_code(secret, code):
        raise WrongCode
    put_secret(user, secret)


def put_secret(user: User, secret: str) -> None:
    """Store an app's secret in place of any earlier one."""
    Authenticator.objects.filter(user_id=user.pk, type=TYPES.TOTP).delete()
    totp.TOTP.activate(user, secret)


def forget_secret(request: HttpRequest) -> None:
    """Drop the secret that was offered."""
    request.session.pop(totp.SECRET_SESSION_KEY, None)


def current_code(user: User) -> str:
    """Return the code her app shows now. For the demonstration only; refuses anywhere else."""
    if not settings.ALONGSIDE_DEMO:
        raise WrongCode
    row = Authenticator.objects.filter(user_id=user.pk, type=TYPES.TOTP).first()
    if row is None:
        return ""
    return _code_of(get_adapter().decrypt(row.data["secret"]))


def _code_of(secret: str) -> str:
    counters = list(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2])))


def _webauthn() -> Any:
    """Return allauth's checks of passkeys; they load more than the rest of the way in."""
    from allauth.mfa.webauthn.internal import auth  # noqa: PLC0415  a node starts without them

    return auth


def passkey_to_add(user: User) -> dict[str, Any]:
    """Return what the browser needs to make a passkey; its challenge waits in the session."""
    return dict(_webauthn().begin_registration(user, passwordless=False))


def add_passkey(user: User, *, name: str, credential: Any) -> None:
    """Keep a new passkey; raises WrongCode for an answer that does not fit the challenge."""
    webauthn = _webauthn()
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError) as refusal:
        raise WrongCode from refusal
    webauthn.WebAuthn.add(user, name, credential)


def passkey_to_check(user: User) -> dict[str, Any] | None:
    """Return what the browser needs to use a passkey; None where she has none."""
    if not Authenticator.objects.filter(user_id=user.pk, type=TYPES.WEBAUTHN).exists():
        return None
    return dict(_webauthn().begin_authentication(user))


def check_passkey(user: User, credential: Any) -> None:
    """Accept a passkey of hers; raises WrongCode."""
    webauthn = _webauthn()
    try:
        webauthn.parse_authentication_response(credential)
        row = webauthn.complete_authentication(user, credential)
    except (ValidationError, ValueError, TypeError, KeyError) as refusal:
        raise WrongCode from refusal
    row.record_usage()


def new_codes(user: User) -> list[str]:
    """Make ten one-time codes in place of any earlier ones and return them, to be printed."""
    Authenticator.objects.filter(user_id=user.pk, type=TYPES.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(user).get_unused_codes())


def remove(user: User, factor_id: int) -> bool:
    """Remove one of her second factors, the codes with the last; return whether it was hers."""
    gone, _rows = Authenticator.objects.filter(
        user_id=user.pk, pk=factor_id, type__in=REAL
    ).delete()
    if not has_second_factor(user):
        forget_all(user)
    return bool(gone)


def forget_all(user: User) -> None:
    """Remove every second factor she has."""
    Authenticator.objects.filter(user_id=user.pk).delete()


def _name(row: Authenticator) -> str:
    return str(row.wrap().name) if row.type == TYPES.WEBAUTHN else _("Authenticator app")
