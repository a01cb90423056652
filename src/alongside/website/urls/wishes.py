"""Addresses below a language: forms about campaigns and kits."""

from django.urls import path

from alongside.website.views import translations

urlpatterns = [
    path("wish/<int:number>/", translations.ask, name="ask_translation"),
    path("wish/<int:number>/sent/", translations.asked, name="translation_asked"),
]
