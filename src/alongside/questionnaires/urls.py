from django.urls import path

from alongside.questionnaires import views

app_name = "questionnaires"

urlpatterns = [
    path("", views.forms, name="list"),
    path("bring/", views.bring, name="bring"),
    path("ready/<slug:form_id>/", views.use_offered, name="use_offered"),
    path("<uuid:version_id>/", views.show, name="show"),
    path("<uuid:version_id>/use/", views.use, name="use"),
    path("<uuid:version_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:version_id>/discard/", views.discard, name="discard"),
    path("<uuid:version_id>/try/<int:page>/", views.try_out, name="try"),
]
