"""What receipts of the register state: an answer to a lender, or that something else is said of a person from then on.

The text is what is hashed and shown, byte for byte: JSON with sorted keys and no spaces, put together by hand because
it is made for every answer. A test compares it with `kernel.facts.canonical_json`.
"""

import json
from functools import lru_cache
from typing import NamedTuple

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.answers import CHANNELS, PRODUCTS, codes_of

CHECK = "arasha.credit-check/1"
CHANGE = "arasha.credit-register/1"

WORDS = [answer.word for answer in Answer]


class Checked(NamedTuple):
    """An answer as it is stated; instants are µs, `person` is the token in hex, amounts tiyn, 0 where unknown or none.

    `register` is the last fact that had been heeded when it was given.
    """

    sequence: int
    lender: str
    application: str
    person: str
    at: int
    amount: int
    channel: int
    product: int
    answer: int
    reasons: int
    register: int
    until: int


class Changed(NamedTuple):
    """What is said of a person from a place in the journal on, and the fact that ordered it."""

    sequence: int
    person: str
    effect: int
    fact: int
    at: int


def check_text(said: Checked) -> str:
    """The statement of an answer."""
    amount = f'"amount":{said.amount},' if said.amount else ""
    until = f',"until":{said.until}' if said.until else ""
    return (
        f'{{{amount}"answer":"{WORDS[said.answer]}","application":{_quoted(said.application)},"at":{said.at},'
        f'"channel":"{CHANNELS[said.channel]}","lender":{_lender(said.lender)},"person":"{said.person}",'
        f'"product":"{PRODUCTS[said.product]}","reasons":{_reasons(said.reasons)},"register":{said.register},'
        f'"sequence":{said.sequence},"statement":"{CHECK}"{until}}}'
    )


def change_text(said: Changed) -> str:
    """The statement that something else is said of a person; empty lists when nothing is any more."""
    return (
        f'{{"at":{said.at},{_said(said.effect)},"fact":{said.fact},"person":"{said.person}",'
        f'"sequence":{said.sequence},"statement":"{CHANGE}"}}'
    )


@lru_cache(maxsize=4096)
def _said(effect: int) -> str:
    """What is said, in words: amounts in tiyn."""
    own, bureau = effects.own_of(effect), effects.bureau_of(effect)
    words = {
        "bureau_above": bureau.above,
        "bureau_scopes": bureau.scope.words,
        "caution": bool(effect & effects.CAUTION),
        "own_above": own.above,
        "own_scopes": own.scope.words,
    }
    return '"effect":' + json.dumps(words, separators=(",", ":"), sort_keys=True)


@lru_cache(maxsize=64)
def _reasons(reasons: int) -> str:
    return json.dumps(codes_of(reasons), separators=(",", ":"))


@lru_cache(maxsize=4096)
def _lender(code: str) -> str:
    return _quoted(code)


def _quoted(text: str) -> str:
    """A text as JSON; nearly always that is putting it in quotation marks."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return json.dumps(text, ensure_ascii=False)
