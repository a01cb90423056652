"""What she agreed to when two files are joined, and taking them apart exactly."""

from datetime import timedelta

import pytest

from alongside.casework import actions, facts, queries
from alongside.casework.contents import (
    Closing,
    Note,
    Whereabouts,
)
from alongside.casework.errors import CannotDo, NoSuchFile
from alongside.casework.models import FactsRow
from alongside.consent import actions as consent, files as heads
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import Recipient
from alongside.organisations.enums import Role, TeamKind
from alongside.referrals.enums import Side, State
from alongside.vault.models import Wrap
from tests.casework.factories import LATER, NOW, Made, fresh, make_case
from tests.casework.joined import (
    NUMBER,
    OTHER_NUMBER,
    SOON,
    apart,
    beside,
    file_of,
    found,
    join,
    parts_of,
    row_of,
    tasks_of,
    two_files,
)
from tests.organisations.factories import make_person, make_world
from tests.referrals.factories import WORDS, answer, look, make_pair, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def two(world):
    return two_files(world)


class TestConsent:
    def agree(self, world, made, purpose, recipient, compartments):
        me = world.caseworker
        case = heads.find(actor=fresh(me), case_id=made.id, now=NOW).case
        return consent.record_agreement(
            case=case,
            purpose=purpose,
            recipient=recipient,
            answer=Answer.YES,
            compartments=compartments,
            conversation=Conversation(her_words="yes"),
            actor=fresh(me),
            now=NOW,
        )

    def lawyer(self, world):
        return make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL], name="Ana")

    def share(self, world, made, compartments=("location", "casework")):
        legal = Recipient.team(world.teams[TeamKind.LEGAL].id)
        self.agree(world, made, Purpose.LEGAL_REPRESENTATION, legal, list(compartments))

    def test_a_yes_in_the_first_opens_nothing_of_the_second(self, world, two):
        ana = self.lawyer(world)
        self.share(world, two[0])
        wraps = set(Wrap.objects.values_list("key__subject", "key__label", "team_id"))
        join(world.caseworker, *two, safe_contact__channel="first")
        assert set(Wrap.objects.values_list("key__subject", "key__label", "team_id")) == wraps
        contact = parts_of(world.caseworker, two[0])["safe_contact"]
        assert contact == NUMBER
        page = queries.story(actor=fresh(ana), case_id=two[0].id, now=SOON)
        assert [(one.kind, one.text) for one in page.entries] == [("opened", "")]
        assert (page.file.joined, page.file.tasks, page.file.alike) == ([], [], [])
        with pytest.raises(NoSuchFile):
            queries.story(actor=fresh(ana), case_id=two[1].id, now=SOON)

    def test_what_she_did_not_agree_to_is_held_back_and_said(self, world, two):
        self.lawyer(world)
        self.share(world, two[0])
        shown = beside(world.caseworker, *two)
        kept = {one.key for part in shown.parts for one in part.differing if one.is_held_back}
        assert shown.is_held_back
        assert kept == {
            "safe_contact.channel",
            "safe_contact.hours",
            "safe_contact.never",
            "whereabouts.place",
        }
        join(world.caseworker, *two, safe_contact__channel="second")
        after = parts_of(world.caseworker, two[0])
        assert (after["safe_contact"], after["whereabouts"]) == (NUMBER, None)

    def test_a_yes_in_the_second_stays_there(self, world, two):
        ana = self.lawyer(world)
        self.share(world, two[1])
        join(world.caseworker, *two)
        with pytest.raises(NoSuchFile):
            queries.open_file(actor=fresh(ana), case_id=two[0].id, now=SOON)
        file = file_of(ana, two[1])
        assert (file.joined, file.contact.lines[0]) == ([], "Text message: +8801712345678")

    def test_where_both_agreed_to_the_same_nothing_is_held_back(self, world, two):
        self.lawyer(world)
        for made in two:
            self.share(world, made)
        assert not beside(world.caseworker, *two).is_held_back

    def test_she_is_counted_once_and_her_incidents_all(self, world, two):
        for made in two:
            figures = Recipient.figures(world.organisation.id)
            self.agree(world, made, Purpose.STATISTICS, figures, ["coded"])
        researcher = world.researcher
        assert len(facts.opened_files(actor=fresh(researcher), now=NOW)) == 2
        document_id = join(world.caseworker, *two)
        assert len(facts.opened_files(actor=fresh(researcher), now=NOW)) == 1
        assert len(facts.registered_incidents(actor=fresh(researcher), now=NOW)) == 1
        apart(world.caseworker, two[0], document_id)
        assert len(facts.opened_files(actor=fresh(researcher), now=NOW)) == 2
        assert FactsRow.objects.count() == 2


def test_a_referral_of_the_second_goes_on_and_shares_no_more_than_before():
    pair = make_pair()
    opened(pair)
    us = pair.us.caseworker
    first = make_case(fresh(us), "Mira", papers_name="Salma Akter")
    second = Made(pair.case_id, "")
    # What she shared of the second is no yes to anything of the first.
    shown = beside(us, second, first)
    kept = {one.key for part in shown.parts for one in part.differing if one.is_held_back}
    assert kept == {"identity.called", "identity.papers_name"}
    asked = [one for part in beside(us, first, second).parts for one in part.differing]
    assert not any(one.is_held_back for one in asked)
    choices = {one.key: "first" for one in asked if one.is_open}
    join(us, first, second, **{key.replace(".", "__"): one for key, one in choices.items()})
    answer(pair, State.ACCEPTED)
    page = look(pair, Side.SENT)
    assert (page.state, page.case_id, page.problem) == (State.ACCEPTED, second.id, "")
    assert [told.words for told in page.told if told and told.words] == [WORDS]
    assert look(pair, Side.RECEIVED).problem == ""


class TestTakingApart:
    def everything(self, world, two):
        me = world.caseworker
        return [
            (row_of(one), parts_of(me, one), tasks_of(one), file_of(me, one).contact.lines)
            for one in two
        ]

    def test_both_are_exactly_as_before(self, world, two):
        before = self.everything(world, two)
        document_id = join(world.caseworker, *two)
        assert self.everything(world, two) != before
        assert apart(world.caseworker, two[0], document_id).kept == []
        after = self.everything(world, two)
        # Where there was nothing stands a blank: versions are only ever added.
        assert after[0][1].pop("whereabouts") == Whereabouts()
        assert before[0][1].pop("whereabouts") is None
        assert after == before
        assert found(world.caseworker, two[1].reference) == [two[1].reference]
        assert found(world.caseworker, two[0].reference) == [two[0].reference]
        assert set(found(world.caseworker, "01712345678")) == {one.reference for one in two}

    def test_what_was_written_since_stays_where_it_was_and_is_listed(self, world, two):
        me = world.caseworker
        document_id = join(me, *two)
        changed = OTHER_NUMBER.model_copy(update={"hours": "mornings"})
        about = {"case_id": two[0].id, "actor": fresh(me), "now": SOON}
        actions.save_part(content=changed, base_version=2, **about)
        actions.add_note(note=Note(text="since"), **about)
        actions.add_note(note=Note(text="there"), case_id=two[1].id, actor=fresh(me), now=SOON)
        listed = queries.to_take_apart(
            actor=fresh(me), case_id=two[0].id, document_id=document_id, now=SOON
        )
        assert sorted((one.reference, one.title) for one in listed.since) == sorted(
            [
                (two[0].reference, "Note"),
                (two[0].reference, "How to reach her safely"),
                (two[1].reference, "Note"),
            ]
        )
        assert apart(me, two[0], document_id).kept == ["safe_contact"]
        assert parts_of(me, two[0])["safe_contact"] == changed
        assert parts_of(me, two[0])["identity"].language == ""
        told = queries.story(actor=fresh(me), case_id=two[1].id, now=SOON).entries
        assert "there" in [entry.text for entry in told]

    def test_a_file_that_was_closed_is_closed_again_as_it_was(self, world, two):
        me = world.caseworker
        actions.close(
            case_id=two[1].id, closing=Closing(reason="lost_contact"), actor=fresh(me), now=NOW
        )
        before = row_of(two[1])
        document_id = join(me, *two)
        assert row_of(two[1])["closed_reason"] == "joined"
        apart(me, two[0], document_id)
        assert row_of(two[1]) == before

    def test_once_and_from_the_file_that_holds(self, world, two):
        me = world.caseworker
        document_id = join(me, *two)
        with pytest.raises(NoSuchFile):
            apart(me, two[1], document_id)
        apart(me, two[0], document_id, now=LATER + timedelta(days=400))
        with pytest.raises(CannotDo, match="taken back already"):
            apart(me, two[0], document_id)

    def test_it_can_be_joined_again(self, world, two):
        document_id = join(world.caseworker, *two)
        apart(world.caseworker, two[0], document_id)
        again = join(world.caseworker, *two, now=SOON)
        assert again != document_id
        assert found(world.caseworker, two[1].reference) == [two[0].reference]
        apart(world.caseworker, two[0], again, now=SOON)
        assert row_of(two[1])["closed_on"] is None
