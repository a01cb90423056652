"""Answers to harvesters, as XML."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from django.conf import settings
from django.utils.translation import override

from alongside.website import sections
from alongside.website.oai import asking, holdings
from alongside.website.oai.asking import OaiError
from alongside.website.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from alongside.website.models import PublicationPage
    from alongside.website.sections import Shelf


OAI = "http://www.openarchives.org/OAI/2.0/"
DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


class Addresses(NamedTuple):
    """Where this is asked, and what makes whole addresses of our own paths and of pages."""

    base: str
    absolute: Callable[[str], str]
    of_page: Callable[[PublicationPage], str]


# After these the request is not repeated with its arguments (section 3.2).
UNREPEATED = frozenset({"badVerb", "badArgument"})


def answer(query: QueryDict, *, addresses: Addresses, now: datetime) -> bytes:
    """Return the answer to a harvester."""
    root = ET.Element(
        "OAI-PMH",
        {"xmlns": OAI, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"},
    )
    _put(root, "responseDate", stamp(now))
    request = _put(root, "request", addresses.base)
    try:
        asked = asking.arguments(query)
        request.attrib.update({name: printable(value) for name, value in asked.items()})
        body = VERBS[asked["verb"]](asked, addresses, now)
    except OaiError as error:
        if error.code in UNREPEATED:
            request.attrib.clear()
        _put(root, "error", str(error), code=error.code)
    else:
        root.append(body)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def stamp(moment: datetime) -> str:
    """Return a moment as the protocol writes it, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _identify(_asked: dict[str, str], addresses: Addresses, now: datetime) -> ET.Element:
    body = ET.Element("Identify")
    _put(body, "repositoryName", settings.ALONGSIDE_APP_NAME)
    _put(body, "baseURL", addresses.base)
    _put(body, "protocolVersion", "2.0")
    _put(body, "adminEmail", settings.DEFAULT_FROM_EMAIL)
    _put(body, "earliestDatestamp", stamp(holdings.earliest() or now))
    _put(body, "deletedRecord", "transient")
    _put(body, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return body


def _formats(asked: dict[str, str], _addresses: Addresses, _now: datetime) -> ET.Element:
    if "identifier" in asked and not holdings.record(asked["identifier"]).live:
        raise OaiError("noMetadataFormats", "This record was withdrawn.")
    body = ET.Element("ListMetadataFormats")
    one = _put(body, "metadataFormat")
    _put(one, "metadataPrefix", asking.PREFIX)
    _put(one, "schema", DC_SCHEMA)
    _put(one, "metadataNamespace", OAI_DC)
    return body


def _sets(asked: dict[str, str], _addresses: Addresses, _now: datetime) -> ET.Element:
    if "resumptionToken" in asked:
        raise OaiError("badResumptionToken", "All sets come at once.")
    body = ET.Element("ListSets")
    for spec, name in holdings.sets().items():
        one = _put(body, "set")
        _put(one, "setSpec", spec)
        _put(one, "setName", name)
    if not len(body):
        raise OaiError("noSetHierarchy", "Nothing is published yet, so there are no sets.")
    return body


def _list(asked: dict[str, str], addresses: Addresses, _now: datetime) -> ET.Element:
    if "resumptionToken" in asked:
        window, place = asking.resumed(asked["resumptionToken"])
    else:
        window, place = asking.window(asked), None
    part = holdings.part(window, place)
    body = ET.Element(asked["verb"])
    for page in part.records:
        shelf = part.shelves[page.path]
        if asked["verb"] == "ListRecords":
            body.append(_record(page, shelf, addresses))
        else:
            body.append(_header(page, shelf))
    if part.following or place:
        token = asking.token(window, part.following) if part.following else ""
        counts = {"completeListSize": str(part.total), "cursor": str(part.cursor)}
        _put(body, "resumptionToken", token, **counts)
    return body


def _one(asked: dict[str, str], addresses: Addresses, _now: datetime) -> ET.Element:
    page = holdings.record(asked["identifier"])
    asking.known_format(asked)
    body = ET.Element("GetRecord")
    body.append(_record(page, sections.shelves([page])[page.path], addresses))
    return body


VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _list,
    "ListRecords": _list,
    "GetRecord": _one,
}


def _header(page: PublicationPage, shelf: Shelf) -> ET.Element:
    header = ET.Element("header", {} if page.live else {"status": "deleted"})
    _put(header, "identifier", holdings.identifier(page))
    _put(header, "datestamp", stamp(page.changed_at))
    for spec in holdings.sets_of(page, shelf):
        _put(header, "setSpec", spec)
    return header


def _record(page: PublicationPage, shelf: Shelf, addresses: Addresses) -> ET.Element:
    record = ET.Element("record")
    record.append(_header(page, shelf))
    if page.live:
        with override(page.locale.language_code):
            _put(record, "metadata").append(_dublin_core(page, shelf, addresses))
    return record


def _dublin_core(page: PublicationPage, shelf: Shelf, addresses: Addresses) -> ET.Element:
    """Return a record in Dublin Core (https://www.dublincore.org/specifications/dublin-core/dces/)."""
    body = ET.Element(
        "oai_dc:dc",
        {
            "xmlns:oai_dc": OAI_DC,
            "xmlns:dc": DC,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{OAI_DC} {DC_SCHEMA}",
        },
    )
    files = [one.document for one in page.files.all()]
    day = str(page.published_on.year) if page.is_year_alone else page.published_on.isoformat()
    elements = [
        ("title", [page.title]),
        ("creator", page.author_names()),
        ("subject", page.theme_words()),
        ("description", [page.introduction]),
        ("publisher", [settings.ALONGSIDE_APP_NAME]),
        ("date", [day]),
        ("type", [str(page.get_kind_display())]),
        ("format", ["text/html", *(one.content_type for one in files)]),
        (
            "identifier",
            [
                addresses.of_page(page),
                f"https://doi.org/{page.doi}" if page.doi else "",
                f"urn:isbn:{page.isbn}" if page.isbn else "",
                *(addresses.absolute(one.url) for one in files),
            ],
        ),
        ("source", [shelf.words(page.pages)]),
        ("language", page.languages),
        ("coverage", [str(page.get_region_display())]),
    ]
    for name, values in elements:
        for value in dict.fromkeys(values):
            if value:
                _put(body, f"dc:{name}", value)
    return body


def _put(parent: ET.Element, name: str, words: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = printable(words) or None
    return element
