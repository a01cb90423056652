"""Which questions nobody uses: looked for, kept for her alone, left out and put back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, queries, speaking
from alongside.casework.contents import KINDS, Episode, Identity
from alongside.casework.errors import NoSuchWord
from alongside.casework.forms.person import IdentityForm
from alongside.casework.forms.story import EpisodeForm
from alongside.casework.models import WordChange
from alongside.casework.vocabulary.dangerous import is_asked
from alongside.casework.vocabulary.hideable import EVERY, HIDEABLE
from alongside.casework.vocabulary.titles import FIELD_TITLES, KIND_TITLES
from tests.attacks.theft import scan_rows
from tests.casework.factories import NOW, fresh, make_case, make_world
from tests.casework.pages import entered, file_url, filled, read

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
CHILDREN = {"kind": "identity", "name": "children"}


@pytest.fixture
def boss(world):
    return world.coordinator.actor


@pytest.fixture
def me(world):
    return world.caseworker.actor


def found(actor):
    kept = actions.take_draft(form=actions.UNUSED_SLOT, actor=actor)
    return {tuple(one) for one in kept.data["unused"]}


def look(actor, now=NOW, **more):
    return actions.look_for_unused(actor=actor, now=now, **more)


class TestLooking:
    def test_what_any_file_answers_is_used(self, me, boss):
        make_case(me, "Mira", children=2)
        make_case(me, "Lan", Episode(from_place="Khulna"), gender="Feminine")
        assert look(boss) == 2
        used = {("identity", "children"), ("identity", "gender"), ("episode", "from_place")}
        assert found(boss) == set(EVERY) - used

    def test_what_was_answered_longer_ago_is_not(self, world, me, boss):
        make_case(me, "Mira", children=2)
        later = NOW + timedelta(days=366)
        look(boss, now=later)
        assert ("identity", "children") in found(boss)
        look(boss, now=NOW + timedelta(days=364))
        assert ("identity", "children") not in found(boss)

    def test_what_is_not_asked_is_not_looked_for(self, me, boss):
        actions.hide_field(**CHILDREN, actor=boss, now=NOW)
        look(boss)
        assert ("identity", "children") not in found(boss)

    def test_each_file_it_opens_is_journalled(self, me, boss):
        made = [make_case(me, name).id for name in ("Mira", "Lan")]
        look(boss)
        [line] = (
            Entry.objects.filter(action="fields.looked_through")
            .exclude(others="")
            .exclude(compartment="")
        )
        assert set(map(str, made)) <= set(line.others.split(","))

    def test_files_of_others_are_not_opened(self, boss):
        stranger = make_world()
        make_case(stranger.caseworker.actor, "Lan", children=3)
        assert look(boss) == 0
        assert found(boss) == set(EVERY)

    def test_it_tells_how_far_it_is(self, me, boss, monkeypatch):
        monkeypatch.setattr("alongside.casework.actions.hiding.AT_ONCE", 2)
        for name in ("Mira", "Lan", "Asha"):
            make_case(me, name)
        told = []
        look(boss, progress=lambda done, total: told.append((done, total)))
        assert told == [(2, 3), (3, 3)]

    def test_it_stops_once_every_question_was_met(self, me, boss, monkeypatch):
        everything = {("identity", "children")}
        monkeypatch.setattr("alongside.casework.actions.hiding.EVERY", tuple(everything))
        monkeypatch.setattr("alongside.casework.actions.hiding.AT_ONCE", 1)
        for name in ("Mira", "Lan", "Asha"):
            make_case(me, name, children=1)
        assert look(boss) == 1

    def test_what_was_found_lies_nowhere_in_clear(self, me, boss):
        make_case(me)
        look(boss)
        tables = {table for table, _word in scan_rows(["marital_status", "vulnerabilities"])}
        assert tables == set()

    def test_only_a_coordinator(self, me):
        for act in (look, lambda actor: queries.unused_fields(found=[], actor=actor, now=NOW)):
            with pytest.raises(PermissionDenied):
                act(me)
        for act in (actions.hide_field, actions.ask_again):
            with pytest.raises(PermissionDenied):
                act(**CHILDREN, actor=me, now=NOW)
        assert WordChange.objects.count() == 0


class TestHiding:
    def test_a_hidden_question_is_asked_nowhere_and_its_answer_stays(self, boss):
        actions.hide_field(**CHILDREN, actor=boss, now=NOW)
        assert "children" not in IdentityForm(today=TODAY).fields
        saved = Identity(called="Mira", children=2)
        form = IdentityForm(
            {"called": "Mira", "gender": "not-now", "interpreter": "not-now"},
            today=TODAY,
            saved=saved,
        )
        assert form.is_valid(), form.errors
        assert form.result().children == 2
        assert dict(form.rows())["Children"] == "2\nNot asked any more."
        actions.ask_again(**CHILDREN, actor=boss, now=NOW + timedelta(days=1))
        assert "children" in IdentityForm(today=TODAY).fields

    @pytest.mark.parametrize(
        ("kind", "name"), [("identity", "called"), ("safe_contact", "number"), ("x", "y")]
    )
    def test_what_keeps_her_safe_is_always_asked(self, boss, kind, name):
        with pytest.raises(NoSuchWord):
            actions.hide_field(kind=kind, name=name, actor=boss, now=NOW)

    def test_every_question_may_be_left_out_without_breaking_a_form(self, boss):
        for kind, name in EVERY:
            assert name in KINDS[kind].model_fields
            assert FIELD_TITLES[name]
            assert KIND_TITLES[kind]
            actions.hide_field(kind=kind, name=name, actor=boss, now=NOW)
        speaking.begin(boss, NOW)
        assert not any(is_asked(*place) for place in EVERY)
        form = EpisodeForm({"story": "x"}, today=TODAY)
        assert form.is_valid(), form.errors
        assert set(form.fields) & set(HIDEABLE["episode"]) == set()

    def test_another_organisation_goes_on_asking(self, boss):
        actions.hide_field(**CHILDREN, actor=boss, now=NOW)
        speaking.begin(make_world().caseworker.actor, NOW)
        assert is_asked("identity", "children")


class TestOnceAYear:
    def test_it_is_time_a_year_after_the_first_file_and_after_each_look(self, world, me, boss):
        def is_time(days):
            when = NOW + timedelta(days=days)
            return queries.is_time_to_look(actor=fresh(world.coordinator), now=when)

        assert not is_time(0)
        make_case(me)
        assert (is_time(364), is_time(366)) == (False, True)
        look(boss, now=NOW + timedelta(days=366))
        assert (is_time(367), is_time(366 + 366)) == (False, True)
        assert not queries.is_time_to_look(actor=me, now=NOW + timedelta(days=400))


class TestPages:
    @pytest.fixture
    def coordinator(self, clock, world):
        return entered(world.coordinator)

    def test_hidden_and_put_back(self, coordinator, mine, boss, me, case_id):
        look(boss)
        page = read(coordinator.get(reverse("casework:unused")))
        hide = reverse("casework:field_hide", args=["identity", "children"])
        assert hide in {form.action for form in page.forms}
        assert coordinator.post(hide)["Location"] == reverse("casework:unused")
        assert "id_children" not in mine.get(file_url(case_id, "identity")).content.decode()
        page = read(coordinator.get(reverse("casework:unused")))
        show = reverse("casework:field_show", args=["identity", "children"])
        assert (hide in {form.action for form in page.forms}, "Not asked here" in page.text) == (
            False,
            True,
        )
        assert coordinator.post(show)["Location"] == reverse("casework:unused")
        assert "id_children" in mine.get(file_url(case_id, "identity")).content.decode()

    def test_nothing_was_looked_for_yet(self, coordinator):
        page = read(coordinator.get(reverse("casework:unused")))
        assert "Look now" in page.text
        assert "Not answered for a year" not in page.text
        assert coordinator.post(reverse("casework:unused_look")).status_code == 302

    def test_today_says_when_it_is_time(self, world, me):
        make_case(me)
        with time_machine.travel(NOW + timedelta(days=370), tick=False):
            links = read(entered(world.coordinator).get(reverse("desk:today"))).links
        assert reverse("casework:unused") in links


@pytest.mark.django_db(transaction=True)
def test_a_coordinator_looks_and_reads_the_list(clock):
    world = make_world()
    make_case(world.caseworker.actor, "Mira", children=2)
    browser = entered(world.coordinator)
    page = browser.get(reverse("casework:unused"))
    assert filled(page, reverse("casework:unused_look")) == {}
    response = browser.post(reverse("casework:unused_look"), {"look": "1"})
    shown = b"".join(response.streaming_content).decode()
    assert reverse("casework:unused") in shown
    titles = read(browser.get(reverse("casework:unused"))).text
    assert ("Marital status" in titles, "Not answered for a year" in titles) == (True, True)
