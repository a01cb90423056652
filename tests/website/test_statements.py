"""Statements, and how an organisation puts its name under one."""

from datetime import date
from uuid import uuid4

import pytest

from alongside.alliance.published import SignOn
from tests.website import shelves

pytestmark = pytest.mark.django_db

TYPED = {"organisation": "Ama's <b>Union</b>", "country": "GH", "contact": "ama@example.org"}


def test_it_lists_those_that_were_checked_and_whom_it_is_addressed_to(client, home):
    page = shelves.a_statement(signed=[("Shakti Samuha", "NP"), ("An <b>other</b>", "")])
    shown = client.get(page.url).content.decode()
    assert "International Labour Conference" in shown
    assert "Shakti Samuha" in shown
    assert "Nepal" in shown
    assert "An &lt;b&gt;other&lt;/b&gt;" in shown
    assert f'href="/en/sign/{page.translation_key}/"' in shown
    news = client.get("/en/news/").content.decode()
    assert "Statement" in news
    assert "International Labour Conference" in news


def test_whom_the_node_checked_stands_beside_those_editors_wrote_down(client, home, publish):
    page = shelves.a_statement(signed=[("Shakti Samuha", "NP"), ("zebra", "")])
    about = {"statement": page.translation_key, "country": "GH"}
    publish(
        sign_ons=[
            SignOn(id=uuid4(), name="Ama's <b>Union</b>", **about),
            SignOn(id=uuid4(), name="SHAKTI SAMUHA", **about),
            SignOn(id=uuid4(), name="Elsewhere", statement=uuid4()),
        ]
    )
    shown = client.get(page.url)
    names = [one.organisation for one in shown.context["signatures"]]
    assert names == ["Ama's <b>Union</b>", "Shakti Samuha", "zebra"]
    assert "Ama&#x27;s &lt;b&gt;Union&lt;/b&gt;" in shown.content.decode()
    assert "Ghana" in shown.content.decode()


def test_what_an_organisation_writes_leaves_sealed_and_stays_nowhere(
    client, home, publish, letters
):
    publish()
    page = shelves.a_statement()
    address = f"/en/sign/{page.translation_key}/"
    form = client.get(address)
    assert form["Cache-Control"] == "no-store"
    once = form.context["form"]["once"].value()
    for _twice in range(2):
        answer = client.post(address, TYPED | {"once": once})
        assert (answer.status_code, answer["Location"]) == (303, f"{address}thanks/")
    [letter] = letters()
    assert (letter.kind, letter.statement) == ("sign_on", str(page.translation_key))
    assert letter.title == "Domestic work is work"
    assert (letter.organisation, letter.country) == ("Ama's <b>Union</b>", "GH")
    assert letter.contact == "ama@example.org"
    assert "It arrived" in client.get(f"{address}thanks/").content.decode()
    # Nobody is listed before somebody has checked.
    assert "Ama" not in client.get(page.url).content.decode()
    assert page.signatures.count() == 0


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(client, home, publish):
    publish()
    page = shelves.a_statement()
    answer = client.post(
        f"/en/sign/{page.translation_key}/", TYPED | {"country": "", "contact": ""}
    )
    shown = answer.content.decode()
    assert "Choose the country where you work." in shown
    assert "Say how we can ask you whether it is right." in shown
    assert "Ama&#x27;s &lt;b&gt;Union&lt;/b&gt;" in shown


def test_robots_strangers_and_a_closed_list_are_told_so(client, home, publish, letters):
    publish()
    page = shelves.a_statement()
    address = f"/en/sign/{page.translation_key}/"
    assert "robots only" in client.post(address, TYPED | {"contact_page": "x"}).content.decode()
    cross = client.post(address, TYPED, headers={"sec-fetch-site": "cross-site"})
    assert cross.status_code == 403
    closed = shelves.a_statement("Closed", closes_on=date(2020, 1, 1))
    answer = client.post(f"/en/sign/{closed.translation_key}/", TYPED)
    assert "This statement takes no more names." in answer.content.decode()
    assert "Sign on as an organisation" not in client.get(closed.url).content.decode()
    assert client.get("/en/sign/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert letters() == []


def test_news_asks_as_many_queries_for_thirty_as_for_three(
    client, home, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(3):
        shelves.a_statement(f"Statement {number}")
    client.get("/en/news/")
    with django_assert_max_num_queries(60) as few:
        client.get("/en/news/")
    for number in range(9):
        shelves.a_statement(f"More {number}")
        shelves.a_piece_of_news(f"News {number}")
    with django_assert_num_queries(len(few)):
        client.get("/en/news/")
