"""From a mapped file to the engine's questions (`ASK`), in the order of time."""

from collections.abc import Mapping as Table_
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
import pyarrow as pa

from arasha.app.history import columns, parties, times
from arasha.app.history.bad_rows import BadRow
from arasha.app.history.checks import Checks
from arasha.app.history.columns import Table
from arasha.client.schemas import Scheme
from arasha.domains.payments.hot import layout
from arasha.domains.payments.hot.layout import ASK
from arasha.domains.payments.rules.codes import Channel, Kind, Party, StepUp
from arasha.kernel.compiled import Array
from arasha.simulator.replay.mapping import Mapping, WrongMapping, fitting
from arasha.simulator.replay.mapping import load as load_mapping

UNLABELLED = -1

KINDS = {kind.name.lower(): int(kind) for kind in Kind}
CHANNELS = {channel.name.lower(): int(channel) for channel in Channel}
PARTIES = {party.name.lower(): int(party) for party in Party}
WALLETS = {scheme: int(scheme == "wallet") for scheme in get_args(Scheme)}
YES = {"true": 1, "1": 1, "false": 0, "0": 0}
FLAGS = {
    "session.active_call": layout.ACTIVE_CALL,
    "session.remote_access": layout.REMOTE_ACCESS,
    "session.new_device": layout.NEW_DEVICE,
}
WALLET_OF = {"debtor": layout.DEBTOR_WALLET, "creditor": layout.CREDITOR_WALLET}
STEPS = {"true": int(StepUp.PASSED), "1": int(StepUp.PASSED), "false": int(StepUp.NOT_PASSED), "0": 0}


class History(NamedTuple):
    """Payments of one or several files in the order of time, numbered from 0.

    `file` and `place` say where each comes from: which of the files, and which of its rows. `ids` are, by file, the ids
    of all its rows as the file has them; `labels` are 1, 0 or `UNLABELLED`.
    """

    asks: Array
    labels: Array
    file: Array
    place: Array
    ids: list[pa.Array]
    bad: list[BadRow]


class _File(NamedTuple):
    asks: Array
    labels: Array
    place: Array
    ids: Any
    bad: list[BadRow]
    spread: bool


def read(paths: Sequence[Path], mapping: Path | None = None) -> History:
    """Read files that one mapping fits (by default a shipped one, for each file its own), `WrongMapping` otherwise."""
    files = [_read(path, load_mapping(mapping) if mapping else None) for path in paths]
    asks = np.concatenate([file.asks for file in files])
    file = np.repeat(np.arange(len(files)), [len(one.asks) for one in files])
    place = np.concatenate([one.place for one in files])
    order = times.in_order(asks["paid_at"])
    asks = asks[order]
    if any(one.spread for one in files):
        asks["paid_at"] = times.spread(asks["paid_at"])
    asks["arrived_at"] = asks["paid_at"]
    asks["sequence"] = asks["first"] = np.arange(len(asks))
    labels = np.concatenate([one.labels for one in files])[order]
    bad = [row for one in files for row in one.bad]
    return History(asks, labels, file[order], place[order], [one.ids for one in files], bad)


def _read(path: Path, given: Mapping | None) -> _File:
    there = columns.names(path)
    try:
        mapping = _without_missing_label(given or fitting(there), there)
        mapping.check(there)
    except WrongMapping as error:
        raise WrongMapping(f"{path}: {error}") from None
    wanted = [*mapping.columns.values(), *([mapping.label] if mapping.label else [])]
    table = columns.load(path, list(dict.fromkeys(wanted)))
    checks = Checks(table)
    asks, labels = _asks(table, mapping, checks), _labels(table, mapping, checks)
    good = np.flatnonzero(checks.good)
    ids = table.columns[mapping.columns["id"]] if "id" in mapping.columns else pa.array(table.lines)
    return _File(asks[good], labels[good], good, ids, checks.bad(), mapping.time.spread)


def _without_missing_label(mapping: Mapping, there: Sequence[str]) -> Mapping:
    """A file of yesterday has no truth yet: the mapping's label is then nothing to ask for."""
    if not mapping.label or mapping.label in there:
        return mapping
    return Mapping(**{name: getattr(mapping, name) for name in mapping.__struct_fields__} | {"label": ""})


def _asks(table: Table, mapping: Mapping, checks: Checks) -> Array:
    asks = np.zeros(len(table.lines), ASK)
    fields = _Fields(table, mapping, checks)
    asks["paid_at"] = checks.instants(fields.instants())
    asks["amount"] = checks.amounts(columns.numbers(fields.column("amount")) * mapping.amount.tiyn)
    asks["kind"] = fields.codes("kind", KINDS, int(Kind.P2P))
    asks["channel"] = fields.codes("channel", CHANNELS, int(Channel.UNKNOWN))
    asks["sim_swap_days"], asks["step_up"] = -1, fields.codes("session.step_up_passed", STEPS, int(StepUp.UNKNOWN))
    for name, flag in FLAGS.items():
        asks["flags"] |= (fields.codes(name, YES, 0) * flag).astype(np.int16)
    if "session.sim_swap_days" in mapping.columns:
        days = columns.numbers(fields.column("session.sim_swap_days"))
        asks["sim_swap_days"] = np.where(days >= 0, days, -1)
    _name_parties(asks, fields)
    return asks


def _name_parties(asks: Array, fields: "_Fields") -> None:
    """The accounts' tokens, and what is known of their holders."""
    institutions = []
    for side in ("debtor", "creditor"):
        account = columns.coded(fields.column(f"{side}.account"))
        institution = columns.coded(fields.column(f"{side}.institution"))
        named = parties.tokens(account, institution, fields.mapping)
        asks[f"{side}_lo"], asks[f"{side}_hi"] = named.tokens["lo"], named.tokens["hi"]
        asks[f"{side}_party"] = fields.codes(f"{side}.party", PARTIES, int(Party.UNKNOWN))
        wallet = fields.codes(f"{side}.scheme", WALLETS, 0)
        asks["flags"] |= (wallet * WALLET_OF[side]).astype(np.int16)
        fields.checks.refuse(account.codes < 0, f"field `{side}.account` is empty")
        fields.checks.refuse(institution.codes < 0, f"field `{side}.institution` is empty")
        institutions.append(named.institutions)
    same = (asks["debtor_lo"] == asks["creditor_lo"]) & (asks["debtor_hi"] == asks["creditor_hi"])
    fields.checks.refuse(same, "the debtor's and the creditor's account are the same")
    asks["flags"] |= np.where(institutions[0] == institutions[1], layout.SAME_INSTITUTION, 0).astype(np.int16)


class _Fields:
    """The fields of a payment, wherever the mapping says that they come from."""

    def __init__(self, table: Table, mapping: Mapping, checks: Checks) -> None:
        self.table, self.mapping, self.checks = table, mapping, checks

    def column(self, field: str) -> Any:
        """A field of all rows; one that is the same for all is repeated."""
        if field in self.mapping.columns:
            return self.table.columns[self.mapping.columns[field]]
        value = self.mapping.values[field]
        return pa.DictionaryArray.from_arrays(np.zeros(len(self.table.lines), np.int32), pa.array([str(value)]))

    def codes(self, field: str, known: Table_[str, int], otherwise: int) -> Array:
        """A field with a closed list of words as numbers; `otherwise` where the file says nothing."""
        if field not in self.mapping.columns and field not in self.mapping.values:
            return np.full(len(self.table.lines), otherwise)
        found = columns.coded(self.column(field))
        numbers = np.array([known.get(value.lower(), UNKNOWN) for value in found.values] + [otherwise])
        codes: Array = numbers[found.codes]
        self.checks.refuse(codes == UNKNOWN, f"field `{field}` is none of {', '.join(known)}")
        return codes

    def instants(self) -> Array:
        """When payments were made, in µs; NaN where that cannot be read."""
        column, time = self.column("time"), self.mapping.time
        return columns.instants(column) if time.unit == "iso" else times.since_origin(columns.numbers(column), time)


UNKNOWN = -99


def _labels(table: Table, mapping: Mapping, checks: Checks) -> Array:
    if not mapping.label:
        return np.full(len(table.lines), UNLABELLED, np.int8)
    column = table.columns[mapping.label]
    found, missing = columns.numbers(column), column.is_null().to_numpy(zero_copy_only=False)
    checks.refuse(~missing & ~np.isin(found, (0, 1)), f"the label in column '{mapping.label}' is neither 0 nor 1")
    return np.where(missing, UNLABELLED, np.where(found == 1, 1, 0)).astype(np.int8)
