"""What leaves in a copy of a file: the clean copy of a picture, and of nothing the original."""

import base64
import io
import json
import re

import pytest
from PIL import Image

from alongside.casework import actions
from tests.casework.factories import fresh, make_case
from tests.casework.pictures import DEVICE, PLACE, photo
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world):
    case = make_case(world.coordinator.actor, "Mira")
    return {"case_id": case.id, "actor": fresh(world.coordinator), "now": NOW}


def attach(asked, content, name):
    actions.attach(stream=io.BytesIO(content), name=name, note="", **asked)


def copy_of(asked, format):  # noqa: A002  as the action calls it
    export = actions.export_file(format=format, reason="she asked", encrypted=False, **asked)
    return b"".join(export.chunks).decode()


def test_a_readable_copy_shows_the_clean_picture(asked):
    attach(asked, photo(), "photo.jpg")
    html = copy_of(asked, "html")
    [encoded] = re.findall(r'<img src="data:image/jpeg;base64,([^"]+)"', html)
    picture = base64.b64decode(encoded)
    assert Image.open(io.BytesIO(picture)).size == (640, 480)
    assert PLACE.encode() not in picture
    assert DEVICE.encode() not in picture
    assert "A copy of the picture, without what was hidden in it." in html


def test_it_says_where_there_is_no_clean_copy(asked):
    attach(asked, b"%PDF-1.7 CANARY-in-the-original", "letter.pdf")
    html = copy_of(asked, "html")
    assert "what is hidden in it could not be removed" in html
    assert "<img" not in html


def test_a_copy_holds_only_so_many_pictures(asked, monkeypatch):
    attach(asked, photo(), "1.jpg")
    attach(asked, photo(colour="red"), "2.jpg")
    one = len(base64.b64decode(re.findall(r'base64,([^"]+)"', copy_of(asked, "html"))[0]))
    monkeypatch.setattr("alongside.casework.attached.sharing.MOST_IN_A_COPY", one + 100)
    html = copy_of(asked, "html")
    assert html.count("<img") == 1
    assert "which holds only so many of them" in html


def test_a_copy_for_programs_holds_no_key(asked):
    attach(asked, photo(), "photo.jpg")
    parts = json.loads(copy_of(asked, "json"))["parts"]
    [document] = [part["content"] for part in parts if part["kind"] == "attachment"]
    assert sorted(document) == [
        "looked_at", "media_type", "mixed", "name", "no_copy", "note", "schema_version", "size",
        "taken_back", "what",
    ]  # fmt: skip
