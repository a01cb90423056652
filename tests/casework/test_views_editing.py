"""Writing into a file: notes, her plan, services, keeping in touch."""

from datetime import date

import pytest

from alongside.casework import actions, queries
from alongside.casework.contents import Goal, Step
from alongside.casework.models import Case, Task
from tests.casework.pages import NASTY, add_note, file_url, filled, part, read, story
from tests.organisations.browser import Browser
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


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


@pytest.mark.usefixtures("reachable")
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


@pytest.mark.usefixtures("reachable")
def test_a_planned_follow_up_is_moved(world, mine, case_id):
    day = {"planned_on_day": "9", "planned_on_month": "3", "planned_on_year": "2026"}
    mine.post(file_url(case_id, "follow_up"), {"how": "visit", "text": "See the room"} | day)
    page = read(mine.get(file_url(case_id, "services")))
    change = next(
        href
        for href in page.links
        if "/follow_up/" in href
        and not href.endswith("/done/")
        and href != file_url(case_id, "follow_up")
    )
    form = read(mine.get(change)).form()
    assert form.fields["text"] == ["See the room"]
    answers = {name: values[0] for name, values in form.fields.items() if values}
    mine.post(change, answers | {"planned_on_day": "12"})
    (shown,) = queries.services(actor=world.caseworker.actor, case_id=case_id, now=NOW).follow_ups
    assert (shown.done, shown.text) == (False, "See the room")
    assert Task.objects.get(kind="follow_up").due_on == date(2026, 3, 12)
    assert Case.objects.get(pk=case_id).next_due_on == date(2026, 3, 12)


@pytest.mark.usefixtures("reachable")
def test_a_follow_up_is_planned_and_what_came_of_it_recorded(world, mine, case_id):
    day = {"planned_on_day": "9", "planned_on_month": "3", "planned_on_year": "2026"}
    mine.post(file_url(case_id, "follow_up"), {"how": "visit", "text": "See the room"} | day)
    page = read(mine.get(file_url(case_id, "services")))
    done = next(href for href in page.links if href.endswith("/done/"))
    mine.post(
        done,
        {
            "answered": "herself",
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
