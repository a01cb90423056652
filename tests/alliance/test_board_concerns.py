"""Concerns about offers: hidden at once, decided by the secretariat, sealed all the way."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from alongside.alliance.actions import board as actions
from alongside.alliance.errors import CannotDo
from alongside.alliance.models import Member, Notice, NoticeConcern, Slip
from alongside.alliance.queries import board as queries
from alongside.audit.models import Entry
from alongside.core.access import SystemActor
from tests.alliance.board import TODAY, given, make_notice, titles, waiting, words, worry
from tests.alliance.factories import make_secretariat
from tests.attacks.theft import scan_files, scan_rows
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
MACHINE = SystemActor(reason="tests")


class TestConcerns:
    def test_an_offer_somebody_is_worried_about_is_hidden_until_it_is_decided(
        self, world, other, secretariat
    ):
        row = make_notice(world)
        browser = entered(other.caseworker)
        url = reverse("alliance:notice_concern", args=[row.pk])
        assert browser.post(url, {"text": ""}).status_code == 422
        page = browser.post(url, {"text": "Nobody was paid."}, follow=True)
        assert "until the secretariat decides" in words(page)
        assert (titles(other.caseworker), titles(world.caseworker)) == ([], [])
        assert browser.get(reverse("alliance:notice", args=[row.pk])).status_code == 404
        poster, decides = entered(world.coordinator), entered(secretariat.coordinator)
        for desk, at in ((world, poster), (secretariat, decides)):
            assert waiting(desk.coordinator) == ["Baker"]
            shown = words(at.get(reverse("alliance:notice", args=[row.pk])))
            assert "Nobody was paid." in shown
            assert "Hidden: somebody is worried" in shown
            assert other.caseworker.user.display_name not in shown
        url = reverse("alliance:notice_decide", args=[row.pk])
        assert "Nobody was paid." in words(decides.get(url))
        assert decides.post(url, {"decision": "keep"}).status_code == 422
        decides.post(url, {"decision": "keep", "reason": "We saw the payslips."})
        assert titles(other.caseworker) == ["Baker"]
        assert NoticeConcern.objects.get().state == "kept"
        shown = words(poster.get(reverse("alliance:notice", args=[row.pk])))
        assert "We saw the payslips." in shown
        assert decides.get(url).status_code == 404

    def test_it_is_withdrawn_for_good(self, world, other, secretariat):
        row = make_notice(world)
        worry(other, row)
        about = {"actor": fresh(secretariat.coordinator), "now": NOW}
        actions.decide(notice_id=row.pk, keep=False, reason="No wages.", **about)
        assert (titles(other.caseworker), NoticeConcern.objects.get().state) == ([], "withdrawn")
        assert Notice.objects.get().withdrawn_on == TODAY
        with pytest.raises(Http404):
            actions.change(
                notice_id=row.pk, given=given(), version=3, actor=fresh(world.coordinator), now=NOW
            )

    def test_two_are_decided_together_and_one_after_it_hides_again(self, world, other, secretariat):
        row = make_notice(world)
        worry(other, row)
        actions.raise_concern(
            notice_id=row.pk, text="Me too.", says_who=False,
            actor=fresh(world.coordinator), now=NOW,
        )  # fmt: skip
        about = {"actor": fresh(secretariat.coordinator), "now": NOW}
        actions.decide(notice_id=row.pk, keep=True, reason="Fine.", **about)
        assert titles(other.caseworker) == ["Baker"]
        worry(other, row)
        assert titles(other.caseworker) == []
        states = NoticeConcern.objects.order_by("state").values_list("state", flat=True)
        assert list(states) == ["kept", "kept", "open"]

    def test_who_raised_it_is_known_only_where_she_wants(self, world, other, secretariat):
        row = make_notice(world)
        worry(other, row, says_who=True)
        [one] = queries.notice(
            notice_id=row.pk, actor=fresh(secretariat.coordinator), now=NOW
        ).concerns
        assert one.said.who == other.caseworker.user.display_name

    def test_nobody_but_the_secretariat_decides(self, world, other, secretariat):
        row = make_notice(world)
        worry(other, row)
        for person in (world.coordinator, other.coordinator, secretariat.caseworker):
            with pytest.raises(PermissionDenied):
                actions.decide(
                    notice_id=row.pk, keep=True, reason="x", actor=fresh(person), now=NOW
                )

    def test_one_of_an_offer_nobody_shows_her_is_not_there(self, world, other):
        row = make_notice(world, checked=False)
        with pytest.raises(Http404):
            worry(other, row)

    def test_what_is_not_decided_is_not_deleted_and_then_it_is(self, world, other, secretariat):
        row = make_notice(world)
        worry(other, row)
        later = NOW + timedelta(days=200)
        assert actions.delete_over(actor=MACHINE, now=later) == 0
        about = {"actor": fresh(secretariat.coordinator), "now": NOW}
        actions.decide(notice_id=row.pk, keep=True, reason="Fine.", **about)
        assert Slip.objects.count() == 4
        assert actions.delete_over(actor=MACHINE, now=later) == 1
        assert (NoticeConcern.objects.count(), Slip.objects.count()) == (0, 0)

    def test_opening_concerns_is_journalled(self, world, other, secretariat):
        row = make_notice(world)
        queries.notice(notice_id=row.pk, actor=fresh(world.coordinator), now=NOW)
        read = Entry.objects.filter(action="alliance.offer.concerns.read")
        assert read.count() == 0
        worry(other, row)
        queries.notice(notice_id=row.pk, actor=fresh(world.coordinator), now=NOW)
        assert list(read.values_list("object_id", flat=True)) == [str(row.pk)]

    def test_without_anybody_to_read_it_she_is_told(self, world):
        row = make_notice(world)
        Member.objects.update(organisation=None)
        with pytest.raises(CannotDo, match="Nobody here can read a concern"):
            worry(world, row)
        assert NoticeConcern.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.attack
def test_a_thief_finds_nothing_of_a_concern():
    world, other, secretariat = make_world(), make_world(), make_world()
    make_secretariat(secretariat)
    row = make_notice(world)
    word = "kestrelqx"
    url = reverse("alliance:notice_concern", args=[row.pk])
    sent = entered(other.caseworker).post(url, {"text": f"{word} {word}", "says_who": "on"})
    assert sent.status_code == 302
    browser = entered(secretariat.coordinator)
    url = reverse("alliance:notice_decide", args=[row.pk])
    assert browser.get(url).content.decode().count(word) == 2
    assert browser.post(url, {"decision": "keep", "reason": word}).status_code == 302
    shown = entered(world.coordinator).get(reverse("alliance:notice", args=[row.pk]))
    assert shown.content.decode().count(word) == 3
    assert scan_rows([word]) | scan_files([word]) == set()
