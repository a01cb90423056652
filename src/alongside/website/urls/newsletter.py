"""Addresses of the newsletter, below a language. They say little to whoever reads the history."""

from django.urls import path

from alongside.website.views import newsletter

urlpatterns = [
    path("letter/", newsletter.subscribe, name="letter"),
    path("letter/asked/", newsletter.asked, name="letter_asked"),
    path("letter/yes/<str:token>/", newsletter.confirm, name="letter_yes"),
    path("letter/welcome/", newsletter.welcomed, name="letter_welcome"),
    path("letter/out/<str:token>/", newsletter.stop, name="letter_out"),
    path("letter/stopped/", newsletter.stopped, name="letter_stopped"),
]
