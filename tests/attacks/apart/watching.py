"""What a server consists of: its processes, and what each of them has loaded."""

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
# Python runs a `sitecustomize` at the start of every process. This one waits for a file to appear
# and then writes down which modules the process holds, also where it was forked.
LISTING = """
import json, os, sys, threading, time

home = os.environ["ALONGSIDE_HOME"]

def tell():
    while not os.path.exists(home + "/tell"):
        time.sleep(0.1)
    written = f"{home}/told-{os.getpid()}"
    with open(written + ".part", "w") as file:
        json.dump(sorted(sys.modules), file)
    os.rename(written + ".part", written + ".json")

def listen():
    threading.Thread(target=tell, daemon=True).start()

listen()
os.register_at_fork(after_in_child=listen)
"""


def watched(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """Return an environment whose processes tell what they hold when they are asked."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(LISTING)
    paths = [str(folder), *filter(None, [environment.get("PYTHONPATH")])]
    return environment | {"PYTHONPATH": os.pathsep.join(paths)}


def family(root: int) -> dict[int, str]:
    """Return a process and all that descend from it, each with the words it was started with."""
    parents = {int(one.name): parent(int(one.name)) for one in PROC.glob("[0-9]*")}
    found = {root}
    while more := {one for one, its in parents.items() if its in found} - found:
        found |= more
    return {one: said for one in found if (said := words(one))}


def parent(number: int) -> int:
    """Return what started a process; 0 where it has ended."""
    try:
        return int((PROC / str(number) / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def words(number: int) -> str:
    """Return the words a process was started with; none where it has ended."""
    try:
        return (PROC / str(number) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def part(root: int, *, is_site: bool) -> int:
    """Return the process of those started with `serve --both` that serves node or site."""
    [found] = [
        number
        for number, said in family(root).items()
        if parent(number) == root
        and " serve --" in said
        and "--both" not in said
        and ("--site" in said) is is_site
    ]
    return found


def told(home: Path, those: Iterable[int]) -> dict[int, list[str]]:
    """Ask processes of a home which modules they hold."""
    (home / "tell").touch()
    asked = {number: home / f"told-{number}.json" for number in those}
    assert until(lambda: all(path.exists() for path in asked.values())), "not all have told"
    return {number: json.loads(path.read_text()) for number, path in asked.items()}


def opened(those: Iterable[int], suffix: str) -> set[str]:
    """Return the files with names ending so that any of these processes has open."""
    links = (link for one in those for link in (PROC / str(one) / "fd").iterdir())
    return {name for link in links if (name := target(link)).endswith(suffix)}


def target(link: Path) -> str:
    """Return what an open file is; nothing where it was closed meanwhile."""
    try:
        return str(link.readlink())
    except OSError:
        return ""


def until(condition, seconds: float = 60) -> bool:
    """Wait for something; say whether it came about."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False
