"""How figures are told: progress on stderr, each figure beside what must be reached."""

import sys
from collections.abc import Mapping
from typing import Any

# key: what must be reached, and whether more is better.
Targets = Mapping[str, tuple[float, bool]]


def compare(figures: Mapping[str, Any], targets: Targets) -> None:
    """Each figure, and beside it what must be reached where something must."""
    for key, value in figures.items():
        target, more = targets.get(key, (None, True))
        if target is None:
            say(f"{key:36} {value!s:>12}")
            continue
        missed = "" if (value >= target if more else value <= target) else "   MISSED"
        say(f"{key:36} {value!s:>12}   must be {'≥' if more else '≤'} {target:,}{missed}")


def say(text: str) -> None:
    """Progress goes to stderr, the result to stdout."""
    print(text, file=sys.stderr, flush=True)
