"""A file as a whole: closing, opening again, handing over, documents, copies."""

import json
from io import BytesIO

import pyrage
import pytest

from alongside.casework import actions, queries
from alongside.casework.contents import Identity, Note
from alongside.casework.models import Case
from alongside.organisations.models import Organisation
from tests.casework.pages import NASTY, entered, file_url, read
from tests.organisations.factories import NOW, make_second_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PDF = b"%PDF-1.7 a contract of two pages"


def upload(browser, case_id, content=PDF, file_name="Contract Mira.pdf", **fields):
    document = BytesIO(content)
    document.name = file_name
    return browser.post(file_url(case_id, "upload"), {"document": document, **fields})


def attachments(world, case_id):
    return queries.documents(actor=world.caseworker.actor, case_id=case_id, now=NOW).attachments


def body(response):
    return b"".join(response.streaming_content)


# Closing


def test_closing_needs_a_reason(mine, case_id):
    response = mine.post(file_url(case_id, "close"), {"words": NASTY})
    page = read(response)
    assert response.status_code == 422
    assert page.text.count("Choose why her file is closed.") == 2
    assert page.form().fields["words"] == [NASTY]


def test_a_file_is_closed_and_opened_again(mine, case_id):
    closed = mine.post(file_url(case_id, "close"), {"reason": "moved"}, follow=True)
    page = read(closed)
    assert "Closed on 2 March 2026: She moved away" in page.text
    assert file_url(case_id, "note") not in page.links
    mine.post(file_url(case_id, "reopen"), {"why": "She called"})
    assert Case.objects.order_by("id").get().closed_on is None
    assert file_url(case_id, "note") in read(mine.get(file_url(case_id))).links


def test_nothing_is_added_to_a_closed_file_and_nothing_typed_is_lost(mine, case_id):
    mine.post(file_url(case_id, "close"), {"reason": "moved"})
    response = mine.post(file_url(case_id, "note"), {"kind": "note", "text": "too late"})
    page = read(response)
    assert response.status_code == 422
    assert "This file is closed. Open it again first." in page.text
    assert page.form().fields["text"] == ["too late"]


def test_a_file_that_is_open_is_not_opened_again(mine, case_id):
    response = mine.post(file_url(case_id, "reopen"), {"why": "x"})
    assert response.status_code == 422
    assert "This file is not closed." in read(response).text


def test_a_file_is_handed_to_a_colleague(world, mine, case_id):
    page = read(mine.get(file_url(case_id, "hand_over")))
    assert world.colleague.user.display_name in page.text
    mine.post(
        file_url(case_id, "hand_over"), {"to": str(world.colleague.user.pk), "words": "Be gentle"}
    )
    assert Case.objects.order_by("id").get().worker_id == world.colleague.user.pk
    assert "Be gentle" in read(mine.get(file_url(case_id))).text


def test_a_file_is_not_handed_to_somebody_without_its_keys(world, mine, case_id):
    to = str(world.researcher.user.pk)
    response = mine.post(file_url(case_id, "hand_over"), {"to": to})
    assert response.status_code == 422
    assert Case.objects.order_by("id").get().worker_id == world.caseworker.user.pk


# Documents


def test_a_document_goes_in_and_comes_out_as_it_was(world, mine, case_id):
    assert upload(mine, case_id)["Location"] == (file_url(case_id, "documents"))
    (document,) = attachments(world, case_id)
    response = mine.get(file_url(case_id, "download", document.id))
    assert body(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        f'attachment; filename="document-{str(document.id)[:8]}.pdf"'
    )
    assert "Mira" not in str(response.headers)


def test_a_document_is_called_what_she_says(world, mine, case_id):
    upload(mine, case_id, file_name="IMG_2041.jpg", name="Photo of a letter")
    (document,) = attachments(world, case_id)
    assert document.name == "Photo of a letter.jpg"


def test_a_document_that_could_run_is_only_bytes(world, mine, case_id):
    upload(mine, case_id, b"<script>alert(1)</script>", file_name="page.html")
    (document,) = attachments(world, case_id)
    response = mine.get(file_url(case_id, "download", document.id))
    assert body(response) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].endswith(f'{str(document.id)[:8]}"')


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Choose another."),
        (b"x" * (1024 * 1024 + 1), "This file is larger than 1 MB."),
    ],
    ids=["empty", "too large"],
)
def test_a_document_that_cannot_be_kept_gets_a_sentence(world, mine, case_id, content, sentence):
    Organisation.objects.filter(pk=world.organisation.pk).update(largest_document=1)
    response = upload(mine, case_id, content, note="from her brother")
    page = read(response)
    assert response.status_code == 422
    assert sentence in page.text
    assert page.form().fields["note"] == ["from her brother"]
    assert attachments(world, case_id) == []


def test_no_document_gets_a_sentence(mine, case_id):
    response = mine.post(file_url(case_id, "upload"), {"note": "x"})
    assert read(response).text.count("Choose the file to put into her documents.") == 2


def test_a_foreign_document_is_the_same_as_none(world, mine, case_id):
    upload(mine, case_id)
    (document,) = attachments(world, case_id)
    stranger = entered(make_second_organisation(world).caseworker)
    assert stranger.get(file_url(case_id, "download", document.id)).status_code == 404
    other = actions.open_case(
        identity=Identity(called="Asha"), actor=world.caseworker.actor, now=NOW
    ).case_id
    assert mine.get(file_url(other, "download", document.id)).status_code == 404


# Copies


def passphrase_of(page):
    return next(text for text in page.isolated if text.count("-") >= 4 or text.count(" ") >= 4)


def test_a_copy_needs_a_form_and_a_reason(mine, case_id):
    response = mine.post(file_url(case_id, "export_file"), {})
    text = read(response).text
    assert response.status_code == 422
    for sentence in (
        "Choose what the copy shall hold.",
        "Choose in which form you need it.",
        "Say for whom the copy is.",
        "Choose why the copy leaves.",
    ):
        assert text.count(sentence) == 2


def test_a_copy_of_one_file_opens_with_its_passphrase_and_is_given_once(world, mine, case_id):
    actions.add_note(
        case_id=case_id, note=Note(text="Two weeks."), actor=world.caseworker.actor, now=NOW
    )
    said = {"format": "json", "parts": "casework", "why": "she_asked", "recipient": "Herself"}
    ready = mine.post(file_url(case_id, "export_file"), said)
    page = read(ready)
    assert "The copy is ready" in page.text
    (form,) = [form for form in page.forms if form.action.startswith("/p/export/")]
    given = mine.post(form.action)
    copy = json.loads(pyrage.passphrase.decrypt(body(given), passphrase_of(page)))
    assert "Two weeks." in json.dumps(copy)
    assert "Mira" not in str(given.headers)
    assert mine.post(form.action).status_code == 404
    assert mine.get(form.action).status_code == 405


def test_only_a_coordinator_is_offered_a_copy_in_clear(world, mine, case_id):
    assert "Without encryption" not in read(mine.get(file_url(case_id, "export_file"))).text
    coordinator = entered(world.coordinator)
    page = read(coordinator.get("/p/export/"))
    assert "Without encryption" in page.text


def test_a_copy_of_the_register(world, mine, case_id):
    ready = mine.post("/p/export/", {"format": "csv", "reason": "Yearly report"})
    page = read(ready)
    (form,) = [form for form in page.forms if form.action.startswith("/p/export/")]
    copy = pyrage.passphrase.decrypt(body(mine.post(form.action)), passphrase_of(page))
    assert b"Mira" in copy


def test_a_researcher_takes_no_copy(world):
    assert entered(world.researcher).get("/p/export/").status_code == 403
