"""Chance without state: what is drawn depends only on the seed, on what is drawn, for whom, and which time.

The numbers are those of splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014),
used as a hash. So any part of the country can be computed alone, in any order, on any number of processes, and the
same seed gives the same bytes. Loops over rows do whole-number arithmetic only, with tables made beforehand: no machine
rounds them differently.
"""

import math
from collections.abc import Callable
from itertools import accumulate
from statistics import NormalDist
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
Record: TypeAlias = Any  # one row of a structured array, in compiled functions
Whole: TypeAlias = Any  # a machine integer (or truth value) there, whatever Python and numpy make of it outside
Function = TypeVar("Function", bound=Callable[..., Any])

# Nothing allocates inside and nobody calls from C: without both, compiling takes a quarter less time.
OPTIONS: dict[str, Any] = {"error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True}

BITS = 12
FINE = 1 << BITS  # entries of a table of quantiles
PER_MILLE = 1000


def compiled(function: Function) -> Function:
    """Compile a function at its first call; the machine code is kept where the program said that it may be."""
    cached = bool(vars(numba.config)["CACHE_DIR"])
    return cast("Function", numba.njit(cache=cached, **OPTIONS)(function))


@compiled
def draw(seed: int, what: int, number: int, turn: int) -> Whole:
    """62 random bits: the `turn`-th draw of a kind for somebody."""
    x = np.uint64(seed) ^ (np.uint64(what) * np.uint64(0xD1342543DE82EF95))
    x = (x ^ np.uint64(number)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(turn) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    x = (x ^ (x >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
    return np.int64((x ^ (x >> np.uint64(32))) >> np.uint64(2))


def quantiles(inverse: Callable[[float], float]) -> Array:
    """A table of whole numbers from which a draw of 12 bits takes one: the inverse of a distribution."""
    return np.array([round(inverse((place + 0.5) / FINE)) for place in range(FINE)], np.int64)


def lognormal(median: float, sigma: float, most: float = math.inf) -> Array:
    """Quantiles of amounts that spread by factors: as many are half the median as are twice the median."""
    normal = NormalDist()
    return quantiles(lambda share: min(most, median * math.exp(sigma * normal.inv_cdf(share))))


def choices(weights: dict[int, float]) -> Array:
    """A table from which a draw of 12 bits takes one of some codes, each as often as it weighs."""
    bounds = list(accumulate(weights.values()))
    edges = [round(FINE * bound / bounds[-1]) for bound in bounds]
    counts = np.diff(np.array([0, *edges]))
    return np.repeat(np.array(list(weights), np.int64), counts)
