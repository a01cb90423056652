"""A questionnaire as it is kept: what is asked, in which languages, and when.

Names follow XForms: a *node* has a path and a kind; *relevant*, *constraint*, *required* and
*calculate* are expressions over other nodes. It says nothing about anybody.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

# The language of a text that is the same in all.
ANY = ""
# How a text says that something calculated stands in it.
Output = tuple[Literal["output"], str]
# Language → what is written, in pieces.
Text = dict[str, list[str | Output]]


class Kind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    WHOLE = "int"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    MOMENT = "dateTime"
    ONE = "select_one"
    SEVERAL = "select_multiple"
    TICK = "acknowledge"
    # Words to read, nothing to answer.
    NOTE = "note"
    # Worked out, or said by the form; not shown.
    HIDDEN = "hidden"


class Piece(BaseModel):
    """What every part of a questionnaire shares."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Piece):
    """One option; `columns` are what a choice filter may ask for."""

    name: str
    label: Text = {}
    columns: dict[str, str] = {}


class Choices(Piece):
    """Where the options of a question come from; `only` is an expression over one option."""

    list_name: str
    only: str = ""


class Question(Piece):
    """One thing that is asked, said, or worked out."""

    item: Literal["question"] = "question"
    path: str
    kind: Kind
    label: Text = {}
    hint: Text = {}
    choices: Choices | None = None
    appearance: str = ""
    default: str = ""
    # An expression for its value when it is first shown.
    first_value: str = ""
    relevant: str = ""
    required: str = ""
    required_message: Text = {}
    constraint: str = ""
    constraint_message: Text = {}
    calculate: str = ""
    read_only: str = ""
    smallest: float | None = None
    largest: float | None = None

    @property
    def name(self) -> str:
        """Return the last part of its path."""
        return self.path.rpartition("/")[2]


class Group(Piece):
    """Questions that belong together; with `repeats` as often as they are asked."""

    item: Literal["group"] = "group"
    path: str
    label: Text = {}
    hint: Text = {}
    appearance: str = ""
    relevant: str = ""
    repeats: bool = False
    # An expression that says how often, where the form says it and not the person.
    count: str = ""
    items: list[Annotated[Group | Question, Field(discriminator="item")]] = []

    @property
    def name(self) -> str:
        """Return the last part of its path."""
        return self.path.rpartition("/")[2]

    def walk(self) -> Iterator[Group | Question]:
        """Return everything in it, in order, itself not."""
        for one in self.items:
            yield one
            if isinstance(one, Group):
                yield from one.walk()


class Questionnaire(Piece):
    """One version of a form, ready to be filled in."""

    schema_version: Literal[1] = 1
    form_id: str
    version: str = ""
    title: str
    # As the form names them; the first is the form's own.
    languages: list[str] = [ANY]
    root: Group
    lists: dict[str, list[Choice]] = {}

    def walk(self) -> Iterator[Group | Question]:
        """Return everything in it, in order."""
        return self.root.walk()

    def questions(self) -> Iterator[Question]:
        """Return every question, in order."""
        return (one for one in self.walk() if isinstance(one, Question))

    def language_for(self, code: str) -> str:
        """Return the form's name of the reader's language; its own where it has not got it.

        Forms write "English (en)", "English" or "en".
        """
        wanted = code.partition("-")[0].casefold()
        for name in self.languages:
            if wanted == language_code(name):
                return name
        return self.languages[0]


def language_code(name: str) -> str:
    """Return "en" of "English (en)"; of anything else the name itself, in small letters."""
    inside = name.rpartition("(")[2].rstrip(") ") if name.endswith(")") else name
    return inside.partition("-")[0].strip().casefold()
