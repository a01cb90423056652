"""Addresses of feeds, of files and of kits."""

from django.urls import path, re_path

from alongside.website.views import documents, kits, podcasts

urlpatterns = [
    # Where Wagtail has its own; more than nine digits is no number of a file.
    re_path(r"^d/(\d{1,9})/(.*)$", documents.document, name="wagtaildocs_serve"),
    path("podcast/<int:number>.rss", podcasts.feed, name="podcast_feed"),
    path("podcast/<int:number>.txt", podcasts.transcript, name="podcast_transcript"),
    path("podcast/<int:number>.json", podcasts.chapters, name="podcast_chapters"),
    path("kit/<int:number>.zip", kits.kit, name="kit"),
]
