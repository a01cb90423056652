"""Writing into a file: notes, her plan, services; drafts, mistakes, and two people at once."""

import json
from datetime import date

import pytest

from alongside.casework import actions, queries
from alongside.casework.contents import Goal, Identity, Note, Step
from alongside.vault.models import Draft
from tests.casework.pages import NASTY, entered, file_url, filled, read
from tests.organisations.browser import Browser
from tests.organisations.factories import NOW, make_second_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def case_id(world):
    identity = Identity(called="Mira", language="bn")
    return actions.open_case(identity=identity, actor=world.caseworker.actor, now=NOW).case_id


@pytest.fixture
def mine(world):
    return entered(world.caseworker)


@pytest.fixture
def hers(world):
    return entered(world.colleague)


def part(world, case_id, kind, document_id=None):
    return queries.part(
        actor=world.caseworker.actor, case_id=case_id, kind=kind, document_id=document_id, now=NOW
    ).part


def story(world, case_id):
    told = queries.story(actor=world.caseworker.actor, case_id=case_id, now=NOW).entries
    return [entry for entry in told if entry.kind != "opened"]


def add_note(world, case_id, **words):
    return actions.add_note(
        case_id=case_id, note=Note(**words), actor=world.caseworker.actor, now=NOW
    ).document_id


# Notes


def test_a_note_is_written_and_told_in_the_story(world, mine, case_id):
    note = {"kind": "she_decided", "title": "She waits", "text": "Two weeks."}
    response = mine.post(file_url(case_id, "note"), note, follow=True)
    page = read(response)
    assert response.redirect_chain == [(file_url(case_id), 302)]
    assert "She waits" in page.text
    assert "Saved." in page.text
    (entry,) = story(world, case_id)
    assert (entry.title, entry.text) == ("She waits", "Two weeks.")


def test_a_note_without_words_gets_sentences_and_keeps_the_rest(world, mine, case_id):
    response = mine.post(file_url(case_id, "note"), {"title": NASTY, "text": " "})
    page = read(response)
    assert response.status_code == 422
    assert "2 things to finish" in page.text
    assert page.text.count("Write at least a few words.") == 2
    assert page.text.count("Choose what kind of note this is.") == 2
    assert page.form().fields["title"] == [NASTY]
    assert story(world, case_id) == []


def test_a_note_of_tomorrow_is_refused(world, mine, case_id):
    tomorrow = {"happened_on_day": "3", "happened_on_month": "3", "happened_on_year": "2026"}
    url = file_url(case_id, "note")
    response = mine.post(url, {"kind": "note", "text": "x"} | tomorrow)
    assert read(response).text.count("This day has not come yet.") == 2


def test_a_note_is_of_today_unless_a_day_is_given(world, mine, case_id):
    mine.post(file_url(case_id, "note"), {"kind": "call", "text": "x"})
    (entry,) = story(world, case_id)
    assert part(world, case_id, "note", entry.id).content.happened_on == NOW.date()


def test_a_note_is_changed_and_its_version_kept(world, mine, case_id):
    document_id = add_note(world, case_id, text="first")
    url = file_url(case_id, "note_change", document_id)
    mine.post(url, filled(mine.get(url), text="second"))
    changed = part(world, case_id, "note", document_id)
    assert (changed.content.text, changed.version) == ("second", 2)


def test_a_form_of_another_page_needs_its_token(world, case_id):
    strict = Browser()
    strict.enter(world.caseworker)
    strict.handler.enforce_csrf_checks = True
    response = strict.post(file_url(case_id, "note"), {"kind": "note", "text": "x"})
    assert response.status_code == 403
    assert story(world, case_id) == []


# Her plan


def test_a_goal_with_steps(world, mine, case_id):
    url = file_url(case_id, "goal")
    page = mine.get(url)
    sent = filled(page, words="My own passport") | {
        "step-0-text": "Write to the embassy",
        "step-0-who": "us",
        "step-0-due_on_day": "9",
        "step-0-due_on_month": "3",
        "step-0-due_on_year": "2026",
        "step-1-text": "",
    }
    assert mine.post(url, sent)["Location"] == file_url(case_id, "plan")
    plan = queries.plan(actor=world.caseworker.actor, case_id=case_id, now=NOW)
    (goal,) = plan.goals
    assert goal.words == "My own passport"
    assert [step.text for step in goal.steps] == ["Write to the embassy"]
    assert [task.text for task in plan.file.tasks] == ["Write to the embassy"]


def test_more_rows_for_steps_keep_what_was_typed(mine, case_id):
    url = file_url(case_id, "goal")
    sent = filled(mine.get(url), more_steps="1") | {"step-1-text": "Photo"}
    response = mine.post(url, sent)
    form = read(response).form()
    assert response.status_code == 200
    assert form.fields["steps"] == ["5"]
    assert form.fields["step-1-text"] == ["Photo"]
    assert form.fields["step-4-text"] == [""]


def test_a_step_with_an_impossible_day_says_so_beside_it(mine, case_id):
    url = file_url(case_id, "goal")
    sent = filled(mine.get(url), words="x") | {"step-0-text": "y", "step-0-due_on_day": "31"}
    response = mine.post(url, sent)
    page = read(response)
    assert response.status_code == 422
    assert page.text.count("Put a real date, such as 27 3 2026.") == 2
    assert page.form().fields["step-0-due_on_day"] == ["31"]


def test_a_step_is_ticked_and_opened_again(world, mine, case_id):
    step = Step(text="Photo")
    goal_id = actions.save_goal(
        case_id=case_id,
        goal=Goal(words="x", steps=[step]),
        actor=world.caseworker.actor,
        now=NOW,
    ).document_id
    url = file_url(case_id, "step_done", goal_id, step.id)
    page = read(mine.get(file_url(case_id, "plan")))
    assert page.form(url).buttons == {"done": "yes"}
    mine.post(url, {"done": "yes"})
    assert part(world, case_id, "goal", goal_id).content.steps[0].done_on == NOW.date()
    mine.post(url, {"done": "no"})
    assert part(world, case_id, "goal", goal_id).content.steps[0].state == "open"
    assert mine.get(url).status_code == 405


def test_a_step_keeps_being_done_when_the_goal_is_changed(world, mine, case_id):
    step = Step(text="Photo", state="done", done_on=date(2026, 3, 1))
    goal_id = actions.save_goal(
        case_id=case_id,
        goal=Goal(words="x", steps=[step]),
        actor=world.caseworker.actor,
        now=NOW,
    ).document_id
    url = file_url(case_id, "goal_change", goal_id)
    mine.post(url, filled(mine.get(url), words="z"))
    saved = part(world, case_id, "goal", goal_id).content
    assert saved.words == "z"
    assert saved.steps == [step]


def test_something_to_do_and_done(world, mine, case_id):
    mine.post(file_url(case_id, "task"), {"text": "Ask the clinic"})
    page = read(mine.get(file_url(case_id)))
    assert "Ask the clinic" in page.isolated
    assert "When she says" in page.text
    done = next(form for form in page.forms if form.action.endswith("/done/"))
    mine.post(done.action)
    assert "Ask the clinic" not in read(mine.get(file_url(case_id))).text
    empty = mine.post(file_url(case_id, "task"), {"text": ""})
    assert read(empty).text.count("Say what is to be done.") == 2


# Services and keeping in touch


def test_a_service(world, mine, case_id):
    response = mine.post(
        file_url(case_id, "service"), {"kind": "Legal", "provider": "Adv. Lamia", "hours": "1.50"}
    )
    assert response["Location"] == file_url(case_id, "services")
    shown = queries.services(actor=world.caseworker.actor, case_id=case_id, now=NOW).services[0]
    assert (shown.title, shown.provider, shown.hours) == ("Legal help", "Adv. Lamia", "1.5")


def test_a_service_without_a_kind_keeps_what_was_typed(mine, case_id):
    response = mine.post(file_url(case_id, "service"), {"provider": NASTY, "hours": "much"})
    page = read(response)
    assert page.text.count("Choose what she received.") == 2
    assert page.text.count("Put a number, such as 1.5.") == 2
    assert page.form().fields["provider"] == [NASTY]
    assert page.form().fields["hours"] == ["much"]


def test_a_follow_up_is_planned_and_what_came_of_it_recorded(world, mine, case_id):
    day = {"planned_on_day": "9", "planned_on_month": "3", "planned_on_year": "2026"}
    mine.post(file_url(case_id, "follow_up"), {"how": "visit", "text": "See the room"} | day)
    page = read(mine.get(file_url(case_id, "services")))
    done = next(href for href in page.links if href.endswith("/done/"))
    mine.post(
        done,
        {
            "reached": "yes",
            "outcome": "She is well",
            "next_on_day": "9",
            "next_on_month": "6",
            "next_on_year": "2026",
            "next_how": "call",
        },
    )
    tab = queries.services(actor=world.caseworker.actor, case_id=case_id, now=NOW)
    assert sorted(one.done for one in tab.follow_ups) == [False, True]
    assert [one.outcome for one in tab.follow_ups if one.done] == ["She is well"]


# Two people at once


def settle_url(case_id):
    return file_url(case_id, "needs")


def test_two_people_write_and_nothing_is_lost(world, mine, hers, case_id):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, needs=["doctor"], own_words="A doctor"))
    response = mine.post(url, filled(my_page, needs=["wages"], own_words="My wages"))
    page = read(response)
    assert response.status_code == 409
    assert "Somebody else saved this meanwhile" in page.text
    assert "My wages" in page.text
    assert "A doctor" in page.text
    assert world.colleague.user.display_name in page.isolated
    assert part(world, case_id, "needs").content.own_words == "A doctor"
    settled = filled(response) | {"take-needs-needs": "both", "take-needs-own_words": "both"}
    assert mine.post(url, settled)["Location"] == file_url(case_id, "plan")
    saved = part(world, case_id, "needs")
    assert saved.content.needs == ["doctor", "wages"]
    assert saved.content.own_words == "A doctor / My wages"
    assert saved.version == 2


@pytest.mark.parametrize(("choice", "kept"), [("yours", "My wages"), ("theirs", "A doctor")])
def test_either_can_be_kept(world, mine, hers, case_id, choice, kept):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, own_words="A doctor"))
    conflict = mine.post(url, filled(my_page, own_words="My wages"))
    mine.post(url, filled(conflict) | {"take-needs-own_words": choice})
    assert part(world, case_id, "needs").content.own_words == kept


def test_a_line_without_a_choice_is_asked_for_again(world, mine, hers, case_id):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, own_words="A doctor", needs=["doctor"]))
    conflict = mine.post(url, filled(my_page, own_words="My wages", needs=["wages"]))
    again = mine.post(url, filled(conflict) | {"take-needs-needs": "yours"})
    page = read(again)
    assert again.status_code == 422
    assert "Choose which of the two is kept." in page.text
    assert page.form().fields["take-needs-needs"] == ["yours"]
    mine.post(url, filled(again) | {"take-needs-own_words": "yours"})
    assert part(world, case_id, "needs").content.needs == ["wages"]


def test_a_third_version_while_settling_is_shown_as_well(world, mine, hers, case_id):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, own_words="A doctor"))
    conflict = mine.post(url, filled(my_page, own_words="My wages"))
    hers.post(url, filled(hers.get(url), own_words="A doctor, soon"))
    again = mine.post(url, filled(conflict) | {"take-needs-own_words": "yours"})
    assert again.status_code == 409
    assert "A doctor, soon" in read(again).text
    assert part(world, case_id, "needs").content.own_words == "A doctor, soon"


def test_different_fields_of_one_part_are_both_asked_about(world, mine, hers, case_id):
    url = file_url(case_id, "identity")
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, pronoun="they"))
    conflict = mine.post(url, filled(my_page, papers_name="Mira Begum"))
    labels = read(conflict).text
    assert "How do we speak of her?" in labels
    assert "Name on her papers" in labels
    choices = {"take-identity-pronoun": "theirs", "take-identity-papers_name": "yours"}
    mine.post(url, filled(conflict) | choices)
    saved = part(world, case_id, "identity").content
    assert (saved.pronoun, saved.papers_name) == ("they", "Mira Begum")


def test_the_day_of_an_age_is_asked_about_in_words(world, mine, hers, case_id, clock):
    url = file_url(case_id, "identity")
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, age="24"))
    clock.shift(24 * 3600)
    mine.enter(world.caseworker)
    conflict = mine.post(url, filled(my_page, age="25"))
    assert "Day on which she said her age" in read(conflict).text


def test_steps_of_two_people_can_both_be_kept(world, mine, hers, case_id):
    goal_id = actions.save_goal(
        case_id=case_id, goal=Goal(words="x"), actor=world.caseworker.actor, now=NOW
    ).document_id
    url = file_url(case_id, "goal_change", goal_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page) | {"step-0-text": "Hers"})
    conflict = mine.post(url, filled(my_page) | {"step-0-text": "Mine"})
    assert "Steps" in read(conflict).text
    mine.post(url, filled(conflict) | {"take-goal-steps": "both"})
    steps = part(world, case_id, "goal", goal_id).content.steps
    assert [step.text for step in steps] == ["Hers", "Mine"]


# Drafts


def test_typing_is_kept_and_says_when(world, mine, case_id):
    url = file_url(case_id, "keep", "note")
    response = mine.post(url, {"kind": "note", "text": "half a sen"})
    assert json.loads(response.content) == {"saved": "09:00"}
    assert story(world, case_id) == []


def test_an_unfinished_note_is_offered_back(mine, case_id):
    url = file_url(case_id, "note")
    mine.post(file_url(case_id, "keep", "note"), {"kind": "call", "text": "half a sen"})
    page = read(mine.get(url))
    assert "You began this at 09:00 and did not finish." in page.text
    assert page.form().fields["text"] == [""]
    resumed = read(mine.get(url + "?draft=continue"))
    assert resumed.form().fields["text"] == ["half a sen"]
    assert resumed.form().fields["kind"] == ["call"]


def test_a_half_filled_draft_is_not_scolded(mine, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"title": "only this"})
    response = mine.get(file_url(case_id, "note") + "?draft=continue")
    assert response.status_code == 200
    assert "things to finish" not in read(response).text


def test_a_draft_goes_when_it_is_saved(mine, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"text": "half"})
    mine.post(file_url(case_id, "note"), {"kind": "note", "text": "whole"})
    assert Draft.objects.count() == 0
    assert "did not finish" not in read(mine.get(file_url(case_id, "note"))).text


def test_a_draft_can_be_discarded(mine, case_id):
    url = file_url(case_id, "note")
    mine.post(file_url(case_id, "keep", "note"), {"text": "half"})
    assert mine.post(url, {"discard_draft": "1"})["Location"] == url
    assert Draft.objects.count() == 0


def test_without_a_script_a_button_keeps_the_draft(world, mine, case_id):
    url = file_url(case_id, "note")
    response = mine.post(url, {"text": "half a sen", "save_draft": "1"})
    page = read(response)
    assert response.status_code == 200
    assert "Saved as a draft 09:00" in page.text
    assert page.form().fields["text"] == ["half a sen"]
    assert story(world, case_id) == []


def test_a_draft_is_hers_alone(mine, hers, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"text": "half"})
    assert "did not finish" not in read(hers.get(file_url(case_id, "note"))).text


def test_a_draft_of_a_changed_note_is_kept_apart_from_a_new_one(world, mine, case_id):
    document_id = add_note(world, case_id, text="first")
    change = file_url(case_id, "note_change", document_id)
    keep = mine.get(change).content.decode().split('data-autosave="')[1].split('"')[0]
    mine.post(keep, filled(mine.get(change), text="second"))
    assert read(mine.get(change + "?draft=continue")).form().fields["text"] == ["second"]
    assert "did not finish" not in read(mine.get(file_url(case_id, "note"))).text


def test_a_draft_survives_locking_the_screen(world, mine, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"text": "half a sen"})
    mine.post("/lock/")
    assert mine.get(file_url(case_id, "note"))["Location"] == "/unlock/"
    mine.post("/unlock/", {"password": world.caseworker.password})
    page = read(mine.get(file_url(case_id, "note") + "?draft=continue"))
    assert page.form().fields["text"] == ["half a sen"]


def test_a_draft_of_steps_comes_back_with_its_rows(mine, case_id):
    rows = {"words": "x", "steps": "3", "step-2-text": "Third"}
    mine.post(file_url(case_id, "keep", "goal"), rows)
    form = read(mine.get(file_url(case_id, "goal") + "?draft=continue")).form()
    assert form.fields["step-2-text"] == ["Third"]


@pytest.mark.parametrize("form", ["nothing", "note-1", "import"])
def test_only_our_forms_are_kept(mine, case_id, form):
    assert mine.post(file_url(case_id, "keep", form), {"text": "x"}).status_code == 404
    assert Draft.objects.count() == 0


def test_a_draft_in_a_foreign_file_is_refused(world, case_id):
    stranger = entered(make_second_organisation(world).caseworker)
    assert stranger.post(file_url(case_id, "keep", "note"), {"text": "x"}).status_code == 404
