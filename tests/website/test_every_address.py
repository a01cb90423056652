"""Who is told what at every address of the site: a visitor, editors, a colleague of the node."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import translation
from nacl.public import PrivateKey
from wagtail.documents.models import Document
from wagtail.models import Page, get_page_models

from alongside.alliance.published import Letterbox, Published
from alongside.cli.siteworld import help as help_pages, library, media, newsletter
from alongside.website import exchange, factors, founding
from alongside.website.models import (
    CampaignPage,
    EpisodePage,
    EventStory,
    PlainPage,
    PodcastPage,
    PublicationPage,
    RightsPage,
    SeriesPage,
    StatementPage,
    ToolkitPage,
    VideoPage,
)
from tests.website import sweep
from tests.website.conftest import EditorClient
from tests.website.events import make_event
from tests.website.factories import NOW, make_editor
from tests.website.published import make_member, make_service
from tests.website.sweep import MINUTE, NEVER, SETTING_UP, Told

pytestmark = pytest.mark.django_db
# Wagtail's own templates leave variables empty.
wagtail = pytest.mark.ignore_template_errors

MEMBER = make_member("Roots", mission={"en": "We walk together."})
PUBLISHED = Published(
    made_at=NOW,
    letterbox=Letterbox(epoch=1, key=bytes(PrivateKey.generate().public_key).hex()),
    members=[MEMBER],
    services=[make_service(MEMBER)],
    # One may still register for it, whenever this runs.
    events=[make_event(begins_at=datetime(2199, 12, 1, 9, tzinfo=UTC))],
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Fill the site as the demonstration does, once; all of it is taken back at the end."""
    file = settings.ALONGSIDE_EXCHANGE / "published.json"
    with django_db_blocker.unblock(), transaction.atomic():
        file.write_text(PUBLISHED.model_dump_json())
        exchange._read = (0, None)
        home = founding.found()
        for part in (media, help_pages, library, newsletter):
            part.build(home)
        below = {page.slug: page.specific for page in home.get_children()}
        below["work"].add_child(instance=PlainPage(title="How we work"))
        below["events"].add_child(instance=EventStory(title="How it was", event="talk"))
        video = VideoPage(title="A film", elsewhere="https://films.example/1")
        first(PodcastPage).get_parent().specific.add_child(instance=video)
        yield expected()
        transaction.set_rollback(True)
    file.unlink()
    exchange._read = (0, None)


def first(kind, **fields):
    english = kind.objects.filter(locale__language_code="en", **fields)
    return english.order_by("path").first()


def expected() -> dict[str, Told]:
    """Return what a visitor is told at each address outside the workplace, by its name."""
    publication, statement = first(PublicationPage), first(StatementPage)
    campaign, document = first(CampaignPage), Document.objects.order_by("pk").first()
    episode, rights = first(EpisodePage), first(RightsPage)
    account = "/cms/account"
    return {
        "front": Told("/", 302, 405, NEVER),
        "leave": Told("/out/", 303, 405, NEVER),
        "neutral": Told("/out/now/", 200, 405, NEVER),
        "back": Told("/out/back/", 405, 302, NEVER),
        "media": Told("/x/m/nothing.jpg", 404, 405, NEVER),
        "brochure": Told(f"/x/b/{rights.pk}/", 200, 405, "public, max-age=3600"),
        "clip": Told(f"/x/a/{rights.pk}/", 302, 405, NEVER),
        "wagtaildocs_serve": Told(document.url, 200, 405, "public, max-age=3600"),
        "podcast_feed": Told(f"/x/podcast/{first(PodcastPage).pk}.rss", 200, 405),
        "podcast_transcript": Told(f"/x/podcast/{episode.pk}.txt", 200, 405),
        "podcast_chapters": Told(f"/x/podcast/{episode.pk}.json", 200, 405),
        "kit": Told(f"/x/kit/{first(ToolkitPage).pk}.zip", 200, 405, NEVER),
        "wagtailcore_login": Told("/cms/login/", 302, 302, NEVER),
        "account_login": Told(f"{account}/login/", 200, 200, NEVER),
        "account_logout": Told(f"{account}/logout/", 302, 302, NEVER),
        "account_inactive": Told(f"{account}/inactive/", 200, 405, NEVER),
        "account_reauthenticate": Told(f"{account}/reauthenticate/", 302, 302, NEVER),
        "mfa_index": Told(f"{account}/2fa/", 302, 302, NEVER),
        "mfa_authenticate": Told(f"{account}/2fa/authenticate/", 302, 302, NEVER),
        "mfa_reauthenticate": Told(f"{account}/2fa/reauthenticate/", 302, 302, NEVER),
        "mfa_activate_totp": Told(SETTING_UP, 302, 302, NEVER),
        "mfa_deactivate_totp": Told(f"{account}/2fa/totp/deactivate/", 302, 302, NEVER),
        "mfa_view_recovery_codes": Told(f"{account}/2fa/recovery-codes/", 302, 302, NEVER),
        "mfa_generate_recovery_codes": Told(
            f"{account}/2fa/recovery-codes/generate/", 302, 302, NEVER
        ),
        "mfa_download_recovery_codes": Told(
            f"{account}/2fa/recovery-codes/download/", 302, 302, NEVER
        ),
        "feed_publications": Told("/x/feeds/en/publications.atom", 200, 405),
        "feed_news": Told("/x/feeds/en/news.atom", 200, 405),
        "feed_theme": Told("/x/feeds/en/themes/work.atom", 200, 405),
        "feed_series": Told(f"/x/feeds/en/series/{first(SeriesPage).slug}.atom", 200, 405),
        "cite": Told(f"/x/cite/{publication.translation_key}/en.bib", 200, 405),
        "oai": Told("/x/oai/?verb=Identify", 200, 200),
        "sign_on": Told(f"/en/sign/{statement.translation_key}/", 200, 200, NEVER),
        "signed_on": Told(f"/en/sign/{statement.translation_key}/thanks/", 200, 405, NEVER),
        "events_feed": Told("/en/events/calendar.ics", 200, 405),
        "event": Told("/en/events/talk/", 200, 405),
        "event_invitation": Told("/en/events/talk/event.ics", 200, 405),
        "event_register": Told("/en/events/talk/register/", 200, 422, NEVER),
        "event_registered": Told("/en/events/talk/registered/", 200, 405, NEVER),
        "letter": Told("/en/letter/", 200, 422, NEVER),
        "letter_asked": Told("/en/letter/asked/", 200, 405, NEVER),
        "letter_yes": Told("/en/letter/yes/nonsense/", 410, 410, NEVER),
        "letter_welcome": Told("/en/letter/welcome/", 200, 405, NEVER),
        "letter_out": Told("/en/letter/out/nonsense/", 404, 404, NEVER),
        "letter_stopped": Told("/en/letter/stopped/", 200, 405, NEVER),
        "join": Told("/en/m/", 200, 200, NEVER),
        "joined": Told("/en/m/ok/", 200, 200, NEVER),
        "write": Told("/en/w/", 200, 200, NEVER),
        "written": Told("/en/w/ok/", 200, 200, NEVER),
        "write_to_member": Told(f"/en/w/{MEMBER.id.hex[:10]}/", 200, 200, NEVER),
        "ask_translation": Told(f"/en/wish/{campaign.pk}/", 200, 200, NEVER),
        "translation_asked": Told(f"/en/wish/{campaign.pk}/sent/", 200, 405, NEVER),
        "wagtail_serve": Told("/en/", 200, 200),
    }


def pages() -> list[tuple[str, str]]:
    """Return every live page's kind and address."""
    live = Page.objects.live().filter(depth__gt=1).order_by("path").specific()
    return [(type(page).__name__, page.url) for page in live]


def ask(client, method, path):
    answer = client.generic(method, path, secure=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    translation.activate("en")
    return answer, body


@pytest.fixture
def visitor():
    return Client()


def editor(**named):
    """Return the browser of somebody signed in to write for the site."""
    client, person = EditorClient(), make_editor(**named)
    return client, person


def test_every_address_has_its_line_here(world):
    assert {name for _route, name in sweep.patterns()} == set(world)


def test_every_kind_of_page_is_among_the_pages_asked_for(world):
    ours = {kind.__name__ for kind in get_page_models() if kind.__module__.startswith("alongside")}
    assert {kind for kind, _url in pages()} == ours


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_a_visitor_is_told(world, visitor, method):
    told, kept = {}, {}
    for name, one in world.items():
        answer, _body = ask(visitor, method, one.path)
        told[name] = answer.status_code
        if method == "GET":
            kept[name] = answer["Cache-Control"]
        else:
            assert not answer["Cache-Control"].startswith("public") or name == "oai", name
        visitor.cookies.clear()
    assert told == {name: getattr(one, method.lower()) for name, one in world.items()}
    if kept:
        assert kept == {name: one.kept for name, one in world.items()}


def test_no_visitor_is_given_a_cookie_but_for_having_left(world, visitor):
    given = {}
    for name, one in world.items():
        for method in ("GET", "POST"):
            answer, _body = ask(visitor, method, one.path)
            if answer.cookies:
                given[name] = set(answer.cookies)
            visitor.cookies.clear()
    # A form of the way in carries a token against forgery; whoever sees it means to write here.
    assert given == {
        "leave": {"__Host-left"},
        "back": {"__Host-left"},
        "account_login": {"__Host-editor-csrf"},
    }


def test_no_page_fetches_anything_from_elsewhere(world, visitor):
    addresses = [one.path for one in world.values()] + [url for _kind, url in pages()]
    foreign, policies, read = {}, set(), 0
    for path in addresses:
        answer, body = ask(visitor, "GET", path)
        visitor.cookies.clear()
        if not answer["Content-Type"].startswith("text/html") or not body:
            continue
        read += 1
        policies.add(answer["Content-Security-Policy"]) if "/cms/" not in path else None
        if found := sweep.Foreign(body.decode()).found:
            foreign[path] = found
    assert read > 60
    assert foreign == {}
    [policy] = policies
    assert set(policy.split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    }


@pytest.mark.parametrize(
    "planted",
    [
        '<script src="https://cdn.example/a.js"></script>',
        '<img src="/a.png" srcset="/a.png 1x, //pictures.example/b.png 2x">',
        '<link rel="stylesheet" href="https://fonts.example/css">',
        '<iframe src="https://videos.example/embed/1"></iframe>',
        '<video src="/a.mp4" poster="https://videos.example/1.jpg"></video>',
        "<script>alert(1)</script>",
        '<p style="background: url(//pixel.example)">',
    ],
)
def test_what_would_be_fetched_from_elsewhere_is_found(planted):
    own = '<link rel="canonical" href="https://www.example.org/"><img src="/x/s/a.svg">'
    assert sweep.Foreign(own).found == []
    assert len(sweep.Foreign(own + planted).found) == 1


def test_a_colleague_of_the_node_is_a_visitor_like_any_other(world, visitor):
    for one in world.values():
        for method in ("GET", "POST"):
            seen = []
            for cookie in ("", "__Host-session=abc; __Host-unlock=def"):
                visitor.cookies.clear()
                visitor.cookies.load(cookie)
                answer, _body = ask(visitor, method, one.path)
                seen.append((answer.status_code, answer["Cache-Control"], answer.get("Location")))
            assert seen[0] == seen[1], one.path


def test_without_her_second_factor_an_editor_gets_no_further(world):
    client, person = editor()
    client.force_login(person)
    for method in ("GET", "POST"):
        for name, one in world.items():
            if name in sweep.OPEN_TO_ALL or one.path.startswith("/cms/"):
                continue  # the ways in are tests/website/test_ways_in.py
            answer, _body = ask(client, method, one.path)
            assert (answer.status_code, answer.get("Location")) == (302, SETTING_UP), one.path
            assert answer["Cache-Control"] == NEVER


@wagtail
def test_with_it_she_sees_what_visitors_see_and_nothing_of_hers_is_kept(world):
    client, person = editor()
    factors.put_secret(person, factors.DEMO_SECRET)
    client.force_login(person)
    for name, one in world.items():
        if name in sweep.OPEN_TO_ALL or one.path.startswith("/cms/"):
            continue
        answer, _body = ask(client, "GET", one.path)
        assert answer.status_code == one.get, one.path
        assert answer["Cache-Control"] != MINUTE, one.path


# What Wagtail answers to a stranger elsewhere than with its way in: icons, and words of scripts.
TO_A_STRANGER = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
WAYS_IN = {"/cms/login/", "/cms/account/login/"}
# What is not there is looked for below a language, where no workplace is.
NOWHERE = "/en/cms/"
# The areas of the workplace that open to an editor. Of workflows it is the list in which a task is
# chosen, of forms the list of pages with forms of Wagtail's own, of which this site has none.
AREAS = {
    "wagtail_localize",
    "wagtailadmin",
    "wagtailadmin_api",
    "wagtailadmin_pages",
    "wagtailadmin_reports",
    "wagtailadmin_workflows",
    "wagtaildocs",
    "wagtaildocs_chooser",
    "wagtailembeds",
    "wagtailforms",
    "wagtailimages",
    "wagtailimages_chooser",
    "wagtailsnippetchoosers_website_pictureconsent",
    "wagtailsnippets_website_pictureconsent",
}
CLOSED = {
    "wagtailadmin_collections",
    "wagtaillocales",
    "wagtailredirects",
    "wagtailsites",
    "wagtailusers_groups",
    "wagtailusers_users",
}


@wagtail
def test_the_workplace_opens_to_nobody_who_has_not_come_in(world, visitor):
    told = set()
    for path, name in sweep.workplace():
        for method in ("GET", "POST"):
            answer, _body = ask(visitor, method, path)
            led = answer.get("Location", "").partition("?")[0]
            if led not in WAYS_IN and not led.startswith(NOWHERE):
                told.add(name)
            assert answer["Cache-Control"] == NEVER or name in TO_A_STRANGER, path
    assert told == TO_A_STRANGER


@wagtail
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_an_editor_opens_pages_pictures_and_documents_and_nothing_else(world):
    client, person = editor()
    factors.put_secret(person, factors.DEMO_SECRET)
    client.force_login(person)
    client.raise_request_exception = False
    told = {name: ask(client, "GET", path)[0].status_code for path, name in sweep.workplace()}
    # Wagtail's own trial of what is shown where something fails.
    assert {name for name, status in told.items() if status >= 500} == {"wagtailadmin_error_test"}
    areas = {name.partition(":")[0] for name in told if ":" in name}
    assert areas >= CLOSED
    opened = {name.partition(":")[0] for name, status in told.items() if status == 200}
    assert {one if one in areas else "wagtailadmin" for one in opened - {"cms/test404/"}} == AREAS
