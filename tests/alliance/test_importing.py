"""A list of services: looked at row by row, then written, and written over by a second one."""

import io
from datetime import date

import pytest
from django.http import Http404

from alongside.alliance.actions import importing as actions
from alongside.alliance.enums import RowOutcome
from alongside.alliance.models import Service
from alongside.audit.models import Entry
from alongside.core.spreadsheets.refusals import EmptyTable, NoHeader, UnreadableTable
from tests.alliance.factories import make_own, make_service
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db
SHEET = """Our services 2026
reference,name,name_es,kinds,languages,Country,place,phone,is_public,confirmed_on,Street
S-1,The night line,La línea,hotline;legal,ro|en,Romania,Iași,+40 000 000 000,yes,2026-02-01,Rd 1
S-2,A room,,shelter,"Romanian, español",Rumania,,,no,,
S-3,Another room,,A safe place to stay,ro,RO,Cluj,,no,,
S-4,,,hotline,klingon,Atlantis,,call me,perhaps,2031-01-01,
"""
REFUSED = (
    "Languages spoken: we do not understand “klingon”.",
    "Phone: we do not understand “call me”.",
    "Shown in public: we do not understand “perhaps”.",
    "It cannot have been confirmed on a day that has not come.",
    "Give it a name.",
    "Say in which country: its name, or its two letters.",
)


@pytest.fixture
def member(editor):
    return make_own(editor.actor)


def begin(member, editor, text=SHEET, filename="services.csv"):
    actions.begin(
        member_id=member.pk,
        file=io.BytesIO(text.encode()),
        filename=filename,
        language="en",
        actor=editor.actor,
        now=NOW,
    )


def brought(member, editor, text=SHEET):
    begin(member, editor, text)
    told = actions.run(member_id=member.pk, actor=editor.actor, now=NOW)
    return [one.outcome for one in told]


def test_every_row_is_told_before_anything_is_written(member, editor):
    begin(member, editor)
    told, left_out = actions.preview(member_id=member.pk, actor=editor.actor, now=NOW)
    assert [(one.number, one.name, one.outcome) for one in told] == [
        (3, "The night line", RowOutcome.CREATED),
        (4, "A room", RowOutcome.CREATED),
        (5, "Another room", RowOutcome.REFUSED),
        (6, "", RowOutcome.REFUSED),
    ]
    assert told[2].sentences[0].startswith("A safe place to stay never says where it is")
    assert told[3].sentences == REFUSED
    assert left_out == ("Street",)
    assert Service.objects.count() == 0


def test_what_is_written_is_what_the_row_says(member, editor):
    assert brought(member, editor) == [RowOutcome.CREATED] * 2 + [RowOutcome.REFUSED] * 2
    line = Service.objects.get(reference="S-1")
    assert line.name == {"en": "The night line", "es": "La línea"}
    assert (line.kinds, line.languages) == (["hotline", "legal"], ["ro", "en"])
    assert (line.country, line.place, line.phone) == ("RO", "Iași", "+40 000 000 000")
    assert (line.is_public, line.confirmed_on) == (True, date(2026, 2, 1))
    room = Service.objects.get(reference="S-2")
    assert (room.is_shelter, room.confirmed_on) == (True, NOW.date())
    assert (room.country, room.languages) == ("RO", ["ro", "es"])
    actions_done = list(Entry.objects.order_by("seq").values_list("action", flat=True))[-3:]
    assert actions_done == ["alliance.service.added"] * 2 + ["alliance.services.imported"]


def test_a_second_import_of_the_same_rows_updates(member, editor):
    brought(member, editor)
    assert brought(member, editor)[:2] == [RowOutcome.UNCHANGED] * 2
    changed = SHEET.replace("+40 000 000 000", "+40 000 000 009")
    assert brought(member, editor, changed)[:2] == [RowOutcome.UPDATED, RowOutcome.UNCHANGED]
    assert Service.objects.count() == 2
    assert Service.objects.get(reference="S-1").phone == "+40 000 000 009"


def test_what_has_no_column_stays_as_it_is(member, editor):
    brought(member, editor)
    assert brought(member, editor, "reference,hours\nS-1,At night\n") == [RowOutcome.UPDATED]
    line = Service.objects.get(reference="S-1")
    assert (line.hours, line.phone, line.kinds) == (
        {"en": "At night"},
        "+40 000 000 000",
        ["hotline", "legal"],
    )


def test_without_a_number_the_name_finds_it(member, editor):
    service = make_service(editor.actor, member)
    sheet = "name,kinds,country,phone\nthe NIGHT line,hotline,RO,112\n"
    assert brought(member, editor, sheet) == [RowOutcome.UPDATED]
    service.refresh_from_db()
    assert service.phone == "112"


def test_the_same_number_twice_is_refused_the_second_time(member, editor):
    sheet = "reference,name,kinds,country\nS,One,legal,RO\nS,Two,legal,RO\n"
    assert brought(member, editor, sheet) == [RowOutcome.CREATED, RowOutcome.REFUSED]
    assert Service.objects.get().name == {"en": "One"}


@pytest.mark.parametrize(
    ("text", "filename", "refusal"),
    [
        ("", "a.csv", EmptyTable),
        ("name,kinds\n", "a.csv", EmptyTable),
        ("what,ever\n1,2\n", "a.csv", NoHeader),
        ("name,kinds\na,b\n", "a.pdf", UnreadableTable),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(member, editor, text, filename, refusal):
    with pytest.raises(refusal) as refused:
        begin(member, editor, text, filename)
    assert refused.value.message
    with pytest.raises(Http404):
        actions.preview(member_id=member.pk, actor=editor.actor, now=NOW)


def test_a_list_is_run_once_by_who_sent_it_and_for_her_own_member(world, other, member, editor):
    begin(member, editor)
    with pytest.raises(Http404):
        actions.run(member_id=member.pk, actor=world.coordinator.actor, now=NOW)
    with pytest.raises(Http404):
        begin(member, other.coordinator)
    actions.run(member_id=member.pk, actor=editor.actor, now=NOW)
    with pytest.raises(Http404):
        actions.run(member_id=member.pk, actor=editor.actor, now=NOW)
