"""What django-allauth is told: nobody signs up, nothing is mailed, secrets are sealed."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_network
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from alongside.core import addresses
from alongside.vault.at_rest import open_with_pepper, seal_with_pepper
from alongside.vault.hashing import opaque

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.organisations.models import User

PURPOSE = "second factor"
IPV6_NETWORK = 64


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a word for the address, by which tries are counted and nobody is found.

        Of an IPv6 address only the network counts: one household has millions of the rest.
        """
        address = addresses.asker(request, proxies=settings.ALONGSIDE_PROXIES)
        if isinstance(address, IPv6Address):
            address = ip_network((address, IPV6_NETWORK), strict=False).network_address
        return opaque(str(address), "address")

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Send nothing: a mail about her second factor tells that she has an account."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors whose secrets are useless without the pepper file."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return seal_with_pepper(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; raises CannotOpen where it was not stored by this node."""
        return open_with_pepper(encrypted_text, PURPOSE)

    def get_totp_issuer(self) -> str:
        """Return the neutral name that her phone shows."""
        return self._get_site_name()

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return what a passkey keeps of her: an id and the name she signs in with."""
        return {"id": user.pk.bytes, "display_name": user.sign_in_name, "name": user.sign_in_name}

    def _get_site_name(self) -> str:
        user = getattr(context.request, "user", None)
        organisation = getattr(user, "organisation", None)
        return (organisation and organisation.app_name) or settings.ALONGSIDE_APP_NAME
