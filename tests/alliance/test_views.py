"""The pages of the directory as somebody meets them."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from alongside.alliance.actions import members as actions, services as offers
from alongside.alliance.models import Member, Publication, Service
from alongside.alliance.queries import publishing
from tests.alliance.factories import (
    make_own,
    make_secretariat,
    make_service,
    member_given,
    service_given,
)
from tests.organisations.browser import Browser, with_app
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db
OWN = {"name": "Casa Noua", "country": "RO", "version": "1", "language": "en"}
LINE = {"name": "The night line", "kinds": ["hotline"], "country": "RO", "language": "en"}


@pytest.fixture
def browser(editor):
    found = Browser()
    found.enter(editor)
    return found


@pytest.fixture
def member(editor):
    return make_own(editor.actor)


def url(name, *args):
    return reverse(f"alliance:{name}", args=args)


def test_the_first_time_our_organisation_is_written_down_and_then_shown(browser):
    first = browser.get(url("mine"))
    assert first["Location"] == url("own_new")
    sent = OWN | {"mission": "Nadie camina sola.", "language": "es", "founded": "١٩٩٤"}
    saved = browser.post(url("own_new"), sent)
    [made] = Member.objects.all()
    assert saved["Location"] == url("member", made.pk)
    assert (made.mission, made.founded, made.is_public) == (
        {"es": "Nadie camina sola."},
        1994,
        False,
    )
    assert browser.get(url("mine"))["Location"] == url("member", made.pk)


def test_members_are_looked_up_by_how_they_stand(browser, member):
    with time_machine.travel(NOW, tick=False):
        shown = {
            state: browser.get(url("members"), {"state": state}).content.decode().count('al-row"')
            for state in ("", "new", "current", "grace", "lapsed", "no such state")
        }
    # An address that says nothing known shows everybody, and an error beside the field.
    assert shown == {"": 1, "new": 1, "current": 0, "grace": 0, "lapsed": 0, "no such state": 1}


def test_nothing_typed_is_lost_by_an_error(browser, member):
    sent = OWN | {"name": "", "town": "Suceava", "founded": "long ago", "website": "javascript:1"}
    answer = browser.post(url("member_change", member.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "Say what the organisation or group is called.",
        "Put a year in four digits, such as 1994.",
        "Put an address such as https://example.org.",
    ):
        assert sentence in page
    assert 'value="Suceava"' in page
    member.refresh_from_db()
    assert member.version == 1


def test_two_who_save_see_both_and_the_second_decides(world, browser, member):
    actions.change(
        member_id=member.pk,
        given=member_given(town="Cluj"),
        version=1,
        actor=world.coordinator.actor,
        now=NOW,
    )
    sent = OWN | {"town": "Sibiu", "mission": "Nobody walks alone.", "does": "Lawyers."}
    sent |= {"founded": "2003", "languages": ["ro", "en"], "themes": ["justice"], "is_public": "on"}
    answer = browser.post(url("member_change", member.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved this meanwhile" in page
    cells = '<td class="govuk-table__cell"><p dir="auto">{}</p></td>'
    assert page.count('<td class="govuk-table__cell">') == 2
    assert cells.format("Sibiu") + cells.format("Cluj") in page
    assert 'name="version" value="2"' in page
    assert browser.post(url("member_change", member.pk), sent | {"version": "2"}).status_code == 302
    member.refresh_from_db()
    assert (member.town, member.version) == ("Sibiu", 3)


def test_a_service_is_written_changed_confirmed_withdrawn_and_offered(browser, member):
    assert browser.post(url("service_new", member.pk), LINE).status_code == 302
    [service] = Service.objects.all()
    sent = LINE | {"language": "es", "name": "La línea", "version": "1", "phone": "+৪০ ০০০ ০০০"}
    assert browser.post(url("service_change", service.pk), sent).status_code == 302
    for name, is_offered in (
        ("service_confirm", True),
        ("service_withdraw", False),
        ("service_offer", True),
    ):
        answer = browser.post(url(name, service.pk))
        assert answer["Location"] == url("member", member.pk)
        service.refresh_from_db()
        assert (service.withdrawn_on is None) is is_offered
    assert service.name == {"en": "The night line", "es": "La línea"}
    assert service.phone == "+40 000 000"


def test_a_service_asks_for_a_name_in_the_language_it_is_written_in(browser, member):
    answer = browser.post(url("service_new", member.pk), LINE | {"name": "", "language": "es"})
    assert answer.status_code == 422
    assert "Say what this is called in this language: Español." in answer.content.decode()
    page = browser.get(url("service_new", member.pk) + "?language=es").content.decode()
    assert '<input type="hidden" name="language" value="es"' in page


def test_a_number_nobody_can_dial_is_refused(browser, member):
    answer = browser.post(url("service_new", member.pk), LINE | {"phone": "ask <b>Mira</b>"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Put a number, such as +880 31 000 000, or a short one." in page
    assert escape("ask <b>Mira</b>") in page
    assert "ask <b>Mira" not in page


def test_what_a_colleague_looks_for_stands_in_no_address(world, editor, member):
    make_service(editor.actor, member, service_given(is_public=False))
    browser = Browser()
    browser.enter(world.caseworker)
    found = browser.post(url("services"), {"situation": "threats", "country": "RO"})
    assert [row["title"] for row in found.context["rows"]] == ["The night line"]
    none = browser.post(url("services"), {"situation": "home"})
    assert none.context["rows"] == []
    assert "Nothing like that is written down yet." in none.content.decode()
    page = browser.get(url("member", member.pk)).content.decode()
    assert "Still right today" not in page
    assert url("member_change", member.pk) not in page


def test_a_withdrawn_service_is_seen_by_who_may_offer_it_again(world, editor, browser, member):
    service = make_service(editor.actor, member)
    offers.withdraw(service_id=service.pk, actor=editor.actor, now=NOW)
    assert len(browser.get(url("member", member.pk)).context["services"]) == 1
    colleague = Browser()
    colleague.enter(world.caseworker)
    assert colleague.get(url("member", member.pk)).context["services"] == []


def test_a_list_is_sent_looked_at_and_brought_in(browser, member):
    sheet = SimpleUploadedFile("s.csv", b"name,kinds,country,street\nNight,hotline,RO,Rd 1\n,,,\n")
    sent = browser.post(url("import", member.pk), {"sheet": sheet})
    assert sent["Location"] == url("import_check", member.pk)
    page = browser.get(sent["Location"])
    assert page.context["left_out"] == ("street",)
    assert [words for _row, words, _kind in page.context["rows"]] == ["New"]
    assert Service.objects.count() == 0
    done = browser.post(url("import_run", member.pk))
    assert done["Location"] == url("member", member.pk)
    assert Service.objects.get().name == {"en": "Night"}
    assert browser.get(url("import_check", member.pk)).status_code == 404


def test_what_is_no_table_is_refused_beside_the_field(browser, member):
    sheet = SimpleUploadedFile("s.pdf", b"%PDF-1.7")
    answer = browser.post(url("import", member.pk), {"sheet": sheet})
    assert answer.status_code == 422
    assert "This is neither a workbook nor a table." in answer.content.decode()


def test_the_secretariat_looks_and_publishes(
    on_the_day, world, editor, browser, member, monkeypatch
):
    left = []
    monkeypatch.setattr("alongside.alliance.exchange.publish", left.append)
    make_secretariat(world)
    make_service(editor.actor, member)
    page = browser.get(url("publish"))
    assert [(one.words, one.title) for one in page.context["changes"]] == [
        ("Added", "Casa Noua"),
        ("Added", "The night line"),
    ]
    for mark in ("", "of something else"):
        browser.post(url("publish"), {"mark": mark})
    assert left == []
    browser.post(url("publish"), {"mark": page.context["mark"]})
    assert [len(one.services) for one in left] == [1]
    assert Publication.objects.count() == 1
    assert browser.get(url("publish")).context["changes"] == []


def test_who_is_not_the_secretariat_sees_no_way_to_publish(browser, member, world):
    assert url("publish") not in browser.get(url("advocacy")).content.decode()
    assert browser.get(url("publish")).status_code == 403
    make_secretariat(world)
    assert url("publish") in browser.get(url("advocacy")).content.decode()


def test_a_coordinator_of_the_secretariat_adds_a_member_without_an_account(world):
    make_secretariat(world)
    with_app(world.coordinator.user)
    browser = Browser()
    browser.enter(world.coordinator)
    saved = browser.post(url("member_new"), {"name": "Shakti Samuha", "country": "NP"})
    made = Member.objects.get()
    assert saved["Location"] == url("member", made.pk)
    assert (made.organisation_id, made.slug) == (None, "shakti-samuha")
    assert publishing.proposal(actor=world.coordinator.actor, now=NOW).parts["members"] == ()


@pytest.mark.parametrize("page", ["0", "x", "-1"])
def test_a_page_of_the_list_that_cannot_be_is_not_there(browser, page):
    assert browser.get(url("members") + f"?page={page}").status_code == 404
