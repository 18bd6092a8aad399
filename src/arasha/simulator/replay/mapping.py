"""How the columns of a file become payments: a mapping file in TOML, checked before anything is sent.

label = "is_fraud"                      # optional: 1 where the truth is known to be fraud
[columns]                               # field of the payment = column of the file
id = "tx_id"
time = "ts"
amount = "amount"
"debtor.account" = "src"
"debtor.institution" = "src_bank"
"creditor.account" = "dst"
"creditor.institution" = "dst_bank"
[values]                                # fields that are the same for all rows
kind = "p2p"
[time]
unit = "s"                              # iso, s, ms: since `origin`
origin = 2026-08-01T00:00:00+05:00      # or ends_yesterday = true: the last day of the file is yesterday
spread = true                           # whole days only: spread a day's rows over it, in the order of the file
[amount]
unit = "tenge"                          # tiyn or tenge, times `times`
times = 100
[institutions.swedbank]                 # optional: other names, and a bank code to make IBANs with
code = "ALDARKZA"
bank = "991"
"""

import tomllib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from arasha.client.schemas import Party, Session

SHIPPED = Path(__file__).parent / "mappings"

FIELDS = frozenset(
    {"id", "time", "amount", "kind", "side", "end_to_end_id", "currency", "channel", "device", "ip", "purpose"}
    | {f"{side}.{field}" for side in ("debtor", "creditor") for field in Party.__struct_fields__}
    | {f"session.{field}" for field in Session.__struct_fields__}
)
NEEDED = frozenset(
    {"id", "time", "amount", "kind", "debtor.account", "debtor.institution", "creditor.account", "creditor.institution"}
)


class WrongMapping(Exception):
    """The mapping cannot be used; the message names the entry and the remedy."""


class Time(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How the time column is read."""

    unit: Literal["iso", "s", "ms"] = "iso"
    origin: Annotated[datetime, Meta(tz=True)] | None = None
    ends_yesterday: bool = False
    spread: bool = False

    @property
    def a_second(self) -> int:
        """How many units a second has."""
        return 1000 if self.unit == "ms" else 1


class Amount(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What one unit of the amount column is."""

    unit: Literal["tiyn", "tenge"] = "tiyn"
    times: float = 1.0

    @property
    def tiyn(self) -> float:
        """How many tiyn."""
        return self.times * (100 if self.unit == "tenge" else 1)


class Institution(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Another code for an institution of the file, and the bank code under which its account numbers become IBANs."""

    code: str
    bank: str = ""


class Mapping(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A mapping file."""

    columns: dict[str, str]
    values: dict[str, str | int | bool] = {}
    time: Time = Time()
    amount: Amount = Amount()
    institutions: dict[str, Institution] = {}
    label: str = ""

    def check(self, columns: Collection[str]) -> None:
        """`WrongMapping` when a field is unknown or missing, or the file lacks a column."""
        named = self.columns.keys() | self.values.keys()
        if unknown := sorted(named - FIELDS):
            raise WrongMapping(
                f"'{unknown[0]}' is not a field of a payment; the fields are {', '.join(sorted(FIELDS))}"
            )
        if missing := sorted(NEEDED - named):
            raise WrongMapping(
                f"the mapping does not say where '{missing[0]}' comes from: add it under [columns] or [values]"
            )
        if "time" not in self.columns:
            raise WrongMapping("every payment has a time of its own: name the column of 'time' under [columns]")
        if self.time.unit == "iso" and (self.time.spread or self.time.ends_yesterday):
            raise WrongMapping("[time] spread and ends_yesterday are for numbers: set unit to s or ms")
        wanted = {*self.columns.values(), *([self.label] if self.label else [])}
        if absent := sorted(wanted - set(columns)):
            raise WrongMapping(f"the file has no column '{absent[0]}'; it has {', '.join(sorted(columns))}")


def load(path: Path) -> Mapping:
    """Read a mapping file."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text()), Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WrongMapping(f"{path.name}: {error}") from None
    except OSError as error:
        raise WrongMapping(f"{path}: {error.strerror}") from None


def fitting(columns: Collection[str]) -> Mapping:
    """The shipped mapping that fits a file's columns; `WrongMapping` when none does."""
    for path in sorted(SHIPPED.glob("*.toml")):
        mapping = load(path)
        if set(mapping.columns.values()) <= set(columns):
            return mapping
    raise WrongMapping(
        "no shipped mapping fits the columns of this file; give one with --map (docs/how-to/screen-a-file.md)"
    )
