"""The thief's grep itself: what it does not find proves nothing unless it finds what is there."""

import base64
import json

import pytest

from alongside.organisations.models import Organisation
from tests.attacks.theft import scan_rows
from tests.organisations.factories import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

WORD = "kestrel-ঘর"


@pytest.mark.parametrize(
    "written",
    [
        WORD,
        f"before {WORD} after",
        WORD.upper(),
        base64.b64encode(WORD.encode()).decode(),
        base64.urlsafe_b64encode(b"xx" + WORD.encode() + b"yyy").decode(),
        WORD.encode().hex(),
        json.dumps(WORD),
        WORD.encode("utf-16-le").hex(),
    ],
)
def test_it_finds_a_word_however_it_is_written(written):
    organisation = make_organisation().organisation
    assert scan_rows([WORD]) == set()
    Organisation.objects.filter(pk=organisation.pk).update(name=written)
    assert scan_rows([WORD]) == {("organisations_organisation", WORD)}
