"""A form with its answers, and one way to ask what an expression is worth in it."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from alongside.questionnaires.instance import Kind, Node, Template, from_json
from alongside.questionnaires.xpath import Context, parse

DHAKA = ZoneInfo("Asia/Dhaka")
NOW = datetime(2026, 3, 1, 2, 30, tzinfo=DHAKA)  # in UTC it is still February

VISIT = Template(
    "visit",
    Kind.GROUP,
    repeats=True,
    children=(Template("on", Kind.DATE), Template("cost", Kind.INT)),
)
CHILD = Template(
    "child",
    Kind.GROUP,
    repeats=True,
    children=(
        Template("called"),
        Template("age", Kind.INT),
        Template("born", Kind.DATE),
        Template("note"),
        VISIT,
    ),
)
FORM = Template(
    "data",
    Kind.GROUP,
    children=(
        Template("name"),
        Template("age", Kind.INT),
        Template("weight", Kind.DECIMAL),
        Template("born", Kind.DATE),
        Template("met", Kind.DATE_TIME),
        Template("wakes", Kind.TIME),
        Template("agreed", Kind.BOOLEAN),
        Template("needs", Kind.SELECT),
        Template("country", Kind.SELECT1),
        Template("blank"),
        Template("blank_number", Kind.INT),
        Template("blank_date", Kind.DATE),
        Template("counted"),
        Template("hidden"),
        Template("aside", Kind.GROUP, children=(Template("told"),)),
        CHILD,
    ),
)
ANSWERS: dict[str, Any] = {
    "name": "Rina",
    "age": "34",
    "weight": "3.0",
    "born": "1992-02-29",
    "met": "2026-02-28T23:30:00.000+06:00",
    "wakes": "06:30",
    "agreed": "false",
    "needs": "shelter legal  work",
    "country": "bd",
    "counted": "false",
    "hidden": "secret",
    "aside": {"told": "aunt"},
    "child": [
        {"called": "Asha", "age": "7", "born": "2018-05-04", "visit": [{"cost": "5"}]},
        {
            "called": "Bela",
            "age": "11",
            "visit": [{"cost": "20", "on": "2026-01-31"}, {"cost": "30"}],
        },
        {"called": "Chandra"},
    ],
}
PLACES = Template(
    "root",
    Kind.GROUP,
    children=(
        Template(
            "item",
            Kind.GROUP,
            repeats=True,
            children=(Template("name"), Template("label"), Template("country")),
        ),
    ),
)
LIST: dict[str, Any] = {
    "item": [
        {"name": "jes", "label": "Jessore", "country": "bd"},
        {"name": "kol", "label": "Kolkata", "country": "in"},
        {"name": "dha", "label": "Dhaka", "country": "bd"},
    ]
}


def answers(**changed: Any) -> Node:
    root = from_json(FORM, {**ANSWERS, **changed})
    root.children["hidden"][0].relevant = False
    root.children["aside"][0].relevant = False
    return root


def context(here: str = "/data/name", **given: Any) -> Context:
    root = given.pop("root", None) or answers()
    return Context(
        **{
            "node": root.find(here),
            "now": NOW,
            "random": random.Random(7),
            "instances": {"places": from_json(PLACES, LIST)},
            "version": "2026-11",
            "choice_name": lambda path, value: f"{path}={value}",
            "itext": lambda name: f"text of {name}",
            **given,
        }
    )


def worth(expression: str, here: str = "/data/name", **given: Any) -> Any:
    value = parse(expression).value(context(here, **given))
    return [node.place for node in value] if isinstance(value, tuple) else value
