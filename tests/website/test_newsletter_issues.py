"""Issues on the web, and handed over to the node."""

import re
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from alongside.cli.siteworld import newsletter as seeds
from alongside.website.models import Editor, NewsletterIssue, NewsletterPage, PublicationPage
from tests.website.factories import make_editor, with_app
from tests.website.media import below

# Wagtail's own pages leave variables out.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

ARCHIVE = "/en/take-part/newsletter/"


@pytest.fixture
def issue(home) -> NewsletterIssue:
    seeds.build(home)
    return NewsletterIssue.objects.get(locale__language_code="en")


@pytest.fixture
def editor(client, issue) -> Editor:
    found = with_app(make_editor())
    client.force_login(found)
    return found


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_archive_lists_issues_in_its_language_and_may_be_kept(client, issue):
    english = client.get(ARCHIVE)
    assert english["Cache-Control"].startswith("public")
    assert english.cookies == {}
    assert "Voice and participation: what we learnt" in words(english)
    assert "Voz y participación" not in words(english)
    assert "Voz y participación" in words(client.get("/es/take-part/newsletter/"))
    assert 'href="/en/letter/"' in words(english)


def test_an_issue_is_read_on_the_web_in_both_languages(client, issue):
    page = client.get(f"{ARCHIVE}7/")
    assert "Issue <bdi>7</bdi>" in words(page)
    assert "Solidarity Soap" in words(page)
    # A paragraph inside another would be taken apart by browsers, with empty ones around it.
    told = '<div class="govuk-body"><p dir="auto">Domestic workers in Thailand'
    assert told in words(page)
    assert 'hreflang="es"' in words(page)
    assert len(page.content) < 60 * 1024
    assert "Jabón solidario" in words(client.get("/es/take-part/newsletter/7/"))


def test_an_archive_without_issues_says_so(client, home):
    home.get_children().get(slug="take-part").add_child(
        instance=NewsletterPage(title="Newsletter", slug="newsletter", locale=home.locale)
    )
    assert "No issue is out yet." in words(client.get(ARCHIVE))


def test_the_archive_asks_as_much_for_three_issues_as_for_thirty_and_is_paged(client, issue):
    archive = issue.get_parent()

    def grow(numbers):
        for number in numbers:
            archive.add_child(
                instance=NewsletterIssue(
                    title=f"Issue number {number}",
                    slug=str(number),
                    number=number,
                    dated=date(2026, 1, 1),
                    locale=issue.locale,
                )
            )

    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get(ARCHIVE)
        return len(found)

    grow([8, 9])
    asked()
    three = asked()
    grow(range(10, 37))
    # Where there is a second page the number of issues is known already.
    assert asked() == three
    assert "Issue number 36" in words(client.get(ARCHIVE))
    assert "Voice and participation" not in words(client.get(ARCHIVE))
    assert "Voice and participation" in words(client.get(f"{ARCHIVE}?p=2"))


def test_a_page_of_the_site_is_told_with_its_own_words(client, issue, home):
    news = home.get_children().get(slug="news").specific
    news.introduction = "What is new."
    news.save_revision().publish()
    value = {"page": news.pk, "title": "", "text": "", "link": ""}
    issue.items = [{"type": "item", "value": value}]
    issue.save_revision().publish()
    issue = NewsletterIssue.objects.get(pk=issue.pk)
    [told] = issue.told()
    assert (told.title, told.text, told.link) == ("News", "What is new.", "/en/news/")
    news.unpublish()
    assert list(NewsletterIssue.objects.get(pk=issue.pk).told()) == []


def test_an_editor_hands_it_over_in_each_language_as_words(client, editor, issue, publish, letters):
    publish()
    url = reverse("hand_over", args=[issue.pk])
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[issue.pk]))
    assert f'href="{url}"' in words(edit)
    assert "Voz y participación" in words(client.get(url))
    assert letters() == []
    assert client.post(url).status_code == 302
    found = sorted(letters(), key=lambda one: one.language)
    assert [(one.kind, one.language, one.number, one.title) for one in found] == [
        ("issue", "en", 7, "Voice and participation: what we learnt"),
        ("issue", "es", 7, "Voz y participación: lo que aprendimos"),
    ]
    assert {one.issue for one in found} == {issue.translation_key}
    assert found[1].archive == "http://127.0.0.1:8000/es/take-part/newsletter/7/"
    assert [item.title for item in found[0].items] == [
        "Solidarity Soap",
        "A consultation of 35 organisations",
    ]


def test_without_a_node_nothing_is_handed_over_and_it_is_said(client, editor, issue):
    answer = client.post(reverse("hand_over", args=[issue.pk]))
    said = [str(one) for one in get_messages(answer.wsgi_request)]
    assert said == ["The node cannot take it just now. Ask the secretariat, and try again."]


@pytest.mark.parametrize("wrong", [{"number": 0}, {"link": "ftp://files.example/a.pdf"}])
def test_what_no_mail_can_carry_is_said(client, editor, issue, publish, letters, wrong):
    publish()
    issue.number = wrong.get("number", 7)
    value = {"page": None, "title": "A", "text": "", "link": wrong.get("link", "")}
    issue.items = [{"type": "item", "value": value}]
    issue.save_revision().publish()
    answer = client.post(reverse("hand_over", args=[issue.pk]))
    [said] = [str(one) for one in get_messages(answer.wsgi_request)]
    assert said.startswith("It needs a number from 1 on")
    assert letters() == []


def test_what_is_new_since_the_issue_before_is_suggested(client, editor, issue, home):
    def suggested(page):
        edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        told = edit.partition("What is new on the site since")[2].partition("</ul>")[0]
        return re.findall("<li><bdi>(.*?)</bdi>", told)

    def add(title):
        page = PublicationPage(
            title=title, slug=title.lower(), kind="report", published_on=date(2026, 3, 1)
        )
        below(home, "library").add_child(instance=page)
        page.save_revision().publish()
        return page

    archive = issue.get_parent()
    later = NewsletterIssue(title="Next", slug="8", number=8, dated=date(2026, 4, 1))
    archive.add_child(instance=later)
    assert suggested(later) == []
    wages, papers = add("Wages"), add("Papers")
    assert suggested(later) == ["Papers", "Wages"]
    value = {"page": papers.pk, "title": "", "text": "", "link": ""}
    later.items = [{"type": "item", "value": value}]
    later.save_revision()
    assert suggested(later) == ["Wages"]
    # Each language has its own; before the first issue of all everything is new.
    spanish = suggested(issue.get_translations().get(locale__language_code="es").specific)
    assert "Participe" in spanish
    assert "Wages" not in spanish
    wages.unpublish()
    assert suggested(later) == []


def test_what_is_not_published_is_not_handed_over(client, editor, issue, publish, letters):
    publish()
    for one in NewsletterIssue.objects.all():
        one.unpublish()
    assert client.post(reverse("hand_over", args=[issue.pk])).status_code == 200
    assert letters() == []


def test_nobody_else_hands_it_over(client, issue, publish, letters):
    publish()
    url = reverse("hand_over", args=[issue.pk])
    assert client.post(url).status_code == 302
    helper = with_app(Editor.objects.create_user("lan", password="correct horse battery"))
    client.force_login(helper)
    assert client.post(url).status_code in {302, 403}
    assert letters() == []
    assert Locale.objects.count() == 2
