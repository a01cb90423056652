"""Somebody steals the whole node after every form of it was filled in: it must tell nothing.

What staff are called, what they called their organisation and teams, and whom they invited, stands
in clear on purpose (`Privacy.clear` of those models): none of it is about a person of a file.
"""

import io
import re

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from alongside.casework.models import AccessSlot, Case, ShiftNote, Task
from alongside.organisations.enums import Role
from alongside.questionnaires import actions as questionnaires
from alongside.referrals.models import Referral
from tests.attacks.stolen.forms import CORE, FIRST, NUMBER, WORDS, canary, filled
from tests.attacks.theft import scan_files, scan_rows, scan_text
from tests.casework.factories import fresh
from tests.casework.pages import entered, file_url, filled as page_filled, read
from tests.casework.pictures import photo
from tests.organisations.factories import NOW, make_person, make_world
from tests.referrals.factories import deliver

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.attack, pytest.mark.long]

# Before or after something, in her words: the other ways of saying a time are left out.
NO_BIRTH = dict.fromkeys(("birth_about", "birth_unit"))
NO_TIMES = dict.fromkeys(
    f"{which}_{part}" for which in ("started", "ended", "event_on") for part in ("about", "unit")
)
NO_PLAN = dict.fromkeys(
    f"{which}_{part}" for which in ("planned_end", "ended") for part in ("about", "unit")
)
NO_BEGINNING = {"/data/before/began_about": "", "/data/before/began_unit": ""}
# A way that is safe is not also one that must never be used.
SAFE = {"never": ["family", "employer"]}
EXPLOITED = {"type_of_exploitation": ["ForcedLabour"]}
ERRORS = re.compile(r"<li>([^<]{10,200}|<a href=.#id_[^<]*)</")
TODAY = {"start_day": "2", "start_month": "3", "start_year": "2026"}
HERSELF = {"decider_hurt_her": "no", "age_band": "18_and_over", "legal_basis": None}
# Pages of a file in the order somebody would fill them in; what is answered otherwise.
PAGES = {
    "contact": SAFE,
    "whereabouts": {},
    "safety_plan": {},
    "needs": {},
    "identity": NO_BIRTH,
    "episode": NO_TIMES | EXPLOITED,
    "incident": {"happened_about": None, "happened_unit": None},
    "threat": {"occurred_about": None, "occurred_unit": None},
    "alert": {},
    "note": {},
    "goal": NO_PLAN,
    "came_change": dict.fromkeys(("onward-referred_on_about", "onward-referred_on_unit")),
    "service": {"hours": "2", "amount": "1200.50"},
    "appointment": {"planned_at": "14:30"},
    "practical_support": {"amount": "80"},
    "conference": {},
    "relation": {"file_reference": "AL-7K3QX"},
    "follow_up": {},
    "task": {},
    "way_out": dict.fromkeys(
        f"{which}_{part}" for which in ("identified_on", "out_on") for part in ("about", "unit")
    ),
    "skills": {},
    "wish": {},
    "repatriation": {},
    "livelihood": {},
    "income": {},
}
REGISTER = (
    "File no.,First Name,Mobile Phone,Case Comment,Our own\n"
    f"A-1,{CORE}৯ সুনীতা,{NUMBER},{CORE} مريم نور,{CORE} 美玲欣怡\n"
    f"A-2,{CORE} Мария,,{CORE},\n"
)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def send(browser, url, action="", *, then=302, **changes):
    """Fill in the form of a page and send it; return what is answered."""
    response = browser.post(action or url, filled(browser.get(url), action, **changes))
    assert response.status_code == then, ERRORS.findall(response.content.decode())
    return response


def upload(browser, url, field, name, content, /, **fields):
    document = io.BytesIO(content)
    document.name = name
    response = browser.post(url, {field: document, **fields})
    assert response.status_code == 302
    return response["Location"]


def stolen(words=FIRST):
    """Return what a thief of the database and of the whole folder finds."""
    if connection.vendor == "sqlite":
        # Some of it is in the log of SQLite and some in the file: both are read as they lie.
        assert "test.sqlite3" in str(connection.settings_dict["NAME"])
    return scan_rows(words) | scan_files(words)


def new_person(browser):
    """Walk through the five pages and return the file."""
    at = send(browser, reverse("casework:new"))["Location"]
    case_id = at.split("/")[2]
    for step in (2, 3, 4, 5):
        changes = {2: SAFE, 4: NO_BIRTH}.get(step, {})
        at = send(browser, file_url(case_id, "new_step", step), **changes)["Location"]
    assert at == file_url(case_id)
    return case_id


def fill_file(browser, case_id):
    for page, changes in PAGES.items():
        send(browser, file_url(case_id, page), **changes)
    text = {"kind": "note", "title": canary(), "text": canary()}
    assert browser.post(file_url(case_id, "keep", "note"), text).status_code == 200
    content = f"%PDF-1.7 {canary()}".encode() * 50
    fields = {"name": canary(), "note": canary()}
    upload(browser, file_url(case_id, "upload"), "document", f"{canary()}.pdf", content, **fields)
    taken = photo((2400, 1200), place=f"{CORE} 47.1585N")
    about = {"about_health": "on", **fields}
    for field, more in (("document", {}), ("photo", about)):
        upload(browser, file_url(case_id, "upload"), field, f"{canary()}.jpg", taken, **more)
    listed = browser.get(file_url(case_id, "documents")).content.decode()
    for found in set(re.findall(r"/document/([0-9a-f-]{36})/", listed)):
        send(browser, file_url(case_id, "document_change", found))


def fill_sheet(browser, world, case_id):
    """Fill in forms of the organisation: what comes up, and what is asked again, as well."""
    for form_id in ("first_assessment", "safety_plan", "health_psychosocial"):
        actor = fresh(world.coordinator)
        version = questionnaires.use_offered(form_id=form_id, actor=actor, now=NOW)
        at = file_url(case_id, "assessment_new", version)
        kept = file_url(case_id, "keep", f"assessment-{version}")
        data = filled(browser.get(at)) | NO_BEGINNING
        assert browser.post(kept, data).status_code == 200
        while ("/assessment/" in at and at.rstrip("/").split("/")[-1].isdigit()) or "/new/" in at:
            answer = browser.post(at, filled(browser.get(at)) | NO_BEGINNING)
            if answer.status_code == 200:
                answer = browser.post(at, filled(answer) | NO_BEGINNING)
            assert answer.status_code == 302, ERRORS.findall(answer.content.decode())
            at = answer["Location"]
        assert CORE in browser.get(at).content.decode()


def register(browser):
    """Register an incident that stands alone, and open the file of a defender."""
    at = send(browser, reverse("casework:incident_new"), **PAGES["incident"])["Location"]
    assert send(browser, at)["Location"] == at.replace("counting", "about")
    kept = browser.post(reverse("casework:incident_keep"), {"remarks": canary()})
    assert kept.status_code == 200
    threat = {f"threat-{name}": answer for name, answer in PAGES["threat"].items()}
    send(browser, reverse("casework:defender_new"), **threat)
    assert CORE in browser.get(at.replace("counting", "about")).content.decode()
    assert browser.get(reverse("casework:register")).status_code == 200


def end_an_appointment(browser, case_id):
    """Say why an appointment did not take place, and change what was decided together."""
    links = read(browser.get(file_url(case_id, "services"))).links
    [outcome] = [href for href in links if href.endswith("/outcome/")]
    send(browser, outcome, state="not_given", hours="1", amount="3")
    links = read(browser.get(file_url(case_id, "plan"))).links
    [held] = [href for href in links if href.endswith("/read/")]
    assert CORE in browser.get(held).content.decode()
    send(browser, held.removesuffix("read/"))


def fill_more(browser, world, case_id):
    fill_sheet(browser, world, case_id)
    register(browser)
    end_an_appointment(browser, case_id)
    decide_on_her_way(world, browser, case_id)
    ask_for_approval(world, browser, case_id)
    leave_notes(world, browser)
    give_a_slot(world, browser, case_id)
    join_a_second(browser, case_id)


def ask_for_approval(us, browser, case_id):
    """Let a supervisor send back a plan and the wish to close a file, and approve a later one."""
    boss, rules = entered(us.coordinator), reverse("casework:approvals")
    send(boss, rules)
    links = read(browser.get(file_url(case_id, "plan"))).links
    asking = next(href for href in links if "/propose/" in href)
    to = str(us.coordinator.user.pk)
    for url in (asking, file_url(case_id, "close")):
        send(browser, url, to=to)
        waits = Task.objects.get(kind="second", state="open").document_id
        send(boss, file_url(case_id, "decision", waits), answer="send_back")
    send(boss, rules, approves=None, supervisors=None)


def give_a_slot(us, browser, case_id):
    """Give a volunteer everything a slot can hold, and let her read it."""
    volunteer = make_person(us.founded, role=Role.VOLUNTEER, team_kinds=[], name="Ioana Pop")
    day = {"day_day": "2", "day_month": "3", "day_year": "2026"}
    send(browser, file_url(case_id, "slot_new"), begins="8:00", ends="17:00", **day)
    slot = AccessSlot.objects.get()
    found = entered(volunteer).get(reverse("casework:slot", args=[slot.pk]))
    assert CORE in found.content.decode()
    end = file_url(case_id, "slot_end", slot.pk)
    assert browser.post(end).status_code == 302


def leave_notes(us, browser):
    """Leave a note for the next shift, and let a colleague read it."""
    at = send(browser, reverse("casework:shift_note_new"), lasts="48")["Location"]
    [note] = ShiftNote.objects.filter(team=us.team)
    assert browser.get(at).status_code == 200
    found = entered(us.colleague).get(reverse("casework:shift_note", args=[note.pk]))
    assert CORE in found.content.decode()


def join_a_second(browser, case_id):
    """Open a second file with the same number, be asked about it, and join the two."""
    second = new_person(browser)
    asked = read(browser.get(file_url(second)))
    assert "There may already be a file about her" in asked.text
    same = file_url(second, "same")
    assert browser.post(same, {"reference": canary()}).status_code == 422
    reference = Case.objects.get(pk=case_id).reference
    assert browser.post(same, {"reference": reference})["Location"] == file_url(
        second, "join", case_id
    )
    third = new_person(browser)
    assert browser.post(file_url(third, "another_person", case_id)).status_code == 302
    send(browser, file_url(case_id, "join", second))
    send(browser, file_url(case_id, "join", third))
    [apart, _other] = [
        link for link in read(browser.get(file_url(case_id))).links if "/joined/" in link
    ]
    assert browser.post(apart).status_code == 302


def decide_on_her_way(us, browser, case_id):
    """Assess a return, propose what follows, let a colleague decide, prepare it, plan the clock."""
    # What the first contact said never to do holds here too: her family is left alone.
    send(browser, file_url(case_id, "contact"), never=["employer"])
    proposing = send(browser, file_url(case_id, "suitability"))["Location"]
    second = str(us.colleague.user.pk)
    send(browser, proposing, to=second)
    proposal = Task.objects.get(kind="second").document_id
    decision = file_url(case_id, "decision", proposal)
    send(entered(us.colleague), decision, answer="send_back")
    send(browser, proposing, to=second)
    proposal = Task.objects.get(kind="second", state="open").document_id
    send(entered(us.colleague), file_url(case_id, "decision", proposal))
    assert browser.post(file_url(case_id, "prepare", proposal)).status_code == 302
    send(browser, reverse("consent:ask", args=[case_id, 3]), answer="yes", **HERSELF)
    clock = file_url(case_id, "clock")
    start = {"since": "return", "how": "meet", **TODAY}
    counted = page_filled(browser.post(clock, {"count": "1", **start}))
    # A box that is ticked says so in a browser.
    days = {name: "on" if name.startswith("ask_") else value for name, value in counted.items()}
    assert browser.post(clock, days).status_code == 302
    follow_up = Task.objects.filter(kind="later").order_by("due_on").first().document_id
    send(browser, file_url(case_id, "follow_up_done", follow_up))


def ask_her(browser, case_id):
    # A yes to a story of hers is for each item and place, and not written down on this page.
    for place, answer in enumerate(("yes", "yes", "no")):
        ask = reverse("consent:ask", args=[case_id, place])
        send(browser, ask, answer=answer, **HERSELF)
    send(browser, reverse("consent:open_to_team", args=[case_id]), **HERSELF)
    send(browser, reverse("consent:read_back", args=[case_id]))
    send(browser, reverse("consent:exception", args=[case_id]))


def take_copies(browser, case_id):
    for url in (
        file_url(case_id, "export_file"),
        reverse("casework:export"),
        reverse("casework:incidents_export"),
    ):
        ready = send(browser, url, then=200)
        place = ready.content.decode().split('action="/p/export/')[1].split('"')[0]
        copy = browser.post(f"/p/export/{place}")
        assert b"".join(copy.streaming_content)
    assert send(browser, reverse("casework:search"), "/p/find/", then=200)


def bring_in(browser):
    start = reverse("casework:import")
    at = upload(browser, start, "sheet", f"{CORE} register.csv", REGISTER.encode())
    found = scan_rows(FIRST)
    at = send(browser, at)["Location"]
    assert browser.get(at).status_code == 200
    running = browser.post(reverse("casework:import_run"))
    assert b"".join(running.streaming_content)
    return found


def hand_on(us, them, ours, theirs, case_id):
    """Refer her, let them answer and make a file; then she stops it."""
    new = reverse("referrals:new", args=[case_id])
    check = send(ours, new, to=str(them.organisation.id))["Location"]
    assert ours.get(check).status_code == 200
    draft = Referral.objects.get(organisation=us.organisation)
    assert ours.post(reverse("referrals:send", args=[draft.id])).status_code == 302
    deliver(NOW)
    received = Referral.objects.get(organisation=them.organisation)
    page = theirs.get(reverse("referrals:show", args=[received.id]))
    assert CORE in page.content.decode()
    answer = reverse("referrals:answer", args=[received.id])
    for state in ("accepted", "in_progress", "completed"):
        said = {"state": state, "words": canary()}
        assert theirs.post(answer, said).status_code == 302
        deliver(NOW)
    assert theirs.post(reverse("referrals:make_file", args=[received.id])).status_code == 302
    sent = ours.get(reverse("referrals:show", args=[draft.id]))
    assert sent.status_code == 200
    theirs.get(reverse("referrals:list"))


def test_a_whole_node_is_stolen(clock, capfd, caplog):
    call_command("createcachetable")
    us, them = make_world(), make_world()
    ours, theirs = entered(us.caseworker), entered(them.caseworker)
    case_id = new_person(ours)
    assert stolen() == set()
    fill_file(ours, case_id)
    assert stolen() == set()
    fill_more(ours, us, case_id)
    assert stolen() == set()
    ask_her(ours, case_id)
    take_copies(ours, case_id)
    hand_on(us, them, ours, theirs, case_id)
    assert stolen() == set()
    # Between two pages of an import, and after it.
    assert bring_in(ours) == set()
    assert Case.objects.filter(organisation=us.organisation).count() == 7
    assert stolen() == set()
    # What was being typed when the screen locked is kept for her, and nobody else.
    ours.post(reverse("organisations:lock"))
    kept = ours.post(file_url(case_id, "note"), {"kind": "note", "text": canary()})
    assert kept["Location"] == reverse("organisations:unlock")
    assert stolen() == set()
    ours.post(reverse("organisations:unlock"), {"password": us.caseworker.password})
    send(ours, file_url(case_id, "hand_over"))
    send(ours, file_url(case_id, "close"))
    send(ours, file_url(case_id, "reopen"))
    assert stolen(WORDS) == set()
    # What nobody may find really is there, for those who may read it.
    tabs = (
        "about",
        "file",
        "plan",
        "pathway",
        "services",
        "safety",
        "documents",
        "people_around",
        "threats",
    )
    for tab in tabs:
        assert CORE in ours.get(file_url(case_id, tab)).content.decode(), tab
    said = capfd.readouterr()
    assert scan_text(said.out + said.err + caplog.text, WORDS) == set()


def test_pages_that_fail_tell_the_log_nothing(clock, capfd, caplog, monkeypatch):
    us = make_world()
    ours = entered(us.caseworker)
    case_id = new_person(ours)
    ours.raise_request_exception = False

    def fails(**said):
        raise ValueError(f"not saved: {type(said).__name__}")

    monkeypatch.setattr("alongside.casework.actions.add_note", fails)
    response = ours.post(file_url(case_id, "note"), {"kind": "note", "text": canary()})
    assert response.status_code == 500
    assert CORE not in response.content.decode()
    missing = ours.post(f"/p/{case_id}/no-such-page/", {"text": canary()})
    assert missing.status_code == 404
    said = capfd.readouterr()
    logged = said.out + said.err + caplog.text
    assert "not saved" in logged
    assert scan_text(logged, WORDS) == set()
