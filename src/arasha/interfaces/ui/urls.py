"""Addresses of preferences; they stand before the languages' own addresses."""

from django.urls import path

from arasha.interfaces.ui.views import preferences

app_name = "ui"
urlpatterns = [
    path("", preferences.front_door, name="front-door"),
    path("language/", preferences.choose_language, name="language"),
    path("theme/", preferences.choose_theme, name="theme"),
]
