"""A real server as a process of its own, and what it costs the processors."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECONDS_TO_START = 120
SECONDS_TO_STOP = 15
# The clock of a process's own processor time, in the kernel's encoding (clock_getcpuclockid(3)).
PROCESS_CLOCK = 2


@dataclass(frozen=True)
class Server:
    """A running server: where it answers and the processes it consists of."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the processor time all its processes have used so far."""
        return sum(_cpu_seconds(pid) for pid in family(self.process.pid))

    def memory_mb(self) -> float:
        """Return the largest resident memory of one of its processes, in MB."""
        return max(_resident_mb(pid) for pid in family(self.process.pid))


@contextlib.contextmanager
def serving(
    command: Sequence[str], environment: dict[str, str], log: Path, *, path: str = ""
) -> Iterator[Server]:
    """Start a server whose command takes `--port`, wait until it answers, end it afterwards."""
    port = _free_port()
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    server = Server(port, process)
    try:
        _wait(server, log, path)
        yield server
    finally:
        _end(process)


def family(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError):
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += parents.get(pid, [])
    return found


def _cpu_seconds(pid: int) -> float:
    with contextlib.suppress(OSError):
        return time.clock_gettime((~pid << 3) | PROCESS_CLOCK)
    return 0.0


def _resident_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    kilobytes = next((line.split()[1] for line in lines if line.startswith("VmRSS")), "0")
    return int(kilobytes) / 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, log: Path, path: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{server.url}{path}", trust_env=False, timeout=5)
            return
        time.sleep(0.02)
    raise RuntimeError(f"the server did not come up:\n{log.read_text(errors='replace')[-3000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process group that the server leads, by force if it does not go when asked."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=SECONDS_TO_STOP)
            return
