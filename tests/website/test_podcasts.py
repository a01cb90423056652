"""Feeds that podcast apps take, recordings one can move about in, and films that ask nobody."""

import xml.etree.ElementTree as ET
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from alongside.website import sending
from alongside.website.models import Captions, Chapter, VideoPage
from tests.website.media import SOUND, make_document, make_episode, make_image, make_podcast

pytestmark = pytest.mark.django_db
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
# Of Apple's "A Podcaster's Guide to RSS": required of a series and of an episode.
OF_A_SERIES = (
    "title",
    "description",
    "language",
    f"{ITUNES}image",
    f"{ITUNES}category",
    f"{ITUNES}explicit",
    f"{ITUNES}author",
    "link",
    f"{ATOM}link",
)
OF_AN_EPISODE = (
    "title",
    "enclosure",
    "guid",
    "pubDate",
    "description",
    "link",
    f"{ITUNES}duration",
    f"{ITUNES}explicit",
    f"{ITUNES}episode",
    f"{ITUNES}episodeType",
)


@pytest.fixture
def channel(client):
    def read(series) -> ET.Element:
        response = client.get(f"/x/podcast/{series.pk}.rss")
        assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
        root = ET.fromstring(response.content)  # noqa: S314  our own
        assert (root.tag, root.attrib["version"]) == ("rss", "2.0")
        return root.find("channel")

    return read


def test_a_feed_has_every_tag_that_apps_require_once(home, channel):
    found = channel(make_podcast(home))
    assert {tag: len(found.findall(tag)) for tag in OF_A_SERIES} == dict.fromkeys(OF_A_SERIES, 1)
    for item in found.findall("item"):
        assert {tag: len(item.findall(tag)) for tag in OF_AN_EPISODE} == dict.fromkeys(
            OF_AN_EPISODE, 1
        )


def test_the_same_series_in_two_languages_is_two_feeds(home, channel):
    series = make_podcast(home)
    spanish = Locale.objects.get(language_code="es")
    other = series.copy_for_translation(spanish, copy_parents=True)
    other.save_revision().publish()
    guid = "{https://podcastindex.org/namespace/1.0}guid"
    assert channel(series).findtext(guid) != channel(other).findtext(guid)
    assert channel(series).findtext(guid) == channel(series).findtext(guid)


def test_what_the_feed_says_of_the_series(home, channel):
    series = make_podcast(home, category="News", is_explicit=True, spoken_language="fil")
    found = channel(series)
    assert found.findtext("title") == "Our voices"
    assert found.findtext("language") == "fil"
    assert found.findtext(f"{ITUNES}author") == "NDWU"
    assert found.findtext(f"{ITUNES}explicit") == "true"
    assert found.find(f"{ITUNES}category").attrib == {"text": "News"}
    assert found.find(f"{ATOM}link").attrib == {
        "rel": "self",
        "href": f"http://testserver/x/podcast/{series.pk}.rss",
    }
    assert found.findtext("link") == "http://testserver/en/library/media/voices/"


def test_the_cover_is_what_apps_take(client, home, channel):
    href = channel(make_podcast(home)).find(f"{ITUNES}image").attrib["href"]
    assert href.startswith("http://testserver/x/m/images/")
    response = client.get(href.removeprefix("http://testserver"))
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response.streaming_content)[:3] == b"\xff\xd8\xff"


def test_an_enclosure_leads_to_the_recording_with_its_length_and_type(client, home, channel):
    [item] = channel(make_podcast(home, episodes=1)).findall("item")
    enclosure = item.find("enclosure").attrib
    assert (enclosure["type"], enclosure["length"]) == ("audio/mpeg", "2600")
    assert enclosure["url"].startswith("http://testserver/x/d/")
    response = client.get(enclosure["url"].removeprefix("http://testserver"))
    assert response["Content-Type"] == "audio/mpeg"
    assert response["Content-Length"] == "2600"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert b"".join(response.streaming_content) == SOUND * 100


def test_what_the_feed_says_of_an_episode(home, channel):
    series = make_podcast(home, episodes=0)
    make_episode(series, 7, season=2, kind="bonus", introduction="A & B < C")
    [item] = channel(series).findall("item")
    assert item.findtext(f"{ITUNES}duration") == "1470"
    assert item.findtext(f"{ITUNES}episode") == "7"
    assert item.findtext(f"{ITUNES}season") == "2"
    assert item.findtext(f"{ITUNES}episodeType") == "bonus"
    assert item.findtext("description") == "A & B < C"
    assert (
        parsedate_to_datetime(item.findtext("pubDate")).isoformat() == "2026-08-20T12:00:00+00:00"
    )


def test_a_guid_stays_whatever_happens_to_the_episode(home, channel):
    series = make_podcast(home, episodes=1)
    before = channel(series).find("item").find("guid")
    assert before.attrib == {"isPermaLink": "false"}
    [episode] = series.listed()
    episode.title, episode.slug = "Another title", "elsewhere"
    episode.audio = make_document("anew.mp3", SOUND * 3)
    episode.save_revision().publish()
    item = channel(series).find("item")
    assert item.findtext("guid") == before.text
    assert item.find("enclosure").attrib["length"] == "78"


def test_the_newest_episode_comes_first_and_a_draft_not_at_all(home, channel):
    series = make_podcast(home, episodes=3)
    series.listed()[0].unpublish()
    titles = [item.findtext("title") for item in channel(series).findall("item")]
    assert titles == ["Episode 2", "Episode 1"]


def test_a_series_without_episodes_has_a_feed_without_items(client, home, channel):
    series = make_podcast(home, episodes=0)
    found = channel(series)
    assert found.findall("item") == []
    assert {tag: len(found.findall(tag)) for tag in OF_A_SERIES} == dict.fromkeys(OF_A_SERIES, 1)
    assert "No episode has come out yet." in client.get(series.url).content.decode()


def test_signs_that_no_xml_can_hold_do_not_break_the_feed(home, channel):
    series = make_podcast(home, episodes=1, introduction="One\x0btwo")
    assert channel(series).findtext("description") == "Onetwo"


def test_a_feed_that_is_not_there(client, home):
    series = make_podcast(home)
    series.unpublish()
    assert client.get(f"/x/podcast/{series.pk}.rss").status_code == 404
    assert client.get("/x/podcast/999999.rss").status_code == 404


def test_words_and_chapters_stand_beside_an_episode(client, home, channel):
    series = make_podcast(home, episodes=1)
    item = channel(series).find("item")
    assert item.findall(f"{PODCAST}transcript") == item.findall(f"{PODCAST}chapters") == []
    [episode] = series.listed()
    episode.transcript = "Host: Welcome."
    episode.save_revision().publish()
    for seconds, title in ((90, "The day off"), (0, "Welcome")):
        Chapter.objects.create(episode=episode, begins=timedelta(seconds=seconds), title=title)
    item = channel(series).find("item")
    words, chapters = (
        item.find(f"{PODCAST}{name}").attrib["url"].removeprefix("http://testserver")
        for name in ("transcript", "chapters")
    )
    assert client.get(words).content.decode() == "Host: Welcome."
    assert client.get(chapters).json() == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "Welcome"},
            {"startTime": 90, "title": "The day off"},
        ],
    }
    page = client.get(episode.url).content.decode()
    assert page.index("Welcome</bdi>") < page.index("The day off</bdi>")
    assert '#t=90"' in page


@pytest.mark.parametrize(
    ("asked", "status", "said", "length"),
    [
        ("", 200, None, 260),
        ("bytes=0-", 206, "bytes 0-259/260", 260),
        ("bytes=0-1", 206, "bytes 0-1/260", 2),
        ("bytes=100-199", 206, "bytes 100-199/260", 100),
        ("bytes=250-9999", 206, "bytes 250-259/260", 10),
        ("bytes=-10", 206, "bytes 250-259/260", 10),
        ("bytes=-9999", 206, "bytes 0-259/260", 260),
        ("bytes=260-", 416, "bytes */260", None),
        ("bytes=-0", 416, "bytes */260", None),
        # What may be ignored is (RFC 9110, 14.2).
        ("bytes=5-2", 200, None, 260),
        ("bytes=0-1,5-6", 200, None, 260),
        ("bytes=-", 200, None, 260),
        ("pages=1-2", 200, None, 260),
    ],
)
def test_a_recording_is_sent_from_where_a_player_asks(client, home, asked, status, said, length):
    content = bytes(range(260 - 256)) + bytes(range(256))
    document = make_document("talk.mp3", content)
    headers = {"range": asked, "accept-encoding": "gzip"} if asked else {}
    response = client.get(document.url, headers=headers)
    assert response.status_code == status
    assert response.headers.get("Content-Range") == said
    if length is None:
        return
    sent = b"".join(response.streaming_content)
    first = int(said.split()[1].split("-")[0]) if said else 0
    assert sent == content[first : first + length]
    assert response["Content-Length"] == str(length)
    assert response["Accept-Ranges"] == "bytes"


def test_a_part_of_a_file_that_has_changed_is_not_sent(client, home):
    document = make_document("talk.mp3", SOUND)
    tag = client.get(document.url)["ETag"]
    for same, status in ((tag, 206), ('"another"', 200)):
        headers = {"range": "bytes=2-3", "if-range": same}
        assert client.get(document.url, headers=headers).status_code == status
    assert client.get(document.url, headers={"if-none-match": tag}).status_code == 304


def test_a_recording_is_not_compressed_on_the_way(client, home):
    document = make_document("talk.mp3", bytes(5_000))
    response = client.get(document.url, headers={"accept-encoding": "gzip"})
    assert (response["Content-Encoding"], response["Content-Length"]) == ("identity", "5000")


def test_a_file_that_is_gone_is_not_there(client, home):
    document = make_document("talk.mp3", SOUND)
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_part_of_an_empty_file():
    with pytest.raises(sending.Unsatisfiable):
        sending.part_of("bytes=0-", 0)


def test_a_recording_that_is_none_is_refused_beside_its_field(home):
    series = make_podcast(home, episodes=1)
    [episode] = series.listed()
    for name, content in (
        ("page.mp3", b"<html><script>alert(1)</script>"),
        ("talk.pdf", SOUND),
        ("empty.mp3", b""),
    ):
        episode.audio = make_document(name, content)
        with pytest.raises(ValidationError) as refused:
            episode.full_clean()
        assert refused.value.message_dict == {
            "audio": ["This file is not an MP3 recording. Choose one that is."]
        }


def test_a_cover_that_apps_refuse_is_refused(home):
    series = make_podcast(home)
    for size in ((1400, 1300), (600, 600)):
        series.cover = make_image(size=size)
        with pytest.raises(ValidationError) as refused:
            series.full_clean()
        assert list(refused.value.message_dict) == ["cover"]


def test_a_language_is_written_as_feeds_write_it(home):
    series = make_podcast(home)
    for typed, kept in (("ES", "es"), ("pt_BR", "pt-BR"), (" fil ", "fil")):
        series.spoken_language = typed
        series.full_clean()
        assert series.spoken_language == kept
    for typed in ("Spanish", "e", "es\nes", "<b>"):
        series.spoken_language = typed
        with pytest.raises(ValidationError) as refused:
            series.full_clean()
        assert list(refused.value.message_dict) == ["spoken_language"]


def add_film(home, **fields: object) -> VideoPage:
    media = make_podcast(home).get_parent()
    return media.add_child(instance=VideoPage(title="Four authors", slug="film", **fields))


def test_a_film_elsewhere_is_a_link_that_says_where_it_leads(client, home):
    page = client.get(add_film(home, elsewhere="https://films.example/7?a=b").url).content.decode()
    assert (
        '<a class="govuk-link" href="https://films.example/7?a=b" rel="external noopener '
        'noreferrer">Watch it on <bdi>films.example</bdi></a>' in page
    )
    assert page.count("films.example") == 2
    assert "<iframe" not in page
    assert "<video" not in page


def test_a_film_of_our_own_has_captions(client, home):
    film = make_document("film.mp4", bytes(4) + b"ftypisom" + bytes(20))
    page = add_film(home, film=film)
    page.full_clean()
    words = make_document("film.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello")
    captions = Captions.objects.create(video=page, language="en", document=words)
    captions.full_clean()
    shown = client.get(page.url).content.decode()
    assert f'<source src="{film.url}" type="video/mp4">' in shown
    assert (
        f'<track kind="captions" src="{words.url}" srclang="en" label="English" default>' in shown
    )
    assert client.get(words.url)["Content-Type"] == "text/vtt"
    captions.document = make_document("film.vtt", b"<html>")
    with pytest.raises(ValidationError) as refused:
        captions.full_clean()
    assert list(refused.value.message_dict) == ["document"]


def test_a_film_is_here_or_elsewhere(home):
    page = add_film(home, elsewhere="https://films.example/")
    film = make_document("film.webm", b"\x1a\x45\xdf\xa3" + bytes(20))
    refused = {}
    for name, fields in {
        "neither": {},
        "both": {"film": film, "elsewhere": "https://films.example/"},
        "open": {"elsewhere": "http://films.example/"},
        "script": {"elsewhere": "javascript:alert(1)"},
        "page": {"film": make_document("film.mp4", b"<html>")},
    }.items():
        page.film, page.elsewhere = fields.get("film"), fields.get("elsewhere", "")
        with pytest.raises(ValidationError) as error:
            page.full_clean()
        refused[name] = sorted(error.value.message_dict)
    assert refused == {
        "neither": ["__all__"],
        "both": ["__all__"],
        "open": ["elsewhere"],
        "script": ["elsewhere"],
        "page": ["film"],
    }
    page.film, page.elsewhere = film, ""
    page.full_clean()
