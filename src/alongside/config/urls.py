"""Every address. Paths are short and say nothing to somebody who reads the browser's history."""

from alongside.config.rooms import Room

urlpatterns = [
    Room("", "organisations"),
    Room("d/", "desk"),
    Room("p/", "casework"),
    Room("p/", "keeping"),
    Room("f/", "questionnaires"),
    Room("c/", "consent"),
    Room("a/", "alliance"),
    Room("r/", "referrals"),
    Room("e/", "evidence"),
]

handler400 = "alongside.ui.views.bad_request"
handler403 = "alongside.ui.views.refused"
handler404 = "alongside.ui.views.not_found"
handler500 = "alongside.ui.views.failed"
