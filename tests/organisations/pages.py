"""Addresses for tests of this room alone: its own pages, and two of a pretended room above."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def today(request: HttpRequest) -> HttpResponse:
    return HttpResponse("today")


def write(request: HttpRequest) -> HttpResponse:
    return HttpResponse("saved " + request.POST.get("words", ""))


above = ([path("", today, name="today"), path("w/", write, name="write")], "desk")

urlpatterns = [
    path("", include("alongside.organisations.urls")),
    path("d/", include(above)),
]

handler403 = "alongside.ui.views.refused"
handler404 = "alongside.ui.views.not_found"
