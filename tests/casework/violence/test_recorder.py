"""An incident as a row of the Incident Recorder: 42 cells, no names."""

from datetime import date

import pytest

from alongside.casework.contents import Incident
from alongside.casework.violence.recorder import COLUMNS, Codes, cells_of
from alongside.core.approximate import ApproximateDate

CODES = Codes(incident="I1", survivor="S1", worker="W1", agency="WOREC Nepal")


def cells(**answers):
    found = dict(zip(COLUMNS, cells_of(Incident(**answers), CODES), strict=True))
    return {name: cell for name, cell in found.items() if cell != ""}


def test_an_empty_incident_says_who_counted_it_and_that_she_agreed():
    assert cells() == {
        "incident_id": "I1",
        "survivor_code": "S1",
        "case_manager_code": "W1",
        "consent": "yes",
        "agency_code": "WOREC Nepal",
    }


def test_every_answer_has_its_column_and_remarks_have_none():
    found = cells(
        penetration=False,
        sexual_contact=True,
        happened=ApproximateDate.day(date(2026, 3, 1)),
        reported_on=date(2026, 3, 4),
        time_of_day="night",
        place_kind="workplace",
        perpetrators="2",
        relation="employer",
        perpetrators_sex="male",
        perpetrators_age="41-60",
        abduction="none",
        harmful_practice="none",
        exchanged=True,
        happened_before=False,
        told_before=True,
        sex="female",
        age_group="12-17",
        displacement="migrant",
        disability="none",
        sent_by="self",
        safe_house="given",
        health="referred",
        psychosocial="declined",
        legal="wanted",
        police="declined",
        livelihood="wanted",
        protection="given",
        wants_court=False,
        remarks="Kestrel street 9",
    )
    assert found == {
        "incident_id": "I1",
        "survivor_code": "S1",
        "case_manager_code": "W1",
        "date_of_interview": "2026-03",
        "date_of_incident": "2026-03",
        "date_of_birth": "12-17",
        "sex": "female",
        "displacement_status": "migrant",
        "disability_type": "none",
        "time_of_day": "night",
        "location": "workplace",
        "gbv_type": "sexual_assault",
        "harmful_traditional_practice": "none",
        "goods_money_exchanged": "yes",
        "abduction_type": "none",
        "previously_reported": "yes",
        "gbv_previous_incidents": "no",
        "number_primary_perpetrators": "2",
        "perpetrator.sex": "male",
        "perpetrator.age_group|age_type": "41-60",
        "perpetrator.relationship": "employer",
        "service.referred_from": "self",
        "service.safehouse_referral": "given",
        "service.medical_referral": "referred",
        "service.psycho_referral": "declined",
        "service.wants_legal_action": "no",
        "service.legal_referral": "wanted",
        "service.police_referral": "declined",
        "service.livelihoods_referral": "wanted",
        "service.protection_referral": "given",
        "consent": "yes",
        "agency_code": "WOREC Nepal",
    }


@pytest.mark.parametrize(
    ("happened", "cell"),
    [
        (ApproximateDate.day(date(2026, 3, 31)), "2026-03"),
        (ApproximateDate.month(2026, 3), "2026-03"),
        (ApproximateDate.year(2024), "2024"),
        (ApproximateDate.about(2026, 3, 20), "2026-03"),
        (ApproximateDate.about(2026, 3, 1), "2026"),
        (ApproximateDate.about(2026, 1, 1), None),
        (ApproximateDate.before("she left home", on=date(2026, 3, 1)), None),
    ],
)
def test_no_day_is_told_and_nothing_in_her_words(happened, cell):
    assert cells(happened=happened).get("date_of_incident") == cell
