"""How django-allauth lets editors in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from alongside.core import addresses
from alongside.website import sealing
from alongside.website.models import Editor

if TYPE_CHECKING:
    from django.http import HttpRequest


class EditorAdapter(DefaultAccountAdapter):
    """Accounts are made on the machine (`alongside site editor`), never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Say that nobody signs herself up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address by which tries and sendings are counted."""
        return str(addresses.asker(request, proxies=settings.ALONGSIDE_PROXIES))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try at a password, right or wrong; raises ValidationError after too many."""
        name = Editor.normalize_username(credentials["username"]).lower()
        if not ratelimit.consume(request, action="sign_in", key=name):
            raise self.validation_error("too_many_login_attempts")


class FactorAdapter(DefaultMFAAdapter):
    """Second factors whose secrets are useless without the file of the site's secret key."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return sealing.seal_secret(text, key=settings.SECRET_KEY)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; raises CryptoError where it was stored under another key."""
        return sealing.open_secret(encrypted_text, key=settings.SECRET_KEY)
