"""The journal cannot be written: then nothing is shown and nothing is changed."""

import pytest
import time_machine
from django.db import OperationalError, connection

from alongside.casework.models import Case
from alongside.vault.models import SealedDocument
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered, file_url
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

READS = ("file", "plan", "services", "safety", "documents", "about", "who_looked", "note")


@pytest.fixture
def mine():
    with time_machine.travel(NOW, tick=False):
        world = make_world()
        made = make_case(fresh(world.caseworker), "Mira")
        browser = entered(world.caseworker)
        browser.raise_request_exception = False
        yield browser, made.id


class FullDisk:
    """Answers as a full disk does, but only what is written to the journal."""

    def __call__(self, execute, sql, params, many, context):
        if "audit_entry" in sql and sql.lstrip().upper().startswith("INSERT"):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)


@pytest.mark.parametrize("page", READS)
def test_nothing_is_shown(mine, page):
    browser, case_id = mine
    assert b"Mira" in browser.get(file_url(case_id, page)).content
    with connection.execute_wrapper(FullDisk()):
        response = browser.get(file_url(case_id, page))
    assert response.status_code == 503
    assert b"Mira" not in response.content
    assert response["Cache-Control"] == "no-store"
    assert b"Mira" in browser.get(file_url(case_id, page)).content


def test_lists_searches_and_days_neither(mine):
    browser, _case_id = mine
    with connection.execute_wrapper(FullDisk()):
        answers = [browser.get("/p/"), browser.get("/d/"), browser.post("/p/find/", {"q": "Mira"})]
    for answer in answers:
        assert (answer.status_code, b"Reach her" in answer.content) == (503, False)


def test_nothing_is_changed(mine):
    browser, case_id = mine
    before = (SealedDocument.objects.count(), Case.objects.count())
    sent = [
        (file_url(case_id, "note"), {"kind": "note", "text": "she came"}),
        (file_url(case_id, "close"), {"reason": "moved"}),
        ("/p/new/", {"called": "Asha"}),
    ]
    with connection.execute_wrapper(FullDisk()):
        for url, data in sent:
            assert browser.post(url, data).status_code == 503, url
    assert (SealedDocument.objects.count(), Case.objects.count()) == before
    assert Case.objects.get().closed_on is None
    assert browser.post(*sent[0]).status_code == 302
    assert SealedDocument.objects.count() == before[0] + 1
