"""Things to hear, to take away, to compare and to follow, for tests of the public site."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from alongside.alliance.published import Advocacy
from alongside.website.models import (
    AdvocacyPage,
    CampaignPage,
    CampaignsPage,
    EpisodePage,
    Handout,
    Material,
    MediaPage,
    PictureConsent,
    PodcastPage,
    PrintRun,
    ProgrammePage,
    ProjectPage,
    ProjectPhoto,
    Tool,
    ToolkitPage,
)

SOUND = b"\xff\xf3\x10\xc4" + bytes(22)
DAY = date(2026, 11, 21)


def below(home, slug: str) -> Page:
    return home.get_children().get(slug=slug)


def make_document(name: str = "poster.pdf", content: bytes = b"%PDF-1.7 poster") -> Document:
    document = Document(title=name, file=ContentFile(content, name=name))
    document._set_document_file_metadata()
    document.save()
    return document


def make_image(
    name: str = "photo.jpg", size: tuple[int, int] = (1400, 1400), **options: object
) -> Image:
    content = BytesIO()
    Drawing.new("RGB", size, (20, 98, 92)).save(content, "JPEG", **options)
    return Image.objects.create(title=name, file=ContentFile(content.getvalue(), name))


def make_podcast(home, *, episodes: int = 2, **fields: object) -> PodcastPage:
    media = MediaPage(title="Listen and watch", slug="media")
    below(home, "library").add_child(instance=media)
    series = PodcastPage(
        **{"title": "Our voices", "author": "NDWU", "introduction": "We speak.", "slug": "voices"}
        | {"cover": make_image("cover.jpg")}
        | fields
    )
    media.add_child(instance=series)
    for number in range(1, episodes + 1):
        make_episode(series, number)
    return series


def make_episode(series: PodcastPage, number: int, **fields: object) -> EpisodePage:
    episode = EpisodePage(
        **{
            "title": f"Episode {number}",
            "slug": f"episode-{number}",
            "audio": make_document(f"episode-{number}.mp3", SOUND * 100),
            "duration": timedelta(minutes=24, seconds=30),
            "aired_on": DAY - timedelta(days=100 - number),
            "number": number,
        }
        | fields
    )
    return series.add_child(instance=episode)


def make_campaigns(home) -> CampaignsPage:
    page = CampaignsPage(title="Campaigns", slug="campaigns")
    return below(home, "work").add_child(instance=page)


def make_campaign(above: CampaignsPage, number: int = 1, *, materials: int = 2) -> CampaignPage:
    page = CampaignPage(title=f"Do not let them fool you {number}", slug=f"campaign-{number}")
    above.add_child(instance=page)
    for one in range(1, materials + 1):
        Material.objects.create(
            page=page,
            kind="poster",
            title=f"Poster {one}",
            language="Español",
            version="2",
            document=make_document(f"poster-{number}-{one}.pdf", b"%PDF-1.7 " + bytes(50 * one)),
            sort_order=one,
        )
    return page


def hand_out(page: CampaignPage, place: str, places: int, copies: int, town: str, day=DAY) -> None:
    Handout.objects.create(
        page=page, place=place, places=places, copies=copies, town=town, given_on=day
    )


def print_run(page: CampaignPage, copies: int) -> None:
    PrintRun.objects.create(page=page, what="Posters", copies=copies, printed_on=DAY)


def make_kit(above: CampaignsPage, *, tools: int = 3) -> ToolkitPage:
    page = ToolkitPage(title="The Suitcase", slug="the-suitcase")
    above.add_child(instance=page)
    for one in range(1, tools + 1):
        Tool.objects.create(
            page=page,
            title=f"Tool {one}",
            language="Español",
            document=make_document(f"tool-{one}.pdf", b"%PDF-1.7 tool " + str(one).encode()),
            sort_order=one,
        )
    return page


def make_programme(home, *, projects: int = 3) -> ProgrammePage:
    page = ProgrammePage(title="Voice and Participation", slug="journey")
    below(home, "work").add_child(instance=page)
    for number in range(1, projects + 1):
        make_project(page, number)
    return page


def make_project(programme: ProgrammePage, number: int, **fields: object) -> ProjectPage:
    usual = {
        "title": f"Project {number}",
        "slug": f"project-{number}",
        "partner": f"Partner {number}",
        "country": "Thailand",
        "year": 2023,
        "aims": f"Aim {number}",
        "learnt": "" if number == 1 else f"Learnt {number}",
    }
    return programme.add_child(instance=ProjectPage(**usual | fields))


def make_photo(page: ProjectPage, image: Image | None = None) -> ProjectPhoto:
    return ProjectPhoto.objects.create(
        page=page, image=image or make_image(), alternative="Two women fill bottles"
    )


def agree(image: Image, **fields: object) -> PictureConsent:
    return PictureConsent.objects.create(
        **{
            "image": image,
            "who": "Sheet 7",
            "purpose": "to be seen on this site",
            "agreed_on": date(2026, 1, 1),
            "until": date(2099, 1, 1),
        }
        | fields
    )


def make_tracker(home) -> AdvocacyPage:
    page = AdvocacyPage(title="What we follow", slug="advocacy")
    below(home, "work").add_child(instance=page)
    return page


def make_entry(number: int, **fields: object) -> Advocacy:
    """Return a bill as a node publishes it; the first was read last."""
    read = {"on": DAY - timedelta(days=number), "what": {"en": f"Reading {number}"}}
    usual = {
        "id": uuid4(),
        "slug": f"bill-{number}",
        "kind": "bill",
        "state": "open",
        "where": "Kenya",
        "title": {"en": f"Bill {number}"},
        "dates": (read,),
    }
    return Advocacy.model_validate(usual | fields)
