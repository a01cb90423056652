"""A virus scanner that speaks clamd's protocol on a socket of this machine."""

import contextlib
import socket
import struct
import threading

# What a scanner of viruses has to find (eicar.org), in two pieces so that none finds it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner:
    """Answers INSTREAM as clamd does: FOUND for EICAR, an error beyond `longest`, else OK.

    `seen` are the whole files it was given.
    """

    def __init__(self, path, longest=10**9, answer=None):
        self.address, self.longest, self.answer = str(path), longest, answer
        self.seen = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(self.address)
        self._listening.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listening.close()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                line, _from = self._listening.accept()
                with line, contextlib.suppress(OSError):
                    self._talk(line, line.makefile("rb"))

    def _talk(self, line, said):
        command = b""
        while not command.endswith(b"\0"):
            command += said.read(1)
        if command == b"zPING\0":
            line.sendall(b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", said.read(4))[0]:
            content += said.read(size)
            if len(content) > self.longest:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.seen.append(content)
        found = b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
        line.sendall((self.answer or found) + b"\0")


@contextlib.contextmanager
def scanning(path, **how):
    """Yield a scanner that listens at a path."""
    scanner = Scanner(path, **how)
    try:
        yield scanner
    finally:
        scanner.close()
