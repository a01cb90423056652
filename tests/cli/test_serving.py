"""Parts that are started beside each other: noticed when they are not there, ended together."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import click
import pytest

from alongside.cli import listening, serving

pytestmark = pytest.mark.server

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
LISTENS = [
    sys.executable,
    "-c",
    (
        "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1])));"
        "time.sleep(60)"
    ),
]


@contextlib.contextmanager
def running(command):
    process = subprocess.Popen(command)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_part_that_ends_at_its_start_is_named():
    command = [sys.executable, "-c", "raise SystemExit(1)"]
    said = pytest.raises(click.ClickException, match="The public site did not start")
    with running(command) as process, said:
        listening.wait_until_listening("The public site", process, listening.free_port())


def test_a_part_that_never_listens_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(listening, "START_SECONDS", 0.2)
    said = pytest.raises(click.ClickException, match="The node did not start")
    with running(SLEEPS) as process, said:
        listening.wait_until_listening("The node", process, listening.free_port())


def test_a_part_that_listens_is_waited_for():
    port = listening.free_port()
    with running([*LISTENS, str(port)]) as process:
        listening.wait_until_listening("The node", process, port)
        assert process.poll() is None


def test_the_end_of_one_part_is_the_end_of_all(monkeypatch):
    told = []
    monkeypatch.setattr(serving, "end_this", lambda: told.append("end"))
    with running(SLEEPS) as node, running(SLEEPS) as site:
        site.kill()
        ended = serving.end_with({"The node": node, "The public site": site})
        deadline = time.monotonic() + 20
        while not told and time.monotonic() < deadline:
            time.sleep(0.05)
    assert (ended, told) == (["The public site"], ["end"])


def test_to_be_ended_while_starting_ends_what_was_started(monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        serving.subprocess,
        "Popen",
        lambda _command, env: started.append(popen(SLEEPS, env=env)) or started[-1],
    )

    def serve() -> None:
        with serving.beside("worker", environment=os.environ):
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)

    try:
        with pytest.raises(SystemExit):
            serve()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert started[0].poll() is not None


STOPPED_WHILE_IT_LOADS = """
import os, signal, time
from alongside.cli import orphans
signal.signal(signal.SIGTERM, lambda *_said: None)  # as the one that starts it
orphans.forks_end_with_us()
read, write = os.pipe()
process = os.fork() or (os.write(write, b"1") and time.sleep(60))
os.read(read, 1)
os.kill(process, signal.SIGTERM)
print(os.WTERMSIG(os.waitpid(process, 0)[1]))
"""


def test_a_web_process_that_still_loads_ends_when_asked():
    done = subprocess.run(
        [sys.executable, "-c", STOPPED_WHILE_IT_LOADS],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert int(done.stdout) == signal.SIGTERM
