"""A form that is being filled in: sealed, found by its secret, gone after an hour, sent once."""

from datetime import timedelta

import pytest

from arasha.domains.complaints import actions, queries
from arasha.domains.complaints.models import Complaint, Draft
from arasha.domains.complaints.queries import Form
from arasha.kernel import clock
from arasha.kernel.errors import NotFound
from tests.domains.complaints.reports import CITIZENS, history, report

pytestmark = pytest.mark.usefixtures("db")

TYPED = Form(answers={"story": "Позвонили и велели"})


def kept() -> str:
    secret = actions.begin_draft()
    actions.keep_draft(secret, TYPED)
    return secret


def test_what_was_typed_is_found_again_by_its_secret_alone() -> None:
    secret = kept()
    assert queries.draft(secret) == TYPED
    assert queries.draft(secret + "x") is None
    assert queries.draft("") is None


def test_neither_the_words_nor_the_secret_lie_open_in_the_store() -> None:
    secret = kept()
    row = Draft.objects.get()
    assert "Позвонили".encode() not in bytes(row.box)
    assert secret.encode() not in bytes(row.digest) + bytes(row.box)


def test_a_form_goes_away_after_an_hour_without_a_touch() -> None:
    secret = kept()
    Draft.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert queries.draft(secret) is None
    assert not actions.keep_draft(secret, TYPED)
    assert actions.drop_drafts() == 1
    assert not Draft.objects.exists()


def test_a_touch_keeps_it_for_another_hour() -> None:
    secret = kept()
    Draft.objects.update(expires_at=clock.now() + timedelta(minutes=1))
    assert actions.keep_draft(secret, TYPED)
    assert Draft.objects.get().expires_at > clock.now() + timedelta(minutes=59)
    assert actions.drop_drafts() == 0


def test_it_is_sent_once_however_often_the_button_is_pressed() -> None:
    secret = kept()
    first, second = (actions.send_draft(secret, report(), CITIZENS) for _ in range(2))
    assert first == second
    assert Complaint.objects.count() == 1
    assert queries.case(first.reference, first.code).number == Complaint.objects.get().id
    assert history(Complaint.objects.get().id) == ["complaints.theft_reported"]


def test_when_it_is_sent_what_was_typed_is_forgotten() -> None:
    secret = kept()
    actions.send_draft(secret, report(), CITIZENS)
    form = queries.draft(secret)
    assert form is not None
    assert (form.answers, form.sent) == ({}, True)


def test_what_has_gone_away_is_not_sent() -> None:
    with pytest.raises(NotFound):
        actions.send_draft("nobody's", report(), CITIZENS)


def test_a_form_can_be_forgotten_at_once() -> None:
    secret = kept()
    actions.end_draft(secret)
    assert queries.draft(secret) is None
