"""The scoreboard on a terminal, and what leaving things out has shown, as tables."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table

from arasha.app.evaluation.ablation import Played, Spread, Worth
from arasha.app.evaluation.capabilities import ABSENT, MEANING, Capability
from arasha.simulator.live.scoreboard import Finding, Money, Scoreboard, Seconds, Times, share

TIYN = 100
COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...] = (
    ("left out", "left"), ("saved, million ₸", "right"), ("saved", "right"), ("it saves, points", "right"),
    ("report to hold, min", "right"), ("innocents' payments", "right"), ("innocents' accounts", "right"),
)  # fmt: skip
Rows = Sequence[tuple[str, str]]


def show(console: Console, title: str, board: Scoreboard) -> None:
    """Print everything that was counted, and what is not counted because the centre cannot do it yet."""
    table = Table(title=title, show_header=False, title_justify="left")
    for part in (_money(board.money), _times(board), _people(board), _finding(board)):
        for name, value in part:
            table.add_row(name, value)
        table.add_section()
    console.print(table)
    console.print(_by_scheme(board.by_scheme))
    console.print(f"Not counted, because the centre does not do it yet: {', '.join(ABSENT)}.")


def show_worth(console: Console, title: str, found: Sequence[Worth]) -> None:
    """Print what each capability was worth: the middle one of the countries, and the range over them."""
    table = Table(title=title, title_justify="left")
    for name, justify in COLUMNS:
        table.add_column(name, justify=justify)
    for one in found:
        table.add_row(
            one.without or "nothing", _spread(one.saved_tiyn, _millions), _spread(one.saved, percent),
            _spread(one.gain, points), _spread(one.minutes, _short), _spread(one.payments, _short),
            _spread(one.accounts, _short),
        )  # fmt: skip
    console.print(table)
    console.print("In brackets from the least to the greatest, where several countries were played.")
    for one in found:
        if one.without:
            console.print(f"without [b]{one.without}[/b]: {MEANING[Capability(one.without)]}")


def show_failed(console: Console, plays: Sequence[Played]) -> None:
    """Name the plays that failed, and what they said."""
    for one in plays:
        if one.board is None:
            console.print(f"[b]failed[/b]: {country(one.seed, one.without)}: {one.failed}", markup=True)


def country(seed: int, without: str) -> str:
    """A play of an ablation, named."""
    return f"country {seed} without {without}" if without else f"country {seed} with everything"


def _spread(found: Spread, say: Callable[[float], str]) -> str:
    if found.median is None or found.least is None or found.most is None:
        return "–"
    if found.least == found.most:
        return say(found.median)
    return f"{say(found.median)} ({say(found.least)} to {say(found.most)})"


def _millions(tiyn: float) -> str:
    return f"{tiyn / TIYN / 1e6:.2f}"


def _short(figure: float) -> str:
    return f"{figure:,.4g}"


def _money(money: Money) -> Rows:
    whole = money.attempted
    return (
        ("thefts attempted", f"{money.thefts:,}, {tenge(whole)}"),
        ("stopped at the payment", _of(money.stopped, whole)),
        ("  a warning was heeded", _of(money.heeded, whole)),
        ("  a bank held it, and the client was glad", _of(money.held_at_payment, whole)),
        ("  refused", _of(money.refused, whole)),
        ("stolen", _of(money.stolen, whole)),
        ("  of that, reported", _of(money.reported, money.stolen)),
        ("  of that, kept back when mules passed it on", _of(money.kept_back, money.stolen)),
        ("  of that, held at the end", _of(money.held, money.stolen)),
        ("  of that, returned to victims", _of(money.returned, money.stolen)),
        ("  of that, gone", _of(money.gone, money.stolen)),
        ("saved in all", _of(money.saved, whole)),
    )


def _times(board: Scoreboard) -> Rows:
    return (
        ("from a report to the first money held", _took(board.report_to_hold)),
        ("from a theft to the first money held", _took(board.theft_to_hold)),
        ("the centre's own seconds, on top of each step", _own(board.own_seconds)),
    )


def _people(board: Scoreboard) -> Rows:
    warned, hurt, loans, banks = board.warnings, board.innocents, board.loans, board.banks
    answered = ", ".join(f"{count} {manner}" for manner, count in banks.answered.items())
    stopped = f"{hurt.held + hurt.refused:,}, {tenge(hurt.tiyn)}, {hurt.minutes:,.0f} minutes"
    held = f"{hurt.accounts_held:,}, {tenge(hurt.accounts_tiyn)}, {hurt.accounts_minutes:,.0f} minutes"
    refused = f"{loans.by_thieves:,}, {loans.refused_rightly:,} ({tenge(loans.tiyn_refused_rightly)})"
    return (
        ("warnings shown to victims, heeded", f"{warned.to_victims:,}, {warned.heeded:,}"),
        ("innocents warned, who gave up", f"{hurt.warned:,}, {hurt.gave_up:,} of {hurt.payments:,} payments"),
        ("innocents' payments held or refused", stopped),
        ("innocents' accounts held", held),
        ("loans asked for by thieves, refused", refused),
        ("loans asked for by people, refused", f"{loans.by_people:,}, {loans.refused_wrongly:,}"),
        ("requests to hold, and how banks answered", f"{banks.asked:,}: {answered or 'none'}"),
        ("what banks only said that they held", tenge(banks.only_said)),
    )


def _finding(board: Scoreboard) -> Rows:
    return (
        ("payments with stolen money: verdicts", _found(board.verdicts)),
        *((f"mules' accounts: {name}", _found(found)) for name, found in board.mules.items()),
    )


def _by_scheme(by_scheme: Mapping[str, Money]) -> Table:
    table = Table(title="By scheme", title_justify="left")
    for name in ("scheme", "thefts", "attempted", "stopped", "held", "returned", "gone"):
        table.add_column(name, justify="left" if name == "scheme" else "right")
    for name, money in by_scheme.items():
        whole = money.attempted
        table.add_row(
            name.replace("_", " "), f"{money.thefts:,}", tenge(whole), percent(share(money.stopped, whole)),
            percent(share(money.held, whole)), percent(share(money.returned, whole)), percent(share(money.gone, whole)),
        )  # fmt: skip
    return table


def _found(found: Finding) -> str:
    return (
        f"{found.there_were:,} there were, {found.named:,} named: precision {percent(found.precision)}, "
        f"recall {percent(found.recall)}"
    )


def _took(times: Times) -> str:
    if not times.count:
        return "never"
    return f"{times.median:g} minutes in the middle, {times.p95:g} at the 95th of a hundred ({times.count:,})"


def _own(took: Seconds) -> str:
    if not took.count:
        return "not measured"
    return (
        f"{took.median:g} in the middle, {took.p95:g} at the 95th of a hundred, {took.most:g} at most ({took.count:,})"
    )


def _of(part: int, whole: int) -> str:
    return f"{tenge(part)} ({percent(share(part, whole))})"


def tenge(tiyn: int) -> str:
    """Money for people."""
    return f"{tiyn // TIYN:,} ₸"


def percent(part: float | None) -> str:
    """A share for people."""
    return "–" if part is None else f"{part:.1%}"


def points(part: float | None) -> str:
    """A difference of shares, in points of a hundred."""
    return "–" if part is None else f"{100 * part:+.1f}"
