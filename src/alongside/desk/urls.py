"""What everybody sees first."""

from django.urls import path

from alongside.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
]
