"""Asking to become a member; the address says nothing of it."""

from django.urls import path

from alongside.website.views import joining

urlpatterns = [
    path("m/", joining.join, name="join"),
    path("m/ok/", joining.joined, name="joined"),
]
