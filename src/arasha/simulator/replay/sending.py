"""Sending payments through the gateway's batch door, several batches at once, answers in the order of the file."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import NamedTuple

from arasha.client import Client
from arasha.client.schemas import Answer, Answers
from arasha.simulator.replay.reading import Bad, Good

BATCH = 500
AT_ONCE = 3


class Judged(NamedTuple):
    """A row of the file with its verdict."""

    line: int
    answer: Answer
    label: int | None


def send(client: Client, rows: Iterable[Good | Bad], refused: Callable[[Bad], None]) -> Iterator[Judged]:
    """Send the good rows, hand over the bad ones and those that the gateway refuses, yield the verdicts in order."""
    good = _sorted_out(rows, refused)
    under_way: deque[tuple[Sequence[Good], Future[Answers]]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while batch := list(islice(good, BATCH)):
            under_way.append((batch, pool.submit(client.screen_batch, [row.payment for row in batch])))
            if len(under_way) >= AT_ONCE:
                yield from _judged(*under_way.popleft(), refused)
        while under_way:
            yield from _judged(*under_way.popleft(), refused)


def _sorted_out(rows: Iterable[Good | Bad], refused: Callable[[Bad], None]) -> Iterator[Good]:
    for row in rows:
        if isinstance(row, Bad):
            refused(row)
        else:
            yield row


def _judged(batch: Sequence[Good], answers: Future[Answers], refused: Callable[[Bad], None]) -> Iterator[Judged]:
    whole = answers.result()
    for problem in whole.problems:
        row = batch[problem.index]
        where = f" (field {problem.problem.field})" if problem.problem.field else ""
        refused(Bad(row.line, f"refused by the gateway: {problem.problem.detail}{where}", row.row))
    for row, answer in zip(batch, whole.answers, strict=True):
        if answer is not None:
            yield Judged(row.line, answer, row.label)
