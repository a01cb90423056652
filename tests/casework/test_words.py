"""The words in force: added, renamed, mended, retired, put back, and what old documents say."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from alongside.audit.models import Entry
from alongside.casework import actions, facts, queries, speaking, vocabulary
from alongside.casework.contents import Closing, Episode, Incident, Needs, PracticalSupport, Service
from alongside.casework.errors import BadWord, NoSuchWord
from alongside.casework.exchange import row_of
from alongside.casework.exchange.fitting import apply_fields
from alongside.casework.forms.closing import ClosingForm
from alongside.casework.forms.story import NeedsForm
from alongside.casework.models import Case, WordChange
from alongside.casework.violence.recorder import COLUMNS, Codes, cells_of
from alongside.casework.vocabulary import EXTENDABLE, GROUPS, fields
from alongside.organisations.models import User
from tests.casework.factories import NOW, fresh, make_case, make_world

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
NEXT_MONTH = NOW + timedelta(days=31)


@pytest.fixture
def boss(world):
    return world.coordinator.actor


@pytest.fixture
def me(world):
    return world.caseworker.actor


def add(actor, group="needs", label="A mobile phone", now=NOW, **more):
    labels = more.pop("labels", {"en": label})
    return actions.add_word(group=group, labels=labels, actor=actor, now=now, **more)


def rename(actor, label, code="doctor", group="needs", now=NOW, **more):
    labels = more.pop("labels", {"en": label})
    actions.rename_word(group=group, code=code, labels=labels, actor=actor, now=now, **more)


def retire(actor, code="doctor", group="needs", now=NOW, **more):
    actions.retire_word(group=group, code=code, actor=actor, now=now, **more)


def offered(actor, group="needs", now=NOW):
    speaking.begin(actor, now)
    return vocabulary.listed(group)


class TestAdding:
    def test_it_is_offered_from_its_day_on(self, world, boss):
        code = add(boss, from_on=TODAY + timedelta(days=2))
        assert code == "x_a_mobile_phone"
        assert code not in dict(offered(fresh(world.caseworker)))
        later = offered(fresh(world.caseworker), now=NOW + timedelta(days=2))
        assert dict(later)[code] == "A mobile phone"
        assert Entry.objects.order_by("-seq").first().action == "word.added"

    def test_nobody_else_hears_it(self, boss):
        add(boss)
        stranger = make_world().caseworker.actor
        assert dict(offered(stranger)) == {k: str(v) for k, v in GROUPS["needs"].items()}

    def test_in_the_readers_language_or_the_organisations(self, world, boss):
        User.objects.filter(pk=world.caseworker.user.pk).update(language="bn")
        code = add(boss, labels={"en": "A phone", "bn": "ফোন"})
        other = add(boss, label="A bicycle")
        speaking.begin(boss, NOW)
        with override("bn"):
            assert vocabulary.label("needs", code) == "ফোন"
            assert vocabulary.label("needs", other) == "A bicycle"
        with override("ar"):
            assert vocabulary.label("needs", code) == "A phone"

    def test_codes_are_made_of_any_script_and_never_twice(self, boss):
        first = add(boss, label="ফোন কার্ড")
        retire(boss, first, now=NOW + timedelta(days=1))
        second = add(boss, label="ফোন কার্ড", now=NOW + timedelta(days=1))
        assert second == f"{first}_2"
        assert first.startswith("x_")
        assert first.isascii()
        assert add(boss, label="!!!") == "x_word"

    @pytest.mark.parametrize(
        ("labels", "field"),
        [
            ({"en": "   "}, "label_en"),
            ({"en": "x" * 81}, "label_en"),
            ({"en": "a DOCTOR"}, "label_en"),
        ],
    )
    def test_bad_labels_are_said_beside_them(self, boss, labels, field):
        with pytest.raises(BadWord) as refusal:
            add(boss, labels=labels)
        assert refusal.value.field == field
        assert WordChange.objects.count() == 0

    def test_a_list_of_a_standard_needs_the_word_it_counts_as(self, boss):
        for counts_as in ("", "nonsense", "x_nonsense"):
            with pytest.raises(BadWord) as refusal:
                add(boss, group="methods_of_control", label="Locks her in", counts_as=counts_as)
            assert refusal.value.field == "counts_as"
        with pytest.raises(BadWord):
            add(boss, counts_as="doctor")
        code = add(
            boss, group="methods_of_control", label="Locks her in", counts_as="PhysicalAbuse"
        )
        codes = [one for one, _label in offered(boss, "methods_of_control")]
        assert codes[codes.index("PhysicalAbuse") + 1] == code

    def test_an_own_word_stands_before_everything_else(self, boss):
        code = add(boss, group="support_kinds", label="A haircut")
        assert [one for one, _label in offered(boss, "support_kinds")][-2:] == [code, "other"]

    @pytest.mark.parametrize("group", ["core_types", "channels", "gender", "nothing"])
    def test_what_is_fixed_stays(self, boss, group):
        with pytest.raises(NoSuchWord):
            add(boss, group=group)

    def test_only_a_coordinator_chooses(self, world, me):
        with pytest.raises(PermissionDenied):
            add(me)
        with pytest.raises(PermissionDenied):
            queries.word_lists(actor=me, now=NOW)
        with pytest.raises(PermissionDenied):
            queries.words_of(group="needs", actor=me, now=NOW)
        assert WordChange.objects.count() == 0

    def test_what_is_decided_again_on_the_same_day_takes_its_place(self, boss):
        rename(boss, "A medic")
        rename(boss, "A clinic")
        assert WordChange.objects.count() == 1
        assert dict(offered(boss))["doctor"] == "A clinic"


class TestTime:
    def test_an_old_document_keeps_the_word_of_its_day(self, world, boss, me):
        case = make_case(me, "Mira", Needs(needs=["doctor", "talk"]))
        about = {"case_id": case.id, "actor": me, "now": NOW}
        actions.record_support(support=PracticalSupport(kind="travel"), **about)
        rename(boss, "A clinic", from_on=TODAY + timedelta(days=5))
        rename(boss, "Bus fare", "travel", "support_kinds", from_on=TODAY + timedelta(days=5))
        then = {"case_id": case.id, "now": NEXT_MONTH}
        assert queries.plan(actor=fresh(world.caseworker), **then).needs == [
            "A doctor",
            "Someone to talk to",
        ]
        [before] = queries.services(actor=fresh(world.caseworker), **then).support
        assert before.title == "Travel"
        actions.record_support(
            support=PracticalSupport(kind="travel"),
            actor=fresh(world.caseworker),
            **then,
        )
        told = [
            one.title
            for one in queries.story(actor=fresh(world.caseworker), **then).entries
            if one.kind == "practical_support"
        ]
        assert told == ["Bus fare", "Travel"]

    def test_a_misspelling_is_mended_everywhere(self, boss):
        code = add(boss, label="A moble phone", from_on=date(2025, 1, 1))
        actions.mend_word(
            group="needs", code=code, labels={"en": "A mobile phone"}, actor=boss, now=NOW
        )
        speaking.begin(boss, NOW)
        assert vocabulary.label("needs", code, date(2025, 2, 1)) == "A mobile phone"
        with pytest.raises(NoSuchWord):
            actions.mend_word(
                group="needs", code="talk", labels={"en": "A talk"}, actor=boss, now=NOW
            )

    def test_a_document_older_than_the_word_calls_it_as_it_was_first(self, boss):
        code = add(boss)
        rename(boss, "A telephone", code, from_on=TODAY + timedelta(days=9))
        speaking.begin(boss, NOW)
        assert vocabulary.label("needs", code, date(2020, 1, 1)) == "A mobile phone"

    def test_retired_it_is_shown_where_it_was_used_and_not_offered(self, world, boss, me):
        case = make_case(me, "Mira", Needs(needs=["doctor"]))
        retire(boss)
        assert "doctor" not in dict(offered(boss))
        [shown] = queries.plan(actor=fresh(world.caseworker), case_id=case.id, now=NEXT_MONTH).needs
        assert shown == "A doctor"
        kept = NeedsForm(today=TODAY, saved=Needs(needs=["doctor"])).fields["needs"].choices
        assert dict(kept)["doctor"] == "A doctor"
        new = NeedsForm(today=TODAY).fields["needs"].choices
        assert "doctor" not in dict(new)

    def test_put_back_it_is_offered_again(self, boss):
        retire(boss)
        retire(boss, "talk", from_on=TODAY + timedelta(days=3))
        for code in ("doctor", "talk"):
            actions.put_word_back(group="needs", code=code, actor=boss, now=NOW)
        later = dict(offered(boss, now=NEXT_MONTH))
        assert (later["doctor"], later["talk"]) == ("A doctor", "Someone to talk to")

    def test_not_put_back_where_another_took_its_name(self, boss):
        retire(boss)
        add(boss, label="A doctor")
        with pytest.raises(BadWord):
            actions.put_word_back(group="needs", code="doctor", actor=boss, now=NOW)

    def test_no_end_and_no_new_name_before_the_beginning(self, boss):
        code = add(boss)
        for change in (retire, lambda actor, code, **on: rename(actor, "Else", code, **on)):
            with pytest.raises(BadWord) as refusal:
                change(boss, code, from_on=TODAY - timedelta(days=1))
            assert refusal.value.field == "from_on"

    def test_the_last_word_stays(self, boss):
        codes = list(GROUPS["payers"])
        for code in codes[:-1]:
            retire(boss, code, "payers")
        with pytest.raises(BadWord):
            retire(boss, codes[-1], "payers")

    @pytest.mark.parametrize(
        ("group", "code"),
        [("services", "Health"), ("incident_places", "home"), ("closing_reasons", "moved")],
    )
    def test_words_of_a_standard_stay_as_they_are(self, boss, group, code):
        with pytest.raises(BadWord):
            rename(boss, "Else", code, group)
        with pytest.raises(BadWord):
            retire(boss, code, group)
        assert WordChange.objects.count() == 0

    def test_our_own_services_may_change(self, boss):
        rename(boss, "A bed", "x_shelter", "services")
        assert dict(offered(boss, "services"))["x_shelter"] == "A bed"

    def test_a_word_of_another_organisation_is_none_of_ours(self, boss):
        code = add(make_world().coordinator.actor)
        with pytest.raises(NoSuchWord):
            rename(boss, "Else", code)


class TestStandards:
    def test_a_register_holds_the_standards_code(self, boss, me):
        under = {"counts_as": "PhysicalAbuse", "group": "methods_of_control"}
        own = add(boss, label="Locks her in", **under)
        form = add(boss, group="type_of_exploitation", label="Brick kiln", counts_as="ForcedLabour")
        case = make_case(me)
        speaking.begin(boss, NOW)
        episode = Episode(
            methods_of_control=[own, "PhysicalAbuse", "DebtBondage"], type_of_exploitation=[form]
        )
        row = row_of(Case.objects.get(pk=case.id), [episode])
        assert row.fields["vic_MethodsOfControl"] == ("PhysicalAbuse", "DebtBondage")
        assert facts.forms_of([episode]) == {"ForcedLabour"}

    def test_the_incident_recorder_reads_its_own_codes(self, boss):
        place = add(boss, group="incident_places", label="A brick kiln", counts_as="workplace")
        speaking.begin(boss, NOW)
        cells = cells_of(Incident(place_kind=place, sent_by="police"), Codes("", "", "", ""))
        found = dict(zip(COLUMNS, cells, strict=True))
        assert (found["location"], found["service.referred_from"]) == ("workplace", "police")

    def test_a_register_that_says_an_own_word_is_understood(self, boss):
        own = add(boss, group="methods_of_control", label="Locks her in", counts_as="PhysicalAbuse")
        speaking.begin(boss, NOW)
        read = {
            "vic_MethodsOfControl": ("DebtBondage",),
            "x_other_vic_MethodsOfControl": "locks her in; something else",
        }
        changed = apply_fields(read, {})[Episode]
        assert changed.methods_of_control == ["DebtBondage", own]

    def test_why_a_file_is_closed_lies_under_a_reason_that_is_counted(self, world, boss, me):
        own = add(boss, group="closing_reasons", label="She married", counts_as="moved")
        speaking.begin(boss, NOW)
        form = ClosingForm({"reason": own, "words": ""}, today=TODAY)
        assert form.is_valid()
        closing = form.result()
        assert (closing.reason, closing.own_reason) == ("moved", own)
        case = make_case(me)
        actions.close(case_id=case.id, closing=closing, actor=me, now=NOW)
        assert Case.objects.get(pk=case.id).closed_reason == "moved"
        story = queries.story(actor=fresh(world.caseworker), case_id=case.id, now=NOW)
        assert [one.title for one in story.entries if one.kind == "closing"] == [
            "File closed: She married"
        ]

    def test_a_reason_of_ours_stays_plain(self):
        form = ClosingForm({"reason": "moved", "words": ""}, today=TODAY)
        assert form.is_valid()
        assert form.result() == Closing(reason="moved", closed_on=TODAY)

    def test_documents_hold_own_codes_only_where_a_list_may_grow(self):
        assert Service(kind="x_anything").kind == "x_anything"
        for code in ("anything", "x_Upper", "x_", "x_" + "a" * 60):
            with pytest.raises(ValueError, match="services"):
                Service(kind=code)
        with pytest.raises(ValueError, match="times_of_day"):
            Incident(time_of_day="x_anything")

    def test_a_readable_copy_says_the_words(self, boss):
        code = add(boss)
        speaking.begin(boss, NOW)
        assert fields.lines("needs", Needs(needs=[code])) == [("Needs", "A mobile phone")]


class TestCost:
    def test_a_page_asks_once_however_many_words_it_shows(self, world, boss, me):
        first = add(boss)
        case = make_case(me, "Mira", Needs(needs=[first]))

        def cost():
            with CaptureQueriesContext(connection) as caught:
                queries.services(actor=fresh(world.caseworker), case_id=case.id, now=NOW)
            return [one["sql"] for one in caught if "casework_wordchange" in one["sql"]]

        about = {"case_id": case.id, "actor": me, "now": NOW}
        actions.record_service(service=Service(kind="x_shelter"), **about)
        one = cost()
        for kind in ("travel", "money"):
            actions.record_support(support=PracticalSupport(kind=kind), **about)
        assert (len(one), len(cost())) == (1, 1)

    def test_no_word_no_question(self, world, me):
        case = make_case(me)
        with CaptureQueriesContext(connection) as caught:
            queries.open_file(actor=fresh(world.caseworker), case_id=case.id, now=NOW)
        assert [one for one in caught if "casework_wordchange" in one["sql"]] == []


def test_every_list_that_may_grow_is_a_list():
    assert set(EXTENDABLE) <= set(GROUPS)
    for group, list_ in EXTENDABLE.items():
        assert any(list_.is_fixed(code) for code in GROUPS[group]) == bool(list_.standard)
