"""The pages on which a coordinator makes lists of words her own."""

import pytest
from django.urls import reverse

from alongside.casework import actions
from alongside.casework.models import WordChange
from alongside.casework.vocabulary import EXTENDABLE
from alongside.organisations.models import User
from tests.attacks.theft import scan_rows
from tests.casework.factories import NOW
from tests.casework.pages import NASTY, entered, file_url, filled, read

pytestmark = pytest.mark.django_db

WORDS = reverse("casework:words")


def at(name, *args):
    return reverse(f"casework:words_{name}", args=args)


@pytest.fixture
def boss(clock, world):
    return entered(world.coordinator)


def send(browser, url, **typed):
    return browser.post(url, filled(browser.get(url)) | typed)


def test_the_settings_lead_to_every_list(boss):
    settings = read(boss.get(reverse("organisations:settings")))
    assert settings.links[WORDS] == "Words"
    page = read(boss.get(WORDS))
    assert {at("of", group) for group in EXTENDABLE} <= set(page.links)
    assert "Rules and figures of the GBVIMS are made by these codes." in page.text


def test_a_word_is_added_renamed_retired_and_put_back(boss):
    response = send(boss, at("add", "needs"), label_en=NASTY)
    assert response["Location"] == at("of", "needs")
    code = WordChange.objects.get().code
    page = read(boss.get(at("of", "needs")))
    assert NASTY in page.isolated
    changed = send(boss, at("change", "needs", code), label_en="A phone", how="mended")
    assert changed["Location"] == at("of", "needs")
    assert send(boss, at("retire", "needs", code))["Location"] == at("of", "needs")
    page = read(boss.get(at("of", "needs")))
    assert "Not offered since 2 March 2026" in page.text
    back = at("back", "needs", code)
    assert boss.post(back)["Location"] == at("of", "needs")
    assert back not in {form.action for form in read(boss.get(at("of", "needs"))).forms}
    assert at("retire", "needs", code) in read(boss.get(at("of", "needs"))).links


def test_each_language_of_the_organisation_has_a_field(boss, world):
    User.objects.filter(pk=world.caseworker.user.pk).update(language="bn")
    page = boss.get(at("add", "support_kinds"))
    fields = [name for name in filled(page) if name.startswith("label_")]
    assert fields == ["label_en", "label_bn"]


def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(boss):
    page = send(boss, at("add", "needs"), label_en="a doctor")
    assert page.status_code == 422
    said = read(page)
    assert said.text.count("Another word of this list is called so.") == 2
    assert said.form().fields["label_en"] == ["a doctor"]
    page = send(boss, at("add", "needs"), label_en="x" * 81)
    assert "At most 80 letters fit here." in read(page).text
    page = send(boss, at("add", "needs"), label_en="")
    assert "Say what it is called." in read(page).text
    page = send(boss, at("add", "senders"), label_en="A teacher")
    assert "Choose the word that it counts as." in read(page).text
    page = send(boss, at("change", "needs", "doctor"), label_en="A clinic")
    assert "Choose what you change." in read(page).text
    assert WordChange.objects.count() == 0


def test_an_end_before_the_beginning_is_said_beside_the_day(boss):
    send(boss, at("add", "needs"), label_en="A phone")
    code = WordChange.objects.get().code
    day = {"from_on_day": "1", "from_on_month": "1", "from_on_year": "2020"}
    page = send(boss, at("retire", "needs", code), **day)
    assert page.status_code == 422
    assert "The word begins later than this day." in read(page).text


def test_words_of_a_standard_offer_nothing_to_change(boss):
    page = read(boss.get(at("of", "methods_of_control")))
    assert [link for link in page.links if link.endswith("/retire/")] == []
    refused = send(boss, at("change", "services", "Health"), label_en="x", how="renamed")
    assert "belongs to HTCDS 2.0" in read(refused).text
    assert boss.get(at("of", "channels")).status_code == 404
    assert boss.get(at("change", "needs", "x_nothing")).status_code == 404


def test_a_word_that_cannot_come_back_says_why(boss):
    send(boss, at("retire", "needs", "doctor"))
    send(boss, at("add", "needs"), label_en="A doctor")
    page = read(boss.post(at("back", "needs", "doctor"), follow=True))
    assert "Another word of this list is called so." in page.text


def test_what_was_chosen_for_her_is_nowhere_in_clear(boss, world, mine, case_id):
    word = "Kestrelqx transport"
    send(boss, at("add", "support_kinds"), label_en=word)
    code = WordChange.objects.get().code
    page = file_url(case_id, "practical_support")
    assert word in mine.get(page).content.decode()
    assert mine.post(page, filled(mine.get(page)) | {"kind": code}).status_code == 302
    assert word in mine.get(file_url(case_id, "services")).content.decode()
    tables = {"casework_wordchange"}
    assert {table for table, _word in scan_rows([word, code])} == tables


def test_a_new_request_speaks_new_words(boss, world, mine, case_id):
    page = file_url(case_id, "needs")
    assert "A mobile phone" not in mine.get(page).content.decode()
    actions.add_word(
        group="needs", labels={"en": "A mobile phone"}, actor=world.coordinator.actor, now=NOW
    )
    assert "A mobile phone" in mine.get(page).content.decode()
