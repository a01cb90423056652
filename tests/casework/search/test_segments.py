"""The bytes of a segment: everything that went in comes out, and nothing else is read."""

from uuid import UUID

import pytest
from hypothesis import given, settings, strategies as st

from alongside.casework.search.normalise import keys
from alongside.casework.search.segments import Entry, Segment, encode

NAMES = st.text(max_size=40)
ENTRIES = st.lists(
    st.builds(
        Entry,
        case_id=st.uuids(),
        reference=st.from_regex(r"AL-[2-9B-Z]{5}", fullmatch=True),
        language=st.sampled_from(["", "bn", "yoruba_x"]),
        phones=st.lists(st.from_regex(r"[0-9]{5,12}", fullmatch=True), max_size=3, unique=True).map(
            tuple
        ),
        keys=NAMES.map(lambda name: tuple(keys(name))),
    ),
    max_size=12,
    unique_by=lambda entry: entry.case_id,
)
MIRA = Entry(
    UUID(int=1), "AL-7K3QX", "bn", ("8801712345678", "1712345678"), tuple(keys("মীরা Mira"))
)
LAN = Entry(UUID(int=2), "AL-22222", "vi", (), tuple(keys("Lan")))


@settings(deadline=None)
@given(ENTRIES)
def test_it_holds_what_was_put_in(entries):
    segment = Segment(encode(entries))
    opened = segment.entries()
    assert list(opened) == [entry.case_id for entry in entries]
    for entry in entries:
        assert opened[entry.case_id]._replace(keys=()) == entry._replace(keys=())
        assert set(opened[entry.case_id].keys) == set(entry.keys)


@settings(deadline=None)
@given(ENTRIES)
def test_people_are_found_by_reference_and_language(entries):
    segment = Segment(encode(entries))
    for entry in entries:
        assert entry.case_id in segment.with_text(entry.reference)
        if entry.language:
            assert entry.case_id in segment.speaking(entry.language)


def test_reference_and_phone_are_found_whole_or_not_at_all():
    segment = Segment(encode([MIRA, LAN]))
    assert segment.with_text("AL-7K3QX") == [MIRA.case_id]
    assert segment.with_text("1712345678") == [MIRA.case_id]
    for text in ("AL-7K3Q", "171234567", "bn", "712345678", ""):
        assert segment.with_text(text) == []


def test_bearers_are_those_of_the_word():
    segment = Segment(encode([MIRA, LAN]))
    (word,) = [word for word in segment.words if word.startswith(b"lan")]
    assert [segment.case_id(at) for at in segment.bearers(word)] == [LAN.case_id]
    assert segment.bearers(b"nobody") == []


@pytest.mark.parametrize("payload", [b"", b"1 0 0 0\n", b"2 0\n", b"not one"])
def test_anything_else_is_refused(payload):
    with pytest.raises(ValueError, match=r"version|unpack|literal"):
        Segment(payload)


def test_only_who_was_known_before_counts_before_older_segments():
    ids = [UUID(bytes=bytes(range(start, start + 16))) for start in (0, 16, 32)]
    entries = [Entry(one, "AL-22222", "bn", (), (), again=one != ids[2]) for one in ids]
    segment = Segment(encode(entries))
    assert [segment.counts_before_older(one) for one in ids] == [True, True, False]
    # Its bytes lie there, across two of them.
    assert not segment.counts_before_older(UUID(bytes=bytes(range(8, 24))))
    assert list(segment.entries().values()) == entries
