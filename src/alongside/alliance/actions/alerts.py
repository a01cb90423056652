"""Telling chosen members that somebody is in danger, and what they and we do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from alongside.alliance import alerts_papers as papers, labels, slips
from alongside.alliance.errors import CannotDo, KeysChanged, NotInPublicTeam, NotThere
from alongside.alliance.letters import KEPT_AFTER, KEPT_AT_MOST
from alongside.alliance.models import Alert, AlertReceipt, AlertUpdate
from alongside.alliance.queries import alerts as queries
from alongside.alliance.queries.letterbox import public_teams
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.vault import envelopes
from alongside.vault.envelopes import Refused
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance.alerts_papers import Told
    from alongside.alliance.queries.alerts import AlertPage, Tellable
    from alongside.core.access import Actor, AnyActor
    from alongside.organisations.models import Team


@transaction.atomic
def send_alert(*, told: Told, to: Collection[UUID] | None, actor: Actor, now: datetime) -> UUID:
    """Tell members, each in a slip of its own.

    :param to: members by their id; None for every one that has an account here
    :raises CannotDo: nobody is there to be told, or a member's keys are not those that were known
    """
    teams = public_teams(actor=actor)
    if not teams:
        raise NotInPublicTeam
    chosen = _chosen(to, actor)
    alert = Alert(team=teams[0], author_id=actor.user_id, written_at=now)
    receipts = [AlertReceipt(alert=alert, team=one.team, sent_at=now) for one in chosen]
    alert.save(force_insert=True)
    _journal("alert.sent", actor, now, alert.pk, *(one.pk for one in receipts))
    readers = [one.team for one in chosen]
    _seal(told, alert.pk, slips.ALERT, [alert.team, *readers], actor, now)
    _note(readers, alert, actor, now)
    for receipt in receipts:
        _journal("alert.arrived", actor, now, receipt.pk, alert.pk)
    AlertReceipt.objects.bulk_create(receipts)
    return alert.pk


def look(*, alert_id: UUID, must_be_ours: bool = False, actor: Actor, now: datetime) -> AlertPage:
    """Open an alert; whoever is told by an organisation for the first time pins its key.

    :raises NotThere: nobody told her organisation, or it only was told and must have written it
    """
    with transaction.atomic():
        held = queries.find(actor=actor, alert_id=alert_id)
        if must_be_ours and held.receipt is not None:
            raise NotThere
        if held.receipt is not None and held.receipt.taken_back_at is None:
            sender = held.alert.team.organisation_id
            envelopes.meet(sender, keyring=keyring_of(actor), now=now)
    return queries.open_alert(actor=actor, alert_id=alert_id, now=now)


@transaction.atomic
def acknowledge(*, alert_id: UUID, words: str, actor: Actor, now: datetime) -> None:
    """Say that we read it, with words that only the sender reads; said again, words are added.

    :raises CannotDo: it was taken back, does not open, or the sender's keys are not those known
    """
    held = queries.find(actor=actor, alert_id=alert_id, held=True)
    receipt = held.receipt
    if receipt is None:
        raise NotThere
    if receipt.taken_back_at is not None:
        raise CannotDo(_("It was taken back."))
    if words:
        if queries.told_in(alerts=[held.alert], actor=actor) == {}:
            raise CannotDo(_("This cannot be opened, so nothing was answered."))
        earlier = queries.answers_of(receipts=[receipt], actor=actor).get(receipt.pk, "")
        answer = papers.Answer(
            alert=alert_id, words="\n\n".join(one for one in (earlier, words) if one)
        )
        readers = [receipt.team, held.alert.team]
        _seal(answer, receipt.pk, slips.ANSWER, readers, actor, now)
    receipt.acknowledged_at = receipt.acknowledged_at or now
    receipt.save(update_fields=["acknowledged_at"])
    _journal("alert.acknowledged", actor, now, receipt.pk, alert_id)


@transaction.atomic
def update_alert(
    *, alert_id: UUID, words: str, ends: bool = False, actor: Actor, now: datetime
) -> None:
    """Tell those who are told what happened since, or that it is no longer urgent.

    :raises CannotDo: it was ended before, or a member's keys are not those that were known
    """
    held = _ours(alert_id, actor)
    alert = held.alert
    if alert.ended_at is not None:
        raise CannotDo(_("It was said already that this is no longer urgent."))
    told = queries.told_by_us(alert=alert, actor=actor)
    if told is None:
        raise CannotDo(_("This cannot be opened, so nothing was added."))
    row = AlertUpdate(alert=alert, author_id=actor.user_id, written_at=now)
    row.save(force_insert=True)
    since = papers.Since(alert=alert.pk, words=words, ends=ends)
    _seal(since, row.pk, slips.SINCE, [alert.team, *told], actor, now)
    if ends:
        alert.ended_at = now
        alert.save(update_fields=["ended_at"])
    _journal("alert.ended" if ends else "alert.updated", actor, now, alert.pk, row.pk)


@transaction.atomic
def take_back(*, alert_id: UUID, receipt_id: UUID, actor: Actor, now: datetime) -> None:
    """Take the alert back from one member: its slips are destroyed, what was read was read."""
    held = _ours(alert_id, actor)
    receipts = held.alert.receipts.select_for_update(of=("self",))
    receipt = receipts.filter(pk=receipt_id).first()
    if receipt is None:
        raise NotThere
    if receipt.taken_back_at is not None:
        raise CannotDo(_("It was taken back."))
    updates = held.alert.updates.values_list("pk", flat=True)
    slips.forget([held.alert.pk, receipt.pk, *updates], team_id=receipt.team_id)
    told = queries.told_by_us(alert=held.alert, actor=actor)
    if told is not None:
        _note([one for one in told if one.pk != receipt.team_id], held.alert, actor, now)
    receipt.taken_back_at = now
    receipt.save(update_fields=["taken_back_at"])
    _journal("alert.taken_back", actor, now, held.alert.pk, receipt.pk)


@transaction.atomic
def delete_due(*, actor: AnyActor, now: datetime) -> int:
    """Destroy alerts whose time is over, with what everybody holds of them; return how many.

    One that nobody ended is kept for a year after the last word about it.
    """
    since = AlertUpdate.objects.filter(alert=OuterRef("pk"), written_at__gt=now - KEPT_AT_MOST)
    is_silent = Q(ended_at=None, written_at__lte=now - KEPT_AT_MOST) & ~Exists(since)
    due = Alert.objects.filter(Q(ended_at__lte=now - KEPT_AFTER) | is_silent)
    gone = list(due.select_for_update(of=("self",)).order_by("id").values_list("id", flat=True))
    if not gone:
        return 0
    updates = AlertUpdate.objects.filter(alert__in=gone).values_list("id", flat=True)
    receipts = AlertReceipt.objects.filter(alert__in=gone).values_list("id", flat=True)
    slips.forget([*gone, *updates, *receipts])
    Alert.objects.filter(pk__in=gone).delete()
    _journal("alert.deleted", actor, now, *gone)
    return len(gone)


def _chosen(to: Collection[UUID] | None, actor: Actor) -> list[Tellable]:
    there = queries.tellable(actor=actor)
    chosen = there if to is None else [one for one in there if one.member_id in to]
    if to is not None and len(chosen) != len(set(to)):
        raise CannotDo(_("One of them cannot be told any more. Look at the list again."))
    if not chosen:
        raise CannotDo(_("Choose who is told."))
    return chosen


def _note(readers: Iterable[Team], alert: Alert, actor: Actor, now: datetime) -> None:
    """Note for ourselves who is told: whoever writes the database adds nobody to them."""
    noted = papers.Readers(teams=tuple(one.pk for one in readers))
    _seal(noted, alert.pk, slips.READERS, [alert.team], actor, now)


def _seal(
    paper: papers.Told | papers.Readers | papers.Since | papers.Answer,
    about: UUID,
    part: str,
    teams: Iterable[Team],
    actor: Actor,
    now: datetime,
) -> None:
    """Seal to each of these teams; an organisation that is met for the first time is pinned."""
    keyring = keyring_of(actor)
    for team in teams:
        try:
            if team.organisation_id != actor.organisation_id:
                envelopes.meet(team.organisation_id, keyring=keyring, now=now)
            slips.keep(paper, about=about, part=part, teams=[team], keyring=keyring, now=now)
        except (Refused, Untrusted) as fault:
            raise KeysChanged(labels.member(team)) from fault


def _ours(alert_id: UUID, actor: Actor) -> queries.Held:
    held = queries.find(actor=actor, alert_id=alert_id, held=True)
    if held.receipt is not None:
        raise NotThere
    return held


def _journal(action: str, actor: AnyActor, now: datetime, *objects: UUID) -> None:
    journal.record(action=action, objects=objects, actor=actor, now=now)
