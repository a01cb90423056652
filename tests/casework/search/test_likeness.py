"""Who may be the same person: what is enough, what is too little, and how often it is right."""

from typing import NamedTuple
from uuid import UUID

import pytest

from alongside.casework.search.likeness import Comparing, Reason, Sought
from alongside.casework.search.normalise import keys
from alongside.casework.search.segments import Entry, Segment, encode
from benchmarks.likeness import measure

PHONE, NAME = (Reason.PHONE,), (Reason.NAME_AND_YEAR,)
NUMBERS = ("8801712345678", "1712345678")
OURS, THEIRS = UUID(int=1), UUID(int=2)


class Opened(NamedTuple):
    """A segment as it is opened."""

    team_id: UUID
    segment: Segment


def entry(number, *names, phones=(), born=None, again=False):
    found = tuple(key for name in names for key in keys(name))
    return Entry(UUID(int=number), f"AL-{number}", "", phones, found, born, again)


def alike(entries, *names, phones=(), born=None, but=None):
    comparing = Comparing([Opened(OURS, Segment(encode(entries)))])
    return [
        (one.case_id.int, one.reasons)
        for one in comparing.alike(Sought(names, phones, born), but=but)
    ]


def test_the_same_number_is_enough():
    known = [entry(1, "Mira", phones=NUMBERS), entry(2, "Lan", phones=("8801700000000",))]
    assert alike(known, "Nasrin", phones=NUMBERS) == [(1, PHONE)]
    assert alike(known, "Nasrin", phones=NUMBERS, but=UUID(int=1)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Salma Akter", "Salma Aktar"),
        ("সালমা আক্তার", "Salma Akter"),
        ("सुनिता लामा", "Suneeta Lama"),
        ("Ștefania Munteanu", "Stefania Munteanu"),
        ("فاطمة يوسف", "Fatima Yusuf"),
        ("Оксана Людмила", "Oksana Liudmila"),
        ("Salma Akter Begum", "Akter Salma"),
        ("Salma Akter", "Salma Akter Khatun"),
    ],
)
def test_names_that_sound_alike_and_a_year_are_enough(first, second):
    known = [entry(1, first, born=(1998, 1998))]
    assert alike(known, second, born=(1997, 1999)) == [(1, NAME)]
    assert alike(known, second, born=(1999, 1999)) == []
    assert alike(known, second) == []
    assert alike([entry(1, first)], second, born=(1998, 1998)) == []


@pytest.mark.parametrize("other", ["Salma Khatun", "Selina Akter", "Rokeya Begum", "", "…"])
def test_names_of_which_one_word_is_alike_are_too_little(other):
    known = [entry(1, "Salma Akter", born=(1998, 1998))]
    assert alike(known, other, born=(1998, 1998)) == []


def test_a_name_of_one_word_must_sound_the_same():
    known = [entry(1, "Nasrin", born=(1998, 1998))]
    assert alike(known, "Nasreen", born=(1998, 1998)) == [(1, NAME)]
    assert alike(known, "Nasrim", born=(1998, 1998)) == []


def test_a_name_that_many_bear_says_nothing_but_a_number_does():
    known = [entry(each, "Salma Akter", born=(1998, 1998)) for each in range(1, 4)]
    assert alike(known[:2], "Salma Akter", born=(1998, 1998)) == [(1, NAME), (2, NAME)]
    assert alike(known, "Salma Akter", born=(1998, 1998)) == []
    known.append(entry(9, "Salma Akter", phones=NUMBERS, born=(1998, 1998)))
    both = [(9, PHONE + NAME)]
    assert alike(known, "Salma Akter", phones=NUMBERS, born=(1998, 1998)) == both


def test_never_more_than_five():
    known = [entry(each, phones=NUMBERS) for each in range(1, 9)]
    assert len(alike(known, "Mira", phones=NUMBERS)) == 5


def test_what_a_newer_segment_of_the_same_team_says_of_her_stands():
    old = Segment(encode([entry(1, "Mira", phones=NUMBERS)]))
    new = Segment(encode([entry(1, "Mira", phones=(), again=True)]))
    sought = Sought(("Mira",), NUMBERS)
    assert Comparing([Opened(OURS, new), Opened(OURS, old)]).alike(sought) == []
    [found] = Comparing([Opened(THEIRS, new), Opened(OURS, old)]).alike(sought)
    assert found.case_id == UUID(int=1)


def test_a_segment_of_the_version_before_says_no_year():
    text = encode([entry(1, "Salma Akter", phones=NUMBERS, born=(1998, 1998))])
    header, _, body = text.partition(b"\n")
    before = Segment(header.replace(b"3 ", b"2 ", 1) + b"\n" + body.replace(b" 1998..1998 ", b" "))
    assert before.born(0) is None
    assert before.with_text(NUMBERS[0]) == [UUID(int=1)]
    assert before.entries()[UUID(int=1)].phones == NUMBERS


def test_a_year_is_not_found_as_a_number():
    known = Segment(encode([entry(1, "Mira", phones=NUMBERS, born=(1998, 1998))]))
    assert known.with_text("1998..1998") == []
    assert known.born(0) == (1998, 1998)


def test_recall_and_false_warnings_stay_where_they_were_measured():
    found = measure(2_000, 600)
    said = (found.recall_of_recallable, found.precision, found.false_per_thousand)
    assert found.recall_of_recallable > 0.8, said
    assert found.precision > 0.6, said
    assert found.false_per_thousand < 120, said
    assert found.returning.keys() == found.recognised.keys()
    assert len(found.returning) == 9
