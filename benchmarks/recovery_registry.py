"""The registry at the size of a nation: bytes an entry, look-ups a second. Part of `arasha bench recovery`.

50 million synthetic entries lie in a mapped file, as the gateway has them, and in a list, as institutions fetch it. A
look-up is what the gateway does for one request: read the JSON, read the number, make the token, look it up, charge
the institution, write the JSON; a tenth of the numbers are listed. Sockets are measured in `bench gateway`. A second is
one of processor time, the steadier measure on a machine that does other things: nothing here waits.
"""

import json
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from arasha.client.schemas import RegistryCheck
from arasha.domains.registry.hot import Registry, key_of
from arasha.domains.registry.rules import rice
from arasha.interfaces.gateway.callers import Budget
from arasha.interfaces.gateway.metrics import Metrics
from arasha.kernel import prefixmap
from arasha.kernel.compiled import Array
from arasha.kernel.identifiers import Phone, token_input
from arasha.kernel.tokens import Tokens
from benchmarks.centre import alone

if TYPE_CHECKING:
    from arasha.interfaces.gateway.lookups import Lookups

ENTRIES = 50_000_000
ASKED, LISTED, TOGETHER, ROUNDS = 20_000, 2_000, 100, 5
TIERS = 5  # a tier and a ground, as `rules.answers` packs them
PLENTY = 2**40  # a budget that is never used up: what is measured is the look-up


def phones(count: int) -> list[str]:
    """Invented numbers of a range that nobody was assigned."""
    return [f"+7701{number:07d}" for number in range(1_000_000, 1_000_000 + count)]


def measure(entries: int = ENTRIES) -> dict[str, float]:
    """The figures, for so many entries."""
    with alone():
        return _measure(entries)


def _measure(entries: int) -> dict[str, float]:
    from arasha.interfaces.gateway.lookups import Lookups

    tokens = Tokens(secrets.token_bytes(32))
    asked = phones(ASKED)
    listed = [key_of(tokens.token(token_input(Phone.parse(phone)))) for phone in asked[:LISTED]]
    keys = _keys(entries, listed)
    coded = rice.encode(keys, 64)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.map"
        prefixmap.build(path, keys, np.full(len(keys), 3 | TIERS << 3, np.uint8), as_of=0)
        size = path.stat().st_size
        del keys
        lookups = Lookups(Registry(path), tokens, Metrics(), Budget(PLENTY, 1))
        one, many = _bodies(asked, 1), _bodies(asked, TOGETHER)
        return {
            "registry_entries": entries,
            "prefix_check_bytes": round(size / entries, 2),
            "prefix_list_bytes": round(len(coded.data) / entries, 2),
            "registry_check_per_s": round(_rate(lookups, one, ASKED)),
            "registry_check_batched_per_s": round(_rate(lookups, many, ASKED)),
            "registry_map_lookups_per_s": round(_bare(Registry(path), listed)),
        }


def _keys(entries: int, listed: Sequence[int]) -> Array:
    """Ascending keys, none twice and none 0, the listed ones among them."""
    chance = np.random.default_rng(20261121)
    drawn = chance.integers(1, 2**64 - 1, entries - len(listed), np.uint64, endpoint=True)
    return np.unique(np.concatenate([drawn, np.array(listed, np.uint64)]))


def _bodies(asked: Sequence[str], together: int) -> list[bytes]:
    """Requests, so many numbers in each, in an order that no cache foresees."""
    order = np.random.default_rng(7).permutation(len(asked))
    mixed = [{"kind": "phone", "value": asked[place]} for place in order]
    return [
        msgspec.json.encode({"identifiers": mixed[begin : begin + together]})
        for begin in range(0, len(mixed), together)
    ]


def _rate(lookups: "Lookups", bodies: Sequence[bytes], items: int) -> float:
    """Identifiers a second, the median of several rounds after one to warm up."""
    decode, encode = msgspec.json.Decoder(RegistryCheck).decode, msgspec.json.Encoder().encode

    def all_of_them() -> None:
        for body in bodies:
            encode(lookups.check(decode(body), 1).answer)

    return items / _median(all_of_them)


def _bare(registry: Registry, listed: Sequence[int]) -> float:
    """Look-ups a second in the map alone, half of them of listed keys, a million at once."""
    chance = np.random.default_rng(8)
    wanted = chance.integers(1, 2**64 - 1, 1_000_000, np.uint64)
    wanted[::2] = chance.choice(np.array(listed, np.uint64), len(wanted) // 2)
    return len(wanted) / _median(lambda: registry.answers(wanted))


def _median(work: Callable[[], Any]) -> float:
    work()
    seconds = list[float]()
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return float(np.median(seconds))


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)))
