"""Services planned, given or not given, what they cost, and practical help."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from alongside.audit.models import Entry
from alongside.casework import actions, queries, vocabulary
from alongside.casework.contents import Closing, PracticalSupport, Service
from alongside.casework.enums import Phase, TaskKind, TaskState
from alongside.casework.models import Case, Task
from alongside.casework.register.htcds import FIELDS
from alongside.casework.vocabulary.services import BEGINNING, SERVICES, ServiceWord
from tests.casework.factories import CONFIRMED, LATER, NOW, make_case
from tests.casework.pages import NASTY, file_url, filled, part, read
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db

SOON, THEN = date(2026, 3, 6), date(2026, 3, 12)


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def asked(me):
    return {"case_id": make_case(me, "Mira", CONFIRMED).id, "actor": me, "now": LATER}


@pytest.fixture
def planned(asked):
    service = Service(
        kind="Health", state="planned", planned_on=SOON, planned_at="14:30", place="The clinic"
    )
    return service, actions.record_service(service=service, **asked).document_id


class TestTheVocabulary:
    def test_the_support_plan_types_of_the_standard_are_all_there(self):
        plain = {code for code in SERVICES if not code.startswith("x_")}
        assert plain == set(FIELDS["spl_Type"].values)

    def test_each_holds_since_a_day_and_some_until_one(self):
        assert {word.since for word in SERVICES.values()} == {BEGINNING}
        gone = ServiceWord("x", since=SOON, until=THEN)
        offered = [gone.offered(day) for day in (LATER.date(), SOON, THEN, date(2026, 3, 13))]
        assert offered == [False, True, True, False]
        assert [code for code, _word in vocabulary.services(NOW.date())] == list(SERVICES)


class TestAppointments:
    def test_it_is_due_on_its_day_until_it_is_known_what_came_of_it(self, me, asked, planned):
        service, document_id = planned
        today = queries.today(actor=me, now=LATER)
        assert [(task.text, task.hint, task.icon, task.due.text) for task in today.due] == [
            ("Health care", "14:30 · The clinic", "calendar", "6 Mar")
        ]
        page = queries.services(**asked)
        (view,) = page.appointments
        assert (view.title, view.when, view.where, view.warning) == (
            "Health care",
            "6 March 2026",
            "14:30 · The clinic",
            "",
        )
        assert (page.services, Case.objects.get().next_due_on) == ([], SOON)
        assert [(task.kind, task.place) for task in page.file.tasks] == [
            ("appointment", "services/")
        ]

        moved = service.model_copy(update={"planned_on": THEN})
        actions.record_service(service=moved, document_id=document_id, base_version=1, **asked)
        assert Case.objects.get().next_due_on == THEN

        done = moved.model_copy(update={"state": "given", "given_on": LATER.date()})
        actions.record_service(service=done, document_id=document_id, base_version=2, **asked)
        task = Task.objects.get()
        assert (task.kind, task.state) == (TaskKind.APPOINTMENT, TaskState.DONE)
        page = queries.services(**asked)
        assert ([one.title for one in page.services], page.appointments) == (["Health care"], [])
        assert Case.objects.get().next_due_on is None

    def test_one_that_did_not_take_place_says_why_and_is_no_longer_due(self, asked, planned):
        service, document_id = planned
        ended = service.model_copy(
            update={"state": "not_given", "why_not": "too_far", "why_not_words": "Two buses"}
        )
        actions.record_service(service=ended, document_id=document_id, base_version=1, **asked)
        (view,) = queries.services(**asked).services
        assert (view.state_words, view.why_not, view.due) == (
            "It did not take place",
            "It was too far\nTwo buses",
            None,
        )
        assert Task.objects.get().state == TaskState.SET_ASIDE
        entry = queries.story(**asked).entries[0]
        assert (entry.title, entry.chip.text, entry.text) == (
            "Health care",
            "Did not take place",
            "It was too far\nTwo buses",
        )

    def test_the_journal_tells_planning_from_ending_and_from_recording(self, asked, planned):
        service, document_id = planned
        done = service.model_copy(update={"state": "given"})
        actions.record_service(service=done, document_id=document_id, base_version=1, **asked)
        actions.record_service(service=Service(kind="Legal"), **asked)
        actions_told = [
            entry.action
            for entry in Entry.objects.order_by("seq")
            if entry.action.startswith(("file.appointment", "file.service.recorded"))
        ]
        assert actions_told == [
            "file.appointment.planned",
            "file.appointment.ended",
            "file.service.recorded",
        ]

    def test_planning_is_not_yet_support_under_way(self, asked, planned):
        assert Case.objects.get().phase == Phase.NEW
        actions.record_service(service=Service(kind="Legal"), **asked)
        assert Case.objects.get().phase == Phase.SERVICES

    def test_it_comes_back_when_a_closed_file_is_opened_again(self, asked, planned):
        actions.close(closing=Closing(reason="moved"), **asked)
        assert Task.objects.get().state == TaskState.SET_ASIDE
        actions.reopen(why="She came back", **asked)
        assert Task.objects.get().state == TaskState.OPEN


class TestOldContents:
    def test_a_service_of_before_was_given(self):
        before = {"schema_version": 1, "kind": "Legal", "given_on": "2026-02-03", "hours": "2"}
        service = Service.model_validate(before)
        assert (service.state, service.amount, service.currency) == ("given", None, "")


class TestMoney:
    def test_it_is_exact_and_comes_back_as_it_went_in(self):
        help_ = PracticalSupport(amount=Decimal("0.10"), currency="bdt")
        again = PracticalSupport.model_validate_json(help_.model_dump_json())
        assert (again.amount, again.currency) == (Decimal("0.10"), "BDT")
        assert isinstance(again.amount, Decimal)

    @pytest.mark.parametrize("amount", ["-1", "1.005", "12345678901234", "NaN", "Infinity"])
    def test_what_is_no_amount_is_refused(self, amount):
        with pytest.raises(ValidationError):
            PracticalSupport(amount=Decimal(amount))

    def test_it_is_summed_up_for_each_kind_of_money_newest_first(self, asked):
        for day, amount, currency in [
            (1, "0.10", "BDT"),
            (3, "0.20", "BDT"),
            (2, "1200", "USD"),
            (1, None, ""),
        ]:
            actions.record_support(
                support=PracticalSupport(
                    kind="travel",
                    item=f"of {day}",
                    given_on=date(2026, 3, day),
                    amount=amount,
                    currency=currency,
                    paid_by="us",
                    receipt="7",
                ),
                **asked,
            )
        page = queries.services(**asked)
        assert [one.when for one in page.support] == [
            "3 March 2026",
            "2 March 2026",
            "1 March 2026",
            "1 March 2026",
        ]
        assert page.totals == ["0.30 BDT", "1,200.00 USD"]
        first = page.support[0]
        assert (first.title, first.item, first.amount, first.paid_by, first.receipt) == (
            "Travel",
            "of 3",
            "0.20 BDT",
            "We paid",
            "7",
        )


class TestProviders:
    def test_those_of_her_file_come_first_then_organisations_known_here(self, me, asked):
        other = make_world().organisation.name
        actions.record_service(service=Service(kind="Legal", provider="Adv. Lamia"), **asked)
        assert queries.providers(**asked) == ["Adv. Lamia", other]
        assert Entry.objects.order_by("-seq").first().action == "file.services.read"


@pytest.mark.usefixtures("clock")
class TestThePages:
    def day(self, name, day):
        return {f"{name}_day": str(day), f"{name}_month": "3", f"{name}_year": "2026"}

    @pytest.mark.usefixtures("reachable")
    def test_an_appointment_is_planned_changed_and_ended(self, world, mine, case_id):
        url = file_url(case_id, "appointment")
        typed = {"kind": "Health", "planned_at": "9.05", "place": NASTY, "companion": "Rina"}
        response = mine.post(url, typed | self.day("planned_on", 6), follow=True)
        page = read(response)
        assert response.redirect_chain == [(file_url(case_id, "services"), 302)]
        assert "6 March 2026" in page.text
        assert f"09:05 · {NASTY}" in page.isolated
        (change,) = [
            href
            for href in page.links
            if "/service/" in href
            and href[-8:] != "outcome/"
            and href != file_url(case_id, "service")
        ]
        form = mine.get(change)
        assert "An appointment for her" in read(form).text
        mine.post(change, filled(form, planned_at="10"))
        (outcome,) = [href for href in page.links if href.endswith("/outcome/")]
        assert "state" not in filled(mine.get(outcome))
        unfinished = mine.post(outcome, filled(mine.get(outcome)))
        assert read(unfinished).text.count("Say whether it took place.") == 2
        mine.post(outcome, filled(mine.get(outcome), state="not_given", why_not="cost"))
        tab = queries.services(actor=world.caseworker.actor, case_id=case_id, now=NOW)
        (ended,) = tab.services
        assert (ended.state, ended.why_not, tab.appointments) == (
            "not_given",
            "It cost too much",
            [],
        )
        kept = part(world, case_id, "service", ended.id)
        assert (kept.version, kept.content.planned_at, kept.content.given_on) == (3, "10:00", None)
        # What did not take place is changed with the questions that fit it.
        again = mine.get(file_url(case_id, "service_change", ended.id))
        assert filled(again)["state"] == ["not_given"]

    @pytest.mark.parametrize("hour", ["25", "9:75", "noon", "-1"])
    def test_an_hour_that_is_none_is_said_beside_it(self, mine, case_id, hour):
        typed = {"kind": "Health", "planned_at": hour}
        response = mine.post(file_url(case_id, "appointment"), typed)
        page = read(response)
        assert (response.status_code, page.text.count("Put an hour such as 14:30.")) == (422, 2)
        assert page.form().fields["planned_at"] == [hour]

    def test_a_service_with_its_cost(self, world, mine, case_id):
        typed = {"kind": "Legal", "amount": "1200,50", "currency": "bdt", "paid_by": "free"}
        mine.post(file_url(case_id, "service"), typed)
        (shown,) = queries.services(actor=world.caseworker.actor, case_id=case_id, now=NOW).services
        assert shown.cost == "1,200.50 BDT · It was free"

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"amount": "5"}, "Say in which money, such as BDT or taka."),
            ({"amount": "1,200"}, "Put an amount in digits, such as 1200 or 12.50."),
            ({"amount": "-3"}, "Put an amount that is not less than nothing."),
            ({"amount": "1.234"}, "Put at most two digits after the point, such as 12.50."),
            ({"kind": ""}, "Choose what it was."),
            (
                {"given_on_day": "9", "given_on_month": "3", "given_on_year": "2026"},
                "This day has not come yet. Plan an appointment instead.",
            ),
        ],
    )
    def test_help_that_is_not_finished_says_what_is_missing(self, mine, case_id, typed, sentence):
        sent = {"kind": "travel", "item": NASTY} | typed
        response = mine.post(file_url(case_id, "practical_support"), sent)
        page = read(response)
        assert response.status_code == 422
        assert page.text.count(sentence) == 2
        assert page.form().fields["item"] == [NASTY]

    def test_help_is_written_down_changed_and_summed_up(self, world, mine, case_id):
        url = file_url(case_id, "practical_support")
        sent = {"kind": "travel", "item": NASTY, "amount": "১২", "currency": "taka"}
        page = read(mine.post(url, sent, follow=True))
        assert NASTY in page.isolated
        assert page.isolated.count("12.00 taka") == 2
        (change,) = [href for href in page.links if "/practical_support/" in href and href != url]
        mine.post(change, filled(mine.get(change), amount="13"))
        tab = queries.services(actor=world.caseworker.actor, case_id=case_id, now=NOW)
        assert tab.totals == ["13.00 taka"]

    def test_providers_and_money_are_offered_and_not_asked_for(self, world, mine, case_id):
        mine.post(file_url(case_id, "service"), {"kind": "Legal", "provider": "Adv. Lamia"})
        html = mine.get(file_url(case_id, "service")).content.decode()
        assert 'list="id_provider_words"' in html
        assert '<option value="Adv. Lamia"></option>' in html
        assert '<option value="BDT"></option>' in html
