"""`arasha backtest`: what a rule or a typology would have done, over the store or over a file, in figures; or what the
whole book of rules does to a file.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from rich.console import Console
from rich.table import Table

from arasha.app import backtesting_book, history
from arasha.app.backtesting_book import OfBook
from arasha.app.progress import bar
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.hot.trial import Backtest, Seen, Stopped, Trial
from arasha.domains.payments.rules import typology
from arasha.domains.payments.rules.book import book
from arasha.domains.payments.rules.language import Rule
from arasha.domains.payments.rules.table import RULES
from arasha.domains.payments.rules.typology import Draft
from arasha.kernel import clock
from arasha.kernel.compiled import Array
from arasha.kernel.errors import NotFound
from arasha.kernel.money import TIYN
from arasha.simulator.replay.mapping import WrongMapping

AT_ONCE = 4_096


class Order(NamedTuple):
    """What is to be tried, on what, and how it is told.

    `rule` is a draft, or the code of a rule or typology; None: the whole table, for which there must be a file.
    """

    rule: Draft | str | None
    since: datetime | None
    until: datetime | None
    limit: int
    data: Path | None
    mapping: Path | None
    as_json: bool


def run(order: Order) -> None:
    """Try a rule and print what it would have done."""
    console = Console(stderr=order.as_json)
    rule, data = order.rule, order.data
    if rule is None:
        _tell_book(order, _book_on_file(order, data or Path(), console), console)
        return
    found = _on_file(order, rule, data, console) if data else _on_store(order, rule, console)
    if order.as_json:
        sys.stdout.write(msgspec.json.encode(_plain(found)).decode() + "\n")
        return
    _print(console, found)


def _book_on_file(order: Order, data: Path, console: Console) -> OfBook:
    read = _read(order, data, console)
    with bar(console) as shown:
        task = shown.add_task("looking", total=len(read.asks))
        wanted = _wanted(order, read.asks["paid_at"])
        return backtesting_book.over(book(), read, wanted, lambda count: shown.advance(task, count))


def _on_store(order: Order, rule: Draft | str, console: Console) -> Backtest:
    from arasha.app.ready import ready

    ready()
    from arasha.domains.payments.queries import backtest

    with bar(console) as shown:
        task = shown.add_task("looking", total=min(order.limit, backtest.count(order.since, order.until)))
        return backtest.backtest(rule, order.since, order.until, order.limit, lambda count: shown.advance(task, count))


def _read(order: Order, data: Path, console: Console) -> history.History:
    try:
        read = history.read([data], order.mapping)
    except WrongMapping as error:
        sys.exit(f"arasha backtest: {error}")
    if written := history.write_bad_rows(data.with_suffix(".backtest"), read.bad):
        console.print(f"Rows that are not payments, with line and reason: {written}")
    return read


def _on_file(order: Order, rule: Draft | str, data: Path, console: Console) -> Backtest:
    """Run a file through an engine of its own, with the table's rules, and try the rule on what it saw."""
    read, trial = _read(order, data, console), Trial(book(), _rule(rule))
    with bar(console) as shown:
        task = shown.add_task("looking", total=len(read.asks))
        _try(trial, read, order, lambda count: shown.advance(task, count))
    return trial.result(whole=True)


def _try(trial: Trial, read: history.History, order: Order, told: Callable[[int], None]) -> None:
    """Every payment counts for those after it; those within the wanted time are judged both ways."""
    screener = Screener(trial.before, accounts=len(read.asks), payments=len(read.asks))
    for begin in range(0, len(read.asks), AT_ONCE):
        asks = read.asks[begin : begin + AT_ONCE]
        features, decisions = group.no_features(len(asks)), np.zeros(len(asks), DECISION)
        screener.screen(asks, features, decisions)
        at = asks["paid_at"]
        wanted = _wanted(order, at)
        labels = read.labels[begin : begin + AT_ONCE]
        trial.look(Seen(asks["sequence"][wanted], at[wanted], labels[wanted], features[wanted]))
        told(len(asks))


def _wanted(order: Order, at: Array) -> Array:
    """Which instants lie in the wanted time."""
    since, until = (None if instant is None else clock.to_us(instant) for instant in (order.since, order.until))
    found: Array = (at >= (since if since is not None else at)) & (at < (until if until is not None else at + 1))
    return found


def _rule(rule: Draft | str) -> Rule:
    """A draft as a rule, or the table's rule of a code; a typology of the store needs no file to be tried on."""
    if isinstance(rule, Draft):
        return typology.rule_of(rule, shadow=False)
    for known in RULES:
        if known.code == rule:
            return known
    raise NotFound(f"the table has no rule of this code: {', '.join(known.code for known in RULES)}")


def _plain(found: Backtest) -> dict[str, object]:
    """Everything, with the rates that people ask for."""
    before, after = found.alert_rates
    rates = {"alert_rate_before": before, "alert_rate_after": after, "fired_rate": found.fired_rate}
    return {**msgspec.to_builtins(found), **rates, "precision": found.precision}


def _tell_book(order: Order, found: OfBook, console: Console) -> None:
    if order.as_json:
        parts = {name: [each._asdict() for each in getattr(found, name)] for name in ("rules", "together")}
        sys.stdout.write(msgspec.json.encode(found._asdict() | parts).decode() + "\n")
        return
    innocent, fraud = max(1, found.innocent), max(1, found.fraud)
    rules = Table("rule", "weight", "of 1 000 innocent payments", "precision", "of fraud")
    for rule in sorted((each for each in found.rules if each.innocent + each.fraud), key=lambda each: -each.innocent):
        right = _percent(rule.fraud / (rule.fraud + rule.innocent))
        weight = f"{rule.weight}{' (shadow)' if rule.shadow else ''}"
        rules.add_row(rule.code, weight, f"{1000 * rule.innocent / innocent:.3f}", right, _percent(rule.fraud / fraud))
    together = Table("innocents", "how many", "because of")
    for each in found.together:
        together.add_row(each.verdict, f"{each.innocent:,}", " + ".join(each.codes))
    console.print(rules, together)
    for whom, of, alerts, held in (
        ("innocent", found.innocent, found.innocent_alerts, found.innocent_held),
        ("fraud", found.fraud, found.fraud_alerts, found.fraud_held),
    ):
        shares = ", ".join(_percent(part / of if of else None) for part in (alerts, held))
        console.print(f"{whom}: {of:,} payments; warned of or held, and held: {alerts:,}, {held:,} ({shares})")


def _print(console: Console, found: Backtest) -> None:
    table = Table(title=found.code, show_header=False)
    for name, value in _lines(found):
        table.add_row(name, value)
    console.print(table)
    weeks = Table("week of", "payments", "fires on", "alerts without", "alerts with")
    for week in found.weeks:
        counts = (week.looked_at, week.fired, week.alerts_before, week.alerts_after)
        weeks.add_row(week.begins.isoformat(), *(f"{count:,}" for count in counts))
    console.print(weeks)


def _lines(found: Backtest) -> list[tuple[str, str]]:
    part = "" if found.whole else " (the newest; there are more)"
    lines = [
        ("payments looked at", f"{found.looked_at:,}{part}"),
        ("left out, from before the engine had the figures", f"{found.left_out:,}"),
        ("fires on", f"{found.fired:,} ({_percent(found.fired_rate)}), {_tenge(found.fired_amount)}"),
        ("without it", _stopped(found.before, found.alert_rates[0])),
        ("with it", _stopped(found.after, found.alert_rates[1])),
        *((f"{each.before} → {each.after}", f"{each.payments:,}, {_tenge(each.amount)}") for each in found.moved),
    ]
    if found.fraud + found.legitimate:
        known = f"{found.fired_fraud:,} fraud, {found.fired_legitimate:,} legitimate"
        lines.append(("of those it fires on, known", f"{known}; precision {_percent(found.precision)}"))
        lines.append(("known in all", f"{found.fraud:,} fraud, {found.legitimate:,} legitimate"))
    return lines


def _stopped(stopped: Stopped, rate: float | None) -> str:
    alerts = f"{stopped.alerts:,} alerts ({_percent(rate)}), {_tenge(stopped.alerts_amount)}"
    return f"{alerts}; {stopped.held:,} held, {_tenge(stopped.held_amount)}"


def _percent(share: float | None) -> str:
    return "of nothing" if share is None else f"{share:.2%}"


def _tenge(amount: int) -> str:
    return f"{amount // TIYN:,} ₸"
