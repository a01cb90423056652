"""Addresses of this room, below "c/". A file and an answer are named by random ids."""

from django.urls import path

from alongside.consent import views

app_name = "consent"

urlpatterns = [
    path("<uuid:case_id>/", views.sharing, name="sharing"),
    path("<uuid:case_id>/history/", views.history, name="history"),
    path("<uuid:case_id>/ask/<int:place>/", views.ask, name="ask"),
    path("<uuid:case_id>/again/<uuid:record_id>/", views.ask_again, name="ask_again"),
    path("<uuid:case_id>/team/", views.open_to_team, name="open_to_team"),
    path("<uuid:case_id>/stop/<uuid:record_id>/", views.stop, name="stop"),
    path("<uuid:case_id>/read/", views.read_back, name="read_back"),
    path("<uuid:case_id>/exception/", views.exception, name="exception"),
    path("<uuid:case_id>/exception/<uuid:exception_id>/", views.confirm, name="confirm"),
]
