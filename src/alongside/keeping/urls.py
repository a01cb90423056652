"""Addresses beside those of files, saying no more than they do."""

from django.urls import path

from alongside.keeping.views import certificates, erasing, locking, of_file, retention

app_name = "keeping"

urlpatterns = [
    path("keeping/", certificates.overview, name="overview"),
    path("keeping/names/", certificates.forget_names, name="forget_names"),
    path("keeping/rule/<slug:sort>/", retention.rule, name="rule"),
    path("keeping/due/", retention.due, name="due"),
    path("keeping/due/second/", retention.confirm_due, name="confirm_due"),
    path("keeping/<uuid:erasure_id>/", certificates.certificate, name="certificate"),
    path("<uuid:case_id>/keeping/", of_file.keeping, name="file"),
    path("<uuid:case_id>/keeping/erase/", erasing.ask, name="ask"),
    path("<uuid:case_id>/keeping/erase/<uuid:erasure_id>/", erasing.decide, name="decide"),
    path("<uuid:case_id>/keeping/erase/<uuid:erasure_id>/not/", erasing.send_back, name="not"),
    path("<uuid:case_id>/keeping/hold/", locking.hold, name="hold"),
    path("<uuid:case_id>/keeping/hold/again/", locking.review, name="review"),
    path("<uuid:case_id>/keeping/hold/end/", locking.end, name="end_hold"),
    path("<uuid:case_id>/keeping/name/", locking.mask, name="mask"),
    path("<uuid:case_id>/keeping/name/back/", locking.ask_back, name="ask_back"),
    path("<uuid:case_id>/keeping/name/decide/", locking.give_back, name="give_back"),
]
