"""A new person, page by page, as a browser without scripts sends it."""

import pytest
from django.urls import reverse

from alongside.casework import queries
from alongside.casework.models import Case
from alongside.consent import queries as consents
from alongside.consent.enums import Purpose
from tests.casework.pages import NASTY, entered, file_url, filled, read
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NEW = "/p/new/"


def only_case():
    return Case.objects.order_by("id").get()


def opened(world):
    return queries.open_file(actor=world.caseworker.actor, case_id=only_case().id, now=NOW)


def part(world, kind):
    return opened(world).parts[kind].content


def counted(world, case_id):
    actor = world.caseworker.actor
    return consents.agreed(actor=actor, case_ids=[case_id], purpose=Purpose.STATISTICS, now=NOW)


def test_a_name_is_enough(world):
    browser = entered(world.caseworker)
    response = browser.post(NEW, {"called": "Mira"})
    case = only_case()
    assert response["Location"] == file_url(case.id, "new_step", 2)
    assert opened(world).head.name == "Mira"
    assert case.worker_id == world.caseworker.user.pk


def test_no_name_is_enough_too_and_the_page_can_be_the_last(world):
    browser = entered(world.caseworker)
    response = browser.post(NEW, {"not_given": "on", "close": "1"}, follow=True)
    assert response.redirect_chain == [(file_url(only_case().id), 302)]
    page = read(response)
    assert "(name not given)" in page.text
    assert "Saved." in page.text


def test_neither_name_nor_tick_gets_a_sentence_and_loses_nothing(world):
    browser = entered(world.caseworker)
    response = browser.post(NEW, {"called": " ", "pronoun": "they", "language": "bn"})
    page = read(response)
    assert response.status_code == 422
    assert page.text.count("Say what she is called, or tick that she gives no name now.") == 2
    assert page.form().fields["pronoun"] == ["they"]
    assert page.form().fields["language"] == ["bn"]
    assert Case.objects.count() == 0


def test_a_name_given_after_all_wins_over_the_tick(world):
    entered(world.caseworker).post(NEW, {"called": "Mira", "not_given": "on"})
    assert part(world, "identity").not_given is False


def test_a_nasty_name_stays_a_name(world):
    browser = entered(world.caseworker)
    response = browser.post(NEW, {"called": NASTY, "close": "1"}, follow=True)
    page = read(response)
    assert NASTY in page.isolated
    assert "<b>" not in response.content.decode()


def test_a_name_longer_than_is_kept_gets_a_sentence(world):
    response = entered(world.caseworker).post(NEW, {"called": "a" * 301})
    page = read(response)
    assert response.status_code == 422
    assert page.text.count("This is too long. At most 300 letters fit here.") == 2
    assert page.form().fields["called"] == ["a" * 301]


def test_all_five_pages_one_after_the_other(world):
    browser = entered(world.caseworker)
    after_one = browser.post(NEW, {"called": "Mira", "language": "bn", "interpreter": "yes"})
    two = browser.get(after_one["Location"])
    assert "Page 2 of 5" in read(two).text
    after_two = browser.post(
        after_one["Location"],
        filled(two, channel="whatsapp", number="+961 1 234", days=["sun"], never=["call"]),
    )
    three = browser.get(after_two["Location"])
    after_three = browser.post(
        after_two["Location"], filled(three, needs=["wages", "papers"], own_words="My passport")
    )
    four = browser.get(after_three["Location"])
    after_four = browser.post(
        after_three["Location"],
        filled(
            four,
            papers_name="Mira Begum",
            other_names="Mimi\nমীরা",
            age="24",
            birth_year="",
            citizenship="Bangladesh",
            from_place="Khulna",
        )
        | {"whereabouts-place": "Beirut", "whereabouts-kind": "employer"},
    )
    five = browser.get(after_four["Location"])
    assert "What you tell us stays with the people here who help you." in read(five).text
    done = browser.post(
        after_four["Location"], {"keeping": "yes", "counting": "yes", "how_given": "spoken"}
    )
    case = only_case()
    assert done["Location"] == file_url(case.id)
    identity = part(world, "identity")
    assert (identity.called, identity.language, identity.interpreter) == ("Mira", "bn", True)
    assert (identity.papers_name, identity.other_names) == ("Mira Begum", ["Mimi", "মীরা"])
    assert (identity.age, identity.age_on) == (24, NOW.date())
    assert identity.citizenship == ["Bangladesh"]
    contact = part(world, "safe_contact")
    assert (contact.channel, contact.days, contact.never) == ("whatsapp", ["sun"], ["call"])
    assert part(world, "needs").needs == ["wages", "papers"]
    assert part(world, "whereabouts").place == "Beirut"
    agreed = counted(world, case.id)
    assert agreed == {case.id}


@pytest.mark.parametrize("step", [2, 3, 4])
def test_an_empty_page_saves_nothing_and_goes_on(world, step):
    browser = entered(world.caseworker)
    browser.post(NEW, {"called": "Mira"})
    url = file_url(only_case().id, "new_step", step)
    response = browser.post(url, filled(browser.get(url)))
    assert response["Location"] == file_url(only_case().id, "new_step", step + 1)
    parts = opened(world).parts
    assert parts["identity"].version == 1
    assert [kind for kind in parts if parts[kind].is_there] == ["identity"]


def test_going_back_changes_the_same_file(world):
    browser = entered(world.caseworker)
    browser.post(NEW, {"called": "Mira", "language": "bn"})
    url = file_url(only_case().id, "new_step", 1)
    page = browser.get(url)
    assert read(page).form().fields["called"] == ["Mira"]
    browser.post(url, filled(page, called="Meera"))
    assert part(world, "identity").called == "Meera"
    assert part(world, "identity").language == "bn"
    assert Case.objects.count() == 1


def test_a_yes_needs_how_it_was_given(world):
    browser = entered(world.caseworker)
    browser.post(NEW, {"called": "Mira"})
    response = browser.post(file_url(only_case().id, "new_step", 5), {"counting": "yes"})
    page = read(response)
    assert response.status_code == 422
    assert page.text.count("Choose how she said yes.") == 2
    assert page.form().fields["counting"] == ["yes"]


def test_questions_left_open_are_not_answers(world):
    browser = entered(world.caseworker)
    browser.post(NEW, {"called": "Mira"})
    case = only_case()
    response = browser.post(file_url(case.id, "new_step", 5), {})
    assert response["Location"] == file_url(case.id)
    assert counted(world, case.id) == set()


def test_there_is_no_sixth_page(world):
    browser = entered(world.caseworker)
    browser.post(NEW, {"called": "Mira"})
    assert browser.get(file_url(only_case().id, "new_step", 6)).status_code == 404


def test_a_researcher_opens_no_file(world):
    browser = entered(world.researcher)
    assert browser.get(NEW).status_code == 403
    assert browser.post(NEW, {"called": "Mira"}).status_code == 403
    assert Case.objects.count() == 0


def test_showing_a_page_writes_no_file(world):
    response = entered(world.caseworker).get(reverse("casework:new"))
    assert "What shall we call her?" in read(response).text
    assert Case.objects.count() == 0
