"""Projects side by side, and photos only as long as whoever is seen agrees."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image as Drawing

from alongside.website.models import ProjectPage
from tests.website.media import agree, make_image, make_photo, make_programme

pytestmark = pytest.mark.django_db
ALTERNATIVE = 'alt="Two women fill bottles"'


@pytest.fixture
def programme(home):
    return make_programme(home)


@pytest.fixture
def project(programme) -> ProjectPage:
    return ProjectPage.objects.child_of(programme).get(slug="project-1")


def compared(client, programme, *numbers: object):
    return client.get(programme.url, {"project": numbers}).context["comparison"]


def keys(programme) -> list[int]:
    return list(programme.projects().order_by("path").values_list("pk", flat=True))


def test_two_projects_side_by_side(client, programme):
    first, second, _third = keys(programme)
    found = compared(client, programme, first, second)
    assert [(row.label, [value for _project, value in row.cells]) for row in found.rows] == [
        ("Year", [2023, 2023]),
        ("Partner", ["Partner 1", "Partner 2"]),
        ("Country or region", ["Thailand", "Thailand"]),
        ("Aims", ["Aim 1", "Aim 2"]),
        ("What was learnt", ["", "Learnt 2"]),
    ]
    page = client.get(programme.url, {"project": [first, second]}).content.decode()
    assert page.count("not told") == 1
    assert page.count(" checked") == 2


def test_one_or_four_cannot_be_compared(client, home):
    programme = make_programme(home, projects=4)
    numbers = keys(programme)
    sentence = "Choose two or three projects to see them side by side."
    for chosen in (numbers[:1], numbers, [numbers[0], numbers[0]], ["x"], ["9" * 30], ["-1"]):
        found = compared(client, programme, *chosen)
        assert (found.rows, found.problem) == ([], sentence)
    assert compared(client, programme) is None
    assert compared(client, programme, *numbers[:3]).problem == ""


def test_a_project_of_another_programme_or_a_draft_is_not_compared(client, home, programme):
    first, second, third = keys(programme)
    ProjectPage.objects.get(pk=second).unpublish()
    assert [one.pk for one in compared(client, programme, first, second, third).projects] == [
        first,
        third,
    ]


def test_a_project_tells_what_it_has_to_tell(client, project):
    page = client.get(project.url).content.decode()
    assert "Aim 1" in page
    assert "What was learnt" not in page


def sources(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('src="/x/m/')[1:]]


def test_a_photo_is_shown_and_sent_while_everybody_in_it_agrees(client, project):
    image = make_photo(project).image
    for who in ("Sheet 7", "Sheet 8"):
        agree(image, who=who)
    page = client.get(project.url).content.decode()
    assert ALTERNATIVE in page
    assert "Sheet 7" not in page
    [source] = sources(page)
    response = client.get(f"/x/m/{source}")
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"


def test_a_photo_nobody_agreed_to_is_neither_shown_nor_sent(client, project):
    image = make_photo(project).image
    rendition = image.get_rendition("width-800|format-webp")
    assert ALTERNATIVE not in client.get(project.url).content.decode()
    assert client.get(rendition.url).status_code == 404
    assert client.get(image.file.url).status_code == 404


@pytest.mark.parametrize("ended", ["until", "taken back", "not begun"])
def test_a_photo_is_gone_when_one_consent_has_ended(client, project, ended):
    image = make_photo(project).image
    today = timezone.localdate()
    agree(image)
    consent = agree(image, who="Sheet 8")
    [source] = sources(client.get(project.url).content.decode())
    assert client.get(f"/x/m/{source}").status_code == 200
    if ended == "until":
        consent.until = today - timedelta(days=1)
    elif ended == "taken back":
        consent.taken_back_on = today
    else:
        consent.agreed_on = today + timedelta(days=1)
    consent.save()
    assert ALTERNATIVE not in client.get(project.url).content.decode()
    assert client.get(f"/x/m/{source}").status_code == 404


def test_a_consent_holds_on_its_last_day(client, project):
    agree(make_photo(project).image, until=timezone.localdate())
    assert ALTERNATIVE in client.get(project.url).content.decode()


def test_what_the_camera_wrote_about_the_place_stays_here(client, project):
    place = Drawing.Exif()
    place.get_ifd(0x8825)[1] = "N"
    place[0x010E] = "Quiet Lane 12"
    image = make_photo(project, make_image(exif=place)).image
    agree(image)
    with image.open_file() as kept:
        assert b"Quiet Lane" in kept.read()
    assert client.get(image.file.url).status_code == 404
    [source] = sources(client.get(project.url).content.decode())
    sent = b"".join(client.get(f"/x/m/{source}").streaming_content)
    assert b"Quiet Lane" not in sent
    assert dict(Drawing.open(BytesIO(sent)).getexif()) == {}


def test_a_drawing_needs_nobody_s_consent(client, home):
    rendition = make_image("drawing.png").get_rendition("width-100")
    response = client.get(rendition.url)
    assert response["Cache-Control"] == "public, max-age=2592000, immutable"


def test_a_consent_does_not_end_before_it_begins(home):
    image = make_image()
    consent = agree(image)
    consent.until = consent.agreed_on - timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        consent.full_clean()
    assert list(refused.value.message_dict) == ["until"]
    with pytest.raises(IntegrityError), transaction.atomic():
        consent.save()


def test_a_consent_is_named_by_its_number_alone(home):
    consent = agree(make_image())
    assert str(consent) == f"#{consent.pk}"
