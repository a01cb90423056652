"""Lists: pages by key, one query and one journal entry each, and rows that do not open."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given, strategies as st

from alongside.audit import journal
from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Closing, Goal, Note, Step
from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.models import Case, SearchSegment
from alongside.casework.queries import Filters
from alongside.casework.queries.paging import day_place, moment_place, number_place, token
from alongside.core.access import SystemActor
from alongside.organisations.enums import Role, TeamKind
from tests.casework.factories import LATER, NOW, fresh, make_case, make_world
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

TODAY = LATER.date()


@pytest.fixture
def me(world):
    return world.caseworker.actor


def copies(actor, count, **fields):
    """Add many files at once, with heads that do not open: what is asked here is their order."""
    team_id = next(iter(actor.team_ids))
    cases = [
        Case(
            organisation_id=actor.organisation_id,
            team_id=team_id,
            worker_id=actor.user_id,
            since=TODAY,
            summary=b"",
            summary_epoch=1,
            **{"opened_on": TODAY, **fields},
        )
        for _ in range(count)
    ]
    Case.objects.bulk_create(cases)
    return {str(case.id) for case in cases}


def pages(actor, filters):
    """Return the ids of every page, following `next` to the end."""
    found, after = [], ""
    while True:
        page = queries.case_list(actor=actor, filters=filters, now=LATER, after=after)
        found.append([row.id for row in page.rows])
        after = page.next
        if not after:
            return found


def names(actor, **filters):
    page = queries.case_list(actor=actor, filters=Filters(**filters), now=LATER)
    return [row.name for row in page.rows]


class TestPaging:
    @pytest.mark.parametrize("count", [0, 1, 24, 25, 26, 50, 51])
    def test_ties_are_neither_lost_nor_shown_twice(self, me, count):
        made = copies(me, count)
        found = pages(me, Filters())
        flat = [row for page in found for row in page]
        assert (len(flat), set(flat)) == (count, made)
        assert all(len(page) == 25 for page in found[:-1])

    def test_newest_first_over_many_days(self, me):
        for days in range(30):
            copies(me, 2, opened_on=TODAY - timedelta(days))
        flat = [row for page in pages(me, Filters(scope="team")) for row in page]
        days = dict(Case.objects.values_list("id", "opened_on"))
        shown = [days[UUID(row)] for row in flat]
        assert shown == sorted(shown, reverse=True)
        assert len(set(flat)) == 60

    def test_what_is_due_first_comes_first(self, me):
        for days in (5, -3, 0, 2, -1):
            copies(me, 6, next_due_on=TODAY + timedelta(days))
        copies(me, 4)
        days = dict(Case.objects.values_list("id", "next_due_on"))
        due = [days[UUID(row)] for page in pages(me, Filters(due=True)) for row in page]
        assert (due, len(due)) == (sorted(due), 30)
        late = [days[UUID(row)] for page in pages(me, Filters(late=True)) for row in page]
        assert late == sorted(late)
        assert {(day - TODAY).days for day in late} == {-3, -1}

    def test_several_teams_are_one_list(self, world):
        coordinator = world.coordinator.actor
        opened = TODAY
        for team in sorted(coordinator.team_ids):
            for _ in range(12):
                Case.objects.create(
                    organisation_id=coordinator.organisation_id,
                    team_id=team,
                    since=TODAY,
                    opened_on=opened,
                    summary=b"",
                    summary_epoch=1,
                )
                opened -= timedelta(1)
        shown = [row for page in pages(coordinator, Filters(scope="all")) for row in page]
        kept = Case.objects.filter(team=world.team).order_by("-opened_on", "-id")
        assert shown == [str(case.id) for case in kept]

    @given(st.text(max_size=60))
    def test_any_text_is_a_place_or_the_first_page(self, word):
        for place in (day_place, moment_place):
            assert place(word) is None or len(place(word)) == 2
        assert number_place(word) >= 0

    def test_a_place_survives_the_address(self):
        place = (date(2026, 3, 2), UUID(int=9))
        assert day_place(token(*place)) == place
        assert moment_place(token(NOW.isoformat(), UUID(int=9))) == (NOW, UUID(int=9))
        assert number_place(token(75)) == 75

    @pytest.mark.parametrize(
        "filters",
        [
            Filters(),
            Filters(scope="team"),
            Filters(phase=Phase.PLAN),
            Filters(scope="team", phase=Phase.PLAN),
            Filters(closed=True),
            Filters(due=True),
            Filters(late=True, phase=Phase.NEW),
            Filters(scope="team", late=True),
            Filters(scope="team", late=True, phase=Phase.NEW),
        ],
    )
    def test_every_page_walks_along_an_index(self, me, filters):
        copies(me, 30, next_due_on=TODAY - timedelta(1))
        after = token(TODAY, UUID(int=2**127))
        with CaptureQueriesContext(connection) as caught:
            queries.case_list(actor=me, filters=filters, now=LATER, after=after)
        (sql,) = [one["sql"] for one in caught if '"casework_case"."summary"' in one["sql"]]
        assert "OFFSET" not in sql
        assert "COUNT" not in sql.upper()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                steps = [step[3] for step in cursor.fetchall()]
            assert any("USING INDEX case_" in step and "(" in step for step in steps)
            assert not any("TEMP B-TREE" in step for step in steps)


class TestFilters:
    def test_mine_is_mine_and_the_teams_is_everybodys(self, world, me):
        make_case(me, "Mira")
        make_case(world.colleague.actor, "Lan", now=LATER)
        assert names(me) == ["Mira"]
        assert names(me, scope="team") == ["Lan", "Mira"]
        assert names(me, scope="all") == ["Lan", "Mira"]

    def test_open_files_unless_asked_for_closed_ones(self, me):
        made = make_case(me, "Mira")
        make_case(me, "Lan", Goal(words="x", steps=[Step(text="y", due_on=date(2026, 3, 2))]))
        closing = Closing(reason=ClosedReason.MOVED)
        actions.close(case_id=made.id, closing=closing, actor=me, now=LATER)
        assert names(me) == ["Lan"]
        assert names(me, closed=True) == ["Mira"]
        assert names(me, phase=Phase.CLOSED) == ["Mira"]
        assert names(me, phase=Phase.PLAN) == ["Lan"]
        assert names(me, phase=Phase.NEW) == []
        assert names(me, late=True) == ["Lan"]

    def test_language_is_filtered_without_being_in_clear(self, me):
        for called, language in [
            ("Mira", "bn"),
            ("Lan", "vi"),
            ("Rina", "bn"),
            ("Ada", "Yoruba X"),
        ]:
            make_case(me, called, language=language)
        assert sorted(names(me, language="bn")) == ["Mira", "Rina"]
        assert names(me, language="yoruba  x") == ["Ada"]
        assert names(me, language="th") == []

    def test_language_pages_too(self, me):
        for number in range(60):
            make_case(me, f"Mira {number}", language="bn" if number % 2 else "vi")
        found = pages(me, Filters(language="bn", scope="team"))
        assert [len(page) for page in found] == [25, 5]
        assert len({row for page in found for row in page}) == 30

    def test_not_of_other_organisations_even_by_their_team(self, me):
        other = make_world()
        make_case(other.caseworker.actor, "Mira")
        assert names(me, scope="team", team_id=other.team.id) == []
        assert names(me, scope="all") == []

    def test_choices_name_her_file_teams(self, world):
        choices = queries.list_choices(actor=world.coordinator.actor)
        assert choices.teams == [(world.team.id, world.team.name)]
        assert ("new", "First contact") in choices.phases
        assert ("bn", "Bangla") in choices.languages


class TestReading:
    def test_it_is_journalled_once_with_every_file(self, me):
        made = [make_case(me, name) for name in ("Mira", "Lan")]
        before = Entry.objects.count()
        queries.case_list(actor=me, filters=Filters(), now=LATER)
        assert Entry.objects.count() == before + 1
        entry = Entry.objects.order_by("-seq").first()
        assert (entry.action, entry.object_id) == ("files.listed", str(me.user_id))
        assert (entry.compartment, entry.basis) == ("list", "keeps the file")
        assert set(entry.others.split(",")) == {str(one.id) for one in made}

    def test_without_the_journal_nothing_is_read(self, me, monkeypatch):
        make_case(me)

        def fail(**_entry):
            raise journal.JournalUnavailable

        monkeypatch.setattr(journal, "_append", fail)
        with pytest.raises(journal.JournalUnavailable):
            queries.case_list(actor=me, filters=Filters(), now=LATER)

    def test_three_rows_cost_as_many_queries_as_one(self, world, me):
        make_case(me, "Mira")
        with CaptureQueriesContext(connection) as one:
            queries.case_list(actor=fresh(world.caseworker), filters=Filters(), now=LATER)
        make_case(me, "Lan")
        make_case(world.colleague.actor, "Rina")
        with CaptureQueriesContext(connection) as three:
            rows = queries.case_list(
                actor=fresh(world.caseworker), filters=Filters(scope="team"), now=LATER
            ).rows
        assert len(rows) == 3
        assert len(three) == len(one)

    def test_a_damaged_head_says_so_and_hides_nothing_else(self, me):
        for name in ("Mira", "Lan", "Rina"):
            make_case(me, name)
        mira, lan, rina = Case.objects.order_by("opened_on", "id")
        damaged = bytearray(lan.summary)
        damaged[60] ^= 1
        QuerySet(Case).filter(pk=lan.pk).update(summary=bytes(damaged))
        # A head that was moved to another file does not open there.
        QuerySet(Case).filter(pk=rina.pk).update(summary=bytes(mira.summary))
        rows = queries.case_list(actor=me, filters=Filters(), now=LATER).rows
        told = {row.reference: (row.name, row.problem) for row in rows}
        sentence = "This part could not be opened."
        whole = told.pop(mira.reference)
        assert whole[0] in {"Mira", "Lan", "Rina"}
        assert whole[1] == ""
        assert told == {lan.reference: ("", sentence), rina.reference: ("", sentence)}
        entry = Entry.objects.order_by("-seq").first()
        assert entry.action == "file.not_opened"
        assert {entry.object_id, *entry.others.split(",")} == {str(lan.id), str(rina.id)}

    def test_a_damaged_head_is_made_anew_when_the_file_is_next_saved(self, me):
        made = make_case(me, "Mira", from_place="Jashore")
        QuerySet(Case).update(summary=b"x1" + bytes(100))
        goal = Goal(words="x", steps=[Step(text="Ask", due_on=TODAY)])
        actions.save_goal(case_id=made.id, goal=goal, actor=me, now=LATER)
        (row,) = queries.case_list(actor=me, filters=Filters(), now=LATER).rows
        assert (row.name, row.route, row.next, row.problem) == ("Mira", "Jashore", "Ask", "")

    @pytest.mark.parametrize("role", [Role.RESEARCHER, Role.EDITOR, Role.ORGANISER])
    def test_roles_without_files_see_no_list(self, world, role):
        person = make_person(
            world.founded, role=role, team_kinds=[TeamKind.RESEARCH] * (role == Role.RESEARCHER)
        )
        for ask in (
            lambda: queries.case_list(actor=person.actor, filters=Filters(), now=LATER),
            lambda: queries.find(actor=person.actor, text="Mira", now=LATER),
            lambda: queries.today(actor=person.actor, now=LATER),
        ):
            with pytest.raises(PermissionDenied):
                ask()

    def test_the_machine_sees_no_list(self):
        with pytest.raises(PermissionDenied):
            queries.case_list(actor=SystemActor(reason="x"), filters=Filters(), now=LATER)

    def test_a_segment_that_does_not_open_is_told_of(self, me):
        make_case(me, "Mira", language="bn")
        QuerySet(SearchSegment).update(box=b"x1" + bytes(100))
        page = queries.case_list(actor=me, filters=Filters(language="bn"), now=LATER)
        assert (page.rows, page.problem) == (
            [],
            "Some people may be missing: a part of the search could not be opened.",
        )


def test_a_note_changes_nothing_of_the_list(me):
    made = make_case(me, "Mira")
    before = bytes(Case.objects.get().summary)
    actions.add_note(case_id=made.id, note=Note(text="x"), actor=me, now=LATER)
    assert bytes(Case.objects.get().summary) == before
