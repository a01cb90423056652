"""Pages on which somebody sets up her second factor."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from alongside.core import clock
from alongside.organisations import entry, factors, policy
from alongside.organisations.actions import profile
from alongside.organisations.barriers import Barrier, passes
from alongside.organisations.forms.entering import PasswordForm
from alongside.organisations.forms.profile import AddPasskeyForm, AppForm
from alongside.organisations.views import paper
from alongside.organisations.views.common import acting, is_hers, page, user_of
from alongside.organisations.views.entering import ask
from alongside.ui.dates import short_date

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.organisations.factors import Factor


@passes(Barrier.NEEDS_FACTOR)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show her second factors and how to add one."""
    user = user_of(request)
    return page(
        request,
        "factors",
        rows=[_row(one) for one in factors.listing(user)],
        codes_left=factors.codes_left(user),
        needed=policy.needs_second_factor(user.role),
    )


@passes(Barrier.NEEDS_FACTOR)
@sensitive_post_parameters()
@ask
def add_app(request: HttpRequest) -> HttpResponse:
    """Show a secret to an authenticator app and take its first code."""
    user, secret = user_of(request), factors.new_secret(request)
    form = AppForm(request.POST or None)
    if form.is_valid():
        try:
            codes = profile.add_app(
                user=user,
                secret=secret,
                code=form.cleaned_data["code"],
                actor=acting(request),
                now=clock.now(),
            )
        except factors.WrongCode:
            form.add_error(
                "code", _("That code does not fit. Wait for the next one and try again.")
            )
        else:
            factors.forget_secret(request)
            return _set_up(request, codes)
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return page(request, "factor_app", form, secret=" ".join(groups))


@passes(Barrier.NEEDS_FACTOR)
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Return the secret that is being offered as a QR picture."""
    svg = factors.picture(user_of(request), factors.new_secret(request))
    return HttpResponse(svg, content_type="image/svg+xml")


@passes(Barrier.NEEDS_FACTOR)
@ask
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Let the browser make a passkey and keep it."""
    user, form = user_of(request), AddPasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            codes = profile.add_passkey(
                user=user, **form.cleaned_data, actor=acting(request), now=clock.now()
            )
        except factors.WrongCode:
            form.add_error(None, _("The passkey did not answer as it should. Try again."))
        else:
            return _set_up(request, codes)
    options = json.dumps(factors.passkey_to_add(user))
    return page(request, "factor_passkey", form, options=options, by_number=_by_number(request))


@sensitive_post_parameters()
@ask
def remove(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Remove a second factor, once the password is given."""
    user = user_of(request)
    found = [one for one in factors.listing(user) if one.id == factor_id]
    if not found:
        raise Http404
    form = PasswordForm(request.POST or None)
    if form.is_valid() and is_hers(request, form):
        try:
            profile.remove_factor(
                user=user, factor_id=factor_id, actor=acting(request), now=clock.now()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is removed."))
            return redirect("organisations:factors")
    return page(request, "factor_remove", form, name=found[0].name)


@sensitive_post_parameters()
@ask
def codes(request: HttpRequest) -> HttpResponse:
    """Print new one-time codes, once the password is given."""
    form = PasswordForm(request.POST or None)
    if form.is_valid() and is_hers(request, form):
        fresh = profile.renew_codes(user=user_of(request), actor=acting(request), now=clock.now())
        return paper.give_codes(request, fresh, then="organisations:factors")
    return page(request, "factor_codes", form)


def _set_up(request: HttpRequest, one_time: list[str]) -> HttpResponse:
    """Let her go on; her first one-time codes are shown before."""
    first = request.session.pop(entry.NEEDS_FACTOR, False)
    messages.success(request, _("Your second factor is set up."))
    return paper.give_codes(
        request, one_time, then="organisations:front" if first else "organisations:factors"
    )


def _by_number(request: HttpRequest) -> bool:
    """Return whether the page was opened by numbers, for which browsers make no passkeys."""
    host = request.get_host()
    return host.startswith("[") or host.partition(":")[0].replace(".", "").isdigit()


def _row(factor: Factor) -> dict[str, object]:
    today = timezone.localdate()
    used = factor.used_at
    return {
        "id": factor.id,
        "name": factor.name,
        "added": short_date(timezone.localdate(factor.created_at), today),
        "used": short_date(timezone.localdate(used), today) if used else "",
    }
