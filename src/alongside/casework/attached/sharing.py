"""What of a document may leave: the copy without what is hidden in it, and otherwise nothing.

Every copy of a file asks here, so that there is one place where an original could slip out.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.vault import attachments
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from alongside.casework.contents import Attachment

# Together in one copy of a file, which is made in memory.
MOST_IN_A_COPY = 24 * 1024 * 1024
# What opens bytes that stay here, and so says nothing to who reads a copy.
OPENS_BYTES = frozenset({"file_id", "key", "clean", "small"})


@dataclass(frozen=True, slots=True, repr=False)
class Shared:
    """What a copy of a file shows of a document: a picture as a `data:` address, and a sentence."""

    picture: str = ""
    sentence: str = ""


class Sharing:
    """The documents of one copy of a file, as far as they may leave with it."""

    def __init__(self) -> None:
        self._left = MOST_IN_A_COPY

    def of(self, document: Attachment) -> Shared:
        """Return what of a document goes into the copy, and what is said about it."""
        clean = document.clean
        if clean is None:
            return Shared(
                sentence=_(
                    "The document itself is not in this copy, because what is hidden in it could "
                    "not be removed. It can be taken out of the file by itself."
                )
            )
        if clean.size > self._left:
            return Shared(
                sentence=_("The picture is not in this copy, which holds only so many of them.")
            )
        try:
            content = b"".join(attachments.read(clean.file_key))
        except CannotOpen:
            return Shared(sentence=_("The picture could not be opened."))
        self._left -= clean.size
        encoded = base64.b64encode(content).decode()
        return Shared(
            picture=f"data:{clean.media_type};base64,{encoded}",
            sentence=_("A copy of the picture, without what was hidden in it."),
        )
