"""OAI-PMH 2.0, held to its XML schema's structure and its error codes."""

from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.website.models import PublicationPage
from alongside.website.oai import holdings
from tests.website import shelves

pytestmark = [pytest.mark.django_db, pytest.mark.standards]

OAI = "{http://www.openarchives.org/OAI/2.0/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
DC = "{http://purl.org/dc/elements/1.1/}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
LOCATION = "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
ELEMENTS = {
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type",
    "format", "identifier", "source", "language", "relation", "coverage", "rights",
}  # fmt: skip


def answer(client, *, post: bool = False, **asked):
    asked = {name.removesuffix("_"): value for name, value in asked.items()}
    response = client.post("/x/oai/", asked) if post else client.get("/x/oai/", asked)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{OAI}OAI-PMH"
    assert root.get(f"{XSI}schemaLocation") == LOCATION
    date, request, *rest = root
    assert [date.tag, request.tag] == [f"{OAI}responseDate", f"{OAI}request"]
    datetime.strptime(date.text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert request.text == "http://testserver/x/oai/"
    assert len(rest) == 1
    return root


def body(client, **asked):
    root = answer(client, **asked)
    assert root[2].tag == f"{OAI}{asked['verb']}", ElementTree.tostring(root[2])
    assert root[1].attrib == {name.removesuffix("_"): value for name, value in asked.items()}
    return root[2]


def error(client, **asked) -> str:
    root = answer(client, **asked)
    assert root[2].tag == f"{OAI}error"
    assert root[2].text
    return root[2].get("code")


def stamped(page: PublicationPage, moment: datetime) -> PublicationPage:
    PublicationPage.objects.filter(pk=page.pk).update(changed_at=moment)
    return page


def identifiers(part) -> list[str]:
    return [one.text for one in part.iter(f"{OAI}identifier")]


def test_identify(client, home):
    page = stamped(shelves.a_publication(), datetime(2024, 2, 3, 4, 5, 6, 789, UTC))
    found = [(one.tag.removeprefix(OAI), one.text) for one in body(client, verb="Identify")]
    assert found == [
        ("repositoryName", "Alongside"),
        ("baseURL", "http://testserver/x/oai/"),
        ("protocolVersion", "2.0"),
        ("adminEmail", "alliance@localhost"),
        ("earliestDatestamp", "2024-02-03T04:05:06Z"),
        ("deletedRecord", "transient"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ]
    assert page.live


def test_formats_and_sets(client, home):
    series = shelves.a_series("The journal")
    page = shelves.a_publication(parent=shelves.an_issue(series), kind="article", themes=("work",))
    [form] = body(client, verb="ListMetadataFormats")
    assert [one.text for one in form] == [
        "oai_dc",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        OAI_DC[1:-1],
    ]
    name = holdings.identifier(page)
    assert len(body(client, verb="ListMetadataFormats", identifier=name)) == 1
    sets = [[part.text for part in one] for one in body(client, verb="ListSets")]
    assert sets == [
        ["kind-article", "Journal article"],
        ["theme-work", "Power in migration and work"],
        ["language-en", "English"],
        [f"series-{series.translation_key}.en", "The journal"],
    ]
    for spec, _name in sets:
        asked = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": spec}
        assert identifiers(body(client, **asked)) == [name]
    [header] = body(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert [one.text for one in header.findall(f"{OAI}setSpec")] == [spec for spec, _name in sets]


def test_a_record_is_dublin_core(client, home):
    page = shelves.a_publication(
        "Wages & words",
        authors="Ama Mensah\nBibi Khatun",
        themes=("work",),
        introduction="What\x0b they say.",
        doi="10.1000/xyz",
        isbn="978-0-306-40615-7",
        region="africa",
        is_year_alone=True,
    )
    name = holdings.identifier(page)
    record = body(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=name)[0]
    assert [one.tag for one in record] == [f"{OAI}header", f"{OAI}metadata"]
    [core] = record[1]
    assert core.tag == f"{OAI_DC}dc"
    assert core.get(f"{XSI}schemaLocation").split()[0] == OAI_DC[1:-1]
    assert {one.tag.removeprefix(DC) for one in core} <= ELEMENTS
    assert [(one.tag.removeprefix(DC), one.text) for one in core] == [
        ("title", "Wages & words"),
        ("creator", "Ama Mensah"),
        ("creator", "Bibi Khatun"),
        ("subject", "Power in migration and work"),
        ("description", "What they say."),
        ("publisher", "Alongside"),
        ("date", "2023"),
        ("type", "Report"),
        ("format", "text/html"),
        ("identifier", f"http://testserver/en/library/{page.slug}/"),
        ("identifier", "https://doi.org/10.1000/xyz"),
        ("identifier", "urn:isbn:978-0-306-40615-7"),
        ("language", "en"),
        ("coverage", "Africa"),
    ]


def test_an_article_says_what_it_stands_in(client, home):
    series = shelves.a_series("The journal")
    page = shelves.a_publication(parent=shelves.an_issue(series), kind="article", pages="13-29")
    name = holdings.identifier(page)
    record = body(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=name)
    assert [one.text for one in record.iter(f"{DC}source")] == ["The journal, 12, 13-29"]


def test_a_list_goes_on_where_it_stopped(client, home, monkeypatch):
    monkeypatch.setattr(holdings, "AT_ONCE", 2)
    same = datetime(2024, 5, 5, 5, 5, 5, 500, UTC)
    pages = [stamped(shelves.a_publication(f"Number {number}"), same) for number in range(5)]
    for verb in ("ListIdentifiers", "ListRecords"):
        seen, cursors = [], []
        part = body(client, verb=verb, metadataPrefix="oai_dc", from_="2024-05-05")
        while True:
            seen += identifiers(part)
            token = part.find(f"{OAI}resumptionToken")
            cursors.append((token.get("completeListSize"), token.get("cursor")))
            if not token.text:
                break
            part = body(client, verb=verb, resumptionToken=token.text)
        assert seen == [holdings.identifier(page) for page in pages]
        assert cursors == [("5", "0"), ("5", "2"), ("5", "4")]


def test_from_and_until_hold_both_ends(client, home):
    moments = {
        "first": datetime(2024, 5, 5, 23, 59, 59, 900_000, UTC),
        "second": datetime(2024, 5, 6, 0, 0, 0, 0, UTC),
        "third": datetime(2024, 5, 7, 12, 0, 0, 0, UTC),
    }
    names = {
        holdings.identifier(stamped(shelves.a_publication(name), moment)): name
        for name, moment in moments.items()
    }
    answers = {
        ("2024-05-05", "2024-05-05"): ["first"],
        ("2024-05-06", ""): ["second", "third"],
        ("", "2024-05-06"): ["first", "second"],
        ("2024-05-05T23:59:59Z", "2024-05-05T23:59:59Z"): ["first"],
        ("2024-05-06T00:00:00Z", "2024-05-07T11:59:59Z"): ["second"],
        ("2024-05-07", "9999-12-31"): ["third"],
    }
    for (since, until), expected in answers.items():
        times = {"from_": since, "until": until}
        given = {name: value for name, value in times.items() if value}
        part = body(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **given)
        assert [names[one] for one in identifiers(part)] == expected


def test_what_was_withdrawn_says_so(client, home):
    page = shelves.a_publication("Wages", themes=("work",))
    page.unpublish()
    name = holdings.identifier(page)
    [record] = body(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert [one.tag for one in record] == [f"{OAI}header"]
    assert record[0].get("status") == "deleted"
    assert error(client, verb="ListMetadataFormats", identifier=name) == "noMetadataFormats"


def test_a_draft_never_published_is_not_there(client, home):
    page = PublicationPage(title="Draft", kind="report", published_on="2023-01-01", live=False)
    shelves.library().add_child(instance=page)
    assert error(client, verb="ListRecords", metadataPrefix="oai_dc") == "noRecordsMatch"
    asked = {"metadataPrefix": "oai_dc", "identifier": holdings.identifier(page)}
    assert error(client, verb="GetRecord", **asked) == "idDoesNotExist"


def test_each_language_is_a_record_of_its_own(client, home):
    page = shelves.a_publication("Wages")
    there = page.copy_for_translation(shelves.in_language("es"))
    there.title = "Sueldos"
    there.save_revision().publish()
    part = body(client, verb="ListRecords", metadataPrefix="oai_dc")
    found = [one.text for one in part.iter(f"{DC}title")]
    assert found == ["Wages", "Sueldos"]
    part = body(client, verb="ListRecords", metadataPrefix="oai_dc", set="language-es")
    assert [one.text for one in part.iter(f"{DC}language")] == ["es"]


WRONG = [
    ({}, "badVerb"),
    ({"verb": "Harvest"}, "badVerb"),
    ({"verb": ["Identify", "Identify"]}, "badVerb"),
    ({"verb": "Identify", "set": "x"}, "badArgument"),
    ({"verb": "ListRecords"}, "badArgument"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2024-13-40"}, "badArgument"),
    (
        {
            "verb": "ListRecords",
            "metadataPrefix": "oai_dc",
            "from": "2024-01-01",
            "until": "2024-01-02T00:00:00Z",
        },
        "badArgument",
    ),
    (
        {
            "verb": "ListRecords",
            "metadataPrefix": "oai_dc",
            "from": "2024-01-02",
            "until": "2024-01-01",
        },
        "badArgument",
    ),
    ({"verb": "ListRecords", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
    (
        {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:elsewhere:1"},
        "idDoesNotExist",
    ),
    ({"verb": "ListMetadataFormats", "identifier": "nonsense"}, "idDoesNotExist"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nonsense"}, "noRecordsMatch"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "series-x.en"}, "noRecordsMatch"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "1999-01-01"}, "noRecordsMatch"),
    ({"verb": "ListRecords", "resumptionToken": "nonsense"}, "badResumptionToken"),
    ({"verb": "ListRecords", "resumptionToken": "fHx8fHw="}, "badResumptionToken"),
    ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
]


@pytest.mark.parametrize(("asked", "code"), WRONG)
def test_each_mistake_has_its_code(client, home, asked, code):
    shelves.a_publication()
    assert error(client, **asked) == code
    root = answer(client, **asked)
    assert bool(root[1].attrib) is (code not in {"badVerb", "badArgument"})


def test_a_library_without_anything_has_no_sets(client, home):
    assert error(client, verb="ListSets") == "noSetHierarchy"


def test_it_may_be_asked_by_post(client, home):
    root = answer(client, post=True, verb="Identify")
    assert root[2].tag == f"{OAI}Identify"
    assert client.put("/x/oai/").status_code == 405


def test_as_many_queries_for_thirty_as_for_three(client, home):
    issue = shelves.an_issue(shelves.a_series())
    for number in range(3):
        shelves.a_publication(f"Number {number}", parent=issue)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            body(client, verb="ListRecords", metadataPrefix="oai_dc")
        return len(asked)

    queries()
    few = queries()
    for number in range(27):
        shelves.a_publication(f"Number {number + 3}", parent=issue)
    assert queries() == few
