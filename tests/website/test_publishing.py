"""Who publishes, and that nobody reads a page that is half translated."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.template import engines
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from alongside.website import tasks, translating
from alongside.website.models import Editor, NewsPage
from tests.website import shelves
from tests.website.factories import PASSWORD, make_editor, with_app

pytestmark = pytest.mark.django_db

WORDS = {
    "We met in Bangkok": "Nos vimos en Bangkok",
    "Forty-five came.": "Vinieron 45.",
    "Fifty came.": "Vinieron 50.",
}


@pytest.fixture
def editor(client, home, monkeypatch):
    # Wagtail's own templates name variables that are not there, and fall back to others.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    client.force_login(with_app(make_editor()))
    return client


@pytest.fixture
def sent(editor):
    """Return a page in Spanish that was sent to translation and has no words yet."""
    page = shelves.a_piece_of_news(introduction="Forty-five came.")
    where = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    editor.post(where, {"locales": [shelves.in_language("es").pk]}, follow=True)
    return Translation.objects.get().get_target_instance()


def translate(*originals):
    segments = TranslationSource.objects.get().stringsegment_set.select_related("string")
    for segment in segments.filter(string__data__in=originals):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=shelves.in_language("es"),
            data=WORDS[segment.string.data],
        )


def told(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def menu(client, page) -> list[str]:
    shown = client.get(edit(page)).content.decode()
    return sorted(set(re.findall(r'name="action-([a-z-]+)"', shown)))


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish(client, page, on_commit):
    with on_commit(execute=True):
        return client.post(edit(page), {"action": "publish"})


def refused(parts: str) -> str:
    what = "Translate it" if parts.startswith("1 ") else "Translate them"
    return (
        f"“We met in Bangkok” (Español) is not published: {parts} not translated yet, and visitors "
        f"would read two languages on one page. {what}, then publish. What is the same in both "
        "languages, such as a name, is typed again."
    )


def test_the_menu_offers_no_approval_that_nobody_gives(editor):
    assert menu(editor, shelves.a_piece_of_news()) == ["publish"]


def test_who_may_write_and_not_publish_publishes_nothing(client, home, monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    helpers = Group.objects.create(name="Helpers")
    helpers.permissions.add(*Group.objects.get(name="Editors").permissions.all())
    for allowed in GroupPagePermission.objects.filter(group__name="Editors"):
        if allowed.permission.codename != "publish_page":
            allowed.pk, allowed.group = None, helpers
            allowed.save()
    helper = Editor.objects.create_user("noor", password=PASSWORD)
    helper.groups.add(helpers)
    client.force_login(with_app(helper))
    page = shelves.a_piece_of_news()
    assert menu(client, page) == []
    new = {"title": "Changed", "slug": page.slug, "told_on": "2023-06-01", "body-count": "0",
           "introduction": "", "themes": []}  # fmt: skip
    for name in ("action-publish", "action-submit"):
        client.post(edit(page), new | {name: "1"})
    assert Page.objects.get(pk=page.pk).title == page.title
    assert WorkflowState.objects.count() == 0


def test_half_a_translation_is_not_published(editor, sent, django_capture_on_commit_callbacks):
    answer = publish(editor, sent, django_capture_on_commit_callbacks)
    assert (answer.status_code, answer["Location"]) == (302, edit(sent))
    assert told(answer) == [refused("2 parts are")]
    translate("We met in Bangkok")
    answer = publish(editor, sent, django_capture_on_commit_callbacks)
    assert told(answer)[-1] == refused("1 part is")
    assert NewsPage.objects.get(pk=sent.pk).live is False
    translate("Forty-five came.")
    publish(editor, sent, django_capture_on_commit_callbacks)
    page = NewsPage.objects.get(pk=sent.pk)
    assert (page.live, page.title, page.introduction) == (
        True,
        "Nos vimos en Bangkok",
        "Vinieron 45.",
    )


def publish_many(client, page, *, below=False):
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(
        f"{where}?id={page.pk}&next={edit(page)}", {"include_descendants": "on"} if below else {}
    )


def stop(client):
    where = reverse("wagtail_localize:stop_translation", args=[Translation.objects.get().pk])
    return client.post(where)


@pytest.mark.parametrize("below", [False, True])
def test_nor_with_many_others_at_once(editor, sent, below):
    chosen = sent.get_parent() if below else sent
    assert told(publish_many(editor, chosen, below=below)) == [refused("2 parts are")]
    assert Page.objects.get(pk=sent.pk).live is False


def test_no_translation_is_stopped_that_is_not_there(editor):
    assert editor.post("/cms/localize/translate/1/disable/", follow=True).status_code == 404


@pytest.mark.parametrize("below", [False, True])
def test_many_at_once_are_published_with_the_words_they_were_given(editor, sent, below):
    translate(*WORDS)
    publish_many(editor, sent.get_parent() if below else sent, below=below)
    page = NewsPage.objects.get(pk=sent.pk)
    assert (page.live, page.title, page.introduction) == (
        True,
        "Nos vimos en Bangkok",
        "Vinieron 45.",
    )


def test_an_empty_translation_is_none(editor, sent, django_capture_on_commit_callbacks):
    translate(*WORDS)
    StringTranslation.objects.filter(data="Vinieron 45.").update(data="")
    answer = publish(editor, sent, django_capture_on_commit_callbacks)
    assert told(answer) == [refused("1 part is")]


def test_what_is_translated_is_kept_when_its_translation_is_stopped(editor, sent):
    assert told(stop(editor)) == [refused("2 parts are")]
    assert Translation.objects.get().enabled is True
    translate(*WORDS)
    stop(editor)
    assert Translation.objects.get().enabled is False
    assert Page.objects.get(pk=sent.pk).live is False
    publish_many(editor, sent)
    page = NewsPage.objects.get(pk=sent.pk)
    assert (page.live, page.introduction) == (True, "Vinieron 45.")


def test_stopping_changes_nothing_that_visitors_read(
    editor, sent, django_capture_on_commit_callbacks
):
    translate(*WORDS)
    publish(editor, sent, django_capture_on_commit_callbacks)
    StringTranslation.objects.filter(data="Vinieron 45.").update(data="Vinieron muchas.")
    stop(editor)
    assert Translation.objects.get().enabled is False
    assert NewsPage.objects.get(pk=sent.pk).introduction == "Vinieron 45."


def test_a_page_that_repeats_the_english_one_is_read_by_nobody(editor, sent):
    editor.post(reverse("wagtail_localize:convert_to_alias", args=[sent.pk]))
    original = NewsPage.objects.get(locale__language_code="en", title="We met in Bangkok")
    assert Page.objects.get(pk=sent.pk).alias_of_id == original.pk
    original.save_revision().publish()
    assert Page.objects.get(pk=sent.pk).live is False
    assert told(publish_many(editor, sent))[-1] == refused("1 part is")


def test_nor_is_one_that_was_made_to_hold_a_translation(editor):
    series = shelves.a_series()
    issue = shelves.an_issue(series)
    where = reverse("wagtail_localize:submit_page_translation", args=[issue.pk])
    editor.post(where, {"locales": [shelves.in_language("es").pk]}, follow=True)
    there = Page.objects.get(alias_of=series)
    assert (there.locale.language_code, there.live) == ("es", False)


def test_new_words_wait_for_their_translation_and_visitors_read_the_old_page(
    editor, sent, django_capture_on_commit_callbacks
):
    translate(*WORDS)
    publish(editor, sent, django_capture_on_commit_callbacks)
    original = NewsPage.objects.get(locale__language_code="en", title="We met in Bangkok")
    original.introduction = "Fifty came."
    original.save_revision().publish()
    source = TranslationSource.objects.get()
    where = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert b"Only translations that miss nothing are published" in editor.get(where).content
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(where, {"publish_translations": "on"})
    title = WORDS["We met in Bangkok"]
    assert refused("1 part is").replace("We met in Bangkok", title) in told(answer)
    assert NewsPage.objects.get(pk=sent.pk).introduction == "Vinieron 45."
    translate("Fifty came.")
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(where, {"publish_translations": "on"})
    assert NewsPage.objects.get(pk=sent.pk).introduction == "Vinieron 50."


def test_no_other_way_publishes_it_either(sent):
    with pytest.raises(translating.HalfTranslated):
        sent.get_latest_revision().publish()
    assert Page.objects.get(pk=sent.pk).live is False


def test_a_day_that_has_come_publishes_no_half_of_it(sent, caplog):
    revision = sent.get_latest_revision()
    revision.approved_go_live_at = revision.created_at
    revision.save()
    tasks.follow_dates.func()
    assert Page.objects.get(pk=sent.pk).live is False
    assert [one.getMessage() for one in caplog.records] == [refused("2 parts are")]
