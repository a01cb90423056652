"""Puts the twin's functions where the sealed ones are called from."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.apps import AppConfig


class TwinConfig(AppConfig):
    """The twin's room."""

    name = "benchmarks.twin"
    label = "twin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Replace what the measured pages call; everything else stays and finds nothing."""
        from alongside.casework.views import files, new, people  # noqa: PLC0415  rooms first
        from alongside.referrals.views import lists as referral_lists  # noqa: PLC0415  rooms first
        from benchmarks.twin import actions, file, inbox, people as plain  # noqa: PLC0415  models first

        _replace(people, "queries", case_list=plain.case_list, find=plain.find)
        _replace(files, "queries", story=file.story)
        _replace(new, "actions", open_case=actions.open_case)
        _replace(referral_lists, "queries", inbox=inbox.inbox)


def _replace(module: Any, name: str, **functions: Any) -> None:
    """Let a module see other functions under the name it imported."""
    known = vars(getattr(module, name))
    setattr(module, name, SimpleNamespace(**{**known, **functions}))
