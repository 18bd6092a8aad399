"""From what a forest says to a probability: fitted on payments that the forest has never seen."""

import numpy as np

from arasha.domains.payments.hot.model import FULL, Scale
from arasha.kernel.compiled import Array

# Isotonic regression is flat over wide stretches, where it would put payments on a level that the forest can tell
# apart; a hundredth of the plain logistic answer keeps their order.
ORDER = 0.01
FURTHEST = 40.0  # a margin beyond every real one: there the answer is 0 or 1
BETWEEN = 64


def calibrated(margins: Array, labels: Array) -> Scale:
    """A rising scale from margins to parts per 10 000 (isotonic regression; Zadrozny and Elkan 2002)."""
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(margins, labels)
    inner = np.unique(np.concatenate((fitted.X_thresholds_, np.quantile(margins, np.linspace(0, 1, BETWEEN)))))
    answers = (1 - ORDER) * np.interp(inner, fitted.X_thresholds_, fitted.y_thresholds_) + ORDER * _logistic(inner)
    knots = np.concatenate(([min(-FURTHEST, inner[0] - 1)], inner, [max(FURTHEST, inner[-1] + 1)]))
    return Scale(knots, FULL * np.concatenate(([0.0], np.maximum.accumulate(answers), [1.0])))


def probabilities(scale: Scale, margins: Array) -> Array:
    """Calibrated probabilities at full precision; the engine writes them in parts per 10 000."""
    found: Array = np.interp(margins, scale.knots, scale.levels) / FULL
    return found


def _logistic(margins: Array) -> Array:
    found: Array = 1 / (1 + np.exp(-margins))
    return found
