"""From an XForm (OpenRosa, as pyxform writes it) to a :class:`Questionnaire`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from defusedxml import ElementTree

from alongside.questionnaires.definition import (
    ANY,
    Choice,
    Choices,
    Group,
    Kind,
    Question,
    Questionnaire,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from alongside.questionnaires.definition import Output, Text

XF = "{http://www.w3.org/2002/xforms}"
XH = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
ITEXT = re.compile(r"jr:itext\('(.*)'\)")
ITEMSET = re.compile(
    r"(?:randomize\()?\s*instance\('([^']+)'\)/root/item(?:\[(.*)\])?.*", re.DOTALL
)
# What pyxform puts where a language says nothing.
UNTRANSLATED = "-"
CONTROLS = {
    f"{XF}input": "",
    f"{XF}range": "",
    f"{XF}select1": Kind.ONE,
    f"{XF}select": Kind.SEVERAL,
    f"{XF}trigger": Kind.TICK,
}
# What names a node without asking it.
BESIDE_CONTROLS = frozenset({f"{XF}label", f"{XF}hint", f"{XF}setvalue"})
# The event of something that is set whenever another question is answered.
ANSWERED = "xforms-value-changed"
KINDS = {
    "string": Kind.TEXT,
    "int": Kind.WHOLE,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "dateTime": Kind.MOMENT,
}
# What the form asks of the telephone; what it would tell about the worker is left empty.
PRELOADED = {("date", "today"): "today()", ("timestamp", "start"): "now()"}
# The name a form's own record of itself has.
ABOUT_ITSELF = "meta"


class CannotCompile(Exception):
    """The form asks in a way we do not carry; `path` is where."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why


@dataclass
class _Source:
    """The parts of an XForm, by what they are about."""

    texts: dict[str, Text] = field(default_factory=dict)
    languages: list[str] = field(default_factory=lambda: [ANY])
    binds: dict[str, Element] = field(default_factory=dict)
    controls: dict[str, Element] = field(default_factory=dict)
    repeats: dict[str, Element] = field(default_factory=dict)
    first_values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Choice]] = field(default_factory=dict)


def compile_form(xform: str) -> Questionnaire:
    """Return the questionnaire an XForm describes.

    :raises CannotCompile: it has a control, or a source of options, that we do not carry
    """
    html = ElementTree.fromstring(xform)
    model, body = html.find(f"{XH}head/{XF}model"), html.find(f"{XH}body")
    if model is None or body is None:
        raise CannotCompile("/", "model")
    source = _Source()
    _read_texts(model, source)
    source.binds = {bind.get("nodeset", ""): bind for bind in model.findall(f"{XF}bind")}
    instances = model.findall(f"{XF}instance")
    for instance in instances[1:]:
        source.lists[instance.get("id", "")] = [
            _choice(item, source) for item in instance.iter(f"{XF}item")
        ]
    for action in html.iter(f"{XF}setvalue"):
        place = action.get("ref", "")
        if ANSWERED in action.get("event", ""):
            raise CannotCompile(place, "trigger")
        source.first_values[place] = action.get("value", "")
    _read_controls(body, source)
    # The only instance that may have a namespace of its own.
    data = instances[0][0]
    root = f"/{_name(data)}"
    return Questionnaire(
        form_id=data.get("id", ""),
        version=data.get("version", "") or "",
        title=html.findtext(f"{XH}head/{XH}title", "").strip(),
        languages=source.languages,
        root=Group(path=root, items=list(_items(data, root, source))),
        lists=source.lists,
    )


def _read_texts(model: Element, source: _Source) -> None:
    translations = model.findall(f"{XF}itext/{XF}translation")
    if not translations:
        return
    first = [one for one in translations if one.get("default") is not None]
    ordered = [*first, *(one for one in translations if one not in first)]
    source.languages = [one.get("lang", ANY) for one in ordered]
    for translation in ordered:
        for text in translation.findall(f"{XF}text"):
            words = [value for value in text.findall(f"{XF}value") if value.get("form") is None]
            pieces = _pieces(words[0]) if words else []
            if pieces and pieces != [UNTRANSLATED]:
                said = source.texts.setdefault(text.get("id", ""), {})
                said[translation.get("lang", ANY)] = pieces


def _pieces(element: Element) -> list[str | Output]:
    """Return the words of an element and, in between, what is put in."""
    found: list[str | Output] = [element.text or ""]
    for child in element:
        if child.tag == f"{XF}output":
            found.append(("output", (child.get("value") or child.get("ref") or "").strip()))
        found.append(child.tail or "")
    found = [piece for piece in found if piece]
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return [piece for piece in found if piece]


def _text(element: Element | None, source: _Source) -> Text:
    if element is None:
        return {}
    referred = ITEXT.fullmatch((element.get("ref") or "").strip())
    if referred:
        return source.texts.get(referred[1], {})
    pieces = _pieces(element)
    return {ANY: pieces} if pieces else {}


def _message(words: str, source: _Source) -> Text:
    referred = ITEXT.fullmatch(words.strip())
    if referred:
        return source.texts.get(referred[1], {})
    return {ANY: [words]} if words else {}


def _choice(item: Element, source: _Source) -> Choice:
    columns = {_name(child): child.text or "" for child in item}
    text_id, label = columns.pop("itextId", ""), columns.pop("label", "")
    said = source.texts.get(text_id) or ({ANY: [label]} if label else {})
    return Choice(name=columns.pop("name", ""), label=said, columns=columns)


def _read_controls(parent: Element, source: _Source) -> None:
    for child in parent:
        if child.tag == f"{XF}group":
            if reference := child.get("ref"):
                source.controls[reference] = child
            _read_controls(child, source)
        elif child.tag == f"{XF}repeat":
            source.repeats[child.get("nodeset", "")] = child
            _read_controls(child, source)
        elif reference := child.get("ref"):
            if child.tag not in CONTROLS.keys() | BESIDE_CONTROLS:
                raise CannotCompile(reference, child.tag.rpartition("}")[2])
            source.controls.setdefault(reference, child)


def _items(parent: Element, path: str, source: _Source) -> Iterator[Group | Question]:
    seen: set[str] = set()
    for node in parent:
        here = f"{path}/{_name(node)}"
        # A repeat stands there twice: what a new one looks like, and the first one.
        if here in seen or (_name(node) == ABOUT_ITSELF and path.count("/") == 1):
            continue
        seen.add(here)
        if len(node) or here in source.repeats:
            yield _group(node, here, source)
        else:
            yield _question(node, here, source)


def _group(node: Element, path: str, source: _Source) -> Group:
    control, bind, repeat = (
        kept.get(path) for kept in (source.controls, source.binds, source.repeats)
    )
    found = control if control is not None else ()
    return Group(
        path=path,
        label=_text(_child(found, "label"), source),
        hint=_text(_child(found, "hint"), source),
        appearance=_said(control, "appearance") or _said(repeat, "appearance"),
        relevant=_said(bind, "relevant"),
        repeats=repeat is not None,
        count=_said(repeat, f"{JR}count"),
        items=list(_items(node, path, source)),
    )


def _question(node: Element, path: str, source: _Source) -> Question:
    control, bind = source.controls.get(path), source.binds.get(path)
    children = control if control is not None else ()
    calculate = _said(bind, "calculate")
    preloaded = PRELOADED.get((_said(bind, f"{JR}preload"), _said(bind, f"{JR}preloadParams")), "")
    return Question(
        path=path,
        kind=_kind(control, bind),
        label=_text(_child(children, "label"), source),
        hint=_text(_child(children, "hint"), source),
        choices=_choices(control, path, source),
        appearance=_said(control, "appearance"),
        default=(node.text or "").strip(),
        first_value=source.first_values.get(path, "") or preloaded,
        relevant=_said(bind, "relevant"),
        required=_condition(_said(bind, "required")),
        required_message=_message(_said(bind, f"{JR}requiredMsg"), source),
        constraint=_said(bind, "constraint"),
        constraint_message=_message(_said(bind, f"{JR}constraintMsg"), source),
        calculate=calculate,
        read_only=_condition(_said(bind, "readonly")),
        smallest=_number(_said(control, "start")),
        largest=_number(_said(control, "end")),
    )


def _kind(control: Element | None, bind: Element | None) -> Kind:
    if control is None:
        return Kind.HIDDEN
    kind = CONTROLS[control.tag]
    if kind:
        return Kind(kind)
    if _condition(_said(bind, "readonly")) == "true()" and not _said(bind, "calculate"):
        return Kind.NOTE
    return KINDS.get(_said(bind, "type") or "string", Kind.TEXT)


def _choices(control: Element | None, path: str, source: _Source) -> Choices | None:
    if control is None or CONTROLS[control.tag] not in {Kind.ONE, Kind.SEVERAL}:
        return None
    itemset = control.find(f"{XF}itemset")
    if itemset is None:
        own = [
            Choice(name=item.findtext(f"{XF}value", ""), label=_text(_child(item, "label"), source))
            for item in control.findall(f"{XF}item")
        ]
        source.lists[path] = own
        return Choices(list_name=path)
    found = ITEMSET.fullmatch(itemset.get("nodeset", "").strip())
    if not found or found[1] not in source.lists:
        raise CannotCompile(path, "itemset")
    return Choices(list_name=found[1], only=(found[2] or "").strip())


def _child(parent: Iterable[Element], name: str) -> Element | None:
    return next((one for one in parent if one.tag == f"{XF}{name}"), None)


def _said(element: Element | None, attribute: str) -> str:
    return (element.get(attribute) or "").strip() if element is not None else ""


def _condition(words: str) -> str:
    """Return an expression that may hold; what never does is none."""
    return "" if words in {"", "false()"} else words


def _number(words: str) -> float | None:
    return float(words) if words else None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
