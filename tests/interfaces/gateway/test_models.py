"""Models reach the gateway between two batches: watched, tried on some, heard by all; and kept without the store."""

import subprocess
import sys
import time

import pytest

from arasha.client.schemas import Answer
from arasha.domains.payments.actions import models as actions
from arasha.domains.payments.rules.features import F
from arasha.interfaces.gateway.follow import Following
from arasha.interfaces.gateway.restore import models_path
from arasha.kernel.outbox import read
from tests.support.cast import payment
from tests.support.door import Door, Doors
from tests.support.models import MAKER, SECOND, files


def hear(door: Door, version: str) -> None:
    """Let the gateway hear all that was told of the model, as its follower would; until it judges by it."""
    gateway, before = door.gateway, door.gateway.screening.screener.book
    Following(gateway, door.loop).heed(list(read.about(f"model:{version}")))
    deadline = time.monotonic() + 60
    while gateway.screening.screener.book is before:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def ask(door: Door, name: str) -> Answer:
    with door.client() as bank:
        return bank.screen(payment(name, amount=40_000_000))


def column(door: Door, answer: Answer, feature: F) -> int:
    assert answer.sequence is not None
    return int(door.gateway.screening.stored(answer.sequence)[1][feature])


def codes(answer: Answer) -> set[str]:
    return {reason.code for reason in answer.reasons}


@pytest.fixture
def door(db: None, doors: Doors) -> Door:
    return doors.open()


def watched(door: Door) -> str:
    version = actions.register(files(), MAKER).version
    actions.to_shadow(version, MAKER)
    hear(door, version)
    return version


def test_a_model_is_watched_then_heard_by_all_and_tells_what_it_rests_on(door: Door) -> None:
    assert column(door, ask(door, "before"), F.DROP_SCORE_CANDIDATE) == -1
    version = watched(door)
    answer = ask(door, "watched")
    assert column(door, answer, F.DROP_SCORE_CANDIDATE) == 10_000
    assert codes(answer).isdisjoint({"DROP_LIKELY", "DROP_VERY_LIKELY"})
    actions.make_live(version, SECOND)
    hear(door, version)
    answer = ask(door, "live")
    (reason,) = [reason for reason in answer.reasons if reason.code == "DROP_VERY_LIKELY"]
    assert "The amount and kind of the payment" in reason.text.en
    assert "Сумма" in reason.text.ru
    assert answer.verdict == "warn", "a model never holds alone"


def test_a_model_that_is_rolled_out_to_all_accounts_speaks_for_the_one_that_pays(door: Door) -> None:
    version = watched(door)
    actions.roll_out(version, 100, MAKER)
    hear(door, version)
    assert "DROP_VERY_LIKELY" in codes(ask(door, "tried"))


def test_a_verdict_remembers_which_models_were_heard(door: Door) -> None:
    version = watched(door)
    book = door.gateway.screening.screener.book
    assert book.models == (f"candidate {version} for 0 %",)
    assert door.gateway.screening.books.plain(book.version)["models"] == list(book.models)


def test_a_start_without_the_store_hears_the_same_models(doors: Doors, door: Door) -> None:
    version = watched(door)
    actions.make_live(version, SECOND)
    hear(door, version)
    before = ask(door, "kept")
    door.close()
    again = doors.open()
    assert again.gateway.screening.screener.book.version == door.gateway.screening.screener.book.version
    assert ask(again, "kept") == before
    assert "DROP_VERY_LIKELY" in codes(ask(again, "new"))


def test_a_damaged_file_of_models_does_not_keep_the_gateway_from_answering(doors: Doors) -> None:
    path = models_path(doors.settings())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"damaged")
    door = doors.open()
    assert column(door, ask(door, "any"), F.DROP_SCORE) == -1


LOADED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "arasha.app.settings"
import django
django.setup()
import arasha.interfaces.gateway.server
print({"lightgbm", "sklearn"} & sys.modules.keys())
"""


def test_the_gateway_s_process_loads_no_library_that_trains() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
