"""Words of any script become words that both databases compare alike."""

import pytest

from alongside.website import segments


def test_accents_points_and_stretching_make_no_difference():
    assert segments.words("Migración, ÉTICA") == ["migracion", "etica"]
    assert segments.words("حُقُوق") == segments.words("حقوق") == segments.words("حقـــوق")
    assert segments.words("أجور") == segments.words("اجور")


def test_a_word_of_another_script_is_one_word_that_no_stemmer_shortens():
    [word] = segments.words("অধিকার")
    assert word.isascii()
    assert word[-1].isdigit()
    assert segments.words("অধিকার") != segments.words("অধিকর")


def test_both_ways_of_writing_a_letter_are_one():
    assert segments.words("ড়") == segments.words("\u09dc")


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("แรงงานข้ามชาติมีสิทธิ", "สิทธิ"),
        ("အလုပ်သမားအခွင့်အရေး", "အခွင့်အရေး"),
        ("សិទ្ធិពលករទេសន្តរប្រវេសន៍", "ពលករ"),
        ("移住女性の権利", "権利"),
    ],
)
def test_a_word_is_found_wherever_it_stands_in_a_sentence_without_blanks(sentence, asked):
    sought = segments.asked(asked)
    assert len(sought) >= 1
    assert set(sought) <= set(segments.words(sentence))


def test_another_word_of_the_same_letters_is_not():
    assert not set(segments.asked("ธิสิท")) <= set(segments.words("แรงงานข้ามชาติมีสิทธิ"))


def test_signs_alone_ask_for_nothing():
    assert segments.asked('"* OR (') == ["or"]
    assert segments.asked("?! — 。") == []


def test_a_word_without_end_is_cut():
    [word] = segments.words("প" * 5000)
    assert len(word) == 1 + 40 * 5
