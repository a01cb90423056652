"""Visitors' letters: taken in once, passed on, dealt with, deleted; names under statements."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.alliance import letters, tasks
from alongside.alliance.actions import fetching, members, post as actions
from alongside.alliance.errors import CannotDo, DealtWithMeanwhile, NotAboutUs
from alongside.alliance.models import Post, Slip
from alongside.alliance.queries import post as queries
from alongside.audit.models import Entry
from alongside.core.access import SystemActor
from alongside.organisations.actions import rekeying
from alongside.organisations.enums import Role, TeamKind
from alongside.vault.guard import writing
from alongside.vault.models import TeamEpoch
from tests.alliance.events import leave
from tests.alliance.factories import make_own, make_secretariat, member_given
from tests.alliance.post import concern, message, sign_on, take
from tests.casework.factories import fresh
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_person, make_world

pytestmark = pytest.mark.django_db
MACHINE = SystemActor(reason="tests")


def read(world, row):
    return queries.letter(actor=fresh(world.coordinator), post_id=row.pk, now=NOW)


def settle(world, row, state="answered", *, seen="waiting", remark="", now=NOW):
    actions.settle(
        post_id=row.pk,
        state=state,
        remark=remark,
        seen=seen,
        actor=fresh(world.coordinator),
        now=now,
    )


def words(response) -> str:
    return " ".join(response.content.decode().split())


def done() -> list[str]:
    return list(
        Entry.objects.filter(action__startswith="alliance.").order_by("seq").values_list(
            "action", flat=True
        )
    )  # fmt: skip


class TestTakingIn:
    def test_each_kind_is_kept_sealed_and_opens_for_the_team(self, world):
        for letter in (message(), sign_on(), concern()):
            row = take(world, letter)
            assert read(world, row).letter.said == letter
        kinds = list(Post.objects.order_by("kind").values_list("kind", "state"))
        assert kinds == [("concern", "waiting"), ("message", "waiting"), ("sign_on", "waiting")]
        assert (
            done()
            == [
                "alliance.post.taken",
                "alliance.post.read",
            ]
            * 3
        )

    def test_a_letter_that_comes_twice_is_kept_once(self, world):
        letter = message()
        assert take(world, letter) == take(world, letter)
        assert (Post.objects.count(), Slip.objects.count()) == (1, 1)

    def test_the_site_cannot_date_it_later_than_it_came(self, world):
        row = take(world, message(written_at=NOW + timedelta(days=900)))
        assert (row.arrived_at, row.delete_on) == (NOW, (NOW + timedelta(days=365)).date())

    def test_other_kinds_are_not_for_here(self, world):
        gone = letters.Unsubscription(id=uuid4(), written_at=NOW, token="t")
        with pytest.raises(NotAboutUs):
            take(world, gone)

    def test_only_public_work_takes_them_in(self, world):
        team = world.teams[TeamKind.PUBLIC].pk
        with pytest.raises(PermissionDenied):
            actions.take(letter=message(), team_id=team, actor=world.caseworker.actor, now=NOW)


class TestPassingOn:
    def test_a_message_to_a_member_here_is_hers_alone(self, world, other):
        member = make_own(other.coordinator.actor)
        row = take(world, message(to_member=member.pk))
        assert row.team_id == other.teams[TeamKind.PUBLIC].pk
        assert read(other, row).letter.said.text == "I need\na lawyer."
        with pytest.raises(Http404):
            read(world, row)
        # Also with the row in her hands, no key of the secretariat opens it.
        assert queries.opened(row=row, actor=fresh(world.coordinator)) is None
        assert list(Slip.objects.values_list("team_id", flat=True)) == [row.team_id]
        assert done()[-2:] == ["alliance.post.passed_on", "alliance.post.read"]

    def test_a_message_to_a_member_without_account_stays_with_a_note(self, world):
        make_secretariat(world)
        member = members.add_without_account(
            given=member_given(), actor=world.coordinator.actor, now=NOW
        )
        row = take(world, message(to_member=member.pk))
        opened = read(world, row)
        assert (opened.to_member, opened.may_pass) == (member, False)
        page = entered(world.coordinator).get(reverse("alliance:post_letter", args=[row.pk]))
        assert "This is for <bdi>Casa Noua</bdi>. It has no team on this node" in words(page)
        with pytest.raises(CannotDo, match="nobody on this node"):
            actions.pass_on(post_id=row.pk, actor=fresh(world.coordinator), now=NOW)

    def test_one_for_nobody_we_know_says_so(self, world):
        row = take(world, message(to_member=uuid4()))
        opened = read(world, row)
        assert (opened.names_member, opened.to_member) == (True, None)

    def test_it_is_passed_on_later_and_nothing_is_kept(self, world, other):
        member = make_own(other.coordinator.actor)
        member.organisation = None
        member.save()
        row = take(world, message(to_member=member.pk))
        settle(world, row, remark="asked them")
        member.organisation = other.organisation
        member.save()
        browser = entered(world.coordinator)
        page = browser.get(reverse("alliance:post_letter", args=[row.pk]))
        assert "Pass it on" in words(page)
        page = browser.post(reverse("alliance:post_pass", args=[row.pk]), follow=True)
        assert "It is passed on. Nobody here can open it any more." in words(page)
        [moved] = Post.objects.all()
        assert (moved.letter_id, moved.state) == (row.letter_id, "waiting")
        assert read(other, moved).letter.who == "Rosa"
        teams = Slip.objects.values_list("team_id", "part")
        assert list(teams) == [(other.teams[TeamKind.PUBLIC].pk, "letter")]

    def test_a_team_key_nobody_signed_is_not_sealed_to(self, world, other):
        """Whoever can write into the database must not have a member's post sealed to herself."""
        member = make_own(other.coordinator.actor)
        mine = TeamEpoch.objects.filter(team_id=world.teams[TeamKind.PUBLIC].pk).get()
        with writing():
            TeamEpoch.objects.filter(team_id=other.teams[TeamKind.PUBLIC].pk).update(
                box_pk=mine.box_pk
            )
        row = take(world, message(to_member=member.pk))
        assert row.team_id == world.teams[TeamKind.PUBLIC].pk
        with pytest.raises(CannotDo, match="keys of this member's team are not right"):
            actions.pass_on(post_id=row.pk, actor=fresh(world.coordinator), now=NOW)
        assert read(world, row).letter.who == "Rosa"


class TestDealingWithIt:
    @pytest.mark.parametrize("state", ["answered", "passed_on", "nothing"])
    def test_what_became_of_it_is_noted_with_a_remark(self, world, state):
        row = take(world, message())
        settle(world, row, state, remark="called her")
        opened = read(world, row)
        assert (opened.letter.state, opened.remark) == (state, "called her")
        row.refresh_from_db()
        assert row.delete_on == (NOW + timedelta(days=90)).date()
        assert done()[1] == f"alliance.post.{state}"

    def test_a_colleague_who_was_faster_is_heard(self, world):
        row = take(world, message())
        settle(world, row)
        with pytest.raises(DealtWithMeanwhile, match="meanwhile: Answered"):
            settle(world, row, "nothing")
        settle(world, row, "nothing", seen="answered")
        assert Post.objects.get().state == "nothing"

    def test_the_page_keeps_what_she_typed(self, world):
        row = take(world, message())
        browser, url = entered(world.coordinator), reverse("alliance:post_letter", args=[row.pk])
        empty = browser.post(url, {"seen": "waiting", "remark": "kestrel"})
        assert empty.status_code == 422
        assert "Choose what became of it." in words(empty)
        assert "kestrel" in words(empty)
        settle(world, row)
        typed = {"seen": "waiting", "remark": "kestrel", "state": "nothing"}
        met = browser.post(url, typed)
        assert met.status_code == 409
        assert 'name="seen" value="answered"' in words(met)
        assert "kestrel" in words(met)
        assert browser.post(url, typed | {"seen": "answered"}).status_code == 302

    def test_a_name_is_not_answered_as_accepted(self, world):
        row = take(world, message())
        with pytest.raises(CannotDo, match="Choose what became of it"):
            settle(world, row, "accepted")

    def test_what_is_over_is_deleted_and_what_is_not_stays(self, world):
        kept, answered = take(world, message()), take(world, message())
        settle(world, answered, remark="done")
        later = NOW + timedelta(days=90)
        assert actions.delete_due(actor=MACHINE, now=later - timedelta(days=1)) == 0
        assert actions.delete_due(actor=MACHINE, now=later) == 1
        assert list(Post.objects.values_list("pk", flat=True)) == [kept.pk]
        assert list(Slip.objects.values_list("about", flat=True)) == [kept.pk]
        assert actions.delete_due(actor=MACHINE, now=NOW + timedelta(days=365)) == 1
        assert (Post.objects.count(), Slip.objects.count()) == (0, 0)
        assert done()[-1] == "alliance.post.deleted"

    @pytest.mark.django_db(transaction=True)
    def test_the_machine_does_it_by_itself(self, world):
        row = take(world, message())
        Post.objects.filter(pk=row.pk).update(delete_on=NOW.date() - timedelta(days=3000))
        tasks.clear_up.call()
        assert Post.objects.count() == 0

    def test_another_organisation_finds_none(self, world, other):
        row = take(world, message())
        for attempt in (
            lambda: read(other, row),
            lambda: settle(other, row),
            lambda: actions.pass_on(post_id=row.pk, actor=other.coordinator.actor, now=NOW),
        ):
            with pytest.raises(Http404):
                attempt()

    def test_who_is_not_in_the_team_opens_none(self, world):
        row = take(world, message())
        editor = make_person(world.founded, role=Role.EDITOR, team_kinds=[], name="Edita")
        with pytest.raises(Http404):
            queries.letter(actor=editor.actor, post_id=row.pk, now=NOW)
        assert "You are not in the team" in words(entered(editor).get(reverse("alliance:post")))

    def test_letters_go_with_the_teams_new_keys(self, world):
        row = take(world, message())
        settle(world, row, remark="called her")
        team, actor = world.teams[TeamKind.PUBLIC], fresh(world.coordinator)
        begun = rekeying.begin(team_id=team.pk, actor=actor, now=NOW)
        left = rekeying.step(rekeying_id=begun.pk, actor=fresh(world.coordinator), now=NOW, limit=1)
        assert left.finished_at is None
        while left.finished_at is None:
            left = rekeying.step(rekeying_id=begun.pk, actor=fresh(world.coordinator), now=NOW)
        assert set(Slip.objects.values_list("epoch", flat=True)) == {2}
        opened = read(world, row)
        assert (opened.letter.who, opened.remark) == ("Rosa", "called her")


class TestFetching:
    def test_one_button_takes_in_every_kind(self, public_world):
        for letter in (
            message(),
            sign_on(),
            concern(),
            letters.Subscription(id=uuid4(), written_at=NOW, address="asha@example.org"),
        ):
            leave(public_world, letter)
        browser = entered(public_world.coordinator)
        assert "4 letters wait" in words(browser.get(reverse("alliance:post")))
        page = browser.post(reverse("alliance:letters_fetch"), {"back": "post"}, follow=True)
        assert ">4 letters are taken in." in words(page)
        assert "No letter waits." in words(page)

    @pytest.mark.parametrize("back", ["post", "events", "newsletter", "", "//evil.example.org"])
    def test_it_leads_back_to_where_it_was_asked_for(self, public_world, back):
        browser = entered(public_world.coordinator)
        answer = browser.post(reverse("alliance:letters_fetch"), {"back": back})
        place = back if back in {"post", "events", "newsletter"} else "post"
        assert answer["Location"] == reverse(f"alliance:{place}")

    def test_letters_nobody_takes_in_keep_no_other_from_being_read(self, public_world, monkeypatch):
        monkeypatch.setattr(fetching, "AT_ONCE", 2)
        monkeypatch.delitem(fetching.HANDLERS, "concern")
        actor = public_world.coordinator.actor
        for _number in range(5):
            leave(public_world, concern())
        for _number in range(3):
            leave(public_world, message())
        found = fetching.fetch(actor=actor, now=NOW)
        assert found.taken == 2
        assert fetching.fetch(actor=actor, now=NOW) == fetching.Post(taken=1, kept=5)
        monkeypatch.undo()
        assert fetching.fetch(actor=actor, now=NOW) == fetching.Post(taken=5)


class TestList:
    def test_newest_first_with_what_it_is_about(self, world):
        take(world, message(text="x" * 300))
        take(world, concern(about="The <b>picture</b>", written_at=NOW - timedelta(days=1)))
        page = words(entered(world.coordinator).get(reverse("alliance:post")))
        assert page.index("Rosa") < page.index("The &lt;b&gt;picture")
        assert "x" * 120 + "…" in page
        assert "x" * 121 not in page
        assert "deleted <bdi>90</bdi> days after" in page

    def test_it_is_empty_in_words(self, world):
        page = words(entered(world.coordinator).get(reverse("alliance:post")))
        assert "No letter lies here." in page

    def test_it_is_paged(self, world, monkeypatch):
        monkeypatch.setattr("alongside.alliance.paging.AT_ONCE", 2)
        for number in range(3):
            take(world, message(name=f"Visitor {number}.", written_at=NOW - timedelta(days=number)))
        browser, url = entered(world.coordinator), reverse("alliance:post")
        first, second = words(browser.get(url)), words(browser.get(url, {"page": "2"}))
        assert [f"Visitor {number}." in first for number in range(3)] == [True, True, False]
        assert [f"Visitor {number}." in second for number in range(3)] == [False, False, True]
        assert '<a class="govuk-button govuk-button--secondary" href="?page=2">' in first
        assert browser.get(url, {"page": "0"}).status_code == 404

    def test_three_ask_as_much_as_one(self, world):
        browser = entered(world.coordinator)

        def asked() -> int:
            with CaptureQueriesContext(connection) as found:
                assert browser.get(reverse("alliance:post")).status_code == 200
            return len(found)

        take(world, message())
        asked()
        one = asked()
        take(world, concern())
        take(world, sign_on())
        assert asked() == one


def test_two_worlds_do_not_share_their_letters(world):
    take(world, message())
    page = words(entered(make_world().coordinator).get(reverse("alliance:post")))
    assert "No letter lies here." in page
