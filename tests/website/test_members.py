"""Members: who is listed, found, and how each is shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.website import directory
from alongside.website.models import ProgrammePage, PublicationPage, ThemePage, WorkPage
from tests.website.media import make_programme, make_project
from tests.website.published import make_member, make_service
from tests.website.shelves import a_publication

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


@pytest.fixture
def soap(home, publish):
    """Return a member with a project and eleven publications, and one with none of them."""
    ours, theirs = make_member("Roots", slug="roots"), make_member("Genera", slug="genera")
    publish(members=[ours, theirs])
    tied = {"members": (directory.short(ours.id),)}
    make_project(make_programme(home, projects=0), 1, title="Solidarity Soap", **tied)
    make_project(ProgrammePage.objects.get(), 2, title="Not yet told", live=False, **tied)
    for number in range(11):
        a_publication(f"Volume {number:02}", **tied)
    a_publication("Somebody else's")
    a_publication("El jabón", language="es", **tied)
    return ours


def test_a_member_s_page_lists_its_projects_and_what_was_published_of_it(client, soap):
    page = shown(client, "/en/members/roots/")
    assert 'href="/en/work/journey/project-1/"' in page
    assert page.count("Solidarity Soap") == 1
    assert [f"Volume {number:02}" in page for number in (10, 1, 0)] == [True, True, False]
    for others in ("Not yet told", "Somebody else", "El jabón"):
        assert others not in page
    assert "Volume 00" in shown(client, "/en/members/roots/?p=2")
    spanish = shown(client, "/es/members/roots/")
    assert ("El jabón" in spanish, "Volume 10" in spanish) == (True, False)


def test_a_member_with_neither_has_no_empty_headings(client, soap):
    page = shown(client, "/en/members/genera/").partition("<main")[2].partition("</main>")[0]
    assert ("Projects" in page, "Publications" in page) == (False, False)


def test_who_is_named_beside_a_work_leads_to_its_page_as_long_as_it_is_seen(client, soap, publish):
    link = '<a class="govuk-link" href="/en/members/roots/"><bdi>Roots</bdi></a>'
    places = ("/en/work/journey/project-1/", "/en/library/volume-00/")
    assert [shown(client, place).count(link) for place in places] == [1, 1]
    publish(members=[])
    assert ["/members/roots" in shown(client, place) for place in places] == [False, False]


def test_a_long_shelf_costs_a_member_s_page_no_more_queries(client, soap):
    shown(client, "/en/members/roots/")
    with CaptureQueriesContext(connection) as many:
        shown(client, "/en/members/roots/")
    PublicationPage.objects.exclude(title="Volume 00").delete()
    with CaptureQueriesContext(connection) as few:
        shown(client, "/en/members/roots/")
    assert len(many) == len(few)


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
