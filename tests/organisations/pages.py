"""All addresses, and two plain pages more: one to look at, one to send words to."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def look(request: HttpRequest) -> HttpResponse:
    return HttpResponse("today")


def write(request: HttpRequest) -> HttpResponse:
    return HttpResponse("saved " + request.POST.get("words", ""))


plain = ([path("", look, name="look"), path("w/", write, name="write")], "plain")

urlpatterns = [path("x/", include(plain)), path("", include("alongside.config.urls"))]

handler403 = "alongside.ui.views.refused"
handler404 = "alongside.ui.views.not_found"
