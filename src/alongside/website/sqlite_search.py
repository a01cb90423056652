"""Wagtail's search in SQLite's FTS5, with the order of what was found asked for once.

Wagtail asks the index again for the rank of each page it finds, and each time SQLite ranks all that
fits: among 5,000 publications a word that stands in most of them took 11 s. Here the index ranks
once, and what fits the other filters is taken in that order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.search.backends.database.sqlite import sqlite as wagtails
from wagtail.search.query import MatchAll, Not

if TYPE_CHECKING:
    from django.db.models import Model


class QueryCompiler(wagtails.SQLiteSearchQueryCompiler):
    """A question to the index; its answer is kept, for the count and each part that is shown."""

    def best_first(self, config: Any) -> list[str]:
        """Return the ids of all that fits the words and every filter, the best first."""
        if not hasattr(self, "_best_first"):
            words = self.build_search_query(wagtails.normalize(self.query), config=config)
            found = wagtails.SQLiteFTSIndexEntry.objects.filter(
                wagtails.MatchExpression(self.fields or self.FTS_TABLE_FIELDS, words),
                index_entry__content_type__in=wagtails.get_descendants_content_types_pks(
                    self.queryset.model
                ),
            ).order_by(wagtails.BM25(), "-index_entry_id")
            fits = {str(key) for key in self.queryset.order_by().values_list("pk", flat=True)}
            keys = found.values_list("index_entry__object_id", flat=True)
            self._best_first = [key for key in keys if key in fits]
        return self._best_first


class Results(wagtails.SQLiteSearchResults):
    """What was found, a part of it at a time."""

    def _ranked(self) -> list[str] | None:
        """Return all ids in the order they were asked in; None for what Wagtail does well."""
        asked = self.query_compiler
        is_ranked = asked.order_by_relevance and not self._score_field
        if not is_ranked or isinstance(wagtails.normalize(asked.query), MatchAll | Not):
            return None
        return list(asked.best_first(asked.get_config(self.backend)))

    def _do_search(self) -> list[Model]:
        ranked = self._ranked()
        if ranked is None:
            return list(super()._do_search())
        shown = ranked[self.start : self.stop]
        pages = {str(page.pk): page for page in self.query_compiler.queryset.filter(pk__in=shown)}
        return [pages[key] for key in shown if key in pages]

    def _do_count(self) -> int:
        ranked = self._ranked()
        return int(super()._do_count()) if ranked is None else len(ranked[self.start : self.stop])


class SearchBackend(wagtails.SQLiteSearchBackend):
    """Wagtail's, with the two above; completing words stays as it is."""

    query_compiler_class = QueryCompiler
    results_class = Results
