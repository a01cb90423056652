"""Her way: wishes that stay, stages reached by facts, and what prepares a return."""

from datetime import date

import pytest

from alongside.casework import actions, queries
from alongside.casework.contents import (
    Episode,
    FollowUp,
    Income,
    Livelihood,
    Note,
    Pathway,
    Proposal,
    Repatriation,
    Service,
    Suitability,
    Wish,
)
from alongside.casework.enums import Phase
from alongside.casework.errors import AlreadyDecided, CannotDo, Conflict, NotHerWish
from alongside.casework.models import Case
from alongside.casework.pathway import Recorded, Stage, newest
from alongside.core.approximate import ApproximateDate
from tests.casework.factories import LATER, NOW, make_case

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
YES = Wish(where="family", words="With my mother.", may_contact_family="yes", said_on=DAY)


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def made(me):
    return make_case(me, "Mira")


@pytest.fixture
def asked(me, made):
    return {"case_id": made.id, "actor": me, "now": LATER}


def decided(asked, her, finding="suitable"):
    about = actions.assess_return(assessment=Suitability(visit="x"), **asked).document_id
    saved = actions.propose(about_id=about, finding=finding, to=her.user_id, **asked)
    actions.decide(agrees=True, proposal_id=saved.document_id, **asked | {"actor": her})
    return saved.document_id


class TestStages:
    @pytest.mark.parametrize(
        ("recorded", "stages"),
        [
            (Recorded(), set()),
            (Recorded(pathway=Pathway(began_on=DAY)), set()),
            (Recorded(pathway=Pathway(identified_by="a teacher")), {Stage.IDENTIFICATION}),
            (Recorded(pathway=Pathway(way_out="own_exit")), {Stage.EXIT}),
            (Recorded(pathway=Pathway(out_on=ApproximateDate.year(2025))), {Stage.EXIT}),
            (Recorded(services=[Service(kind="Health")]), {Stage.RECOVERY}),
            (Recorded(repatriation=Repatriation(leaves_on=DAY)), set()),
            (Recorded(repatriation=Repatriation(home_on=DAY)), {Stage.SETTLING}),
            (Recorded(livelihoods=[Livelihood(since=DAY)]), set()),
            (
                Recorded(wishes=[Wish(where="elsewhere")], livelihoods=[Livelihood(since=DAY)]),
                {Stage.SETTLING},
            ),
            (Recorded(wishes=[Wish(where="stay")], livelihoods=[Livelihood()]), set()),
            (Recorded(incomes=[Income(band="none")]), {Stage.INTEGRATION}),
            (Recorded(follow_ups=[FollowUp(done_on=DAY)]), set()),
            (Recorded(follow_ups=[FollowUp(mark="1_week")]), set()),
            (Recorded(follow_ups=[FollowUp(mark="1_week", done_on=DAY)]), {Stage.INTEGRATION}),
        ],
    )
    def test_each_is_reached_by_its_fact(self, recorded, stages):
        assert recorded.reached == stages

    def test_not_suitable_leads_elsewhere_until_another_decision(self):
        def proposal(finding, day, state="confirmed"):
            return Proposal.model_construct(
                about_kind="suitability", finding=finding, state=state, decided_on=day
            )

        no, later = proposal("not_suitable", DAY), proposal("suitable", date(2026, 3, 9))
        assert Recorded(proposals=[no]).goes_elsewhere is True
        assert Recorded(proposals=[later, no]).goes_elsewhere is False
        waits = proposal("not_suitable", None, "proposed")
        assert Recorded(proposals=[waits]).goes_elsewhere is False

    def test_they_stand_in_order_on_her_page(self, made, asked):
        assert queries.her_way(**asked).began is False
        way_out = Pathway(began_on=DAY, identified_by="x", way_out="rescue")
        actions.record_on_her_way(content=way_out, **asked)
        actions.record_on_her_way(content=Wish(where="elsewhere", said_on=DAY), **asked)
        actions.record_on_her_way(content=Livelihood(kind="placement", since=DAY), **asked)
        page = queries.her_way(**asked)
        assert (page.began, page.goes_elsewhere) == (True, True)
        assert page.reached == {Stage.IDENTIFICATION, Stage.EXIT, Stage.SETTLING}


class TestHerWish:
    def test_another_one_stands_beside_what_she_said_before(self, asked):
        actions.record_on_her_way(content=YES, **asked | {"now": NOW})
        away = Wish(where="elsewhere", words="Not there.", said_on=LATER.date())
        actions.record_on_her_way(content=away, **asked)
        page = queries.her_way(**asked)
        assert (page.wish.words, [one.words for one in page.earlier]) == (
            "Not there.",
            ["With my mother."],
        )
        told = [(one.title, one.text) for one in queries.story(**asked).entries]
        assert told[:2] == [
            ("Where she wants to live: Elsewhere in her country", "Not there."),
            ("Where she wants to live: Back with her family", "With my mother."),
        ]

    def test_it_is_not_written_over(self, asked):
        saved = actions.record_on_her_way(content=YES, **asked)
        where = {"document_id": saved.document_id, "base_version": 1}
        with pytest.raises(NotHerWish):
            actions.record_on_her_way(content=Wish(where="stay"), **where, **asked)

    def test_what_she_said_last_counts_also_when_something_older_is_written_later(self):
        older, newer = Wish(where="family", said_on=DAY), Wish(where="stay", said_on=LATER.date())
        assert newest([older, newer]) is newer
        assert newest([newer, older]) is newer
        assert newest([Wish(where="family"), older]) is older
        assert newest([]) is None


class TestRecording:
    def test_two_people_saving_the_same_meet(self, asked):
        actions.record_on_her_way(content=Pathway(began_on=DAY), **asked)
        with pytest.raises(Conflict):
            actions.record_on_her_way(content=Pathway(way_out="rescue"), **asked)

    def test_other_contents_are_not_recorded_like_this(self, asked):
        with pytest.raises(TypeError):
            actions.record_on_her_way(content=Note(text="x"), **asked)

    @pytest.mark.parametrize(
        ("content", "phase"),
        [
            (Pathway(began_on=DAY), Phase.NEW),
            (YES, Phase.ASSESSMENT),
            (Repatriation(route="x"), Phase.SERVICES),
            (Livelihood(kind="training"), Phase.SERVICES),
            (Income(band="none"), Phase.NEW),
        ],
    )
    def test_the_work_moves_with_it(self, asked, content, phase):
        actions.record_on_her_way(content=content, **asked)
        assert Case.objects.get().phase == phase

    def test_income_stands_newest_last(self, asked):
        for day, band in ((5, "enough"), (2, "less"), (4, "more")):
            income = Income(band=band, said_on=date(2026, 2, day))
            actions.record_on_her_way(content=income, **asked)
        rows = [(one.said, one.band) for one in queries.her_way(**asked).incomes]
        assert rows == [
            ("2 February 2026", "Less than she needs"),
            ("4 February 2026", "More than she needs"),
            ("5 February 2026", "About what she needs"),
        ]


class TestPreparing:
    @pytest.fixture
    def her(self, world):
        return world.colleague.actor

    def test_it_goes_into_her_plan_once(self, her, asked):
        actions.record_on_her_way(content=YES, **asked)
        proposal = decided(asked, her)
        assert queries.her_way(**asked).to_prepare == str(proposal)
        actions.prepare_return(proposal_id=proposal, **asked)
        [goal] = queries.plan(**asked).goals
        assert (goal.words, [step.text for step in goal.steps]) == (
            "With my mother.",
            ["Family training", "Family support group"],
        )
        assert queries.her_way(**asked).to_prepare == ""
        with pytest.raises(AlreadyDecided):
            actions.prepare_return(proposal_id=proposal, **asked)

    def test_not_without_a_decision_of_two(self, her, asked):
        actions.record_on_her_way(content=YES, **asked)
        about = actions.assess_return(assessment=Suitability(visit="x"), **asked).document_id
        waits = actions.propose(about_id=about, finding="suitable", to=her.user_id, **asked)
        no = decided(asked, her, "not_now")
        for proposal in (waits.document_id, no):
            with pytest.raises(CannotDo):
                actions.prepare_return(proposal_id=proposal, **asked)

    def test_nor_after_she_said_no(self, her, asked):
        actions.record_on_her_way(content=YES, **asked)
        proposal = decided(asked, her)
        no = Wish(where="family", may_contact_family="no", said_on=LATER.date())
        actions.record_on_her_way(content=no, **asked)
        with pytest.raises(NotHerWish):
            actions.prepare_return(proposal_id=proposal, **asked)
        page = queries.her_way(**asked)
        assert (page.leaves_family_alone, page.to_prepare) == (True, str(proposal))


def test_what_her_relatives_did_lies_with_her_story(asked):
    assert Suitability.compartment == Episode.compartment
    assert Suitability.compartment != Wish.compartment


def test_a_copy_of_her_file_tells_it_in_words(world, asked, made):
    no = Wish(where="elsewhere", may_contact_family="no", said_on=DAY)
    actions.record_on_her_way(content=no, **asked)
    her = world.colleague.actor
    actions.record_on_her_way(content=YES.model_copy(update={"said_on": LATER.date()}), **asked)
    decided(asked, her)
    boss = asked | {"actor": world.coordinator.actor}
    copy = actions.export_file(format="html", reason="x", encrypted=False, **boss)
    html = b"".join(copy.chunks).decode()
    for words in ("Elsewhere in her country", "Suitable, with preparation", "Decided by two"):
        assert html.count(words) == 1, words
    assert html.count("We may speak with her family") == 2
    assert "not_suitable" not in html
    assert str(her.user_id) not in html
