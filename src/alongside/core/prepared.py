"""Queries whose SQL is made once and run many times.

Django writes the SQL of a query anew each time it is asked: ten times what the database needs to
answer one that fetches a row along an index. What every request asks may be prepared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field, Model, QuerySet
    from django.db.models.sql.compiler import SQLCompiler

    Make = Callable[..., QuerySet[Any, tuple[Any, ...]]]

_M = TypeVar("_M", bound="Model")

# Of each value how many it holds where it is a list, else 0: another length is another query.
Shape = tuple[int, ...]
# Pages ask for a handful of rows. What asks for hundreds rarely asks for as many again.
REMEMBERED = 64


def columns(model: type[Model]) -> list[str]:
    """Return the columns that :func:`made` wants, in order."""
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001  Django's public name


def made(model: type[_M], row: Sequence[Any]) -> _M:
    """Return a row of :func:`columns` as Django would have fetched it."""
    return model.from_db(DEFAULT_DB_ALIAS, columns(model), row)


class Prepared:
    """A query as a function of its values."""

    def __init__(self, make: Make, *fields: Field[Any, Any]) -> None:
        """Take a function from parameters to a `values_list`, and what kind of field each one is.

        What is a list when the query runs is a list of parameters when it is made.
        """
        self._make, self._fields = make, fields
        self._made: dict[Shape, _Made] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """Run it with these values, in the order of the fields; an empty list finds nothing."""
        if [] in values:
            return []
        using = connections[DEFAULT_DB_ALIAS]
        shape = tuple(len(one) if isinstance(one, list) else 0 for one in values)
        made = self._made.get(shape)
        if made is None:
            made = _Made(self._make(*self._parameters(shape)), using)
            if sum(shape) <= REMEMBERED:
                self._made[shape] = made
        return made.rows(values, using)

    def _parameters(self, shape: Shape) -> list[Any]:
        return [
            [_Parameter(field, number, place) for place in range(length)]
            if length
            else _Parameter(field, number)
            for number, (field, length) in enumerate(zip(self._fields, shape, strict=True))
        ]


class _Parameter(Expression):
    """The place of a value that is given when the query runs."""

    def __init__(self, field: Field[Any, Any], number: int, place: int | None = None) -> None:
        super().__init__(output_field=field)
        self.number, self.place = number, place

    def as_sql(  # type: ignore[override]  # its own value comes later
        self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return the place; the parameter stands in for its own value until one is given."""
        return "%s", [self]

    def of(self, values: Sequence[Any], using: BaseDatabaseWrapper) -> Any:
        """Return the value that was given, as the database takes it."""
        value = values[self.number]
        chosen = value if self.place is None else value[self.place]
        return self.output_field.get_db_prep_value(chosen, using)


class _Made:
    """SQL, where its values go, and how its columns are read."""

    def __init__(self, rows: QuerySet[Any, tuple[Any, ...]], using: BaseDatabaseWrapper) -> None:
        self._compiler = rows.query.get_compiler(connection=using)
        self._sql, params = self._compiler.as_sql()
        self._params = tuple(params)
        # These turn what a database gives into Python's types and ask it nothing, so the threads'
        # own connections may share them.
        self._converters = self._compiler.get_converters(
            [column for column, _sql, _name in self._compiler.select]
        )

    def rows(self, values: Sequence[Any], using: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
        """Run it on this thread's connection."""
        params = [
            one.of(values, using) if isinstance(one, _Parameter) else one for one in self._params
        ]
        with using.cursor() as cursor:
            cursor.execute(self._sql, params)
            found = cursor.fetchall()
        return [tuple(row) for row in self._compiler.apply_converters(found, self._converters)]
