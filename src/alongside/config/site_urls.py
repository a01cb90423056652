"""Every address of the public site. The node behind the same name has the others."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from alongside.website.urls import library
from alongside.website.views import front, leaving, media

urlpatterns = [
    path("", front.front, name="front"),
    path("out/", leaving.leave, name="leave"),
    path("out/now/", leaving.neutral, name="neutral"),
    path("out/back/", leaving.back, name="back"),
    path("x/m/<path:name>", media.media, name="media"),
    path("", include("alongside.website.urls.rights")),
    path("x/", include("alongside.website.urls.media")),
    # Wagtail's own ways in ask for no second factor; wherever it leads to one, it leads here.
    path(
        "cms/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    path("cms/account/", include("alongside.website.urls.account")),
    path("cms/", include(wagtailadmin_urls)),
    path("x/", include(library)),
    *i18n_patterns(
        *library.localized,
        path("events/", include("alongside.website.urls.events")),
        path("", include("alongside.website.urls.newsletter")),
        path("", include("alongside.website.urls.writing")),
        path("", include("alongside.website.urls.joining")),
        path("", include("alongside.website.urls.wishes")),
        # Of `wagtail.urls` the pages alone: beside them it has a way in by a password.
        re_path(serve_pattern, wagtail_views.serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]

handler400 = "alongside.ui.views.bad_request"
handler404 = "alongside.website.views.failing.not_found"
handler500 = "alongside.ui.views.failed"
