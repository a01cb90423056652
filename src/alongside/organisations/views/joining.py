"""Pages for somebody who was invited, until she is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from alongside.core import clock
from alongside.organisations import entry
from alongside.organisations.actions import invitations
from alongside.organisations.barriers import Barrier, passes
from alongside.organisations.enums import UserState
from alongside.organisations.forms.entering import JoinForm
from alongside.organisations.tries import TooManyTries, Tries
from alongside.organisations.views import paper
from alongside.organisations.views.common import home, keys_of, page, user_of
from alongside.organisations.views.entering import ask
from alongside.vault.people import fingerprint

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.organisations.models import Invitation


@login_not_required
@sensitive_post_parameters()
@ask
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Ask somebody who was invited for her name and password; an old or wrong link is not found."""
    now = clock.now()
    try:
        invitation = invitations.find(code=code, now=now)
    except invitations.NotInvited as gone:
        raise Http404 from gone
    form = JoinForm(request.POST or None, initial=_initial(invitation))
    if form.is_valid():
        try:
            Tries(request, "invitation", code).take()
            joined = invitations.accept(
                code=code,
                sign_in_name=form.cleaned_data["name"],
                password=form.cleaned_data["new_password"],
                language=form.cleaned_data["language"],
                now=now,
            )
        except invitations.NameTaken:
            form.add_error("name", _("Somebody signs in with this name already. Choose another."))
        except TooManyTries as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session.flush()
            entry.finish(request, user=joined.user, keys=joined.keys, now=now)
            return paper.give_code(request, joined.recovery_code, then="organisations:waiting")
    return page(
        request,
        "join",
        form,
        invited=invitation.display_name,
        organisation=invitation.organisation.name,
        again=invitation.user is not None,
    )


@passes(Barrier.WAITING)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show both fingerprints to somebody who waits, to be compared by voice.

    They come from her own opened keys: what the database says is what is being checked.
    """
    user, keys = user_of(request), keys_of(request)
    if user.state == UserState.ACTIVE:
        return home()
    return page(
        request,
        "waiting",
        own=fingerprint(keys.box_pk, keys.sign_pk),
        organisation=fingerprint(keys.organisation_pin),
        organisation_name=user.organisation.name,
    )


def _initial(invitation: Invitation) -> dict[str, str]:
    if invitation.user is None:
        return {"language": translation.get_language() or invitation.organisation.language}
    return {"name": invitation.user.sign_in_name, "language": invitation.user.language}
