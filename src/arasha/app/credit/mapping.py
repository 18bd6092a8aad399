"""Which column of a CSV says what: a TOML file, because every bureau has columns, words and dates of its own.

delimiter = ";"
encoding = "cp1251"
date = "%d.%m.%Y"          # by default ISO 8601
amount = "tenge"           # by default tiyn

[columns]                  # our field = the file's column
person = "ИИН"
set_at = "Дата установки"

[values]                   # a field that is the same in all rows
scopes = "all"

[scopes]                   # the file's word = ours, several joined by +
"полный запрет" = "all"
"""

from collections.abc import Collection
from pathlib import Path
from typing import Literal

import msgspec

MARKS = ("person", "scopes", "above", "set_at", "lifted_at")
LOANS = ("lender", "contract", "person", "amount", "at", "application")


class WrongFile(Exception):
    """A file or its mapping cannot be used; the text says the remedy."""


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a file is read. Without a file of its own the columns are called as our fields."""

    delimiter: str = ","
    encoding: str = "utf-8-sig"
    date: str = ""
    amount: Literal["tiyn", "tenge"] = "tiyn"
    columns: dict[str, str] = {}
    values: dict[str, str] = {}
    scopes: dict[str, str] = {}

    def checked(self, fields: Collection[str]) -> "Mapping":
        """Itself; `WrongFile` when it speaks of fields that there are not."""
        if unknown := {*self.columns, *self.values} - set(fields):
            raise WrongFile(f"the mapping names {', '.join(sorted(unknown))}; fields are {', '.join(fields)}")
        return self


def load(path: Path | None, fields: Collection[str]) -> Mapping:
    """The mapping of a file, or the plain one; `WrongFile` when it cannot be read."""
    if path is None:
        return Mapping()
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Mapping).checked(fields)
    except (OSError, msgspec.MsgspecError) as error:
        raise WrongFile(f"{path}: {error}") from None
