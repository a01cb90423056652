"""Podcasts, campaigns, a learning journey and the tracker of the demonstration."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Locale

from alongside.cli.siteworld import journey, members
from alongside.website.models import (
    AdvocacyPage,
    CampaignPage,
    CampaignsPage,
    Chapter,
    Downloads,
    EpisodePage,
    Handout,
    Material,
    MediaPage,
    PodcastPage,
    PrintRun,
    ProgrammePage,
    ProjectPage,
    Tool,
    ToolkitPage,
    VideoPage,
)

if TYPE_CHECKING:
    from wagtail.models import Page

    from alongside.website.models import HomePage

# A frame of MPEG-2 layer III: 8 kbit/s, 22.05 kHz, one channel, and nothing to be heard in it.
FRAME = b"\xff\xf3\x10\xc4" + bytes(22)
FRAMES_A_SECOND = 22_050 / 576
TEAL, SAND, AMBER = (20, 98, 92), (245, 217, 176), (224, 138, 46)


def silence(length: timedelta) -> bytes:
    """Return a recording of nothing, as an MP3 file."""
    return FRAME * round(length.total_seconds() * FRAMES_A_SECOND)


def build(home: HomePage) -> None:
    """Fill what there is to hear, to take away, to compare and to follow."""
    work = home.get_children().get(slug="work")
    library = home.get_children().get(slug="library")
    _podcast(library)
    campaigns = _campaigns(work)
    _journey(work)
    _tracker(work)
    _in_spanish(campaigns)


def _document(title: str, name: str, content: bytes) -> Document:
    document = Document(title=title, file=ContentFile(content, name=name))
    document.file_size = len(content)
    document.save()
    document.get_file_hash()
    return document


def _cover() -> Image:
    drawn = Drawing.new("RGB", (1400, 1400), TEAL)
    for place, colour in ((300, AMBER), (700, SAND)):
        drawn.paste(colour, (place, 500, place + 400, 900))
    content = BytesIO()
    drawn.save(content, "PNG")
    title = "Migrant Podcasters"
    return Image.objects.create(title=title, file=ContentFile(content.getvalue(), "cover.png"))


def _sheet(title: str, *, wide: int, high: int) -> bytes:
    """Return a sheet of paper with nothing but its colours: a stand-in for a printed one."""
    drawn = Drawing.new("RGB", (wide, high), SAND)
    drawn.paste(TEAL, (0, 0, wide, high // 4))
    drawn.paste(AMBER, (wide // 8, high // 2, wide - wide // 8, high // 2 + high // 10))
    content = BytesIO()
    drawn.save(content, "PDF", title=title, creationDate=None, modDate=None)
    return content.getvalue()


def _podcast(library: Page) -> None:
    media = library.add_child(
        instance=MediaPage(
            title="Listen and watch",
            slug="media",
            introduction="Podcasts and films made by migrants and their groups.",
        )
    )
    series = media.add_child(
        instance=PodcastPage(
            title="Migrant Podcasters",
            slug="migrant-podcasters",
            introduction=(
                "Migrant workers in Taiwan speak into the microphone themselves: about contracts, "
                "days off, brokers and joining a union."
            ),
            author="Serve the People Association with NDWU and FWAT",
            spoken_language="en",
            cover=_cover(),
        )
    )
    for number, (title, introduction, said, chapters) in enumerate(journey.EPISODES, start=1):
        length = timedelta(seconds=60)
        episode = series.add_child(
            instance=EpisodePage(
                title=title,
                introduction=introduction,
                audio=_document(title, f"migrant-podcasters-{number}.mp3", silence(length)),
                duration=length,
                aired_on=date(2023, 5 + number, 14),
                number=number,
                season=1,
                transcript=said,
            )
        )
        for begins, name in chapters:
            Chapter.objects.create(episode=episode, begins=timedelta(seconds=begins), title=name)
    media.add_child(
        instance=VideoPage(
            title="Sex work: four authors speak",
            introduction="Authors of the journal's issue 12 say in a few minutes what they found.",
            elsewhere="https://www.gaatw.org/",
            spoken_language="en",
        )
    )


def _campaigns(work: Page) -> CampaignsPage:
    campaigns: CampaignsPage = work.add_child(
        instance=CampaignsPage(
            title="Campaigns and kits",
            slug="campaigns",
            introduction="To print, to show, to teach with. Take what you can use.",
        )
    )
    fooled = campaigns.add_child(
        instance=CampaignPage(
            title="Don't let them fool you!",
            slug="dont-let-them-fool-you",
            introduction=(
                "Corporación Espacios de Mujer tells young people in Colombia what an offer that "
                "is too good may hide, and whom they can ask before they go. "
                "Numbers and days here are examples."
            ),
            begun_on=date(2012, 3, 1),
        )
    )
    for kind, title, wide, high, taken in (
        ("poster", "Ask before you go", 594, 841, 137),
        ("leaflet", "Five questions to an offer of work", 420, 297, 58),
        ("billboard", "Who pays your ticket?", 1200, 600, 4),
    ):
        name = f"{kind}-es.pdf"
        document = _document(title, name, _sheet(title, wide=wide, high=high))
        Material.objects.create(
            page=fooled,
            kind=kind,
            title=title,
            language="Español",
            version="2",
            document=document,
        )
        Downloads.objects.create(document=document, day=date(2026, 11, 2), number=taken)
    for what, copies, month in (("Posters", 1_500, 3), ("Leaflets", 10_000, 4)):
        PrintRun.objects.create(
            page=fooled, what=what, copies=copies, printed_on=date(2012, month, 5)
        )
    for place, places, copies, town in (
        ("school", 24, 4_800, "Medellín"),
        ("school", 6, 900, "Bello"),
        ("university", 5, 2_500, "Medellín"),
        ("organisation", 11, 640, "Itagüí"),
        ("billboard", 3, 3, "Medellín"),
    ):
        Handout.objects.create(
            page=fooled,
            place=place,
            places=places,
            copies=copies,
            town=town,
            given_on=date(2012, 5, 15),
        )
    kit = campaigns.add_child(
        instance=ToolkitPage(
            title="The Suitcase",
            slug="the-suitcase",
            introduction=(
                "Three tools to talk about trafficking with a group, packed by Corporación "
                "Espacios de Mujer: for teachers, and for whoever leads a workshop."
            ),
        )
    )
    for title, about in journey.TOOLS:
        name = f"{title.lower()}.pdf"
        Tool.objects.create(
            page=kit,
            title=title,
            about=about,
            language="Español",
            version="1",
            document=_document(title, name, _sheet(title, wide=420, high=594)),
        )
    return campaigns


def _journey(work: Page) -> None:
    programme = work.add_child(
        instance=ProgrammePage(
            title="Voice and Participation: a learning journey",
            slug="voice-and-participation",
            introduction=(
                "Eight partners did a project each and told one another how it went. They tell it "
                "here in the same order, so that you can lay two or three side by side. What they "
                "learnt is told in this demonstration's own words."
            ),
        )
    )
    for told in journey.PROJECTS:
        programme.add_child(
            instance=ProjectPage(year=2023, **told | {"members": members.codes(told["members"])})
        )


def _tracker(work: Page) -> None:
    work.add_child(
        instance=AdvocacyPage(
            title="What we follow",
            slug="advocacy",
            introduction="Bills, court cases and international processes, and what we ask "
            "of them. The days here are examples.",
        )
    )


def _in_spanish(campaigns: CampaignsPage) -> None:
    """Write the campaign in the language it is made in, too."""
    spanish = Locale.objects.get(language_code="es")
    above = campaigns.copy_for_translation(spanish)
    above.title, above.slug = "Campañas y maletas", "campaigns"
    above.introduction = "Para imprimir, mostrar y enseñar. Tome lo que le sirva."
    above.save_revision().publish()
    fooled = CampaignPage.objects.child_of(campaigns).get()
    copy = fooled.copy_for_translation(spanish)
    copy.title, copy.slug = "¡Que no te engañen!", "que-no-te-enganen"
    copy.introduction = (
        "La Corporación Espacios de Mujer cuenta a jóvenes de Colombia qué puede esconder una "
        "oferta demasiado buena, y a quién preguntar antes de viajar."
    )
    copy.save_revision().publish()
