"""Materials that are counted without counting people, kits, and wishes for a language."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db.models import Sum
from django.test import RequestFactory

from alongside.website import counting, packing
from alongside.website.models import Downloads, Tool
from tests.website.media import (
    DAY,
    hand_out,
    make_campaign,
    make_campaigns,
    make_document,
    make_kit,
    print_run,
)

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def campaign(home):
    return make_campaign(make_campaigns(home))


@pytest.fixture
def kit(home):
    return make_kit(make_campaigns(home))


def taken() -> int:
    return Downloads.objects.aggregate(total=Sum("number"))["total"] or 0


def names(kit) -> list[str]:
    return [one.document.filename for one in kit.tools.order_by("sort_order")]


def take(client, document, agent: str = BROWSER, **headers: str):
    response = client.get(document.url, headers={"user-agent": agent} | headers)
    b"".join(response)
    return response


def test_a_file_that_is_taken_counts_once_for_its_day(client, campaign):
    document = campaign.materials.get(title="Poster 1").document
    for _time in range(3):
        take(client, document)
    [row] = Downloads.objects.all()
    assert (row.document, row.number) == (document, 3)
    columns = {field.name for field in Downloads._meta.get_fields()}
    assert columns == {"id", "document", "day", "number"}


@pytest.mark.parametrize(
    ("headers", "counted"),
    [
        ({}, 1),
        ({"range": "bytes=0-"}, 1),
        ({"range": "bytes=0-1"}, 0),
        ({"range": "bytes=20-"}, 0),
        ({"user-agent": ""}, 0),
        ({"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, 0),
        ({"user-agent": "python-requests/2.32"}, 0),
        ({"user-agent": "curl/8.7"}, 0),
        ({"sec-purpose": "prefetch"}, 0),
    ],
)
def test_what_counts_as_taking(client, campaign, headers, counted):
    document = campaign.materials.get(title="Poster 1").document
    response = client.get(document.url, headers={"user-agent": BROWSER} | headers)
    assert response.status_code in {200, 206}
    assert taken() == counted


def test_asking_about_a_file_or_having_it_already_counts_nothing(client, campaign):
    document = campaign.materials.get(title="Poster 1").document
    agent = {"user-agent": BROWSER}
    assert client.head(document.url, headers=agent).status_code == 200
    held = {"if-none-match": f'"{document.file_hash}"'}
    assert client.get(document.url, headers=agent | held).status_code == 304
    assert taken() == 0


def test_a_file_of_no_campaign_is_not_counted(client, home):
    take(client, make_document())
    assert taken() == 0


def test_what_is_shown_of_a_count():
    shown = {number: counting.rounded(number) for number in (0, 1, 9, 10, 12, 13, 17, 18, 137)}
    assert shown == {
        0: None, 1: None, 9: None, 10: 10, 12: 10, 13: 15, 17: 15, 18: 20, 137: 135,
    }  # fmt: skip


def test_a_page_shows_a_count_from_ten_on_to_the_nearest_five(client, campaign):
    first, second = campaign.materials.order_by("sort_order")
    Downloads.objects.create(document=first.document, day=DAY, number=9)
    Downloads.objects.create(document=second.document, day=DAY, number=20)
    Downloads.objects.create(document=second.document, day=DAY - timedelta(days=1), number=3)
    page = client.get(campaign.url).content.decode()
    assert page.count("taken about") == 1
    assert "taken about <bdi>25</bdi> times" in page


def test_where_materials_went_is_summed_by_rule(client, campaign):
    hand_out(campaign, "school", 24, 4_800, "Medellín")
    hand_out(campaign, "school", 6, 900, "Bello", DAY - timedelta(days=30))
    hand_out(campaign, "billboard", 3, 3, "medellín")
    print_run(campaign, 1_500)
    print_run(campaign, 10_000)
    reach = client.get(campaign.url).context["reach"]
    assert (reach.printed, reach.copies, reach.towns) == (11_500, 5_703, 2)
    assert (reach.first, reach.last) == (DAY - timedelta(days=30), DAY)
    assert [tuple(one) for one in reach.by_place] == [
        ("Schools", 30, 5_700, 2),
        ("Billboards", 3, 3, 1),
    ]


def test_a_campaign_with_nothing_says_so(client, home):
    page = client.get(make_campaign(make_campaigns(home), materials=0).url).content.decode()
    assert "There is nothing to take away yet." in page
    assert "Where they went" not in page


def test_a_kit_comes_in_one_file(client, kit):
    response = client.get(f"/x/kit/{kit.pk}.zip", headers={"user-agent": BROWSER})
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="the-suitcase.zip"'
    with ZipFile(BytesIO(b"".join(response.streaming_content))) as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name) for name in packed.namelist()} == {
            f"{number:02d}-{name}": f"%PDF-1.7 tool {number}".encode()
            for number, name in enumerate(names(kit), start=1)
        }
    assert sorted(Downloads.objects.values_list("number", flat=True)) == [1, 1, 1]


def test_a_robot_that_takes_a_kit_is_not_counted(client, kit):
    client.get(f"/x/kit/{kit.pk}.zip", headers={"user-agent": "bingbot"})
    assert taken() == 0


def test_a_kit_that_is_too_large_or_has_too_many_files_is_taken_piece_by_piece(
    client, kit, monkeypatch
):
    for name, most in (("MOST_BYTES", 40), ("MOST_FILES", 2)):
        with monkeypatch.context() as patch:
            patch.setattr(packing, name, most)
            page = client.get(kit.url).content.decode()
            assert f"/x/kit/{kit.pk}.zip" not in page
            assert "All of it together is too large for one file." in page
            assert client.get(f"/x/kit/{kit.pk}.zip").status_code == 404
    assert f"/x/kit/{kit.pk}.zip" in client.get(kit.url).content.decode()


def test_a_kit_without_tools_says_so(client, home):
    kit = make_kit(make_campaigns(home), tools=0)
    assert "There is nothing in it yet." in client.get(kit.url).content.decode()
    assert client.get(f"/x/kit/{kit.pk}.zip").status_code == 404


def test_a_kit_without_one_of_its_files_has_the_others(client, kit):
    gone = Tool.objects.get(page=kit, title="Tool 2").document
    gone.file.storage.delete(gone.file.name)
    sent = b"".join(client.get(f"/x/kit/{kit.pk}.zip").streaming_content)
    first, _gone, last = names(kit)
    assert ZipFile(BytesIO(sent)).namelist() == [f"01-{first}", f"03-{last}"]


def test_a_large_kit_is_sent_in_pieces(home):
    documents = [make_document(f"{one}.pdf", bytes(packing.SHARE * 2)) for one in range(3)]
    pieces = [len(piece) for piece in packing.pack(documents)]
    assert len(pieces) >= 6
    assert max(pieces) < packing.SHARE * 2


def test_somebody_wishes_for_her_language(client, kit, publish, letters):
    publish()
    address = f"/en/wish/{kit.pk}/"
    assert client.get(address)["Cache-Control"] == "no-store"
    form = {"wanted": "Quechua", "why": "For mothers at our school", "reply_to": ""}
    response = client.post(address, form | {"once": str(uuid4())})
    assert response.status_code == 303
    assert "your wish has arrived" in client.get(response["Location"]).content.decode()
    [letter] = letters()
    assert letter.kind == "message"
    assert letter.text == (
        f"Translation wanted: The Suitcase (#{kit.pk})\n"
        "Language: Quechua\nFor mothers at our school"
    )


def test_a_wish_sent_twice_arrives_once(client, kit, publish, letters):
    publish()
    form = {"wanted": "Quechua", "once": str(uuid4())}
    for _time in range(2):
        assert client.post(f"/en/wish/{kit.pk}/", form).status_code == 303
    assert len(letters()) == 1


def test_a_wish_that_is_not_complete_loses_nothing(client, kit, publish, letters):
    publish()
    page = client.post(f"/en/wish/{kit.pk}/", {"why": "For mothers"}).content.decode()
    assert "Write which language you need." in page
    assert "For mothers" in page
    assert letters() == []


def test_a_robot_s_wish_and_one_from_another_site_are_not_taken(client, kit, publish, letters):
    publish()
    address, form = f"/en/wish/{kit.pk}/", {"wanted": "Quechua"}
    trapped = client.post(address, form | {"contact_page": "https://spam.example"})
    assert trapped.status_code == 200
    assert client.post(address, form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert letters() == []


def test_nobody_can_take_a_wish_before_the_alliance_has_published_its_key(client, kit):
    response = client.post(f"/en/wish/{kit.pk}/", {"wanted": "Quechua", "why": "For mothers"})
    assert response.status_code == 503
    assert "For mothers" in response.content.decode()


def test_a_wish_is_about_a_campaign_or_a_kit(client, home, kit):
    assert client.get(f"/en/wish/{home.pk}/").status_code == 404
    kit.unpublish()
    assert client.get(f"/en/wish/{kit.pk}/").status_code == 404


def test_requests_that_are_no_taking():
    ask = RequestFactory()
    assert counting.counts(ask.get("/", headers={"user-agent": BROWSER}))
    assert not counting.counts(ask.post("/", headers={"user-agent": BROWSER}))


def test_a_campaign_s_days(client, campaign):
    campaign.begun_on, campaign.ended_on = date(2012, 3, 1), date(2013, 6, 1)
    campaign.save()
    shown = client.get(campaign.url).content.decode()
    assert "<bdi>March 2012</bdi> to <bdi>June 2013</bdi>" in shown
