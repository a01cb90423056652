"""What the tests of pages share: somebody signed in, and a page as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.casework import actions, queries
from alongside.casework.contents import Note
from alongside.organisations.policy import needs_second_factor
from tests.organisations.browser import Browser, with_app
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.organisations.factories import Person

# A name nobody may lose, in two directions and with marks a page must not take for its own.
NASTY = "مريم <b>\"&amp;'</b>"
HIDDEN = {"script", "style", "svg"}


def entered(person: Person) -> Browser:
    """Return a browser in which somebody is signed in."""
    browser = Browser()
    if needs_second_factor(person.user.role):
        with_app(person.user)
    browser.enter(person)
    return browser


@dataclass
class Form:
    """One form of a page: where it goes, what it holds, and its buttons."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)


class Reader(HTMLParser):
    """Reads a page: its words, its links, and its forms as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self.isolated: list[str] = []
        self.forms: list[Form] = []
        self._hidden = 0
        self._link: str | None = None
        self._select: str | None = None
        self._area: str | None = None
        self._bdi: list[str] | None = None
        self.feed(html)

    @property
    def text(self) -> str:
        """Return all that is read on the page, in one line."""
        return " ".join("".join(self.words).split())

    def form(self, action: str = "") -> Form:
        """Return the one form that goes to an address ("": the page itself)."""
        found = [form for form in self.forms if form.action == action and form.method == "post"]
        assert found, f"no form goes to {action!r}: {[form.action for form in self.forms]}"
        return found[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in HIDDEN:
            self._hidden += 1
        elif tag == "a":
            self._link = said.get("href", "")
            self.links.setdefault(self._link, "")
        elif tag == "bdi":
            self._bdi = []
        elif tag == "form":
            self.forms.append(Form(said.get("action", ""), said.get("method", "get")))
        elif self.forms:
            self._control(tag, said)
        self.words.append(" ")

    def _control(self, tag: str, said: dict[str, str]) -> None:
        fields, name = self.forms[-1].fields, said.get("name", "")
        if tag == "button" and name:
            self.forms[-1].buttons[name] = said.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in said:
            fields[self._select] = [said.get("value", "")]
        elif tag == "textarea":
            self._area = name
            fields[name] = [""]
        elif tag == "input" and name:
            ticked = said.get("type") not in {"radio", "checkbox"} or "checked" in said
            if ticked:
                fields.setdefault(name, []).append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden -= 1
        elif tag == "a":
            self._link = None
        elif tag == "bdi" and self._bdi is not None:
            self.isolated.append("".join(self._bdi))
            self._bdi = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            held = self.forms[-1].fields
            # The line break right after <textarea> belongs to the markup.
            text = data.removeprefix("\n") if not held[self._area][0] else data
            held[self._area] = [held[self._area][0] + text]
            return
        if self._hidden:
            return
        self.words.append(data)
        if self._link is not None:
            self.links[self._link] += data
        if self._bdi is not None:
            self._bdi.append(data)


def read(response: HttpResponse) -> Reader:
    """Return a page as it is read."""
    return Reader(response.content.decode())


def file_url(case_id: object, name: str = "file", *more: object) -> str:
    """Return an address inside a file."""
    return reverse(f"casework:{name}", args=[case_id, *more])


def filled(response: HttpResponse, action: str = "", **changes: object) -> dict[str, object]:
    """Return what a page's form would send, with some fields typed anew."""
    sent: dict[str, object] = dict(read(response).form(action).fields)
    sent.pop("csrfmiddlewaretoken", None)
    return sent | changes


def part(world, case_id, kind, document_id=None):
    return queries.part(
        actor=world.caseworker.actor, case_id=case_id, kind=kind, document_id=document_id, now=NOW
    ).part


def story(world, case_id):
    told = queries.story(actor=world.caseworker.actor, case_id=case_id, now=NOW).entries
    return [entry for entry in told if entry.kind != "opened"]


def add_note(world, case_id, **words):
    return actions.add_note(
        case_id=case_id, note=Note(**words), actor=world.caseworker.actor, now=NOW
    ).document_id
