"""The server is killed while people write: what it said is saved, is saved, and all is whole."""

import contextlib
import os
import random
import re
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.attacks.death.build import NAME, PASSWORD

pytestmark = [pytest.mark.server, pytest.mark.attack]

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
KILLS = 4
LONGEST = 1.5


class Worker:
    """A browser in which somebody works, and remembers what she was told is saved."""

    def __init__(self, node):
        self.node, self.client = node, node.client()
        self.notes, self.called = [], []
        self.token = ""
        self.read("/in/")
        answer = self.send("/in/", name=NAME, password=PASSWORD)
        assert answer.status_code == 302, answer.text
        self.read("/d/")

    def read(self, url):
        page = self.client.get(url)
        assert page.status_code == 200, (url, page.status_code, self.node.log()[-2000:])
        self.token = TOKEN.findall(page.text)[-1]
        return page.text

    def send(self, url, **data):
        return self.client.post(url, data={"csrfmiddlewaretoken": self.token, **data})

    def new_person(self, called):
        answer = self.send("/p/new/", called=called)
        assert answer.status_code == 302, answer.text
        self.called.append(called)
        return answer.headers["Location"].split("/")[2]

    def write(self, case_id, number):
        """Write one thing after another until nobody answers any more."""
        with contextlib.suppress(httpx.TransportError):
            for step in range(1000):
                text = f"note {number}.{step}."
                answer = self.send(f"/p/{case_id}/note/", kind="note", text=text)
                if answer.status_code == 302:
                    self.notes.append(text)
                self.send(f"/c/{case_id}/ask/1/", answer="yes", how_given="spoken")
                if step % 3 == 0:
                    self.new_person(f"Asha {number}-{step}")


def story(worker, case_id):
    """Return every page of her story as one text."""
    text, url = "", f"/p/{case_id}/"
    while url:
        page = worker.client.get(url).text
        text += page
        more = re.search(r'href="([^"]*\?after=[^"]+)"', page)
        url = more.group(1).replace("&amp;", "&") if more else ""
        if url.startswith("?"):
            url = f"/p/{case_id}/{url}"
    return text


def wait_for(found, number):
    """Wait until there are so many, half a minute at most."""
    until = time.monotonic() + 30
    while len(found) < number and time.monotonic() < until:
        time.sleep(0.02)


def test_what_was_acknowledged_is_there(node):
    home, chance = node.home, random.Random(7)  # when to kill is no secret
    worker = Worker(node)
    case_id = worker.new_person("Mira")
    written = []
    for number in range(KILLS):
        writing = threading.Thread(target=worker.write, args=(case_id, number))
        writing.start()
        wait_for(worker.notes, 2)
        time.sleep(chance.uniform(0.3, LONGEST))
        node.end(signal.SIGKILL)
        writing.join()
        written += worker.notes
        called = worker.called
        worker.client.close()
        node = home.start()
        worker = Worker(node)
        worker.called = called
    assert len(written) > KILLS
    told = story(worker, case_id)
    assert [text for text in written if text not in told] == []
    for called in worker.called:
        worker.read("/d/")
        assert called in worker.send("/p/find/", q=called).text
    worker.client.close()
    verified = home.run("audit", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    doctor = home.run("doctor")
    assert "BAD  journal" not in doctor.stdout
    assert "BAD  database" not in doctor.stdout
    assert "BAD  keys" not in doctor.stdout


def processes(node):
    """Return the ids of the server and of all it started."""
    group, found = os.getpgid(node.process.pid), []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            after = path.read_text().rpartition(")")[2].split()
            if int(after[2]) == group:
                found.append(int(path.parent.name))
    return found


def test_doctor_has_a_sentence_for_what_is_lost(built):
    home = built
    pepper = home.path / "pepper"
    kept = pepper.read_bytes()
    pepper.write_bytes(kept[:-9] + b"damaged!\n")
    said = home.run("doctor")
    assert said.returncode == 1
    assert "BAD  pepper" in said.stdout
    assert "Traceback" not in said.stdout + said.stderr
    pepper.unlink()
    assert f"The pepper file {pepper} is not there." in home.run("doctor").stdout
    pepper.write_bytes(kept)
    pepper.chmod(0o600)
    assert "BAD  pepper" not in home.run("doctor").stdout
    database = home.path / "alongside.sqlite3"
    if database.exists():
        database.rename(database.with_suffix(".away"))
        said = home.run("doctor")
        assert f"The database {database} is missing." in said.stdout
        assert "Traceback" not in said.stdout + said.stderr
