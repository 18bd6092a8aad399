"""The addresses of the API; they carry no language."""

from django.urls import path, re_path

from arasha.client import handling as h
from arasha.interfaces.api.door import Act, Read, door, nothing, safely
from arasha.interfaces.api.operations import described
from arasha.interfaces.api.views import messages, thefts
from arasha.kernel.access.scopes import Scope

urlpatterns = [
    path("v1/openapi.json", safely(described)),
    path("v1/messages", door(get=Read(Scope.HANDLING, messages.following))),
    path("v1/thefts", door(post=Act(Scope.THEFTS, "theft", h.TheftReport, thefts.report))),
    path("v1/thefts/<str:reference>", door(get=Read(Scope.THEFTS, thefts.state))),
    re_path("", safely(nothing)),
]
