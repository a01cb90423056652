"""Urgent alerts: sealed to those who are chosen, acknowledged, told further, taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.alliance import alerts_papers as papers, slips
from alongside.alliance.actions import alerts as actions
from alongside.alliance.errors import CannotDo, KeysChanged, NotInPublicTeam, NotThere
from alongside.alliance.models import Alert, AlertReceipt, AlertUpdate, Member, Slip
from alongside.alliance.queries import alerts as queries
from alongside.audit.models import Entry
from alongside.organisations.enums import Role, TeamKind
from alongside.vault import envelopes, peers
from alongside.vault.guard import writing
from alongside.vault.models import OrganisationKeys, Peer, TeamEpoch
from tests.alliance.alerts import as_member, receipt_of, send, told
from tests.alliance.membership import renewed
from tests.casework.factories import fresh
from tests.organisations.factories import NOW, make_person, make_world

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=3)


def who(world, now=NOW):
    return {"actor": fresh(world.coordinator), "now": now}


def journalled(prefix="alert"):
    rows = Entry.objects.filter(action__startswith=prefix).order_by("seq")
    return [(one.action, one.object_id, one.others, one.actor) for one in rows]


@pytest.fixture
def three():
    """Return a sender and two members that can be told."""
    worlds = [make_world() for _each in range(3)]
    for name, world in zip(("Ours", "Bright Line", "Casa Clara"), worlds, strict=True):
        as_member(world, name)
    return worlds


def test_only_those_who_are_chosen_read_it(three):
    us, told_one, not_told = three
    alert = send(us, told_one)
    page = actions.look(alert_id=alert.pk, **who(told_one))
    assert (page.told, page.sender) == (told(), us.organisation.name)
    assert (page.is_ours, page.receivers, page.is_over) == (False, [], False)
    ours = actions.look(alert_id=alert.pk, **who(us))
    assert (ours.told, [one.name for one in ours.receivers]) == (told(), ["Bright Line"])
    with pytest.raises(NotThere):
        actions.look(alert_id=alert.pk, **who(not_told))
    assert queries.listing(**who(not_told)).received == []


def test_whoever_writes_the_database_gives_nobody_the_key(three):
    us, told_one, not_told = three
    alert = send(us, told_one)
    team = not_told.teams[TeamKind.PUBLIC]
    AlertReceipt.objects.create(alert=alert, team=team, sent_at=NOW)
    page = actions.look(alert_id=alert.pk, **who(not_told))
    assert (page.told, page.updates, page.receivers) == (None, [], [])


def test_a_receiver_does_not_take_a_strangers_word_for_the_senders(three):
    us, told_one, forger = three
    alert = send(us, told_one)
    # Somebody who can write the database says that it is another organisation's.
    Alert.objects.filter(pk=alert.pk).update(team=forger.teams[TeamKind.PUBLIC])
    assert actions.look(alert_id=alert.pk, **who(told_one)).told is None


def test_whoever_writes_the_database_is_not_told_what_happens_since(three):
    us, told_one, mallory = three
    alert = send(us, told_one, mallory)
    actions.take_back(alert_id=alert.pk, receipt_id=receipt_of(alert, mallory).pk, **who(us))
    # Her receipt again as it was, the other one's hers, and a list of readers that she wrote.
    AlertReceipt.objects.filter(alert=alert).update(taken_back_at=None)
    team = mallory.teams[TeamKind.PUBLIC]
    actions.update_alert(alert_id=alert.pk, words="since", **who(us))
    assert Slip.objects.filter(team=team).count() == 0
    assert [one.said.words for one in look(told_one, alert).updates] == ["since"]
    slips.keep(
        papers.Readers(teams=(team.pk,)),
        about=alert.pk,
        part=slips.READERS,
        teams=[us.teams[TeamKind.PUBLIC]],
        keyring=fresh(mallory.coordinator).keys,
        now=NOW,
    )
    with pytest.raises(CannotDo):
        actions.update_alert(alert_id=alert.pk, words="again", **who(us))
    actions.take_back(alert_id=alert.pk, receipt_id=receipt_of(alert, told_one).pk, **who(us))
    assert Slip.objects.filter(team=team).count() == 0


def test_what_was_said_of_one_alert_is_not_shown_at_another(three):
    us, told_one, _not_told = three
    one, other = send(us, told_one), send(us, told_one)
    actions.update_alert(alert_id=one.pk, words="since", **who(us))
    actions.acknowledge(alert_id=one.pk, words="We know.", **who(told_one))
    AlertUpdate.objects.update(alert=other)
    AlertReceipt.objects.filter(alert=other).delete()
    AlertReceipt.objects.update(alert=other)
    assert [one.said for one in look(told_one, other).updates] == [None]
    assert [one.words for one in look(us, other).receivers] == [""]


def look(world, alert):
    return actions.look(alert_id=alert.pk, **who(world))


def test_no_receiver_alters_what_another_reads(three):
    us, first, second = three
    alert = send(us, first, second)
    actions.update_alert(alert_id=alert.pk, words="They are in court.", **who(us))
    actions.acknowledge(alert_id=alert.pk, words="We wrote.", **who(second))
    [update], receipt = alert.updates.all(), receipt_of(alert, second)
    forged = [
        (told(title="Come to the square"), alert.pk, slips.ALERT, second),
        (papers.Since(alert=alert.pk, words="Free."), update.pk, slips.SINCE, second),
        (papers.Answer(alert=alert.pk, words="We know."), receipt.pk, slips.ANSWER, us),
    ]
    for paper, about, part, world in forged:
        teams, keyring = [world.teams[TeamKind.PUBLIC]], fresh(first.coordinator).keys
        slips.keep(paper, about=about, part=part, teams=teams, keyring=keyring, now=NOW)
    page = actions.look(alert_id=alert.pk, **who(second))
    assert (page.told, [one.said for one in page.updates]) == (None, [None])
    ours = actions.look(alert_id=alert.pk, **who(us))
    assert [one.words for one in ours.receivers] == ["", ""]
    assert actions.look(alert_id=alert.pk, **who(first)).told == told()


def test_what_was_sealed_of_one_alert_does_not_open_as_another(three):
    us, told_one, _not_told = three
    one, other = send(us, told_one), send(us, told_one, title="Another")
    team = told_one.teams[TeamKind.PUBLIC]
    moved = Slip.objects.get(about=other.pk, team=team)
    Slip.objects.filter(about=one.pk, team=team).update(box=moved.box)
    assert actions.look(alert_id=one.pk, **who(told_one)).told is None
    with pytest.raises(CannotDo):
        actions.acknowledge(alert_id=one.pk, words="We know.", **who(told_one))


def test_all_members_with_an_account_are_told_where_that_was_chosen(three):
    us, first, second = three
    Member.objects.create(
        name="No account", slug="no-account", country="KH", changed_at=NOW, joined_on=NOW.date()
    )
    alert_id = actions.send_alert(told=told(), to=None, **who(us))
    held = AlertReceipt.objects.filter(alert_id=alert_id).values_list("team_id", flat=True)
    public = {one.teams[TeamKind.PUBLIC].pk for one in (first, second)}
    assert set(held) == public
    everybody = {one.teams[TeamKind.PUBLIC].pk for one in three}
    assert set(Slip.objects.filter(about=alert_id).values_list("team_id", flat=True)) == everybody


def test_nobody_is_told_where_nobody_was_chosen(three):
    us, *_others = three
    own = Member.objects.get(organisation=us.organisation).pk
    for to in ([], [own], [us.organisation.pk]):
        with pytest.raises(CannotDo):
            actions.send_alert(told=told(), to=to, **who(us))
    assert Alert.objects.count() == 0


def test_who_may_write_and_read(three):
    us, told_one, _not_told = three
    alert = send(us, told_one)
    with pytest.raises(PermissionDenied):
        actions.send_alert(told=told(), to=None, actor=fresh(us.caseworker), now=NOW)
    with pytest.raises(PermissionDenied):
        actions.look(alert_id=alert.pk, actor=fresh(told_one.caseworker), now=NOW)
    keyless = make_person(us.founded, role=Role.EDITOR, team_kinds=[])
    with pytest.raises(NotInPublicTeam):
        actions.send_alert(told=told(), to=None, actor=keyless.actor, now=NOW)
    with pytest.raises(NotThere):
        actions.look(alert_id=alert.pk, actor=keyless.actor, now=NOW)
    editor = make_person(told_one.founded, role=Role.EDITOR, team_kinds=[TeamKind.PUBLIC])
    assert actions.look(alert_id=alert.pk, actor=editor.actor, now=NOW).told == told()


def test_acknowledging_is_one_touch_and_words_reach_the_sender_alone(three):
    us, first, second = three
    alert = send(us, first, second)
    assert [queries.waiting(actor=fresh(one.coordinator)) for one in three] == [0, 1, 1]
    actions.acknowledge(alert_id=alert.pk, words="", **who(first))
    assert [queries.waiting(actor=fresh(one.coordinator)) for one in three] == [0, 0, 1]
    actions.acknowledge(alert_id=alert.pk, words="We wrote.", **who(first, LATER))
    actions.acknowledge(alert_id=alert.pk, words="They answered.", **who(first, LATER))
    ours = actions.look(alert_id=alert.pk, **who(us))
    seen = [(one.name, one.receipt.acknowledged_at, one.words) for one in ours.receivers]
    assert seen == [
        ("Bright Line", NOW, "We wrote.\n\nThey answered."),
        ("Casa Clara", None, ""),
    ]
    assert actions.look(alert_id=alert.pk, **who(first)).answer == "We wrote.\n\nThey answered."
    # The other receiver has no slip of it, whatever she is given to look at.
    told_of = Slip.objects.filter(about=receipt_of(alert, first).pk)
    two = {one.teams[TeamKind.PUBLIC].pk for one in (us, first)}
    assert set(told_of.values_list("team_id", flat=True)) == two
    with pytest.raises(NotThere):
        actions.acknowledge(alert_id=alert.pk, words="", **who(us))


def test_what_happened_since_is_told_until_it_is_ended(three):
    us, told_one, _not_told = three
    alert = send(us, told_one)
    actions.update_alert(alert_id=alert.pk, words="They are in court.", **who(us))
    actions.update_alert(alert_id=alert.pk, words="They are free.", ends=True, **who(us, LATER))
    page = actions.look(alert_id=alert.pk, **who(told_one))
    assert [(one.written_at, one.said) for one in page.updates] == [
        (LATER, papers.Since(alert=alert.pk, words="They are free.", ends=True)),
        (NOW, papers.Since(alert=alert.pk, words="They are in court.")),
    ]
    assert (page.is_over, page.is_ended) == (True, True)
    with pytest.raises(CannotDo):
        actions.update_alert(alert_id=alert.pk, words="again", ends=True, **who(us))
    with pytest.raises(NotThere):
        actions.update_alert(alert_id=alert.pk, words="not mine", **who(told_one))
    assert AlertUpdate.objects.count() == 2


def test_what_is_taken_back_from_one_stays_with_the_others(three):
    us, first, second = three
    alert = send(us, first, second)
    actions.acknowledge(alert_id=alert.pk, words="We know.", **who(first))
    receipt = receipt_of(alert, first)
    taken = {"alert_id": alert.pk, "receipt_id": receipt.pk}
    with pytest.raises(NotThere):
        actions.take_back(**taken, **who(second))
    actions.take_back(**taken, **who(us, LATER))
    page = actions.look(alert_id=alert.pk, **who(first))
    assert page == queries.AlertPage(alert.pk, is_taken_back=True)
    [head] = queries.listing(**who(first)).received
    assert (head.sender, head.told, head.waits, head.is_taken_back) == ("", None, False, True)
    assert Slip.objects.filter(team=first.teams[TeamKind.PUBLIC]).count() == 0
    # Nor is it told any more what happens since.
    actions.update_alert(alert_id=alert.pk, words="since", **who(us, LATER))
    assert Slip.objects.filter(team=first.teams[TeamKind.PUBLIC]).count() == 0
    with pytest.raises(CannotDo):
        actions.acknowledge(alert_id=alert.pk, words="", **who(first))
    with pytest.raises(CannotDo):
        actions.take_back(**taken, **who(us))
    assert actions.look(alert_id=alert.pk, **who(second)).told == told()
    ours = actions.look(alert_id=alert.pk, **who(us))
    seen = [(one.name, one.receipt.taken_back_at, one.words) for one in ours.receivers]
    assert seen == [("Bright Line", LATER, "We know."), ("Casa Clara", None, "")]


def test_what_is_taken_back_of_another_alert_is_not_there(three):
    us, first, second = three
    one, other = send(us, first), send(us, second)
    with pytest.raises(NotThere):
        actions.take_back(
            alert_id=one.pk, receipt_id=receipt_of(other, second).pk, **who(us, LATER)
        )


def test_after_its_day_it_reads_as_over_by_rule(three):
    us, told_one, _not_told = three
    day = NOW.date() + timedelta(days=2)
    alert = send(us, told_one, urgent_until=day)
    over = {}
    for days in (0, 2, 3):
        now = NOW + timedelta(days=days)
        page = actions.look(alert_id=alert.pk, **who(told_one, now))
        [head] = queries.listing(**who(told_one, now)).received
        [mine] = queries.listing(**who(us, now)).sent
        over[days] = (page.is_over, head.is_over, mine.is_over)
    assert over == {0: (False,) * 3, 2: (False,) * 3, 3: (True,) * 3}


def test_the_list_says_nothing_of_it_where_another_key_of_the_sender_is_known(three):
    us, told_one, other = three
    send(us, told_one)
    [before] = queries.listing(**who(told_one)).received
    assert (before.told, before.sender, before.waits) == (told(), us.organisation.name, True)
    keyring = fresh(told_one.coordinator).keys
    known = {"peer_id": us.organisation.pk, "identity_pk": other.coordinator.actor.keys.pin}
    peers.pin(**known, compared=True, keyring=keyring, now=NOW)
    [after] = queries.listing(**who(told_one)).received
    assert (after.told, after.sender, after.waits) == (None, us.organisation.name, True)
    [sent] = queries.listing(**who(us)).sent
    assert (sent.told, sent.receivers, sent.acknowledged) == (told(), 1, 0)


def test_a_member_whose_keys_are_others_is_not_told_and_nobody_else_is(three):
    us, first, second = three
    send(us, first)
    stranger = make_world()
    keys = OrganisationKeys.objects.get(organisation_id=stranger.organisation.pk)
    epoch = TeamEpoch.objects.get(team_id=stranger.teams[TeamKind.PUBLIC].pk)
    with writing():
        OrganisationKeys.objects.filter(organisation_id=first.organisation.pk).update(
            identity_pk=keys.identity_pk
        )
        TeamEpoch.objects.filter(team_id=first.teams[TeamKind.PUBLIC].pk).update(
            box_pk=epoch.box_pk, signer=epoch.signer, signature=epoch.signature
        )
    with pytest.raises(KeysChanged, match="Bright Line"):
        send(us, second, first)
    assert (Alert.objects.count(), AlertReceipt.objects.count()) == (1, 1)


def test_it_opens_after_both_teams_changed_their_keys(three):
    us, told_one, _not_told = three
    alert = send(us, told_one)
    actions.look(alert_id=alert.pk, **who(told_one))
    for world in (us, told_one):
        renewed(world)
    actions.acknowledge(alert_id=alert.pk, words="Still here.", **who(told_one))
    ours = actions.look(alert_id=alert.pk, **who(us))
    assert (ours.told, ours.receivers[0].words) == (told(), "Still here.")


def test_everything_is_written_down_on_both_sides(three):
    us, told_one, _not_told = three
    alert = send(us, told_one)
    receipt = receipt_of(alert, told_one)
    actions.look(alert_id=alert.pk, **who(told_one))
    queries.listing(**who(told_one))
    actions.acknowledge(alert_id=alert.pk, words="", **who(told_one))
    actions.update_alert(alert_id=alert.pk, words="since", **who(us))
    actions.update_alert(alert_id=alert.pk, words="over", ends=True, **who(us))
    actions.take_back(alert_id=alert.pk, receipt_id=receipt.pk, **who(us))
    # What was taken back is shown to nobody there, so nothing is noted as read.
    actions.look(alert_id=alert.pk, **who(told_one))
    queries.listing(**who(told_one))
    a, r, first, last = str(alert.pk), str(receipt.pk), *map(str, _updates())
    mine, theirs = (str(one.coordinator.user.pk) for one in (us, told_one))
    assert journalled() == [
        ("alert.sent", a, r, mine),
        ("alert.arrived", r, a, mine),
        ("alert.read", a, "", theirs),
        ("alerts.listed", a, "", theirs),
        ("alert.acknowledged", r, a, theirs),
        ("alert.updated", a, first, mine),
        ("alert.ended", a, last, mine),
        ("alert.taken_back", a, r, mine),
    ]


def _updates():
    rows = AlertUpdate.objects.all()
    ended = Entry.objects.get(action="alert.ended").others
    return sorted((one.pk for one in rows), key=lambda pk: str(pk) == ended)


def test_a_list_asks_as_many_queries_for_one_as_for_three(three):
    us, told_one, sender = three
    counts = []
    for senders in ([us], [sender, us]):
        for one in senders:
            actions.look(alert_id=send(one, told_one).pk, **who(told_one))
        for world in (us, told_one):
            asking = who(world)
            with CaptureQueriesContext(connection) as asked:
                queries.listing(**asking)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert len(queries.listing(**who(told_one)).received) == 3


def test_a_pin_is_made_once_by_whoever_meets_first(three):
    us, told_one, _not_told = three
    first = envelopes.meet(told_one.organisation.pk, keyring=fresh(us.coordinator).keys, now=NOW)
    send(us, told_one)
    send(us, told_one)
    pins = Peer.objects.filter(organisation_id=us.organisation.pk)
    assert [bytes(one.identity_pk) for one in pins] == [first.identity_pk]
