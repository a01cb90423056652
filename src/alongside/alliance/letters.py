"""What visitors of the public site may write to the alliance: each kind has its own fields.

The site fills one in, seals it and forgets it. It stands here beside `published`, so that both ends
agree; like that module it knows no framework and no table.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID  # noqa: TC003  pydantic reads it

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

# Control characters, lone surrogates, and what turns the direction of words (Unicode UAX 9): nobody
# types them on purpose, and in a list or a mail they make one line look like another.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


# Visitors' letters and alerts are kept so long after somebody dealt with them, and never longer
# than a year where nobody did; what was declined, so long after that; and who registered for an
# event, a year after it ended.
KEPT_AFTER, KEPT_AT_MOST = timedelta(days=90), timedelta(days=365)


def _seen(words: object) -> object:
    if not isinstance(words, str):
        return words
    return UNSEEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def _one_line(words: object) -> object:
    return " ".join(str(_seen(words)).split()) if isinstance(words, str) else words


Short = Annotated[str, BeforeValidator(_one_line), Field(max_length=300)]
Long = Annotated[str, BeforeValidator(_seen), Field(max_length=5_000)]
# Of the alliance's own lists: languages, themes, what somebody needs.
Codes = Annotated[tuple[Annotated[str, Field(max_length=60)], ...], Field(max_length=60)]
# One line, so that it cannot add a header to a mail.
Address = Annotated[
    str, Field(max_length=254, pattern=r"^[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+$")
]

# Text of an issue, as somebody wrote it: lines, and nothing that is not seen.
Told = Annotated[str, BeforeValidator(_seen), Field(max_length=1_000)]
# When the program was not yet there, or nobody of today is: days are counted from it later.
WHILE_WE_ARE = Field(ge=datetime(2020, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))


class _Letter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID
    written_at: Annotated[AwareDatetime, WHILE_WE_ARE]
    language: str = Field(default="en", max_length=20)


class Message(_Letter):
    """Somebody writes to a member, or to the alliance itself where none is named."""

    kind: Literal["message"] = "message"
    to_member: UUID | None = None
    name: Short = ""
    reply_to: Short = ""
    text: Long


class Subscription(_Letter):
    """Somebody confirmed that she wants the newsletter."""

    kind: Literal["subscription"] = "subscription"
    address: Address
    themes: Codes = ()


class Unsubscription(_Letter):
    """Somebody no longer wants it; `token` stood in the link of the mail she had."""

    kind: Literal["unsubscription"] = "unsubscription"
    token: str = Field(max_length=200)


class Registration(_Letter):
    """Somebody registers for an event, with what she needs to be able to come."""

    kind: Literal["registration"] = "registration"
    event: UUID
    name: Short
    organisation: Short = ""
    country: str = Field(default="", pattern="^([A-Z]{2})?$")
    address: Address
    spoken: Codes = ()
    needs: Codes = ()
    needs_words: Long = ""
    invitation: Short = ""
    may_be_named: bool = False
    may_be_pictured: bool = False


class Application(_Letter):
    """A group asks to become a member; it need not be registered anywhere."""

    kind: Literal["application"] = "application"
    name: Short
    country: str = Field(pattern="^[A-Z]{2}$")
    about: Long
    is_registered: bool = False
    wants_to_be_seen: bool = False
    references: Long = ""
    contact: Short


class SignOn(_Letter):
    """An organisation puts its name under a statement; somebody checks it first."""

    kind: Literal["sign_on"] = "sign_on"
    statement: Short
    # What the site calls it, for whoever checks the name.
    title: Short = ""
    organisation: Short
    country: str = Field(pattern="^[A-Z]{2}$")
    contact: Short


class Concern(_Letter):
    """Somebody is worried about something that stands on the site."""

    kind: Literal["concern"] = "concern"
    about: Short
    text: Long
    reply_to: Short = ""


class IssueItem(BaseModel):
    """One thing an issue of the newsletter tells: words and a link, never a picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Short
    text: Told = ""
    link: str = Field(default="", max_length=300, pattern=r"^(https?://[^\s\"<>]+)?$")


class Issue(_Letter):
    """An editor hands over an issue of the newsletter, in the one language the letter names.

    Words alone: the node makes the mails of them, so that whoever breaks into the site can put no
    picture that reports back, and no other link to unsubscribe, into anybody's mail.
    """

    kind: Literal["issue"] = "issue"
    issue: UUID
    number: int = Field(ge=1, le=100_000)
    title: Short
    introduction: Told = ""
    items: tuple[IssueItem, ...] = Field(default=(), max_length=12)
    archive: str = Field(default="", max_length=300, pattern=r"^(https?://[^\s\"<>]+)?$")


Letter = (
    Message | Subscription | Unsubscription | Registration | Application | SignOn | Concern | Issue
)
ANY: TypeAdapter[Letter] = TypeAdapter(Annotated[Letter, Field(discriminator="kind")])
