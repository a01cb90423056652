import json
from collections import Counter

import pytest

from alongside.casework.register.htcds import FIELDS, SECTIONS, Kind
from alongside.casework.register.picklists import find_code, read_choice
from alongside.casework.register.spelling import comparable
from tests.casework.register.shared import standards

INDUSTRY = FIELDS["vic_ForcedLabourIndustry"]
CONTROL = FIELDS["vic_MethodsOfControl"]


@pytest.mark.standards
def test_the_catalogue_is_the_published_one():
    published = json.loads((standards() / "htcds" / "fields.json").read_text())
    shown_right = {"Unaquainted": "Unacquainted"}

    assert [(f.section, f.name, f.label, f.type, dict(f.values)) for f in FIELDS.values()] == [
        (
            f["section"],
            f["name"],
            f["label"],
            f["type"],
            {v["code"]: shown_right.get(v["code"], v["label"]) for v in f["values"]},
        )
        for f in published
    ]


@pytest.mark.standards
def test_fields_hold_several_values_where_any_file_of_the_standard_lets_them():
    published = json.loads((standards() / "htcds" / "fields.json").read_text())
    multiple = {f["name"] for f in published if f["type"] == "Multiselect Picklist"}

    assert {f.name for f in FIELDS.values() if f.many} == multiple | {INDUSTRY.name}


def test_there_are_83_fields_in_ten_sections():
    assert (len(FIELDS), len(SECTIONS)) == (83, 10)


def test_every_name_is_spelt_in_one_way_only_once():
    spellings = [comparable(s) for f in FIELDS.values() for s in (f.name, *f.spellings)]
    # The survey form only puts underscores in, which comparing ignores.
    repeated = {comparable(n) for n in ("prs_FirstName", "prs_SecondName", "vic_MethodsOfControl")}

    assert {s for s in spellings if spellings.count(s) > 1} == repeated


@pytest.mark.parametrize("name", [f.name for f in FIELDS.values() if f.values])
def test_every_label_and_code_is_read_as_its_code(name):
    field = FIELDS[name]

    for code, label in field.values.items():
        for spelling in (code, label, label.upper(), f" {label} ", label.replace(" ", "")):
            assert find_code(field, spelling) == code


def test_the_kind_of_every_field():
    assert Counter(field.kind for field in FIELDS.values()) == {
        Kind.TEXT: 45,
        Kind.CHOICE: 21,
        Kind.DATE: 6,
        Kind.NUMBER: 2,
        Kind.PLACE: 6,
        Kind.YES_NO: 3,
    }


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("Debt bondage;False promises", ("DebtBondage", "FalsePromises"), ""),
        ("DebtBondage FalsePromises", ("DebtBondage", "FalsePromises"), ""),
        ("DebtBondage ", ("DebtBondage",), ""),
        ("debt BONDAGE ; ;\nfalse promises;", ("DebtBondage", "FalsePromises"), ""),
        (
            "Debt bondage, false promises and physical abuse",
            ("DebtBondage", "FalsePromises", "PhysicalAbuse"),
            "",
        ),
        ("Threatens children/family", ("ThreatensChildrenFamily",), ""),
        ("Threatens Children Family", ("ThreatensChildrenFamily",), ""),
        ("DebtBondage Locked", (), "DebtBondage Locked"),
        ("Debt bondage;Locked in; at night", ("DebtBondage",), "Locked in; at night"),
        ("Debt bondage;Debt Bondage", ("DebtBondage",), ""),
        ("RestrictsMovement", (), "RestrictsMovement"),
    ],
)
def test_several_values_in_one_cell(text, codes, rest):
    assert read_choice(CONTROL, text) == (codes, rest)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Activities of households as employers", ("T_ActivitiesOfHouseholdsAsEmployers",)),
        ("T", ("T_ActivitiesOfHouseholdsAsEmployers",)),
        (
            "Water supply; sewerage, waste management and remediation;Construction",
            ("E_WaterSupplySewerageWasteManagement", "F_Construction"),
        ),
        (";".join(INDUSTRY.values.values()), tuple(INDUSTRY.values)),
        (" ".join(INDUSTRY.values), tuple(INDUSTRY.values)),
    ],
)
def test_labels_that_hold_a_semicolon_themselves(text, codes):
    assert read_choice(INDUSTRY, text) == (codes, "")


def test_the_misspelt_code_stays_and_is_shown_right():
    field = FIELDS["vic_RelationshipToTrafficker"]

    assert field.values["Unaquainted"] == "Unacquainted"
    assert [find_code(field, s) for s in ("Unaquainted", "Unacquainted")] == ["Unaquainted"] * 2


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("cas_Status", "Follow up", "FollowUp"),
        (
            "cas_ReasonForIncomingReferral",
            "Migration Or Change Of Location",
            "MigrationOrChangeOfLocation",
        ),
        ("vic_TypeOfExploitation", "Forced Labor", "ForcedLabour"),
        (
            "vic_TraffickingStatusDecisionMakingOrg",
            "Non-police governmental organisation",
            "NonPoliceGovernmentalOrganization",
        ),
        ("prs_Gender", "মহিলা", "Feminine"),
        ("prs_Gender", "F", "Feminine"),
        (
            "prs_HighestLevelOfEducation",
            "Bachelor's or equivalent level",
            "BachelorsOrEquivalentLevel",
        ),
    ],
)
def test_labels_that_drift(name, text, code):
    assert find_code(FIELDS[name], text) == code


def test_two_values_where_one_is_allowed_are_kept_as_words():
    assert read_choice(FIELDS["prs_MaritalStatus"], "Single; Married") == ((), "Single; Married")
