"""What a file's verdicts show: how many of each, for which reasons, and, where the truth is known, how good they
are.
"""

from collections import Counter
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from arasha.simulator.replay.sending import Judged

ALERTS = ("warn", "hold", "refuse")
TOP = 10


class Truth(msgspec.Struct):
    """Against the labels: alerts are the verdicts graver than `allow`; PR-AUC is the average precision of the score."""

    labelled: int
    precision: float
    recall: float
    pr_auc: float
    base_rate: float


class Summary(msgspec.Struct, omit_defaults=True):
    """The figures of a screened file."""

    payments: int
    seconds: float
    payments_per_s: float
    verdicts: dict[str, int]
    alert_rate: float
    top_reasons: dict[str, int]
    bad_rows: int
    truth: Truth | None = None


class Tally:
    """Collects verdicts for a summary."""

    def __init__(self) -> None:
        self._verdicts: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._scores: list[int] = []
        self._labels: list[int] = []
        self._alerts: list[bool] = []

    def add(self, judged: Judged) -> None:
        """Count one verdict."""
        self._verdicts[judged.answer.verdict] += 1
        self._reasons.update(reason.code for reason in judged.answer.reasons)
        if judged.label is not None:
            self._scores.append(judged.answer.score)
            self._labels.append(judged.label)
            self._alerts.append(judged.answer.verdict in ALERTS)

    def summary(self, seconds: float, bad_rows: int) -> Summary:
        """The figures so far."""
        payments = self._verdicts.total()
        return Summary(
            payments=payments,
            seconds=round(seconds, 3),
            payments_per_s=round(payments / seconds, 1) if seconds else 0.0,
            verdicts=dict(self._verdicts),
            alert_rate=round(sum(self._verdicts[word] for word in ALERTS) / payments, 5) if payments else 0.0,
            top_reasons=dict(self._reasons.most_common(TOP)),
            bad_rows=bad_rows,
            truth=self._truth() if self._labels and any(self._labels) else None,
        )

    def _truth(self) -> Truth:
        labels, alerts = np.array(self._labels), np.array(self._alerts)
        hits = int((labels & alerts).sum())
        return Truth(
            labelled=int(labels.sum()),
            precision=round(hits / max(1, int(alerts.sum())), 4),
            recall=round(hits / int(labels.sum()), 4),
            pr_auc=round(average_precision(labels, np.array(self._scores)), 4),
            base_rate=round(float(labels.mean()), 5),
        )


def average_precision(labels: npt.NDArray[Any], scores: npt.NDArray[Any]) -> float:
    """The area under the precision-recall curve: mean precision at each gain of recall; ties are one step."""
    order = np.argsort(-scores, kind="stable")
    scores, labels = scores[order], labels[order]
    hits = np.cumsum(labels)
    last = np.append(scores[1:] != scores[:-1], True)
    precision = (hits / np.arange(1, len(labels) + 1))[last]
    recall = (hits / hits[-1])[last]
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))
