"""Two or three projects side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.db.models import QuerySet

FEWEST, MOST = 2, 3
TOLD = ("partner", "country", "established", "mission", "aims", "people", "origin", "activities",
        "learnt")  # fmt: skip


class Part(NamedTuple):
    """One thing that is told of a project, under its heading."""

    name: str
    label: str
    value: object


class Row(NamedTuple):
    """One thing that is told of each project, in the order of the projects."""

    label: str
    cells: list[tuple[Any, object]]


class Comparison(NamedTuple):
    """What was chosen; `rows` is empty where these cannot be compared, and `problem` says why."""

    projects: list[Any]
    rows: list[Row]
    problem: str


def parts(project: Any) -> list[Part]:
    """Return what is told of a project, without what is not."""
    told = [Part(name, _label(project, name), getattr(project, name)) for name in TOLD]
    return [one for one in told if one.value]


def compare(projects: QuerySet[Any], chosen: list[str]) -> Comparison | None:
    """Return the chosen projects side by side; None where nothing was chosen."""
    if not chosen:
        return None
    # More than could be chosen by hand is not looked up.
    numbers = {int(one) for one in chosen[: MOST + 1] if one.isascii() and one.isdigit()}
    small = {one for one in numbers if one < 2**31}
    found = list(projects.filter(pk__in=small).order_by("-year", "partner", "path"))
    if not FEWEST <= len(found) <= MOST or len(chosen) > MOST:
        return Comparison(found, [], _("Choose two or three projects to see them side by side."))
    rows = [
        Row(_label(found[0], name), [(one, getattr(one, name)) for one in found])
        for name in ("year", *TOLD)
    ]
    return Comparison(found, [one for one in rows if any(value for _p, value in one.cells)], "")


def _label(project: Any, name: str) -> str:
    return str(project._meta.get_field(name).verbose_name)  # noqa: SLF001  Django's way to a field
