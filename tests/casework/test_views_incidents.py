"""The pages of the violence register, as a browser without scripts sends and reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.casework import actions, queries
from alongside.casework.contents import Incident
from alongside.casework.models import Case, RegisterLine
from alongside.consent import queries as consents
from alongside.consent.enums import Purpose
from alongside.organisations.enums import Role
from tests.casework.pages import NASTY, entered, file_url, filled, part, read
from tests.organisations.factories import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

REGISTER = "/p/register/"
NEW = "/p/register/new/"
HIT = {"penetration": "no", "sexual_contact": "no", "physical_harm": "yes"}


def only_case():
    return Case.objects.order_by("id").get()


def incidents(world, case_id):
    opened = queries.episodes(actor=world.caseworker.actor, case_id=case_id, now=NOW)
    return [one.content for one in opened.incidents]


def register(world, incident=None, **more):
    return actions.register_incident(
        incident=incident or Incident(physical_harm=True),
        actor=world.caseworker.actor,
        now=NOW,
        **more,
    ).case_id


class TestRegistering:
    def test_three_answers_are_enough_and_she_stays_anonymous(self, world, mine):
        response = mine.post(NEW, HIT)
        case = only_case()
        assert response["Location"] == file_url(case.id, "counting")
        page = read(mine.get(file_url(case.id, "about")))
        assert "Registered as Physical assault The first yes is to question 3." in page.text
        assert "(name not given)" in page.text
        (saved,) = incidents(world, case.id)
        assert saved == Incident(
            penetration=False, sexual_contact=False, physical_harm=True, reported_on=NOW.date()
        )

    def test_a_name_is_kept_where_it_is_given(self, mine):
        mine.post(NEW, HIT | {"called": NASTY})
        page = read(mine.get(file_url(only_case().id, "about")))
        assert NASTY in page.isolated

    def test_nothing_at_all_gets_a_sentence_and_no_file(self, mine):
        response = mine.post(NEW, {"called": "Kamala", "penetration": "not-now"})
        page = read(response)
        assert response.status_code == 422
        assert "Answer at least one question before you save." in page.text
        assert page.form().fields["called"] == ["Kamala"]
        assert Case.objects.count() == 0

    def test_what_cannot_be_is_said_beside_its_question_and_nothing_is_lost(self, mine):
        day = {"happened_day": "3", "happened_month": "3", "happened_year": "2026"}
        told = {"reported_on_day": "1", "reported_on_month": "3", "reported_on_year": "2026"}
        response = mine.post(NEW, HIT | day | told | {"remarks": NASTY})
        page = read(response)
        assert response.status_code == 422
        sentence = "It cannot happen after she told it. Look at both days again."
        assert page.text.count(sentence) == 2
        assert page.form().fields["remarks"] == [NASTY]
        tomorrow = told | {"reported_on_day": "3"}
        page = read(mine.post(NEW, HIT | tomorrow))
        assert page.text.count("This day has not come yet.") == 2
        assert Case.objects.count() == 0

    def test_a_word_nobody_offers_is_refused(self, mine):
        response = mine.post(NEW, HIT | {"relation": "uncle"})
        assert response.status_code == 422
        assert Case.objects.count() == 0

    def test_nothing_is_chosen_beforehand(self, mine):
        fields = read(mine.get(NEW)).form().fields
        assert {name: value for name, value in fields.items() if any(value)} == {
            "csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]
        }

    def test_what_was_begun_is_offered_back_sealed_to_her(self, world, mine, hers):
        kept = mine.post(reverse("casework:incident_keep"), HIT | {"remarks": NASTY})
        assert kept.status_code == 200
        page = read(mine.get(NEW))
        assert "did not finish" in page.text
        again = read(mine.get(NEW + "?draft=continue")).form()
        assert (again.fields["physical_harm"], again.fields["remarks"]) == (["yes"], [NASTY])
        assert "did not finish" not in read(hers.get(NEW)).text
        mine.post(NEW, HIT)
        assert "did not finish" not in read(mine.get(NEW)).text

    def test_a_draft_is_kept_without_scripts_and_thrown_away(self, mine):
        page = read(mine.post(NEW, HIT | {"save_draft": "1"}))
        assert "Saved as a draft" in page.text
        assert page.form().fields["physical_harm"] == ["yes"]
        mine.post(NEW, {"discard_draft": "1"})
        assert "did not finish" not in read(mine.get(NEW)).text
        assert Case.objects.count() == 0

    def test_who_opens_no_files_registers_nothing(self, world):
        volunteer = make_person(world.founded, role=Role.VOLUNTEER, team_kinds=["casework"])
        browser = entered(volunteer)
        answers = [browser.get(NEW), browser.post(NEW, HIT)]
        answers.append(browser.post(reverse("casework:incident_keep"), HIT))
        assert [one.status_code for one in answers] == [403, 403, 403]
        page = read(browser.get(REGISTER))
        assert NEW not in page.links

    def test_in_the_file_of_somebody(self, world, mine, case_id):
        about = read(mine.get(file_url(case_id, "about")))
        assert about.links[file_url(case_id, "incident")] == "Register an incident"
        response = mine.post(file_url(case_id, "incident"), HIT)
        assert response["Location"] == file_url(case_id, "about")
        assert len(incidents(world, case_id)) == 1
        assert RegisterLine.objects.get().case_id == case_id

    def test_two_people_change_it_and_both_are_shown(self, world, mine, hers, case_id):
        mine.post(file_url(case_id, "incident"), HIT)
        url = file_url(case_id, "incident_change", RegisterLine.objects.get().document_id)
        first, second = filled(mine.get(url)), filled(hers.get(url))
        assert mine.post(url, first | {"relation": "employer"}).status_code == 302
        response = hers.post(url, second | {"relation": "family"})
        page = read(response)
        assert response.status_code == 409
        assert "Her employer or supervisor" in page.text
        assert "Somebody else of her family" in page.text
        assert [one.relation for one in incidents(world, case_id)] == ["employer"]

    def test_all_the_answers_are_read_back_in_words(self, mine):
        every = HIT | {
            "happened_year": "2024",
            "time_of_day": "night",
            "place_kind": "home",
            "perpetrators": "2",
            "relation": "intimate_partner",
            "abduction": "trafficked",
            "exchanged": "yes",
            "age_group": "12-17",
            "psychosocial": "given",
            "health": "referred",
            "wants_court": "no",
        }
        mine.post(NEW, every)
        text = read(mine.get(file_url(only_case().id, "about"))).text
        for words in (
            "It is also By a partner or former partner",
            "Until it was told More than a month",
            "Time of day Evening or night",
            "Kind of place Her home",
            "Who did it Her partner, or a former one",
            "Taken away or held Yes, trafficked",
            "Counselling We gave it",
            "Health care We referred her",
        ):
            assert words in text


class TestCounting:
    def test_it_is_asked_apart_and_read_to_her(self, world, mine):
        case_id = register(world)
        page = read(mine.get(file_url(case_id, "counting")))
        assert "May we count her, without her name?" in page.text
        assert "May we keep a file about her?" not in page.text
        sent = {"counting": "yes", "how_given": "spoken"}
        response = mine.post(file_url(case_id, "counting"), sent)
        assert response["Location"] == file_url(case_id, "about")
        asked = {"actor": world.caseworker.actor, "case_ids": [case_id], "now": NOW}
        assert consents.agreed(purpose=Purpose.STATISTICS, **asked) == {case_id}
        assert consents.agreed(purpose=Purpose.SERVICE, **asked) == set()

    def test_a_yes_needs_how_it_was_given_and_no_answer_needs_nothing(self, world, mine):
        case_id = register(world)
        response = mine.post(file_url(case_id, "counting"), {"counting": "yes"})
        assert response.status_code == 422
        assert read(response).text.count("Choose how she said yes.") == 2
        assert mine.post(file_url(case_id, "counting"), {}).status_code == 302
        asked = {"actor": world.caseworker.actor, "case_ids": [case_id], "now": NOW}
        assert consents.agreed(purpose=Purpose.STATISTICS, **asked) == set()


class TestTheRegister:
    def test_an_empty_one_says_what_to_do(self, mine):
        page = read(mine.get(REGISTER))
        assert "Nothing is registered yet." in page.text
        assert page.links[NEW] == "Register an incident"

    def test_a_line_leads_to_the_incident_and_names_nobody(self, world, mine):
        case_id = register(world, called="Kamala")
        page = read(mine.get(REGISTER))
        assert page.links[file_url(case_id, "about")] == "No type yet"
        assert "Kamala" not in page.text

    def test_it_is_narrowed_by_codes_and_a_bent_address_is_everything(self, world, mine, hers):
        register(world)
        assert "No type yet" in read(mine.get(REGISTER + "?whose=mine&period=month")).text
        page = read(hers.get(REGISTER + "?whose=mine"))
        assert "Nothing fits what you chose." in page.text
        assert "Nothing fits" in read(mine.get(REGISTER + "?period=last_month")).text
        assert "Nothing fits" in read(mine.get(REGISTER + "?period=last_year")).text
        bent = read(mine.get(REGISTER + "?whose=x&period=1999&after=../../x"))
        assert "No type yet" in bent.text

    def test_more_of_it_on_the_next_page(self, world, mine):
        for _number in range(26):
            register(world)
        page = read(mine.get(REGISTER + "?period=year"))
        (more,) = [href for href, text in page.links.items() if text == "Show more"]
        last = read(mine.get(REGISTER + more.removeprefix(REGISTER)))
        assert last.text.count("No type yet") == 1
        assert last.links["/p/register/?period=year"] == "Back to the first"

    def test_as_many_queries_with_three_as_with_one(self, world, mine):
        counts = []
        for more in (1, 2):
            for _number in range(more):
                register(world)
            mine.get(REGISTER)
            with CaptureQueriesContext(connection) as caught:
                mine.get(REGISTER)
            counts.append(len(caught))
        assert counts[0] == counts[1]

    def test_people_and_today_lead_to_it(self, mine):
        assert read(mine.get("/p/")).links[REGISTER] == "Violence register"
        assert read(mine.get("/d/")).links[NEW] == "Register an incident"

    def test_its_copy_asks_what_it_is_for(self, world, mine):
        register(world)
        url = reverse("casework:incidents_export")
        assert read(mine.get(REGISTER)).links[url] == "Take a copy of the violence register"
        response = mine.post(url, {"format": "csv", "reason": "the yearly meeting"})
        assert "The copy is ready" in read(response).text
        assert read(mine.post(url, {})).text.count("Say what the copy is for.") == 2


class TestItsFile:
    def test_it_leads_back_to_the_register_and_says_what_it_is(self, world, mine):
        case_id = register(world)
        page = read(mine.get(file_url(case_id)))
        assert page.links[REGISTER] == "Violence register"
        assert page.links[file_url(case_id, "about")] == "What happened"
        assert "A registered incident" in page.text
        assert "Finding out what she needs" not in page.text

    def test_it_holds_one_incident_and_no_episodes(self, world, mine):
        case_id = register(world)
        links = read(mine.get(file_url(case_id, "about"))).links
        assert file_url(case_id, "incident") not in links
        assert file_url(case_id, "episode") not in links

    def test_nobody_makes_one_of_a_new_person_by_saying_so(self, mine):
        mine.post("/p/new/", {"called": "Mira", "kind": "incident"})
        assert only_case().kind == "person"

    def test_its_document_stays_where_it_was(self, world, mine):
        case_id = register(world)
        document_id = RegisterLine.objects.get().document_id
        url = file_url(case_id, "incident_change", document_id)
        mine.post(url, filled(mine.get(url), **HIT))
        changed = part(world, case_id, "incident", document_id)
        assert (changed.version, changed.content.penetration) == (2, False)
