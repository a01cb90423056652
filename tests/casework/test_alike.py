"""A file that may be a second one about her: asked once, of who may know, and of nobody else."""

import io
import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Identity, Likeness, SafeContact
from alongside.casework.errors import NoSuchFile
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.core.approximate import ApproximateDate
from alongside.organisations.actions import teams
from alongside.organisations.enums import TeamKind
from alongside.vault.models import SealedDocument
from tests.casework.factories import LATER, NOW, fresh, make_case
from tests.casework.pages import entered, file_url, read
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db

NUMBER = SafeContact(channel="call", number="+8801712345678", checked=True)
BORN = ApproximateDate.year(1998)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|data-csrf="\w+"|CSRFToken": ?"\w+"')
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
BY_PHONE = "the same phone number"
BY_NAME = "names that sound alike, and about the same year of birth"


@pytest.fixture
def world():
    return make_world()


def asked(person, case_id):
    file = queries.open_file(actor=fresh(person), case_id=case_id, now=LATER)
    return [(one.reference, one.why) for one in file.alike]


def likeness_rows():
    return SealedDocument.objects.filter(kind=Likeness.kind_of).count()


def test_a_new_file_with_a_known_number_asks(world):
    me = world.caseworker
    first = make_case(fresh(me), "Mira", NUMBER)
    second = make_case(fresh(me), "Nasrin", NUMBER)
    assert asked(me, second.id) == [(first.reference, BY_PHONE)]
    # Only the new one asks, so that nobody is asked twice.
    assert asked(me, first.id) == []


def test_a_name_and_a_year_typed_later_ask(world):
    me = world.caseworker
    first = make_case(fresh(me), "সালমা আক্তার", birth=BORN)
    second = make_case(fresh(me), "Salma Akter")
    assert asked(me, second.id) == []
    actions.save_part(
        case_id=second.id,
        content=Identity(called="Salma Akter", age=27, age_on=date(2026, 1, 5)),
        base_version=1,
        actor=fresh(me),
        now=NOW,
    )
    assert asked(me, second.id) == [(first.reference, BY_NAME)]


def test_another_person_is_remembered_in_both(world):
    me = world.caseworker
    first = make_case(fresh(me), "Mira", NUMBER)
    second = make_case(fresh(me), "Nasrin", NUMBER)
    actions.another_person(case_id=second.id, other_id=first.id, actor=fresh(me), now=NOW)
    assert asked(me, second.id) == []
    for one, version in ((second, 1), (first, 1)):
        contact = NUMBER.model_copy(update={"hours": "evenings"})
        actions.save_part(
            case_id=one.id, content=contact, base_version=version, actor=fresh(me), now=LATER
        )
        assert asked(me, one.id) == []


def test_saying_so_of_a_file_that_was_not_asked_about_is_refused(world):
    me = world.caseworker
    first, second = make_case(fresh(me), "Mira"), make_case(fresh(me), "Lan")
    with pytest.raises(NoSuchFile):
        actions.another_person(case_id=second.id, other_id=first.id, actor=fresh(me), now=NOW)
    assert likeness_rows() == 0


def test_it_is_sealed_and_journalled(world):
    me = world.caseworker
    first = make_case(fresh(me), "Mira", NUMBER)
    second = make_case(fresh(me), "Nasrin", NUMBER)
    [row] = SealedDocument.objects.filter(kind=Likeness.kind_of)
    assert (row.subject, row.compartment) == (second.id, "casework")
    assert str(first.id).encode() not in bytes(row.box)
    # The journal says that she was shown something, and not which file of which.
    [entry] = Entry.objects.filter(action="file.compared")
    assert (entry.object_id, entry.others) == (str(second.id), "")
    asked(me, second.id)
    [shown] = Entry.objects.filter(action="files.compared")
    assert (shown.object_id, shown.others) == (str(me.user.pk), str(first.id))


def test_the_page_says_it_calmly_and_takes_the_answer(world):
    me = world.caseworker
    first = make_case(fresh(me), "Mira", NUMBER)
    second = make_case(fresh(me), "Nasrin", NUMBER)
    browser = entered(me)
    for url in (file_url(second.id), reverse("casework:new_step", args=[second.id, 4])):
        page = read(browser.get(url))
        said = f"There may already be a file about her: {first.reference}"
        assert said in page.text
        assert f"What is alike: {BY_PHONE}." in page.text
        assert file_url(first.id) in page.links
        assert file_url(second.id, "join", first.id) in page.links
    assert browser.post(file_url(second.id, "another_person", first.id)).status_code == 302
    assert said not in read(browser.get(file_url(second.id))).text


# What somebody else's file must not do.


@pytest.fixture
def second_team(world):
    """Return another team that keeps files; the coordinator is in both."""
    coordinator = fresh(world.coordinator)
    return teams.create(name="Second team", kind=TeamKind.CASEWORK, actor=coordinator, now=NOW)


def in_team(world, team, called, *parts, **identity):
    """Open a file in a team as the coordinator, who is in every one."""
    return actions.open_case(
        identity=Identity(called=called, **identity),
        parts=parts,
        team_id=team.pk,
        actor=fresh(world.coordinator),
        now=NOW,
    )


def seen_of(person, called, number):
    """Return all that somebody sees of opening a file: what it costs, and what is answered."""
    contact = SafeContact(channel="call", number=number, checked=True)
    with CaptureQueriesContext(connection) as seen:
        made = make_case(fresh(person), called, contact, birth=BORN)
    asked_for = [SAVEPOINT.sub("", one["sql"])[:60] for one in seen.captured_queries]
    assert asked_for
    response = entered(person).get(file_url(made.id))
    body = response.content.decode()
    for one in (made.reference, str(made.id), called, number):
        body = body.replace(one, "*" * len(one))
    rows = SealedDocument.objects.filter(subject=made.id).order_by("kind")
    kinds = list(rows.values_list("kind", flat=True))
    return asked_for, response.status_code, len(TOKEN.sub("", body)), kinds


@pytest.mark.attack
def test_names_and_numbers_typed_in_tell_nothing_of_another_team(world, second_team):
    known = in_team(world, second_team, "Salma Akter", NUMBER, birth=BORN)
    them = make_world()
    contact = SafeContact(number="+8801798765432")
    make_case(fresh(them.caseworker), "Farida Begum", contact, birth=BORN)
    me = world.caseworker
    # The first file of a team makes its first segment.
    make_case(fresh(me), "Lan")
    nobody = seen_of(me, "Rokeya Khatu", "+8801755555555")
    for called, number in (
        ("Salma Aktera", "+8801700000000"),
        ("Nasrin Begum", NUMBER.number),
        ("Farida Begum", "+8801798765432"),
    ):
        assert seen_of(me, called, number) == nobody, (called, number)
    # There really is something to find, for who may.
    mine = in_team(world, world.team, "Salma Akter", NUMBER, birth=BORN)
    assert (known.reference, f"{BY_PHONE}; {BY_NAME}") in asked(world.coordinator, mine.case_id)


@pytest.mark.attack
def test_what_a_coordinator_of_both_teams_noted_is_not_shown_to_one(world, second_team):
    known = in_team(world, second_team, "Salma Akter", NUMBER, birth=BORN)
    mine = in_team(world, world.team, "Salma Akter", NUMBER, birth=BORN)
    [view] = queries.open_file(
        actor=fresh(world.coordinator), case_id=mine.case_id, now=LATER
    ).alike
    assert (view.reference, view.may_join) == (known.reference, False)
    assert asked(world.caseworker, mine.case_id) == []
    page = entered(world.caseworker).get(file_url(mine.case_id)).content.decode()
    assert known.reference not in page
    assert str(known.case_id) not in page
    for action in (actions.another_person,):
        with pytest.raises(NoSuchFile):
            action(
                case_id=mine.case_id,
                other_id=known.case_id,
                actor=fresh(world.caseworker),
                now=NOW,
            )


@pytest.mark.attack
def test_numbers_of_files_tried_one_by_one_all_answer_the_same(world, second_team):
    known = in_team(world, second_team, "Salma Akter")
    mine = make_case(fresh(world.caseworker), "Mira")
    browser = entered(world.caseworker)
    url = file_url(mine.id, "same")
    answers = set()
    for reference in (known.reference, "AL-22222", mine.reference):
        response = browser.post(url, {"reference": reference})
        body = TOKEN.sub("", response.content.decode())
        # The number of the file itself stands above.
        answers.add((response.status_code, body.count(reference) - (reference == mine.reference)))
        assert "No other file of your teams has this number." in body
    assert answers == {(422, 1)}
    for name in ("join", "another_person"):
        for other in (known.case_id, uuid4()):
            assert browser.post(file_url(mine.id, name, other)).status_code == 404


def test_an_import_that_is_tried_says_which_rows_may_be_known(world):
    me = world.caseworker
    first = make_case(fresh(me), "Salma Akter", NUMBER, birth=BORN)
    text = (
        "File no.,First Name,Surname,Birthdate,Mobile Phone\n"
        "A-1,Salma,Akter,1998-04-02,\n"
        "A-2,Lan,Tran,,+880 1712 345678\n"
        "A-3,Mira,Das,2001-04-02,+8801700000000\n"
    )
    sheet = open_register(io.BytesIO(text.encode()), filename="register.csv")
    mapping = suggest_mapping(sheet.headers, sheet.machine_names)
    report = actions.preview_import(register=sheet, mapping=mapping, actor=fresh(me), now=NOW)
    said = [[one for one in row.sentences if "already" in one] for row in report.rows]
    begun = f"There may already be a file about her: {first.reference}"
    assert said == [[f"{begun} ({BY_NAME})"], [f"{begun} ({BY_PHONE})"], []]
