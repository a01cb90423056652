"""Six questions in order, and the first yes decides."""

from itertools import product

import pytest

from alongside.casework.violence.questions import IN_ORDER, CoreType, Decided, core_type

EVERY = list(product((True, False, None), repeat=6))


@pytest.mark.parametrize(("place", "kind"), list(enumerate(IN_ORDER)))
def test_a_yes_after_noes_is_the_type_of_its_question(place, kind):
    answers = [False] * place + [True] + [None] * (5 - place)
    assert core_type(answers) == Decided(kind, place + 1)


@pytest.mark.parametrize("place", range(6))
def test_what_comes_after_the_first_yes_changes_nothing(place):
    before = [False] * place + [True]
    decided = {
        core_type(before + list(rest)) for rest in product((True, False, None), repeat=5 - place)
    }
    assert decided == {Decided(IN_ORDER[place], place + 1)}


def test_six_noes_are_no_gender_based_violence():
    assert core_type([False] * 6) == Decided(CoreType.NON_GBV, 0)


@pytest.mark.parametrize("place", range(6))
def test_a_question_left_open_before_any_yes_leaves_the_type_open(place):
    answers = [False] * place + [None] + [True] * (5 - place)
    assert core_type(answers) == Decided(None, place + 1)


def test_every_set_of_answers_has_one_result_and_blank_is_never_no():
    for answers in EVERY:
        decided = core_type(answers)
        known = next((at for at, one in enumerate(answers) if one is not False), None)
        if known is None:
            expected = Decided(CoreType.NON_GBV, 0)
        else:
            expected = Decided(IN_ORDER[known] if answers[known] else None, known + 1)
        assert decided == expected


@pytest.mark.parametrize("count", [0, 5, 7])
def test_other_than_six_answers_are_refused(count):
    with pytest.raises(ValueError, match="zip"):
        core_type([False] * count)
