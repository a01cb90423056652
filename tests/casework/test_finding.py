"""Finding somebody by everything that names her, however it was typed."""

import pytest
from django.urls import reverse

from alongside.casework import queries
from alongside.casework.contents import SafeContact
from alongside.organisations.enums import TeamKind
from tests.casework.factories import LATER, fresh, make_case, make_world
from tests.casework.pages import entered
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

REACH = SafeContact(
    channel="call", number="01712-345 678", other_numbers=["+40 755 190 2846"], checked=True
)
BY_NUMBER, BY_FILE = "Found by a phone number", "Found by the file number"
BY_CALLED, BY_OTHER = "Found by what she is called", "Found by another of her names"
# What each is called, on paper and elsewhere, and how else somebody spells each of these.
SCRIPTS = {
    "Latin": ("Ștefania", "Mădălina", "Ximena", ("Stefania", "Madalina", "Jimena")),
    "Bengali": ("নাসরিন", "রোকেয়া", "ফরিদা", ("Nasreen", "Rokeya", "Forida")),
    "Devanagari": ("सुनिता", "लक्ष्मी", "पूजा", ("Suneeta", "Lakshmi", "Pooja")),
    "Burmese": ("နီလာ", "ထွန်း", "မိုးမိုး", ("Nilar", "Htun", "Moe Moe")),
    "Thai": ("แสงดาว", "สมศรี", "มาลี", ("Saengdao", "Somsri", "Malee")),
    "Khmer": ("សុខា", "ច័ន្ទ", "ធីតា", ("Sokha", "Chan", "Thida")),
    "Arabic": ("فاطمة", "يوسف", "الحسن", ("Fatima", "Yusuf", "Alhassan")),
    "Greek": ("Ελένη", "Μαρία", "Χρυσούλα", ("Eleni", "Maria", "Chrysoula")),
    "Cyrillic": ("Оксана", "Людмила", "Наталья", ("Oksana", "Liudmila", "Natalia")),
}


@pytest.fixture
def world():
    world = make_world()
    world.organisation.country = "BD"
    world.organisation.save()
    return world


def found(world, text, person=None):
    rows = queries.find(actor=fresh(person or world.caseworker), text=text, now=LATER).rows
    return [(row.name, row.matched) for row in rows]


@pytest.mark.parametrize(
    "typed",
    [
        "01712345678",
        "01712-345 678",
        "+880 1712 345678",
        "+8801712345678",
        "8801712345678",
        "008801712345678",
        "(0) 1712/345.678",
        "1712345678",
        "০১৭১২৩৪৫৬৭৮",
        "+৮৮০ ১৭১২-৩৪৫৬৭৮",
        "٠١٧١٢٣٤٥٦٧٨",
        "၀၁၇၁၂၃၄၅၆၇၈",
        "\u2066+880\u2011171\u20112345678\u2069",
        "+40755190284 6",
        "0040 755 190 2846",
        "407551902846",
    ],
)
def test_a_phone_number_is_found_however_it_is_typed(world, typed):
    make_case(fresh(world.caseworker), "Mira", REACH)
    make_case(fresh(world.caseworker), "Lan", SafeContact(number="01712345679"))
    assert found(world, typed) == [("Mira", BY_NUMBER)]


def test_a_part_of_a_phone_number_is_not_hers(world):
    make_case(fresh(world.caseworker), "Mira", REACH)
    assert found(world, "0171234567") == []


def test_a_file_number_is_found_however_it_is_typed(world):
    made = make_case(fresh(world.caseworker), "Mira")
    make_case(fresh(world.caseworker), "Lan")
    code = made.reference.removeprefix("AL-")
    bengali = code.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    for typed in (
        made.reference,
        made.reference.lower(),
        code,
        code.lower(),
        f"al {code}",
        f"AL–{code}",
        f"\u2068AL\u2011{code}\u2069",
        f"AL-{bengali}",
        f" {bengali.lower()} ",
        f"ＡＬ－{code}",
    ):
        assert found(world, typed) == [("Mira", BY_FILE)], typed


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_of_her_names_finds_her_in_her_script_and_in_latin_letters(world, script):
    called, papers, other, spelt = SCRIPTS[script]
    make_case(fresh(world.caseworker), called, papers_name=papers, other_names=["Zuzu", other])
    make_case(fresh(world.caseworker), "Bob")
    reasons = (BY_CALLED, BY_OTHER, BY_OTHER)
    for names in ((called, papers, other), spelt):
        for name, reason in zip(names, reasons, strict=True):
            assert found(world, name) == [(called, reason)], name


def test_what_was_found_is_not_said_by_quoting_what_is_not_on_the_row(world):
    make_case(fresh(world.caseworker), "Mira", papers_name="Rokeya Begum")
    [row] = queries.find(actor=fresh(world.caseworker), text="Rokeya", now=LATER).rows
    assert (row.name, row.matched) == ("Mira", BY_OTHER)
    page = entered(world.caseworker).post(reverse("casework:search"), {"q": "Rokeya"})
    assert BY_OTHER in page.content.decode()
    # What she typed stands in the field and nowhere else.
    assert page.content.decode().count("Rokeya") == 1


def test_another_team_finds_nothing_by_anything(world):
    made = make_case(fresh(world.caseworker), "Mira", REACH, papers_name="Rokeya Begum")
    nita = make_person(world.founded, team_kinds=[TeamKind.SHELTER], name="Nita")
    for typed in ("Mira", "Rokeya", "01712345678", made.reference):
        assert found(world, typed) != []
        assert found(world, typed, nita) == []
