"""Find help: what is found, what is nearest, what is never shown."""

import re
from datetime import date

import pytest

from alongside.website import directory
from alongside.website.directory import Wanted
from tests.website.published import make_member, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def roots():
    return make_member("Roots")


def shown(client, address="/en/help/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def found(wanted):
    result = directory.now().find(wanted)
    listed = result.exact or result.nearest
    return [one.service.name["en"] for one in listed], result.nearness


def test_from_the_first_page_to_the_number_in_three_touches(client, home, publish, roots):
    offered = make_service(roots, "Legal advice", situations=("unpaid",), phone="+66 2 555 0142")
    publish(members=[roots], services=[offered])
    assert '<a href="/en/help/?s=1">' in shown(client, "/en/")
    assert '<a href="?s=1&amp;l=th" lang="th" dir="auto">' in shown(client, "/en/help/?s=1")
    last = shown(client, "/en/help/?s=1&l=th")
    assert 'href="tel:+6625550142"' in last
    assert "Legal advice" in last


def test_it_is_discreet(client, home, publish, roots):
    offered = make_service(roots, "Legal advice", situations=("unpaid",))
    publish(members=[roots], services=[offered])
    addresses = ("/en/help/", "/en/help/?s=1&l=th", f"/en/help/{offered.id.hex[:10]}/")
    for address in addresses:
        assert "<title>Alongside</title>" in shown(client, address)
    assert "unpaid" not in shown(client, "/en/help/?s=1&l=th")


def test_a_shelter_never_shows_where_it_is(client, home, publish, roots):
    house = make_service(
        roots, "A bed tonight", is_shelter=True, place="Quiettown", area=("Harbour quarter",)
    )
    open_house = make_service(roots, "Advice", place="Openville", area=("Old town",))
    publish(members=[roots], services=[house, open_house])
    pages = [
        shown(client, address)
        for address in (
            "/en/help/?l=th",
            f"/en/help/{house.id.hex[:10]}/",
            f"/en/help/{open_house.id.hex[:10]}/",
            "/en/members/roots/",
        )
    ]
    text = "".join(pages)
    assert "Openville" in text
    assert "Old town" in text
    assert "Quiettown" not in text
    assert "Harbour quarter" not in text
    assert "where it is stays secret" in pages[1]


def test_a_town_or_region_is_chosen_and_no_address_tells_which(client, home, publish, roots):
    publish(
        members=[roots],
        services=[
            make_service(roots, "in Mae Sot", place="Mae Sot", area=("Tak",)),
            make_service(roots, "in Bangkok", place="Bangkok"),
            make_service(roots, "everywhere"),
            make_service(roots, "a bed", is_shelter=True, place="Quiettown", country="TH"),
            make_service(roots, "in Cúcuta", place="Cúcuta", country="CO"),
        ],
    )
    offered = shown(client, "/en/help/?a=1").partition('id="t"')[2].partition("</select>")[0]
    keys = {
        name.partition(",")[0]: key
        for key, name in re.findall(r'<option value="(\w+)">(.*?)</option>', offered)
    }
    assert list(keys) == ["Bangkok", "Cúcuta", "Mae Sot", "Tak"]
    assert not any(name.lower() in "".join(keys.values()) for name in keys)
    # A shelter may be asked from anywhere in its country, so that no town is its own.
    for name in ("Mae Sot", "Tak"):
        page = shown(client, f"/en/help/?a=1&t={keys[name]}")
        for there in ("in Mae Sot", "everywhere", "a bed"):
            assert there in page
        for elsewhere in ("in Bangkok", "in Cúcuta"):
            assert elsewhere not in page
        assert f"<bdi>{name}</bdi>, <bdi>Thailand</bdi>" in page
    # Another country was chosen since.
    assert "in Cúcuta" in shown(client, f"/en/help/?a=1&c=CO&t={keys['Tak']}")
    # Nobody there does exactly this: the same country first.
    place = directory.now().place(keys["Bangkok"])
    assert place is not None
    assert found(Wanted(language="my", country="TH", place=place))[1] == "country"
    assert shown(client, "/en/help/?a=1&t=nothing")


def test_everything_to_know_before_calling(client, home, publish, roots):
    offered = make_service(
        roots,
        "Legal advice",
        description={"en": "A lawyer listens.", "es": "Una abogada escucha."},
        hours={"en": "Every day, 9 to 21"},
        papers_not_needed={"en": "No passport, no visa"},
        whatsapp="+66 80 555 0101",
        place="Chiang Mai",
        is_free=False,
        confirmed_on=date(2026, 10, 4),
    )
    publish(members=[roots], services=[offered])
    page = shown(client, f"/en/help/{offered.id.hex[:10]}/")
    for words in (
        "A lawyer listens.",
        "Every day, 9 to 21",
        "No passport, no visa",
        'href="https://wa.me/66805550101"',
        "Chiang Mai",
        "It may cost something",
        "4 October 2026",
        "Thailand",
        '<bdi lang="th">ไทย</bdi>',
    ):
        assert words in page
    spanish = shown(client, f"/es/help/{offered.id.hex[:10]}/")
    assert '<div lang="es"><p dir="auto">Una abogada escucha.</p></div>' in spanish
    # Where it was not said in her language, it is said in another, and marked so.
    assert '<div lang="en"><p dir="auto">Every day, 9 to 21</p></div>' in spanish


def test_what_suits_is_found_and_what_names_no_situation_is_for_any(publish, roots):
    publish(
        members=[roots],
        services=[
            make_service(roots, "wages", situations=("unpaid",), confirmed_on=date(2026, 3, 1)),
            make_service(roots, "any", confirmed_on=date(2026, 2, 1)),
            make_service(roots, "papers", situations=("papers",)),
            make_service(roots, "in Spanish", languages=("es",), country="CO"),
        ],
    )
    assert found(Wanted(situation="unpaid", language="th")) == (["wages", "any"], "")
    assert found(Wanted(situation="unpaid", country="CO")) == (["in Spanish"], "")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("threats", "my", "TH"), (["in Thailand"], "country")),
        (Wanted("threats", "es", "MY"), (["in Spanish"], "language")),
        (Wanted("threats", "km", "KH"), (["in Spanish", "in Thailand"], "anywhere")),
    ],
)
def test_where_nobody_suits_the_nearest_are_shown(publish, roots, wanted, expected):
    publish(
        members=[roots],
        services=[
            make_service(roots, "in Spanish", languages=("es",), country="CO"),
            make_service(
                roots, "in Thailand", situations=("unpaid",), confirmed_on=date(2026, 1, 1)
            ),
        ],
    )
    assert found(wanted) == expected


def test_where_nobody_suits_it_says_so_and_whom_to_write_to(client, home, publish, roots):
    publish(members=[roots], services=[make_service(roots, situations=("unpaid",))])
    page = shown(client, "/en/help/?s=4&c=TH")
    assert "Nobody on our list offers exactly this yet." in page
    assert "in the same country" in page
    assert 'href="/en/w/"' in page
    assert "tel:+6625550100" in page


def test_before_anything_is_published_it_is_kind(client, home):
    page = shown(client, "/en/help/?s=1&l=th")
    assert "You are not alone" in page
    assert 'href="/en/w/"' in page
    assert client.get("/en/help/0123456789/").status_code == 404


@pytest.mark.parametrize("asked", ["?s=99", "?s=x&l=%3Cb%3E", "?p=-3", "?c=%01", "?l=" + "x" * 900])
def test_what_nobody_offers_to_choose_does_no_harm(client, home, publish, roots, asked):
    publish(members=[roots], services=[make_service(roots)])
    assert "<b>" not in shown(client, f"/en/help/{asked}")


def test_the_other_language_leads_to_the_same_services(client, home, publish, roots):
    publish(members=[roots], services=[make_service(roots)])
    assert 'href="/es/help/?s=1&amp;l=th"' in shown(client, "/en/help/?s=1&l=th")


def test_her_own_language_comes_first(client, home, publish, roots):
    publish(members=[roots], services=[make_service(roots, languages=("bn", "es", "th"))])
    page = shown(client, "/es/help/?s=1")
    places = [page.index(f'lang="{code}" dir="auto"') for code in ("es", "bn", "th")]
    assert places == sorted(places)


def test_a_long_list_has_pages_and_costs_no_more_queries(
    client, home, publish, roots, django_assert_max_num_queries
):
    client.get("/en/help/")  # what is asked once
    counted = []
    for number in (3, 30):
        publish(
            members=[roots], services=[make_service(roots, f"Number {n}") for n in range(number)]
        )
        with django_assert_max_num_queries(40) as captured:
            page = shown(client, "/en/help/?l=th")
        counted.append(len(captured))
    assert counted[0] == counted[1]
    assert page.count("tel:+6625550100") == 20
    assert 'href="?l=th&amp;p=2"' in page
    assert shown(client, "/en/help/?l=th&p=2").count("tel:+6625550100") == 10
