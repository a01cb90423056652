"""Addresses of the library and the news that are no pages: feeds, citations, harvesting."""

from django.urls import path

from alongside.website.views import harvesting, library, signing

urlpatterns = [
    path(
        "feeds/<str:language>/publications.atom",
        library.feed_publications,
        name="feed_publications",
    ),
    path("feeds/<str:language>/news.atom", library.feed_news, name="feed_news"),
    path("feeds/<str:language>/themes/<slug:theme>.atom", library.feed_theme, name="feed_theme"),
    path("feeds/<str:language>/series/<str:slug>.atom", library.feed_series, name="feed_series"),
    path("cite/<uuid:key>/<str:language>.<str:way>", library.cite, name="cite"),
    path("oai/", harvesting.oai, name="oai"),
]
localized = [
    path("sign/<uuid:key>/", signing.sign_on, name="sign_on"),
    path("sign/<uuid:key>/thanks/", signing.signed, name="signed_on"),
]
