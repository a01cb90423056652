"""Finding: recall over nine scripts with one slip or another spelling, and the best first."""

import random
from uuid import UUID

import pytest

from alongside.casework.search.matching import search
from alongside.casework.search.normalise import keys
from alongside.casework.search.segments import Entry, Segment, encode
from tests.casework.search.test_normalise import SPELT

LATIN = ["Mădălina", "Ștefania", "Begoña", "Wanjiru", "Achieng", "Restrepo", "Munteanu", "Yuliana"]
NAMES = {script: [native for native, _spelt in pairs] for script, pairs in SPELT.items()}
NAMES["latin"] = LATIN


def segments_of(names):
    """Return segments of a few people each, so that more than one is looked through."""
    entries = [
        Entry(UUID(int=number + 1), f"AL-{number}", "", (), tuple(keys(name)))
        for number, name in enumerate(names)
    ]
    return [Segment(encode(entries[at : at + 40])) for at in range(0, len(entries), 40)]


def found(segments, names, text, limit=25):
    hits = search(segments, text, limit=limit)
    return [names[segments[hit.segment].case_id(hit.position).int - 1] for hit in hits]


@pytest.fixture(scope="module")
def people():
    chance = random.Random(11)
    names = [
        f"{one} {other}"
        for script in NAMES.values()
        for one in script
        for other in chance.sample(script, min(4, len(script)))
        if one != other
    ]
    return names, segments_of(names)


def slip(chance, text):
    """Return a text with one letter dropped, doubled, exchanged or replaced."""
    at = chance.choice([place for place, letter in enumerate(text) if letter != " "])
    other = chance.choice([letter for letter in text if letter != " "])
    match chance.choice("drsi"):
        case "d":
            return text[:at] + text[at + 1 :]
        case "r":
            return text[:at] + other + text[at + 1 :]
        case "s" if at + 1 < len(text) and text[at + 1] != " ":
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + other + text[at:]


def test_every_name_is_found_as_it_is_and_first(people):
    names, segments = people
    for name in names:
        assert set(found(segments, names, name)[0].split()) == set(name.split())


def test_one_slip_in_her_own_script_is_forgiven(people):
    names, segments = people
    chance = random.Random(5)
    tried = [(name, slip(chance, name)) for name in names for _ in range(3)]
    missed = [(name, typed) for name, typed in tried if name not in found(segments, names, typed)]
    assert len(missed) <= len(tried) * 0.05, missed


def test_spelling_her_name_in_latin_letters_finds_it(people):
    names, segments = people
    spelt = {native: latin for pairs in SPELT.values() for native, latin in pairs}
    tried = [
        (name, " ".join(spelt[word] for word in name.split()))
        for name in names
        if all(word in spelt for word in name.split())
    ]
    missed = [(name, typed) for name, typed in tried if name not in found(segments, names, typed)]
    assert len(tried) > 100
    assert len(missed) <= len(tried) * 0.05, missed


def test_the_beginning_of_a_name_is_enough():
    names = ["Farida Begum", "Fatema Khatun", "Lan"]
    segments = segments_of(names)
    assert found(segments, names, "Fari") == ["Farida Begum"]
    assert found(segments, names, "fate khat") == ["Fatema Khatun"]


def test_who_has_all_words_comes_before_who_has_some():
    names = ["Mira Das", "Mira Rai", "Lan Das", "Mira"]
    segments = segments_of(names)
    assert found(segments, names, "Mira Das")[0] == "Mira Das"
    assert found(segments, names, "das mira")[0] == "Mira Das"


def test_small_words_count_only_alone():
    names = ["Amina Al-Hassan", "Begum Rokeya"]
    segments = segments_of(names)
    assert found(segments, names, "Hassan")[0] == "Amina Al-Hassan"
    assert found(segments, names, "al Hassan")[0] == "Amina Al-Hassan"
    assert found(segments, names, "begum") == ["Begum Rokeya"]


def test_among_equals_who_has_just_these_words_comes_first():
    names = ["Mira Das Sultana", "Mira Das", "Mira Das Begum Khatun"]
    segments = segments_of(names)
    assert found(segments, names, "Mira Das") == ["Mira Das", names[0], names[2]]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("الحسن", "Alhassan"),
        ("ထွန်း", "Htun"),
        ("လှ", "Hla"),
        ("နီလာ", "Nilar"),
        ("မိုးမိုး", "Moe Moe"),
        ("ဝင်းဝင်း", "Win"),
        ("يوسف", "Yusuf"),
        ("แสงดาว", "Saengdao"),
        ("ច័ន្ទ", "Chan"),
    ],
)
def test_what_people_add_or_part_is_understood(name, typed):
    names = [name, "Begoña", "Restrepo"]
    assert found(segments_of(names), names, typed) == [name]


@pytest.mark.parametrize("text", ["", "   ", "…", "()", "\x00", "xqzzw"])
def test_what_is_nobodys_name_finds_nobody(text):
    names = ["Mira Das", "Lan"]
    assert found(segments_of(names), names, text) == []


def test_nobody_is_found_among_nobody():
    assert search([], "Mira", limit=25) == []
    assert search([Segment(encode([]))], "Mira", limit=25) == []


def test_no_more_than_asked_for():
    names = [f"Mira {number}" for number in range(90)]
    assert len(found(segments_of(names), names, "Mira", limit=25)) == 25
