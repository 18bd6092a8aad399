"""Payments in the store as the drain puts them there, without a gateway: for screens and queries."""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import numpy as np

from arasha.client.schemas import Party, Payment
from arasha.domains.payments.actions import record
from arasha.domains.payments.actions.screened import Asked, Screened, sealed_about
from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.rules.book import book
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.statement import Stated, request_digest
from arasha.domains.payments.rules.verdict import tier_of
from arasha.interfaces.gateway.identity import account_of, identifiers_of, named_as
from arasha.kernel import clock
from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.identifiers import Kind, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.seal import seal
from arasha.kernel.store import vault
from arasha.kernel.tokens import Tokens, as_uuid
from tests.support.cast import ALDAR, SAULE, TOSTIK, Bank, payment

SCORES = {Verdict.ALLOW: 0, Verdict.WARN: 400, Verdict.HOLD: 700, Verdict.REFUSE: 1000}
TALKED = ("NEW_PAYEE_DURING_CALL", "LARGE_DURING_CALL")

_sequences = itertools.count(1)


def token_of(party: Party) -> UUID:
    """The token of a party's account."""
    return as_uuid(_token(party))


def given(
    verdict: Verdict = Verdict.HOLD,
    *,
    codes: Sequence[str] = TALKED,
    asker: Bank = ALDAR,
    first: int | None = None,
    ago: timedelta = timedelta(minutes=5),
    **changes: object,
) -> int:
    """A payment of the cast was asked about and got this verdict; `changes` are of the question. Its sequence."""
    sequence, at = next(_sequences), clock.now() - ago
    question = payment(f"P-{sequence}", **({"time": at} | changes))
    vault.keep(
        {_tokens().token(token_input(each)): each for party in _parties(question) for each in identifiers_of(party)}
    )
    record.keep_book(book().version, book().plain())
    record.record("payments", sequence + 1, [_screened(question, (sequence, first), verdict, codes, (asker, at))], [])
    return sequence


def reported(sequence: int, outcome: Outcome) -> None:
    """The institution said what it did with a payment."""
    number = next(_sequences)
    row = record.Reported(number, sequence, outcome, clock.to_us(clock.now()))
    record.record("payments", number + 1, [], [row])


def _screened(
    question: Payment,
    place: tuple[int, int | None],
    verdict: Verdict,
    codes: Sequence[str],
    asked: tuple[Bank, datetime],
) -> Screened:
    (sequence, first), (asker, _) = place, asked
    rules = [rule.code for rule in book().rules]
    return Screened(
        stated=_stated(question, sequence, verdict, codes, asked),
        asked=_asked(question, sequence),
        first=sequence if first is None else first,
        asker=_number(asker),
        incoming=question.side == "incoming",
        paid_at=clock.to_us(question.time),
        debtor=_token(question.debtor),
        creditor=_token(question.creditor),
        amount=question.amount,
        kind=0,
        channel=1,
        live=sum(1 << rules.index(code) for code in codes),
        shadow=0,
        why=0,
        features=_features(question),
        named=_named(question),
    )


def _asked(question: Payment, sequence: int) -> Asked:
    sealed = seal().close(msgspec.msgpack.encode(question), about=sealed_about(sequence))
    parties = question.debtor.institution, question.creditor.institution
    return Asked(question.id, *parties, question.currency, question, sealed, question.end_to_end_id or "")


def _named(question: Payment) -> tuple[int, ...]:
    """Device, address and phones, as the journal names them."""
    given = {
        "device": question.device, "ip": question.ip, "phone": question.debtor.phone,
        "phone of the receiver": question.creditor.phone,
    }  # fmt: skip
    return tuple(
        int.from_bytes(_tokens().token(token_input(named_as(Kind(kind.split()[0]), text)))[:8], "little", signed=True)
        if text
        else 0
        for kind, text in given.items()
    )


def _stated(
    question: Payment, sequence: int, verdict: Verdict, codes: Sequence[str], asked: tuple[Bank, datetime]
) -> Stated:
    (asker, at), score = asked, SCORES[verdict]
    return Stated(
        sequence, asker.code, question.id, request_digest(question), verdict, tier_of(score), score, codes,
        book().version, clock.to_us(at), clock.to_us(at + timedelta(hours=24)),
    )  # fmt: skip


def _features(question: Payment) -> bytes:
    features = np.zeros(WIDTH, np.int64)
    features[F.AMOUNT], features[F.ACTIVE_CALL], features[F.D_AGE_S] = question.amount, 1, 40 * 24 * 3600
    return group.pack(features.reshape(1, -1))


def _number(bank: Bank) -> int:
    found = Institution.objects.filter(code=bank.code).first()
    if found is None:
        found = actions.connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE)
    return found.number


def _parties(question: Payment) -> tuple[Party, Party]:
    return question.debtor, question.creditor


def _token(party: Party) -> bytes:
    return _tokens().token(token_input(account_of(party, "account")))


def _tokens() -> Tokens:
    return Tokens(keyring().key(Purpose.TOKEN))


__all__ = ["TALKED", "TOSTIK", "given", "reported", "token_of"]
