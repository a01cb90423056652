"""What was read to her must stay what it was: a changed text is a new version."""

import hashlib

import pytest
from django.utils import translation

from alongside.consent import texts
from alongside.consent.contents import TextRef
from alongside.consent.enums import Purpose

# Written down when a version was published. A text that changes needs a new version, not a new
# number here.
PUBLISHED = {
    ("keeping", 1): "0697a74eabe41ef0",
    ("long_follow_up", 1): "3ae8f65fd599bfe1",
    ("limits", 1): "6a73d0d87002d6d7",
    ("referral", 1): "e27ab9c44dad276c",
    ("statistics", 1): "afe37dd346003de2",
    ("team", 1): "607689deac26bab6",
}


def fingerprints():
    with translation.override("en"):
        return {
            (text.key, text.version): hashlib.sha256(
                "\n".join([str(text.title), *map(str, text.paragraphs)]).encode()
            ).hexdigest()[:16]
            for text in texts.TEXTS
        }


def test_no_published_text_was_changed():
    assert fingerprints() == PUBLISHED


def test_a_record_finds_the_version_it_names():
    for text in texts.TEXTS:
        assert texts.at(text.ref) is text
    with pytest.raises(texts.UnknownText):
        texts.at(TextRef(key="limits", version=99))
    with pytest.raises(texts.UnknownText):
        texts.current("nothing")


@pytest.mark.parametrize("purpose", Purpose.values)
def test_the_limits_come_before_every_question(purpose):
    assert texts.read_for(purpose)[0].key == texts.LIMITS


def test_the_newest_version_is_read(monkeypatch):
    newer = texts.Text(texts.LIMITS, 2, "Newer", ("words",))
    monkeypatch.setattr(texts, "TEXTS", (*texts.TEXTS, newer))
    assert texts.current(texts.LIMITS) is newer
    assert texts.at(TextRef(key=texts.LIMITS, version=1)).version == 1
