from django.urls import path

from alongside.evidence import views

app_name = "evidence"

urlpatterns = [
    path("", views.year, name="year"),
    path("csv/", views.download, name="download"),
]
