"""Groups apply: sealed, asked about, agreed to by two people or declined by one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.alliance import slips
from alongside.alliance.actions import applications as actions, fetching, references
from alongside.alliance.enums.membership import ApplicationState, Stance
from alongside.alliance.errors import (
    AnsweredAlready,
    AskedAlready,
    CannotAsk,
    Decided,
    NeedsAnother,
    NotTheirKeys,
    NotThere,
)
from alongside.alliance.membership_papers import Answered, Asked
from alongside.alliance.models import Application, Member, Reference, Slip
from alongside.alliance.queries import (
    applications as queries,
    publishing,
    references as asked_of_us,
)
from alongside.audit.models import Entry
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team
from alongside.vault.guard import writing
from alongside.vault.models import TeamEpoch
from alongside.vault.primitives import CannotOpen
from tests.alliance.events import leave
from tests.alliance.factories import make_secretariat
from tests.alliance.membership import (
    application_letter,
    asked,
    colleague,
    fetched,
    make_application,
    make_member_world,
    renewed,
)
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretariat(public_world):
    make_secretariat(public_world)
    return public_world


@pytest.fixture
def me(secretariat):
    return secretariat.coordinator.actor


def page(actor, application_id):
    return queries.application(application_id=application_id, actor=actor, now=NOW)


def said(stance=Stance.SUPPORTS, words="We know them from the market."):
    return Answered(stance=stance, words=words)


def answer(actor, reference, **fields):
    references.answer(reference_id=reference.pk, said=said(**fields), actor=actor, now=NOW)


def question(actor, reference):
    return asked_of_us.question(reference_id=reference.pk, actor=actor, now=NOW)


def public(world):
    return world.teams[TeamKind.PUBLIC].pk


def last_line():
    entry = Entry.objects.order_by("-seq").first()
    return entry.action, entry.object_id


def test_a_letter_becomes_a_sealed_application(secretariat, me):
    row = fetched(secretariat, is_registered=True, wants_to_be_seen=True)
    found = page(me, row.pk)
    assert found.said.model_dump() == {
        "name": "Círculo del Río",
        "country": "CO",
        "about": "We meet on Sundays and read contracts together.",
        "is_registered": True,
        "wants_to_be_seen": True,
        "references": "Ask Casa Noua.",
        "contact": "+57 300 000 0000",
        "language": "es",
    }
    assert (row.state, row.arrived_at, row.decided_at) == ("open", NOW, None)
    assert last_line() == ("alliance.application.read", str(row.pk))
    # In clear stands nothing a thief could read.
    [clear] = Application.objects.values()
    assert b"Sundays" not in bytes(clear["box"])
    assert "Río" not in str({name: value for name, value in clear.items() if name != "box"})


def test_a_letter_that_comes_twice_is_one_application(secretariat):
    letter = application_letter()
    for _time in range(2):
        leave(secretariat, letter)
    assert fetching.fetch(actor=secretariat.coordinator.actor, now=NOW) == fetching.Post(taken=2)
    assert Application.objects.count() == 1


@pytest.mark.parametrize("empty", ["name", "contact"])
def test_a_letter_that_names_nobody_is_of_no_use(secretariat, empty):
    leave(secretariat, application_letter(**{empty: " "}))
    assert fetching.fetch(actor=secretariat.coordinator.actor, now=NOW) == fetching.Post(useless=1)


def test_who_is_not_the_secretariat_takes_none_in(public_world, other):
    make_secretariat(other)
    leave(public_world, application_letter())
    post = fetching.fetch(actor=public_world.coordinator.actor, now=NOW)
    assert post == fetching.Post(useless=1)
    assert Application.objects.count() == 0


def test_two_different_people_make_it_a_member_hidden_from_the_public(secretariat, me):
    application_id = make_application(me)
    assert actions.agree(application_id=application_id, actor=me, now=NOW) is None
    with pytest.raises(NeedsAnother, match="Somebody else"):
        actions.agree(application_id=application_id, actor=me, now=NOW)
    assert (Member.objects.count(), page(me, application_id).may_agree) == (0, False)
    other = colleague(secretariat).actor
    assert page(other, application_id).may_agree is True
    later = NOW + timedelta(hours=1)
    member_id = actions.agree(application_id=application_id, actor=other, now=later)
    member = Member.objects.get()
    assert (member.pk, member.name, member.country) == (member_id, "Círculo del Río", "CO")
    assert (member.is_public, member.organisation_id, member.does) == (False, None, {})
    assert (member.joined_on, member.confirmed_on) == (NOW.date(), None)
    found = page(me, application_id)
    assert found.state == ApplicationState.APPROVED
    assert [one.user.display_name for one in found.agreements] == ["Ileana Munteanu", "Edita"]
    assert publishing.proposal(actor=me, now=NOW).parts["members"] == ()


def test_who_wishes_to_be_seen_is_seen_only_once_it_is_published(secretariat, me):
    application_id = make_application(me, wants_to_be_seen=True)
    for one in (me, colleague(secretariat).actor):
        actions.agree(application_id=application_id, actor=one, now=NOW)
    proposal = publishing.proposal(actor=me, now=NOW)
    assert [one.name for one in proposal.parts["members"]] == ["Círculo del Río"]
    assert proposal.before == {}


def test_declining_needs_one_person_and_its_reason_is_sealed(me):
    application_id = make_application(me)
    actions.decline(application_id=application_id, reason="Two members warn.", actor=me, now=NOW)
    found = page(me, application_id)
    assert (found.state, found.reason, found.is_open) == ("declined", "Two members warn.", False)
    assert b"warn" not in bytes(Application.objects.get().ending)
    for late in (
        lambda: actions.agree(application_id=application_id, actor=me, now=NOW),
        lambda: actions.decline(application_id=application_id, reason="x", actor=me, now=NOW),
        lambda: actions.note_reference(
            application_id=application_id, said=said(), actor=me, now=NOW
        ),
    ):
        with pytest.raises(Decided, match="decided already"):
            late()


def test_a_member_is_asked_reads_name_country_and_words_and_answers_sealed(secretariat, me):
    them, member = make_member_world()
    application_id = make_application(me)
    reference = asked(me, application_id, member, "Did they help at the market?")
    theirs = colleague(them).actor
    assert asked_of_us.waiting(actor=theirs) == 1
    found = question(theirs, reference)
    assert found.said.model_dump() == {
        "of": them.organisation.pk,
        "name": "Círculo del Río",
        "country": "CO",
        "words": "Did they help at the market?",
    }
    assert last_line() == ("alliance.reference.read", str(reference.pk))
    assert page(me, application_id).references[0].said is None
    answer(theirs, reference)
    assert asked_of_us.waiting(actor=theirs) == 0
    [heard] = page(me, application_id).references
    assert (heard.who, heard.said) == (member.name, said())
    assert question(them.coordinator.actor, reference).answer == said()
    both = {(public(one), part) for one in (them, secretariat) for part in ("question", "answer")}
    assert set(Slip.objects.values_list("team_id", "part")) == both
    assert [one for one in Slip.objects.all() if b"market" in bytes(one.box)] == []
    with pytest.raises(AnsweredAlready):
        answer(theirs, reference, stance=Stance.AGAINST)


def test_no_answer_is_taken_once_it_is_decided(me):
    them, member = make_member_world()
    application_id = make_application(me)
    reference = asked(me, application_id, member)
    actions.decline(application_id=application_id, reason="No time.", actor=me, now=NOW)
    with pytest.raises(AnsweredAlready):
        answer(them.coordinator.actor, reference)
    assert question(them.coordinator.actor, reference).may_answer is False


def test_who_is_asked_once_and_who_can_be(me, secretariat):
    _them, member = make_member_world()
    application_id = make_application(me)
    assert queries.to_ask(application_id=application_id, actor=me) == [member]
    asked(me, application_id, member)
    assert queries.to_ask(application_id=application_id, actor=me) == []
    with pytest.raises(AskedAlready):
        asked(me, application_id, member)
    member.organisation = None
    member.save()
    with pytest.raises(CannotAsk):
        asked(me, application_id, member)
    with pytest.raises(CannotAsk):
        actions.ask(application_id=application_id, member_id=uuid4(), words="", actor=me, now=NOW)


def test_somebody_elses_question_is_not_there(me):
    _them, member = make_member_world()
    stranger, _other = make_member_world(name="Another")
    reference = asked(me, make_application(me), member)
    for actor in (stranger.coordinator.actor, me):
        with pytest.raises(NotThere):
            question(actor, reference)
        with pytest.raises(NotThere):
            answer(actor, reference)
    assert asked_of_us.asked(actor=stranger.coordinator.actor) == []


def test_a_key_that_is_not_the_other_organisations_gets_nothing_handed(me):
    them, member = make_member_world()
    mallory, _other = make_member_world(name="Another")
    # Whoever writes in the database puts her own team's key where the asked team's stands.
    real = TeamEpoch.objects.get(team_id=them.teams[TeamKind.PUBLIC].pk)
    false = TeamEpoch.objects.get(team_id=mallory.teams[TeamKind.PUBLIC].pk)
    with writing():
        TeamEpoch.objects.filter(pk=real.pk).update(
            box_pk=false.box_pk, signature=false.signature, signer=false.signer
        )
    with pytest.raises(NotTheirKeys):
        asked(me, make_application(me), member)
    assert Reference.objects.count() == 0


def test_an_answer_that_another_organisation_wrote_is_none(me):
    them, member = make_member_world()
    mallory, _other = make_member_world(name="Another")
    application_id = make_application(me)
    reference = asked(me, application_id, member)
    answer(them.coordinator.actor, reference)
    team = Team.objects.get(pk=Application.objects.get().team_id)
    about = {"about": reference.pk, "part": slips.ANSWER, "teams": [team], "now": NOW}
    slips.keep(said(), keyring=mallory.coordinator.actor.keys, **about)
    assert page(me, application_id).references[0].said is None
    # Nor where the database says that it was her who was asked.
    Reference.objects.update(team=public(mallory))
    member.organisation = mallory.organisation
    Member.objects.filter(organisation=mallory.organisation).update(organisation=None)
    member.save()
    assert page(me, application_id).references[0].said is None


def test_a_question_that_another_organisation_wrote_is_none_and_not_answered(me):
    them, member = make_member_world()
    mallory, _other = make_member_world(name="Another")
    reference = asked(me, make_application(me), member)
    asks = Asked(of=them.organisation.pk, name="Somebody", country="CO")
    about = {"about": reference.pk, "part": slips.QUESTION, "teams": [reference.team], "now": NOW}
    slips.keep(asks, keyring=mallory.coordinator.actor.keys, **about)
    assert question(them.coordinator.actor, reference).said is None
    with pytest.raises(CannotOpen):
        answer(them.coordinator.actor, reference)


def test_the_words_of_somebody_outside_are_noted(me):
    application_id = make_application(me)
    outside = Answered(stance=Stance.UNKNOWN, words="Never met.", who="A lawyer in Cali")
    actions.note_reference(application_id=application_id, said=outside, actor=me, now=NOW)
    [heard] = page(me, application_id).references
    assert (heard.who, heard.said) == ("A lawyer in Cali", outside)


@pytest.mark.parametrize("is_answered", [True, False])
def test_after_somebody_left_the_asked_team_the_others_still_open_it(me, is_answered):
    them, member = make_member_world()
    application_id = make_application(me)
    reference = asked(me, application_id, member, "Do you know them?")
    if is_answered:
        answer(them.coordinator.actor, reference)
    fresh = renewed(them)
    assert question(fresh, reference).said.words == "Do you know them?"
    if not is_answered:
        answer(fresh, reference)
    assert page(me, application_id).references[0].said == said()
    assert set(Slip.objects.filter(team=public(them)).values_list("epoch", flat=True)) == {2}


def test_after_somebody_left_the_secretariat_the_others_still_open_all_of_it(secretariat, me):
    them, member = make_member_world()
    application_id = make_application(me)
    reference = asked(me, application_id, member)
    answer(them.coordinator.actor, reference)
    found = page(renewed(secretariat), application_id)
    assert (found.said.name, found.references[0].said) == ("Círculo del Río", said())


def test_nobody_else_reads_or_decides(me, secretariat):
    them, _member = make_member_world()
    application_id = make_application(me)
    about = {"application_id": application_id, "now": NOW}
    for actor in (secretariat.caseworker.actor, them.coordinator.actor):
        for refused in (
            lambda who: queries.applications(actor=who, now=NOW),
            lambda who: queries.application(actor=who, **about),
            lambda who: actions.agree(actor=who, **about),
            lambda who: actions.decline(actor=who, reason="x", **about),
            make_application,
        ):
            with pytest.raises(PermissionDenied):
                refused(actor)
    with pytest.raises(NotThere):
        page(me, uuid4())
    assert Application.objects.get().state == "open"


def test_the_list_opens_as_many_with_as_many_queries(me):
    def asked_for():
        with CaptureQueriesContext(connection) as found:
            listing = queries.applications(actor=me, now=NOW)
        return len(found), [one.said.name for one in listing.rows]

    make_application(me, name="First")
    one, names = asked_for()
    assert names == ["First"]
    for name in ("Second", "Third"):
        make_application(me, name=name)
    three, names = asked_for()
    assert (sorted(names), three) == (["First", "Second", "Third"], one)
