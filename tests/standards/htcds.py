"""People with a value in every field of HTCDS 2.0, and its templates as organisations fill them."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl

from alongside.casework.contents import Identity, Note
from alongside.casework.exchange.fields import PLACES
from alongside.casework.register.checking import check
from alongside.casework.register.htcds import FIELDS, Kind
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.contents import Content
    from alongside.casework.register.htcds import Field
    from alongside.casework.register.record import RegisterRow

TODAY = date(2026, 3, 3)
# As many as the longest list of which only one value may be chosen.
PEOPLE = 9
SCRIPTS = ("Mira", "নাসরিন", "गीता", "สมใจ", "ခင်ခင်", "ស្រីពៅ", "Thuỷ", "أمل", "Δάφνη")
LANGUAGES = ("bn", "ne", "th", "my", "km", "vi", "es", "ar", "en")
DATES = (
    ApproximateDate.day(date(2019, 4, 30)),
    ApproximateDate.month(2021, 12),
    ApproximateDate.year(1998),
    ApproximateDate.ago(3, Unit.YEARS, today=TODAY),
    ApproximateDate.before("the flood", on=date(2020, 7, 1)),
    ApproximateDate.day(date(2024, 2, 29), words="a Thursday"),
)
# The five columns of the Excel template whose hidden names and labels stand in another order.
MAILING_NAMES = ("City", "Country", "State", "Street", "PostalCode")
MAILING_LABELS = ("Street", "City", "State", "PostalCode", "Country")
# What the survey form of the standard does not ask.
NOT_IN_THE_SURVEY = {
    "cas_ReferredOrganisation",
    "cas_ReferredPrimaryCaseWorker",
    "cas_ReasonForOutgoingReferral",
    "cas_OutgoingReferralDate",
    "cas_OutgoingReferralDetails",
}


def parts_of(number: int) -> list[Content]:
    """Return one person's parts, every field of the standard filled in as our forms would."""
    values: dict[type[Content], dict[str, Any]] = {Identity: {}}
    for name, place in PLACES.items():
        value = ours(FIELDS[name], number, listed=place.listed)
        values.setdefault(place.content, {})[place.field] = value
    first, middle, second = SCRIPTS[number], f"M{number}", "Das"
    values[Identity] |= {
        "called": first,
        "papers_name": f"{first} {middle} {second}",
        "papers_parts": [first, middle, second],
    }
    return [kind(**fields) for kind, fields in values.items()]


def ours(field: Field, number: int, *, listed: bool) -> Any:
    """Return a value as it stands in a file; yes, no and blank take turns."""
    if field.kind is Kind.YES_NO:
        return (True, False, None)[number % 3]
    if field.kind is Kind.CHOICE:
        codes = list(field.values)
        return codes[number::PEOPLE] if listed else codes[number % len(codes)]
    if field.name == "cas_IncomingReferralDate":
        return date(2026, 1, 1 + number)
    special = {
        "prs_PrimaryLanguage": LANGUAGES[number],
        "prs_SecondaryLanguage": [LANGUAGES[number - 1], LANGUAGES[number - 2]],
        "prs_Citizenship": ["Bangladesh", SCRIPTS[number]],
        "prs_Birthdate": ApproximateDate.year(1980 + number, words="by her papers"),
        "prs_Email": f"box{number}@example.org",
        "prs_MobilePhone": f"+88017100000{number:02}",
        "prs_HomePhone": [f"+88017200000{number:02}", f"+88017300000{number:02}"],
        "org_Phone": f"+88017400000{number:02}",
    }
    if field.name in special:
        return special[field.name]
    by_kind = {
        Kind.DATE: DATES[number % len(DATES)],
        Kind.NUMBER: number,
        Kind.PLACE: number - 4.25,
        Kind.TEXT: f"{field.label} {SCRIPTS[number]}",
    }
    return by_kind[field.kind]


def comment_of(number: int) -> Note:
    """Return the comment of one person."""
    return Note(text=f"=1+{number}; she said\nno: {SCRIPTS[number]}")


def records(content: bytes, name: str) -> list[RegisterRow]:
    """Return what a register says, row by row, in the order of the names."""
    sheet = open_register(io.BytesIO(content), filename=name)
    report = check(sheet, suggest_mapping(sheet.headers, sheet.machine_names), TODAY)
    refused = [problem.sentence for problem in report.problems if problem.refuses]
    if refused or report.questions:
        raise AssertionError(refused, report.questions)
    return sorted(report.files(), key=lambda row: str(row.fields["prs_FirstName"]))


def told(rows: Iterable[RegisterRow]) -> dict[str, set[Any]]:
    """Return every value that rows say, by field."""
    found: dict[str, set[Any]] = {}
    for row in rows:
        for name, value in row.fields.items():
            found.setdefault(name, set()).update(value if isinstance(value, tuple) else {value})
    return found


def excel_template(rows: Iterable[RegisterRow]) -> bytes:
    """Return the template for Excel: names in a hidden row, labels below, which drift."""
    columns = [name for name in FIELDS if not name.startswith("prs_Mailing") or "itude" in name]
    at = columns.index("prs_MailingLongitude")
    labelled = [*columns[:at], *(f"prs_Mailing{one}" for one in MAILING_LABELS), *columns[at:]]
    named = [*columns[:at], *(f"prs_Mailing{one}" for one in MAILING_NAMES), *columns[at:]]
    sic = {
        "vic_TraffickingStatusDecisionMakingOrg": "vic_TraffickinStatusDecisionMakingOrg",
        "cas_ReasonForOutgoingReferral": None,
    }
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([sic.get(name, name) for name in named])
    sheet.append([f"{FIELDS[name].label} " for name in labelled])
    sheet.row_dimensions[1].hidden = True
    for row in rows:
        sheet.append([as_label(FIELDS[name], row.fields.get(name)) for name in labelled])
    return _saved(book)


def names_template(rows: Iterable[RegisterRow]) -> bytes:
    """Return a workbook under the names of the open document, with labels in its cells."""
    book = openpyxl.Workbook()
    book.active.append(list(FIELDS))
    for row in rows:
        cells = [as_label(field, row.fields.get(name)) for name, field in FIELDS.items()]
        book.active.append(cells)
    return _saved(book)


def survey(rows: Iterable[RegisterRow]) -> bytes:
    """Return what a server of the survey form hands out: groups, its spellings, codes, blanks."""
    asked = [name for name in FIELDS if name not in NOT_IN_THE_SURVEY]
    book = openpyxl.Workbook()
    book.active.append([_in_the_survey(FIELDS[name]) for name in asked])
    for row in rows:
        book.active.append([as_code(FIELDS[name], row.fields.get(name)) for name in asked])
    return _saved(book)


def form_of_the_standard() -> dict[str, list[dict[str, str]]]:
    """Return the survey form of the standard as an XLSForm: its spellings, lists and groups."""
    asked = [field for field in FIELDS.values() if field.name not in NOT_IN_THE_SURVEY]
    rows: list[dict[str, str]] = []
    for section in dict.fromkeys(field.section for field in asked):
        rows.append({"type": "begin group", "name": f"g{len(rows)}", "label": section})
        rows += [
            {"type": _asked_as(field), "name": _in_the_survey(field).rpartition("/")[2]}
            | {"label": field.label}
            for field in asked
            if field.section == section
        ]
        rows.append({"type": "end group"})
    choices = [
        {"list_name": field.name, "name": code, "label": label}
        for field in asked
        for code, label in field.values.items()
    ]
    settings = [{"form_title": "Human trafficking case data", "form_id": "htcds"}]
    return {"survey": rows, "choices": choices, "settings": settings}


def _asked_as(field: Field) -> str:
    if field.kind is Kind.CHOICE:
        return f"{'select_multiple' if field.many else 'select_one'} {field.name}"
    return {
        Kind.DATE: "date",
        Kind.NUMBER: "integer",
        Kind.PLACE: "decimal",
        Kind.YES_NO: "acknowledge",
    }.get(field.kind, "text")


def as_label(field: Field, value: Any) -> Any:
    """Return a cell as people fill in the template: labels, not always as the list has them."""
    if value is None:
        return None
    if field.kind is Kind.CHOICE:
        codes = value if isinstance(value, tuple) else (value,)
        labels = [field.values[code] for code in codes]
        drifting = {"Follow Up": "Follow up", "Debt bondage": "DebtBondage "}
        return ";".join(drifting.get(label, label) for label in labels)
    if field.kind is Kind.DATE:
        return value.start
    if field.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    return "; ".join(value) if isinstance(value, tuple) else value


def as_code(field: Field, value: Any) -> Any:
    """Return a cell as the survey form writes it."""
    if field.kind is Kind.CHOICE and value is not None:
        return " ".join(value) if isinstance(value, tuple) else value
    return as_label(field, value)


def _in_the_survey(field: Field) -> str:
    written = {
        "prs_FirstName": "prs_First_Name",
        "prs_SecondName": "prs_Second_Name",
        "vic_MethodsOfControl": "vic_Methods_of_Control",
    }
    return f"{field.section}/{written.get(field.name, field.name)}"


def _saved(book: openpyxl.Workbook) -> bytes:
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
