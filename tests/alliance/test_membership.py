"""Membership by rule from its dates: confirmed once a year, lapsed, and back again."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.alliance import membership
from alongside.alliance.actions import members, membership as actions, services
from alongside.alliance.enums.membership import MembershipState
from alongside.alliance.errors import CannotDo, NotYet
from alongside.alliance.given import ContributionGiven
from alongside.alliance.models import Confirmation, Contribution, Member
from alongside.alliance.queries import members as directory, membership as queries, publishing
from alongside.audit.models import Entry
from tests.alliance.factories import make_secretariat, member_given, service_given
from tests.alliance.membership import colleague, make_member_world
from tests.organisations.factories import NOW, make_organisation

pytestmark = pytest.mark.django_db

JOINED = date(2024, 3, 31)
A_YEAR_ON = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
LAPSED = datetime(2027, 6, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def me(world):
    make_secretariat(world)
    return world.coordinator.actor


def test_the_database_knows_the_states_that_the_rule_tells(me):
    days = [date(2024, 2, 20) + timedelta(days=one) for one in (0, 8, 9, 10, 11, 40, 101, 193, 194)]
    rows = [
        Member(
            name=f"{joined} {said}",
            slug=f"{joined}-{said}",
            country="RO",
            joined_on=joined,
            confirmed_on=said,
            changed_at=NOW,
        )
        for joined in days
        for said in (None, joined + timedelta(days=340))
    ]
    Member.objects.bulk_create(rows)
    years = [date(2024, 3, 1) + timedelta(days=one) for one in range(0, 3 * 366, 13)]
    ends = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 5, 28), date(2025, 5, 31)]
    for today in [*years, *ends]:
        by_rule = {one.pk: membership.standing_of(one, today).state for one in rows}
        for state in MembershipState:
            found = membership.in_state(Member.objects.all(), state, today)
            told = {one for one, stands in by_rule.items() if stands == state}
            assert set(found.values_list("pk", flat=True)) == told, (today, state)


def test_members_are_found_by_how_they_stand(me, hidden):
    long_ago = date(2020, 1, 1)
    late = NOW.date() - timedelta(days=400)
    for name, day in (("Confirmed", NOW.date()), ("Late", late), ("Long gone", None)):
        members.add_without_account(given=member_given(name=name), actor=me, now=NOW)
        Member.objects.filter(name=name).update(joined_on=long_ago, confirmed_on=day)

    def found(state):
        return [one.name for one in directory.members(actor=me, now=NOW, state=state).rows]

    assert {state.value: found(state.value) for state in MembershipState} == {
        "new": ["Casa Noua"],
        "current": ["Confirmed"],
        "grace": ["Late"],
        "lapsed": ["Long gone"],
    }
    assert len(found("")) == 4


@pytest.fixture
def hidden(me):
    """Return a member without an account, joined on NOW."""
    given = member_given(is_public=False)
    return members.add_without_account(given=given, actor=me, now=NOW)


@pytest.mark.parametrize(
    ("confirmed_on", "today", "state"),
    [
        (None, date(2024, 3, 31), "new"),
        (None, date(2025, 3, 30), "new"),
        (None, date(2025, 3, 31), "grace"),
        (None, date(2025, 6, 29), "grace"),
        # 31 March and three months: June has thirty days.
        (None, date(2025, 6, 30), "lapsed"),
        (date(2025, 2, 1), date(2025, 2, 1), "current"),
        (date(2025, 2, 1), date(2026, 1, 31), "current"),
        (date(2025, 2, 1), date(2026, 2, 1), "grace"),
        (date(2025, 2, 1), date(2026, 4, 30), "grace"),
        (date(2025, 2, 1), date(2026, 5, 1), "lapsed"),
        # A day that the next year has not got is due on the last of its month.
        (date(2024, 2, 29), date(2025, 2, 27), "current"),
        (date(2024, 2, 29), date(2025, 2, 28), "grace"),
        (date(2024, 2, 29), date(2025, 5, 27), "grace"),
        (date(2024, 2, 29), date(2025, 5, 28), "lapsed"),
        # Confirmed after it had lapsed: a member again.
        (date(2030, 1, 1), date(2030, 1, 1), "current"),
    ],
)
def test_the_state_follows_from_the_dates(confirmed_on, today, state):
    found = membership.standing(joined_on=JOINED, confirmed_on=confirmed_on, today=today)
    assert (found.state, found.is_lapsed) == (state, state == "lapsed")


def test_the_days_that_count():
    found = membership.standing(joined_on=JOINED, confirmed_on=None, today=JOINED)
    days = (found.asked_from, found.due_on, found.lapses_on)
    assert days == (date(2025, 1, 31), date(2025, 3, 31), date(2025, 6, 30))


def test_a_member_confirms_itself_and_nobody_else_does(me):
    them, member = make_member_world()
    stranger, _other = make_member_world(name="Another")
    theirs = colleague(them).actor
    for actor in (stranger.coordinator.actor, me):
        with pytest.raises(Http404):
            actions.confirm(member_id=member.pk, actor=actor, now=A_YEAR_ON)
    with pytest.raises(PermissionDenied):
        actions.confirm(member_id=member.pk, actor=them.caseworker.actor, now=A_YEAR_ON)
    actions.confirm(member_id=member.pk, actor=theirs, now=A_YEAR_ON)
    row = Confirmation.objects.get()
    assert (row.member_id, row.confirmed_on, row.by_id, row.on_behalf, bytes(row.box)) == (
        member.pk,
        A_YEAR_ON.date(),
        theirs.user_id,
        False,
        b"",
    )
    assert Member.objects.get(pk=member.pk).confirmed_on == A_YEAR_ON.date()
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.action, entry.object_id) == ("alliance.member.confirmed", str(member.pk))


def test_it_is_confirmed_from_two_months_before_and_once(me, hidden):
    for early in (NOW, datetime(2027, 1, 1, 12, 0, tzinfo=UTC)):
        with pytest.raises(NotYet):
            actions.confirm(member_id=hidden.pk, words="by phone", actor=me, now=early)
    first = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)
    actions.confirm(member_id=hidden.pk, words="by phone", actor=me, now=first)
    with pytest.raises(NotYet):
        actions.confirm(member_id=hidden.pk, words="again", actor=me, now=A_YEAR_ON)
    assert Confirmation.objects.count() == 1


def test_on_behalf_it_is_noted_how_and_that_is_sealed(me, hidden, world):
    with pytest.raises(CannotDo, match="Note how"):
        actions.confirm(member_id=hidden.pk, words=" ", actor=me, now=A_YEAR_ON)
    words = "Kestrelina said so on the phone."
    actions.confirm(member_id=hidden.pk, words=words, actor=me, now=A_YEAR_ON)
    assert b"Kestrelina" not in bytes(Confirmation.objects.get().box)
    about = {"member_id": hidden.pk, "now": A_YEAR_ON}
    for actor in (me, colleague(world).actor):
        [said] = queries.membership_of(actor=actor, **about).confirmations
        assert (said.words, said.confirmation.on_behalf) == (words, True)


def test_how_it_was_said_stays_with_the_secretariat_when_the_member_gets_an_account(me, hidden):
    actions.confirm(member_id=hidden.pk, words="by phone", actor=me, now=A_YEAR_ON)
    founded = make_organisation()
    organisation_id = founded.organisation.pk
    assert founded.organisation in queries.without_page(actor=me)
    actions.link(member_id=hidden.pk, organisation_id=organisation_id, actor=me, now=A_YEAR_ON)
    about = {"member_id": hidden.pk, "now": A_YEAR_ON}
    theirs = queries.membership_of(actor=founded.actor, **about)
    assert ([one.words for one in theirs.confirmations], theirs.may_link) == ([""], False)
    assert directory.to_change(member_id=hidden.pk, actor=founded.actor).pk == hidden.pk
    with pytest.raises(Http404):
        directory.to_change(member_id=hidden.pk, actor=me)
    with pytest.raises(CannotDo, match="linked already"):
        actions.link(member_id=hidden.pk, organisation_id=organisation_id, actor=me, now=NOW)


def test_a_lapsed_member_leaves_the_export_with_its_services_and_comes_back(me):
    given = member_given(is_public=True)
    member = members.add_without_account(given=given, actor=me, now=NOW)
    service = services.add(member_id=member.pk, given=service_given(), actor=me, now=NOW)

    def published(now):
        services.confirm(service_id=service.pk, actor=me, now=now)
        found = publishing.proposal(actor=me, now=now)
        return len(found.parts["members"]), len(found.parts["services"]), found.lapsed

    day = timedelta(days=1)
    assert published(NOW) == (1, 1, [])
    assert published(LAPSED - day) == (1, 1, [])
    assert published(LAPSED) == (0, 0, [member])
    assert Member.objects.filter(pk=member.pk).exists()
    actions.confirm(member_id=member.pk, words="by letter", actor=me, now=LAPSED)
    assert published(LAPSED) == (1, 1, [])


def test_who_has_to_confirm_what(me, hidden):
    them, member = make_member_world()
    assert queries.due(actor=me, now=NOW) == []
    [found] = queries.due(actor=me, now=A_YEAR_ON)
    assert (found.member, found.standing.state) == (hidden, "grace")
    [found] = queries.due(actor=them.coordinator.actor, now=LAPSED)
    assert (found.member, found.standing.state) == (member, "lapsed")
    assert queries.due(actor=them.caseworker.actor, now=LAPSED) == []


def contribution(member, actor, **fields):
    given = ContributionGiven(**{"year": 2026, "amount": Decimal(50), "currency": "EUR"} | fields)
    actions.note_contribution(member_id=member.pk, given=given, actor=actor, now=NOW)


def test_a_contribution_is_noted_by_the_secretariat_and_seen_by_its_member_alone(me):
    them, member = make_member_world()
    stranger, _other = make_member_world(name="Another")
    contribution(member, me, paid_on=NOW.date())
    about = {"member_id": member.pk, "now": NOW}
    [row] = queries.membership_of(actor=them.coordinator.actor, **about).contributions
    assert (row.year, row.amount, row.currency, row.paid_on) == (2026, 50, "EUR", NOW.date())
    with pytest.raises(Http404):
        queries.membership_of(actor=stranger.coordinator.actor, **about)
    with pytest.raises(PermissionDenied):
        queries.membership_of(actor=them.caseworker.actor, **about)
    with pytest.raises(PermissionDenied):
        contribution(member, them.coordinator.actor)


def test_the_same_year_again_replaces_it_and_waived_is_nothing(me, hidden):
    contribution(hidden, me)
    contribution(hidden, me, is_waived=True)
    row = Contribution.objects.get()
    assert (row.amount, row.currency, row.paid_on, row.is_waived) == (None, "", None, True)


def test_nothing_depends_on_a_contribution(me):
    member = members.add_without_account(given=member_given(is_public=True), actor=me, now=NOW)
    before = publishing.proposal(actor=me, now=NOW)
    contribution(member, me)
    after = publishing.proposal(actor=me, now=NOW)
    assert (after.mark, membership.standing_of(member, NOW.date()).state) == (before.mark, "new")
