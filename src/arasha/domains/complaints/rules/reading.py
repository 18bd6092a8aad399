"""What a report names, as identifiers: typed ones, unreadable or not, and those that stand in the story."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from arasha.domains.complaints.facts import ReportedPayment
from arasha.domains.complaints.rules.report import Named, PaymentTold, Report, Reporter
from arasha.domains.complaints.rules.story import identifiers_in
from arasha.kernel import clock
from arasha.kernel.identifiers import Identifier, Kind, Unread, detect, read, read_account, token_input
from arasha.kernel.identifiers.text import clean, compact
from arasha.kernel.tokens import Tokens

BIN_FIFTH_DIGITS = "456"  # a BIN says there what sort of body it is; an IIN has the day of birth


class Role(StrEnum):
    """As what an identifier stands in a report."""

    REPORTER = "reporter"
    DEBTOR = "debtor"
    CREDITOR = "creditor"
    PHONE = "phone"
    NAMED = "named"
    STORY = "story"


class Mention(NamedTuple):
    """An identifier that a report names, as what, and in which of its payments (-1: in none)."""

    role: Role
    value: Identifier | Unread
    payment: int = -1


class Receiver(NamedTuple):
    """To whom money went, as somebody names him in one word: by his phone, his account or card, or as a person."""

    phone: str = ""
    creditor: str = ""
    person: str = ""


def receiver_of(text: str) -> Receiver:
    """What one word for the receiver is, by its looks; what fits nothing else is an account."""
    match detect(text):
        case Identifier(kind=Kind.PHONE):
            return Receiver(phone=text)
        case Identifier(kind=Kind.IIN | Kind.BIN):
            return Receiver(person=text)
        case _:
            return Receiver(creditor=text)


def mentions(report: Report) -> list[Mention]:
    """Everything that a report names."""
    found = list(_of_reporter(report.reporter, report.institution))
    for place, payment in enumerate(report.payments):
        found += _of_payment(payment, place)
    found += [Mention(Role.NAMED, named_as(each)) for each in report.named]
    typed = {(mention.value.kind, mention.value.canonical) for mention in found}
    inside = identifiers_in(report.story)
    return found + [Mention(Role.STORY, each) for each in inside if (each.kind, each.canonical) not in typed]


def person(text: str) -> Identifier | Unread:
    """The number of a person, or of a body."""
    return read(Kind.BIN if compact(clean(text))[4:5] in set(BIN_FIFTH_DIGITS) else Kind.IIN, text)


def named_as(named: Named) -> Identifier | Unread:
    """A number or link that the thief used; what fits no kind is kept as a link that cannot be read."""
    if named.kind:
        return read(Kind(named.kind), named.text)
    return detect(named.text) or read(Kind.URL, named.text)


def reporter_token(found: list[Mention], tokens: Tokens) -> str:
    """The one token that stands for the reporter: of his IIN, else his phone, else his account; empty without any."""
    own = {mention.value.kind: mention.value for mention in found if mention.role is Role.REPORTER}
    order = (Kind.IIN, Kind.BIN, Kind.PHONE, Kind.IBAN, Kind.CARD, Kind.ACCOUNT, Kind.EMAIL)
    first = next((own[kind] for kind in order if kind in own), None)
    return token_of(first, tokens).hex() if first else ""


def reported(report: Report, found: list[Mention], tokens: Tokens) -> list[ReportedPayment]:
    """The payments of a report as facts tell of them: tokens in place of accounts, instants in µs."""
    said = {(mention.payment, mention.role): token_of(mention.value, tokens).hex() for mention in found}
    return [
        ReportedPayment(
            institution=payment.institution.strip(),
            payment_id=payment.payment_id.strip(),
            end_to_end_id=payment.end_to_end_id.strip(),
            amount=payment.amount,
            amount_is_exact=payment.amount_is_exact,
            begin=clock.to_us(payment.begin) if payment.begin else 0,
            end=clock.to_us(payment.end) if payment.end else 0,
            debtor=said.get((place, Role.DEBTOR), ""),
            creditor=said.get((place, Role.CREDITOR), ""),
            phone=said.get((place, Role.PHONE), ""),
        )
        for place, payment in enumerate(report.payments)
    ]


def token_of(value: Identifier | Unread, tokens: Tokens) -> bytes:
    """The token of an identifier."""
    return tokens.token(token_input(value))


def _of_reporter(reporter: Reporter, institution: str) -> Iterator[Mention]:
    if reporter.iin.strip():
        yield Mention(Role.REPORTER, person(reporter.iin))
    if reporter.phone.strip():
        yield Mention(Role.REPORTER, read(Kind.PHONE, reporter.phone))
    if reporter.account.strip():
        yield Mention(Role.REPORTER, read_account(reporter.account, institution))
    if reporter.email.strip():
        yield Mention(Role.REPORTER, read(Kind.EMAIL, reporter.email))


def _of_payment(payment: PaymentTold, place: int) -> Iterator[Mention]:
    if payment.debtor.strip():
        yield Mention(Role.DEBTOR, read_account(payment.debtor, payment.institution), place)
    if payment.creditor.strip():
        yield Mention(Role.CREDITOR, read_account(payment.creditor, payment.creditor_institution), place)
    if payment.phone.strip():
        yield Mention(Role.PHONE, read(Kind.PHONE, payment.phone), place)
