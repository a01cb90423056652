"""Tables that only an action may write."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterator

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class OnlyByAnAction(TypeError):
    """Somebody tried to write a guarded table past the function that owns it."""


@contextmanager
def writing() -> Iterator[None]:
    """Allow writes to guarded tables inside this block; used by the functions that own them."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def require(model: type[models.Model]) -> None:
    """Raise OnlyByAnAction outside of :func:`writing`."""
    if not _writing.get():
        raise OnlyByAnAction(model.__name__)


class GuardedQuerySet(models.QuerySet[Any, Any]):
    """A query set whose writes are refused outside of :func:`writing`."""

    def update(self, **values: Any) -> int:
        require(self.model)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        require(self.model)
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        require(self.model)
        return super().bulk_create(*args, **kwargs)


class Guarded(models.Model):
    """A record that refuses to be saved or deleted outside of :func:`writing`."""

    objects = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require(type(self))
        return super().delete(*args, **kwargs)
