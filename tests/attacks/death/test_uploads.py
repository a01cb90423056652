"""Large documents, and lines that break: the real server keeps all of one or nothing of it.

It never holds more than a few pieces in memory, and nothing in clear rests on its disk.
"""

import contextlib
import hashlib
import os
import re
import signal
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.attacks.death.test_sudden import Worker

pytestmark = [pytest.mark.server, pytest.mark.attack]

MEGABYTE = 1024 * 1024
MOST = 200 * MEGABYTE
# A worker process with Django in it has about 90; what an upload adds must be little.
FLAT = 150 * MEGABYTE
ADDED = 24 * MEGABYTE
FORGET_THE_PEAK = "5"
# A film by its first bytes. It has no page hidden in it, and no two pieces are alike.
FILM = b"\0\0\0\x18ftypisom" + bytes(range(1, 245)) * 17
CANARY = b"CANARY-Kestrelqx-in-the-film"


@pytest.fixture
def worker(node):
    worker = Worker(node)
    yield worker
    worker.client.close()


@pytest.fixture
def case_id(worker):
    return worker.new_person("Mira")


def processes(node):
    """Yield the web server's processes."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if os.getpgid(int(entry.name)) == node.process.pid:
                    yield entry


def forget_peaks(node):
    for entry in processes(node):
        (entry / "clear_refs").write_text(FORGET_THE_PEAK)


def most_memory(node):
    """Return the most bytes of memory a process of the server held since then."""
    status = [(entry / "status").read_text() for entry in processes(node)]
    found = [re.search(r"VmHWM:\s+(\d+) kB", text) for text in status]
    return max(int(one[1]) for one in found if one) * 1024


def pieces(size):
    """Yield a film of this size, a megabyte at a time, with a canary in each."""
    left, number = size, 0
    while left:
        piece = (CANARY + number.to_bytes(4, "big") + FILM * (MEGABYTE // len(FILM) + 1))[:MEGABYTE]
        if number == 0:
            piece = FILM[:12] + piece[12:]
        yield piece[:left]
        left, number = left - min(left, MEGABYTE), number + 1


def form(worker, size):
    """Return head, foot and length of the form that sends it."""
    head = (
        "--x\r\nContent-Disposition: form-data; name=csrfmiddlewaretoken\r\n\r\n"
        f"{worker.token}\r\n"
        "--x\r\nContent-Disposition: form-data; name=document; filename=CANARY.mp4\r\n\r\n"
    ).encode()
    foot = b"\r\n--x--\r\n"
    return head, foot, len(head) + size + len(foot)


def upload(worker, case_id, size):
    head, foot, length = form(worker, size)

    def body():
        yield head
        yield from pieces(size)
        yield foot

    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(length),
    }
    return worker.client.post(f"/p/{case_id}/document/", content=body(), headers=headers)


def kept(node):
    """Return the files of the node's media, also the unfinished."""
    return [path for path in (node.home.path / "media").rglob("*") if path.is_file()]


def in_clear(node):
    """Return the files of the home in which a piece of what was sent stands."""
    found = []
    for path in node.home.path.rglob("*"):
        if path.is_file():
            with path.open("rb") as content, contextlib.suppress(OSError):
                tail = b""
                while more := content.read(MEGABYTE):
                    if CANARY in tail + more:
                        found.append(path.name)
                        break
                    tail = more[-len(CANARY) :]
    return found


def test_two_hundred_megabytes_come_back_as_they_were(worker, node, case_id):
    forget_peaks(node)
    before = most_memory(node)
    assert upload(worker, case_id, MOST).status_code == 302
    peak = most_memory(node)
    assert peak < FLAT
    assert peak - before < ADDED
    assert in_clear(node) == []
    [document] = re.findall(
        rf"/p/{case_id}/document/([0-9a-f-]+)/", worker.read(f"/p/{case_id}/documents/")
    )
    digest, size = hashlib.sha256(), 0
    url = f"/p/{case_id}/document/{document}/"
    with worker.client.stream("GET", f"{url}original/") as answer:
        for more in answer.iter_raw():
            digest.update(more)
            size += len(more)
    whole = hashlib.sha256()
    for piece in pieces(MOST):
        whole.update(piece)
    assert (size, digest.hexdigest()) == (MOST, whole.hexdigest())
    # From the middle, as a player asks for it.
    part = worker.client.get(
        f"{url}shown/", headers={"Range": f"bytes={150 * MEGABYTE}-{150 * MEGABYTE + 31}"}
    )
    assert part.status_code == 206
    assert part.content.startswith(CANARY)
    assert most_memory(node) - before < ADDED


def test_what_is_larger_leaves_nothing(worker, node, case_id):
    forget_peaks(node)
    before = most_memory(node)
    answer = upload(worker, case_id, MOST + 1)
    assert answer.status_code == 422
    assert "This file is larger than 200 MB." in answer.text
    assert most_memory(node) - before < ADDED
    assert kept(node) == []
    assert list((node.home.path / "tmp").rglob("*")) == []


@contextlib.contextmanager
def half_way(worker, node, case_id):
    """Send a part of a document and hold the line."""
    head, _foot, length = form(worker, MOST)
    place = urlsplit(node.base_url)
    cookies = "; ".join(f"{one.name}={one.value}" for one in worker.client.cookies.jar)
    lines = (
        f"POST /p/{case_id}/document/ HTTP/1.1",
        f"Host: {place.netloc}",
        f"Cookie: {cookies}",
        "Content-Type: multipart/form-data; boundary=x",
        f"Content-Length: {length}",
    )
    with socket.create_connection((place.hostname, place.port), 10) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + head)
        for piece in pieces(20 * MEGABYTE):
            line.sendall(piece)
        assert until(lambda: kept(node)), node.log()[-2000:]
        yield line


def until(found, seconds=20):
    """Return whether something becomes true within some seconds."""
    deadline = time.monotonic() + seconds
    while not found() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(found())


@pytest.mark.parametrize("how", ["ended", "torn"])
def test_an_upload_cut_off_half_way_leaves_nothing(worker, node, case_id, how):
    with half_way(worker, node, case_id) as line:
        # Half-way it lies there, sealed.
        [unfinished] = kept(node)
        assert unfinished.suffix == ".part"
        assert in_clear(node) == []
        if how == "torn":
            linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    assert until(lambda: not kept(node))
    assert f"/p/{case_id}/document/" not in worker.read(f"/p/{case_id}/documents/").replace(
        f'href="/p/{case_id}/document/"', ""
    )
    # The server goes on, and takes the next one.
    assert upload(worker, case_id, MEGABYTE).status_code == 302
    assert len(kept(node)) == 1


def test_a_server_killed_half_way_leaves_only_what_nobody_can_open(worker, node, case_id):
    with half_way(worker, node, case_id):
        node.end(signal.SIGKILL)
    assert [path.suffix for path in kept(node)] == [".part"]
    assert in_clear(node) == []
