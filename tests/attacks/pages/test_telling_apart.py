"""Somebody tries to learn who and what exists from how the node answers, and what it costs."""

import re

import pytest
from django.urls import reverse

from alongside.organisations.actions import invitations
from alongside.organisations.enums import Role
from alongside.vault import passwords
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered
from tests.organisations.browser import Browser
from tests.organisations.factories import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("clock")]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
CODE = "-".join(["00000000"] * 4)


@pytest.fixture
def runs(monkeypatch):
    """Count the Argon2id runs instead of timing them."""
    made, real = [], passwords._run

    def counted(*args):
        made.append(args)
        return real(*args)

    monkeypatch.setattr(passwords, "_run", counted)
    return made


def told(response, *typed):
    """Return all an answer tells, without tokens and without what was typed oneself."""
    body = TOKEN.sub("", response.content.decode())
    for each in typed:
        body = body.replace(each, "TYPED")
    headers = {k: v for k, v in response.headers.items() if k != "Content-Length"}
    cookies = sorted(response.cookies)
    return response.status_code, body, sorted(headers.items()), cookies


@pytest.mark.parametrize(
    ("page", "more"),
    [
        ("sign_in", {"password": "a wrong password"}),
        ("recover", {"code": CODE, "new_password": "quite another", "again": "quite another"}),
        ("recover", {}),
        ("sign_in", {}),
    ],
)
def test_a_name_known_or_not(world, runs, page, more):
    answers, costs = [], []
    known = world.caseworker.user.sign_in_name
    for name in (known, "x" * len(known)):
        runs.clear()
        response = Browser().post(reverse(f"organisations:{page}"), {"name": name, **more})
        answers.append(told(response, name))
        costs.append(len(runs))
    assert answers[0] == answers[1]
    assert costs[0] == costs[1]


def test_a_link_used_ended_or_invented(world):
    given = {"role": Role.CASEWORKER, "team_ids": [world.team.id], "now": NOW}
    actor = world.coordinator.actor
    codes = [invitations.invite(display_name="Rosa", actor=actor, **given)[1] for _each in range(2)]
    withdrawn, code = invitations.invite(display_name="Ana", actor=actor, **given)
    invitations.withdraw(invitation_id=withdrawn.pk, actor=actor, now=NOW)
    invitations.accept(
        code=codes[0], sign_in_name="rosa", password="correct horse x", language="en", now=NOW
    )
    assert Browser().get(reverse("organisations:join", args=[codes[1]])).status_code == 200
    answers = {
        str(told(Browser().get(reverse("organisations:join", args=[tried])), tried))
        for tried in (codes[0], code, codes[1].swapcase(), "x" * len(code))
    }
    assert len(answers) == 1


def test_a_search_for_somebody_of_others(world):
    theirs = make_world()
    made = make_case(fresh(theirs.caseworker), "Peregrina")
    make_case(fresh(world.caseworker), "Mira")
    mine = entered(world.caseworker)
    absent = told(mine.post("/p/find/", {"q": "Nobodyatall"}), "Nobodyatall")
    for typed in ("Peregrina", made.reference, str(made.id)):
        assert told(mine.post("/p/find/", {"q": typed}), typed) == absent
    assert "Mira" in mine.post("/p/find/", {"q": "Mira"}).content.decode()


def test_a_file_number_of_others_is_no_address(world):
    made = make_case(fresh(make_world().caseworker), "Peregrina")
    mine = entered(world.caseworker)
    answers = [told(mine.get(f"/p/{tried}/"), tried) for tried in (made.reference, "AL-00000")]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
