"""What is decided together, and who is around her."""

import re
from datetime import date
from uuid import uuid4

import pytest

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Closing, Conference, Goal, Relation, SafeContact, Step
from alongside.casework.enums import TaskState
from alongside.casework.errors import NoSuchFile
from alongside.casework.models import Case, Task
from tests.casework.factories import LATER, NOW, make_case
from tests.casework.pages import NASTY, file_url, filled, part, read

pytestmark = pytest.mark.django_db

SOON = date(2026, 3, 6)


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def asked(me):
    return {"case_id": make_case(me, "Mira").id, "actor": me, "now": LATER}


def held():
    return Conference(
        her_wish="To stay with my sister",
        she_was_there=True,
        held_on=NOW.date(),
        members=["Sunita Rai"],
        others="The lawyer",
        discussed="Where she sleeps",
        decisions=[
            Step(text="Ask the sister", who="us", due_on=SOON),
            Step(text="Write", who="other", who_words="The lawyer"),
        ],
    )


class TestDecidingTogether:
    def test_it_has_a_page_and_a_line_in_the_story_and_its_decisions_are_due(self, me, asked):
        saved = actions.save_conference(conference=held(), **asked)
        view = queries.conference(document_id=saved.document_id, **asked).conference
        assert (view.her_wish, view.without_her, view.present, view.discussed) == (
            "To stay with my sister",
            False,
            ["She herself", "Sunita Rai", "The lawyer"],
            "Where she sleeps",
        )
        assert [(one.text, one.who, one.due.text) for one in view.decisions] == [
            ("Ask the sister", "We do it", "6 Mar"),
            ("Write", "The lawyer", "When she says"),
        ]
        entry = queries.story(**asked).entries[0]
        assert (entry.title, entry.text, entry.place) == (
            "Decided together",
            "She wants: To stay with my sister\nAsk the sister\nWrite",
            f"conference/{saved.document_id}/read/",
        )
        today = queries.today(actor=me, now=LATER)
        assert [(one.text, one.hint, one.kind) for one in today.due] == [
            ("Ask the sister", "Decided together", "decision")
        ]
        tasks = queries.open_file(**asked).tasks
        assert {task.place for task in tasks} == {f"conference/{saved.document_id}/read/"}
        listed = queries.plan(**asked).conferences
        assert [(one.when, one.done, one.total) for one in listed] == [("2 March 2026", 0, 2)]

    def test_a_decision_is_ticked_there_and_by_its_task(self, me, asked):
        conference = held()
        saved = actions.save_conference(conference=conference, **asked)
        first, second = conference.decisions
        where = {"conference_id": saved.document_id}
        actions.tick_decision(decision_id=first.id, done=True, **where, **asked)
        assert Case.objects.get().next_due_on is None
        actions.finish_task(task_id=Task.objects.get(step_id=second.id).id, actor=me, now=LATER)
        view = queries.conference(document_id=saved.document_id, **asked).conference
        assert (view.done, view.total) == (2, 2)
        assert view.decisions[0].done_on == "3 March 2026"
        actions.tick_decision(decision_id=first.id, done=False, **where, **asked)
        assert Case.objects.get().next_due_on == SOON
        told = Entry.objects.filter(action="file.decision.ticked").count()
        assert told == 3
        with pytest.raises(NoSuchFile):
            actions.tick_decision(decision_id=uuid4(), done=True, **where, **asked)

    def test_decisions_go_and_come_with_the_file(self, asked):
        conference = held()
        saved = actions.save_conference(conference=conference, **asked)
        fewer = conference.model_copy(update={"decisions": conference.decisions[:1]})
        where = {"document_id": saved.document_id, "base_version": 1}
        actions.save_conference(conference=fewer, **where, **asked)
        actions.close(closing=Closing(reason="moved"), **asked)
        assert [one.state for one in Task.objects.order_by("id")] == [TaskState.SET_ASIDE]
        actions.reopen(why="She came back", **asked)
        assert [one.state for one in Task.objects.order_by("id")] == [TaskState.OPEN]

    def test_one_of_another_file_and_a_goal_are_none(self, me, asked):
        mine, other = asked["case_id"], make_case(me, "Lan").id
        saved = actions.save_conference(conference=held(), **asked)
        goal = actions.save_goal(goal=Goal(words="x"), **asked)
        for case_id, document_id in (
            (other, saved.document_id),
            (mine, goal.document_id),
            (mine, uuid4()),
        ):
            with pytest.raises(NoSuchFile):
                queries.conference(actor=me, case_id=case_id, document_id=document_id, now=LATER)

    def test_reading_it_is_journalled(self, asked):
        saved = actions.save_conference(conference=held(), **asked)
        queries.conference(document_id=saved.document_id, **asked)
        entry = Entry.objects.order_by("-seq").first()
        assert (entry.action, entry.object_id, entry.compartment) == (
            "file.conference.read",
            str(asked["case_id"]),
            "casework",
        )


class TestPeopleAroundHer:
    def test_whoever_may_have_harmed_her_comes_first(self, asked):
        for relation in (
            Relation(name="Karim", is_to_her="aunt_uncle", contact="never", harm="yes"),
            Relation(
                name="Rina",
                is_to_her="sister",
                age=19,
                contact="ask",
                contact_words="At the market",
                lives_with_her=True,
                depends_on_her=True,
                harm="no",
                text="Knows everything",
            ),
            Relation(is_to_her="child", is_child=True, harm="not_known"),
        ):
            actions.save_relation(relation=relation, **asked)
        people = queries.people_around(**asked).people
        assert people[0].name == "Karim"
        shown = {
            one.name: (one.who, [(chip.text, chip.kind) for chip in one.chips]) for one in people
        }
        assert shown == {
            "Karim": (
                "Aunt or uncle",
                [("May be involved in harm", "red"), ("Never speak with this person", "red")],
            ),
            "Rina": (
                "Sister · about 19 years old",
                [
                    ("Ask her each time", "yellow"),
                    ("Lives with her", "plain"),
                    ("Depends on her", "blue"),
                ],
            ),
            "Child": ("Child · under 18", []),
        }

    def test_what_she_said_about_all_of_them_stands_above(self, asked):
        assert queries.people_around(**asked).never == []
        contact = SafeContact(never=["call", "family", "employer"])
        actions.save_part(content=contact, base_version=None, **asked)
        assert queries.people_around(**asked).never == [
            "Never speak with her family",
            "Never speak with her employer",
        ]

    def test_they_are_changed_as_versions(self, asked):
        saved = actions.save_relation(relation=Relation(name="Rina"), **asked)
        where = {"document_id": saved.document_id, "base_version": 1}
        actions.save_relation(relation=Relation(name="Rina Das"), **where, **asked)
        assert [one.name for one in queries.people_around(**asked).people] == ["Rina Das"]

    def test_they_lie_where_her_safety_lies(self, asked):
        assert Relation.compartment == "location"
        actions.save_relation(relation=Relation(name="Rina"), **asked)
        entry = Entry.objects.order_by("-seq").first()
        assert (entry.action, entry.compartment) == ("file.people.saved", "location")


@pytest.mark.usefixtures("clock")
class TestThePages:
    def test_what_was_decided_is_written_down_and_read(self, world, mine, case_id):
        url = file_url(case_id, "conference")
        names = {world.caseworker.user.display_name, world.colleague.user.display_name}
        form = mine.get(url)
        assert [name for name in sorted(names) if name in read(form).text] == sorted(names)
        sent = filled(form, her_wish=NASTY, she_was_there="no") | {
            "members": sorted(names),
            "step-0-text": "Ask her sister",
            "step-0-who": "other",
            "step-0-who_words": "Rina",
        }
        assert mine.post(url, sent)["Location"] == file_url(case_id, "plan")
        (held,) = queries.plan(actor=world.caseworker.actor, case_id=case_id, now=NOW).conferences
        page = read(mine.get(file_url(case_id, "conference_read", held.id)))
        assert NASTY in page.text
        assert "She was not there." in page.text
        assert sorted(names) == sorted(one for one in page.isolated if one in names)
        assert "Decided together on 2 March 2026" in page.text
        (decision,) = held.decisions
        tick = file_url(case_id, "decision_done", held.id, decision.id)
        assert page.form(tick).buttons == {"done": "yes"}
        answer = mine.post(tick, {"done": "yes"})
        assert answer["Location"] == file_url(case_id, "conference_read", held.id)
        kept = part(world, case_id, "conference", held.id).content
        assert (kept.members, kept.decisions[0].state) == (sorted(names), "done")

    def test_one_that_says_nothing_is_not_finished(self, mine, case_id):
        url = file_url(case_id, "conference")
        response = mine.post(url, filled(mine.get(url), others=NASTY))
        page = read(response)
        assert response.status_code == 422
        assert page.text.count("Write what she wants, or what was decided.") == 2
        assert page.form().fields["others"] == [NASTY]

    def test_more_rows_for_decisions_keep_what_was_typed(self, mine, case_id):
        url = file_url(case_id, "conference")
        sent = filled(mine.get(url), more_steps="1", discussed=NASTY) | {"step-0-text": "Ask"}
        form = read(mine.post(url, sent)).form()
        assert (form.fields["steps"], form.fields["discussed"]) == (["5"], [NASTY])
        assert form.fields["step-0-text"] == ["Ask"]

    def test_two_who_write_it_at_once_see_both(self, world, mine, hers, case_id):
        saved = actions.save_conference(
            case_id=case_id, conference=held(), actor=world.caseworker.actor, now=NOW
        )
        url = file_url(case_id, "conference_change", saved.document_id)
        before = mine.get(url)
        hers.post(url, filled(hers.get(url), discussed="What she heard"))
        response = mine.post(url, filled(before, discussed="What I heard"))
        page = read(response)
        assert response.status_code == 409
        assert "What she heard" in page.text
        assert "What I heard" in page.text

    def test_somebody_around_her_is_written_down_and_changed(self, world, mine, case_id):
        url = file_url(case_id, "relation")
        sent = {
            "name": NASTY,
            "is_to_her": "brother",
            "contact": "never",
            "harm": "yes",
            "file_reference": "al-7k3qx",
        }
        response = mine.post(url, sent, follow=True)
        page = read(response)
        assert response.redirect_chain == [(file_url(case_id, "people_around"), 302)]
        assert NASTY in page.isolated
        assert "Never speak with this person" in page.isolated
        assert "Other file, as it was written down: AL-7K3QX" in page.text
        (change,) = [href for href in page.links if "/relation/" in href and href != url]
        mine.post(change, filled(mine.get(change), contact="ask"))
        (person,) = queries.people_around(
            actor=world.caseworker.actor, case_id=case_id, now=NOW
        ).people
        assert [chip.text for chip in person.chips] == [
            "May be involved in harm",
            "Ask her each time",
        ]

    def test_nobody_at_all_is_not_finished(self, mine, case_id):
        response = mine.post(file_url(case_id, "relation"), {"text": NASTY})
        page = read(response)
        assert response.status_code == 422
        assert page.text.count("Say what this person is called, or who it is to her.") == 2
        assert page.form().fields["text"] == [NASTY]

    @pytest.mark.parametrize("typed", ["AL-7K3Q", "AL-AEIOU", "7K3QX", "AL-7K3QXX", "mira"])
    def test_what_is_no_reference_is_refused_by_its_form(self, mine, case_id, typed):
        sent = {"name": "Rina", "file_reference": typed}
        response = mine.post(file_url(case_id, "relation"), sent)
        page = read(response)
        assert response.status_code == 422
        assert page.text.count("Look at it again. A reference looks like AL-7K3QX.") == 2

    def test_a_reference_tells_nothing_about_another_file(self, world, me, mine, case_id):
        theirs = make_case(me, "Lan Nguyen").reference
        absent = "AL-" + "".join("2" if letter == "3" else "3" for letter in theirs[3:])
        pages = []
        for reference in (theirs, absent):
            sent = {"name": "Rina", "file_reference": reference}
            mine.post(file_url(case_id, "relation"), sent)
            before = Entry.objects.count()
            html = mine.get(file_url(case_id, "people_around")).content.decode()
            assert Entry.objects.count() == before + 1
            [line] = [each for each in html.split("</li>") if reference in each]
            shown = line.rsplit("<li>", 1)[1]
            assert f"<bdi>{reference}</bdi>" in shown
            # But for the reference itself, and the id in the link to change it.
            pages.append(re.sub(f"{reference}|[0-9a-f-]{{36}}", "", shown))
        assert pages[0] == pages[1]
        assert "Lan Nguyen" not in html
        assert Entry.objects.order_by("-seq").first().others == ""

    @pytest.mark.parametrize("tab", ["file", "safety", "about"])
    def test_they_are_reached_from_her_file(self, mine, case_id, tab):
        url = file_url(case_id, "people_around")
        assert url in read(mine.get(file_url(case_id, tab))).links

    @pytest.mark.parametrize(
        ("name", "field"),
        [
            ("conference", "discussed"),
            ("relation", "text"),
            ("appointment", "place"),
            ("practical_support", "item"),
        ],
    )
    def test_what_is_being_typed_is_kept(self, mine, case_id, name, field):
        url = file_url(case_id, name)
        [keep] = re.findall(r'data-autosave="([^"]+)"', mine.get(url).content.decode())
        assert mine.post(keep, {field: NASTY}).status_code == 200
        assert "You began this" in read(mine.get(url)).text
        again = read(mine.get(f"{url}?draft=continue"))
        assert again.form().fields[field] == [NASTY]
