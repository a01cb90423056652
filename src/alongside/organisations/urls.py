"""Short addresses that say little to somebody who reads the browser's history."""

from django.urls import path

from alongside.organisations.views import (
    changes,
    entering,
    factors,
    joining,
    keys,
    paper,
    people,
    profile,
    public,
)

app_name = "organisations"

urlpatterns = [
    path("", public.front, name="front"),
    path("leave", public.leave, name="leave"),
    path("n/", public.neutral, name="neutral"),
    path("language/", public.choose_language, name="language"),
    path("in/", entering.sign_in, name="sign_in"),
    path("in/2/", entering.second_factor, name="factor"),
    path("in/paper/", entering.recover, name="recover"),
    path("out/", entering.sign_out, name="sign_out"),
    path("lock/", entering.lock, name="lock"),
    path("unlock/", entering.unlock, name="unlock"),
    path("resume/", entering.resume, name="resume"),
    path("paper/", paper.show, name="paper"),
    path("join/<str:code>/", joining.join, name="join"),
    path("wait/", joining.waiting, name="waiting"),
    path("me/", profile.settings, name="settings"),
    path("me/password/", profile.password, name="password"),
    path("me/code/", profile.recovery_code, name="recovery_code"),
    path("me/devices/", profile.sessions, name="sessions"),
    path("me/devices/<uuid:session_id>/end/", profile.end_session, name="end_session"),
    path("me/second/", factors.index, name="factors"),
    path("me/second/app/", factors.add_app, name="add_app"),
    path("me/second/app/picture/", factors.picture, name="picture"),
    path("me/second/key/", factors.add_passkey, name="add_passkey"),
    path("me/second/codes/", factors.codes, name="codes"),
    path("me/second/<int:factor_id>/", factors.remove, name="remove_factor"),
    path("t/", people.index, name="people"),
    path("t/new/", people.invite, name="invite"),
    path("t/new/<uuid:invitation_id>/end/", people.withdraw, name="withdraw_invitation"),
    path("t/keys/", keys.index, name="keys"),
    path("t/keys/<uuid:team_id>/renew/", keys.renew, name="renew_keys"),
    path("t/keys/moving/<uuid:rekeying_id>/", keys.rekeying, name="rekeying"),
    path("t/<uuid:user_id>/", people.member, name="member"),
    path("t/<uuid:user_id>/confirm/", people.confirm, name="confirm"),
    path("t/<uuid:user_id>/role/", changes.role, name="role"),
    path("t/<uuid:user_id>/teams/", changes.teams, name="teams"),
    path("t/<uuid:user_id>/part/", changes.part, name="part"),
    path("t/<uuid:user_id>/again/", changes.again, name="again"),
    path("t/<uuid:user_id>/out/", changes.end_sessions, name="end_sessions"),
    path("t/<uuid:user_id>/second/", changes.forget_factors, name="forget_factors"),
]
