"""What is explained to her before she answers, word for word, in versions.

A record names the version she heard. A text is never edited: a new version is added behind the
old ones, and old versions stay readable for as long as records name them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.consent.contents import TextRef
from alongside.consent.enums import Purpose

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LIMITS = "limits"
KEEPING = "keeping"
STATISTICS = "statistics"
REFERRAL = "referral"
TEAM = "team"
LONG_FOLLOW_UP = "long_follow_up"


class UnknownText(KeyError):
    """No text of that key or version was ever written."""


@dataclass(frozen=True)
class Text:
    """One version of one text."""

    key: str
    version: int
    title: _StrPromise
    paragraphs: tuple[_StrPromise, ...]

    @property
    def ref(self) -> TextRef:
        """Return how a record names it."""
        return TextRef(key=self.key, version=self.version)


TEXTS = (
    Text(
        LIMITS,
        1,
        _("What we keep to ourselves, and what we cannot"),
        (
            _("What you tell us stays with the people here who help you."),
            _(
                "There are a few things we may have to pass on even if you do not want it: "
                "when a life is in immediate danger, when a child must be protected by law, "
                "or when a court orders it."
            ),
            _(
                "If that happens, two of us decide together, we pass on as little as possible, "
                "and we tell you unless telling you would put you in danger."
            ),
            _(
                "You can stop at any point, skip any question, and ask for a break. "
                "You get help whether or not you answer."
            ),
        ),
    ),
    Text(
        KEEPING,
        1,
        _("Keeping a file about you"),
        (
            _(
                "We would like to write down what you tell us, so that you do not have to tell it "
                "twice."
            ),
            _(
                "It is locked so that only the team that helps you can read it. You may ask to "
                "see it, correct it, or have it deleted."
            ),
            _("If you say no, we help you all the same, and write down as little as we can."),
        ),
    ),
    Text(
        TEAM,
        1,
        _("Letting colleagues read it"),
        (
            _(
                "Sometimes another team of ours can help you better when they can read a part of "
                "your file. You choose which team, which part, and until when."
            ),
            _("If you say no, nothing changes in the help you get. You can stop it on any day."),
        ),
    ),
    Text(
        STATISTICS,
        1,
        _("Being counted, without your name"),
        (
            _(
                "We count how many people we help and what they went through, to show what is "
                "happening and ask for change."
            ),
            _(
                "No name, no place and no date that could point to you is in it, and no number "
                "smaller than ten is ever shown."
            ),
            _(
                "You can say no or stop later. What is already published cannot be called back, "
                "but you will not be in the next figures."
            ),
        ),
    ),
    Text(
        REFERRAL,
        1,
        _("Asking another organisation to help you"),
        (
            _(
                "We can ask another organisation to help you. They see only what you tick, and "
                "we show or read it to you before it is sent."
            ),
            _(
                "They may not pass it on unless you say so. It ends on the day you choose, and "
                "you can stop it before: then their copy is locked, and they must confirm it. "
                "What they have already read they may remember."
            ),
            _("If you say no, we go on helping you as we can."),
        ),
    ),
    Text(
        LONG_FOLLOW_UP,
        1,
        _("Asking how you are, later on"),
        (
            _(
                "We would like to ask you how you are after a week, and after one, three, six, "
                "twelve and twenty-four months, also when your file is closed by then."
            ),
            _(
                "We do it only in the way you say is safe. You choose the days, you may change "
                "them, and you need not answer."
            ),
            _(
                "If you say no, nothing changes in the help you get, and you can come back to us "
                "whenever you want. You can stop it on any day."
            ),
        ),
    ),
)

# What is read before which question; the limits always come first.
READ_FOR = {
    Purpose.SERVICE: (LIMITS, KEEPING),
    Purpose.STATISTICS: (LIMITS, STATISTICS),
    Purpose.REFERRAL: (LIMITS, REFERRAL),
    Purpose.TESTIMONY: (LIMITS,),
    Purpose.LONG_FOLLOW_UP: (LIMITS, LONG_FOLLOW_UP),
}


def current(key: str) -> Text:
    """Return the newest version of a text; raises UnknownText."""
    versions = [text for text in TEXTS if text.key == key]
    if not versions:
        raise UnknownText(key)
    return max(versions, key=lambda text: text.version)


def at(ref: TextRef) -> Text:
    """Return the version a record names; raises UnknownText."""
    for text in TEXTS:
        if (text.key, text.version) == (ref.key, ref.version):
            return text
    raise UnknownText(ref.key)


def read_for(purpose: str) -> list[Text]:
    """Return what is read to her before she is asked for this purpose."""
    return [current(key) for key in READ_FOR.get(Purpose(purpose), (LIMITS, TEAM))]
