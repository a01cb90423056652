"""Pages on which somebody sees to her own way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from alongside.core import clock
from alongside.organisations import entry, policy, queries, unlocking
from alongside.organisations.actions import members, profile
from alongside.organisations.forms.entering import PasswordForm
from alongside.organisations.forms.profile import ChangePasswordForm
from alongside.organisations.views import paper
from alongside.organisations.views.common import acting, is_hers, keys_of, page, user_of
from alongside.organisations.views.entering import ask
from alongside.ui import navigation
from alongside.ui.dates import day_and_time

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.organisations.models import Session


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show what somebody may change."""
    user = user_of(request)
    return page(
        request,
        "settings",
        member=user,
        role_label=user.get_role_display(),
        teams=queries.teams_of(actor=acting(request)),
        manages=bool(policy.can_manage_people(acting(request))),
        more_settings=navigation.registry.settings_for(acting(request)),
    )


@sensitive_post_parameters()
@ask
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every session ends and this browser gets a new one."""
    form, now = ChangePasswordForm(request.POST or None), clock.now()
    if form.is_valid() and is_hers(request, form):
        user, keys, actor = user_of(request), keys_of(request), acting(request)
        new = form.cleaned_data["new_password"]
        profile.change_password(user=user, keys=keys, password=new, actor=actor, now=now)
        request.session.flush()
        entry.finish(request, user=user, keys=keys, now=now)
        messages.success(request, _("Your password is changed. Other devices were signed out."))
        return redirect("organisations:settings")
    return page(request, "password", form)


@sensitive_post_parameters()
@ask
def recovery_code(request: HttpRequest) -> HttpResponse:
    """Renew the printed code."""
    form = PasswordForm(request.POST or None)
    if form.is_valid() and is_hers(request, form):
        code = profile.renew_recovery_code(
            user=user_of(request),
            keys=keys_of(request),
            actor=acting(request),
            now=clock.now(),
        )
        return paper.give_code(request, code, then="organisations:settings")
    return page(request, "recovery_code", form)


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where she is signed in."""
    now = clock.now()
    here = unlocking.row_of(request)
    rows = queries.sessions_of(user_id=user_of(request).pk, actor=acting(request), now=now)
    return page(request, "sessions", rows=[_row(row, here) for row in rows])


@require_POST
def end_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """End one of her sessions."""
    members.end_own_session(session_id=session_id, actor=acting(request), now=clock.now())
    messages.success(request, _("That device is signed out."))
    return redirect("organisations:sessions")


def _row(row: Session, here: Session | None) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "id": row.id,
        "device": row.get_device_display(),
        "started": day_and_time(row.started_at, today),
        "seen": day_and_time(row.seen_at, today),
        "here": here is not None and row.id == here.id,
        "locked": row.unlock is None,
    }
