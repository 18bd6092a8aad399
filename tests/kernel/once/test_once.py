"""Once: the same request is done once and answered the same, for ever as far as anybody asks."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.once.actions import KEPT, Asked, forget, once
from arasha.kernel.once.models import Done
from tests.support.cast import ALDAR, TOSTIK
from tests.support.centre import connect


@pytest.fixture
def bank(db: None) -> int:
    connect(ALDAR)
    connect(TOSTIK)
    return Institution.objects.get(code=ALDAR.code).number


def request(bank: int, **changes: object) -> Asked:
    return Asked(bank, "theft", "T-1", b"{}")._replace(**changes)  # type: ignore[arg-type]


def refuse() -> bytes:
    raise AssertionError("this was done before")


def test_a_request_is_done_and_its_answer_given_again(bank: int) -> None:
    assert once(request(bank), lambda: b"the code is 7KQ2M") == b"the code is 7KQ2M"
    assert once(request(bank), refuse) == b"the code is 7KQ2M"
    assert b"7KQ2M" not in bytes(Done.objects.get().box)


def test_the_same_id_with_another_body_is_refused(bank: int) -> None:
    once(request(bank), lambda: b"done")
    with pytest.raises(Conflict) as refused:
        once(request(bank, said=b"{ }"), refuse)
    assert refused.value.field == "id"


def test_another_institution_and_another_kind_of_request_have_ids_of_their_own(bank: int) -> None:
    other = Institution.objects.get(code=TOSTIK.code).number
    for asked in (request(bank), request(other), request(bank, what="answer")):
        assert once(asked, lambda: b"done") == b"done"
    assert Done.objects.count() == 3


def test_what_failed_was_not_done_and_may_be_asked_again(bank: int) -> None:
    def fail() -> bytes:
        raise Malformed("mend it")

    with pytest.raises(Malformed):
        once(request(bank), fail)
    assert once(request(bank), lambda: b"done") == b"done"


def test_of_many_who_ask_the_same_at_the_same_moment_one_is_served_and_all_hear_it(
    transactional_db: None, bank: int
) -> None:
    done: list[int] = []
    heard: list[bytes] = []

    def act() -> bytes:
        done.append(1)
        return b"done"

    def ask() -> None:
        heard.append(once(request(bank), act))
        connection.close()

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert (len(done), heard) == (1, 8 * [b"done"])


def test_answers_are_forgotten_after_their_time(bank: int) -> None:
    once(request(bank), lambda: b"old")
    once(request(bank, own_id="T-2"), lambda: b"new")
    Done.objects.filter(own_id="T-1").update(at=clock.now() - KEPT - timedelta(seconds=1))
    assert forget() == 1
    assert Done.objects.get().own_id == "T-2"
