"""Bringing in a register: read, checked, written in batches with progress, sealed or in plaintext.

Run inside a home of either kind; prints JSON with seconds, megabytes and how often progress was
told.
"""

from __future__ import annotations

import io
import json
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import timezone
from openpyxl import Workbook

from alongside.casework import actions
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.organisations.actors import actor_for
from alongside.organisations.backend import open_keys
from alongside.organisations.models import User
from benchmarks.world.founding import COORDINATOR, PASSWORD
from benchmarks.world.people import person
from benchmarks.world.sealing import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.core.access import Actor

HEADER = (
    "File no.", "First Name", "Second Name", "Mobile Phone", "Citizenship", "Type of Exploitation",
    "Status", "Incoming Referral Date", "Case Comment", "Our own note",
)  # fmt: skip
STATUSES = ("Active", "Follow Up", "Closed")


def main(rows: str) -> None:
    """Measure in this process, which does nothing else."""
    content = register(int(rows))
    actor = _coordinator()
    import_register = _how()
    before, most = _megabytes(), 0.0
    steps: list[int] = []

    def told(done: int, _all: int) -> None:
        nonlocal most
        steps.append(done)
        most = max(most, _megabytes())

    begun = time.perf_counter()
    sheet = open_register(io.BytesIO(content), filename="register.xlsx")
    mapping = suggest_mapping(sheet.headers, sheet.machine_names)
    import_register(
        register=sheet, mapping=mapping, actor=actor, now=max(timezone.now(), NOW), progress=told
    )
    taken = time.perf_counter() - begun
    measured = {"seconds": taken, "grown_mb": most - before, "steps": len(steps)}
    print(json.dumps({**measured, "rows": steps[-1]}))


def register(rows: int) -> bytes:
    """Return a workbook as organisations keep them, with so many people."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    sheet.append(HEADER)
    for number in range(rows):
        one = person(number)
        names = [name.written for name in one.names]
        sheet.append(
            (
                f"B-{number:06}", names[0], " ".join(names[1:]) or None, one.phone, "Viet Nam",
                "Forced Labour", STATUSES[number % len(STATUSES)], one.opened_on,
                one.next if number % 2 else None, one.place,
            )
        )  # fmt: skip
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _how() -> Callable[..., object]:
    """Return what brings a register in here."""
    if apps.is_installed("benchmarks.twin"):
        from benchmarks.twin.importing import import_register  # noqa: PLC0415  its tables are here

        return import_register
    return actions.import_register


def _coordinator() -> Actor:
    user = User.objects.get(sign_in_name=COORDINATOR)
    keys = open_keys(user, PASSWORD)
    if keys is None:
        raise RuntimeError("The invented password does not open the invented keys.")
    return actor_for(user, keys)


def _megabytes() -> float:
    """Return what this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
