"""One page of an answer sheet as a form: it takes what was typed and lets the sheet judge it.

The browser hands back which questions and notes it showed and how often each repeat stood there,
so that a page needs nothing but what was sent and what is saved.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from alongside.core.approximate import ApproximateDate
from alongside.questionnaires.definition import Group, Kind, Question
from alongside.questionnaires.filling import ASKED, MOST_OFTEN
from alongside.questionnaires.forms.fields import field_for, is_approximate
from alongside.questionnaires.instance import MOST_TEXT, NotOfTheForm
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django import forms
    from django.forms import BoundField
    from django.http import QueryDict

    from alongside.questionnaires.definition import Text
    from alongside.questionnaires.filling import Entry, Page
    from alongside.questionnaires.instance import Node

# The question that forms make for "other" where their list has one.
OTHER, SPECIFY = "_other", "Specify other."
WERE_SHOWN, HOW_OFTEN = "shown", "often"
ADD, REMOVE = "add", "remove"
# What comes up because of what came up, and so on.
MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing on the page: a heading, words to read, something worked out, or a field."""

    kind: str
    depth: int
    words: str = ""
    hint: str = ""
    field: BoundField | None = None
    # Of something asked several times: its place.
    place: str = ""


class PageForm(ui.PlainForm):
    """The questions of one page as they are now."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        page: Page,
        dates: Mapping[str, ApproximateDate] | None = None,
    ) -> None:
        super().__init__(data)
        self.page, self.filling = page, page.filling
        # Dates that are not known exactly, by their places; the sheet holds the day each begins.
        self.dates = dict(dates or {})
        self.were_shown = set(data.get(WERE_SHOWN, "").split()) if data is not None else set()
        self.entries: list[Entry] = list(page.entries())
        self.nodes = {
            entry.node.place: entry.node for entry in self.entries if self._is_asked(entry)
        }
        for place, node in self.nodes.items():
            self.fields[place] = self._field(place, node)

    @property
    def places(self) -> list[str]:
        """Return the questions and the notes that are there, in order."""
        return [
            entry.node.place
            for entry in self.entries
            if entry.node.place in self.nodes or _is_note(entry)
        ]

    @property
    def came_up(self) -> list[str]:
        """Return the questions and notes that are there because of what was just typed."""
        return [place for place in self.places if place not in self.were_shown]

    def _is_asked(self, entry: Entry) -> bool:
        item = entry.item
        if isinstance(item, Group) or item.kind not in ASKED:
            return False
        return not (item.calculate or item.read_only)

    def _field(self, place: str, node: Node) -> forms.Field:
        question = self._question(node)
        options = [
            (one.name, self.filling.option_words(one, node)) for one in self.filling.options(node)
        ]
        label, hint = self._label(question, node), self._said(question.hint, node)
        field = field_for(question, options, label=label, help_text=hint)
        ui.keep_unremembered(field.widget)
        known = self.dates.get(place) if is_approximate(question) else None
        self.initial[place] = known or (
            _exact(node.text) if is_approximate(question) else node.text
        )
        if self.is_bound and place not in self.were_shown:
            # The browser said nothing about it, so what is known stands.
            field.bound_data = _as_known  # type: ignore[method-assign,assignment]
        return field

    def _question(self, node: Node) -> Question:
        question = self.filling.ready.items[node.path]
        assert isinstance(question, Question)  # noqa: S101  nodes are chosen so
        return question

    def _label(self, question: Question, node: Node) -> str:
        words = self._said(question.label, node)
        if words == SPECIFY and question.name.endswith(OTHER):
            return _("Which other?")
        return words or question.name

    def _said(self, text: Text, node: Node) -> str:
        return self.filling.words(text, node)

    # What was typed.

    def take(self) -> None:
        """Put every answer that can be read into the sheet; what cannot has an error."""
        self.full_clean()
        for place in self.were_shown & self.cleaned_data.keys():
            value = self.cleaned_data[place]
            self.dates.pop(place, None)
            if isinstance(value, ApproximateDate):
                self.dates[place] = value
                value = value.sort_key.isoformat() if value.start or value.end else ""
            self.nodes[place].text = str(value or "")[:MOST_TEXT]
        self.filling.settle()

    def judge(self) -> bool:
        """Say beside each field what the form still wants of it; return whether all is well.

        What only now came up is asked before it is judged.
        """
        for place, node in self.nodes.items():
            if place in self.errors or place not in self.were_shown:
                continue
            question = self._question(node)
            if not node.text and self.filling.is_required(node):
                said = self._said(question.required_message, node)
                self.add_error(place, said or _("This form needs an answer here."))
            elif self.filling.is_refused(node):
                said = self._said(question.constraint_message, node)
                self.add_error(place, said or _("Look at this again. It does not fit."))
        return not self.errors

    def unjudged(self) -> PageForm:
        """Show what was typed without saying yet what is wrong with it."""
        self._errors = ErrorDict(renderer=self.renderer)
        return self

    # What is shown.

    def rows(self) -> list[Shown]:
        """Return what the page shows, in order."""
        return [self._row(entry) for entry in self.entries]

    def _row(self, entry: Entry) -> Shown:
        item, node = entry.item, entry.node
        words, hint = self._said(item.label, node), self._said(item.hint, node)
        if isinstance(item, Group) and item.repeats:
            place = "" if item.count else node.place
            return Shown("again", entry.depth, f"{words} {node.position}", hint, place=place)
        if isinstance(item, Group):
            return Shown("group", entry.depth, words, hint)
        if _is_note(entry):
            return Shown("note", entry.depth, words, hint)
        if node.place not in self.fields:
            return Shown("worked_out", entry.depth, words, node.text)
        return Shown("field", entry.depth, field=self[node.place])

    @property
    def shown_places(self) -> str:
        """Return the questions and notes that are shown, for the browser to hand back."""
        return " ".join(self.places)

    @property
    def how_often(self) -> str:
        """Return how often each repeat stands there, for the browser to hand back."""
        counts = (
            f"{holder.place}/{item.name}:{len(holder.children[item.name])}"
            for holder, item in _repeating(self.page)
        )
        return " ".join(counts)

    @property
    def more(self) -> list[tuple[str, str]]:
        """Return what can be asked once more: its place without a number, and its words."""
        return [
            (f"{holder.place}/{item.name}", self._said(item.label, holder))
            for holder, item in _repeating(self.page)
            if len(holder.children[item.name]) < MOST_OFTEN
        ]


def _is_note(entry: Entry) -> bool:
    return not isinstance(entry.item, Group) and entry.item.kind is Kind.NOTE


def answered(
    data: QueryDict, *, page: Page, dates: Mapping[str, ApproximateDate] | None = None
) -> PageForm:
    """Return a page after everything that was typed into it was taken."""
    _repeat_as_shown(page, data.get(HOW_OFTEN, ""))
    form = PageForm(data, page=page, dates=dates)
    for _round in range(MOST_ROUNDS):
        form.take()
        fresh = PageForm(data, page=page, dates=form.dates)
        if fresh.places == form.places:
            break
        form = fresh
    if wanted := data.get(ADD):
        _more(page, wanted)
        return PageForm(page=page, dates=form.dates)
    if wanted := data.get(REMOVE):
        return PageForm(page=page, dates=_less(form, wanted))
    return form


def _repeating(page: Page) -> Iterator[tuple[Node, Group]]:
    waiting = [(page.holder, item) for item in page.items if isinstance(item, Group)]
    while waiting:
        holder, item = waiting.pop(0)
        if item.repeats and not item.count and holder.included:
            yield holder, item
        inside = [child for child in item.items if isinstance(child, Group)]
        waiting += [(node, child) for node in holder.children[item.name] for child in inside]


def _repeat_as_shown(page: Page, counts: str) -> None:
    """Ask as often as the browser showed."""
    wanted = dict(one.rpartition(":")[::2] for one in counts.split() if ":" in one)
    # What stands inside another repeat is only there once that one is.
    for holder, item in _repeating(page):
        number = wanted.get(f"{holder.place}/{item.name}", "")
        if not number.isdecimal():
            continue
        nodes = holder.children[item.name]
        while len(nodes) < min(int(number), MOST_OFTEN):
            page.filling.add(holder, item.name)
        while len(nodes) > int(number):
            nodes[-1].remove()
    page.filling.settle()


def _more(page: Page, place: str) -> None:
    for holder, item in _repeating(page):
        if f"{holder.place}/{item.name}" == place:
            with suppress(NotOfTheForm):
                page.filling.add(holder, item.name)
            return


def _less(form: PageForm, place: str) -> dict[str, ApproximateDate]:
    """Take away one of what repeats; return the dates by the places they have then."""
    root = form.filling.root
    dated = [(root.find(one), known) for one, known in form.dates.items()]
    gone = next(
        (
            node
            for holder, item in _repeating(form.page)
            for node in holder.children[item.name]
            if node.place == place
        ),
        None,
    )
    if gone is not None:
        gone.remove()
        form.filling.settle()
    left = {id(node) for node in root.everything()}
    return {node.place: known for node, known in dated if node is not None and id(node) in left}


def _as_known(_data: Any, initial: Any) -> Any:
    return initial


def _exact(text: str) -> ApproximateDate | None:
    try:
        return ApproximateDate.day(date.fromisoformat(text[:10])) if text else None
    except ValueError:
        return None
