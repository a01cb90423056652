"""Rules about tables, their migrations, and addresses."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver

# Django's name for the verifier of a password is `password`.
HASH = re.compile(r"(^|_)(hash|digest|password)$")


def own_models() -> list[type[models.Model]]:
    """Return every table of ours."""
    return [each for each in apps.get_models() if each.__module__.startswith("alongside.")]


def unclassified(model: type[models.Model]) -> list[str]:
    """Every column says, exactly once, whether it is in clear or sealed."""
    fields = {field.name for field in model._meta.get_fields() if field.concrete}
    privacy = model.__dict__.get("Privacy")
    if privacy is None:
        return [f"{model.__name__} has no Privacy class of its own"]
    clear, sealed = set(privacy.clear), set(privacy.sealed)
    return (
        [f"{name} is not classified" for name in sorted(fields - clear - sealed)]
        + [f"{name} is both clear and sealed" for name in sorted(clear & sealed)]
        + [f"{name} is no column" for name in sorted((clear | sealed) - fields)]
    )


def sealed_but_readable(model: type[models.Model]) -> list[str]:
    """What is called sealed is bytes: text that somebody forgot to seal does not fit in.

    Hashes may be text: they can be compared, and tell nothing.
    """
    privacy = model.__dict__.get("Privacy")
    sealed = set(privacy.sealed) if privacy else set()
    return [
        f"{field.name} is called sealed, but is a {type(field).__name__}"
        for field in model._meta.get_fields()
        if field.concrete and field.name in sealed
        if not isinstance(field, models.BinaryField) and not HASH.search(field.name)
    ]


def migration_directories(package: Path) -> list[Path]:
    """Return the rooms' directories of migrations that hold any."""
    return sorted({path.parent for path in package.glob("*/migrations/0*.py")})


def forked_migrations(directory: Path) -> list[str]:
    """Migrations of a room follow each other in one line, and the last is named in one file.

    Two people who add one at the same time then meet a conflict in that file, not a forked
    history (the idea of django-linear-migrations).
    """
    label = directory.parent.name
    previous = {path.stem: own_dependencies(path, label) for path in directory.glob("0*.py")}
    first = [name for name, before in previous.items() if not before]
    last = sorted(set(previous) - {name for before in previous.values() for name in before})
    broken = [f"{name} follows {before}" for name, before in previous.items() if len(before) > 1]
    if len(first) != 1:
        broken.append(f"the line begins {len(first)} times: {sorted(first)}")
    if len(last) != 1:
        broken.append(f"the line ends {len(last)} times: {last}")
    note = directory / "max_migration.txt"
    named = note.read_text().strip() if note.exists() else "nothing"
    if [named] != last:
        broken.append(f"max_migration.txt names {named}; run `make migrations`")
    return broken


def own_dependencies(path: Path, label: str) -> list[str]:
    """Return the migrations of the same room that a migration follows."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "dependencies":
            pairs = [each for each in ast.walk(node.value) if isinstance(each, ast.Tuple)]
            both = [[ast.unparse(part) for part in pair.elts] for pair in pairs]
            return [name.strip("'") for app, name in both if app.strip("'") == label]
    return []


def addresses(
    patterns: Iterable[URLPattern | URLResolver], namespace: str = ""
) -> Iterator[tuple[str, Any]]:
    """Yield full name and view of every address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def open_to_everybody(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    """Return the names of the views that answer without a sign-in."""
    return {name for name, view in addresses(patterns) if not getattr(view, "login_required", True)}


def unnamed_addresses(patterns: Iterable[URLPattern | URLResolver]) -> list[str]:
    """Every address has a name, so that every list of addresses can be complete."""
    return [str(view) for name, view in addresses(patterns) if name.endswith("None")]
