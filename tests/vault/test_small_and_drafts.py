"""Small boxes outside of documents, and words not yet saved."""

from uuid import uuid4

import pytest

from alongside.vault import drafts, small
from alongside.vault.models import Draft
from alongside.vault.primitives import CannotOpen
from tests.vault.factories import NOW

KEY = bytes(range(32))


def test_a_small_box_opens_in_its_place_only():
    row = uuid4()
    box = small.seal_small(KEY, b"summary", "case", row)
    assert small.open_small(KEY, box, "case", row) == b"summary"
    for where in [("case", uuid4()), ("task", row), ("case",), ("case", row, 1), ()]:
        with pytest.raises(CannotOpen):
            small.open_small(KEY, box, *where)
    with pytest.raises(CannotOpen):
        small.open_small(bytes(32), box, "case", row)


def test_small_boxes_are_padded():
    sizes = {len(small.seal_small(KEY, bytes(size), "case")) for size in (0, 1, 255)}
    assert sizes == {2 + 24 + 256 + 16}


def test_a_box_that_the_database_gives_as_a_view_opens():
    box = small.seal_small(KEY, b"summary", "case")
    assert small.open_small(KEY, memoryview(box), "case") == b"summary"


def test_a_draft_is_kept_replaced_and_dropped(keyring):
    assert drafts.take(keyring=keyring, slot="note") is None
    drafts.keep(keyring=keyring, slot="note", data={"text": "half a"}, now=NOW)
    drafts.keep(keyring=keyring, slot="note", data={"text": "half a word"}, now=NOW)
    drafts.keep(keyring=keyring, slot="goal", data={"text": "other"}, now=NOW)
    assert drafts.take(keyring=keyring, slot="note") == {"text": "half a word"}
    assert Draft.objects.count() == 2
    drafts.drop(keyring=keyring, slot="note")
    assert drafts.take(keyring=keyring, slot="note") is None
    assert drafts.take(keyring=keyring, slot="goal") == {"text": "other"}


def test_a_colleague_sees_no_draft_of_mine(organisation, keyring):
    drafts.keep(keyring=keyring, slot="note", data={"text": "mine"}, now=NOW)
    colleague = organisation.keyring()
    assert drafts.take(keyring=colleague, slot="note") is None
    drafts.drop(keyring=colleague, slot="note")
    assert drafts.take(keyring=keyring, slot="note") == {"text": "mine"}


def test_a_draft_moved_to_another_slot_or_person_does_not_open(organisation, keyring):
    drafts.keep(keyring=keyring, slot="note", data={"text": "mine"}, now=NOW)
    with drafts.writing():
        Draft.objects.update(slot="goal")
    with pytest.raises(CannotOpen):
        drafts.take(keyring=keyring, slot="goal")
    colleague = organisation.keyring()
    with drafts.writing():
        Draft.objects.update(owner_id=colleague.user_id, slot="note")
    with pytest.raises(CannotOpen):
        drafts.take(keyring=colleague, slot="note")
