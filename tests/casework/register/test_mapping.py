import pytest

from alongside.casework.register.dates import DateOrder
from alongside.casework.register.htcds import FIELDS
from alongside.casework.register.mapping import Mapping, Use, suggest_mapping

LABELS = [field.label for field in FIELDS.values()]


def fields(headers, machine_names=()) -> list[str | None]:
    return [c.field for c in suggest_mapping(headers, machine_names).columns]


def test_all_labels_in_their_order_are_told_apart():
    assert fields(LABELS) == list(FIELDS)


def test_all_machine_names_are_known():
    assert fields(list(FIELDS)) == list(FIELDS)


def test_the_spellings_of_the_other_files_of_the_standard():
    assert fields(
        [
            "prs_First_Name",
            "prs_Second_Name",
            "vic_Methods_of_Control",
            "vic_TraffickinStatusDecisionMakingOrg",
            "person/prs_Birthdate",
        ]
    ) == [
        "prs_FirstName",
        "prs_SecondName",
        "vic_MethodsOfControl",
        "vic_TraffickingStatusDecisionMakingOrg",
        "prs_Birthdate",
    ]


@pytest.mark.parametrize("header", ["GENDER", "gender ", " Gender*", "Gender\n", "Gender (choose)"])
def test_headings_in_another_dress(header):
    assert fields([header]) == ["prs_Gender"]


def test_the_labels_are_trusted_where_machine_names_disagree():
    machine = ["City", "Country", "State", "Street", "PostalCode"]
    labels = ["Street", "City", "State/Province", "Zip/Postal Code", "Country"]
    expected = [f"prs_Mailing{n}" for n in ("Street", "City", "State", "PostalCode", "Country")]
    names = [f"prs_Mailing{name}" for name in machine]

    assert fields([f"Mailing {label}" for label in labels], names) == expected
    assert fields(["Street", "City", "State", "Zip", "Country"], names) == expected


def test_a_field_without_machine_name_is_found_by_its_label():
    headers = ["Reason for Incoming Referral", "Reason for Outgoing Referral"]

    assert fields(headers, ["cas_ReasonForIncomingReferral", ""]) == [
        "cas_ReasonForIncomingReferral",
        "cas_ReasonForOutgoingReferral",
    ]


def test_a_label_used_twice_gives_way_to_the_machine_name():
    assert fields(["Second Name", "Second Name"], ["prs_Title", "prs_SecondName"]) == [
        "prs_Title",
        "prs_SecondName",
    ]


def test_shared_labels_follow_their_neighbours():
    assert fields(["Mailing City", "Longitude", "Latitude", "Gender"]) == [
        "prs_MailingCity",
        "prs_MailingLongitude",
        "prs_MailingLatitude",
        "prs_Gender",
    ]
    assert fields(["Objectives", "Type"]) == ["spl_Objectives", "spl_Type"]
    assert fields(["Organisation Name", "Phone", "Type"]) == ["org_Name", "org_Phone", "org_Type"]
    assert fields(["Date", "Type", "Description", "City"]) == [
        "hte_Date",
        "hte_Type",
        "hte_Description",
        "hte_City",
    ]


def test_generic_words_in_a_register_of_people_are_about_the_person():
    mapping = suggest_mapping(["First Name", "Phone", "City", "Country", "Date", "Gender"])

    assert [(c.field, c.unsure) for c in mapping.columns] == [
        ("prs_FirstName", False),
        ("prs_MobilePhone", True),
        ("prs_MailingCity", True),
        ("prs_MailingCountry", True),
        (None, False),
        ("prs_Gender", False),
    ]


def test_everyday_words_and_other_languages():
    assert fields(
        ["Full name", "DOB", "Sex", "Nationality", "Fecha de nacimiento", "লিঙ্গ", "Teléfono"]
    ) == [
        "prs_FirstName", "prs_Birthdate", "prs_Gender", "prs_Citizenship", None, None,
        "prs_MobilePhone",
    ]  # fmt: skip


def test_a_misspelt_heading_is_a_guess():
    column = suggest_mapping(["Trafficing Status"]).columns[0]

    assert (column.field, column.unsure) == ("vic_TraffickingStatus", True)


def test_unknown_columns_are_kept_under_their_own_titles():
    mapping = suggest_mapping(["Our own note", "", "Our own note", "Phone", "Phone"])

    assert [(c.title, c.use) for c in mapping.columns] == [
        ("Our own note", Use.OWN),
        ("Column B", Use.OWN),
        ("Our own note (2)", Use.OWN),
        ("Phone", Use.FIELD),
        ("Phone (2)", Use.OWN),
    ]


@pytest.mark.parametrize(
    "header",
    ["File no.", "FILE NO", "File Number", "Case ID", "Case #", "Ref. No.", "Reg. No",
     "Client code",
     "ID", "Nº de expediente", "ফাইল নং", "Survivor ID", "Case Reference", "KEY", "meta/instanceID"],
)  # fmt: skip
def test_file_numbers_by_many_names(header):
    mapping = suggest_mapping(["First Name", header])

    assert (mapping.match_key, mapping.match_key_candidates) == (1, (1,))


@pytest.mark.parametrize("header", ["No.", "S.No", "Sl. No.", "#no", "Serial no."])
def test_a_count_of_rows_may_be_chosen_but_is_never_suggested(header):
    mapping = suggest_mapping([header, "First Name"])

    assert (mapping.match_key, mapping.match_key_candidates) == (None, (0,))


def test_a_person_changes_every_suggestion():
    mapping = suggest_mapping(["File no.", "First Name", "Nickname", "Birthdate", "Case ID"])

    changed = (
        mapping.with_field(2, "prs_FirstName")
        .with_ignored(3)
        .with_date_order(3, DateOrder.MONTH_FIRST)
        .with_match_key(4)
    )

    assert [(c.use, c.field, c.date_order) for c in changed.columns] == [
        (Use.OWN, None, None),
        (Use.OWN, None, None),
        (Use.FIELD, "prs_FirstName", None),
        (Use.IGNORE, None, DateOrder.MONTH_FIRST),
        (Use.OWN, None, None),
    ]
    assert (mapping.match_key, changed.match_key) == (0, 4)
    assert changed.with_own(2).column_of("prs_FirstName") is None


def test_a_field_that_does_not_exist_cannot_be_chosen():
    with pytest.raises(KeyError):
        suggest_mapping(["A"]).with_field(0, "prs_Religion")


@pytest.mark.parametrize(
    ("header", "order"),
    [
        ("Birthdate (dd/mm/yyyy)", DateOrder.DAY_FIRST),
        ("Birthdate [MM-DD-YYYY]", DateOrder.MONTH_FIRST),
        ("Birthdate", None),
    ],
)
def test_a_heading_may_state_its_date_order(header, order):
    column = suggest_mapping([header]).columns[0]

    assert (column.field, column.date_order) == ("prs_Birthdate", order)


def test_a_mapping_survives_being_stored():
    mapping = suggest_mapping(LABELS).with_date_order(15, DateOrder.DAY_FIRST)

    assert Mapping.model_validate_json(mapping.model_dump_json()) == mapping
