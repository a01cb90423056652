"""Rules about what is written beside the code: dependencies, changelog, texts and templates."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import polib

from alongside.ui import lint
from tests.architecture import source

# "Victim" is a legal word. Codes of published standards hold it; nothing that is shown does.
LEGAL_WORD = re.compile(r"victim", re.IGNORECASE)
TRANSLATING = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
DEPENDENCY = re.compile(r'^\s*"(?P<name>[A-Za-z0-9_.-]+)[^"]*",?\s*(?P<reason>#.*)?$')
INSTALLED = metadata.packages_distributions() | {
    # One release of pydantic works with exactly one of its core; naming both would say it twice.
    "pydantic_core": ["pydantic"],
}
TABLES = re.compile(r"^(dependencies|requires|dev|[a-z-]+) = \[$")


def without_reason(pyproject: str) -> list[str]:
    """Every dependency says beside it why it is there."""
    broken, inside = [], False
    for number, line in enumerate(pyproject.splitlines(), start=1):
        if TABLES.match(line) and names_packages(pyproject, number):
            inside = True
        elif line.startswith("]"):
            inside = False
        elif inside:
            found = DEPENDENCY.match(line)
            if found and not (found["reason"] or "").strip("# "):
                broken.append(f"{number}: {found['name']} has no reason beside it")
    return broken


def names_packages(pyproject: str, number: int) -> bool:
    """Say whether the list that begins on a line is one of packages."""
    lines = pyproject.splitlines()[: number - 1]
    section = next((line for line in reversed(lines) if line.startswith("[")), "")
    name = pyproject.splitlines()[number - 1].split(" ")[0]
    return (section, name) in {("[project]", "dependencies"), ("[build-system]", "requires")} or (
        section in {"[dependency-groups]", "[project.optional-dependencies]"}
    )


def undeclared(path: Path, declared: set[str]) -> list[str]:
    """What the source imports is a dependency by name, not by the grace of another one."""
    broken = []
    for line, name in source.imports(path):
        top = name.split(".")[0]
        if top in sys.stdlib_module_names or top == "alongside":
            continue
        if not {canonical(each) for each in INSTALLED.get(top, [])} & declared:
            broken.append(f"{line}: imports {top}")
    return broken


def declared_dependencies(pyproject: str) -> set[str]:
    """Return the names of the packages a node needs."""
    listed = tomllib.loads(pyproject)["project"]["dependencies"]
    return {canonical(re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0]) for each in listed}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def unlocked(lock: str) -> list[str]:
    """A lock pins every package with its hashes, and names no server it came from."""
    broken = [f"names a server: {line}" for line in lock.splitlines() if "://" in line]
    entries = re.split(r"\n(?=[A-Za-z0-9])", "\n".join(drop_comments(lock)))
    for entry in entries:
        first = entry.strip().splitlines()[0].rstrip(" \\") if entry.strip() else ""
        if first.startswith("-"):
            broken.append(f"holds an option: {first}")
        elif first and ("==" not in first or "--hash=sha256:" not in entry):
            broken.append(f"not pinned: {first}")
    return broken


def drop_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def unwritten_changes(changelog: str) -> list[str]:
    """The changelog has a heading for what comes next, and says something under it."""
    if "## Unreleased" not in changelog:
        return ["no heading `## Unreleased`"]
    following = changelog.split("## Unreleased", 1)[1].split("\n## ", 1)[0]
    return [] if re.search(r"^- \S", following, re.MULTILINE) else ["nothing under `## Unreleased`"]


def legal_word_in_template(path: Path) -> list[str]:
    """A page speaks of a person, a woman, a participant, or says her name."""
    return [
        f"{number}: {line.strip()}"
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if LEGAL_WORD.search(line)
    ]


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of everything a Python file hands to translation."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called in TRANSLATING:
            for part in node.args:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def legal_word_in_text(path: Path) -> list[str]:
    """The same for texts in code."""
    return [f"{line}: {text}" for line, text in texts(path) if LEGAL_WORD.search(text)]


def legal_word_in_catalogue(path: Path) -> list[str]:
    """The same for the English originals that translators are given."""
    return [
        entry.msgid
        for entry in polib.pofile(str(path))
        if LEGAL_WORD.search(entry.msgid + entry.msgid_plural)
    ]


def unsafe_template(path: Path) -> list[str]:
    """A value somebody typed stands in <bdi>; no script or style stands in the page."""
    text = path.read_text()
    return [str(found) for found in (*lint.unbidi(text), *lint.inline_code(text))]


def one_sided_style(path: Path) -> list[str]:
    """Styles say start and end, never left and right: the same sheet serves both directions."""
    return [str(found) for found in lint.physical_css(path.read_text())]
