"""Making a list of words one's own: add, rename, mend a misspelling, retire, put back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from alongside.audit import journal
from alongside.casework import policy, speaking, vocabulary
from alongside.casework.errors import BadWord, NoSuchWord
from alongside.casework.models import WordChange
from alongside.casework.vocabulary import EXTENDABLE, GROUPS
from alongside.casework.vocabulary.own import OWN_CODE
from alongside.organisations import queries as organisations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from typing import Any

    from django.db.models import QuerySet

    from alongside.core.access import Actor

LONGEST = 80
LONGEST_CODE = 40
NOT_IN_A_CODE = re.compile(r"[^a-z0-9]+")


@transaction.atomic
def add_word(
    *,
    group: str,
    labels: Mapping[str, str],
    actor: Actor,
    now: datetime,
    counts_as: str = "",
    from_on: date | None = None,
) -> str:
    """Add a word to a list and return its code, which begins with "x_".

    :param labels: what it is called, by language
    :param counts_as: the code it lies under, for a list that belongs to a standard
    :raises BadWord: empty, too long, called like another one, or under no word of the standard
    :raises NoSuchWord: the list cannot grow
    """
    day = _allowed(group, actor, now)
    list_ = EXTENDABLE[group]
    if bool(list_.standard) != bool(counts_as) or (counts_as and counts_as not in GROUPS[group]):
        raise BadWord(_("Choose the word that it counts as."), field="counts_as")
    called = _labels(group, labels, actor, code="", on=max(day, from_on or day))
    code = _code(group, called, actor)
    change = {"labels": called, "is_offered": True, "counts_as": counts_as}
    _write("word.added", group, code, from_on or day, change, actor=actor, now=now)
    return code


@transaction.atomic
def rename_word(
    *,
    group: str,
    code: str,
    labels: Mapping[str, str],
    actor: Actor,
    now: datetime,
    from_on: date | None = None,
) -> None:
    """Call a word otherwise from a day on; what was written before keeps the word of its time.

    :raises BadWord: as for a new word, or the day lies before the word began
    """
    day = _allowed(group, actor, now)
    _may_change(group, code)
    on = from_on or day
    _has_begun(group, code, on)
    called = _labels(group, labels, actor, code=code, on=max(day, on))
    _write("word.renamed", group, code, on, {"labels": called}, actor=actor, now=now)


@transaction.atomic
def mend_word(
    *, group: str, code: str, labels: Mapping[str, str], actor: Actor, now: datetime
) -> None:
    """Correct how a word of the organisation's own is spelt, wherever it already stands.

    :raises BadWord: as for a new word
    """
    day = _allowed(group, actor, now)
    _may_change(group, code)
    called = _labels(group, labels, actor, code=code, on=day)
    rows = _rows(actor).filter(group=group, code=code).exclude(labels={})
    row = rows.select_for_update().order_by("-from_on").first()
    if row is None:
        # Nothing of it is the organisation's own yet.
        raise NoSuchWord
    row.labels = called
    row.save(update_fields=["labels"])
    _journal("word.mended", row, actor, now)


@transaction.atomic
def retire_word(
    *, group: str, code: str, actor: Actor, now: datetime, from_on: date | None = None
) -> None:
    """Offer a word no more from a day on; where it was used, it stays.

    :raises BadWord: the day lies before the word began, or no other word would be left
    """
    day = _allowed(group, actor, now)
    _may_change(group, code)
    on = from_on or day
    _has_begun(group, code, on)
    if vocabulary.offered(group, on) == [code]:
        raise BadWord(_("This is the last word of the list. Add another one first."))
    _write("word.retired", group, code, on, {"is_offered": False}, actor=actor, now=now)


@transaction.atomic
def put_word_back(*, group: str, code: str, actor: Actor, now: datetime) -> None:
    """Offer a word again, from today on; one that would be called like another is refused.

    :raises BadWord: another word is called so by now
    """
    day = _allowed(group, actor, now)
    _may_change(group, code)
    called = _rows(actor).filter(group=group, code=code).exclude(labels={}).order_by("from_on")
    last = called.last()
    _not_twice(group, last.labels if last else _shipped(group, code, actor), code, day)
    later = _rows(actor).filter(group=group, code=code, from_on__gt=day, is_offered=False)
    later.update(is_offered=None)
    _write("word.put_back", group, code, day, {"is_offered": True}, actor=actor, now=now)


def _allowed(group: str, actor: Actor, now: datetime) -> date:
    policy.can_choose_words(actor).or_raise()
    if group not in EXTENDABLE:
        raise NoSuchWord
    # Judged by what is there now, whatever was read on this page before.
    speaking.begin(actor, now)
    return timezone.localdate(now)


def _may_change(group: str, code: str) -> None:
    if code not in vocabulary.all_codes(group):
        raise NoSuchWord
    list_ = EXTENDABLE[group]
    if code in GROUPS[group] and list_.is_fixed(code):
        sentence = _("This word belongs to %(standard)s and stays as it is. Add one of your own.")
        raise BadWord(sentence % {"standard": list_.standard})


def _has_begun(group: str, code: str, on: date) -> None:
    since = vocabulary.began(group, code)
    if since is not None and on < since:
        raise BadWord(_("The word begins later than this day."), field="from_on")


def _labels(
    group: str, labels: Mapping[str, str], actor: Actor, *, code: str, on: date
) -> dict[str, str]:
    """Return the labels as they are kept: one line each, those that say something."""
    called = {language: " ".join(text.split()) for language, text in labels.items()}
    called = {language: text for language, text in called.items() if text}
    languages = organisations.languages_of(actor=actor)
    if languages[0] not in called:
        raise BadWord(_("Say what it is called."), field=f"label_{languages[0]}")
    for language, text in called.items():
        if language not in languages:
            raise NoSuchWord
        if len(text) > LONGEST:
            sentence = _("This is too long. At most %(number)d letters fit here.")
            raise BadWord(sentence % {"number": LONGEST}, field=f"label_{language}")
    _not_twice(group, called, code, on)
    return called


def _not_twice(group: str, labels: Mapping[str, str], code: str, on: date) -> None:
    """Refuse a label by which another word of the list goes in the same language."""
    for language, text in labels.items():
        with override(language):
            for other in vocabulary.offered(group, on):
                if (
                    other != code
                    and vocabulary.label(group, other, on).casefold() == text.casefold()
                ):
                    raise BadWord(
                        _("Another word of this list is called so."), field=f"label_{language}"
                    )


def _shipped(group: str, code: str, actor: Actor) -> dict[str, str]:
    found = {}
    for language in organisations.languages_of(actor=actor):
        with override(language):
            found[language] = vocabulary.label(group, code)
    return found


def _code(group: str, labels: Mapping[str, str], actor: Actor) -> str:
    """Return a new code made from what the word is called; its first language counts."""
    first = labels[organisations.languages_of(actor=actor)[0]]
    stem = NOT_IN_A_CODE.sub("_", anyascii(labels.get("en", first)).lower()).strip("_")
    code = stem = f"x_{stem[:LONGEST_CODE].strip('_') or 'word'}"
    taken, number = set(vocabulary.all_codes(group)), 1
    while code in taken or not OWN_CODE.fullmatch(code):
        number += 1
        code = f"{stem}_{number}"
    return code


def _write(
    action: str,
    group: str,
    code: str,
    from_on: date,
    change: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write what holds from a day on; a second thought of the same day takes the first's place."""
    row, _made = WordChange.objects.select_for_update().update_or_create(
        organisation_id=actor.organisation_id,
        group=group,
        code=code,
        from_on=from_on,
        defaults=dict(change),
    )
    _journal(action, row, actor, now)


def _rows(actor: Actor) -> QuerySet[WordChange]:
    return WordChange.objects.filter(organisation_id=actor.organisation_id)


def _journal(action: str, row: WordChange, actor: Actor, now: datetime) -> None:
    journal.record(action=action, objects=[row.id, row.organisation_id], actor=actor, now=now)
    # The next word that is asked for is read anew.
    speaking.begin(actor, now)
