"""The pages on which a file is erased, as two people walk through them."""

import pytest
from django.urls import reverse

from alongside.casework.models import Case
from alongside.keeping.models import Erasure
from alongside.organisations.enums import Role
from tests.casework.factories import make_case
from tests.casework.pages import entered, read
from tests.keeping.factories import CALLED, erase
from tests.organisations.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_two_people_erase_a_file(world, made):
    first, second = entered(world.caseworker), entered(world.colleague)
    tab = reverse("keeping:file", args=[made.id])
    ask = reverse("keeping:ask", args=[made.id])
    page = read(first.get(tab))
    assert ask in page.links
    assert "What would stay, and why" in page.text
    sent = {"ground": "her_wish", "reason": "She said so.", "to": str(world.colleague.user.pk)}
    assert first.post(ask, sent)["Location"] == tab
    decide = reverse("keeping:decide", args=[made.id, Erasure.objects.get().pk])
    assert decide not in read(first.get(tab)).links
    assert decide in read(second.get(tab)).links
    today = read(second.get(reverse("desk:today")))
    assert tab in today.links
    assert "She said so." in read(second.get(decide)).text
    wrong = second.post(decide, {"reference": "AL-00000"})
    assert wrong.status_code == 422
    assert "not the reference of this file" in read(wrong).text
    done = second.post(decide, {"reference": made.reference})
    certificate = reverse("keeping:certificate", args=[Erasure.objects.get().pk])
    assert done["Location"] == certificate
    assert not Case.objects.exists()
    said = read(second.get(certificate)).text
    assert "Not complete yet" in said
    assert CALLED not in said
    assert first.get(tab).status_code == 404


def test_a_form_says_beside_the_field_what_is_missing(world, made):
    answer = entered(world.caseworker).post(reverse("keeping:ask", args=[made.id]), {})
    assert answer.status_code == 422
    assert "Say why, so that your colleague can decide." in read(answer).text


def test_the_second_can_keep_the_file(world, made):
    first, second = entered(world.caseworker), entered(world.colleague)
    sent = {"ground": "mistake", "reason": "?", "to": str(world.colleague.user.pk)}
    first.post(reverse("keeping:ask", args=[made.id]), sent)
    kept = reverse("keeping:not", args=[made.id, Erasure.objects.get().pk])
    assert second.post(kept)["Location"] == reverse("keeping:file", args=[made.id])
    assert Case.objects.exists()
    again = second.post(kept, follow=True)
    assert "decided meanwhile" in read(again).text


@pytest.mark.parametrize("several", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    world, several, django_assert_num_queries, clock
):
    for number in range(several):
        erase(world, make_case(world.caseworker.actor, f"Somebody {number}"))
    browser = entered(world.coordinator)
    browser.get(reverse("keeping:overview"))
    with django_assert_num_queries(7):
        page = browser.get(reverse("keeping:overview"))
    assert len(page.context["page"].certificates) == several


def test_a_coordinator_holds_a_file_and_a_wish_closes_it(world, made):
    second = make_person(
        world.founded, role=Role.COORDINATOR, team_kinds=["coordination", "casework"], name="Nita"
    )
    me, her = entered(world.coordinator), entered(world.caseworker)
    tab, hold = (reverse(f"keeping:{name}", args=[made.id]) for name in ("file", "hold"))
    said = {
        "ground": "court_order",
        "reason": "The court wrote.",
        "first": str(world.coordinator.user.pk),
        "second": str(world.coordinator.user.pk),
        "review_on_day": "1",
        "review_on_month": "6",
        "review_on_year": "2026",
    }
    twice = me.post(hold, said)
    assert twice.status_code == 422
    assert "Choose somebody else as the second." in read(twice).text
    assert me.post(hold, said | {"second": str(second.user.pk)})["Location"] == tab
    assert "The court wrote." in read(her.get(tab)).text
    wish = {"ground": "her_wish", "reason": "She said so.", "to": str(world.colleague.user.pk)}
    told = her.post(reverse("keeping:ask", args=[made.id]), wish, follow=True)
    assert "the file is closed to everybody but two coordinators" in read(told).text
    assert her.get(tab).status_code == 404
    assert "nothing in it is changed" in read(me.get(tab)).text
    assert me.post(reverse("keeping:end_hold", args=[made.id]))["Location"] == tab
    assert "Waits for the second person" in read(her.get(tab)).text


def test_a_name_is_locked_away_and_given_back(world, made):
    me, her = entered(world.coordinator), entered(world.caseworker)
    tab = reverse("keeping:file", args=[made.id])
    assert her.post(reverse("keeping:mask", args=[made.id]), {"reason": "A neighbour."}).url == tab
    for browser in (me, her):
        page = read(browser.get(tab))
        assert CALLED not in page.text
        assert made.reference in page.text
    back = {"reason": "The hospital asks.", "to": str(world.coordinator.user.pk)}
    assert her.post(reverse("keeping:ask_back", args=[made.id]), back).url == tab
    assert "The hospital asks." in read(me.get(tab)).text
    decide = reverse("keeping:give_back", args=[made.id])
    assert her.post(decide, {"answer": "yes"}).status_code == 403
    assert me.post(decide, {"answer": "yes"}).url == tab
    assert CALLED in read(her.get(tab)).text
