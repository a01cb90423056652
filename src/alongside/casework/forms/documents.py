"""Putting a document into a file, and saying what it is."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Attachment, HealthAttachment
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import offer
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from alongside.casework.attached.uploads import SealedUpload

MEGABYTE = 1024 * 1024
WHAT_IT_IS = partial(vocabulary.listed, "document_kinds")


class UploadForm(ui.PlainForm):
    """A document of hers, from the device or from its camera."""

    document = ui.FileField(
        label=_("Choose a file"),
        required=False,
        error_messages={"empty": _("This file is empty. Choose another.")},
    )
    # Phones open the camera for it, and hand the picture to the page alone. Asked for JPEG, those
    # that keep pictures as HEIC hand over one that everybody can look at.
    photo = ui.FileField(
        label=_("Or take a picture"),
        required=False,
        help_text=_(
            "On a phone this opens the camera, and the picture goes here and not into the gallery. "
            "Some phones keep a copy all the same: look into the gallery afterwards."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg", "capture": "environment"}),
        error_messages={"empty": _("This picture is empty. Take another.")},
    )
    name = ui.TextField(
        label=_("What shall it be called?"),
        required=False,
        help_text=_("For example: work contract, photo of a letter."),
    )
    what = ui.SelectField(label=_("What is it?"), required=False, empty=_("Not now"))
    note = ui.TextField(label=_("A note about it"), required=False)
    about_health = ui.TickField(
        label=_("Keep it with what is about her health"),
        required=False,
        help_text=_(
            "Only those who may see her health then see this document, its name and its note. "
            "It cannot be moved there later."
        ),
    )

    def __init__(self, *args: Any, limit: int, may_keep_with_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        largest = {"number": limit // MEGABYTE}
        self.fields["document"].help_text = (
            _now("A photo, a scan, a recording or another file of up to %(number)d MB.") % largest
        )
        offer(self.fields["what"], WHAT_IT_IS())
        if not may_keep_with_health:
            del self.fields["about_health"]

    def clean(self) -> dict[str, Any]:
        """Put what is missing or too much beside its field."""
        values = self.cleaned_data
        if self.errors:
            return values
        if values["document"] and values["photo"]:
            self.add_error("photo", _now("Add one at a time: the file or the picture."))
        elif not values["document"] and not values["photo"]:
            self.add_error("document", _now("Choose the file to put into her documents."))
        return values

    @property
    def sent(self) -> SealedUpload:
        """Return what was sent."""
        sent: SealedUpload = self.cleaned_data["document"] or self.cleaned_data["photo"]
        return sent

    @property
    def sent_as(self) -> str:
        """Return the field it was sent in."""
        return "document" if self.cleaned_data["document"] else "photo"

    def said(self) -> dict[str, Any]:
        """Return what was said about it, with what it is called in her file.

        The ending it came with stays, because programs go by it.
        """
        values = self.cleaned_data
        came_as = PurePath(self.sent.name or "")
        name = values["name"].removesuffix(came_as.suffix) or came_as.stem
        return {
            "name": f"{name or _now('Document')}{came_as.suffix}",
            "what": values["what"],
            "note": values["note"],
            "about_health": values.get("about_health", False),
        }


class AttachmentForm(ContentForm):
    """What is said about a document that is there."""

    content: ClassVar = Attachment
    vocabularies: ClassVar = {"what": WHAT_IT_IS}

    name = ui.TextField(
        label=_("What is it called?"),
        error_messages={"required": _("Give it a name, such as: work contract.")},
    )
    what = ui.SelectField(label=_("What is it?"), required=False, empty=_("Not now"))
    note = ui.LongTextField(label=_("A note about it"), rows=4, required=False)


class HealthAttachmentForm(AttachmentForm):
    """What is said about a document about her health."""

    content: ClassVar = HealthAttachment
