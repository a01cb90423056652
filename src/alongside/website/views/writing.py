"""Writing to the alliance or to a member, whose addresses nobody is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from alongside.core import clock
from alongside.website import directory, visitors
from alongside.website.forms.writing import WriteForm
from alongside.website.languages import same_page_elsewhere

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from alongside.alliance.published import Member


@visitors.welcome
def write(request: HttpRequest, code: str = "") -> HttpResponse:
    """Take a message, seal it and leave it for the alliance."""
    member = _member(code)
    form = WriteForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        letter = form.letter(to_member=member.id if member else None, now=clock.now())
        try:
            visitors.send(request, letter, action="write")
        except visitors.Refused as refused:
            form.add_error(None, str(refused))
            status = refused.status
        else:
            return HttpResponseRedirect(reverse("written"), status=303)
    context: dict[str, Any] = {
        "form": form,
        "member": member,
        "other_languages": same_page_elsewhere(request),
    }
    return render(request, "website/writing/write.html", context, status=status)


@visitors.welcome
def written(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived, and what happens now."""
    context = {"other_languages": same_page_elsewhere(request)}
    return render(request, "website/writing/written.html", context)


def _member(code: str) -> Member | None:
    if not code:
        return None
    member = directory.now().writable(code)
    if member is None:
        raise Http404
    return member
