"""Filling in a form about her, in pages as a browser gets them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Assessment, Closing, HealthAssessment, SafetyAssessment
from alongside.casework.enums import Phase
from alongside.casework.models import Case
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.enums import Readers
from alongside.vault.compartments import Compartment
from alongside.vault.models import SealedDocument
from tests.casework.factories import NOW, fresh, make_case
from tests.casework.pages import entered, file_url, read
from tests.organisations.factories import make_world
from tests.questionnaires.forms import CHOICES, SETTINGS, SURVEY
from tests.questionnaires.test_bringing import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

WORKS, WHERE = "/data/her/works", "/data/her/where"
CALLED = "/data/child[1]/called"


def as_workbook(survey=SURVEY):
    """Return the small form as a workbook."""

    def rows(listed):
        headings = list(dict.fromkeys(name for row in listed for name in row))
        return [headings, *([row.get(name) for name in headings] for row in listed)]

    return workbook(survey=rows(survey), choices=rows(CHOICES), settings=rows(SETTINGS))


def bring_form(world, readers=Readers.CASEWORK, survey=SURVEY):
    actor = world.coordinator.actor
    version_id, findings = questionnaires.bring(file=as_workbook(survey), actor=actor, now=NOW)
    assert findings == []
    questionnaires.put_in_use(version_id=version_id, readers=readers, actor=actor, now=NOW)
    return version_id


@pytest.fixture
def form(world):
    return bring_form(world)


def begin(case_id, form):
    return file_url(case_id, "assessment_new", form)


def send(browser, url, then=302, **typed):
    """Fill in a page as a browser would and send it."""
    data = dict(read(browser.get(url)).form().fields) | {
        name: [value] for name, value in typed.items()
    }
    data.pop("go_on", None)
    answer = browser.post(url, {**data, "go_on": "1"})
    assert answer.status_code == then, read(answer).text
    return answer


def fill_in(browser, case_id, form, **typed):
    """Go through all three pages; return where it ends."""
    where = send(browser, begin(case_id, form), **{WORKS: "no", **typed})["Location"]
    where = send(browser, where, **{CALLED: "Tuli"})["Location"]
    return send(browser, where)["Location"]


def sheets(world, case_id):
    actor = fresh(world.caseworker)
    return queries.assessments(actor=actor, case_id=case_id, now=NOW).sheets


def saved(world, case_id):
    actor, listed = fresh(world.caseworker), sheets(world, case_id)
    return [
        queries.assessment(actor=actor, case_id=case_id, document_id=one.id, now=NOW).part
        for one in listed
    ]


class TestFillingIn:
    def test_page_by_page_to_a_finished_sheet(self, world, mine, case_id, form):
        ends = fill_in(mine, case_id, form)
        part = saved(world, case_id)[0]
        assert ends == file_url(case_id, "assessment", part.document_id)
        assert part.version == 3
        assert (part.content.finished, part.content.answers["child"][0]["called"]) == (True, "Tuli")
        page = read(mine.get(ends))
        assert "Does she work? No" in page.text
        assert "What is the child called? Tuli" in page.text
        assert Case.objects.get().phase == Phase.ASSESSMENT
        actions_done = list(Entry.objects.values_list("action", flat=True))
        assert actions_done.count("file.assessment.saved") == 3

    def test_what_comes_up_is_asked_without_scripts(self, world, mine, case_id, form):
        url = begin(case_id, form)
        answer = send(mine, url, then=200, **{WORKS: "yes"})
        assert "Because of what she said, there is a little more on this page." in read(answer).text
        assert read(answer).form().fields[WORKS] == ["yes"]
        assert saved(world, case_id) == []
        data = read(answer).form().fields | {"go_on": "1"}
        refused = mine.post(url, data)
        assert refused.status_code == 422
        assert "This form needs an answer here." in read(refused).text
        assert mine.post(url, data | {WHERE: "A shop"}).status_code == 302

    def test_a_warning_comes_up_with_and_without_scripts_and_once(self, world, mine, case_id):
        actor = fresh(world.coordinator)
        form = questionnaires.use_offered(form_id="safety_plan", actor=actor, now=NOW)
        url, close = begin(case_id, form), {"/data/dangers/now": ["yes"]}
        warning = "agree on tonight first"
        first = read(mine.get(url))
        assert warning not in first.text
        data = {name: sent for name, sent in first.form().fields.items() if name != "go_on"}
        live = mine.post(url, data | close, headers={"HX-Request": "true"})
        assert warning in read(live).text
        answer = send(mine, url, then=200, **{"/data/dangers/now": "yes"})
        assert "Because of what she said, there is a little more on this page." in read(answer).text
        assert warning in read(answer).text
        again = read(answer).form().fields | {"go_on": "1"}
        assert mine.post(url, again).status_code == 302

    def test_scripts_ask_again_without_judging_or_saving(self, world, mine, case_id, form):
        url = begin(case_id, form)
        data = read(mine.get(url)).form().fields | {WORKS: "yes"}
        answer = mine.post(url, data, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert WHERE in read(answer).form().fields
        assert "needs an answer" not in read(answer).text
        assert saved(world, case_id) == []

    def test_she_may_stop_at_any_time(self, world, mine, case_id, form):
        url = begin(case_id, form)
        data = read(mine.get(url)).form().fields | {WORKS: "yes", "close": "1"}
        assert mine.post(url, data)["Location"] == file_url(case_id, "assessments")
        part = saved(world, case_id)[0]
        assert (part.content.finished, part.content.answers["her"]["works"]) == (False, "yes")
        page = read(mine.get(file_url(case_id, "assessments")))
        assert "Not finished" in page.text
        again = read(mine.get(file_url(case_id, "assessment_page", part.document_id, 1)))
        assert again.form().fields[WORKS] == ["yes"]

    def test_the_last_page_leads_back_to_what_is_wanting(self, world, mine, case_id, form):
        url = begin(case_id, form)
        data = read(mine.get(url)).form().fields | {WORKS: "yes", "close": "1"}
        mine.post(url, data)
        part = saved(world, case_id)[0]
        last = file_url(case_id, "assessment_page", part.document_id, 3)
        assert send(mine, last)["Location"] == file_url(
            case_id, "assessment_page", part.document_id, 1
        )
        assert saved(world, case_id)[0].content.finished is False

    def test_one_more_child(self, mine, case_id, form):
        where = send(mine, begin(case_id, form), **{WORKS: "no"})["Location"]
        data = read(mine.get(where)).form().fields | {CALLED: "Tuli", "add": "/data/child"}
        page = read(mine.post(where, data))
        assert page.form().fields["/data/child[2]/called"] == [""]
        assert page.form().fields[CALLED] == ["Tuli"]

    def test_in_another_language_of_the_form(self, mine, case_id, form):
        url = begin(case_id, form)
        data = read(mine.get(url)).form().fields | {"in": "বাংলা (bn)", WORKS: "no"}
        page = read(mine.post(url, data))
        assert "সে কি কাজ করে?" in page.text
        assert page.form().fields[WORKS] == ["no"]

    def test_a_page_that_is_not_there(self, world, mine, case_id, form):
        fill_in(mine, case_id, form)
        part = saved(world, case_id)[0]
        for number in (0, 4, 999):
            assert (
                mine.get(file_url(case_id, "assessment_page", part.document_id, number)).status_code
                == 404
            )


class TestTwoPeople:
    def test_both_are_kept_whatever_is_chosen(self, world, mine, hers, case_id, form):
        fill_in(mine, case_id, form)
        part = saved(world, case_id)[0]
        url = file_url(case_id, "assessment_page", part.document_id, 3)
        my_page, her_page = (read(one.get(url)).form().fields for one in (mine, hers))
        hers.post(url, her_page | {"/data/wages": "100", "go_on": "1"})
        answer = mine.post(url, my_page | {"/data/wages": "200", "go_on": "1"})
        assert answer.status_code == 409
        page = read(answer)
        assert "Wages owed 200 100" in page.text
        carried = page.form().fields
        mine.post(url, carried | {"settle": "beside"})
        wages = [one.content.answers["wages"] for one in saved(world, case_id)]
        assert sorted(wages) == ["100", "200"]
        mine.post(url, carried | {"settle": "mine"})
        versions = SealedDocument.objects.filter(document_id=part.document_id).count()
        assert (saved(world, case_id)[-1].content.answers["wages"], versions) == ("200", 5)

    def test_different_pages_do_not_get_in_each_others_way(self, world, mine, hers, case_id, form):
        fill_in(mine, case_id, form)
        part = saved(world, case_id)[0]
        first, last = (
            file_url(case_id, "assessment_page", part.document_id, number) for number in (1, 3)
        )
        my_page, her_page = read(mine.get(first)).form().fields, read(hers.get(last)).form().fields
        hers.post(last, her_page | {"/data/wages": "100", "go_on": "1"})
        answer = mine.post(first, my_page | {WORKS: "yes", WHERE: "A shop", "close": "1"})
        assert answer.status_code == 302
        answers = saved(world, case_id)[0].content.answers
        assert (answers["wages"], answers["her"]["works"]) == ("100", "yes")


class TestKeyOfItsOwn:
    def test_health_lies_under_its_own_key(self, world, mine, case_id):
        fill_in(mine, case_id, bring_form(world, Readers.HEALTH))
        part = saved(world, case_id)[0]
        assert type(part.content) is HealthAssessment
        compartments = SealedDocument.objects.filter(document_id=part.document_id)
        assert set(compartments.values_list("compartment", flat=True)) == {"health"}

    def test_her_safety_lies_where_she_is_and_is_read_under_safety(self, world, mine, case_id):
        form = bring_form(world, Readers.LOCATION)
        before = read(mine.get(file_url(case_id, "safety"))).text
        ends = fill_in(mine, case_id, form)
        part = saved(world, case_id)[0]
        assert isinstance(part.content, SafetyAssessment)
        kept = SealedDocument.objects.filter(document_id=part.document_id)
        assert set(kept.values_list("compartment", flat=True)) == {Compartment.LOCATION}
        page = read(mine.get(file_url(case_id, "safety")))
        assert ends in page.links
        assert "question by question" in page.text
        assert "question by question" not in before

    def test_others_lie_with_the_work(self, world, mine, case_id, form):
        fill_in(mine, case_id, form)
        assert type(saved(world, case_id)[0].content) is Assessment


class TestOverTime:
    def test_two_sheets_beside_each_other(self, world, mine, case_id, form, clock):
        fill_in(mine, case_id, form)
        clock.shift(30 * 24 * 3600)
        mine.enter(world.caseworker)
        fill_in(mine, case_id, form)
        page = read(mine.get(file_url(case_id, "assessments")))
        beside = [url for url in page.links if "/beside/" in url]
        assert len(beside) == 1
        told = read(mine.get(beside[0]))
        assert "0 answers differ" in told.text
        assert "Does she work? No No" in told.text

    def test_a_new_version_leaves_old_answers_as_they_were(self, world, mine, case_id, form):
        fill_in(mine, case_id, form)
        other = [row | {"name": "earns"} if row.get("name") == "works" else row for row in SURVEY]
        other = [
            {key: value.replace("${works}", "${earns}") for key, value in row.items()}
            for row in other
        ]
        bring_form(world, survey=other)
        url = file_url(case_id, "assessment", saved(world, case_id)[0].document_id)
        assert "Does she work? No" in read(mine.get(url)).text

    def test_an_unfinished_sheet_outlives_its_form(self, world, mine, case_id, form):
        where = send(mine, begin(case_id, form), **{WORKS: "no"})["Location"]
        questionnaires.withdraw(version_id=form, actor=world.coordinator.actor, now=NOW)
        assert send(mine, where, **{CALLED: "Tuli"}).status_code == 302
        assert "Begin one" in read(mine.get(file_url(case_id, "assessments"))).text
        assert form.hex not in "".join(read(mine.get(file_url(case_id, "assessments"))).links)

    def test_a_draft_outlives_its_form(self, world, mine, case_id, form):
        url = begin(case_id, form)
        data = read(mine.get(url)).form().fields | {WORKS: "yes"}
        keep = file_url(case_id, "keep", f"assessment-{form}")
        assert mine.post(keep, data).status_code == 200
        questionnaires.withdraw(version_id=form, actor=world.coordinator.actor, now=NOW)
        assert "did not finish" in read(mine.get(url)).text
        again = read(mine.get(f"{url}?draft=continue"))
        assert again.form().fields[WORKS] == ["yes"]


class TestCopies:
    def test_a_copy_says_what_was_asked_in_the_words_of_the_form(self, world, mine, case_id, form):
        fill_in(mine, case_id, form)
        copy = actions.export_file(
            case_id=case_id,
            format="html",
            reason="she asked",
            encrypted=False,
            actor=fresh(world.coordinator),
            now=NOW,
        )
        told = b"".join(copy.chunks).decode()
        assert "What is the child called?" in told
        assert "Tuli" in told


class TestWhoMay:
    def test_another_organisation_sees_nothing(self, world, case_id, form, mine):
        fill_in(mine, case_id, form)
        part = saved(world, case_id)[0]
        theirs = make_world()
        form_there = bring_form(theirs)
        stranger = entered(theirs.caseworker)
        for url in (
            file_url(case_id, "assessments"),
            file_url(case_id, "assessment", part.document_id),
            file_url(case_id, "assessment_page", part.document_id, 1),
            begin(case_id, form_there),
        ):
            assert stranger.get(url).status_code == 404

    def test_a_sheet_of_another_file_is_not_in_this_one(self, world, mine, case_id, form):
        fill_in(mine, case_id, form)
        part = saved(world, case_id)[0]
        other = make_case(world.caseworker.actor, "Lan").id
        assert mine.get(file_url(other, "assessment", part.document_id)).status_code == 404

    def test_a_form_of_another_organisation_cannot_be_begun(self, mine, case_id):
        assert mine.get(begin(case_id, bring_form(make_world()))).status_code == 404

    def test_a_closed_file_takes_no_sheet(self, world, mine, case_id, form):
        closing = Closing(reason="she_decided")
        actions.close(case_id=case_id, closing=closing, actor=world.caseworker.actor, now=NOW)
        assert mine.get(begin(case_id, form)).status_code == 403


def test_the_list_asks_as_much_for_three_sheets_as_for_one(mine, case_id, form):
    url = file_url(case_id, "assessments")
    counts = []
    for _number in range(2):
        fill_in(mine, case_id, form)
        mine.get(url)
        with CaptureQueriesContext(connection) as asked:
            mine.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]
