"""What belongs to pages about rights; the addresses say nothing of what they are about."""

from django.urls import path

from alongside.website.views import rights

urlpatterns = [
    path("x/b/<int:page_id>/", rights.brochure, name="brochure"),
    path("x/a/<int:page_id>/", rights.clip, name="clip"),
]
