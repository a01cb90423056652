"""What harms a woman most when it is found: off until two people of her organisation say why not.

Named here is what we ask ourselves, and by which headings a register brings the same in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.casework.vocabulary.own import book_and_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

# Under these names the words of an organisation say what is switched on, and what it hides.
SWITCHED, HIDDEN = "dangerous", "field"
# And under these on which day somebody looked last which questions nobody uses.
LOOKED, UNUSED = "looked", "unused_fields"


@dataclass(frozen=True)
class Dangerous:
    """One kind of knowledge; `fields` are ours by kind and name.

    `headings` are words of a column's heading, parted by commas; a hyphen at the end stands for
    any ending.
    """

    title: _StrPromise
    why: _StrPromise
    headings: str
    fields: tuple[tuple[str, str], ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds its words in a heading."""
        words = (one.strip() for one in unicodedata.normalize("NFC", self.headings).split(","))
        found = (
            re.escape(word[:-1]) if word.endswith("-") else rf"{re.escape(word)}(?!\w)"
            for word in words
        )
        return re.compile(rf"(?<!\w)(?:{'|'.join(found)})")


DANGEROUS: Mapping[str, Dangerous] = {
    "immigration_status": Dangerous(
        _("Immigration status"),
        _("Whoever finds it can have her detained or deported."),
        "immigration, visa, asylum, refugee-, undocumented, deport-, displacement, legal status, "
        "residence permit, migratori-, asilo, refugiad-, শরণার্থী-",
        (("incident", "displacement"),),
    ),
    "disability": Dangerous(
        _("Disability"),
        _("It is about her health, and singles her out in a small place."),
        "disab-, handicap-, discapac-, প্রতিবন্ধ-",
        (("incident", "disability"),),
    ),
    "health": Dangerous(
        _("Illness, HIV, mental health"),
        _(
            "It costs work, home and family where it becomes known. What helps her now belongs "
            "under Health, which has a key of its own."
        ),
        "hiv, aids, vih, sida, hepatitis, diagnos-, illness-, disease-, psychiatr-, mental health, "
        "medical condition-, health status, enfermedad-, salud mental, এইচআইভি-, রোগ-",
    ),
    "pregnancy": Dangerous(
        _("Pregnancy and abortion"),
        _("In many places she is punished, married off or driven out for it."),
        "pregnan-, abortion-, miscarriage-, embaraz-, aborto-, গর্ভ-",
    ),
    "religion": Dangerous(
        _("Religion"),
        _("People are hunted for it, and no help depends on it."),
        "relig-, faith, ধর্ম-",
    ),
    "ethnicity": Dangerous(
        _("Ethnicity, caste, tribe"),
        _("Lists of it have been used against whole villages, and no help depends on it."),
        "ethnic-, caste, tribe-, race, etnia, étnic-, casta, raza, tribu, indigenous, indígena-, "
        "জাতিগত-, বর্ণ-",
    ),
    "sexual_orientation": Dangerous(
        _("Whom she loves"),
        _("It is a crime in some countries, and a danger at home in many."),
        "sexual orientation, orientación sexual, sexuality, lgbt-, lesbian-, যৌন অভিমুখ-",
    ),
    "political_opinion": Dangerous(
        _("Political opinion, party, union"),
        _("The state or an employer may act against her for it."),
        "politic-, trade union, union member-, sindicat-, রাজনৈতিক-",
    ),
}
_KEYS = {place: key for key, one in DANGEROUS.items() for place in one.fields}


def meant_by(heading: str) -> str:
    """Return the kind of knowledge a column's heading speaks of, "" for none of these."""
    text = unicodedata.normalize("NFC", heading).casefold().replace("_", " ")
    return next((key for key, one in DANGEROUS.items() if one.pattern.search(text)), "")


def is_on(key: str) -> bool:
    """Return whether a kind of knowledge is switched on today; where nobody is asked, it is not."""
    spoken = book_and_day()
    return bool(spoken and spoken[0].is_offered(SWITCHED, key, spoken[1]))


def is_asked(kind: str, name: str) -> bool:
    """Return whether forms ask for a field: neither dangerous and off, nor hidden."""
    key = _KEYS.get((kind, name))
    if key is not None and not is_on(key):
        return False
    spoken = book_and_day()
    code = field_code(kind, name)
    return spoken is None or spoken[0].is_offered(HIDDEN, code, spoken[1]) is not False


def field_code(kind: str, name: str) -> str:
    """Return the code under which a field is hidden."""
    return f"{kind}.{name}"
