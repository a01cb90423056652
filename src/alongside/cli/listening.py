"""Ports of this machine: which is free, and whether somebody listens there already."""

from __future__ import annotations

import contextlib
import http.client
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

if TYPE_CHECKING:
    import subprocess

START_SECONDS = 60


def refuse_a_taken_port(host: str, port: int) -> None:
    """Say so when somebody else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise click.ClickException(
                f"Port {port} cannot be used ({fault.strerror}). Choose another with --port."
            ) from fault


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_listening(name: str, process: subprocess.Popen[bytes], port: int) -> None:
    """Return once a part takes requests; raise ClickException where it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise click.ClickException(f"{name} did not start; see the lines above.")


def wait_for(address: str) -> None:
    """Return once a page of this machine answers anything at all, or after a minute."""
    page = urlsplit(address)
    deadline = time.monotonic() + START_SECONDS
    while page.netloc and time.monotonic() < deadline:
        line = http.client.HTTPConnection(page.netloc, timeout=START_SECONDS)
        try:
            line.request("GET", page.path)
            line.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return
        finally:
            line.close()


def own_page(host: str, port: int, path: str) -> str:
    """Return the address of a page as this machine reaches it."""
    return f"http://[{host}]:{port}{path}" if ":" in host else f"http://{host}:{port}{path}"
