"""Fills in whatever a form asks, with words nobody may find again outside what is sealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpResponse

# Every word has a core that no encoding of letters changes, and something in another script.
CORE = "Kestrelqx"
SCRIPTS = ("সুনীতা", "مريم نور", "Мария", "美玲欣怡", "सीता", "ມາລີ", "Țuțuianu", "🕊 zoella")
NUMBER = "+40 755 190 2846"
EMAIL = "kestrelqx@example.org"
# What a thief looks for; the number also as it is dialled, the words also as they are searched.
WORDS = (CORE, *SCRIPTS, "755 190 2846", "7551902846")
# Enough to look for between two steps, as every canary holds the first.
FIRST = (CORE, "7551902846")

numbers = count()


def canary() -> str:
    """Return words that were typed nowhere before."""
    number = next(numbers)
    return f"{CORE}{number} {SCRIPTS[number % len(SCRIPTS)]}"


@dataclass
class Control:
    """One thing a form asks for."""

    name: str
    kind: str
    value: str = ""
    longest: int = 0
    chosen: bool = False


@dataclass
class Form:
    """One form of a page with all its controls, chosen or not."""

    action: str
    controls: list[Control] = field(default_factory=list)


class Forms(HTMLParser):
    """Reads the forms of a page that are sent by POST."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select: str = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(said.get("action", ""))
            if said.get("method", "") == "post":
                self.forms.append(self._open)
        elif self._open is not None:
            self._control(tag, said)

    def _control(self, tag: str, said: dict[str, str]) -> None:
        name, longest = said.get("name", ""), int(said.get("maxlength", 0))
        controls = self._open.controls
        if tag == "select":
            self._select = name
        elif tag == "option":
            if self._select:
                controls.append(Control(self._select, "option", said.get("value", "")))
        elif tag == "textarea":
            controls.append(Control(name, "text", longest=longest))
        elif tag == "input" and name:
            kind = "number" if said.get("inputmode") == "numeric" else said.get("type", "text")
            chosen = "checked" in said
            controls.append(Control(name, kind, said.get("value", ""), longest, chosen))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def filled(response: HttpResponse, action: str = "", **changes: object) -> dict[str, object]:
    """Return what somebody sends who answers everything that a page's form asks.

    Text fields get canaries; of choices the first is taken and every box is ticked. `changes` say
    what is answered otherwise; None leaves a field out.
    """
    [form] = [each for each in Forms(response.content.decode()).forms if each.action == action][-1:]
    sent: dict[str, object] = {}
    for control in form.controls:
        _answer(sent, control)
    sent.pop("csrfmiddlewaretoken", None)
    return {name: value for name, value in (sent | changes).items() if value is not None}


def _typed(control: Control) -> str:
    if "email" in (control.kind, control.name):
        return EMAIL
    if control.kind == "tel" or "number" in control.name:
        return NUMBER
    words = canary()
    return words[: control.longest] if control.longest else words


def _answer(sent: dict[str, object], control: Control) -> None:
    name, kind, value = control.name, control.kind, control.value
    if kind == "hidden":
        sent.setdefault(name, value)
    elif kind in {"radio", "option"}:
        if value and not sent.get(name):
            sent[name] = value
    elif kind == "checkbox":
        # A box without a value of its own is sent as browsers send it.
        sent.setdefault(name, []).append(value or "on")
    elif kind == "number":
        sent[name] = value
    elif kind in {"text", "search", "email", "tel"}:
        sent[name] = _typed(control)
