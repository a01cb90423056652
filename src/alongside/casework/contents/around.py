"""The people around her, as far as she speaks of them."""

from __future__ import annotations

from typing import ClassVar

from alongside.casework.contents.base import (
    Content,
    Harm,
    Long,
    MayContact,
    RelationKind,
    Short,
)
from alongside.vault.compartments import Compartment


class Relation(Content):
    """Somebody around her; part of her file and of no other, never a person of their own.

    It lies beside her safety plan and her safe contact, because it is the same knowledge: with whom
    one may speak, who must never hear of her, who stands at the door. Whoever may reach her has to
    know it; who knows only her name or her case does not.

    `file_reference` is the reference of another file as somebody typed it. Nothing ever looks
    whether there is such a file, so that it tells nothing about anybody.
    """

    kind_of: ClassVar = "relation"
    compartment: ClassVar = Compartment.LOCATION

    name: Short = ""
    is_to_her: RelationKind = ""
    relation_words: Short = ""
    age: int | None = None
    is_child: bool | None = None
    lives_with_her: bool | None = None
    depends_on_her: bool | None = None
    contact: MayContact = ""
    contact_words: Short = ""
    harm: Harm = ""
    file_reference: Short = ""
    text: Long = ""

    @property
    def may_have_harmed(self) -> bool:
        """Return whether this person may be involved in harm, and so never decides for her."""
        return self.harm == "yes"
