"""The small streams and the truth: what is published, written and complained of, and who is who in which scheme."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from arasha.simulator.country.institutions import LENDERS
from arasha.simulator.country.loans import PRODUCTS
from arasha.simulator.country.portal import Act
from arasha.simulator.crime.history import Crime
from arasha.simulator.crime.steps import Borrow, Complain, Leak, Message, Publish, Visit
from arasha.simulator.crime.truth import Deed, Told
from arasha.simulator.history.columns import write
from arasha.simulator.history.order import Order

STREAMS: Mapping[str, type] = {"publications": Publish, "messages": Message, "complaints": Complain}
UNKNOWN = -1  # a payment after the last day


def write_told(order: Order, crime: Crime) -> dict[str, str]:
    """Write the streams and, in `truth`, which scheme each row of them is of; needs the payments' own truth on disk."""
    ids = _ids(order)
    hashes = {}
    for name, kind in STREAMS.items():
        told = [each for each in crime.told if isinstance(each.step, kind)]
        hashes[f"{name}.parquet"] = write(order.out / f"{name}.parquet", _columns(told, kind, ids))
        truth = {"row": list(range(len(told))), "scheme": [each.scheme for each in told]}
        hashes[f"truth/{name}.parquet"] = write(order.out / f"truth/{name}.parquet", truth)
    for name, columns in _truth(crime).items():
        hashes[f"truth/{name}.parquet"] = write(order.out / f"truth/{name}.parquet", columns)
    return hashes


def write_codes(order: Order) -> dict[str, str]:
    """What the numbers in the files stand for."""
    columns = {
        "field": ["lender"] * len(LENDERS) + ["product"] * len(PRODUCTS) + ["deed"] * len(Deed) + ["act"] * len(Act),
        "code": [*range(len(LENDERS)), *range(len(PRODUCTS)), *(int(deed) for deed in Deed), *map(int, Act)],
        "name": [*LENDERS, *PRODUCTS, *(each.name.lower() for each in (*Deed, *Act))],
    }
    return {"codes.parquet": write(order.out / "codes.parquet", columns)}


def _ids(order: Order) -> dict[int, int]:
    """The id of each crime's payment by its number in the run."""
    found = dict[int, int]()
    for file in sorted((order.out / "truth" / "payments").glob("day=*/*.parquet")):
        table = pq.read_table(file, columns=["ref", "id"])
        found |= dict(zip(table["ref"].to_pylist(), table["id"].to_pylist(), strict=True))
    return found


def _columns(told: list[Told], kind: Any, ids: Mapping[int, int]) -> dict[str, list[Any]]:
    return {field: [_plain(field, getattr(each.step, field), ids) for each in told] for field in kind._fields}


def _plain(field: str, value: Any, ids: Mapping[int, int]) -> Any:
    if field == "payments":
        return [ids.get(ref, UNKNOWN) for ref in value]
    if field == "identifiers":
        return [f"{each.kind}:{each.value}" for each in value]
    return value


def _truth(crime: Crime) -> dict[str, dict[str, Any]]:
    loans = [each for each in crime.told if isinstance(each.step, Borrow)]
    visits = [each for each in crime.told if isinstance(each.step, Visit)]
    leaks = [each for each in crime.told if isinstance(each.step, Leak)]
    return {
        "schemes": {field: [getattr(each, field) for each in crime.schemes] for field in _SCHEME},
        "accounts": {
            "account": [each.account for each in crime.accounts],
            "scheme": [each.scheme for each in crime.accounts],
            "role": [each.role.name.lower() for each in crime.accounts],
            "since": [each.since for each in crime.accounts],
        },
        "calls": {"time": crime.calls["time"], "caller": crime.calls["caller"]}
        | {name: crime.call_truth[name] for name in ("called", "scheme", "source", "spoofed")},
        "loans": {"scheme": [each.scheme for each in loans], "done": [each.done for each in loans]}
        | _columns(loans, Borrow, {}),
        "portal": {"scheme": np.array([each.scheme for each in visits], np.int64)} | _columns(visits, Visit, {}),
        "leaks": {"scheme": np.array([each.scheme for each in leaks], np.int64)} | _columns(leaks, Leak, {}),
    }


_SCHEME = ("scheme", "name", "typology", "begin")
