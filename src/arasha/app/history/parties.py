"""Accounts of a file as tokens: hashed with a fixed key, each different account once."""

import re
from typing import NamedTuple

import numpy as np

from arasha.app.history.columns import Coded
from arasha.kernel.compiled import Array
from arasha.kernel.hashing import hashes, joined
from arasha.simulator.iban import iban
from arasha.simulator.replay.mapping import Mapping

# Files are never mixed with what the gateway keeps, so their tokens need no secret, only to be the same each time.
KEY = 0x41524153


IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


class Named(NamedTuple):
    """The accounts of one side: tokens (`HASH`) and the institutions' codes, a row each."""

    tokens: Array
    institutions: Array


def tokens(account: Coded, institution: Coded, mapping: Mapping) -> Named:
    """The tokens of accounts at institutions. An IBAN is the same account whoever says it (decision 0017)."""
    codes = [mapping.institutions[name].code if name in mapping.institutions else name for name in institution.values]
    width = max(1, len(institution.values))
    pairs, each = np.unique(
        np.maximum(account.codes, 0) * width + np.maximum(institution.codes, 0), return_inverse=True
    )
    names = [_name(account.values[at // width], institution.values[at % width], mapping) for at in pairs.tolist()]
    content, sizes = joined(names)
    found = hashes(content, sizes, np.full(len(names), KEY))
    return Named(found[each], np.array([*codes, ""])[institution.codes])


def _name(account: str, institution: str, mapping: Mapping) -> str:
    """What an account is called: its IBAN, or its number within its institution."""
    known = mapping.institutions.get(institution)
    if known is not None and known.bank and account.isdigit():
        return iban(known.bank, int(account))
    if IBAN.fullmatch(compact := account.replace(" ", "").upper()):
        return compact
    return f"{known.code if known else institution}:{account}"
