"""A server that writes what it is sent to the disk and does nothing else with it."""

from __future__ import annotations

import argparse
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PIECE = 64 * 1024
FOLDER = "PLAIN_UPLOADS"


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> list[bytes]:
    """Write the body into a new file, and that file to the disk."""
    left = int(environ.get("CONTENT_LENGTH") or 0)
    path = Path(os.environ[FOLDER]) / uuid.uuid4().hex
    with path.open("wb") as out:
        while left and (piece := environ["wsgi.input"].read(min(PIECE, left))):
            out.write(piece)
            left -= len(piece)
        out.flush()
        os.fsync(out.fileno())
    start_response("200 OK", [("Content-Length", "0")])
    return []


def main() -> None:
    """Serve with the same program as a node."""
    from granian import Granian  # noqa: PLC0415  its workers import this module as well
    from granian.constants import Interfaces  # noqa: PLC0415

    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    os.environ[FOLDER] = asked.folder
    Granian(
        "benchmarks.plain_upload:application",
        address="127.0.0.1",
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
