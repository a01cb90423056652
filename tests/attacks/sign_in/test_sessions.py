"""Attacks on sessions: stolen tables, planted cookies, forged requests."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.urls import reverse
from time_machine import escape_hatch

from alongside.organisations import sessions
from alongside.organisations.models import Session
from alongside.organisations.sessions import SessionStore, key_hash
from alongside.vault import people
from alongside.vault.primitives import CannotOpen
from tests.organisations.browser import Browser, code_now, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

ROOT = Path(__file__).parents[3]
TODAY = "/x/"
COOKIES = ("__Host-session", "__Host-unlock")


def columns():
    """Return every column of the table as whoever copied it has them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM organisations_session")
        return [
            bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()
        ]


def test_nothing_in_the_table_serves_as_a_cookie(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    tried = 0
    for stolen in columns():
        text = stolen.decode("latin-1") if isinstance(stolen, bytes) else str(stolen)
        thief = Browser()
        for name in COOKIES:
            thief.cookies[name] = text
        assert thief.get(TODAY).status_code == 302
        tried += 1
    assert tried == len(Session._meta.concrete_fields)


def test_the_table_holds_neither_cookie_nor_what_the_session_says(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    kept = b"|".join(
        value if isinstance(value, bytes) else str(value).encode() for value in columns()
    )
    # There is something that could leak: the session does hold these.
    store = SessionStore(visitor.cookies["__Host-session"].value)
    assert store[SESSION_KEY] == str(world.caseworker.user.pk)
    for secret in (
        visitor.cookies["__Host-session"].value,
        visitor.cookies["__Host-unlock"].value,
        world.caseworker.user.keys.box_sk,
        world.caseworker.user.keys.sign_sk,
        SESSION_KEY,
    ):
        raw = secret if isinstance(secret, bytes) else secret.encode()
        assert raw not in kept
        assert raw.hex().encode() not in kept


def test_the_first_cookie_alone_opens_no_keys(world):
    visitor, thief = Browser(), Browser()
    visitor.enter(world.caseworker)
    thief.cookies["__Host-session"] = visitor.cookies["__Host-session"].value
    assert thief.get(TODAY)["Location"] == "/unlock/"


def test_the_second_cookie_alone_opens_nothing(world):
    visitor, thief = Browser(), Browser()
    visitor.enter(world.caseworker)
    thief.cookies["__Host-unlock"] = visitor.cookies["__Host-unlock"].value
    assert thief.get(TODAY)["Location"].startswith("/in/")


def test_keys_moved_into_another_persons_row_do_not_open(world):
    hers, mine = Browser(), Browser()
    hers.enter(world.caseworker)
    mine.enter(world.colleague)
    blob = Session.objects.get(user=world.caseworker.user).unlock
    Session.objects.filter(user=world.colleague.user).update(unlock=blob)
    mine.cookies["__Host-unlock"] = hers.cookies["__Host-unlock"].value
    assert mine.get(TODAY)["Location"] == "/unlock/"
    with pytest.raises(CannotOpen):
        people.open_unlock(
            world.colleague.user.pk, hers.cookies["__Host-unlock"].value, bytes(blob)
        )


def test_session_data_moved_into_another_row_does_not_open(world):
    coordinator, caseworker = Browser(), Browser()
    with_app(world.coordinator.user)
    coordinator.enter(world.coordinator)
    caseworker.enter(world.caseworker)
    data = Session.objects.get(user=world.coordinator.user).data
    Session.objects.filter(user=world.caseworker.user).update(data=data)
    assert caseworker.get(TODAY)["Location"].startswith("/in/")


def test_changing_whose_session_it_is_in_the_table_changes_nothing(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    Session.objects.update(user=world.coordinator.user)
    assert visitor.get(TODAY).wsgi_request.user == world.caseworker.user


@pytest.mark.parametrize("column", ["data", "unlock"])
def test_a_bit_turned_in_the_table_is_noticed(world, column):
    visitor = Browser()
    visitor.enter(world.caseworker)
    row = Session.objects.get()
    box = bytearray(getattr(row, column))
    box[len(box) // 2] ^= 1
    Session.objects.update(**{column: bytes(box)})
    assert visitor.get(TODAY).status_code == 302


def test_a_planted_session_is_not_the_one_she_signs_in_with(world):
    victim, attacker = Browser(), Browser()
    store = SessionStore()
    store["planted"] = "yes"
    store.create()
    store.save()
    planted = store.session_key
    victim.cookies["__Host-session"] = planted
    victim.enter(world.caseworker)
    assert victim.cookies["__Host-session"].value != planted
    assert not Session.objects.filter(key_hash=key_hash(planted)).exists()
    assert "planted" not in SessionStore(victim.cookies["__Host-session"].value)
    attacker.cookies["__Host-session"] = planted
    assert attacker.get(TODAY)["Location"].startswith("/in/")


def test_both_cookies_change_between_the_password_and_the_second_factor(world):
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.give_password(world.coordinator.user.sign_in_name)
    before = {name: visitor.cookies[name].value for name in COOKIES}
    visitor.give_code(code_now())
    after = {name: visitor.cookies[name].value for name in COOKIES}
    assert all(before[name] and before[name] != after[name] for name in COOKIES)
    assert Session.objects.count() == 1


def test_a_cookie_nobody_gave_out_is_not_taken_up(world):
    visitor = Browser()
    visitor.cookies["__Host-session"] = "chosen-by-somebody-else"
    visitor.enter(world.caseworker)
    assert visitor.cookies["__Host-session"].value != "chosen-by-somebody-else"


def test_an_ended_session_is_ended_for_every_worker(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    assert visitor.get(TODAY).status_code == 200
    Session.objects.filter(user=world.caseworker.user).delete()
    assert visitor.get(TODAY)["Location"].startswith("/in/")


def test_she_ends_another_of_her_sessions(world):
    here, lost = Browser(), Browser(headers={"user-agent": "Mozilla/5.0 (Android 15; Mobile)"})
    here.enter(world.caseworker)
    lost.enter(world.caseworker)
    page = here.get(reverse("organisations:sessions"))
    other = [row for row in page.context["rows"] if not row["here"]]
    assert [row["device"] for row in other] == ["Phone"]
    here.post(reverse("organisations:end_session", args=[other[0]["id"]]))
    assert lost.get(TODAY)["Location"].startswith("/in/")
    assert here.get(TODAY).status_code == 200


def test_nobody_ends_somebody_elses_session(world):
    hers, mine = Browser(), Browser()
    hers.enter(world.caseworker)
    mine.enter(world.colleague)
    target = Session.objects.get(user=world.caseworker.user)
    absent = "00000000-0000-4000-8000-000000000000"
    foreign = mine.post(reverse("organisations:end_session", args=[target.pk]))
    missing = mine.post(reverse("organisations:end_session", args=[absent]))
    assert foreign.status_code == missing.status_code == 404
    assert hers.get(TODAY).status_code == 200


def test_no_address_is_kept(world):
    for address in ("203.0.113.77", "2001:db8:77::1"):
        visitor = Browser(REMOTE_ADDR=address)
        visitor.give_password(world.caseworker.user.sign_in_name, "a wrong password")
        visitor.enter(world.colleague)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            rows = repr(cursor.fetchall())
            assert "203.0.113.77" not in rows, table
            assert "2001:db8:77" not in rows, table


def test_the_store_remembers_nothing_in_the_process():
    """What one worker wrote, another that never saw it reads; what it deleted is gone at once."""
    store = SessionStore()
    store["word"] = "bread"
    store.save()
    # A new object has no memory of the first: only the row and the cookie make it open.
    assert SessionStore(store.session_key)["word"] == "bread"
    Session.objects.all().delete()
    assert SessionStore(store.session_key).get("word") is None
    module_state = [
        name
        for name, value in vars(sessions).items()
        if isinstance(value, dict | list | set) and not name.startswith("__")
    ]
    assert module_state == []


ANOTHER_WORKER = """
import os, django
from django.conf import settings
django.setup()
settings.ROOT_URLCONF = "tests.organisations.pages"
from django.test import Client
client = Client(headers={"host": "127.0.0.1"})
for name in ("__Host-session", "__Host-unlock"):
    client.cookies[name] = os.environ[name]
response = client.get("/x/")
print(response.status_code, getattr(response.wsgi_request.actor, "user_id", None))
"""


@pytest.mark.django_db(transaction=True)
def test_another_worker_process_opens_the_same_session(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    cookies = {name: visitor.cookies[name].value for name in COOKIES}
    # The other process lives by the real clock, which these tests have left.
    real = datetime.fromtimestamp(escape_hatch.time.time(), UTC)
    Session.objects.update(started_at=real, seen_at=real)
    assert another_worker(cookies) == f"200 {world.caseworker.user.pk}"
    Session.objects.all().delete()
    assert another_worker(cookies) == "302 None"


def another_worker(cookies):
    """Ask a process that has never seen the session; return what it answered."""
    environment = {
        **os.environ,
        **cookies,
        "ALONGSIDE_HOME": str(settings.HOME),
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ANOTHER_WORKER],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def database_url():
    """Return where the tests' own database is."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    who = f"{quote(found['USER'])}:{quote(found['PASSWORD'])}"
    return (
        f"postgresql://{who}@localhost:{found['PORT']}/{found['NAME']}?host={quote(found['HOST'])}"
    )


CHANGES = [
    ("sign_in", {"name": "x", "password": "y"}),
    ("lock", {}),
    ("sign_out", {}),
    ("unlock", {"password": "x"}),
    ("recover", {}),
    ("password", {}),
    ("invite", {}),
    ("paper", {}),
]


@pytest.mark.parametrize(("name", "data"), CHANGES)
def test_a_form_from_another_site_is_refused(world, name, data):
    visitor = Browser()
    visitor.enter(world.caseworker)
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = visitor.cookies
    del forged.cookies["__Host-csrf"]
    assert forged.post(reverse(f"organisations:{name}"), data).status_code == 403
    assert visitor.get(TODAY).status_code == 200
