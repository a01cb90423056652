"""The real server and the real command, each as a process of its own, with a database of its own.

For tests marked `server` or `journey`. Processes are ended by their own id.
"""

import contextlib
import http.cookiejar
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest
from psycopg import sql

COMMAND = str(Path(sys.executable).parent / "alongside")
SECONDS_TO_START = 240
SECONDS_TO_STOP = 20


@dataclass(frozen=True, kw_only=True)
class Node:
    """A running node: where it answers, where it keeps its files, and how to reach its data."""

    base_url: str
    home: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def run(self, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run `alongside …` on this node's data and return what it said."""
        return run(*arguments, environment=self.environment, timeout=timeout)

    def log(self) -> str:
        """Return all the server has written so far."""
        return (self.home / "server.log").read_text(errors="replace")

    def client(self) -> httpx.Client:
        """Return an HTTP client that keeps cookies as a browser on this machine would.

        Browsers count loopback as secure and send `Secure` cookies to it; httpx has to be told.
        """
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        jar = http.cookiejar.CookieJar(policy=policy)
        return httpx.Client(base_url=self.base_url, cookies=jar, trust_env=False, timeout=30)


def run(
    *arguments: str, environment: dict[str, str], timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run the `alongside` command to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=environment,
        cwd=environment["ALONGSIDE_HOME"],
        timeout=timeout,
    )


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def own_database(home: Path) -> Iterator[str]:
    """Yield the address of an empty database of the kind this run of the suite is about."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{home / 'alongside.sqlite3'}"
        return
    name = f"alongside_live_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


@contextlib.contextmanager
def own_environment(home: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of a node that keeps everything under `home`."""
    with own_database(home) as database:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALONGSIDE_", "PYTEST_", "DJANGO_"))
        }
        (home / "tmp").mkdir(exist_ok=True)
        yield kept | {
            "ALONGSIDE_HOME": str(home),
            "DATABASE_URL": database,
            "TMPDIR": str(home / "tmp"),
            "PYTHONWARNINGS": "default",
        }


@contextlib.contextmanager
def serving(home: Path, environment: dict[str, str], command: str = "serve") -> Iterator[Node]:
    """Start `alongside <command>` on a free port and yield it once it answers."""
    port = free_port()
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [COMMAND, command, "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment,
            cwd=home,
            # The server starts workers; its process group is ours to end as a whole.
            start_new_session=True,
        )
    node = Node(
        base_url=f"http://127.0.0.1:{port}", home=home, environment=environment, process=process
    )
    try:
        wait_until_answering(node)
        yield node
    finally:
        stop(process)


def wait_until_answering(node: Node) -> None:
    """Return once the node answers a request; fail with its log if it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while node.process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(node.base_url, trust_env=False, timeout=10)
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not come up:\n{node.log()[-4000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that `serving` started, and the workers in its group."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=SECONDS_TO_STOP)
            return


@pytest.fixture(scope="session")
def live_alongside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Serve the demo world once for all the tests of this worker."""
    home = tmp_path_factory.mktemp("node")
    with own_environment(home) as environment, serving(home, environment, "demo") as node:
        yield node


@pytest.fixture
def start_alongside(tmp_path: Path) -> Iterator[Callable[..., Node]]:
    """Return a function that serves an empty node, or serves it again after it was ended.

    `start()` uses a home of this test's own; a second call starts again on the same data.
    """
    with contextlib.ExitStack() as stack:
        environment = stack.enter_context(own_environment(tmp_path))

        def start(command: str = "serve") -> Node:
            return stack.enter_context(serving(tmp_path, environment, command))

        yield start


@pytest.fixture
def alongside(tmp_path: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Return a function that runs the `alongside` command on an empty home."""
    with own_environment(tmp_path) as environment:
        yield lambda *arguments: run(*arguments, environment=environment)
