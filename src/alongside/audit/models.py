"""The journal's tables. No foreign keys: the journal outlives what it describes."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterator

_appending: ContextVar[bool] = ContextVar("appending", default=False)


class AppendOnly(Exception):
    """Somebody tried to write or change a journal row outside the journal."""


@contextmanager
def appending() -> Iterator[None]:
    """Allow rows to be added inside the block; only the journal itself uses it."""
    token = _appending.set(True)
    try:
        yield
    finally:
        _appending.reset(token)


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class AppendOnlyQuerySet(models.QuerySet[Row_co]):
    """Refuses what would rewrite history."""

    def update(self, **_kwargs: Any) -> int:
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly


class AppendOnlyModel(models.Model):
    """A row that is written once, by the journal."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not _appending.get() or not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly


class Entry(AppendOnlyModel):
    """One thing that was done or seen."""

    seq = models.BigIntegerField(primary_key=True)
    # Minutes are enough to answer "who looked", and tell less about how somebody works.
    minute = models.DateTimeField()
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    object_id = models.CharField(max_length=36, blank=True)
    others = models.TextField(blank=True)
    compartment = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects = AppendOnlyQuerySet["Entry"].as_manager()

    class Privacy:
        clear: ClassVar = {
            "seq",
            "minute",
            "actor",
            "action",
            "object_id",
            "others",
            "compartment",
            "basis",
            "prev",
            "hash",
        }
        sealed: ClassVar = set[str]()

    class Meta:
        indexes = (
            models.Index(fields=["object_id", "-seq"], name="entry_by_object"),
            models.Index(fields=["actor", "-seq"], name="entry_by_actor"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"

    def content(self) -> dict[str, str | int]:
        """Return what the hash stands for."""
        return {
            "seq": self.seq,
            "minute": self.minute.strftime("%Y-%m-%dT%H:%MZ"),
            "actor": self.actor,
            "action": self.action,
            "object": self.object_id,
            "others": self.others,
            "compartment": self.compartment,
            "basis": self.basis,
        }


class Anchor(AppendOnlyModel):
    """The journal's head as a coordinator signed it; a copy elsewhere shows a rewritten tail."""

    seq = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    signer_id = models.UUIDField()
    signature = models.BinaryField(max_length=64)

    objects = AppendOnlyQuerySet["Anchor"].as_manager()

    class Privacy:
        clear: ClassVar = {"seq", "hash", "made_at", "signer_id", "signature"}
        sealed: ClassVar = set[str]()

    def __str__(self) -> str:
        return f"anchor at {self.seq}"
