"""Giving out a bundle for a dispute; that it was given out is a fact."""

import hashlib

from django.db import transaction

from arasha.domains.credit.actions.acting import iin_of
from arasha.domains.credit.facts.disputes import BundleMade
from arasha.domains.credit.queries.bundle import Whom, collect, packed
from arasha.kernel.identifiers import token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.outbox.append import By, append
from arasha.kernel.tokens import Tokens, as_uuid


def asked(iin: str, name: str = "") -> Whom:
    """About whom a bundle is asked for; `Malformed` when it is no IIN."""
    number = iin_of(iin, field="iin")
    token = Tokens(keyring().key(Purpose.TOKEN)).token(token_input(number))
    return Whom(as_uuid(token), number.canonical, name.strip())


def make(whom: Whom, language: str, by: By) -> bytes:
    """The archive about a person: document in one language, JSON, receipts, signatures."""
    bundle = collect(whom)
    made = packed(bundle, language)
    digest = hashlib.sha256(made).hexdigest()
    with transaction.atomic():
        append([BundleMade(person=whom.person.hex, pieces=len(bundle.receipts), digest=digest)], by)
    return made
