"""Segments in the database: a small last one, full ones, names that changed, and damage."""

from uuid import uuid4

import pytest
from django.db.models import QuerySet

from alongside.audit.models import Entry as JournalEntry
from alongside.casework import actions, queries
from alongside.casework.contents import Identity, SafeContact
from alongside.casework.models import Case, SearchSegment
from alongside.casework.search import keeping, phones
from alongside.organisations.models import Team
from tests.casework.factories import LATER, fresh, make_case, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def small(monkeypatch):
    """Let four people fill the last segment and ten a full one."""
    monkeypatch.setattr(keeping, "TAIL_HOLDS", 4)
    monkeypatch.setattr(keeping, "SEGMENT_HOLDS", 10)


def find(actor, text):
    return [row.name for row in queries.find(actor=actor, text=text, now=LATER).rows]


def rename(actor, made, called, version=1):
    actions.save_part(
        case_id=made.id,
        content=Identity(called=called),
        base_version=version,
        actor=actor,
        now=LATER,
    )


NAMES = [
    "Mira", "Farida", "Lan", "Sokha", "Thida", "Eleni", "Amal", "Gita", "Rokeya", "Yuliana",
    "Wanjiru", "Ileana", "Begoña", "Malee", "Sunita", "Khadija", "Ruxandra", "Zawadi", "Dewi",
    "Nhung", "Parul", "Kamala", "Najwa",
]  # fmt: skip


class TestMovingOn:
    def test_everybody_is_found_wherever_she_lies(self, world, me, small):
        for name in NAMES:
            make_case(me, name)
        counts = SearchSegment.objects.order_by("number").values_list("number", "count")
        assert list(counts) == [(0, 3), (1, 10), (2, 10)]
        actor = fresh(world.caseworker)
        for name in NAMES:
            assert find(actor, name)[0] == name

    def test_few_segments_and_few_writings(self, me, small, monkeypatch):
        monkeypatch.setattr(keeping, "SEGMENT_HOLDS", 1000)
        written, write = [], keeping._write

        def counted(row, entries, keyring):
            written.append(len(entries) if row.number != keeping.TAIL else 0)
            write(row, entries, keyring)

        monkeypatch.setattr(keeping, "_write", counted)
        for number in range(80):
            make_case(me, f"Person {number}")
        # Sixteen times five people: as many segments as sixteen has binary ones.
        counts = SearchSegment.objects.order_by("number").values_list("number", "count")
        assert list(counts) == [(0, 0), (1, 80)]
        # Written as one each time, they would have been 5 + 10 + … + 80.
        assert sum(written) == 240

    def test_what_is_newer_stands_when_segments_are_put_together(self, me, small):
        made = [make_case(me, name) for name in NAMES[:5]]
        rename(me, made[0], "Tamanna")
        for name in NAMES[5:9]:
            make_case(me, name)
        counts = SearchSegment.objects.order_by("number").values_list("number", "count")
        assert list(counts) == [(0, 0), (1, 9)]
        assert find(me, "Tamanna") == ["Tamanna"]
        assert "Tamanna" not in find(me, "Mira")

    def test_who_is_with_another_team_now_is_not_found(self, me):
        made = make_case(me, "Mira")
        elsewhere = Team.objects.exclude(pk=Case.objects.get(pk=made.id).team_id).first()
        Case.objects.filter(pk=made.id).update(team=elsewhere)
        assert find(me, "Mira") == []

    def test_segments_put_together_while_they_are_read_hide_nobody(self, me, small):
        first = {make_case(me, name).id for name in NAMES[:9]}
        reading = keeping.open_newest_first(team_ids=me.team_ids, keyring=me.keys, broken=[])
        seen = list(next(reading).segment.entries())
        for name in NAMES[9:15]:
            make_case(me, name)
        seen += [case_id for one in reading for case_id in one.segment.entries()]
        assert first <= set(seen)

    def test_the_last_segment_stays_small(self, me):
        make_case(me)
        first = len(SearchSegment.objects.get().box)
        for name in NAMES[:10]:
            make_case(me, name)
        assert first < 600
        assert len(SearchSegment.objects.get().box) < 2000

    def test_a_full_one_is_not_written_again_for_a_changed_name(self, me, small):
        made = [make_case(me, name) for name in NAMES[:6]]
        before = bytes(SearchSegment.objects.get(number=1).box)
        rename(me, made[0], "Tamanna")
        assert bytes(SearchSegment.objects.get(number=1).box) == before
        assert find(me, "Tamanna") == ["Tamanna"]
        assert "Tamanna" not in find(me, "Mira")

    def test_a_former_name_finds_nobody_even_after_it_moved_on(self, me, small):
        made = [make_case(me, name) for name in NAMES[:6]]
        rename(me, made[0], "Tamanna")
        for name in NAMES[6:12]:
            make_case(me, name)
        assert find(me, "Tamanna") == ["Tamanna"]
        assert find(me, "Mira") == []


class TestForgetting:
    def test_it_leaves_every_segment(self, me, small):
        made = [make_case(me, name) for name in NAMES[:6]]
        rename(me, made[0], "Tamanna")
        keyring = me.keys
        keeping.forget([made[0].id], team_id=next(iter(me.team_ids)), keyring=keyring)
        opened, broken = keeping.open_all(team_ids=me.team_ids, keyring=keyring)
        assert broken == []
        held = {case_id for one in opened for case_id in one.segment.entries()}
        assert held == {one.id for one in made[1:]}


class TestDamage:
    def test_a_broken_last_segment_is_set_aside_and_told_of(self, me):
        make_case(me, "Mira")
        QuerySet(SearchSegment).update(box=b"x1" + bytes(200))
        make_case(me, "Farida")
        assert sorted(SearchSegment.objects.values_list("number", "count")) == [(0, 1), (1, 1)]
        found = queries.find(actor=me, text="Farida", now=LATER)
        assert [row.name for row in found.rows] == ["Farida"]
        assert found.problem.startswith("Some people may be missing")

    def test_a_segment_of_another_team_does_not_open(self, me):
        make_case(me, "Mira")
        theirs = make_world().caseworker.actor
        make_case(theirs, "Lan")
        other = SearchSegment.objects.get(team_id__in=theirs.team_ids)
        QuerySet(SearchSegment).filter(team_id__in=me.team_ids).update(box=other.box)
        found = queries.find(actor=me, text="Lan", now=LATER)
        assert (found.rows, found.problem != "") == ([], True)


class TestFinding:
    @pytest.mark.parametrize(
        "typed", ["+880 1712-345678", "01712 345 678", "8801712345678", "০১৭১২৩৪৫৬৭৮", "1712345678"]
    )
    def test_a_phone_number_however_it_is_typed(self, world, me, typed):
        world.organisation.country = "BD"
        world.organisation.save()
        make_case(me, "Mira", SafeContact(number="+8801712345678"))
        make_case(me, "Lan", SafeContact(number="+8801712345679"))
        assert find(me, typed) == ["Mira"]

    def test_another_number_of_hers(self, me):
        make_case(me, "Mira", SafeContact(other_numbers=["+40 721 234 567"]))
        assert find(me, "0721234567") == ["Mira"]
        assert find(me, "0721234568") == []

    def test_a_file_number_in_any_case(self, me):
        made = make_case(me, "Mira")
        make_case(me, "Lan")
        for typed in (made.reference, made.reference.lower(), made.reference[3:]):
            assert find(me, typed) == ["Mira"]

    def test_also_the_name_on_papers_and_other_names(self, me):
        make_case(me, "Mira", papers_name="Meherunnesa Khatun", other_names=["Tuli"])
        for typed in ("Meherunnesa", "tuli", "khatun meherunesa"):
            assert find(me, typed) == ["Mira"]

    def test_closed_files_too_but_none_of_others(self, me):
        theirs = make_world().caseworker.actor
        make_case(theirs, "Mira")
        assert find(me, "Mira") == []

    def test_what_was_typed_is_written_nowhere(self, me):
        made = make_case(me, "Mira")
        find(me, "Mira kestrel")
        entry = JournalEntry.objects.order_by("-seq").first()
        assert (entry.action, entry.others) == ("files.searched", str(made.id))
        assert "kestrel" not in str(entry.content())

    def test_an_endless_text_is_cut(self, me):
        make_case(me, "Mira")
        assert find(me, "Mira " + "x" * 100_000) == ["Mira"]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("+880 1712-345678", "", ("8801712345678", "1712345678")),
        ("01712345678", "BD", ("8801712345678", "1712345678")),
        ("0171234", "", ("0171234", "171234")),
        ("call her", "", ()),
        ("1234", "BD", ()),
    ],
)
def test_forms_of_a_number(text, country, expected):
    assert phones.forms(text, country) == expected


def test_an_entry_holds_nothing_but_what_is_compared():
    case = Case(id=uuid4(), reference="AL-22222")
    entry = keeping.entry_of(case, Identity(called="Mira", language="Some Urdu"), None, "")
    assert (entry.language, entry.phones, [key.written for key in entry.keys]) == (
        "some_urdu",
        (),
        ["mira"],
    )
