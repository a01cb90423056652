"""The pages on which an organisation makes lists of words its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.errors import BadWord
from alongside.casework.forms.words import MENDED, ChangeWordForm, NewWordForm, RetireWordForm
from alongside.casework.views import page
from alongside.core import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, QueryDict

ask = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Show the lists of words that may grow, and say why the others may not."""
    found = queries.word_lists(actor=page.who(request), now=clock.now())
    return render(request, "casework/words.html", {"found": found})


@require_safe
def group(request: HttpRequest, group: str) -> HttpResponse:
    """Show the words of one list."""
    found = queries.words_of(group=group, actor=page.who(request), now=clock.now())
    return render(request, "casework/words_of.html", {"found": found})


@ask
def add(request: HttpRequest, group: str) -> HttpResponse:
    """Add a word of the organisation's own."""
    actor, now = page.who(request), clock.now()
    found = queries.words_of(group=group, actor=actor, now=now)
    form = NewWordForm(_sent(request), languages=found.languages, standard=found.standard)

    def save() -> None:
        actions.add_word(
            group=group,
            labels=form.labels(),
            counts_as=form.cleaned_data.get("counts_as", ""),
            from_on=form.cleaned_data["from_on"],
            actor=actor,
            now=now,
        )

    if _saved(request, form, save):
        return _back(request, group, _("The word is added."))
    return _page(request, form, found, title=_("A word of your own"), button=_("Add the word"))


@ask
def change(request: HttpRequest, group: str, code: str) -> HttpResponse:
    """Give a word another name, or put its spelling right."""
    actor, now = page.who(request), clock.now()
    found, word = queries.word(group=group, code=code, actor=actor, now=now)
    form = ChangeWordForm(
        _sent(request),
        languages=found.languages,
        labels=word.labels,
        can_mend=word.is_named,
    )

    def save() -> None:
        about: dict[str, Any] = {"group": group, "code": code, "labels": form.labels()}
        if form.cleaned_data["how"] == MENDED:
            actions.mend_word(**about, actor=actor, now=now)
        else:
            on = form.cleaned_data["from_on"]
            actions.rename_word(**about, from_on=on, actor=actor, now=now)

    if _saved(request, form, save):
        return _back(request, group, _("The word is changed."))
    return _page(request, form, found, title=_("Change a word"), word=word, button=_("Save"))


@ask
def retire(request: HttpRequest, group: str, code: str) -> HttpResponse:
    """Offer a word no more, after saying what that does."""
    actor, now = page.who(request), clock.now()
    found, word = queries.word(group=group, code=code, actor=actor, now=now)
    form = RetireWordForm(_sent(request))

    def save() -> None:
        on = form.cleaned_data["from_on"]
        actions.retire_word(group=group, code=code, from_on=on, actor=actor, now=now)

    if _saved(request, form, save):
        return _back(request, group, _("The word is not offered any more."))
    return _page(
        request,
        form,
        found,
        title=_("Offer a word no more"),
        lead=_("It stays wherever it was used. You can put it back at any time."),
        word=word,
        button=_("Offer it no more"),
    )


@require_POST
def put_back(request: HttpRequest, group: str, code: str) -> HttpResponse:
    """Offer a word again."""
    try:
        actions.put_word_back(group=group, code=code, actor=page.who(request), now=clock.now())
    except BadWord as problem:
        messages.error(request, str(problem))
        return HttpResponseRedirect(reverse("casework:words_of", args=[group]))
    return _back(request, group, _("The word is offered again."))


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _saved(request: HttpRequest, form: Form, save: Callable[[], None]) -> bool:
    """Save what was typed; what stands against it is said beside its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        save()
    except BadWord as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True


def _back(request: HttpRequest, group: str, sentence: str) -> HttpResponseRedirect:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("casework:words_of", args=[group]))


def _page(request: HttpRequest, form: Form, found: queries.WordsOf, **context: Any) -> HttpResponse:
    status = page.UNFINISHED if form.errors else 200
    everything = {"form": form, "found": found, "word": None, "lead": "", **context}
    return render(request, "casework/word.html", everything, status=status)
