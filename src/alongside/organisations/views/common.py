"""What several pages of this room need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from alongside.core import clock
from alongside.organisations import entry
from alongside.organisations.actors import actor_for
from alongside.organisations.tries import TooManyTries

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from alongside.core.access import Actor
    from alongside.organisations.models import User
    from alongside.vault.people import UserKeys

UNPROCESSABLE = 422


def page(
    request: HttpRequest, template: str, form: Form | None = None, /, **context: Any
) -> HttpResponse:
    """Return a page of this room; with a form that has errors, as not accepted."""
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render(
        request, f"organisations/{template}.html", {"form": form, **context}, status=status
    )


def user_of(request: HttpRequest) -> User:
    """Return the signed-in user."""
    return cast("User", request.user)


def keys_of(request: HttpRequest) -> UserKeys:
    """Return her opened keys; only views that a lock stops may ask."""
    return cast("UserKeys", request.user_keys)  # type: ignore[attr-defined]


def acting(request: HttpRequest) -> Actor:
    """Return the actor, also of somebody who still has to set up her second factor."""
    found: Actor | None = request.actor  # type: ignore[attr-defined]
    return found or actor_for(user_of(request), keys_of(request))


def is_hers(request: HttpRequest, form: Form) -> bool:
    """Return whether the form holds her password; otherwise the form says that it does not."""
    try:
        entry.check_password(
            request,
            user=user_of(request),
            password=form.cleaned_data["password"],
            now=clock.now(),
        )
    except entry.NotLetIn:
        form.add_error("password", _("That is not your password."))
    except TooManyTries as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def home() -> HttpResponseRedirect:
    """Return the way to the first page after signing in."""
    return HttpResponseRedirect(resolve_url(settings.LOGIN_REDIRECT_URL))


def onward(request: HttpRequest) -> HttpResponseRedirect:
    """Return the way to where somebody was before she had to sign in or unlock."""
    target = request.session.pop(entry.RETURN_TO, "")
    return HttpResponseRedirect(target) if is_ours(request, target) else home()


def is_ours(request: HttpRequest, target: str) -> bool:
    """Return whether an address is a page of this node."""
    return target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
