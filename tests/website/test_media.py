"""Pictures are given out, and nothing else that lies beside them."""

import io

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from tests.website.factories import make_editor

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves what it read of an upload to be closed by the interpreter.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WHERE = 0x8825  # EXIF: the place a photograph was taken at
PLACE = {1: "N", 2: (13.0, 45.0, 0.0)}


def photograph(kind="JPEG") -> bytes:
    """Return a picture that says where it was taken."""
    picture, exif, out = Picture.new("RGB", (900, 600), "green"), Picture.Exif(), io.BytesIO()
    exif[WHERE] = PLACE
    picture.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.fixture
def image(home):
    upload = ImageFile(io.BytesIO(photograph()), name="house.jpg")
    return Image.objects.create(title="A house", file=upload)


@pytest.mark.parametrize("spec", ["width-800", "original", "width-800|format-webp", "width-2000"])
def test_a_picture_is_shown_without_the_place_it_was_taken_at(client, image, spec):
    answer = client.get(image.get_rendition(spec).url)
    assert answer.status_code == 200
    shown = Picture.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert dict(shown.getexif().get_ifd(WHERE)) == {}
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_what_was_uploaded_stays_inside(client, image):
    assert client.get(f"/x/m/{image.file.name}").status_code == 404


@pytest.fixture
def kept_back(home):
    """A picture among the documents, for editors alone."""
    collection = Collection.get_first_root_node().add_child(name="For editors")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = Document(title="List", collection=collection)
    document.file.save("list.png", ContentFile(photograph("PNG")))
    return document


@pytest.mark.parametrize(
    "path",
    [
        "/x/m/{name}",
        "/x/m/images/../{name}",
        "/x/m/images/%2e%2e/{name}",
        "/x/m/images/./../{name}",
        "/x/m/images/..%2f{name}",
        "/x/m//{root}/{name}",
        "/x/m/images/" + "a" * 300 + ".png",
        "/x/m/images/../../secret-key",
    ],
)
def test_a_document_is_not_reached_as_a_picture(client, kept_back, path):
    asked = path.format(name=kept_back.file.name, root=settings.MEDIA_ROOT)
    assert client.get(asked).status_code == 404


def test_a_document_of_editors_alone_is_kept_in_no_store(client, kept_back):
    assert client.get(kept_back.url, secure=True)["Location"].startswith("/cms/login/")
    client.force_login(make_editor())
    assert client.get(kept_back.url, secure=True)["Location"].startswith("/cms/account/2fa/")


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "program.js"])
def test_a_document_is_never_read_as_a_page(client, home, name):
    document = Document(title="Not a page")
    document.file.save(name, ContentFile(b"<script>alert(1)</script>"))
    answer = client.get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
