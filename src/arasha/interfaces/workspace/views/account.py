"""One account: in a sentence, in figures, in plots, as a graph, payment by payment."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries import account_payments, behaviour, counterparties, passing
from arasha.domains.payments.queries.account_payments import Listed, Place, Seen
from arasha.domains.payments.queries.legs import Leg, Legs, legs
from arasha.domains.registry import queries as registry
from arasha.domains.registry.facts import EntryState, Ground
from arasha.interfaces.ui.graph import Spoke
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.ui.words import VERDICTS
from arasha.interfaces.workspace import account_plots, addresses, followed, network, registry_words, words
from arasha.interfaces.workspace.access import Visit, opened, page
from arasha.interfaces.workspace.account_plots import PERIODS, Period
from arasha.interfaces.workspace.headline import told
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier

PAGE = 25
BEFORE = timedelta(days=30)  # how far back a counterparty must not have been seen to be new
REVIEWS = 6
LAST_US = 253_402_300_799_000_000  # the end of the year 9999, the last that an instant can be in
NAMES = ("days", "way", "verdict")
WAYS = {"in": True, "out": False}
VERDICT_WORDS = {verdict.word: verdict for verdict in Verdict if verdict}


class Asked(NamedTuple):
    """What the address asks for."""

    values: dict[str, str]
    period: Period
    listed: Listed
    after: Place | None


@page(Right.SEE_PAYMENTS)
def show(request: Visit, token: UUID) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    seen, now = account_payments.seen(token), clock.now()
    if seen is None:
        raise NotFound
    opened(request, f"identifier:{token.hex}")
    asked = _asked(request, seen, now)
    start = asked.period.start(now)
    found = legs(token, start - BEFORE)
    begins = max(start, found.since)
    rows = [leg for leg in found.rows if leg.at >= begins]
    context = {
        "token": token,
        "seen": seen,
        "followed": followed.into_account(token),
        "asked": asked.values,
        "periods": _periods(asked),
        "edge_words": [(word, said.label) for word, said in VERDICTS.items()],
        "cut_at": found.since if found.cut and found.since > start else None,
        **_standing(token),
        **_behaviour(found, rows, asked.period, start),
        **_around(token, rows),
        **_payments(token, asked),
    }
    return render(request, "workspace/account.html", context)


def _asked(request: Visit, seen: Seen, now: datetime) -> Asked:
    """Without a word in the address, the shortest time in which the account was used."""
    values = addresses.read(request.GET, NAMES)
    quiet = now - seen.last_at
    usual = next((name for name, period in PERIODS.items() if quiet < timedelta(days=period.days)), "30")
    values["days"] = values["days"] if values["days"] in PERIODS else usual
    verdict = VERDICT_WORDS.get(values["verdict"], Verdict.ALLOW)
    at, _dot, sequence = request.GET.get("after", "").partition(".")
    instant, number = addresses.whole(at), addresses.whole(sequence)
    usable = instant is not None and number is not None and instant < LAST_US
    after = Place(clock.from_us(instant or 0), number or 0) if usable else None
    return Asked(values, PERIODS[values["days"]], Listed(credit=WAYS.get(values["way"]), verdict=verdict), after)


def _periods(asked: Asked) -> list[tuple[str, str, bool]]:
    names = {"1": _("24 hours"), "7": _("7 days"), "30": _("30 days")}
    return [(names[days], addresses.written(asked.values, days=days), days == asked.values["days"]) for days in PERIODS]


def _standing(token: UUID) -> dict[str, Any]:
    """What the registry says of the account."""
    answer = registry.tiers({token}).get(token)
    entries = registry.of_token(token)[:REVIEWS]
    return {
        "tier": answer.tier if answer else Tier.NONE,
        "entries": [
            (entry, registry_words.STATES[EntryState(entry.state)], registry_words.GROUNDS[Ground(entry.ground)])
            for entry in entries
        ],
    }


def _behaviour(found: Legs, rows: list[Leg], period: Period, start: datetime) -> dict[str, Any]:
    passed = passing.passed(rows)
    steps = behaviour.steps(found.rows, start, period.step, period.steps)
    by_hour = behaviour.hours(rows)
    moved = sum(map(sum, by_hour))
    return {
        "lead": told(rows, passed),
        "passed": passed,
        "came": behaviour.side(rows, credit=True),
        "went": behaviour.side(rows, credit=False),
        "night": behaviour.at_night(by_hour),
        "moved": moved,
        "fresh": len(behaviour.new_faces(found.rows, start)),
        "plots": [
            *account_plots.over_time(steps, period), account_plots.stay(passed), account_plots.day(rows),
        ] if moved else [],
        "reported": [
            (words.OUTCOMES[outcome] if outcome is not None else _("Not reported"), *figures)
            for outcome, figures in behaviour.reported(rows).items()
        ],
        "stopped": behaviour.stopped(rows),
    }  # fmt: skip


def _around(token: UUID, rows: list[Leg]) -> dict[str, Any]:
    """The counterparties, and the reviews of the payments with them."""
    others = counterparties.counterparties(rows)
    drawn = {other.token for other in others[: network.TABLED]}
    drawn |= {other.token for way in ("received", "sent") for other in _largest(others, way)}
    known, listed = vault.open_values({token, *drawn}), registry.tiers(drawn)
    centre = Spoke(network.mask_of(token, known), pgettext("in the middle of the graph", "this account"), 0, "")
    reviews = account_payments.reviews_of([leg.sequence for leg in rows if leg.verdict])
    return {
        "known": known,
        "graph": network.drawn(centre, others, known, listed) if others else None,
        "counterparties": [(other, _worst(other).word, listed.get(other.token)) for other in others[: network.TABLED]],
        "counterparty_count": len(others),
        "reviews": [(review, Verdict(review.verdict).word, title_of(review.asker)) for review in reviews[:REVIEWS]],
        "review_count": len(reviews),
        "waiting": sum(review.decided_at is None for review in reviews),
    }


def _largest(others: list[counterparties.Counterparty], way: str) -> list[counterparties.Counterparty]:
    return sorted(others, key=lambda other: -getattr(other, way))[: network.DRAWN + 1]


def _worst(other: counterparties.Counterparty) -> Verdict:
    return max(other.worst_in, other.worst_out)


def _payments(token: UUID, asked: Asked) -> dict[str, Any]:
    """The list under everything, a page at a time."""
    found = account_payments.page(token, asked.listed, PAGE + 1, asked.after)
    known = vault.open_values(each for row in found for each in (row.debtor, row.creditor))
    following = ""
    if len(found) > PAGE:
        at, sequence = account_payments.place_of(found[PAGE - 1])
        following = addresses.written(asked.values, after=f"{clock.to_us(at)}.{sequence}")
    return {
        "payments": [
            (row, Verdict(row.verdict).word, row.creditor == token, words.KINDS[row.kind]) for row in found[:PAGE]
        ],
        "parties": known,
        "following": f"{following}#payments" if following else "",
        "first": f"{addresses.written(asked.values)}#payments" if asked.after else "",
        "narrowed": bool(asked.values["way"] or asked.values["verdict"]),
        "verdict_choices": [(word, VERDICTS[word].label) for word in VERDICT_WORDS],
    }
