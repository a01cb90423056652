"""Rules about Python files. Each is a function from a path to what breaks the rule there.

An empty list means the rule holds. `test_source_bites.py` plants a violation for every one.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "alongside"

INNER = {"actions", "facts", "queries", "policy", "models", "enums", "receivers", "tasks"}
DOORS = {"actions", "queries"}
OUTER = {"urls", "views", "forms", "middleware"}
HTTP = ("django.http", "django.shortcuts", "django.contrib.messages", "django_htmx", "django.urls")
CRYPTOGRAPHY = {"nacl", "cryptography", "hashlib", "hmac", "pyrage", "ssl", "_hashlib"}
QUERYING = {"objects", "_default_manager", "get_object_or_404", "get_list_or_404"}
WRITING = {"save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
LINES = 400

# What is done before anybody is signed in has nobody to name; each says how it knows whom to serve.
BEFORE_SIGN_IN: dict[str, str] = {
    "organisations.actions.invitations.find": "holds the secret of an invitation",
    "organisations.actions.invitations.accept": "holds the secret of an invitation",
    "organisations.actions.profile.recover": "holds a printed recovery code",
    "organisations.actions.returning.with_sheets": "holds two of the three recovery sheets",
}

# What evidence may see of other rooms, beside everybody's facts.
SEEN_BY_EVIDENCE = {
    "core",
    "ui",
    "audit",  # a release of figures is journalled
    "evidence",
    "organisations.policy",  # which role may, not who she is
    "organisations.enums",
}


def python_files(package: Path = PACKAGE) -> list[Path]:
    """Return the source files that people write."""
    return sorted(path for path in package.rglob("*.py") if "migrations" not in path.parts)


def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree; every rule reads the same one."""
    return parsed(path.read_text())


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def level(path: Path) -> str:
    """Return which of a room's levels a file belongs to: `actions.py` and `actions/…` both."""
    inside = path.parts[len(path.parts) - path.parts[::-1].index("alongside") + 1 : -1]
    return next((part for part in inside if part in INNER | OUTER), path.stem)


def room(path: Path) -> str:
    """Return the room a file stands in."""
    parts = path.parts
    return parts[len(parts) - 1 - parts[::-1].index("alongside") + 1]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything a file imports, also inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def names(path: Path) -> Iterator[tuple[int, str, ast.AST]]:
    """Yield line, name and node of every name and attribute a file uses."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr, node
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id, node


def begins(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def typing_only(path: Path) -> set[int]:
    """Return the lines that only the type checker reads."""
    return {
        line
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def speaks_http(path: Path) -> list[str]:
    """What decides, writes or finds knows nothing of requests and pages.

    But for one exception: what is absent and what is not hers are the same Http404, raised where
    it is decided, so that no page can forget to make them look the same.
    """
    if level(path) not in INNER:
        return []
    quiet = typing_only(path)
    return [
        f"{line}: imports {name}"
        for line, name in imports(path)
        if any(begins(name, prefix) for prefix in HTTP)
        if line not in quiet and name != "django.http.Http404"
    ]


def unnamed_arguments(path: Path) -> list[str]:
    """Whoever calls an action or a query names what she passes, and says who acts.

    In a package this holds for what its `__init__.py` offers; the rest is how it is done inside.
    """
    if level(path) not in DOORS or path.stem == "__init__":
        return []
    door = front_door(path)
    offered = door_offers(door) if door else {}
    broken = []
    for node in tree(path).body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or (offered and offered.get(node.name) != path.stem):
            continue
        arguments = node.args
        if arguments.posonlyargs or arguments.args or arguments.vararg:
            broken.append(f"{node.lineno}: {node.name} takes arguments without a name")
        named = {argument.arg for argument in arguments.kwonlyargs}
        if "actor" not in named and f"{dotted(path)}.{node.name}" not in BEFORE_SIGN_IN:
            broken.append(f"{node.lineno}: {node.name} does not say who is acting")
    return broken


def front_door(path: Path) -> Path | None:
    """Return the `__init__.py` of the actions or queries package a file stands in, if it does."""
    inside = next((parent for parent in path.parents if parent.name in DOORS), None)
    door = inside / "__init__.py" if inside else None
    return door if door and door.exists() else None


def door_offers(door: Path) -> dict[str, str]:
    """Return what a package offers by its `__init__.py`: name, and the module it comes from."""
    return {
        alias.asname or alias.name: (node.module or "").rsplit(".", 1)[-1]
        for node in ast.walk(tree(door))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def dotted(path: Path) -> str:
    """Return a module's name below `alongside`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[len(parts) - parts[::-1].index("alongside") :])


def past_the_front_door(path: Path) -> list[str]:
    """Pages and other rooms take from actions and queries what the package offers, no more."""
    outer = level(path) in OUTER
    quiet = typing_only(path)
    broken = []
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] != "alongside" or len(parts) < 4 or parts[2] not in DOORS or line in quiet:
            continue
        door = package_root(path) / parts[1] / parts[2] / "__init__.py"
        inner = door.parent / parts[3]
        is_module = inner.with_suffix(".py").exists() or inner.is_dir()
        if (parts[1] != room(path) or outer) and is_module and door.exists() and door_offers(door):
            broken.append(f"{line}: imports {name}")
    return broken


def package_root(path: Path) -> Path:
    return next(parent for parent in path.parents if parent.name == "alongside")


def queries_in_a_view(path: Path) -> list[str]:
    """A view calls the domain once; it neither finds rows nor writes them."""
    if level(path) != "views":
        return []
    used = [
        (line, name)
        for line, name, node in names(path)
        if name in QUERYING or (name in WRITING and not is_its_own(node))
    ]
    return [f"{line}: uses {name}" for line, name in sorted(used)] + [
        f"{line}: imports {name}" for line, name in imports(path) if begins(name, "django.db")
    ]


def is_its_own(node: ast.AST) -> bool:
    """Say whether it is a plain name, or a method the view itself has: a view is no row."""
    return not isinstance(node, ast.Attribute) or ast.unparse(node.value) in {"self", "super()"}


def machine_in_a_view(path: Path) -> list[str]:
    """Behind a page stands a person: no view acts as the machine."""
    if level(path) not in OUTER:
        return []
    return [f"{line}: uses {name}" for line, name, _ in names(path) if name == "SystemActor"] + [
        f"{line}: imports {name}" for line, name in imports(path) if name.endswith(".SystemActor")
    ]


def too_long(path: Path) -> list[str]:
    """A file that cannot be read in one sitting becomes a package."""
    length = len(path.read_text().splitlines())
    return [f"{length} lines, {LINES} are the most"] if length > LINES else []


def cryptography_outside_the_vault(path: Path) -> list[str]:
    """Sealing and hashing happen in one place, where they can be reviewed."""
    # The site can close letters and open none; the vault is not in its process.
    if room(path) == "vault" or path.match("website/sealing.py"):
        return []
    return [
        f"{line}: imports {name}"
        for line, name in imports(path)
        if name.split(".")[0] in CRYPTOGRAPHY
    ]


def more_than_facts(path: Path) -> list[str]:
    """Statistics see nameless facts of other rooms, never files, tables or keys."""
    if room(path) != "evidence":
        return []
    broken = []
    for line, name in imports(path):
        if not begins(name, "alongside"):
            continue
        inside = name.removeprefix("alongside.")
        parts = inside.split(".")
        facts = len(parts) > 1 and parts[1] == "facts"
        if not facts and not any(begins(inside, seen) for seen in SEEN_BY_EVIDENCE):
            broken.append(f"{line}: imports {name}")
    return broken


RULES = [
    speaks_http,
    unnamed_arguments,
    past_the_front_door,
    queries_in_a_view,
    machine_in_a_view,
    too_long,
    cryptography_outside_the_vault,
    more_than_facts,
]
