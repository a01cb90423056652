"""What has to be on paper before it is forgotten here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_http_methods

from alongside.organisations.views.common import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# It waits in the session, which is sealed under the cookie, so that a reload shows it again.
KEPT = "paper"
HALF = len("0000-0000-0000-0000")


def give_code(request: HttpRequest, code: str, *, then: str) -> HttpResponse:
    """Show the printed code that opens her keys when the password is forgotten."""
    request.session[KEPT] = {"code": code, "codes": [], "then": resolve_url(then)}
    return redirect("organisations:paper")


def give_codes(request: HttpRequest, codes: list[str], *, then: str) -> HttpResponse:
    """Show the one-time codes that stand in for a lost phone; none means straight on."""
    if not codes:
        return redirect(then)
    request.session[KEPT] = {"code": "", "codes": codes, "then": resolve_url(then)}
    return redirect("organisations:paper")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show it until she says that she has it."""
    kept = request.session.get(KEPT)
    if kept is None:
        return redirect("organisations:front")
    if request.method == "POST":
        del request.session[KEPT]
        return redirect(kept["then"])
    code: str = kept["code"]
    # Two lines of four groups, as they stand on paper.
    lines = [code[:HALF], code[HALF + 1 :]] if code else []
    return page(request, "paper", code=code, lines=lines, codes=kept["codes"])
