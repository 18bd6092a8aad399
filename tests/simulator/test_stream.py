"""A file plays as a living stream: its beginning as history, the rest in its own time; it goes on where it stopped."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from arasha.client import Client
from arasha.client.schemas import Batch, Outcomes, Payment
from arasha.simulator.replay.reading import Source
from arasha.simulator.stream import DEMONSTRATION, HISTORY_SHARE, Place, Stream
from tests.client.gateway import MisbehavingGateway, problem
from tests.simulator.gateway import JUDGES, LARGE

ROWS = 10


@pytest.fixture
def gateway() -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway([JUDGES]) as running:
        yield running


@pytest.fixture
def client(gateway: MisbehavingGateway) -> Iterator[Client]:
    with Client(gateway.url, "key", deadline_s=10.0) as connected:
        yield connected


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Ten payments over five days, the last of them large."""
    path = tmp_path / "payments.csv"
    header = "tx_id,ts,src,dst,src_bank,dst_bank,amount,label"
    rows = [f"{n},{n // 2 * 86400},1{n},2{n},swedbank,nordea,{1000 if n == ROWS - 1 else 3},0" for n in range(ROWS)]
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "stream.json"


def asked(gateway: MisbehavingGateway, path: str, message: Any) -> list[Any]:
    return [msgspec.json.decode(one.body, type=message) for one in gateway.asked if one.path.endswith(path)]


def play(stream: Stream, gateway: MisbehavingGateway, payments: int) -> list[Payment]:
    """Play until so many payments were asked about."""
    stop = threading.Event()
    player = threading.Thread(target=stream.play, args=(1_000.0, stop.is_set))
    player.start()
    while len(asked(gateway, "/screen", Payment)) < payments and player.is_alive():
        stop.wait(0.01)
    stop.set()
    player.join(30)
    return asked(gateway, "/screen", Payment)


def test_the_history_is_the_first_part_and_lies_in_the_days_before(
    client: Client, gateway: MisbehavingGateway, file: Path, kept: Path
) -> None:
    stream, progress = Stream(client, kept, file), list[int]()
    begun_before = stream.begun
    assert stream.load_history(progress.append) == len(progress) == int(ROWS * HISTORY_SHARE)
    assert (begun_before, stream.begun) == (False, True)
    (batch,) = asked(gateway, "/screen-batch", Batch)
    assert [payment.id for payment in batch.payments] == [str(number) for number in range(7)]
    now = datetime.now(UTC)
    assert all(now - timedelta(days=7) < payment.time < now for payment in batch.payments)


def test_what_follows_keeps_its_distance_in_time_and_the_bank_obeys(
    client: Client, gateway: MisbehavingGateway, file: Path, kept: Path
) -> None:
    stream = Stream(client, kept, file)
    stream.load_history(lambda _: None)
    (batch,) = asked(gateway, "/screen-batch", Batch)
    payments = play(stream, gateway, 3)[:3]
    assert [payment.id for payment in payments] == ["D0-7", "D0-8", "D0-9"]
    times = [payment.time for payment in (*batch.payments, *payments)]
    assert {later - earlier for earlier, later in pairwise(times)} == {timedelta(hours=12)}
    outcomes = {one.outcomes[0].id: one.outcomes[0].outcome for one in asked(gateway, "/outcome", Outcomes)}
    assert outcomes["D0-7"] == "executed"
    assert payments[2].amount >= LARGE
    assert outcomes["D0-9"] == "held"


def test_at_its_end_the_file_begins_anew_under_other_ids_now_and_never_ahead_of_time(
    client: Client, gateway: MisbehavingGateway, file: Path, kept: Path
) -> None:
    began = datetime.now(UTC)
    payments = play(Stream(client, kept, file), gateway, ROWS + 1)
    assert [payment.id for payment in payments] == [*(f"D0-{number}" for number in range(ROWS)), "D1-0"]
    assert began < payments[-1].time <= datetime.now(UTC)
    enough = time.monotonic() + 1
    Stream(client, kept, file).play(1_000.0, lambda: time.monotonic() > enough)
    after = asked(gateway, "/screen", Payment)[ROWS + 1 :]
    assert {payment.id for payment in after} <= {"D1-0"}, "the next is due in twelve hours"


def test_where_a_stream_stopped_the_time_stands_even_when_it_is_played_on_another_day(
    client: Client, gateway: MisbehavingGateway, file: Path, kept: Path
) -> None:
    Stream(client, kept, file).load_history(lambda _: None)
    place = msgspec.json.decode(kept.read_bytes(), type=Place)
    assert place.began is not None
    earlier = msgspec.structs.replace(place, began=place.began - timedelta(days=9))
    kept.write_bytes(msgspec.json.encode(earlier))
    (batch,) = asked(gateway, "/screen-batch", Batch)
    last = batch.payments[-1].time - timedelta(days=9)
    assert play(Stream(client, kept, file), gateway, 1)[0].time == last + timedelta(hours=12)


def test_a_second_stream_goes_on_where_the_first_stopped(
    client: Client, gateway: MisbehavingGateway, file: Path, kept: Path
) -> None:
    Stream(client, kept, file).load_history(lambda _: None)
    second = Stream(client, kept, file)
    assert second.begun
    assert play(second, gateway, 1)[0].id == "D0-7"


def test_stories_are_told_in_turn_and_not_begun_anew_after_a_restart(
    client: Client, gateway: MisbehavingGateway, file: Path, kept: Path
) -> None:
    Stream(client, kept, file).tell()
    Stream(client, kept, file).tell()
    ids = [payment.id for payment in asked(gateway, "/screen", Payment)]
    assert {one.split("-")[0] for one in ids} == {"S0", "S1"}


def test_a_gateway_that_refuses_does_not_stop_the_stream(
    client: Client, gateway: MisbehavingGateway, file: Path, kept: Path
) -> None:
    gateway.does(problem(422, "malformed", "amount"), JUDGES)
    assert [payment.id for payment in play(Stream(client, kept, file), gateway, 2)[:2]] == ["D0-0", "D0-1"]


def test_the_demonstration_s_file_is_shipped_and_fits_a_shipped_mapping() -> None:
    assert Source(DEMONSTRATION).rows > 200_000
