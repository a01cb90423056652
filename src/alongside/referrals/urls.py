"""Addresses of this room, below "r/". A file and a referral are named by random ids."""

from django.urls import path

from alongside.referrals import views

app_name = "referrals"

urlpatterns = [
    path("", views.received, name="list"),
    path("sent/", views.sent, name="sent"),
    path("keys/<uuid:organisation_id>/", views.compare, name="compare"),
    path("new/<uuid:case_id>/", views.new, name="new"),
    path("<uuid:referral_id>/", views.show, name="show"),
    path("<uuid:referral_id>/edit/", views.edit, name="edit"),
    path("<uuid:referral_id>/check/", views.check, name="check"),
    path("<uuid:referral_id>/send/", views.send, name="send"),
    path("<uuid:referral_id>/discard/", views.discard, name="discard"),
    path("<uuid:referral_id>/answer/", views.answer, name="answer"),
    path("<uuid:referral_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:referral_id>/back/", views.take_back, name="take_back"),
    path("<uuid:referral_id>/seen/", views.acknowledge, name="acknowledge"),
    path("<uuid:referral_id>/file/", views.make_file, name="make_file"),
]
