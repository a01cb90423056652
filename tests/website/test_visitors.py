"""What strangers send: once, not too often, from here, and nothing of it in clear."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import RequestFactory

from alongside.alliance.letters import Message
from alongside.website import exchange, visitors
from alongside.website.forms.visitor import VisitorForm
from tests.website.factories import NOW

pytestmark = pytest.mark.django_db


def message(**more) -> Message:
    return Message(**{"id": uuid4(), "written_at": NOW, "text": "Please call me."} | more)


def asking(address="203.0.113.7"):
    return RequestFactory().post("/en/w/", REMOTE_ADDR=address)


def test_what_is_sent_twice_arrives_once(publish, letters):
    publish()
    one = message()
    visitors.send(asking(), one, action="write")
    visitors.send(asking(), one, action="write")
    assert [letter.id for letter in letters()] == [one.id]


def test_while_the_first_is_under_way_the_second_says_nothing_of_it(publish, letters, monkeypatch):
    """Else the browser would show that it is here, and the first might still fail."""
    publish()
    one, leave_it = message(), exchange.leave_letter

    def meanwhile(letter):
        monkeypatch.setattr(exchange, "leave_letter", leave_it)
        visitors.send(asking(), letter, action="write")
        raise OSError

    monkeypatch.setattr(exchange, "leave_letter", meanwhile)
    with pytest.raises(visitors.Refused):
        visitors.send(asking(), one, action="write")
    assert [letter.id for letter in letters()] == [one.id]


def test_too_much_from_one_address_is_refused_and_from_another_not(publish, letters):
    publish()
    for _time in range(6):
        visitors.send(asking(), message(), action="write")
    with pytest.raises(visitors.Refused) as refused:
        visitors.send(asking(), message(), action="write")
    assert refused.value.status == 429
    assert "ten minutes" in str(refused.value)
    visitors.send(asking("203.0.113.8"), message(), action="write")
    visitors.send(asking(), message(), action="register")
    assert len(letters()) == 8


def test_a_forged_header_gives_nobody_more_turns(publish, settings):
    settings.ALONGSIDE_PROXIES = 1
    publish()

    def forging(number):
        return RequestFactory().post(
            "/en/w/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"
        )

    for number in range(6):
        visitors.send(forging(number), message(), action="write")
    with pytest.raises(visitors.Refused, match="ten minutes"):
        visitors.send(forging(6), message(), action="write")


def test_what_was_refused_may_be_sent_again(publish, letters, monkeypatch):
    publish()
    one = message()
    with monkeypatch.context() as full:
        full.setattr(exchange, "MOST_LETTERS", 0)
        with pytest.raises(visitors.Refused) as refused:
            visitors.send(asking(), one, action="write")
    assert refused.value.status == 503
    visitors.send(asking(), one, action="write")
    assert [letter.id for letter in letters()] == [one.id]


def test_where_nothing_is_published_it_says_so():
    with pytest.raises(visitors.Refused, match="Nobody can take messages") as refused:
        visitors.send(asking(), message(), action="write")
    assert refused.value.status == 503


def test_no_address_is_kept(publish):
    publish()
    visitors.send(asking("203.0.113.99"), message(text="secret words"), action="write")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM tries")
        kept = str(cursor.fetchall())
    assert "allauth:rl:website:write" in kept
    assert "203.0.113.99" not in kept
    assert "secret" not in kept


def test_a_robot_is_told_and_a_person_may_empty_the_field():
    form = VisitorForm({"contact_page": "https://example.org", "once": ""})
    assert form.errors == {
        "contact_page": ["This field is there for robots only. Empty it and send again."]
    }


def test_each_empty_form_has_a_number_of_its_own_and_a_sent_one_keeps_it():
    numbers = {UUID(str(VisitorForm()["once"].value())) for _time in range(3)}
    assert len(numbers) == 3
    number = uuid4()
    form = VisitorForm({"once": str(number)})
    assert form.is_valid()
    assert form.cleaned_data["once"] == number
    assert form.asked == []
