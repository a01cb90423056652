"""A virus scanner on this machine: clamd, given a file piece by piece (`man clamd`, INSTREAM).

What is looked at goes to it in clear, so it may only listen on a socket of this machine.
"""

from __future__ import annotations

import socket
import struct
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

HERE = frozenset({"127.0.0.1", "::1", "localhost"})
BEGIN, END = b"zINSTREAM\0", struct.pack("!I", 0)
SECONDS = 30
# For the whole of a large file, once all of it was sent.
SECONDS_FOR_VERDICT = 180
LONGEST_ANSWER = 4096


class NotOnThisMachine(ValueError):
    """The address names no socket of this machine."""


class Verdict(Enum):
    """What the scanner said."""

    CLEAN = "clean"
    FOUND = "found"
    # It does not answer, or did not look at all of it: nobody knows.
    UNKNOWN = "unknown"


class Scan:
    """One file on its way through the scanner; never raises what goes wrong, but says UNKNOWN."""

    def __init__(self, address: str) -> None:
        self._socket: socket.socket | None = None
        try:
            self._socket = connect(address)
            self._socket.sendall(BEGIN)
        except (OSError, NotOnThisMachine):
            self.close()

    def __enter__(self) -> Self:
        """Return the scan, to be closed at the end."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, content: bytes) -> None:
        """Let it look at the next piece."""
        if self._socket is None or not content:
            return
        try:
            self._socket.sendall(struct.pack("!I", len(content)) + content)
        except OSError:
            # It hangs up on what is longer than its StreamMaxLength.
            self.close()

    def verdict(self) -> Verdict:
        """Say that this was all, and return what it found."""
        if self._socket is None:
            return Verdict.UNKNOWN
        try:
            self._socket.settimeout(SECONDS_FOR_VERDICT)
            self._socket.sendall(END)
            answer = _answer(self._socket)
        except OSError:
            return Verdict.UNKNOWN
        finally:
            self.close()
        if answer.endswith(b" FOUND"):
            return Verdict.FOUND
        return Verdict.CLEAN if answer == b"stream: OK" else Verdict.UNKNOWN

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def connect(address: str) -> socket.socket:
    """Return a connection to `/path/of/its/socket` or `host:port`; raise OSError, NotOnThisMachine.

    The host has to be this machine.
    """
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        try:
            line.settimeout(SECONDS)
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    if host not in HERE or not port.isdecimal():
        raise NotOnThisMachine(address)
    return socket.create_connection((host, int(port)), SECONDS)


def answers(address: str) -> bool:
    """Return whether the scanner is there; raises NotOnThisMachine."""
    try:
        with connect(address) as line:
            line.sendall(b"zPING\0")
            return _answer(line) == b"PONG"
    except OSError:
        return False


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while len(answer) < LONGEST_ANSWER and not answer.endswith(b"\0"):
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer.rstrip(b"\0").strip()
