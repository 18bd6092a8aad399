"""Addresses of the workspace, under the language. One view, one file."""

from django.urls import path, register_converter

from arasha.interfaces.workspace.converters import TokenConverter
from arasha.interfaces.workspace.views.enrol import enrol
from arasha.interfaces.workspace.views.log_in import code, log_in, log_out
from arasha.interfaces.workspace.views.purpose import purpose
from arasha.interfaces.workspace.views.reveal import reveal
from arasha.interfaces.workspace.views.today import today

register_converter(TokenConverter, "token")

app_name = "workspace"
urlpatterns = [
    path("", today, name="today"),
    path("log-in/", log_in, name="log-in"),
    path("log-in/code/", code, name="code"),
    path("log-in/authenticator/", enrol, name="enrol"),
    path("log-out/", log_out, name="log-out"),
    path("purpose/", purpose, name="purpose"),
    path("reveal/<token:token>/", reveal, name="reveal"),
]
