"""Two people write the same part, and nothing is lost."""

import pytest

from alongside.casework import actions
from alongside.casework.contents import Goal
from tests.casework.pages import file_url, filled, part, read
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def settle_url(case_id):
    return file_url(case_id, "needs")


def test_two_people_write_and_nothing_is_lost(world, mine, hers, case_id):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, needs=["doctor"], own_words="A doctor"))
    response = mine.post(url, filled(my_page, needs=["wages"], own_words="My wages"))
    page = read(response)
    assert response.status_code == 409
    assert "Somebody else saved this meanwhile" in page.text
    assert "My wages" in page.text
    assert "A doctor" in page.text
    assert world.colleague.user.display_name in page.isolated
    assert part(world, case_id, "needs").content.own_words == "A doctor"
    settled = filled(response) | {"take-needs-needs": "both", "take-needs-own_words": "both"}
    assert mine.post(url, settled)["Location"] == file_url(case_id, "plan")
    saved = part(world, case_id, "needs")
    assert saved.content.needs == ["doctor", "wages"]
    assert saved.content.own_words == "A doctor / My wages"
    assert saved.version == 2


@pytest.mark.parametrize(("choice", "kept"), [("yours", "My wages"), ("theirs", "A doctor")])
def test_either_can_be_kept(world, mine, hers, case_id, choice, kept):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, own_words="A doctor"))
    conflict = mine.post(url, filled(my_page, own_words="My wages"))
    mine.post(url, filled(conflict) | {"take-needs-own_words": choice})
    assert part(world, case_id, "needs").content.own_words == kept


def test_a_line_without_a_choice_is_asked_for_again(world, mine, hers, case_id):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, own_words="A doctor", needs=["doctor"]))
    conflict = mine.post(url, filled(my_page, own_words="My wages", needs=["wages"]))
    again = mine.post(url, filled(conflict) | {"take-needs-needs": "yours"})
    page = read(again)
    assert again.status_code == 422
    assert "Choose which of the two is kept." in page.text
    assert page.form().fields["take-needs-needs"] == ["yours"]
    mine.post(url, filled(again) | {"take-needs-own_words": "yours"})
    assert part(world, case_id, "needs").content.needs == ["wages"]


def test_a_third_version_while_settling_is_shown_as_well(world, mine, hers, case_id):
    url = settle_url(case_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, own_words="A doctor"))
    conflict = mine.post(url, filled(my_page, own_words="My wages"))
    hers.post(url, filled(hers.get(url), own_words="A doctor, soon"))
    again = mine.post(url, filled(conflict) | {"take-needs-own_words": "yours"})
    assert again.status_code == 409
    assert "A doctor, soon" in read(again).text
    assert part(world, case_id, "needs").content.own_words == "A doctor, soon"


def test_different_fields_of_one_part_are_both_asked_about(world, mine, hers, case_id):
    url = file_url(case_id, "identity")
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, pronoun="they"))
    conflict = mine.post(url, filled(my_page, papers_name="Mira Begum"))
    labels = read(conflict).text
    assert "How do we speak of her?" in labels
    assert "Name on her papers" in labels
    choices = {"take-identity-pronoun": "theirs", "take-identity-papers_name": "yours"}
    mine.post(url, filled(conflict) | choices)
    saved = part(world, case_id, "identity").content
    assert (saved.pronoun, saved.papers_name) == ("they", "Mira Begum")


def test_the_day_of_an_age_is_asked_about_in_words(world, mine, hers, case_id, clock):
    url = file_url(case_id, "identity")
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page, age="24"))
    clock.shift(24 * 3600)
    mine.enter(world.caseworker)
    conflict = mine.post(url, filled(my_page, age="25"))
    assert "Day on which she said her age" in read(conflict).text


def test_steps_of_two_people_can_both_be_kept(world, mine, hers, case_id):
    goal_id = actions.save_goal(
        case_id=case_id, goal=Goal(words="x"), actor=world.caseworker.actor, now=NOW
    ).document_id
    url = file_url(case_id, "goal_change", goal_id)
    my_page, her_page = mine.get(url), hers.get(url)
    hers.post(url, filled(her_page) | {"step-0-text": "Hers"})
    conflict = mine.post(url, filled(my_page) | {"step-0-text": "Mine"})
    assert "Steps" in read(conflict).text
    mine.post(url, filled(conflict) | {"take-goal-steps": "both"})
    steps = part(world, case_id, "goal", goal_id).content.steps
    assert [step.text for step in steps] == ["Hers", "Mine"]
