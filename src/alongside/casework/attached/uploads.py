"""Uploads that are sealed while they arrive: no byte of them rests anywhere in clear."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from alongside.casework.attached.receiving import Received

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest


class SealedUpload(UploadedFile[bytes]):
    """An upload whose content lies sealed in `received`."""

    def __init__(self, received: Received, **about: Any) -> None:
        super().__init__(file=None, size=received.size, **about)
        self.received = received

    def close(self) -> None:
        """Leave nothing of what nobody kept."""
        self.received.abandon()


class SealingUploadHandler(FileUploadHandler):
    """Seal the files of one request as they arrive; each may have `limit` bytes."""

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.all: list[Received] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to seal."""
        super().new_file(*args, **kwargs)
        self.all.append(Received(self.limit))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  Django's name
        """Seal what arrived."""
        self.all[-1].write(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:  # noqa: ARG002  counted here
        """Return the upload; nobody has kept it yet."""
        received = self.all[-1]
        received.finish()
        return SealedUpload(
            received,
            name=self.file_name or "",
            content_type=self.content_type,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


@contextmanager
def sealed(request: HttpRequest, *, limit: int) -> Iterator[None]:
    """Seal what a request brings, and leave nothing of what was not kept when it is over.

    Also where the line broke: of a file whose end never arrived Django makes no upload.
    The body must not have been read before.
    """
    handler = SealingUploadHandler(request, limit=limit)
    request.upload_handlers = [handler]
    try:
        yield
    finally:
        for received in handler.all:
            received.abandon()
