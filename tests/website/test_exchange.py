"""Letters are closed on the site; the export is read whole or not at all."""

from uuid import uuid4

import pytest
from django.conf import settings

from alongside.alliance.letters import Message
from alongside.website import exchange
from tests.website.factories import NOW


def message(text: str = "Please call me on Sunday.") -> Message:
    return Message(id=uuid4(), written_at=NOW, text=text)


def test_only_the_holder_of_the_key_reads_a_letter(publish, letters):
    publish()
    exchange.leave_letter(message())
    [path] = settings.ALONGSIDE_EXCHANGE.glob("letters/*")
    assert path.suffix == ".letter"
    assert b"Sunday" not in path.read_bytes()
    assert [one.text for one in letters()] == ["Please call me on Sunday."]


def test_its_size_and_its_day_tell_little(publish):
    publish()
    for text in ("Yes", "No, not before Sunday, and never by telephone."):
        exchange.leave_letter(message(text))
    found = [path.stat() for path in (settings.ALONGSIDE_EXCHANGE / "letters").iterdir()]
    sizes = {one.st_size for one in found}
    moments = {one.st_mtime % 86_400 for one in found}
    assert len(sizes) == 1
    assert moments == {0}


def test_without_an_export_there_is_nobody_to_write_to():
    with pytest.raises(exchange.NotPublished):
        exchange.leave_letter(message())


def test_what_cannot_be_read_leaves_what_stood_before(publish):
    before = publish()
    path = settings.ALONGSIDE_EXCHANGE / "published.json"
    assert exchange.published() == before
    path.write_text('{"version": 1, "shelter_address": "12 Quiet Lane"}')
    assert exchange.published() == before


def test_a_box_that_is_full_takes_no_more(publish, monkeypatch):
    publish()
    monkeypatch.setattr(exchange, "MOST_LETTERS", 1)
    exchange.leave_letter(message())
    with pytest.raises(exchange.BoxFull):
        exchange.leave_letter(message())
