"""Who may open what: every address of the workspace for every role, against one table."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from arasha.interfaces.workspace import urls
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from tests.support.cast import DROP
from tests.support.people import LogIn
from tests.support.recorded import given, token_of

A, S, M, P = Role.ANALYST, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.PROSECUTOR
OFFICER, TRAINER = Role.INSTITUTION_OFFICER, Role.TRAINER
EVERYBODY, READERS, DECIDERS = {A, S, M, P}, {A, S, P}, {A, S}
AUDITORS = {S, P}
ANYBODY = EVERYBODY | {OFFICER, TRAINER}

# Who may; "open" is for strangers too.
MAY: dict[str, set[Role] | str] = {
    "today": ANYBODY,
    "condition": ANYBODY,
    "log-in": "open",
    "code": "open",
    "enrol": "open",
    "log-out": "open",
    "purpose": ANYBODY,
    "keys": ANYBODY,
    "queue": READERS,
    "fresh": READERS,
    "decide-several": DECIDERS,
    "payment": READERS,
    "decide": DECIDERS,
    "claim": DECIDERS,
    "question": READERS,
    "receipt": READERS,
    "receipt-file": READERS,
    "search": READERS,
    "reveal": READERS,
    "account": READERS,
    "drops": READERS,
    "drop": READERS,
    "review-drop": DECIDERS,
    "reports": READERS,
    "take-report": DECIDERS,
    "report": READERS,
    "story": READERS,
    "end-report": DECIDERS,
    "registry": READERS,
    "propose": DECIDERS,
    "reads": DECIDERS,
    "entry": READERS,
    "confirm-entry": {S},
    "withdraw-entry": {S},
    "take-effect": DECIDERS,
    "reduce-entry": {S},
    "add-evidence": DECIDERS,
    "hand-over-notice": {S},
    "take-contest": DECIDERS,
    "contests": READERS,
    "suspend-contest": {S},
    "decide-contest": {S},
    "lift-protection": {S},
    "entry-receipt": READERS,
    "entry-receipt-file": READERS,
    "incidents": READERS,
    "incident": READERS,
    "decide-incident": DECIDERS,
    "incident-receipt": READERS,
    "incident-receipt-file": READERS,
    "trace": READERS,
    "trace-print": READERS,
    "holds": READERS,
    "hold": READERS,
    "act-on-hold": DECIDERS,
    "sanction": {P},
    "sanctions": {P},
    "evidence-file": READERS,
    "appeals": READERS,
    "appeal": READERS,
    "decide-appeal": DECIDERS,
    "coercion": DECIDERS | {OFFICER},
    "trusted": DECIDERS | {OFFICER},
    "end-coercion": DECIDERS | {OFFICER},
    "renew-coercion": DECIDERS | {OFFICER},
    "own-holds": {OFFICER},
    "own-hold": {OFFICER},
    "act-on-own-hold": {OFFICER},
    "own-removals": {OFFICER},
    "confirm-own-removals": {OFFICER},
    "claims": READERS,
    "credit-claim": READERS,
    "decide-claim": {S},
    "claim-receipt": READERS,
    "claim-receipt-file": READERS,
    "lenders": READERS,
    "lender": READERS,
    "bureaus": READERS,
    "settle-conflict": {S},
    "guardians": READERS,
    "guardian": DECIDERS,
    "decide-guardian": DECIDERS,
    "credit-find": READERS,
    "credit-person": READERS,
    "credit-extract": READERS,
    "own-claims": {OFFICER},
    "own-claim": {OFFICER},
    "act-on-own-claim": {OFFICER},
    "correct-claim": {OFFICER},
    "typologies": READERS,
    "new-typology": DECIDERS,
    "typology-rows": DECIDERS,
    "try-typology": DECIDERS,
    "typology": READERS,
    "edit-typology": DECIDERS,
    "move-typology": DECIDERS,
    "typology-tried": READERS,
    "models": READERS,
    "models-lately": READERS,
    "model": READERS,
    "move-model": DECIDERS,
    "institutions": EVERYBODY,
    "institution": EVERYBODY,
    "connect": {M},
    "stand-in": {M},
    "issue-key": {M},
    "replace-key": {M},
    "revoke-key": {M},
    "keep-endpoint": {M},
    "replace-secret": {M},
    "remove-endpoint": {M},
    "try-endpoint": {M},
    "resend": {M},
    "resend-all": {M},
    "audit": AUDITORS,
    "acts": AUDITORS,
    "act-receipt": AUDITORS,
    "act-receipt-file": AUDITORS,
    "log": AUDITORS,
}
POSTED = {
    "decide-several", "decide", "claim", "log-out", "search", "reads", "confirm-entry", "withdraw-entry", "stand-in",
    "take-effect", "reduce-entry", "add-evidence", "hand-over-notice", "take-contest", "suspend-contest",
    "decide-contest", "lift-protection",
    "keep-endpoint", "replace-secret", "remove-endpoint", "try-endpoint", "resend", "resend-all",
    "issue-key", "replace-key", "revoke-key", "typology-rows", "try-typology", "move-typology",
    "move-model", "review-drop", "end-report", "decide-incident", "act-on-hold", "sanction", "decide-appeal",
    "act-on-own-hold", "confirm-own-removals", "trusted", "end-coercion", "renew-coercion",
    "decide-claim", "settle-conflict", "credit-find", "decide-guardian", "act-on-own-claim", "correct-claim",
}  # fmt: skip


def names() -> list[str]:
    """All addresses but those of training and of the tour: sandbox and demonstration have them (their own tests)."""
    elsewhere = ("training/", "tour/")
    return sorted(str(pattern.name) for pattern in urls.urlpatterns if not str(pattern.pattern).startswith(elsewhere))


def test_every_address_stands_in_the_table() -> None:
    assert set(MAY) == set(names())


@pytest.fixture
def sequence(db: None) -> int:
    return given()


def address(name: str, sequence: int) -> str:
    (pattern,) = (each for each in urls.urlpatterns if each.name == name)
    values = {
        "sequence": sequence,
        "token": token_of(DROP),
        "number": 1,
        "key_id": "no-such-key",
        "message": "no-such-message",
        "code": "T_NONE",
        "version": "none",
    }
    return reverse(f"workspace:{name}", kwargs={key: values[key] for key in pattern.pattern.converters})


def status(browser: Browser, name: str, sequence: int) -> int:
    ask = browser.post if name in POSTED else browser.get
    return ask(address(name, sequence)).status_code


@pytest.mark.parametrize("name", sorted(name for name, who in MAY.items() if who != "open"))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_the_table_says_and_nothing_else(log_in: LogIn, sequence: int, role: Role, name: str) -> None:
    allowed = MAY[name]
    answer = status(log_in(role), name, sequence)
    assert (answer != 403) == (role in allowed), f"{role} {name}: {answer}"
    assert answer < 500


@pytest.mark.parametrize("name", sorted(name for name, who in MAY.items() if who != "open"))
def test_a_stranger_is_sent_to_log_in(sequence: int, name: str) -> None:
    browser = Browser()
    ask = browser.post if name in POSTED else browser.get
    answer = ask(address(name, sequence))
    assert answer.status_code == 302
    assert "/log-in/" in answer.headers["Location"]


def test_a_password_without_a_code_opens_nothing(log_in: LogIn, sequence: int) -> None:
    browser = log_in(Role.ANALYST)
    session = browser.session
    del session["otp_device_id"]
    session.save()
    assert browser.get(address("payment", sequence)).status_code == 302
    assert not Look.objects.exists()


def test_a_prosecutor_reads_and_is_offered_no_decision(log_in: LogIn, sequence: int) -> None:
    page = log_in(Role.PROSECUTOR).get(address("payment", sequence)).content.decode()
    assert "data-decide" not in page
