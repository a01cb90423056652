"""All files of a kit in one, made while it is sent: nothing is kept, and it has an end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wagtail.documents.models import Document

MOST_BYTES = 100 * 1024 * 1024
MOST_FILES = 60
# Entries of a zip have a day; one that never changes keeps the whole the same each time.
NO_DAY = (1980, 1, 1, 0, 0, 0)
SHARE = 64 * 1024


class _Belt:
    """What a zip is written to, to be carried away piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def take(self) -> bytes:
        whole = b"".join(self.pieces)
        self.pieces.clear()
        return whole


def size(documents: Sequence[Document]) -> int:
    """Return how many bytes the files have together."""
    return sum(one.get_file_size() or 0 for one in documents)


def fits(documents: Sequence[Document]) -> bool:
    """Say whether these files may be packed together."""
    return 0 < len(documents) <= MOST_FILES and size(documents) <= MOST_BYTES


def pack(documents: Sequence[Document]) -> Iterator[bytes]:
    """Return the pieces of a zip; a file that is no longer there is left out."""
    belt = _Belt()
    with ZipFile(belt, "w", ZIP_STORED) as packed:
        for number, document in enumerate(documents, start=1):
            entry = ZipInfo(f"{number:02d}-{document.filename}", NO_DAY)
            try:
                content = document.file.storage.open(document.file.name)
            except FileNotFoundError:
                continue
            with content, packed.open(entry, "w") as into:
                while piece := content.read(SHARE):
                    into.write(piece)
                    yield belt.take()
    yield belt.take()
