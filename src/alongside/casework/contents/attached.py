"""Documents: what is known of them, and what opens the bytes that are sealed apart."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID  # noqa: TC003  pydantic reads it

from pydantic import BaseModel, ConfigDict

from alongside.casework.attached.kinds import Shape, kind_of
from alongside.casework.contents.base import Content, DocumentKind, Long, NoCopy, Short
from alongside.vault.attachments import FileKey
from alongside.vault.compartments import Compartment


class Piece(BaseModel):
    """A copy made from a document; its bytes are sealed apart under `key` (hex)."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    file_id: UUID
    key: str
    size: int
    sha: str
    media_type: Short = ""

    def __repr__(self) -> str:
        """Show no key: it may end up in a log."""
        return f"<{type(self).__name__}>"

    __str__ = __repr__

    @classmethod
    def of(cls, file: FileKey) -> Piece:
        """Return what opens a file that was just sealed."""
        return cls(**file.as_dict())

    @property
    def file_key(self) -> FileKey:
        """Return what the vault opens it with."""
        return _file_key(self)


class Attachment(Content):
    """A file she gave us or we made; the bytes are sealed apart under `key` (hex).

    Older ones are not `looked_at`: what kind they are was said by their name.
    """

    kind_of: ClassVar = "attachment"
    compartment: ClassVar = Compartment.CASEWORK

    file_id: UUID
    key: str
    size: int
    sha: str
    # What the content says it is.
    media_type: Short = ""
    name: Short = ""
    note: Long = ""
    what: DocumentKind = ""
    looked_at: bool = False
    # It would pass for another kind of file as well, so it is only ever given out as bytes.
    mixed: bool = False
    # Of a picture: a copy without what is hidden in it, and a small one; or why there is none.
    clean: Piece | None = None
    small: Piece | None = None
    no_copy: NoCopy = ""

    @property
    def file_key(self) -> FileKey:
        """Return what the vault opens the original with."""
        return _file_key(self)

    @property
    def plays(self) -> bool:
        """Return whether it is sound or film that a page may play as it was kept."""
        shape = kind_of(self.media_type).shape
        return self.looked_at and not self.mixed and shape in {Shape.SOUND, Shape.FILM}


class HealthAttachment(Attachment):
    """A document about her health; under its own key."""

    kind_of: ClassVar = "health_attachment"
    compartment: ClassVar = Compartment.HEALTH


def _file_key(content: Any) -> FileKey:
    return FileKey.from_dict(content.model_dump(mode="json", include=set(FileKey.__slots__)))
