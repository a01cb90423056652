"""Words about documents: what they are, and why there is no copy without what is hidden in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _, pgettext_lazy

if TYPE_CHECKING:
    from alongside.casework.vocabulary.everyday import Words

DOCUMENT_KINDS: Words = {
    "identity": pgettext_lazy("a document", "Identity paper"),
    "court": pgettext_lazy("a document", "Court paper"),
    "medical": pgettext_lazy("a document", "Medical paper"),
    "injury": pgettext_lazy("a document", "Photo of an injury"),
    "agreement": pgettext_lazy("a document", "Agreement"),
    "work": pgettext_lazy("a document", "Contract or pay slip"),
    "chat": pgettext_lazy("a document", "Chat or message"),
    "consent": pgettext_lazy("a document", "Her yes, spoken or written"),
    "recording": pgettext_lazy("a document", "Recording"),
    "other": pgettext_lazy("a document", "Something else"),
}
NO_COPIES: Words = {
    "kind": _("This kind of picture cannot be opened here, so there is no copy of it."),
    "too_many_points": _(
        "This picture is too large to be shown safely. It is kept as it is, without a copy."
    ),
    "too_large": _(
        "This picture is too large to be shown safely. It is kept as it is, without a copy."
    ),
    "unreadable": _(
        "This picture could not be read: it may be damaged. It is kept as it is, without a copy."
    ),
}
GROUPS: dict[str, Words] = {"document_kinds": DOCUMENT_KINDS, "no_copies": NO_COPIES}
