"""How a publication is cited: in plain words, and as BibTeX and RIS for programs."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from alongside.website.models.publications import PublicationPage

BIBTEX_KINDS = {"article": "article", "conference": "inproceedings", "report": "techreport"}
RIS_KINDS = {"article": "JOUR", "conference": "CONF", "report": "RPRT", "research": "RPRT"}
# https://ctan.org/pkg/bibtex: what TeX would read as a command.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class Source(NamedTuple):
    """What is cited; `series` and `issue` stand where it is part of one."""

    kind: str
    title: str
    authors: tuple[str, ...]
    day: date
    is_year_alone: bool
    series: str
    issue: str
    issn: str
    pages: str
    doi: str
    isbn: str
    language: str
    url: str
    publisher: str


def source_of(page: PublicationPage, request: HttpRequest) -> Source:
    """Return what is cited of a publication."""
    above = [one.specific for one in page.get_ancestors().filter(depth__gt=3)]
    issue = next((str(one.number) for one in above if hasattr(one, "number")), "")
    series = next((one for one in above if hasattr(one, "issn")), None)
    return Source(
        kind=page.kind,
        title=page.title,
        authors=tuple(page.author_names()),
        day=page.published_on,
        is_year_alone=page.is_year_alone,
        series=series.title if series else "",
        issue=issue,
        issn=series.issn if series else "",
        pages=page.pages,
        doi=page.doi,
        isbn=page.isbn,
        language=page.locale.language_code,
        url=request.build_absolute_uri(page.get_url(request)),
        publisher=settings.ALONGSIDE_APP_NAME,
    )


def plain(source: Source) -> str:
    """Return a line as people write it below a text: authors, year, title, series, publisher."""
    series = f"{source.series}, {source.issue}" if source.issue else source.series
    if series and source.pages:
        series = f"{series}, {source.pages}"
    parts = [
        f"{', '.join(source.authors) or source.publisher} ({source.day.year})",
        source.title,
        series,
        source.publisher if source.authors else "",
        f"https://doi.org/{source.doi}" if source.doi else source.url,
    ]
    line = ". ".join(part.rstrip(".") for part in parts if part)
    # A title that ends in a question needs no full stop after it.
    return re.sub(r"([?!…])\.", r"\1", line)


def bibtex(source: Source) -> str:
    """Return an entry for LaTeX and its like, in UTF-8."""
    is_in_series = source.kind == "article"
    fields = {
        "author": " and ".join(
            f"{{{_tex(name)}}}" for name in source.authors or [source.publisher]
        ),
        "title": f"{{{_tex(source.title)}}}",
        "year": str(source.day.year),
        "month": "" if source.is_year_alone else str(source.day.month),
        "journal" if is_in_series else "series": _tex(source.series),
        "number": _tex(source.issue),
        "pages": _tex(re.sub(r"\s*[-–]\s*", "--", source.pages)),
        "publisher" if source.kind != "report" else "institution": _tex(source.publisher),
        # These are printed as they stand.
        "doi": source.doi,
        "isbn": source.isbn,
        "issn": source.issn,
        "language": source.language,
        "url": source.url,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    kind = BIBTEX_KINDS.get(source.kind, "misc")
    return f"@{kind}{{{_key(source)},\n" + ",\n".join(lines) + "\n}\n"


def ris(source: Source) -> str:
    """Return a record for Zotero, EndNote and their like (RIS): each line a tag, ended by CRLF."""
    day = f"{source.day:%Y//}/" if source.is_year_alone else f"{source.day:%Y/%m/%d}/"
    first, _dash, last = re.sub(r"\s*[-–]\s*", "-", source.pages).partition("-")
    fields = [
        ("TY", RIS_KINDS.get(source.kind, "GEN")),
        *(("AU", name) for name in source.authors or [source.publisher]),
        ("TI", source.title),
        ("PY", str(source.day.year)),
        ("DA", day),
        ("JO" if source.kind == "article" else "T2", source.series),
        ("IS", source.issue),
        ("SP", first),
        ("EP", last),
        ("PB", source.publisher),
        ("SN", source.issn or source.isbn),
        ("DO", source.doi),
        ("LA", source.language),
        ("UR", source.url),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tex(words: str) -> str:
    return words.translate(TEX)


def _key(source: Source) -> str:
    """Return what one cites it by: the first author's last word, the year, a word of the title."""
    author = (source.authors or (source.publisher,))[0].split()[-1:]
    word = next((one for one in source.title.split() if len(one) > 3), "")  # noqa: PLR2004  not "the"
    bare = unicodedata.normalize("NFKD", f"{''.join(author)}{source.day.year}{word}")
    return re.sub(r"[^a-z0-9]", "", bare.lower())
