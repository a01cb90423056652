"""Writing to the alliance; the address says nothing of whom."""

from django.urls import path

from alongside.website.views import writing

urlpatterns = [
    path("w/", writing.write, name="write"),
    path("w/ok/", writing.written, name="written"),
    path("w/<slug:code>/", writing.write, name="write_to_member"),
]
