"""A document of 200 MB sent through the real form, and the same bytes only written to the disk.

`python -m benchmarks.uploads` measures it by itself, on an empty node.
"""

from __future__ import annotations

import http.client
import re
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import homes
from benchmarks.browser import HEADERS, Unexpected, token_of, unpacked
from benchmarks.report import Line
from benchmarks.running import running
from benchmarks.server import family, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.browser import Browser
    from benchmarks.running import Running
    from benchmarks.server import Server

MEGABYTE = 1024 * 1024
SIZE = 200 * MEGABYTE
TIMES = 3
# What it is held to: the design's 150 MB for a worker process, and a few times a bare write.
MEMORY_HOLD, TIMES_HOLD = 150, 8
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
FORGET_THE_PEAK = "5"
BOUNDARY = "x-benchmark"


@dataclass(frozen=True)
class Uploads:
    """Seconds for one upload, sealed and plain, and the most memory a process held, in MB."""

    sealed: float
    plain: float
    memory: float

    def lines(self) -> list[Line]:
        """Return what shall hold."""
        where = "200 MB through the form"
        ratio = self.sealed / self.plain
        return [
            Line("document: most memory of a process", where, self.memory, MEMORY_HOLD, " MB"),
            Line("document: times a bare write", where, ratio, TIMES_HOLD, " ×"),
        ]

    def __str__(self) -> str:
        return (
            f"document of 200 MB: sealed {self.sealed:.2f} s, bare write {self.plain:.2f} s, "
            f"{self.sealed / self.plain:.1f} ×; largest process {self.memory:.0f} MB"
        )


def measured(node: Running) -> Uploads:
    """Send it by turns to a node and to a server that only writes it."""
    browser = node.one[0]
    path = _new_file(browser)
    sealed, plain = [], []
    with tempfile.TemporaryDirectory(dir=homes.BENCH) as folder:
        command = (sys.executable, "-m", "benchmarks.plain_upload", folder)
        environment = {"PYTHONPATH": str(homes.ROOT), "PATH": ""}
        with serving(command, environment, Path(folder) / "log") as writer:
            line = http.client.HTTPConnection("127.0.0.1", writer.port, timeout=60)
            _forget_peaks(node.server)
            for _turn in range(TIMES):
                plain.append(_seconds(lambda: _sent(line, "/", {}, b"", HTTPStatus.OK)))
                sealed.append(_seconds(lambda: _through_the_form(browser, path)))
    return Uploads(statistics.median(sealed), statistics.median(plain), _peak(node.server))


def _new_file(browser: Browser) -> str:
    browser.token = token_of(browser.text("/p/new/"))
    browser.post("/p/new/", {"called": "Asha", "language": "bn"}, HTTPStatus.FOUND)
    [case_id, *_others] = re.findall(r'href="/p/([0-9a-f-]{36})/"', browser.text("/p/"))
    return f"/p/{case_id}/document/"


def _through_the_form(browser: Browser, path: str) -> None:
    fields = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s'
    token = fields % ("csrfmiddlewaretoken", "", f"{browser.token}\r\n")
    head = (token + fields % ("document", '; filename="film.mp4"', "")).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    _sent(browser.connection, path, {"Cookie": cookies}, head, HTTPStatus.FOUND)


def _sent(
    line: http.client.HTTPConnection,
    path: str,
    more: dict[str, str],
    head: bytes,
    expected: HTTPStatus,
) -> None:
    foot = f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = HEADERS | more | {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    headers["Content-Length"] = str(len(head) + SIZE + len(foot))
    line.request("POST", path, body=_body(head, foot), headers=headers)
    answer = line.getresponse()
    said = answer.read()
    if answer.status != expected:
        raise Unexpected(f"POST {path}: {answer.status}\n{unpacked(said)[:9000]}")


def _body(head: bytes, foot: bytes) -> Iterator[bytes]:
    piece = b"\0\0\0\x18ftypisom" + bytes(range(1, 245)) * (MEGABYTE // 244)
    yield head
    sent = 0
    while sent < SIZE:
        yield piece[: SIZE - sent]
        sent += min(len(piece), SIZE - sent)
    yield foot


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _forget_peaks(server: Server) -> None:
    for pid in family(server.process.pid):
        Path(f"/proc/{pid}/clear_refs").write_text(FORGET_THE_PEAK)


def _peak(server: Server) -> float:
    status = [Path(f"/proc/{pid}/status").read_text() for pid in family(server.process.pid)]
    return max(int(found[1]) for found in map(PEAK.search, status) if found) / 1024


def main() -> None:
    """Measure it on an empty node."""
    with running(homes.working_copy(homes.filled(0)).sealed) as node:
        print(measured(node))


if __name__ == "__main__":
    main()
