"""The real server and the real command, each as a process of its own, with a database of its own.

For tests marked `server` or `journey`. Processes are ended by their own id.
"""

import contextlib
import fcntl
import http.cookiejar
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
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
class Home:
    """Where a node keeps everything, and the environment its commands run in."""

    path: Path
    environment: dict[str, str]
    stack: contextlib.ExitStack

    def run(
        self, *arguments: str, typed: str = "", timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run `alongside …` to its end, typing the given lines into it."""
        return subprocess.run(
            [COMMAND, *arguments],
            check=False,
            capture_output=True,
            text=True,
            input=typed,
            env=self.environment,
            cwd=self.path,
            timeout=timeout,
        )

    def start(self, *command: str) -> "Node":
        """Start `alongside serve`, or what is named, on a free port; return it once it answers.

        It is ended with the test at the latest. After it was ended, even by force, another call
        starts it again on the same data.
        """
        return self.stack.enter_context(serving(self, *(command or ("serve",))))


@dataclass(frozen=True, kw_only=True)
class Node:
    """A running node: where it answers, and what it is."""

    base_url: str
    home: Home
    process: subprocess.Popen[bytes]

    def log(self) -> str:
        """Return all the server has written so far."""
        return log_of(self.home).read_text(errors="replace")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the server and its workers, by force with SIGKILL, and return when they are gone."""
        stop(self.process, how)

    def client(self) -> httpx.Client:
        """Return an HTTP client that keeps cookies as a browser on this machine would.

        Browsers count loopback as secure and send `Secure` cookies to it; httpx has to be told.
        """
        jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy())

        def send_cookies(request: httpx.Request) -> None:
            # httpx copies the cookies into a jar of its own first, which knows only https.
            if kept := "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar):
                request.headers["Cookie"] = kept

        return httpx.Client(
            base_url=self.base_url,
            cookies=jar,
            trust_env=False,
            timeout=30,
            event_hooks={"request": [send_cookies]},
        )


def log_of(home: Home) -> Path:
    return home.path / "server.log"


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
def own_home(path: Path, **settings: str) -> Iterator[Home]:
    """Yield a home under `path` with a database of its own, and end at last what runs in it."""
    with own_database(path) as database, contextlib.ExitStack() as stack:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALONGSIDE_", "PYTEST_", "DJANGO_"))
        }
        (path / "tmp").mkdir(exist_ok=True)
        environment = kept | {
            "ALONGSIDE_HOME": str(path),
            "DATABASE_URL": database,
            "TMPDIR": str(path / "tmp"),
            **settings,
        }
        yield Home(path=path, environment=environment, stack=stack)


@contextlib.contextmanager
def serving(home: Home, *command: str) -> Iterator[Node]:
    """Start `alongside <command>` on a free port and yield it once it answers."""
    port = free_port()
    with log_of(home).open("ab") as log:
        process = subprocess.Popen(
            [COMMAND, *command, "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=home.environment,
            cwd=home.path,
            # The server starts workers; its process group is ours to end as a whole.
            start_new_session=True,
        )
    node = Node(base_url=f"http://127.0.0.1:{port}", home=home, process=process)
    try:
        wait_until_answering(node)
        yield node
    finally:
        node.end()


def wait_until_answering(node: Node) -> None:
    """Return once the node answers a request; fail with its log if it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while node.process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(node.base_url, trust_env=False, timeout=10)
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not come up:\n{node.log()[-4000:]}")


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """End a process and the group it leads, by force if it does not go when asked."""
    for signalled in (how, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signalled)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=SECONDS_TO_STOP)
            return


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demonstration, built once for all workers: copy it, serve the copy.

    Names and password to sign in with are in `alongside.cli.world`.
    """
    own = tmp_path_factory.mktemp("building")
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    built = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock, own_home(own) as home:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second finds it finished
        done = home.run("demo", "--home", str(built), "--build-only", timeout=600)
    if done.returncode:
        pytest.fail(f"the demonstration was not built:\n{done.stderr[-4000:]}")
    return built


@pytest.fixture(scope="session")
def live_alongside(tmp_path_factory: pytest.TempPathFactory, demonstration: Path) -> Iterator[Node]:
    """Serve the node of the demonstration, once for all the tests of this worker."""
    path = tmp_path_factory.mktemp("node")
    shutil.copytree(demonstration, path, dirs_exist_ok=True)
    # It is kept in SQLite, whatever this run is about.
    database = f"sqlite:///{path / 'alongside.sqlite3'}"
    with own_home(path, ALONGSIDE_DEMO="yes", DATABASE_URL=database) as home:
        yield home.start()


@pytest.fixture
def alongside(tmp_path: Path) -> Iterator[Home]:
    """Return an empty home for a node: `alongside.run("init", …)`, `alongside.start()`."""
    with own_home(tmp_path) as home:
        yield home
