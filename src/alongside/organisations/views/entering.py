"""Pages of the way in: password, second factor, lock, printed code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from alongside.core import clock
from alongside.organisations import entry, factors, rescue
from alongside.organisations.actions import profile, returning
from alongside.organisations.barriers import Barrier, passes
from alongside.organisations.forms.entering import (
    CodeForm,
    PasskeyForm,
    PasswordForm,
    RecoverForm,
    SheetsForm,
    SignInForm,
)
from alongside.organisations.tries import TooManyTries, Tries
from alongside.organisations.views import paper
from alongside.organisations.views.common import home, keys_of, onward, page, user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.organisations.models import User

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@sensitive_post_parameters()
@ask
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password."""
    if request.user.is_authenticated:
        return home()
    if request.method != "POST":
        return page(request, "sign_in", SignInForm())
    form = SignInForm(request.POST)
    if form.is_valid():
        try:
            step = entry.with_password(
                request, **form.cleaned_data, now=clock.now(), then=request.GET.get("next", "")
            )
        except (entry.NotLetIn, TooManyTries) as refusal:
            form.add_error(None, str(refusal))
        else:
            return onward(request) if step is entry.Step.IN else redirect("organisations:factor")
    return page(request, "sign_in", form)


@login_not_required
@sensitive_post_parameters()
@ask
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of somebody whose password was right."""
    now = clock.now()
    found = entry.pending(request, now=now)
    if found is None:
        return redirect("organisations:sign_in")
    user, keys = found
    if request.method != "POST":
        return _ask_factor(request, user, CodeForm())
    form = PasskeyForm(request.POST) if "credential" in request.POST else CodeForm(request.POST)
    if form.is_valid():
        try:
            entry.with_factor(request, user=user, keys=keys, now=now, **form.cleaned_data)
        except factors.WrongCode:
            form.add_error(None, _("That does not fit. Each code works once, for half a minute."))
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
        else:
            return onward(request)
    return _ask_factor(request, user, form)


def _ask_factor(request: HttpRequest, user: User, form: CodeForm | PasskeyForm) -> HttpResponse:
    shown = form if isinstance(form, CodeForm) else CodeForm()
    options = factors.passkey_to_check(user)
    return page(
        request,
        "second_factor",
        form,
        code_form=shown,
        passkey_form=PasskeyForm(),
        passkey=json.dumps(options) if options else "",
        demo_code=factors.current_code(user) if settings.ALONGSIDE_DEMO else "",
    )


@sensitive_post_parameters()
@passes(Barrier.LOCKED, Barrier.WAITING, Barrier.NEEDS_FACTOR)
@ask
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask a locked screen's owner for her password, and only that."""
    if request.barrier is not Barrier.LOCKED:  # type: ignore[attr-defined]
        return onward(request)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            entry.unlock(request, user=user_of(request), now=clock.now(), **form.cleaned_data)
        except entry.NotLetIn:
            form.add_error("password", _("That is not your password."))
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
        else:
            kept = rescue.KEPT in request.session
            return redirect("organisations:resume") if kept else onward(request)
    return page(request, "unlock", form, name=user_of(request).display_name)


@ask
def resume(request: HttpRequest) -> HttpResponse:
    """Give back what was being sent when the screen locked, to be sent or thrown away."""
    found = rescue.read(request, keys_of(request))
    if found is None:
        return onward(request)
    return page(request, "resume", path_url=found.path, fields=found.fields, mark=rescue.SENT)


@passes(Barrier.LOCKED, Barrier.WAITING, Barrier.NEEDS_FACTOR)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Drop the keys, and remember the page that was open."""
    if "next" in request.POST:
        request.session[entry.RETURN_TO] = request.POST["next"]
    entry.lock(request, actor=request.actor, now=clock.now())  # type: ignore[attr-defined]
    return redirect("organisations:unlock")


@passes(Barrier.LOCKED, Barrier.WAITING, Barrier.NEEDS_FACTOR)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    entry.end(request)
    return HttpResponseRedirect("/")


@login_not_required
@sensitive_post_parameters()
@ask
def recover(request: HttpRequest) -> HttpResponse:
    """Take the printed code and a new password of somebody who forgot hers."""
    form = RecoverForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            # One paper holds 160 bits: this is against noise, not against guessing.
            Tries(request, "recovery", given["name"]).take()
            _user, code = profile.recover(
                sign_in_name=given["name"],
                code=given["code"],
                password=given["new_password"],
                now=clock.now(),
            )
        except profile.NotRecovered:
            form.add_error(None, _("Name and printed code do not belong together. Check both."))
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
        else:
            return paper.give_code(request, code, then="organisations:sign_in")
    return page(request, "recover", form)


@login_not_required
@sensitive_post_parameters()
@ask
def sheets(request: HttpRequest) -> HttpResponse:
    """Take two recovery sheets from a coordinator when every password is lost."""
    form = SheetsForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            Tries(request, "recovery", given["name"]).take()
            _user, code = returning.with_sheets(
                sheets=[given["first_sheet"], given["second_sheet"]],
                sign_in_name=given["name"],
                password=given["new_password"],
                now=clock.now(),
            )
        except returning.NotReturned:
            form.add_error(None, _("These sheets do not open the organisation of this name."))
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
        else:
            return paper.give_code(request, code, then="organisations:sign_in")
    return page(request, "sheets", form)
