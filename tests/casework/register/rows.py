"""Any row that a register may hold, for properties that must be true of all of them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from alongside.casework.register.htcds import FIELDS, Field, Kind, other
from alongside.casework.register.record import RegisterRow
from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Unit

TODAY = date(2026, 11, 21)

# Texts of every script, the starts that spreadsheets run, and the signs between cells.
plain = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
risky = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["=", "+", "-", "@", "'=", "''+", "\t=", "'", '"', ";", " ", "\n"]), plain
    ),
)
texts = st.one_of(
    plain, risky, st.sampled_from(["+8801712345678", "=cmd|' /C calc'!A0", "_x0041_"])
)
# Words that are neither a value of a list, nor a number, nor a date, nor yes, nor no.
words = st.text("qxzঙখ", min_size=5, max_size=12)
days = st.dates(min_value=date(1910, 1, 1), max_value=TODAY)
dates = st.one_of(
    st.builds(ApproximateDate.day, days, words=st.just("") | words),
    st.builds(ApproximateDate.month, st.integers(1910, 2025), st.integers(1, 12)),
    st.builds(ApproximateDate.year, st.integers(1910, 2025), words=st.just("") | words),
    st.builds(ApproximateDate.ago, st.integers(1, 60), st.sampled_from(Unit), today=st.just(TODAY)),
    st.builds(ApproximateDate.before, words, on=st.none() | days),
    st.builds(ApproximateDate.after, words, on=days),
)  # fmt: skip


def values(field: Field) -> st.SearchStrategy[dict]:
    """Return what a row may say in one field: its value, or words beside it."""
    kept = st.builds(lambda text: {other(field.name): text}, words)
    if field.kind is Kind.TEXT:
        value = st.lists(plain, min_size=1, max_size=3).map(tuple) if field.many else texts
        return st.builds(lambda v: {field.name: v}, value)
    if field.kind is Kind.CHOICE and field.many:
        codes = st.lists(st.sampled_from(list(field.values)), min_size=1, unique=True).map(tuple)
        chosen = st.builds(lambda v: {field.name: v}, codes)
        return st.one_of(chosen, kept, st.builds(lambda a, b: a | b, chosen, kept))
    by_kind = {
        Kind.CHOICE: st.sampled_from(list(field.values) or [""]),
        Kind.DATE: dates,
        Kind.NUMBER: st.integers(0, 30),
        Kind.PLACE: st.floats(-90, 90, allow_nan=False),
        Kind.YES_NO: st.booleans(),
    }
    return st.one_of(st.builds(lambda v: {field.name: v}, by_kind[field.kind]), kept)


@st.composite
def rows(draw: st.DrawFn, names: tuple[str, ...], own: tuple[str, ...], key: str) -> RegisterRow:
    fields: dict = {}
    for name in names:
        if draw(st.booleans()):
            fields |= draw(values(FIELDS[name]))
    titles = draw(st.lists(st.sampled_from(own), unique=True)) if own else []
    return RegisterRow(match_key=key, fields=fields, own={title: draw(texts) for title in titles})
