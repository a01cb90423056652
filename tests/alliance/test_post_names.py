"""Names under statements: checked by the secretariat, public with the next publication."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.alliance.actions import post as actions, publishing
from alongside.alliance.errors import CannotDo
from alongside.alliance.models import Post, SignedOn
from alongside.alliance.queries import post as queries, publishing as proposals
from alongside.website import exchange as site
from tests.alliance.board import words
from tests.alliance.factories import make_secretariat
from tests.alliance.post import STATEMENT, accept, message, sign_on, take
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW

pytestmark = pytest.mark.django_db


class TestNames:
    @pytest.fixture(autouse=True)
    def secretariat(self, public_world):
        make_secretariat(public_world)
        return public_world

    def publish(self, world):
        proposal = proposals.proposal(actor=fresh(world.coordinator), now=NOW)
        publishing.publish(mark=proposal.mark, actor=fresh(world.coordinator), now=NOW)
        site._read = (0, None)
        return site.published()

    def test_a_name_is_public_after_it_was_accepted_and_published(self, public_world):
        browser = entered(public_world.coordinator)
        row = take(public_world, sign_on())
        assert self.publish(public_world).sign_ons == ()
        url = reverse("alliance:post_accept", args=[row.pk])
        assert "Domestic work is work" in words(browser.get(url))
        assert browser.post(url, {"name": "", "country": "NP"}).status_code == 422
        page = browser.post(url, {"name": "Shakti Samuha Nepal", "country": "NP"}, follow=True)
        assert "The name is accepted." in words(page)
        look = words(browser.get(reverse("alliance:publish")))
        assert "Shakti Samuha Nepal" in look
        assert "Domestic work is work" in look
        assert "+977" not in look
        [one] = self.publish(public_world).sign_ons
        assert (one.name, one.country, one.statement) == ("Shakti Samuha Nepal", "NP", STATEMENT)
        assert (Post.objects.get().state, SignedOn.objects.count()) == ("accepted", 1)

    def test_it_is_taken_off_again(self, public_world):
        made = accept(public_world)
        assert len(self.publish(public_world).sign_ons) == 1
        browser = entered(public_world.coordinator)
        assert "Shakti Samuha" in words(browser.get(reverse("alliance:post_names")))
        page = browser.post(reverse("alliance:post_name_off", args=[made.pk]), follow=True)
        assert "The name is taken off." in words(page)
        assert "No name was accepted yet." in words(page)
        assert self.publish(public_world).sign_ons == ()

    def test_a_name_stands_once_under_a_statement(self, public_world):
        accept(public_world)
        with pytest.raises(CannotDo, match="stands under the statement already"):
            accept(public_world, organisation="SHAKTI samuha")
        accept(public_world, statement=str(uuid4()))

    def test_a_declined_name_goes_nowhere(self, public_world):
        actions.settle(
            post_id=take(public_world, sign_on()).pk,
            state="declined",
            remark="not theirs",
            seen="waiting",
            actor=fresh(public_world.coordinator),
            now=NOW,
        )
        assert self.publish(public_world).sign_ons == ()

    def test_a_letter_that_names_no_statement_is_refused(self, public_world):
        with pytest.raises(CannotDo, match="names no statement"):
            accept(public_world, statement="../../etc")
        row = take(public_world, message())
        about = {"actor": fresh(public_world.coordinator), "now": NOW}
        with pytest.raises(CannotDo, match="asks for no name"):
            actions.accept(post_id=row.pk, name="x", country="NP", **about)
        browser = entered(public_world.coordinator)
        assert browser.get(reverse("alliance:post_accept", args=[row.pk])).status_code == 404

    def test_nobody_but_the_secretariat_accepts(self, public_world, other):
        row = take(other, sign_on())
        about = {"actor": fresh(other.coordinator), "now": NOW}
        with pytest.raises(PermissionDenied):
            actions.accept(post_id=row.pk, name="x", country="NP", **about)
        with pytest.raises(PermissionDenied):
            queries.names(actor=other.coordinator.actor)
