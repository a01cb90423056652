"""What strangers may send, how often, and from where.

A view of a visitor's form:

    @visitors.welcome
    def write(request):
        form = WriteForm(request.POST if request.method == "POST" else None)
        status = 200
        if form.is_valid():
            try:
                visitors.send(request, form.letter(now=clock.now()), action="write")
            except visitors.Refused as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                return HttpResponseRedirect(…, status=303)
        return render(request, …, {"form": form}, status=status)

What is no letter (a mail to be confirmed) calls `take_turn` and does its own.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alongside.website import exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from alongside.alliance.letters import Letter

    View = Callable[..., HttpResponseBase]

# From one address: many people share one, in a hostel as behind an anonymising network.
USUAL = "6/10m/key,60/d/key"
# From all addresses together, for one kind of form.
FROM_ALL = "600/h/key"
A_DAY = 24 * 60 * 60


class Refused(Exception):
    """It was not taken; the words say why and what she can do, `status` how browsers are told."""

    def __init__(self, words: str, status: int) -> None:
        super().__init__(words)
        self.status = status


def welcome(view: View) -> View:
    """Let strangers use a form: nothing of it is stored, and no other site may send it.

    It needs no token against forgery: it acts in nobody's name.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        response: HttpResponseBase
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            response = render(request, "website/forms/elsewhere.html", status=403)
        else:
            response = view(request, *args, **named)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


def take_turn(request: HttpRequest, *, action: str, rates: str = USUAL) -> None:
    """Count one more sending from this address; raises Refused where there were too many.

    `rates` as django-allauth writes them. Of the address only a keyed digest is kept.
    """
    address = get_adapter().get_client_ip(request)
    digest = salted_hmac(f"visitors.{action}", ratelimit.truncate_ip(address), algorithm="sha256")
    for key, allowed in ((digest.hexdigest(), rates), ("all", FROM_ALL)):
        named = {"app": "website", "action": action, "config": {action: allowed}, "key": key}
        if not ratelimit.consume(request, **named):
            raise Refused(
                _("Too much was sent from here just now. Wait ten minutes and send it again."), 429
            )


def send(request: HttpRequest, letter: Letter, *, action: str, rates: str = USUAL) -> None:
    """Leave a letter for the alliance, once however often it is sent; raises Refused."""
    seen = f"sent:{letter.id}"
    if cache.get(seen):
        return
    take_turn(request, action=action, rates=rates)
    try:
        exchange.leave_letter(letter)
    except (exchange.NotPublished, exchange.BoxFull, OSError) as error:
        raise Refused(
            _("Nobody can take messages here just now. Keep your words, and try again in an hour."),
            503,
        ) from error
    # Only now: of two at once neither may say that it is here before it is. Two that both lie here
    # are taken in as one.
    cache.set(seen, 1, A_DAY)
