"""What is dangerous to ask: off until two agree, kept out of forms and registers while it is."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, queries, shipped, speaking
from alongside.casework.contents import Incident
from alongside.casework.errors import BadWord, NoSuchWord
from alongside.casework.forms.incidents import IncidentForm
from alongside.casework.models import FieldSwitch
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.casework.vocabulary.dangerous import DANGEROUS, is_on, meant_by
from alongside.organisations.enums import Role
from alongside.questionnaires import offered
from alongside.questionnaires.enums import Readers
from tests.casework.factories import NOW, fresh, make_case, make_world
from tests.casework.pages import entered, file_url, filled, read
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
UNTIL = date(2027, 3, 1)
REASON = "Ramps and interpreters are ordered by it."
FIELDS = reverse("casework:fields")


@pytest.fixture
def boss(world):
    return world.coordinator.actor


@pytest.fixture
def me(world):
    return world.caseworker.actor


def ask(actor, field="disability", **more):
    said = {"reason": REASON, "until": UNTIL, "now": NOW} | more
    return actions.ask_for_field(field=field, actor=actor, **said)


def switch_on(me, boss, field="disability", **more):
    switch = ask(me, field, **more)
    actions.confirm_field(switch_id=switch, actor=boss, now=NOW)
    return switch


def on(actor, field="disability", now=NOW):
    speaking.begin(actor, now)
    return is_on(field)


class TestTwoPeople:
    def test_one_asks_another_confirms_and_both_are_journalled(self, me, boss):
        switch = ask(me)
        assert not on(me)
        actions.confirm_field(switch_id=switch, actor=boss, now=NOW)
        assert on(me)
        assert [one.action for one in Entry.objects.order_by("seq") if "field." in one.action] == [
            "field.asked_for",
            "field.switched_on",
        ]

    def test_nobody_confirms_her_own_question(self, boss):
        switch = ask(boss)
        with pytest.raises(BadWord):
            actions.confirm_field(switch_id=switch, actor=boss, now=NOW)
        assert not on(boss)
        row = FieldSwitch.objects.get()
        row.confirmed_by_id, row.confirmed_at = row.asked_by_id, NOW
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()

    def test_only_a_coordinator_confirms_or_ends(self, world, me, boss):
        switch = ask(boss)
        for act in (actions.confirm_field, actions.end_field):
            with pytest.raises(PermissionDenied):
                act(switch_id=switch, actor=me, now=NOW)
        researcher = make_person(world.founded, role=Role.EDITOR, team_kinds=[]).actor
        with pytest.raises(PermissionDenied):
            ask(researcher, "religion")
        with pytest.raises(PermissionDenied):
            queries.dangerous_fields(actor=researcher, now=NOW)

    def test_a_stranger_neither_sees_nor_decides(self, me):
        switch = ask(me)
        stranger = make_world().coordinator.actor
        with pytest.raises(NoSuchWord):
            actions.confirm_field(switch_id=switch, actor=stranger, now=NOW)
        assert [one.switch for one in queries.dangerous_fields(actor=stranger, now=NOW)] == [
            None for _key in DANGEROUS
        ]

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"reason": " needed "}, "reason"),
            ({"until": TODAY}, "until"),
            ({"until": TODAY + timedelta(days=731)}, "until"),
        ],
    )
    def test_without_a_reason_or_for_too_long_it_is_refused(self, me, said, field):
        with pytest.raises(BadWord) as refusal:
            ask(me, **said)
        assert refusal.value.field == field
        assert FieldSwitch.objects.count() == 0

    def test_it_is_asked_for_once(self, me, boss):
        ask(me)
        with pytest.raises(BadWord):
            ask(boss)
        with pytest.raises(NoSuchWord):
            ask(me, "shoe_size")

    def test_after_its_last_day_it_is_off_and_may_be_asked_anew(self, me, boss):
        switch_on(me, boss, until=TODAY + timedelta(days=5))
        assert on(me, now=NOW + timedelta(days=5))
        later = NOW + timedelta(days=6)
        assert not on(me, now=later)
        ask(me, now=later)
        assert FieldSwitch.objects.filter(ended_at=None).count() == 1

    def test_switched_off_it_stays_off(self, me, boss):
        switch = switch_on(me, boss)
        actions.end_field(switch_id=switch, actor=boss, now=NOW + timedelta(days=1))
        assert not on(me, now=NOW + timedelta(days=1))
        with pytest.raises(NoSuchWord):
            actions.end_field(switch_id=switch, actor=boss, now=NOW)

    def test_refused_it_was_never_on(self, me, boss):
        switch = ask(me)
        actions.end_field(switch_id=switch, actor=boss, now=NOW)
        assert not on(me)
        assert Entry.objects.order_by("-seq").first().action == "field.refused"

    def test_what_one_organisation_asks_another_does_not(self, me, boss):
        switch_on(me, boss)
        assert not on(make_world().caseworker.actor)


class TestForms:
    def form(self, **more):
        return IncidentForm(today=TODAY, **more)

    def test_no_form_asks_what_is_off(self, me, boss):
        assert {"displacement", "disability"} & set(self.form().fields) == set()
        switch_on(me, boss)
        speaking.begin(me, NOW)
        assert {"displacement", "disability"} & set(self.form().fields) == {"disability"}

    def test_what_was_written_is_read_with_a_notice_and_kept(self):
        saved = Incident(disability="mental", physical_harm=True)
        form = self.form(saved=saved)
        words = "Yes, of learning or of the mind\nNot asked any more."
        assert dict(form.rows())["Disability"] == words
        sent = self.form(saved=saved, data={"physical_harm": "yes", "version": "1", "remarks": "x"})
        assert sent.is_valid(), sent.errors
        assert sent.result().disability == "mental"

    def test_a_tick_takes_it_out(self):
        saved = Incident(disability="mental", physical_harm=True)
        typed = {"physical_harm": "yes", "take_out_disability": "on"}
        form = self.form(saved=saved, data=typed)
        assert form.is_valid(), form.errors
        assert form.result().disability == ""
        assert [group.title for group in form.groups()][-1] == "Not asked any more"


class TestRegisters:
    REGISTER = b"File no.,First Name,HIV status,Religion,Shoe size\nA-1,Lan,negative,none,38\n"

    def brought(self, actor):
        sheet = open_register(io.BytesIO(self.REGISTER), filename="register.csv")
        return {
            "register": sheet,
            "mapping": suggest_mapping(sheet.headers, sheet.machine_names),
            "actor": actor,
            "now": NOW,
        }

    def own(self, world, case_id):
        me = fresh(world.caseworker)
        opened = queries.part(actor=me, case_id=case_id, kind="own_columns", now=NOW)
        return opened.part.content.own

    def test_columns_that_are_off_stay_outside_and_it_is_said(self, me):
        report = actions.preview_import(**self.brought(me))
        assert report.kept_out == (
            ("HIV status", "Illness, HIV, mental health"),
            ("Religion", "Religion"),
        )

    def test_what_comes_in_holds_nothing_of_them(self, world, me, boss):
        switch_on(me, boss, "religion")
        assert actions.preview_import(**self.brought(fresh(world.caseworker))).kept_out == (
            ("HIV status", "Illness, HIV, mental health"),
        )
        report = actions.import_register(**self.brought(fresh(world.caseworker)))
        [row] = report.rows
        assert self.own(world, row.case_id) == {"Religion": "none", "Shoe size": "38"}

    @pytest.mark.parametrize(
        ("heading", "key"),
        [
            ("Religion", "religion"),
            ("her_religion", "religion"),
            ("HIV+ (y/n)", "health"),
            ("Pregnant?", "pregnancy"),
            ("Caste / tribe", "ethnicity"),
            ("Estado migratorio", "immigration_status"),
            ("ধর্ম", "religion"),
            ("Castellano", ""),
            ("Name", ""),
            ("Services received", ""),
            ("Trace of family", ""),
        ],
    )
    def test_headings_decide(self, heading, key):
        assert meant_by(heading) == key


def test_no_form_that_comes_with_us_asks_it_outside_health():
    asking = {}
    for one in offered.all_offered():
        if one.readers == Readers.HEALTH:
            continue
        for row in one.tables()["survey"]:
            found = {meant_by(str(cell)) for cell in row if cell} - {""}
            if found:
                asking[one.form_id] = found
    assert shipped
    assert asking == {}


class TestPages:
    @pytest.fixture
    def coordinator(self, clock, world):
        return entered(world.coordinator)

    def test_asked_confirmed_and_switched_off(self, clock, world, mine, coordinator):
        page = reverse("casework:field_ask", args=["disability"])
        day = {"until_day": "1", "until_month": "3", "until_year": "2027"}
        sent = mine.post(page, {"reason": REASON, **day})
        assert sent["Location"] == FIELDS
        switch = FieldSwitch.objects.get()
        confirm = reverse("casework:field_confirm", args=[switch.pk])
        end = reverse("casework:field_end", args=[switch.pk])
        assert confirm not in {form.action for form in read(mine.get(FIELDS)).forms}
        shown = read(coordinator.get(FIELDS))
        assert {confirm, end} <= {form.action for form in shown.forms}
        assert REASON in shown.text
        assert coordinator.post(confirm)["Location"] == FIELDS
        assert "Confirmed by" in read(coordinator.get(FIELDS)).text
        asked = mine.get(reverse("casework:incident_new")).content.decode()
        assert ("id_disability" in asked, "id_displacement" in asked) == (True, False)
        assert coordinator.post(end)["Location"] == FIELDS
        asked = mine.get(reverse("casework:incident_new")).content.decode()
        assert "id_disability" not in asked

    def test_bad_input_is_said_beside_its_field(self, mine):
        page = mine.post(reverse("casework:field_ask", args=["religion"]), {"reason": "short"})
        assert page.status_code == 422
        assert "Choose a day within the next two years." in read(page).text
        assert read(page).form().fields["reason"] == ["short"]
        assert mine.get(reverse("casework:field_ask", args=["nothing"])).status_code == 404

    def test_her_own_request_cannot_be_confirmed_by_post(self, world, coordinator):
        switch = ask(fresh(world.coordinator))
        page = coordinator.post(reverse("casework:field_confirm", args=[switch]), follow=True)
        assert "Another person decides." in read(page).text

    def test_a_column_that_is_kept_out_is_named_before_and_in_the_check(self, mine, clock):
        sheet = io.BytesIO(TestRegisters.REGISTER)
        sheet.name = "register.csv"
        at = mine.post(reverse("casework:import"), {"sheet": sheet})["Location"]
        columns = mine.get(at)
        assert read(columns).text.count("this column is kept out, whatever you choose.") == 2
        check = mine.post(at, filled(columns))["Location"]
        told = read(mine.get(check))
        assert told.text.count("and that is switched off here.") == 2
        assert {"HIV status", "Religion"} <= set(told.isolated)

    def test_written_before_it_is_read_and_taken_out(self, mine, me, clock):
        case = make_case(me)
        incident = Incident(physical_harm=True, disability="physical")
        saved = actions.record_incident(case_id=case.id, incident=incident, actor=me, now=NOW)
        assert "Not asked any more." in read(mine.get(file_url(case.id, "about"))).text
        change = file_url(case.id, "incident_change", saved.document_id)
        page = mine.get(change)
        assert "take_out_disability" in page.content.decode()
        sent = mine.post(change, filled(page) | {"take_out_disability": "on"})
        assert sent.status_code == 302
        assert "Not asked any more." not in read(mine.get(file_url(case.id, "about"))).text
