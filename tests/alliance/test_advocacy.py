"""What the alliance follows: written by the secretariat, for members or for everybody."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.alliance import advocacy_dates
from alongside.alliance.actions import advocacy as actions
from alongside.alliance.advocacy_dates import Dated, NotADay
from alongside.alliance.comparing import as_json, changes
from alongside.alliance.enums import Difference
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.given import AdvocacyGiven
from alongside.alliance.models import Advocacy
from alongside.alliance.published import AdvocacyDate
from alongside.alliance.queries import advocacy as queries, publishing
from alongside.audit.models import Entry
from tests.alliance.factories import make_secretariat
from tests.casework.pages import entered
from tests.organisations.factories import NOW, make_world

pytestmark = pytest.mark.django_db

TEXTS = {
    "title": {"en": "The review of Nepal", "es": "El examen de Nepal"},
    "demands": {"en": "Wages are paid.\nPapers stay hers."},
    "dates": {"en": "2026-02-10 List of issues\n2026-05-20 The committee asks"},
}


def given(**changes: Any) -> AdvocacyGiven:
    said = {"kind": "process", "state": "open", "where": "CEDAW Committee", "texts": TEXTS}
    return AdvocacyGiven(**(said | changes))


@pytest.fixture
def secretariat():
    world = make_world()
    make_secretariat(world)
    return world


def follow(world, **fields):
    return actions.follow(given=given(**fields), actor=world.coordinator.actor, now=NOW)


def test_the_secretariat_writes_and_whoever_works_in_any_member_reads(secretariat):
    other = make_world()
    entry_id = follow(secretariat)
    for person in (secretariat.caseworker, other.caseworker, other.coordinator):
        assert queries.entry(entry_id=entry_id, actor=person.actor).title == TEXTS["title"]
        assert [one.pk for one in queries.entries(actor=person.actor).rows] == [entry_id]
    for actor in (other.coordinator.actor, secretariat.caseworker.actor):
        with pytest.raises(PermissionDenied):
            actions.follow(given=given(), actor=actor, now=NOW)
        with pytest.raises(PermissionDenied):
            actions.change(entry_id=entry_id, given=given(), version=1, actor=actor, now=NOW)
    with pytest.raises(Http404):
        queries.entry(entry_id=other.organisation.pk, actor=other.coordinator.actor)
    said = Entry.objects.filter(action__startswith="alliance.advocacy").values_list(
        "action", "object_id"
    )
    assert list(said) == [("alliance.advocacy.added", str(entry_id))]


def test_what_was_saved_meanwhile_is_not_written_over(secretariat):
    entry_id, who = follow(secretariat), {"actor": secretariat.coordinator.actor, "now": NOW}
    spanish = given(state="won", texts={"title": {"es": "Nepal ante el comité"}})
    actions.change(entry_id=entry_id, given=spanish, version=1, **who)
    row = Advocacy.objects.get(pk=entry_id)
    assert (row.state, row.version, row.title) == (
        "won",
        2,
        {"en": "The review of Nepal", "es": "Nepal ante el comité"},
    )
    with pytest.raises(ChangedMeanwhile):
        actions.change(entry_id=entry_id, given=given(), version=1, **who)


def test_only_what_is_public_is_in_the_export_and_is_looked_at_before(secretariat):
    actor = secretariat.coordinator.actor
    follow(secretariat, where="members only")
    entry_id = follow(secretariat, is_public=True, link="https://example.org/a")
    proposal = publishing.proposal(actor=actor, now=NOW)
    [public] = proposal.parts["advocacy"]
    assert public.model_dump(exclude={"id", "slug"}) == {
        "kind": "process",
        "state": "open",
        "where": "CEDAW Committee",
        "led_by": "",
        "title": TEXTS["title"],
        "words": {},
        "demands": TEXTS["demands"],
        "happened": {},
        "dates": (
            {"on": date(2026, 2, 10), "what": {"en": "List of issues"}},
            {"on": date(2026, 5, 20), "what": {"en": "The committee asks"}},
        ),
        "link": "https://example.org/a",
    }
    [added] = [one for one in changes({}, as_json(proposal.parts)) if one.part == "advocacy"]
    assert (added.difference, added.title) == (Difference.ADDED, "The review of Nepal")
    before = as_json(proposal.parts)
    actions.change(
        entry_id=entry_id,
        given=given(is_public=True, link="https://example.org/a", state="won"),
        version=1,
        actor=actor,
        now=NOW,
    )
    after = as_json(publishing.proposal(actor=actor, now=NOW).parts)
    [changed] = changes(before, after)
    assert [(one.label, one.before, one.after) for one in changed.lines] == [
        ("How it stands", "Under way", "Decided as we asked")
    ]
    actions.change(entry_id=entry_id, given=given(), version=2, actor=actor, now=NOW)
    [gone] = changes(after, as_json(publishing.proposal(actor=actor, now=NOW).parts))
    assert gone.difference == Difference.WITHDRAWN


def test_the_review_names_days_as_they_will_be_read(secretariat):
    follow(secretariat, is_public=True)
    proposal = publishing.proposal(actor=secretariat.coordinator.actor, now=NOW)
    [added] = [one for one in changes({}, as_json(proposal.parts)) if one.part == "advocacy"]
    lines = {one.label: one.after for one in added.lines}
    assert lines == {
        "Kind": "International process",
        "How it stands": "Under way",
        "Country or body": "CEDAW Committee",
        "Title": "English: The review of Nepal\nEspañol: El examen de Nepal",
        "What we ask": "English: Wages are paid.\nPapers stay hers.",
        "Dates": "2026-02-10 List of issues\n2026-05-20 The committee asks",
    }


def test_what_is_said_of_a_day_in_two_languages_is_one_date():
    texts = {
        "en": "2026-05-20 The committee asks\n2026-02-10 Issues\n2026-05-20 A vigil",
        "es": "٢٠٢٦-٠٥-٢٠ El comité pregunta\nno day at all",
    }
    assert advocacy_dates.gather(texts) == [
        Dated(date(2026, 2, 10), {"en": "Issues"}),
        Dated(
            date(2026, 5, 20),
            {"en": "The committee asks · A vigil", "es": "El comité pregunta"},
        ),
    ]
    assert AdvocacyDate(on=date(2026, 2, 10), what={}).on == date(2026, 2, 10)


@pytest.mark.parametrize(
    "line", ["soon", "2026-05-20", "2026-13-01 x", "20 May 2026 x", "20260520 x", "2026-W21 x"]
)
def test_a_line_that_is_no_day_is_refused(line):
    with pytest.raises(NotADay, match=line.strip()):
        advocacy_dates.read(f"2026-01-01 fine\n{line}")


def test_from_the_form_to_the_page_where_past_days_fold(secretariat):
    with time_machine.travel(NOW, tick=False):
        browser = entered(secretariat.coordinator)
        sent = {
            "kind": "process",
            "title": "The <b>review</b>",
            "where": "CEDAW Committee",
            "state": "open",
            "demands": "Wages are paid.",
            "dates": "2026-02-10 List of issues\n2026-05-20 The committee asks",
            "language": "en",
        }
        answer = browser.post(reverse("alliance:advocacy_new"), sent)
        [entry] = Advocacy.objects.all()
        assert answer["Location"] == reverse("alliance:advocacy_entry", args=[entry.pk])
        page = browser.get(answer["Location"]).content.decode()
        before, fold, folded = page.partition(">What was<")
        assert ("The committee asks" in before, "List of issues" in before) == (True, False)
        assert (bool(fold), "List of issues" in folded) == (True, True)
        assert "The &lt;b&gt;review&lt;/b&gt;" in page
        listed = browser.get(reverse("alliance:advocacy"), {"kind": "process"}).content.decode()
        assert ("20 May 2026" in listed, "Members only" in listed) == (True, True)
        other = browser.get(reverse("alliance:advocacy"), {"kind": "bill"}).content.decode()
        assert "Nothing of this kind is followed just now." in other
        assert entry.is_public is False


def test_bad_lines_and_a_conflict_are_said_and_nothing_typed_is_lost(secretariat):
    entry_id = follow(secretariat)
    browser = entered(secretariat.coordinator)
    url = reverse("alliance:advocacy_change", args=[entry_id])
    typed = {"kind": "process", "title": "Mine", "where": "x", "state": "open", "language": "en"}
    answer = browser.post(url, typed | {"dates": "soon", "version": "1"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "dates": ["Begin each line with a day, as 2027-02-15, and say what happens: “soon”"]
    }
    answer = browser.post(url, typed | {"version": "7"})
    assert answer.status_code == 409
    assert ("Title", "Mine", "The review of Nepal") in answer.context["theirs"]
    assert browser.post(url, typed | {"version": "1"}).status_code == 302
    assert Advocacy.objects.get().title == {"en": "Mine", "es": "El examen de Nepal"}


def test_the_list_asks_as_many_queries_for_one_as_for_three(secretariat):
    counts = []
    browser = entered(secretariat.coordinator)
    for number in (1, 2):
        for _each in range(number):
            follow(secretariat)
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("alliance:advocacy"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Advocacy.objects.count() == 3


def test_what_was_changed_last_comes_first(secretariat):
    first, second = follow(secretariat), follow(secretariat, kind="bill")
    actor = secretariat.coordinator.actor
    later = NOW + timedelta(days=1)
    actions.change(entry_id=first, given=given(), version=1, actor=actor, now=later)
    assert [one.pk for one in queries.entries(actor=actor).rows] == [first, second]
    assert [one.pk for one in queries.entries(actor=actor, kind="bill").rows] == [second]
    assert queries.entries(actor=actor, state="won").rows == []
