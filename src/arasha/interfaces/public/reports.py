"""From the answers of a form to the report that the centre takes, and back to what the person is shown of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import get_language

from arasha.domains.complaints import queries
from arasha.domains.complaints.actions import Named, PaymentTold, Report, Reporter, receiver_of
from arasha.domains.complaints.facts import Situation, Source
from arasha.domains.complaints.queries import Role
from arasha.interfaces.public import asked
from arasha.interfaces.ui import written
from arasha.kernel.identifiers import Identifier, Unread

MOST_NAMES = 50


class Seen(NamedTuple):
    """How the centre reads an identifier that was typed, and in which payment it stands (-1: in none)."""

    value: Identifier | Unread
    payment: int


def report_of(answers: Mapping[str, Any]) -> Report:
    """The report that a form makes."""
    told = [_payment(kept) for kept in answers["payments"]]
    people = [person for kept in answers["payments"] if (person := receiver_of(kept["to"]).person)]
    lines = [line.strip() for line in answers["names"].splitlines() if line.strip()]
    contact = answers["contact"]
    return Report(
        source=Source.CITIZEN,
        situation=Situation(answers["situation"]),
        payments=tuple(told),
        reporter=Reporter(name=contact["name"], phone=contact["phone"], iin=contact["iin"]),
        named=tuple(Named(text=line) for line in (*people, *lines)[:MOST_NAMES]),
        story=answers["story"],
        language=get_language() or "kk",
    )


def seen(report: Report) -> dict[Role, list[Seen]]:
    """What a report names, as the centre reads it."""
    found: dict[Role, list[Seen]] = {role: [] for role in Role}
    for mention in queries.mentions(report):
        found[mention.role].append(Seen(mention.value, mention.payment))
    return found


def _payment(kept: Mapping[str, Any]) -> PaymentTold:
    begin, end = asked.span(dict(kept))
    receiver = receiver_of(kept["to"])
    return PaymentTold(
        institution=kept["bank"],
        amount=written.tiyn(kept["amount"]) or 0,
        amount_is_exact=not kept["about"],
        begin=begin,
        end=end,
        debtor=kept["from"],
        creditor=receiver.creditor,
        phone=receiver.phone,
    )
