"""Registers made to hurt: refused with a sentence as they arrive, and harmless when they leave."""

import csv
import io

import pyrage
import pytest

from alongside.casework.models import Case
from alongside.vault.models import Draft
from tests.attacks.uploads.zoo import FORMULAS, workbooks
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered, read
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("clock")]

# One of each way to hurt; the reader itself is tried on the whole zoo in tests/casework/register.
ANIMALS = (
    "protected by a password",
    "a flipped byte in a part",
    "an entity bomb",
    "a bomb of blanks",
    "a formula",
    "macros renamed",
    "an old workbook renamed",
    "a picture",
    "100 MB",
)
CARRIED_OUT = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("animal", ANIMALS)
def test_it_is_refused_with_a_sentence(world, animal):
    name, content, _refusal = workbooks()[animal]
    document = io.BytesIO(content)
    document.name = name
    mine = entered(world.caseworker)
    response = mine.post("/p/import/", {"sheet": document})
    page = read(response)
    assert response.status_code == 422
    assert "One thing to finish" in page.text
    assert (Draft.objects.count(), Case.objects.count()) == (0, 0)
    assert mine.get("/p/import/columns/").status_code == 404


def test_words_that_a_spreadsheet_would_carry_out(world):
    for words in FORMULAS:
        make_case(fresh(world.caseworker), words, from_place=words, now=NOW)
    mine = entered(world.caseworker)
    ready = mine.post("/p/export/", {"format": "csv", "reason": "Yearly report"})
    page = read(ready)
    phrase = next(text for text in page.isolated if text.count("-") >= 4 or text.count(" ") >= 4)
    [form] = [form for form in page.forms if form.action.startswith("/p/export/")]
    sealed = b"".join(mine.post(form.action).streaming_content)
    copy = pyrage.passphrase.decrypt(sealed, phrase).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(copy, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(CARRIED_OUT)] == []
    # They are in it all the same.
    kept = [words for words in FORMULAS if any(words.strip() in cell for cell in cells)]
    assert kept == list(FORMULAS)
