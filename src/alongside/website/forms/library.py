"""What somebody may look for in the library; its answers stand in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from alongside.ui.forms import PlainForm, SelectField, TextField
from alongside.website.finding import Asked
from alongside.website.models.base import Theme
from alongside.website.models.publications import Kind, Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms.boundfield import BoundField
    from django.utils.functional import _StrPromise

    Pairs = Iterable[tuple[str, str | _StrPromise]]


ALL = ("", _("All"))


def _choice(label: _StrPromise, choices: Pairs = ()) -> SelectField:
    return SelectField(
        label=label,
        required=False,
        empty=_("All"),
        choices=choices,
        error_messages={"invalid_choice": _("There is no such answer. All are shown.")},
    )


class LibraryForm(PlainForm):
    """Words, and what the publication must be."""

    q = TextField(
        label=_("Words in the title or the text"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Write fewer words: at most 200 letters.")},
    )
    kind = _choice(_("What it is"), Kind.choices)
    theme = _choice(_("Theme"), Theme.choices)
    year = _choice(_("Year"))
    language = _choice(_("Language"))
    region = _choice(_("Region"), Region.choices)

    def __init__(
        self, data: Any, *, years: Iterable[int], spoken: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        cast("SelectField", self.fields["year"]).choices = [
            ALL,
            *((str(year), str(year)) for year in years),
        ]
        cast("SelectField", self.fields["language"]).choices = [ALL, *spoken]

    @property
    def filters(self) -> list[BoundField]:
        """Return all but the words."""
        return [field for field in self if field.name != "q"]

    def asked(self) -> Asked:
        """Return what was asked; an answer that makes no sense asks for all."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return Asked(words=given.pop("q"), **given)
