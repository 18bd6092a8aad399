"""Addresses of citizens' pages, under the language and `help/`. Nothing personal ever stands in one."""

from django.urls import path

from arasha.interfaces.public.views import front

app_name = "public"
urlpatterns = [
    path("", front.show, name="front"),
]
