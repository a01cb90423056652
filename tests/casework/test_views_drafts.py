"""What was typed and not saved: kept, offered back, hers alone."""

import json

import pytest

from alongside.casework.views import drafts
from alongside.vault.models import Draft
from tests.casework.pages import add_note, entered, file_url, filled, read, story
from tests.organisations.factories import make_second_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_typing_is_kept_and_says_when(world, mine, case_id):
    url = file_url(case_id, "keep", "note")
    response = mine.post(url, {"kind": "note", "text": "half a sen"})
    assert json.loads(response.content) == {"saved": "09:00"}
    assert story(world, case_id) == []


def test_the_longest_name_of_a_form_has_room(mine, case_id):
    form = f"{max(drafts.FORMS, key=len)}-{case_id}"
    assert mine.post(file_url(case_id, "keep", form), {"text": "half"}).status_code == 200
    assert Draft.objects.get().slot.startswith(form)


def test_an_unfinished_note_is_offered_back(mine, case_id):
    url = file_url(case_id, "note")
    mine.post(file_url(case_id, "keep", "note"), {"kind": "call", "text": "half a sen"})
    page = read(mine.get(url))
    assert "You began this at 09:00 and did not finish." in page.text
    assert page.form().fields["text"] == [""]
    resumed = read(mine.get(url + "?draft=continue"))
    assert resumed.form().fields["text"] == ["half a sen"]
    assert resumed.form().fields["kind"] == ["call"]


def test_a_half_filled_draft_is_not_scolded(mine, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"title": "only this"})
    response = mine.get(file_url(case_id, "note") + "?draft=continue")
    assert response.status_code == 200
    assert "things to finish" not in read(response).text


def test_a_draft_goes_when_it_is_saved(mine, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"text": "half"})
    mine.post(file_url(case_id, "note"), {"kind": "note", "text": "whole"})
    assert Draft.objects.count() == 0
    assert "did not finish" not in read(mine.get(file_url(case_id, "note"))).text


def test_a_draft_can_be_discarded(mine, case_id):
    url = file_url(case_id, "note")
    mine.post(file_url(case_id, "keep", "note"), {"text": "half"})
    assert mine.post(url, {"discard_draft": "1"})["Location"] == url
    assert Draft.objects.count() == 0


def test_without_a_script_a_button_keeps_the_draft(world, mine, case_id):
    url = file_url(case_id, "note")
    response = mine.post(url, {"text": "half a sen", "save_draft": "1"})
    page = read(response)
    assert response.status_code == 200
    assert "Saved as a draft 09:00" in page.text
    assert page.form().fields["text"] == ["half a sen"]
    assert story(world, case_id) == []


def test_a_draft_is_hers_alone(mine, hers, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"text": "half"})
    assert "did not finish" not in read(hers.get(file_url(case_id, "note"))).text


def test_a_draft_of_a_changed_note_is_kept_apart_from_a_new_one(world, mine, case_id):
    document_id = add_note(world, case_id, text="first")
    change = file_url(case_id, "note_change", document_id)
    keep = mine.get(change).content.decode().split('data-autosave="')[1].split('"')[0]
    mine.post(keep, filled(mine.get(change), text="second"))
    assert read(mine.get(change + "?draft=continue")).form().fields["text"] == ["second"]
    assert "did not finish" not in read(mine.get(file_url(case_id, "note"))).text


def test_a_draft_survives_locking_the_screen(world, mine, case_id):
    mine.post(file_url(case_id, "keep", "note"), {"text": "half a sen"})
    mine.post("/lock/")
    assert mine.get(file_url(case_id, "note"))["Location"] == "/unlock/"
    mine.post("/unlock/", {"password": world.caseworker.password})
    page = read(mine.get(file_url(case_id, "note") + "?draft=continue"))
    assert page.form().fields["text"] == ["half a sen"]


def test_a_draft_of_steps_comes_back_with_its_rows(mine, case_id):
    rows = {"words": "x", "steps": "3", "step-2-text": "Third"}
    mine.post(file_url(case_id, "keep", "goal"), rows)
    form = read(mine.get(file_url(case_id, "goal") + "?draft=continue")).form()
    assert form.fields["step-2-text"] == ["Third"]


@pytest.mark.parametrize("form", ["nothing", "note-1", "import"])
def test_only_our_forms_are_kept(mine, case_id, form):
    assert mine.post(file_url(case_id, "keep", form), {"text": "x"}).status_code == 404
    assert Draft.objects.count() == 0


def test_a_draft_in_a_foreign_file_is_refused(world, case_id):
    stranger = entered(make_second_organisation(world).caseworker)
    assert stranger.post(file_url(case_id, "keep", "note"), {"text": "x"}).status_code == 404
