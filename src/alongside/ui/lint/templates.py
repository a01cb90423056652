"""Templates keep values apart from the words around them, and hold no script and no style.

A value may be printed without <bdi> where it cannot turn the line around it or is none of hers:

- in an attribute, and in <title>, <option>, <textarea> and <bdi>, which isolate by themselves;
- through a filter of `ISOLATING` (`|bdi`, `|bdi_lines`), of `NEUTRAL` (numbers, dates, sizes), or
  `|words`, which says: our own sentence in the page's language, its values isolated already;
- the machinery of forms and loops in `OURS`: their labels and errors are our sentences;
- a name bound by `{% with %}` or `{% blocktranslate with %}` to something of the above, or by
  `count`, which is a number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from alongside.ui.lint.findings import Finding, blank, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ISOLATING = frozenset({"bdi", "bdi_lines", "words"})
NEUTRAL = frozenset(
    {"length", "date", "time", "pluralize", "yesno", "floatformat", "intcomma", "filesizeformat"}
)
OURS = re.compile(
    r"""(?:
        (?:form|formset|[a-z_]*_form)(?:\..*)?             # {{ form.called.as_field_group }}
      | field(?:\..*)? | widget(?:\..*)? | option(?:\..*)? # inside the renderer
      | block\.super | forloop\..* | csrf_token
      | \d+ | _\(.* | ".*" | '.*'                          # literals
    )""",
    re.VERBOSE,
)
SELF_ISOLATING = frozenset({"title", "option", "textarea", "bdi"})

TOKEN = re.compile(r"\{#.*?#\}|\{\{(?P<value>.*?)\}\}|\{%(?P<tag>.*?)%\}", re.DOTALL)
COMMENTED = re.compile(r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ELEMENT = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attrs>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
)
BOUND = re.compile(r"""(\w+)=((?:"[^"]*"|'[^']*'|[^\s"'])+)""")
OPENING = frozenset({"with", "blocktranslate", "blocktrans"})


class Element(NamedTuple):
    """An opening or closing HTML tag and where it stands."""

    start: int
    end: int
    name: str
    closes: bool
    attributes: str


def unbidi(template: str) -> list[Finding]:
    """Return every value printed where it could turn the line around it."""
    text = _without_comments(template)
    elements = list(_elements(text))
    found = []
    bound: list[dict[str, bool]] = []
    for token in TOKEN.finditer(text):
        tag, value = token["tag"], token["value"]
        if tag is not None:
            _follow(tag, bound)
            if tag.split()[:1] == ["firstof"]:
                found.append((token.start(), token.group()))
        elif value is not None and not (
            _is_safe(value.strip(), bound) or _is_isolated(token.start(), elements)
        ):
            found.append((token.start(), token.group()))
    advice = "write {% bdi value %} or {{ value|bdi }}"
    return [Finding(line_of(text, at), words, advice) for at, words in found]


def _without_comments(template: str) -> str:
    for comment in (COMMENTED, HTML_COMMENT):
        template = comment.sub(lambda match: blank(match.group()), template)
    return template


def _elements(text: str) -> Iterator[Element]:
    """Yield the HTML tags, with what Django writes inside them blanked: it must not end them."""
    html = TOKEN.sub(lambda match: blank(match.group()), text)
    for match in ELEMENT.finditer(html):
        name, closes = match["name"].lower(), bool(match["close"])
        yield Element(match.start(), match.end(), name, closes, match["attrs"])


def _follow(tag: str, bound: list[dict[str, bool]]) -> None:
    """Remember which names a block binds, and whether each is bound to something isolated."""
    parts = tag.split()
    name = parts[0] if parts else ""
    if name in OPENING:
        counted = BOUND.search(tag.partition(" count ")[2])
        names = {key: _is_safe(value, bound) for key, value in BOUND.findall(tag)}
        bound.append(names | ({counted[1]: True} if counted else {}))
    elif name.removeprefix("end") in OPENING and bound:
        bound.pop()


def _is_safe(expression: str, bound: list[dict[str, bool]]) -> bool:
    """Return whether what this prints is isolated, neutral or our own."""
    name, *filters = re.split(r"\|(?=\w)", expression)
    if any(each.split(":")[0] in ISOLATING | NEUTRAL for each in filters):
        return True
    if OURS.fullmatch(name):
        return True
    return next((names[name] for names in reversed(bound) if name in names), False)


def _is_isolated(position: int, elements: list[Element]) -> bool:
    """Return whether a position lies in an attribute or in an element that isolates by itself."""
    depth = dict.fromkeys(SELF_ISOLATING, 0)
    for element in elements:
        if element.start > position:
            break
        if position < element.end:
            return True
        if element.name in depth:
            depth[element.name] += -1 if element.closes else 1
    return any(depth.values())


HANDLER = re.compile(
    r"""(?<![\w-])(?P<name>on[a-z]+|hx-on[\w:.-]*|style|srcdoc)\s*=""", re.IGNORECASE
)
SCRIPTED_URL = re.compile(r"""=\s*["']?\s*javascript:""", re.IGNORECASE)


def inline_code(template: str) -> list[Finding]:
    """Return scripts, styles and handlers written into a page, and values printed unescaped."""
    text = _without_comments(template)
    found = []
    for element in _elements(text):
        # Quoted values are left out, so that words in them are not taken for attributes.
        names = re.sub(r""""[^"]*"|'[^']*'""", lambda m: blank(m.group()), element.attributes)
        if element.name == "style" and not element.closes:
            found.append((element.start, "<style>", "write it in the style sheet"))
        if element.name == "script" and not element.closes and not re.search(r"\bsrc\s*=", names):
            found.append((element.start, "<script>", "write a module under static/"))
        found += [
            (element.start, match["name"], "write it in a module or the style sheet")
            for match in HANDLER.finditer(names)
        ]
        if SCRIPTED_URL.search(element.attributes):
            found.append((element.start, "javascript:", "link to an address"))
    found += [
        (match.start(), match.group(), "let Django escape it")
        for match in re.finditer(r"\|\s*safe\b|\|\s*safeseq\b|\{%\s*autoescape\s+off", text)
    ]
    return [Finding(line_of(text, at), words, advice) for at, words, advice in sorted(found)]
