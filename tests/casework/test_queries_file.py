"""The pages of one file: what they show, what they journal, and what damage they survive."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from alongside.audit import journal
from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import (
    Arrival,
    Episode,
    FollowUp,
    Goal,
    Needs,
    Note,
    SafeContact,
    SafetyPlan,
    Service,
    Step,
    Whereabouts,
)
from alongside.casework.errors import NoSuchFile, Unreadable
from alongside.casework.models import Task
from alongside.consent import actions as consent
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from alongside.organisations.enums import Role, TeamKind
from alongside.vault.models import Key, SealedDocument, Wrap
from tests.casework.factories import LATER, NOW, fresh, make_case
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

SENTENCE = "This part could not be opened."
PAGES = {
    "open_file": queries.open_file,
    "story": queries.story,
    "plan": queries.plan,
    "services": queries.services,
    "safety": queries.safety,
    "people_around": queries.people_around,
    "documents": queries.documents,
    "episodes": queries.episodes,
    "who_looked": queries.who_looked,
}


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def made(me):
    """Return a file with one of everything."""
    made = make_case(
        me,
        "Mira",
        SafeContact(
            channel="whatsapp",
            number="+880 1712 345678",
            days=["sun"],
            hours="10:00–13:00",
            safe_words="about the sewing class",
            never=["call"],
            never_words="Not after ten",
            checked=True,
        ),
        Whereabouts(place="Beirut"),
        SafetyPlan(active=True, dangers="Her employer"),
        Needs(needs=["wages"], own_words="My passport"),
        Episode(from_place="Dhaka", to_place="Beirut", type_of_exploitation=["ForcedLabour"]),
        Goal(words="To go home", steps=[Step(text="Ask", due_on=date(2026, 3, 4))]),
        Arrival(came_from="The hospital", came_on=date(2026, 2, 27)),
        language="bn",
        other_languages=["ar", "some Urdu"],
        pronoun="she",
        interpreter=True,
    )
    actions.add_note(
        case_id=made.id,
        note=Note(kind="she_decided", title="She asked to pause", text="Two weeks"),
        actor=me,
        now=NOW + timedelta(minutes=1),
    )
    actions.record_service(
        case_id=made.id,
        service=Service(kind="x_counselling", given_on=date(2026, 3, 1), provider="Dr Hoda"),
        actor=me,
        now=NOW + timedelta(minutes=2),
    )
    actions.plan_follow_up(
        case_id=made.id,
        follow_up=FollowUp(planned_on=date(2026, 4, 1), how="message"),
        actor=me,
        now=NOW,
    )
    return made


def damage(**which):
    """Flip one bit in every box of these documents, as a failing disk or a thief might."""
    rows = QuerySet(SealedDocument).filter(**which)
    assert rows.count() > 0
    for row in rows.order_by("id"):
        box = bytearray(row.box)
        box[50] ^= 1
        QuerySet(SealedDocument).filter(pk=row.pk).update(box=bytes(box))


def last_entry(action):
    return Entry.objects.filter(action=action).order_by("-seq").first()


class TestWhatIsShown:
    def test_the_head(self, me, made):
        head = queries.open_file(actor=me, case_id=made.id, now=LATER).head
        assert (head.name, head.reference, head.pronoun) == ("Mira", made.reference, "she")
        assert (head.speaks, head.interpreter) == ("Bangla, Arabic, some Urdu", True)
        assert (head.worker, head.since, head.closed) == ("You", "2 March 2026", "")
        assert [chip.text for chip in (head.phase, *head.chips)] == [
            "Keeping in touch",
            "Safety plan active",
            "Do not call",
        ]

    def test_how_to_reach_her(self, me, made):
        contact = queries.open_file(actor=me, case_id=made.id, now=LATER).contact
        assert contact.lines == [
            "WhatsApp text: +880 1712 345678",
            "Sunday 10:00–13:00",
            "Words that are safe: “about the sewing class”",
        ]
        assert contact.never == ["Never call", "Not after ten"]

    def test_a_number_nobody_asked_her_about_says_so(self, me):
        made = make_case(me, "Lan", SafeContact(number="0171"))
        contact = queries.open_file(actor=me, case_id=made.id, now=LATER).contact
        assert contact.lines == ["0171", "She has not yet said whether this is safe."]

    def test_the_story_is_newest_first_and_begins_with_the_file(self, me, made):
        page = queries.story(actor=me, case_id=made.id, now=LATER)
        told = [(entry.title, entry.chip.text if entry.chip else "") for entry in page.entries]
        assert told[0] == ("Counselling", "Service")
        assert told[1] == ("She asked to pause", "Her decision")
        assert set(told[2:4]) == {("Write to her", "Planned"), ("How she came to us", "")}
        assert told[4] == ("File opened", "")
        assert page.entries[0].meta == "1 March 2026 · You"
        assert page.next == ""

    def test_the_story_pages_by_25_and_loses_nothing(self, me):
        made = make_case(me)
        for number in range(60):
            # Several in one moment: the page's edge must not lose any of them.
            moment = NOW + timedelta(minutes=number // 7)
            note = Note(text=f"note {number}")
            actions.add_note(case_id=made.id, note=note, actor=me, now=moment)
        texts, after, sizes = [], "", []
        while True:
            page = queries.story(actor=me, case_id=made.id, now=LATER, after=after)
            texts += [entry.text for entry in page.entries if entry.kind == "note"]
            sizes.append(len(page.entries))
            after = page.next
            if not after:
                break
        assert sizes == [25, 25, 11]
        assert sorted(texts) == sorted(f"note {number}" for number in range(60))

    def test_who_looked_names_people_and_deeds(self, world, me, made):
        queries.story(actor=fresh(world.colleague), case_id=made.id, now=LATER)
        lines = queries.who_looked(actor=me, case_id=made.id, now=LATER).lines
        assert [(line.who, line.what) for line in lines[:3]] == [
            ("You", "looked at who looked"),
            ("Farida Begum", "read the file"),
            ("You", "planned a follow-up"),
        ]
        assert (lines[-1].who, lines[-1].what) == ("You", "opened the file")

    def test_a_consent_that_ends_is_told(self, me, made):
        case = CaseRef(
            id=made.id, organisation_id=me.organisation_id, team_id=next(iter(me.team_ids))
        )
        consent.record_agreement(
            case=case,
            purpose=Purpose.STATISTICS,
            recipient=Recipient.figures(me.organisation_id),
            compartments=("coded",),
            answer=Answer.YES,
            expires_on=date(2026, 5, 3),
            actor=me,
            now=NOW,
        )
        chips = queries.open_file(actor=me, case_id=made.id, now=LATER).head.chips
        assert chips[-1].text == "Consent until 3 May"

    def test_rights_follow_role_and_team(self, world, made):
        volunteer = make_person(world.founded, role=Role.VOLUNTEER).actor
        coordinator = world.coordinator.actor
        for actor, expected in [
            (volunteer, (True, False, False, False, False)),
            (coordinator, (True, True, True, True, True)),
        ]:
            rights = queries.open_file(actor=actor, case_id=made.id, now=LATER).rights
            assert (
                rights.write,
                rights.close,
                rights.hand_over,
                rights.export,
                rights.export_plain,
            ) == expected

    def test_a_role_without_files_is_refused_alike_for_any_file(self, world, made):
        researcher = world.researcher.actor
        for case_id in (made.id, world.team.id):
            with pytest.raises(PermissionDenied):
                queries.open_file(actor=researcher, case_id=case_id, now=LATER)


class TestSharing:
    def test_a_team_she_agreed_to_reads_those_parts_only(self, world, me, made):
        lawyer = make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL])
        case = CaseRef(id=made.id, organisation_id=me.organisation_id, team_id=world.team.id)
        record = consent.record_agreement(
            case=case,
            purpose=Purpose.LEGAL_REPRESENTATION,
            recipient=Recipient.team(world.teams[TeamKind.LEGAL].id),
            compartments=("identity", "story"),
            answer=Answer.YES,
            actor=me,
            now=NOW,
        )
        page = queries.episodes(actor=fresh(lawyer), case_id=made.id, now=LATER)
        assert page.file.head.name == "Mira"
        assert page.episodes[0].content.to_place == "Beirut"
        assert (page.file.contact, page.file.tasks, page.file.wants) == (None, [], [])
        assert page.file.rights.write is False
        entry = last_entry("file.story.read")
        assert (entry.basis, entry.compartment) == (f"agreement {record.id}", "identity,story")
        consent.withdraw(case=case, record_id=record.id, actor=me, now=LATER)
        with pytest.raises(NoSuchFile):
            queries.episodes(actor=fresh(lawyer), case_id=made.id, now=LATER)


class TestReading:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_is_journalled_once_and_not_without(self, me, made, page, monkeypatch):
        before = Entry.objects.count()
        PAGES[page](actor=me, case_id=made.id, now=LATER)
        assert Entry.objects.count() == before + 1
        entry = Entry.objects.order_by("-seq").first()
        assert (entry.object_id, entry.basis) == (str(made.id), "keeps the file")

        def fail(**_entry):
            raise journal.JournalUnavailable

        monkeypatch.setattr(journal, "_append", fail)
        with pytest.raises(journal.JournalUnavailable):
            PAGES[page](actor=me, case_id=made.id, now=LATER)

    @pytest.mark.parametrize("page", ["story", "plan", "services", "documents", "episodes"])
    def test_three_entries_cost_as_many_queries_as_one(self, world, me, page):
        made = make_case(me)

        def add():
            asked = {"case_id": made.id, "actor": me, "now": NOW}
            actions.add_note(note=Note(text="x"), **asked)
            actions.record_service(service=Service(kind="Health"), **asked)
            actions.save_goal(goal=Goal(words="x", steps=[Step(text="y")]), **asked)
            actions.save_part(content=Episode(story="x"), base_version=None, **asked)

        def cost():
            with CaptureQueriesContext(connection) as caught:
                PAGES[page](actor=fresh(world.caseworker), case_id=made.id, now=LATER)
            return len(caught)

        add()
        one = cost()
        add()
        add()
        assert cost() == one


class TestDamage:
    @pytest.mark.parametrize("kind", ["identity", "safe_contact", "safety_plan", "needs"])
    def test_one_part_says_so_and_the_rest_works(self, me, made, kind):
        damage(subject=made.id, kind=kind)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        broken = {name: part.problem for name, part in file.parts.items() if part.problem}
        assert broken == {kind: SENTENCE}
        assert file.problems == [SENTENCE]
        assert [want.words for want in file.wants] == ["To go home"]
        assert file.parts["whereabouts"].content.place == "Beirut"
        entry = last_entry("file.not_opened")
        document = SealedDocument.objects.get(subject=made.id, kind=kind)
        assert (entry.object_id, entry.others) == (str(made.id), str(document.document_id))
        assert entry.compartment == document.compartment

    def test_one_entry_of_the_story_says_so(self, me, made):
        damage(subject=made.id, kind="note")
        entries = queries.story(actor=me, case_id=made.id, now=LATER).entries
        assert [(one.kind, one.problem, one.can_change) for one in entries[:2]] == [
            ("service", "", True),
            ("note", SENTENCE, False),
        ]

    def test_goals_services_and_follow_ups_say_so(self, me, made):
        for kind in ("goal", "service", "follow_up"):
            damage(subject=made.id, kind=kind)
        plan = queries.plan(actor=me, case_id=made.id, now=LATER)
        assert [(goal.problem, goal.words, goal.steps) for goal in plan.goals] == [
            (SENTENCE, "", [])
        ]
        page = queries.services(actor=me, case_id=made.id, now=LATER)
        assert [one.problem for one in (*page.services, *page.follow_ups)] == [SENTENCE] * 2

    def test_a_document_moved_from_another_file_does_not_open(self, me, made):
        other = make_case(me, "Lan")
        theirs = SealedDocument.objects.get(subject=other.id, kind="identity")
        moved = QuerySet(SealedDocument).filter(subject=made.id, kind="identity")
        moved.update(box=theirs.box)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert (file.head.name, file.parts["identity"].problem) == ("", SENTENCE)

    def test_an_older_version_put_back_does_not_open(self, me, made):
        first = SealedDocument.objects.get(subject=made.id, kind="needs")
        actions.save_part(
            case_id=made.id, content=Needs(own_words="new"), base_version=1, actor=me, now=LATER
        )
        rows = QuerySet(SealedDocument).filter(subject=made.id, kind="needs", head=True)
        rows.update(box=first.box)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert file.parts["needs"].problem == SENTENCE

    def test_a_whole_compartment_says_which(self, me, made):
        location = Key.objects.get(subject=made.id, label="location")
        wrap = Wrap.objects.get(key__subject=made.id, key__label="casework")
        QuerySet(Wrap).filter(key=location).update(box=wrap.box)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert file.problems == ["How to reach her and her safety plan could not be opened."]
        assert file.parts["safe_contact"].problem == SENTENCE
        assert file.head.name == "Mira"
        assert last_entry("file.not_opened").compartment == "location"

    def test_a_damaged_task_says_so(self, me, made):
        damaged = Task.objects.get(case_id=made.id, kind="step")
        QuerySet(Task).filter(pk=damaged.pk).update(box=b"x1" + bytes(90))
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert [task.text for task in file.tasks] == [SENTENCE, "Write to her"]
        (due,) = queries.today(actor=me, now=LATER).due
        assert (due.text, due.name, due.problem) == (SENTENCE, "Mira", SENTENCE)

    def test_what_does_not_open_is_not_built_on(self, me, made):
        goal = SealedDocument.objects.get(subject=made.id, kind="goal")
        damage(subject=made.id, kind="goal")
        step = Task.objects.get(case_id=made.id, kind="step")
        with pytest.raises(Unreadable, match="cannot be changed"):
            actions.finish_task(task_id=step.id, actor=me, now=LATER)
        versions = SealedDocument.objects.filter(document_id=goal.document_id).count()
        assert versions == 1
