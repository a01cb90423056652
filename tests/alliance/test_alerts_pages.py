"""The pages of urgent alerts, as a sender and a receiver use them."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from alongside.alliance import alerts_papers as papers
from alongside.alliance.actions import alerts as actions
from alongside.alliance.models import Alert, AlertReceipt, Member
from alongside.alliance.queries import alerts as queries
from alongside.organisations.enums import TeamKind
from tests.alliance.alerts import as_member, receipt_of, send
from tests.attacks.theft import scan_files, scan_rows
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

SENT = {
    "title": "Two colleagues were taken",
    "kind": "detention",
    "country": "KH",
    "city": "Phnom Penh",
    "words": "Police came at six.",
    "asked": ["write", "stand_by"],
    "urgent_until_day": "9",
    "urgent_until_month": "3",
    "urgent_until_year": "2026",
    "onward": "members",
    "chosen": "some",
}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def two(clock):
    us, them = make_world(), make_world()
    as_member(us, "Ours")
    as_member(them, "Bright <b>Line</b>")
    return us, them


def member_of(world):
    return str(Member.objects.get(organisation=world.organisation).pk)


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def marks(browser):
    """Return what the tabs mark as waiting."""
    front = browser.get(reverse("alliance:members")).content.decode()
    return re.findall(r'al-chip--red">(\d+)<', front)


def on_today(browser):
    """Return the words of each line about the alliance on Today, and of its chip."""
    page = browser.get(reverse("desk:today")).content.decode()
    return [
        (re.sub("<[^>]+>", "", words), chips)
        for words, chips in re.findall(
            rf'<a href="{reverse("alliance:alerts")}">(.*?)</a>.*?al-chip--(\w+)', page
        )
    ]


def test_from_writing_to_acknowledging(two):
    us, them = two
    ours, theirs = entered(us.coordinator), entered(them.coordinator)
    form = ours.get(reverse("alliance:alert_new")).content.decode()
    # Nobody is chosen before somebody chooses.
    assert re.findall(r"<input[^>]* checked", form) == []
    answer = ours.post(reverse("alliance:alert_new"), SENT | {"to": [member_of(them)]})
    [alert] = Alert.objects.all()
    place = reverse("alliance:alert", args=[alert.pk])
    assert answer["Location"] == place
    mine = ours.get(place).content.decode()
    assert ("Bright &lt;b&gt;Line&lt;/b&gt;" in mine, "Not acknowledged" in mine) == (True, True)
    assert marks(theirs) == ["1"]
    assert on_today(theirs) == [("1 urgent alert to acknowledge", "red")]
    assert on_today(ours) == []
    listed = theirs.get(reverse("alliance:alerts")).content.decode()
    assert ("Two colleagues" in listed, us.organisation.name in listed) == (True, True)
    page = theirs.get(place).content.decode()
    said = ("Two colleagues", "Police came at six.", "Other members of the alliance", "Bright")
    assert [one in page for one in said] == [True, True, True, False]
    acknowledge = reverse("alliance:alert_acknowledge", args=[alert.pk])
    assert theirs.post(acknowledge, {"words": "We wrote."})["Location"] == place
    assert (marks(theirs), on_today(theirs)) == ([], [])
    assert "We wrote." in ours.get(place).content.decode()


def test_from_what_happened_since_to_taking_it_back(two):
    us, them = two
    alert = send(us, them)
    ours, theirs = entered(us.coordinator), entered(them.coordinator)
    place = reverse("alliance:alert", args=[alert.pk])
    ours.post(reverse("alliance:alert_update", args=[alert.pk]), {"words": "In court."})
    ours.post(reverse("alliance:alert_end", args=[alert.pk]), {"words": "Free."})
    after = theirs.get(place).content.decode()
    secret = ("Two colleagues", "Police", "In court.", "Free.", us.organisation.name)
    assert [one for one in secret if one not in after] == []
    assert "no longer urgent" in after
    receipt = receipt_of(alert, them)
    ours.post(reverse("alliance:alert_take_back", args=[alert.pk, receipt.pk]))
    for shown in (place, reverse("alliance:alerts")):
        gone = theirs.get(shown).content.decode()
        assert "Something" in gone
        assert [one for one in secret if one in gone] == []
    assert marks(theirs) == []


def test_telling_everybody_is_one_deliberate_choice(two):
    us, them = two
    answer = entered(us.coordinator).post(reverse("alliance:alert_new"), SENT | {"chosen": "all"})
    assert answer.status_code == 302
    assert [one.team_id for one in AlertReceipt.objects.all()] == [them.teams[TeamKind.PUBLIC].pk]


def test_what_is_missing_or_contradicts_itself_is_said_and_nothing_is_lost(two):
    us, them = two
    ours = entered(us.coordinator)
    answer = ours.post(reverse("alliance:alert_new"), {"words": "typed"})
    assert (answer.status_code, b">typed</textarea>" in answer.content.replace(b"\n", b"")) == (
        422,
        True,
    )
    assert sorted(errors(answer)) == ["chosen", "country", "kind", "onward", "title"]
    wrong = {
        "to": [member_of(them)],
        "chosen": "all",
        "asked": ["quiet", "speak"],
        "onward": "publicly",
        "urgent_until_day": "1",
    }
    answer = ours.post(reverse("alliance:alert_new"), SENT | wrong)
    assert errors(answer) == {
        "urgent_until": ["This day is over. Put today or a later one."],
        "asked": ["Choose either to speak about it or to keep quiet."],
        "onward": ["You ask to keep quiet: then it is not told in public."],
        "chosen": ["You ticked some members and chose to tell all. Choose one of the two."],
    }
    answer = ours.post(reverse("alliance:alert_new"), SENT)
    assert errors(answer) == {"to": ["Tick at least one member."]}
    stranger = {"to": [member_of(us)]}
    answer = ours.post(reverse("alliance:alert_new"), SENT | stranger)
    assert list(errors(answer)) == ["to"]
    assert Alert.objects.count() == 0


def test_an_update_without_words_is_asked_again(two):
    us, them = two
    alert = send(us, them)
    ours, theirs = entered(us.coordinator), entered(them.coordinator)
    for name in ("alert_update", "alert_end"):
        url = reverse(f"alliance:{name}", args=[alert.pk])
        assert (ours.post(url).status_code, theirs.post(url).status_code) == (422, 404)
    long = {"words": "x" * 10_001}
    assert (
        theirs.post(reverse("alliance:alert_acknowledge", args=[alert.pk]), long).status_code == 422
    )
    alert.refresh_from_db()
    assert (alert.ended_at, receipt_of(alert, them).acknowledged_at) == (None, None)


def test_what_cannot_be_done_any_more_is_said(two):
    us, them = two
    alert = send(us, them)
    ours = entered(us.coordinator)
    url = reverse("alliance:alert_end", args=[alert.pk])
    for _each in range(2):
        answer = ours.post(url, {"words": "Free."})
    page = ours.get(answer["Location"]).content.decode()
    assert "It was said already that this is no longer urgent." in page


def test_its_day_is_kept_as_it_was_typed(two):
    us, them = two
    entered(us.coordinator).post(
        reverse("alliance:alert_new"), SENT | {"to": [member_of(them)], "asked": []}
    )
    [alert] = Alert.objects.all()
    found = actions.look(alert_id=alert.pk, actor=fresh(them.coordinator), now=NOW)
    assert found.told == papers.Told(
        title="Two colleagues were taken",
        kind="detention",
        country="KH",
        city="Phnom Penh",
        words="Police came at six.",
        onward="members",
        urgent_until=date(2026, 3, 9),
    )


@pytest.mark.attack
@pytest.mark.django_db(transaction=True)
def test_whoever_steals_database_and_folder_learns_nothing_of_it(clock):
    words = tuple(f"kestrelqx{one}" for one in ("title", "city", "words", "know", "since", "end"))
    title, city, what, know, since, end = words
    us, them = make_world(), make_world()
    as_member(us, "Ours")
    as_member(them, "Theirs")
    ours, theirs = entered(us.coordinator), entered(them.coordinator)
    said = SENT | {"title": title, "city": city, "words": what, "to": [member_of(them)]}
    # A form that is sent back with its words must leave nothing behind either.
    ours.post(reverse("alliance:alert_new"), said | {"kind": ""})
    ours.post(reverse("alliance:alert_new"), said)
    [alert] = Alert.objects.all()
    theirs.get(reverse("alliance:alert", args=[alert.pk]))
    theirs.post(reverse("alliance:alert_acknowledge", args=[alert.pk]), {"words": know})
    ours.post(reverse("alliance:alert_update", args=[alert.pk]), {"words": since})
    ours.post(reverse("alliance:alert_end", args=[alert.pk]), {"words": end})
    page = queries.open_alert(alert_id=alert.pk, actor=fresh(us.coordinator), now=NOW)
    kept = [page.told.title, page.told.city, page.told.words, page.receivers[0].words]
    assert [*kept, *(one.said.words for one in page.updates)][:4] == [title, city, what, know]
    assert {one.said.words for one in page.updates} == {since, end}
    assert scan_rows(words) | scan_files(words) == set()
