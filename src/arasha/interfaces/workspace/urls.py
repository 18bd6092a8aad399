"""Addresses of the workspace, under the language. One view, one file."""

from django.urls import path, register_converter

from arasha.interfaces.workspace.converters import TokenConverter
from arasha.interfaces.workspace.views import decide, payment, queue, receipt, search
from arasha.interfaces.workspace.views.enrol import enrol
from arasha.interfaces.workspace.views.keys import keys
from arasha.interfaces.workspace.views.log_in import code, log_in, log_out
from arasha.interfaces.workspace.views.purpose import purpose
from arasha.interfaces.workspace.views.question import question
from arasha.interfaces.workspace.views.reveal import reveal
from arasha.interfaces.workspace.views.today import state, today

register_converter(TokenConverter, "token")

app_name = "workspace"
urlpatterns = [
    path("", today, name="today"),
    path("condition/", state, name="condition"),
    path("queue/", queue.show, name="queue"),
    path("queue/fresh/", queue.fresh, name="fresh"),
    path("queue/decide/", decide.several, name="decide-several"),
    path("payments/<int:sequence>/", payment.show, name="payment"),
    path("payments/<int:sequence>/decide/", decide.one, name="decide"),
    path("payments/<int:sequence>/claim/", decide.claim, name="claim"),
    path("payments/<int:sequence>/question/", question, name="question"),
    path("payments/<int:sequence>/receipt/", receipt.check, name="receipt"),
    path("payments/<int:sequence>/receipt.json", receipt.download, name="receipt-file"),
    path("keys/", keys, name="keys"),
    path("search/", search.find, name="search"),
    path("log-in/", log_in, name="log-in"),
    path("log-in/code/", code, name="code"),
    path("log-in/authenticator/", enrol, name="enrol"),
    path("log-out/", log_out, name="log-out"),
    path("purpose/", purpose, name="purpose"),
    path("reveal/<token:token>/", reveal, name="reveal"),
]
