"""Addresses of the workspace, under the language. One view, one file."""

from django.urls import path, register_converter

from arasha.interfaces.workspace.converters import TokenConverter
from arasha.interfaces.workspace.views import (
    account,
    acts,
    audit,
    decide,
    drop,
    drops,
    entry,
    entry_receipt,
    institution,
    institution_keys,
    institution_messages,
    institutions,
    log,
    model,
    models,
    payment,
    queue,
    receipt,
    registry,
    report,
    reports,
    search,
    settle,
    typologies,
    typology,
    typology_edit,
)
from arasha.interfaces.workspace.views.connect import connect
from arasha.interfaces.workspace.views.enrol import enrol
from arasha.interfaces.workspace.views.keys import keys
from arasha.interfaces.workspace.views.log_in import code, log_in, log_out
from arasha.interfaces.workspace.views.propose import propose, reads
from arasha.interfaces.workspace.views.purpose import purpose
from arasha.interfaces.workspace.views.question import question
from arasha.interfaces.workspace.views.reveal import reveal
from arasha.interfaces.workspace.views.take_report import take
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
    path("accounts/<token:token>/", account.show, name="account"),
    path("drops/", drops.show, name="drops"),
    path("drops/<token:token>/", drop.show, name="drop"),
    path("drops/<token:token>/review/", drop.review, name="review-drop"),
    path("registry/", registry.show, name="registry"),
    path("registry/propose/", propose, name="propose"),
    path("registry/propose/reads/", reads, name="reads"),
    path("registry/<int:number>/", entry.show, name="entry"),
    path("registry/<int:number>/confirm/", settle.confirm, name="confirm-entry"),
    path("registry/<int:number>/withdraw/", settle.withdraw, name="withdraw-entry"),
    path("registry/<int:number>/facts/<int:sequence>/", entry_receipt.check, name="entry-receipt"),
    path("registry/<int:number>/facts/<int:sequence>.json", entry_receipt.download, name="entry-receipt-file"),
    path("reports/", reports.show, name="reports"),
    path("reports/take/", take, name="take-report"),
    path("reports/<int:number>/", report.show, name="report"),
    path("reports/<int:number>/story/", report.story, name="story"),
    path("reports/<int:number>/end/", report.end, name="end-report"),
    path("typologies/", typologies.show, name="typologies"),
    path("typologies/new/", typology_edit.new, name="new-typology"),
    path("typologies/rows/", typology_edit.rows, name="typology-rows"),
    path("typologies/try/", typology_edit.attempt, name="try-typology"),
    path("typologies/<slug:code>/", typology.show, name="typology"),
    path("typologies/<slug:code>/edit/", typology_edit.edit, name="edit-typology"),
    path("typologies/<slug:code>/move/", typology.move, name="move-typology"),
    path("typologies/<slug:code>/tried/", typology_edit.of_typology, name="typology-tried"),
    path("models/", models.show, name="models"),
    path("models/lately/", model.lately, name="models-lately"),
    path("models/<slug:version>/", model.show, name="model"),
    path("models/<slug:version>/move/", model.move, name="move-model"),
    path("institutions/", institutions.show, name="institutions"),
    path("institutions/connect/", connect, name="connect"),
    path("institutions/<int:number>/", institution.show, name="institution"),
    path("institutions/<int:number>/stand-in/", institution_keys.stand_in, name="stand-in"),
    path("institutions/<int:number>/messages/", institution_messages.keep, name="keep-endpoint"),
    path("institutions/<int:number>/messages/secret/", institution_messages.replace_secret, name="replace-secret"),
    path("institutions/<int:number>/messages/stop/", institution_messages.remove, name="remove-endpoint"),
    path("institutions/<int:number>/messages/try/", institution_messages.attempt, name="try-endpoint"),
    path("institutions/<int:number>/messages/again/", institution_messages.resend_all, name="resend-all"),
    path("institutions/<int:number>/messages/<slug:message>/again/", institution_messages.resend, name="resend"),
    path("institutions/<int:number>/keys/", institution_keys.issue, name="issue-key"),
    path("institutions/<int:number>/keys/<slug:key_id>/replace/", institution_keys.replace, name="replace-key"),
    path("institutions/<int:number>/keys/<slug:key_id>/revoke/", institution_keys.revoke, name="revoke-key"),
    path("audit/", audit.show, name="audit"),
    path("audit/acts/", acts.show, name="acts"),
    path("audit/acts/<int:sequence>/", acts.check, name="act-receipt"),
    path("audit/acts/<int:sequence>.json", acts.download, name="act-receipt-file"),
    path("audit/log/", log.show, name="log"),
    path("keys/", keys, name="keys"),
    path("search/", search.find, name="search"),
    path("log-in/", log_in, name="log-in"),
    path("log-in/code/", code, name="code"),
    path("log-in/authenticator/", enrol, name="enrol"),
    path("log-out/", log_out, name="log-out"),
    path("purpose/", purpose, name="purpose"),
    path("reveal/<token:token>/", reveal, name="reveal"),
]
