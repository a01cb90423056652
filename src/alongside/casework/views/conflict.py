"""Two people wrote the same part: both texts side by side, and she takes either or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.casework.views.page import UNFINISHED

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from alongside.casework.contents import Content
    from alongside.casework.forms.content import ContentForm
    from alongside.casework.queries import File
    from alongside.casework.reading import Part

CONFLICT = 409
YOURS, THEIRS, BOTH = "yours", "theirs", "both"
SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Row:
    """One field that differs, in words; `name` is that of the choice between them."""

    name: str
    label: str
    yours: str
    theirs: str
    may_both: bool
    chosen: str
    error: str


class Unsettled(Exception):
    """For some of the fields nothing was chosen yet."""


def settle(form: ContentForm, theirs: Content | None, choices: QueryDict) -> Content:
    """Return what was typed with, field by field, what she chose of the two.

    Raises Unsettled. Without choices for this part it is what was typed.
    """
    yours: Content = form.result()
    if theirs is None or choices.get(SETTLE) != yours.kind_of:
        return yours
    values = {name: getattr(yours, name) for name in type(yours).model_fields}
    for name in _differing(yours, theirs):
        values[name] = _chosen(
            values[name], getattr(theirs, name), choices.get(_choice(yours, name), "")
        )
    settled: Content = type(yours).model_validate(values)
    return settled


def conflict_page(
    request: HttpRequest, *, form: ContentForm, theirs: Part, file: File, yours: Content
) -> HttpResponse:
    """Show both texts; everything that was typed travels along and nothing is saved yet."""
    saved = theirs.content
    again = request.POST.get(SETTLE) == yours.kind_of and form.base_version == theirs.version
    names = _differing(yours, saved) if saved else []
    rows = [_row(form, name, yours, saved, request.POST, again=again) for name in names]
    version = form.add_prefix("version")
    left_out = {"csrfmiddlewaretoken", version, SETTLE, *(row.name for row in rows)}
    context = {
        "head": file.head,
        "rows": rows,
        "theirs": theirs,
        "settle": yours.kind_of,
        "version_name": version,
        "carried": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in left_out
            for value in values
        ],
        "again": again,
    }
    return render(
        request, "casework/conflict.html", context, status=UNFINISHED if again else CONFLICT
    )


def _differing(yours: Content, theirs: Content) -> list[str]:
    return [
        name for name in type(yours).model_fields if getattr(yours, name) != getattr(theirs, name)
    ]


def _choice(content: Content, name: str) -> str:
    return f"take-{content.kind_of}-{name}"


def _row(
    form: ContentForm,
    name: str,
    yours: Content,
    theirs: Content | None,
    data: QueryDict,
    *,
    again: bool,
) -> Row:
    mine, other = getattr(yours, name), getattr(theirs, name)
    chosen = data.get(_choice(yours, name), "") if again else ""
    return Row(
        name=_choice(yours, name),
        label=form.label_of(name),
        yours=form.in_words(name, mine),
        theirs=form.in_words(name, other),
        may_both=_may_both(mine, other),
        chosen=chosen,
        error=_("Choose which of the two is kept.") if again and not chosen else "",
    )


def _may_both(mine: Any, other: Any) -> bool:
    """Return whether the two can stand beside each other: texts and lists can."""
    return bool(mine and other) and isinstance(mine, str | list) and isinstance(other, str | list)


def _chosen(mine: Any, other: Any, choice: str) -> Any:
    if choice == YOURS:
        return mine
    if choice == THEIRS:
        return other
    if choice == BOTH and _may_both(mine, other):
        return joined(mine, other)
    raise Unsettled


def joined(mine: Any, other: Any) -> Any:
    """Return both: what was saved first, then what was typed; things with an id only once."""
    if isinstance(mine, str):
        gap = "\n\n" if "\n" in mine + other or len(mine + other) > 200 else " / "  # noqa: PLR2004
        return f"{other}{gap}{mine}"
    ids = {getattr(item, "id", item) for item in mine}
    return [*(item for item in other if getattr(item, "id", item) not in ids), *mine]
