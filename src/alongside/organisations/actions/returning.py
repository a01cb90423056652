"""The way back for a coordinator when every password of an organisation is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.core.access import SystemActor
from alongside.organisations import factors
from alongside.organisations.enums import Role, UserState
from alongside.organisations.models import Membership, Session, Team, User
from alongside.vault import founding, people

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

RETURNING = SystemActor(reason="recovery sheets")


class NotReturned(Exception):
    """The sheets do not open the organisation of a coordinator of this name."""


def with_sheets(
    *, sheets: Iterable[str], sign_in_name: str, password: str, now: datetime
) -> tuple[User, str]:
    """Let a coordinator in again with two recovery sheets; return her and her new printed code.

    She gets new keys, certified with the organisation's own key, and every team's secret. The
    identity she pins comes out of the sheets and not out of the database. Her second factors and
    sessions end. Afterwards she should renew every team's keys.

    :raises NotReturned: without saying what of it was wrong
    """
    name = User.normalize_username(sign_in_name)
    rows = User.objects.filter(sign_in_name=name, role=Role.COORDINATOR)
    user = rows.exclude(state=UserState.LEFT).select_related("organisation").first()
    if user is None:
        raise NotReturned
    teams = list(Team.objects.filter(organisation=user.organisation).order_by("id"))
    try:
        recovery = founding.recovery_keyring(
            printed=founding.open_recovery(sheets),
            organisation_id=user.organisation_id,
            team_ids=[team.pk for team in teams],
        )
    except founding.WrongSheets as refusal:
        raise NotReturned from refusal
    identity = people.create_identity(
        user_id=user.pk, password=password, organisation_pin=recovery.pin
    )
    with transaction.atomic():
        founding.readmit_coordinator(
            user_id=user.pk,
            box_pk=identity.box_pk,
            sign_pk=identity.sign_pk,
            recovery=recovery,
            now=now,
        )
        user.state, user.password = UserState.ACTIVE, identity.password_record
        user.sealed_keys, user.recovery_keys = identity.sealed_keys, identity.recovery_keys
        user.box_pk, user.sign_pk = identity.box_pk, identity.sign_pk
        user.save()
        Membership.objects.filter(user=user).delete()
        Membership.objects.bulk_create(Membership(user=user, team=team) for team in teams)
        factors.forget_all(user)
        Session.objects.filter(user=user).delete()
        journal.record(action="recovery sheets used", objects=[user.pk], actor=RETURNING, now=now)
    user.keys = identity.keys
    return user, identity.recovery_code
