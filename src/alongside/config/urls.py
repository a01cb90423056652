"""Every address. Paths are short and say nothing to somebody who reads the browser's history."""

from django.urls import include, path

urlpatterns = [
    path("", include("alongside.organisations.urls")),
    path("d/", include("alongside.desk.urls")),
    path("p/", include("alongside.casework.urls")),
    path("p/", include("alongside.keeping.urls")),
    path("f/", include("alongside.questionnaires.urls")),
    path("c/", include("alongside.consent.urls")),
    path("r/", include("alongside.referrals.urls")),
    path("e/", include("alongside.evidence.urls")),
]

handler400 = "alongside.ui.views.bad_request"
handler403 = "alongside.ui.views.refused"
handler404 = "alongside.ui.views.not_found"
handler500 = "alongside.ui.views.failed"
