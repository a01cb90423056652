"""Members: who is listed, found, and how each is shown."""

import pytest

from alongside.website import directory
from alongside.website.models import ThemePage, WorkPage
from tests.website.published import make_member, make_service

pytestmark = pytest.mark.django_db


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def names_in(page):
    return [name for name in ("Espacios de Mujer", "Genera", "Shakti Samuha") if name in page]


@pytest.fixture
def three(publish):
    members = [
        make_member("Espacios de Mujer", country="CO", themes=("justice",), founded=1996),
        make_member("Genera", country="CL", is_self_organised=True),
        make_member("Shakti Samuha", country="NP", themes=("work", "groups")),
    ]
    publish(members=members)
    return members


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Genera", "Espacios de Mujer", "Shakti Samuha"]),
        ("?q=muj", ["Espacios de Mujer"]),
        ("?q=sámu", ["Shakti Samuha"]),
        ("?c=np", ["Shakti Samuha"]),
        ("?t=justice", ["Espacios de Mujer"]),
        ("?t=groups", ["Genera", "Shakti Samuha"]),
        ("?t=groups&c=CL", ["Genera"]),
        ("?q=nobody", []),
    ],
)
def test_by_name_country_and_theme(client, home, three, asked, expected):
    page = shown(client, f"/en/members/{asked}")
    assert names_in(page) == sorted(expected)
    places = [page.index(f">{name}<") for name in [f"<bdi>{one}</bdi>"[5:-6] for one in expected]]
    assert places == sorted(places)
    assert ("No member is called so" in page) == (expected == [])


def test_a_name_is_found_in_a_script_without_spaces(publish):
    publish(members=[make_member("มูลนิธิเพื่อนหญิง", slug="fow")])
    assert [one.slug for one in directory.now().find_members(name="เพื่อน")] == ["fow"]


def test_a_member_s_page(client, home, publish):
    member = make_member(
        "Espacios de Mujer",
        slug="espacios",
        country="CO",
        town="Medellín",
        founded=1996,
        languages=("es",),
        themes=("justice",),
        mission={"es": "Los derechos de las mujeres.", "en": "The rights of women."},
        does={"en": "A school since 2008."},
        website="https://example.org/espacios",
    )
    offered = make_service(member, "Legal advice")
    publish(members=[member], services=[offered])
    page = shown(client, "/en/members/espacios/")
    for words in (
        "<title>Espacios de Mujer · Alongside</title>",
        "The rights of women.",
        "Medellín",
        "Colombia",
        "1996",
        "Español",
        "Access to justice",
        "A school since 2008.",
        'href="https://example.org/espacios"',
        f'href="/en/help/{offered.id.hex[:10]}/"',
        f'href="/en/w/{member.id.hex[:10]}/"',
        'rel="canonical" href="http://testserver/en/members/espacios/"',
        'hreflang="es" href="http://testserver/es/members/espacios/"',
    ):
        assert words in page
    assert "Los derechos de las mujeres." in shown(client, "/es/members/espacios/")


def test_a_member_that_takes_no_letters_offers_no_form(client, home, publish):
    member = make_member(takes_letters=False)
    publish(members=[member])
    assert "Write to them" not in shown(client, "/en/members/roots/")
    assert client.get(f"/en/w/{member.id.hex[:10]}/").status_code == 404


def test_who_is_not_there_is_not_found(client, home, three):
    assert client.get("/en/members/hidden/").status_code == 404


def test_before_anything_is_published_it_says_so(client, home):
    assert "is not here yet" in shown(client, "/en/members/")
    assert client.get("/en/members/genera/").status_code == 404


def test_markup_in_a_name_stays_words(client, home, publish):
    publish(members=[make_member("<script>alert(1)</script>", slug="x")])
    for address in ("/en/members/", "/en/members/x/", "/en/members/?q=%22%3E%3Cscript%3E"):
        page = shown(client, address)
        assert "<script>alert" not in page
        assert '"><script>' not in page


def test_a_long_list_has_pages_and_costs_no_more_queries(
    client, home, publish, django_assert_max_num_queries
):
    client.get("/en/members/")
    counted = []
    for number in (3, 40):
        publish(members=[make_member(f"Group {n:02}") for n in range(number)])
        with django_assert_max_num_queries(40) as captured:
            page = shown(client, "/en/members/?c=TH")
        counted.append(len(captured))
    assert counted[0] == counted[1]
    assert 'href="?c=TH&amp;p=2"' in page
    assert "Group 35" not in page
    assert "Group 35" in shown(client, "/en/members/?c=TH&p=2")


def test_a_theme_s_page_names_who_works_on_it(client, home, three):
    work = WorkPage.objects.get(locale__language_code="en")
    work.add_child(instance=ThemePage(title="The groups' space", slug="groups", theme="groups"))
    work.add_child(instance=ThemePage(title="Accountability", slug="a", theme="accountability"))
    assert names_in(shown(client, "/en/work/groups/")) == ["Genera", "Shakti Samuha"]
    assert "No member is named here yet." in shown(client, "/en/work/a/")
    index = shown(client, "/en/work/")
    assert 'href="/en/work/groups/"' in index
