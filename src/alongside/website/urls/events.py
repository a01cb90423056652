"""Addresses of events, below the section that lists them."""

from django.urls import path

from alongside.website.views import events

urlpatterns = [
    path("calendar.ics", events.feed, name="events_feed"),
    path("<slug:slug>/", events.event, name="event"),
    path("<slug:slug>/event.ics", events.invitation, name="event_invitation"),
    path("<slug:slug>/register/", events.register, name="event_register"),
    path("<slug:slug>/registered/", events.registered, name="event_registered"),
]
