"""Uploads are held in memory, up to a bound: a file about a person never rests on disk in clear."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 25 * 1024 * 1024


class BoundedMemoryUploadHandler(FileUploadHandler):
    """Keep what is uploaded in memory, together at most `LARGEST` bytes in one request.

    What comes beyond is read and forgotten, so that the rest of the form survives; the file is
    then empty and `too_large`, which `alongside.ui.forms.FileField` turns into a sentence.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.content = BytesIO()
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 Django's name
        """Keep a chunk unless the bound is passed."""
        self.kept += len(raw_data)
        if self.kept > LARGEST:
            self.too_large = True
            self.content = BytesIO()
        else:
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file, empty where it was too large."""
        self.content.seek(0)
        upload = InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=0 if self.too_large else file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        upload.too_large = self.too_large  # type: ignore[attr-defined]
        return upload
