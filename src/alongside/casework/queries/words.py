"""The lists of words as those see them who choose them. None of this is about a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _, override

from alongside.casework import policy, speaking, vocabulary
from alongside.casework.errors import NoSuchWord
from alongside.casework.vocabulary import EXTENDABLE, GROUPS
from alongside.casework.vocabulary.extending import FIXED
from alongside.organisations import queries as organisations
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.utils.functional import _StrPromise

    from alongside.casework.vocabulary.extending import Extendable
    from alongside.casework.vocabulary.own import Book, Change
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A list that may grow, with how many words it offers and how many of them are own."""

    group: str
    title: str
    where: str
    standard: str
    offered: int
    own: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Every list that may grow, and those that may not, with the reason."""

    lists: list[WordList]
    fixed: tuple[tuple[_StrPromise, _StrPromise], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """One word of a list in words; `labels` are those of today by language."""

    code: str
    label: str
    others: str
    counts_as: str
    is_own: bool
    is_offered: bool
    is_fixed: bool
    # Whether it has a name that the organisation gave it.
    is_named: bool
    notes: list[str]
    labels: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOf:
    """The words of one list: those that are offered, and those that are not any more."""

    about: WordList
    offered: list[WordView]
    retired: list[WordView]
    # The codes an own word may lie under, with their words.
    standard: list[tuple[str, str]]
    languages: list[str]


def word_lists(*, actor: Actor, now: datetime) -> Lists:
    """Return the lists of words an organisation may make its own; raises PermissionDenied."""
    policy.can_choose_words(actor).or_raise()
    speaking.ensure(actor, now)
    lists = [_list(group, one) for group, one in EXTENDABLE.items()]
    return Lists(lists=sorted(lists, key=lambda one: one.title.casefold()), fixed=FIXED)


def words_of(*, group: str, actor: Actor, now: datetime) -> WordsOf:
    """Return the words of one list; raises PermissionDenied, NoSuchWord."""
    policy.can_choose_words(actor).or_raise()
    speaking.ensure(actor, now)
    list_ = EXTENDABLE.get(group)
    if list_ is None:
        raise NoSuchWord
    languages = organisations.languages_of(actor=actor)
    today = timezone.localdate(now)
    book = speaking.book(actor, now)
    offered = vocabulary.offered(group, today)
    view = _viewer(group, list_, languages, book, today)
    codes = [code for code in vocabulary.all_codes(group) if code not in offered]
    return WordsOf(
        about=_list(group, list_),
        offered=[view(code, True) for code in offered],
        retired=[view(code, False) for code in codes],
        standard=vocabulary.choices(GROUPS[group]) if list_.standard else [],
        languages=languages,
    )


def word(*, group: str, code: str, actor: Actor, now: datetime) -> tuple[WordsOf, WordView]:
    """Return one word with the list it is of; raises PermissionDenied, NoSuchWord."""
    found = words_of(group=group, actor=actor, now=now)
    for one in (*found.offered, *found.retired):
        if one.code == code:
            return found, one
    raise NoSuchWord


def _list(group: str, one: Extendable) -> WordList:
    offered = vocabulary.offered(group)
    return WordList(
        group=group,
        title=str(one.title),
        where=str(one.where),
        standard=one.standard,
        offered=len(offered),
        own=sum(code not in GROUPS[group] for code in offered),
    )


def _viewer(
    group: str, list_: Extendable, languages: list[str], book: Book, today: date
) -> Callable[[str, bool], WordView]:
    def view(code: str, is_offered: bool) -> WordView:  # noqa: FBT001  the word's own state
        history = book.history(group, code)
        labels = _labels(group, code, languages, history, today)
        label = vocabulary.label(group, code, today)
        under = vocabulary.standard_code(group, code) if list_.standard else ""
        is_own = code not in GROUPS[group]
        others = dict.fromkeys(one for one in labels.values() if one and one != label)
        return WordView(
            code=code,
            label=label,
            others=" · ".join(others),
            counts_as=vocabulary.label(group, under) if is_own and under else "",
            is_own=is_own,
            is_offered=is_offered,
            is_fixed=not is_own and list_.is_fixed(code),
            is_named=any(one.labels for one in history),
            notes=_notes(history, book, today),
            labels=labels,
        )

    return view


def _labels(
    group: str, code: str, languages: list[str], history: list[Change], today: date
) -> dict[str, str]:
    """Return what a word is called by language; "" in one it was given no name in."""
    named = [one for one in history if one.labels]
    then = [one for one in named if one.from_on <= today]
    if then or code not in GROUPS[group]:
        called = then[-1] if then else named[0]
        return {language: called.labels.get(language, "") for language in languages}
    found = {}
    for language in languages:
        with override(language):
            found[language] = vocabulary.label(group, code, today)
    return found


def _notes(history: list[Change], book: Book, today: date) -> list[str]:
    """Return what was decided about a word in sentences, the first first."""
    notes = []
    for change in history:
        said = {"words": book.in_language(change.labels), "day": long_date(change.from_on)}
        if change.labels and change.is_offered:
            notes.append(_("Called “%(words)s” and offered from %(day)s on") % said)
        elif change.labels:
            notes.append(_("Called “%(words)s” from %(day)s on") % said)
        elif change.is_offered:
            notes.append(_("Offered again from %(day)s on") % said)
        if change.is_offered is False:
            later, since = _("Not offered from %(day)s on"), _("Not offered since %(day)s")
            notes.append((later if change.from_on > today else since) % said)
    return notes
