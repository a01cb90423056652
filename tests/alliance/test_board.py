"""The board: seen when checked, gone when over, hidden while somebody is worried."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.alliance.actions import board as actions
from alongside.alliance.errors import CannotDo, ChangedMeanwhile
from alongside.alliance.models import Notice
from alongside.alliance.queries import board as queries
from alongside.audit.models import Entry
from alongside.core.access import SystemActor
from tests.alliance.board import TODAY, check, given, make_notice, titles, waiting, words
from tests.alliance.factories import make_own
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
MACHINE = SystemActor(reason="tests")
TYPED = {
    "kind": "job",
    "title": "Baker",
    "employer": "Brutăria Casa",
    "country": "RO",
    "papers": "not_needed",
    "apply": "Write to us.",
    "language": "en",
    "version": "1",
}


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def typed(**changes):
    return TYPED | day("expires_on", TODAY + timedelta(days=30)) | changes


class TestSeen:
    def test_nobody_else_sees_it_before_it_is_checked(self, world, other):
        row = make_notice(world, checked=False)
        for person in (other.coordinator, other.caseworker, world.caseworker):
            assert (titles(person), waiting(person)) == ([], [])
            with pytest.raises(Http404):
                queries.notice(notice_id=row.pk, actor=fresh(person), now=NOW)
        assert (titles(world.coordinator), waiting(world.coordinator)) == ([], ["Baker"])
        check(world, row)
        for person in (other.coordinator, other.caseworker, world.caseworker, world.researcher):
            assert (titles(person), waiting(person)) == (["Baker"], [])

    def test_it_vanishes_the_day_after_and_is_deleted_a_month_later(self, world, other):
        row = make_notice(world, expires_on=TODAY)
        assert titles(other.caseworker) == ["Baker"]
        tomorrow = NOW + timedelta(days=1)
        assert titles(other.caseworker, tomorrow) == []
        with pytest.raises(Http404):
            queries.notice(notice_id=row.pk, actor=fresh(other.coordinator), now=tomorrow)
        assert waiting(world.coordinator, tomorrow) == ["Baker"]
        assert actions.delete_over(actor=MACHINE, now=NOW + timedelta(days=30)) == 0
        assert actions.delete_over(actor=MACHINE, now=NOW + timedelta(days=31)) == 1
        assert Notice.objects.count() == 0

    def test_it_stands_90_days_at_most(self, world):
        make_own(world.coordinator.actor)
        actor = fresh(world.coordinator)
        for far in (TODAY + timedelta(days=91), TODAY - timedelta(days=1)):
            with pytest.raises(CannotDo, match="within the next 90 days"):
                actions.post(given=given(expires_on=far), actor=actor, now=NOW)
        actions.post(given=given(expires_on=TODAY + timedelta(days=90)), actor=actor, now=NOW)

    def test_an_old_check_is_said_loudly(self, world, other):
        row = make_notice(world, checked=False)
        check(world, row, on=TODAY - timedelta(days=200))
        browser = entered(other.caseworker)
        assert "Checked more than 6 months ago" in words(browser.get(reverse("alliance:board")))
        page = words(browser.get(reverse("alliance:notice", args=[row.pk])))
        assert "The employer was checked more than 6 months ago." in page
        check(world, row, on=TODAY - timedelta(days=150))
        assert "6 months ago" not in words(browser.get(reverse("alliance:board")))

    def test_others_read_how_it_was_checked_and_not_by_whom(self, world, other):
        row = make_notice(world)
        url, name = reverse("alliance:notice", args=[row.pk]), world.coordinator.user.display_name
        ours, theirs = (words(entered(one.caseworker).get(url)) for one in (world, other))
        assert ("We saw the contract." in ours, "We saw the contract." in theirs) == (True, True)
        meta = f'<p class="al-meta"><bdi>{name}</bdi>, '
        assert (meta in ours, meta in theirs) == (True, False)

    def test_it_is_found_by_kind_country_and_language(self, world):
        make_notice(world)
        make_notice(
            world, kind="training", country="NP", languages=("ne",),
            texts={"title": {"en": "Sewing"}, "apply": {"en": "Write."}},
        )  # fmt: skip
        person = world.caseworker
        assert titles(person) == ["Sewing", "Baker"] or titles(person) == ["Baker", "Sewing"]
        assert titles(person, kind="training") == ["Sewing"]
        assert titles(person, country="RO") == ["Baker"]
        assert titles(person, language="ne") == ["Sewing"]
        assert titles(person, kind="training", country="RO") == []
        page = entered(person).post(reverse("alliance:board"), {"kind": "equipment"})
        assert "Nothing like that is offered now." in words(page)

    def test_it_is_paged(self, world, monkeypatch):
        monkeypatch.setattr("alongside.alliance.paging.AT_ONCE", 2)
        titles = ["Gardener wanted", "Weaver wanted", "Cook wanted"]
        for title in titles:
            make_notice(world, texts={"title": {"en": title}, "apply": {"en": "Write."}})
        browser, url = entered(world.caseworker), reverse("alliance:board")
        first = words(browser.get(url))
        assert 'name="page" value="2"' in first
        second = words(browser.post(url, {"page": "2", "country": "RO"}))
        counted = [(title in first) + (title in second) for title in titles]
        assert counted == [1, 1, 1]

    def test_three_ask_as_much_as_one(self, world, secretariat):
        browsers = [entered(one) for one in (world.coordinator, secretariat.coordinator)]

        def asked(browser) -> int:
            with CaptureQueriesContext(connection) as found:
                assert browser.get(reverse("alliance:board")).status_code == 200
            return len(found)

        for total in (1, 3):
            while Notice.objects.count() < 2 * total:
                make_notice(world)
                make_notice(world, checked=False)
            for browser in browsers:
                asked(browser)
            counted = [asked(browser) for browser in browsers]
            if total == 1:
                once = counted
        assert counted == once


class TestWriting:
    def test_an_offer_is_written_checked_and_seen(self, world, other):
        make_own(world.coordinator.actor)
        browser = entered(world.coordinator)
        page = browser.post(reverse("alliance:notice_new"), typed(), follow=True)
        assert "Others see it once you note who checked it." in words(page)
        row = Notice.objects.get()
        url = reverse("alliance:notice_check", args=[row.pk])
        who = str(world.coordinator.user.pk)
        said = {"how": "We saw it.", "by": who, "version": "1"} | day("on", TODAY)
        page = browser.post(url, said, follow=True)
        assert "It is noted." in words(page)
        assert titles(other.caseworker) == ["Baker"]
        actions_done = Entry.objects.filter(action__startswith="alliance.offer").order_by("seq")
        assert list(actions_done.values_list("action", flat=True)) == [
            "alliance.offer.posted",
            "alliance.offer.checked",
        ]

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"kind": ""}, "Choose what is offered."),
            ({"kind": "shelter"}, "Select a valid choice."),
            ({"title": ""}, "Say in a few words what is offered."),
            ({"employer": ""}, "Name who is behind it."),
            ({"country": ""}, "Choose the country where this is."),
            ({"papers": ""}, "Say whether papers are needed."),
            ({"apply": " "}, "Say how somebody applies."),
            (day("expires_on", TODAY + timedelta(days=91)), "Put a day within the next 90 days."),
            ({"expires_on_day": "31", "expires_on_month": "2"}, "Put a real date"),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_lost(self, world, changes, said):
        make_own(world.coordinator.actor)
        answer = entered(world.coordinator).post(
            reverse("alliance:notice_new"), typed(details="kestrel") | changes
        )
        assert answer.status_code == 422
        assert said in words(answer)
        assert "kestrel" in words(answer)
        assert Notice.objects.count() == 0

    def test_a_member_without_a_page_writes_it_first(self, world):
        browser = entered(world.coordinator)
        answer = browser.get(reverse("alliance:notice_new"))
        assert answer["Location"] == reverse("alliance:own_new")

    def test_another_employer_has_to_be_checked_again(self, world, other):
        row = make_notice(world)
        same = given(texts={"title": {"en": "A baker"}})
        about = {"actor": fresh(world.coordinator), "now": NOW}
        assert not actions.change(notice_id=row.pk, given=same, version=2, **about)
        assert titles(other.caseworker) == ["A baker"]
        assert actions.change(
            notice_id=row.pk, given=given(employer="Somebody"), version=3, **about
        )
        assert titles(other.caseworker) == []

    def test_two_who_save_at_once_are_told(self, world):
        row = make_notice(world)
        url = reverse("alliance:notice_change", args=[row.pk])
        browser = entered(world.coordinator)
        met = browser.post(url, typed(employer="Kestrel", version="1"))
        assert met.status_code == 409
        assert "Somebody else saved this meanwhile" in words(met)
        assert "Kestrel" in words(met)
        assert browser.post(url, typed(employer="Kestrel", version="2")).status_code == 302

    def test_what_was_changed_meanwhile_is_not_checked(self, world):
        row = make_notice(world, checked=False)
        about = {"actor": fresh(world.coordinator), "now": NOW}
        actions.change(notice_id=row.pk, given=given(employer="Kestrel"), version=1, **about)
        who = world.coordinator.user.pk
        said = {"how": "We saw it.", "by": who, "version": "1"} | day("on", TODAY)
        browser, url = entered(world.coordinator), reverse("alliance:notice_check", args=[row.pk])
        met = browser.post(url, said)
        assert met.status_code == 409
        assert "Somebody changed the offer meanwhile." in words(met)
        assert Notice.objects.get().checked_on is None
        with pytest.raises(ChangedMeanwhile):
            actions.check(notice_id=row.pk, how="x", by=who, on=TODAY, version=1, **about)

    def test_a_check_names_a_colleague_and_a_day_that_was(self, world, other):
        row = make_notice(world, checked=False)
        browser, url = entered(world.coordinator), reverse("alliance:notice_check", args=[row.pk])
        said = {"how": "", "by": str(other.coordinator.user.pk), "version": "1"}
        answer = browser.post(url, said | day("on", TODAY + timedelta(days=1)))
        assert answer.status_code == 422
        for sentence in (
            "Say how the employer was checked.",
            "Select a valid choice.",
            "This day is still to come.",
        ):
            assert sentence in words(answer)
        about = {"version": 1, "actor": fresh(world.coordinator), "now": NOW}
        with pytest.raises(Http404):
            actions.check(
                notice_id=row.pk, how="x", by=other.coordinator.user.pk, on=TODAY, **about
            )
        later = TODAY + timedelta(days=1)
        with pytest.raises(CannotDo, match="still to come"):
            actions.check(
                notice_id=row.pk, how="x", by=world.coordinator.user.pk, on=later, **about
            )

    def test_nobody_writes_for_another_member(self, world, other):
        row = make_notice(world)
        make_own(other.coordinator.actor)
        about = {"notice_id": row.pk, "actor": fresh(other.coordinator), "now": NOW}
        for attempt in (
            lambda: actions.change(given=given(), version=2, **about),
            lambda: actions.withdraw(**about),
            lambda: actions.check(how="x", by=uuid4(), on=TODAY, version=2, **about),
        ):
            with pytest.raises(Http404):
                attempt()
        with pytest.raises(PermissionDenied):
            actions.post(given=given(), actor=world.caseworker.actor, now=NOW)

    def test_it_is_taken_off_the_board(self, world, other):
        row = make_notice(world)
        browser = entered(world.coordinator)
        page = browser.post(reverse("alliance:notice_withdraw", args=[row.pk]), follow=True)
        assert "It is off the board." in words(page)
        assert (titles(other.caseworker), waiting(world.coordinator)) == ([], ["Baker"])
        assert browser.get(reverse("alliance:notice_change", args=[row.pk])).status_code == 404
