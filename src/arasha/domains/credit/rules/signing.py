"""What a person signs to confirm one act, and no other: the text names the act and a number that is good once."""

from arasha.domains.credit.rules.effects import Refused
from arasha.domains.credit.rules.told import refused_in_words
from arasha.kernel.languages import mark as _
from arasha.kernel.languages import texts

LIFT_WHOLE = _(
    "I ask to lift the refusal of credit, so that lenders may lend again. Nobody forces or hurries me. "
    "Number of this request: %(nonce)s"
)
LIFT_PART = _(
    "I ask that only this stays refused: %(refused)s. Nobody forces or hurries me. Number of this request: %(nonce)s"
)
RELEASE = _(
    "I ask that my trusted person is no longer asked about my refusal of credit. Nobody forces or hurries me. "
    "Number of this request: %(nonce)s"
)


def lift(to: Refused, nonce: str) -> dict[str, str]:
    """What is signed to confirm a lift, in each language; any of them will do."""
    refused = refused_in_words(to)
    said = texts(LIFT_PART if to.scope else LIFT_WHOLE)
    return {language: text % {"refused": refused[language], "nonce": nonce} for language, text in said.items()}


def release(nonce: str) -> dict[str, str]:
    """What is signed to release a trusted person, in each language."""
    return {language: text % {"nonce": nonce} for language, text in texts(RELEASE).items()}
