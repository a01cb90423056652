"""Addresses beside those of files, saying no more than they do."""

from django.urls import path

from alongside.keeping.views import certificates, erasing, of_file

app_name = "keeping"

urlpatterns = [
    path("keeping/", certificates.overview, name="overview"),
    path("keeping/names/", certificates.forget_names, name="forget_names"),
    path("keeping/<uuid:erasure_id>/", certificates.certificate, name="certificate"),
    path("<uuid:case_id>/keeping/", of_file.keeping, name="file"),
    path("<uuid:case_id>/keeping/erase/", erasing.ask, name="ask"),
    path("<uuid:case_id>/keeping/erase/<uuid:erasure_id>/", erasing.decide, name="decide"),
    path("<uuid:case_id>/keeping/erase/<uuid:erasure_id>/not/", erasing.send_back, name="not"),
]
