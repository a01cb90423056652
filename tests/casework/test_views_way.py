"""Her way as pages: what is asked, shown, refused, and led on to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework import actions
from alongside.casework.clock import Start
from alongside.casework.contents import (
    Closing,
    FollowUp,
    Income,
    Livelihood,
    Pathway,
    SafeContact,
    Service,
    Suitability,
    Wish,
)
from alongside.casework.models import Task
from alongside.consent import actions as consent, files
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import Recipient
from tests.casework.pages import NASTY, file_url, filled, part, read
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

START = {"since": "return", "start_day": "2", "start_month": "3", "start_year": "2026"}


@pytest.fixture
def about(world, case_id):
    return {"case_id": case_id, "actor": world.caseworker.actor, "now": NOW}


@pytest.fixture
def begun(about):
    actions.record_on_her_way(content=Pathway(began_on=NOW.date()), **about)


def wishes(about, where="family", **more):
    wish = Wish(where=where, said_on=NOW.date(), **more)
    actions.record_on_her_way(content=wish, **about)


def agrees(about):
    case = files.find(**about).case
    consent.record_agreement(
        case=case,
        purpose=Purpose.LONG_FOLLOW_UP,
        recipient=Recipient.team(case.team_id),
        answer=Answer.YES,
        actor=about["actor"],
        now=NOW,
    )


# Beginning


def test_it_is_begun_from_her_plan_and_then_has_a_tab(world, mine, case_id):
    page = read(mine.get(file_url(case_id, "plan")))
    assert page.links[file_url(case_id, "way_out")].strip() == "Begin her way"
    assert file_url(case_id, "pathway") not in page.links
    response = mine.post(file_url(case_id, "way_out"), {"way_out": "own_exit"}, follow=True)
    page = read(response)
    assert response.redirect_chain == [(file_url(case_id, "pathway"), 302)]
    assert page.links[file_url(case_id, "pathway")].strip() == "Her way"
    assert part(world, case_id, "pathway").content == Pathway(
        began_on=NOW.date(), way_out="own_exit"
    )
    assert file_url(case_id, "way_out") not in read(mine.get(file_url(case_id, "plan"))).links


def test_it_begins_also_when_every_question_is_skipped(world, mine, case_id):
    mine.post(file_url(case_id, "way_out"), {})
    assert part(world, case_id, "pathway").content == Pathway(began_on=NOW.date())


def test_what_she_can_is_kept_beside_how_she_came_out(world, mine, case_id, begun):
    url = file_url(case_id, "skills")
    mine.post(url, filled(mine.get(url), skills=NASTY))
    assert part(world, case_id, "pathway").content == Pathway(began_on=NOW.date(), skills=NASTY)
    assert NASTY in read(mine.get(file_url(case_id, "pathway"))).text


# Her wish


def test_her_wish_is_asked_first(mine, case_id, begun):
    page = read(mine.get(file_url(case_id, "pathway")))
    assert "Ask her before anything else is looked into" in page.text
    assert file_url(case_id, "suitability") not in page.links
    asked = read(mine.get(file_url(case_id, "suitability")))
    assert "Her wish comes before everything else." in asked.text
    assert file_url(case_id, "wish") in asked.links
    assert asked.forms == [] or all(form.action != "" for form in asked.forms)


def test_a_wish_needs_an_answer_and_keeps_the_rest(mine, case_id):
    response = mine.post(file_url(case_id, "wish"), {"words": NASTY})
    page = read(response)
    assert response.status_code == 422
    assert page.text.count("Choose what she said, or that she has not decided.") == 2
    assert page.form().fields["words"] == [NASTY]


def test_what_she_said_before_stays(clock, mine, case_id, begun):
    for where, words in (("family", "Home."), ("elsewhere", "Not there.")):
        clock.shift(60)
        mine.post(file_url(case_id, "wish"), {"where": where, "words": words})
    page = read(mine.get(file_url(case_id, "pathway")))
    for words in ("Home.", "Not there.", "Back with her family", "Elsewhere in her country"):
        assert words in page.text
    assert "Her way leads to a life elsewhere" in page.text


@pytest.mark.parametrize("how", ["wish", "contact"])
def test_her_no_to_contact_with_her_family_stands_first(about, mine, case_id, begun, how):
    if how == "wish":
        wishes(about, may_contact_family="no")
    else:
        wishes(about, may_contact_family="yes")
        contact = SafeContact(never=["family"])
        actions.save_part(content=contact, base_version=None, **about)
    page = read(mine.get(file_url(case_id, "pathway")))
    assert "Do not contact her family" in page.text
    assert page.text.index("Do not contact her family") < page.text.index("Where she wants to live")
    assert file_url(case_id, "suitability") not in page.links


# Deciding


def test_two_people_decide(about, mine, hers, world, case_id, begun):
    wishes(about, may_contact_family="yes", words="Home.")
    response = mine.post(
        file_url(case_id, "suitability"), {"visit": NASTY, "relatives_involved": "not_known"}
    )
    proposing = response["Location"]
    page = read(mine.get(proposing))
    assert NASTY in page.text
    colleague = world.colleague.user
    sent = {"finding": "not_suitable", "to": str(colleague.pk), "reasons": "Her brother."}
    mine.post(proposing, sent)
    task = Task.objects.get()
    url = file_url(case_id, "decision", task.document_id)
    assert url in read(hers.get("/d/")).links
    assert url not in read(mine.get("/d/")).links
    assert "A second person of the team that keeps her file decides." in read(mine.get(url)).text
    page = read(hers.get(url))
    assert "Her brother." in page.text
    assert NASTY in page.text
    assert hers.post(url, {"answer": "confirm"})["Location"] == file_url(case_id, "pathway")
    page = read(mine.get(file_url(case_id, "pathway")))
    assert f"confirmed by {colleague.display_name}" in page.text
    assert "Her way leads to a life elsewhere" in page.text


def test_the_proposer_is_told_that_another_decides(about, mine, world, case_id, begun):
    wishes(about)
    about_id = actions.assess_return(assessment=Suitability(visit="x"), **about).document_id
    proposal = actions.propose(
        about_id=about_id, finding="not_now", to=world.colleague.user.pk, **about
    ).document_id
    url = file_url(case_id, "decision", proposal)
    response = mine.post(url, {"answer": "confirm"})
    assert response.status_code == 422
    assert "Two people decide." in read(response).text


def test_sending_back_needs_words(about, mine, hers, world, case_id, begun):
    wishes(about)
    about_id = actions.assess_return(assessment=Suitability(visit="x"), **about).document_id
    proposal = actions.propose(
        about_id=about_id, finding="not_now", to=world.colleague.user.pk, **about
    ).document_id
    url = file_url(case_id, "decision", proposal)
    response = hers.post(url, {"answer": "send_back"})
    assert read(response).text.count("Say what is missing, so that it can be done.") == 2
    hers.post(url, {"answer": "send_back", "comment": "Ask the teacher."})
    page = read(mine.get(file_url(case_id, "pathway")))
    assert "Ask the teacher." in page.text
    assert file_url(case_id, "propose", about_id) in page.links


def test_the_preparation_goes_into_her_plan(about, mine, world, case_id, begun):
    wishes(about)
    about_id = actions.assess_return(assessment=Suitability(visit="x"), **about).document_id
    colleague = world.colleague.actor
    proposal = actions.propose(
        about_id=about_id, finding="suitable", to=colleague.user_id, **about
    ).document_id
    prepare = file_url(case_id, "prepare", proposal)
    assert mine.post(prepare)["Location"] == file_url(case_id, "pathway")
    actions.decide(proposal_id=proposal, agrees=True, **about | {"actor": colleague})
    page = read(mine.get(file_url(case_id, "pathway")))
    assert prepare in {form.action for form in page.forms}
    plan = read(mine.post(prepare, follow=True))
    assert "Family training" in plan.text
    assert "Family support group" in plan.text


# The journey, work and income


def test_a_journey_that_ends_before_it_begins(mine, case_id):
    days = {"leaves_on_day": "5", "leaves_on_month": "3", "leaves_on_year": "2026"}
    days |= {"arrives_on_day": "4", "arrives_on_month": "3", "arrives_on_year": "2026"}
    page = read(mine.post(file_url(case_id, "repatriation"), days | {"route": NASTY}))
    assert page.text.count("She cannot arrive before she leaves.") == 2
    assert page.form().fields["route"] == [NASTY]


def test_an_organisation_there_is_asked_by_a_referral(world, mine, case_id, begun):
    page = read(mine.get(file_url(case_id, "pathway")))
    refer = reverse("referrals:new", args=[case_id])
    assert page.links[refer] == "ReferAsk an organisation there to receive her"


def test_work_and_income(world, mine, case_id, begun):
    work = {"kind": "business", "what": NASTY, "grant": "15000", "grant_currency": "BDT"}
    mine.post(file_url(case_id, "livelihood"), work)
    mine.post(file_url(case_id, "income"), {"band": "less"})
    page = read(mine.get(file_url(case_id, "pathway")))
    assert f"Her own business: {NASTY}" in page.text
    assert "Small grant: 15000 BDT" in page.text
    assert "2 March 2026 Less than she needs" in page.text
    ahead = {"since_day": "3", "since_month": "3", "since_year": "2026"}
    response = mine.post(file_url(case_id, "livelihood"), work | ahead)
    assert read(response).text.count("This day has not come yet.") == 2


@pytest.mark.usefixtures("reachable")
def test_three_of_each_take_no_more_queries_than_one(about, mine, world, case_id, begun):
    colleague = world.colleague.actor

    def one_more():
        wishes(about)
        for content in (Livelihood(kind="training"), Income(band="less", said_on=NOW.date())):
            actions.record_on_her_way(content=content, **about)
        actions.record_service(service=Service(kind="Legal"), **about)
        assessed = actions.assess_return(assessment=Suitability(visit="x"), **about).document_id
        actions.propose(about_id=assessed, finding="not_now", to=colleague.user_id, **about)

    def count(name="pathway"):
        with CaptureQueriesContext(connection) as caught:
            mine.get(file_url(case_id, name))
        return len(caught)

    one_more()
    agrees(about)
    start = Start("return", NOW.date())
    actions.plan_clock(start=start, planned={"1_week": NOW.date()}, how="call", **about)
    count()
    one, services = count(), count("services")
    one_more()
    one_more()
    days = {mark: NOW.date() for mark in ("1_week", "1_month", "3_months")}
    actions.plan_clock(start=start, planned=days, how="call", **about)
    assert (count(), count("services")) == (one, services)


# The clock


def ticked(sent):
    """Return what a browser sends of boxes that are ticked and have no value of their own."""
    return {name: "on" if name.startswith("ask_") else value for name, value in sent.items()}


def test_without_her_yes_it_says_what_is_missing_and_offers_to_ask(mine, case_id):
    page = read(mine.get(file_url(case_id, "clock")))
    assert "Without her yes nothing is planned." in page.text
    assert reverse("consent:ask", args=[case_id, 3]) in page.links
    assert [form.action for form in page.forms if "start_day" in form.fields] == []


@pytest.mark.usefixtures("reachable")
def test_its_days_are_worked_out_moved_left_out_and_planned(about, mine, case_id):
    agrees(about)
    url = file_url(case_id, "clock")
    assert "on_1_week_day" not in read(mine.get(url)).form().fields
    response = mine.post(url, START | {"count": "1"})
    sent = ticked(filled(response, how="visit"))
    assert response.status_code == 200
    assert [sent[f"on_{mark}_day"] for mark in ("1_week", "1_month")] == [["9"], ["2"]]
    assert Task.objects.count() == 0
    del sent["ask_24_months"]
    answer = mine.post(url, sent | {"on_1_month_day": "12"})
    assert answer["Location"] == file_url(case_id, "services")
    days = Task.objects.filter(kind="later").order_by("due_on").values_list("due_on", flat=True)
    assert [day.isoformat() for day in days] == [
        "2026-03-09",
        "2026-04-12",
        "2026-06-02",
        "2026-09-02",
        "2027-03-02",
    ]


def test_a_clock_without_days_or_with_days_that_are_over(about, mine, case_id):
    agrees(about)
    url = file_url(case_id, "clock")
    counted = mine.post(url, START | {"count": "1", "start_year": "2025"})
    sent = ticked(filled(counted, how="visit"))
    # What is over is not ticked.
    assert {name for name in sent if name.startswith("ask_")} == {"ask_12_months", "ask_24_months"}
    wrong = mine.post(url, sent | {"ask_1_week": "on"})
    assert read(wrong).text.count("This day is over.") == 2
    none = {name: value for name, value in sent.items() if not name.startswith("ask_")}
    assert "Keep at least one of the days." in read(mine.post(url, none)).text
    nothing = mine.post(url, {"count": "1"})
    assert read(nothing).text.count("Put the day.") == 2


def test_it_asks_first_how_it_is_safe_and_says_why_a_way_is_refused(about, mine, case_id):
    agrees(about)
    url = file_url(case_id, "clock")
    page = read(mine.get(url))
    assert file_url(case_id, "contact") in page.links
    assert "She has not said yet how it is safe to reach her." in page.text
    sent = ticked(filled(mine.post(url, START | {"count": "1"}), how="call"))
    refused = read(mine.post(url, sent))
    assert refused.text.count("She has not said yet how it is safe to reach her. Ask her") == 2
    assert refused.form().fields["on_1_week_day"] == ["9"]
    contact = SafeContact(channel="friend", friend="her aunt", never=["call"], checked=True)
    actions.save_part(content=contact, base_version=None, **about)
    assert "She said: “Never call”." in read(mine.get(url)).text
    refused = read(mine.post(url, sent))
    # At the top and beside the answer, besides the hint.
    assert refused.text.count("She said: “Never call”. Choose another way.") == 3
    assert Task.objects.count() == 0
    assert mine.post(url, sent | {"how": "meet"}).status_code == 302


def test_it_starts_from_what_is_recorded(about, mine, case_id, begun):
    agrees(about)
    work = Livelihood(kind="placement", since=NOW.date())
    actions.record_on_her_way(content=work, **about)
    fields = read(mine.get(file_url(case_id, "clock"))).form().fields
    assert (fields["since"], fields["start_day"]) == (["placement"], ["2"])


@pytest.mark.usefixtures("reachable")
def test_it_is_recorded_with_a_warning_about_the_way_she_forbade(about, mine, case_id):
    planned = actions.plan_follow_up(follow_up=FollowUp(how="call"), **about).document_id
    # She says so only after it was planned.
    contact = SafeContact(channel="friend", friend="her aunt", never=["call"], checked=True)
    actions.save_part(content=contact, base_version=1, **about)
    url = file_url(case_id, "follow_up_done", planned)
    page = read(mine.get(url))
    # Above the form, and beside the way that is told and the one that is planned.
    assert page.text.count("She said: “Never call”.") == 3
    assert "This is the way she said is safe." in page.text
    assert "Through her aunt" in page.text
    said = {"answered": "lost", "via": "call", "needs": ["doctor"]}
    page = read(mine.post(url, said, follow=True))
    assert "She said never to do it this way." in page.text
    assert "We lost contact" in page.text
    assert "Needs: A doctor" in page.text
    planning = read(mine.get(file_url(case_id, "follow_up")))
    assert planning.text.count("She said: “Never call”.") == 1


@pytest.mark.usefixtures("reachable")
def test_a_day_of_it_is_told_after_the_file_was_closed(about, mine, case_id):
    agrees(about)
    start = Start("return", NOW.date())
    [saved] = actions.plan_clock(start=start, planned={"1_week": NOW.date()}, how="call", **about)
    plain = actions.plan_follow_up(follow_up=FollowUp(), **about)
    actions.close(closing=Closing(reason="goals_reached"), **about)
    url = file_url(case_id, "follow_up_done", saved.document_id)
    page = read(mine.get(file_url(case_id, "services")))
    assert url in page.links
    assert file_url(case_id, "follow_up_done", plain.document_id) not in page.links
    form = read(mine.get(url)).form()
    assert "next_on_day" not in form.fields
    assert mine.post(url, {"answered": "herself", "outcome": "Well."}).status_code == 302
    refused = mine.get(file_url(case_id, "follow_up_done", plain.document_id))
    assert refused.status_code == 403
