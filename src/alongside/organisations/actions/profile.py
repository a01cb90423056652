"""What somebody changes for herself: password, printed code, language, second factors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.core.access import SystemActor
from alongside.organisations import factors, policy
from alongside.organisations.models import Session, User
from alongside.vault import people

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor
    from alongside.vault.people import UserKeys

RECOVERING = SystemActor(reason="recovery code")


class NotRecovered(Exception):
    """Name and printed code do not belong together, or there is no such name."""


def change_password(
    *, user: User, keys: UserKeys, password: str, actor: Actor, now: datetime
) -> None:
    """Seal her keys under a new password; all her sessions end, the caller begins a new one."""
    record, sealed = people.change_password(keys=keys, password=password)
    with transaction.atomic():
        user.password, user.sealed_keys = record, sealed
        user.save(update_fields=["password", "sealed_keys"])
        Session.objects.filter(user=user).delete()
        journal.record(action="password changed", objects=[user.pk], actor=actor, now=now)


@transaction.atomic
def renew_recovery_code(*, user: User, keys: UserKeys, actor: Actor, now: datetime) -> str:
    """Return a new printed code; the old one opens nothing from now on."""
    user.recovery_keys, code = people.new_recovery_code(keys=keys)
    user.save(update_fields=["recovery_keys"])
    journal.record(action="recovery code renewed", objects=[user.pk], actor=actor, now=now)
    return code


def recover(*, sign_in_name: str, code: str, password: str, now: datetime) -> tuple[User, str]:
    """Set a new password with the printed code; return the user and her new printed code.

    Her sessions end. Her second factor stays: the paper alone does not sign anybody in.

    :raises NotRecovered: without saying whether it was the name or the code
    """
    name = User.normalize_username(sign_in_name)
    user = User.objects.filter(sign_in_name=name).first()
    if user is None or not user.is_active:
        raise NotRecovered
    keys = _recovered(user, code)
    record, sealed = people.change_password(keys=keys, password=password)
    with transaction.atomic():
        user.password, user.sealed_keys = record, sealed
        user.recovery_keys, new_code = people.new_recovery_code(keys=keys)
        user.save(update_fields=["password", "sealed_keys", "recovery_keys"])
        Session.objects.filter(user=user).delete()
        journal.record(action="recovery code used", objects=[user.pk], actor=RECOVERING, now=now)
    return user, new_code


def choose_language(*, language: str, actor: Actor) -> None:
    """Keep the language she wants the pages in."""
    mine = User.objects.filter(pk=actor.user_id)
    mine.exclude(language=language).update(language=language)


@transaction.atomic
def add_app(*, user: User, secret: str, code: str, actor: Actor, now: datetime) -> list[str]:
    """Set up an authenticator app; return her first one-time codes, if any. Raises WrongCode."""
    factors.add_app(user, secret=secret, code=code)
    return _added(user, actor, now)


@transaction.atomic
def add_passkey(
    *, user: User, name: str, credential: Any, actor: Actor, now: datetime
) -> list[str]:
    """Keep a passkey; return her first one-time codes, if any. Raises WrongCode."""
    factors.add_passkey(user, name=name, credential=credential)
    return _added(user, actor, now)


@transaction.atomic
def remove_factor(*, user: User, factor_id: int, actor: Actor, now: datetime) -> None:
    """Remove one of her second factors.

    :raises ValidationError: for the last one of somebody whose role needs one
    """
    last = [one.id for one in factors.listing(user)] == [factor_id]
    if last and policy.needs_second_factor(user.role):
        raise ValidationError(
            _("A coordinator needs a second factor. Set up another one before you remove this.")
        )
    if factors.remove(user, factor_id):
        journal.record(action="second factor removed", objects=[user.pk], actor=actor, now=now)


@transaction.atomic
def renew_codes(*, user: User, actor: Actor, now: datetime) -> list[str]:
    """Return ten new one-time codes; the old ones end."""
    codes = factors.new_codes(user)
    journal.record(action="one-time codes renewed", objects=[user.pk], actor=actor, now=now)
    return codes


def _added(user: User, actor: Actor, now: datetime) -> list[str]:
    journal.record(action="second factor added", objects=[user.pk], actor=actor, now=now)
    return [] if factors.codes_left(user) else factors.new_codes(user)


def _recovered(user: User, code: str) -> UserKeys:
    try:
        return people.recover(user_id=user.pk, code=code, recovery_keys=bytes(user.recovery_keys))
    except people.WrongRecoveryCode as refusal:
        raise NotRecovered from refusal
