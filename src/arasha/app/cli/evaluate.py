"""`arasha evaluate`: what the centre is worth, played in a sandbox and counted against the truth."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec
from rich.console import Console
from rich.status import Status

if TYPE_CHECKING:
    from arasha.app.evaluation.ablation import Progress
    from arasha.app.evaluation.capabilities import Capability
    from arasha.simulator.live.programme import Scenario


class Asked(NamedTuple):
    """The options of the command."""

    name: str
    without: tuple[str, ...]
    ablation: bool
    seed: int | None
    seeds: int
    at_once: int
    as_json: bool
    keep: Path | None
    listed: bool


@click.command()
@click.option(
    "--scenario",
    "name",
    default="weekday-evening",
    show_default=True,
    help="Which scenario is played: by name, or your file.",
)
@click.option("--without", multiple=True, help="Leave a capability out; may be said several times.")
@click.option("--ablation", is_flag=True, help="Play with everything, then without each capability: what it is worth.")
@click.option("--seed", type=int, help="Play another country than the scenario's; of an ablation the first.")
@click.option(
    "--seeds", type=click.IntRange(1), default=1, show_default=True, help="How many countries an ablation is."
)
@click.option(
    "--at-once", type=click.IntRange(1), default=1, show_default=True, help="How many plays of an ablation run at once."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--keep", type=click.Path(path_type=Path),
    help="Keep the sandbox's data in this new folder; of an ablation the scoreboards, and play only what is not there.",
)  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="Say which scenarios and capabilities there are.")
def evaluate(**options: Any) -> None:
    """Play a scenario on a sandbox centre, and count what was stopped, held, returned, and who was hurt."""
    asked = Asked(**options)
    from arasha.app.evaluation.capabilities import Capability

    if asked.listed:
        _list()
        return
    if set(asked.without) - set(Capability):
        raise click.UsageError("no such capability; `arasha evaluate --list` says which there are")
    if asked.ablation and asked.without:
        raise click.UsageError("an ablation leaves out each capability by itself; say --ablation or --without")
    if asked.ablation:
        _ablation(asked)
    else:
        _once(asked, frozenset(map(Capability, asked.without)))


def _list() -> None:
    from arasha.app.evaluation.capabilities import MEANING, Capability
    from arasha.simulator.live import programme

    for each in programme.names():
        click.echo(f"{each:24} {programme.scenario(each).title.en}")
    for capability in Capability:
        click.echo(f"--without {capability:14} {MEANING[capability]}")


def _ablation(asked: Asked) -> None:
    """Play it all; ends with an error when a play failed, after what the others have shown."""
    from arasha.app.evaluation import ablation, report

    scenario, terminal = _scenario(asked), Console(file=sys.stderr)
    seeds = range(scenario.seed, scenario.seed + asked.seeds)
    order = ablation.Order(asked.name, seeds, asked.keep, asked.at_once)
    with Status("starting", console=terminal) as status:
        plays = ablation.played(order, ablation.alone, lambda now: _tell(status, now))
    found = ablation.worth(plays)
    if asked.as_json:
        click.echo(msgspec.json.encode({"worth": found, "plays": plays}).decode())
    else:
        report.show_worth(Console(), f"{scenario.title.en}: what each capability is worth", found)
    report.show_failed(terminal, plays)
    if any(one.board is None for one in plays):
        raise click.exceptions.Exit(1)


def _tell(status: Status, now: "Progress") -> None:
    """Say which play it is: as it changes on a terminal, a line each elsewhere."""
    from arasha.app.evaluation.report import country

    left = "" if now.minutes_left is None else f"; about {now.minutes_left:.0f} minutes left"
    said = f"play {now.number} of {now.of}: {country(now.seed, now.without)}{left}"
    status.update(said) if status.console.is_terminal else status.console.print(said)


def _scenario(asked: Asked) -> "Scenario":
    """The scenario, with the country that is asked for."""
    from arasha.simulator.live import programme

    try:
        found = programme.scenario(asked.name)
    except LookupError as error:
        raise click.UsageError(str(error)) from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise click.UsageError(f"{asked.name}: {error}") from None
    return found if asked.seed is None else msgspec.structs.replace(found, seed=asked.seed)


def _once(asked: Asked, without: "frozenset[Capability]") -> None:
    from arasha.app.evaluation import sandbox

    scenario, terminal = _scenario(asked), Console(file=sys.stderr)
    with sandbox.folder(asked.keep) as folder, Status("starting", console=terminal) as status:
        dial = sandbox.clock_at(folder / sandbox.CLOCK, scenario.programme().begin)
        from arasha.app.ready import ready

        settings = ready()
        sandbox.known_keys(folder / "keys")
        from arasha.app.evaluation import report
        from arasha.app.evaluation.capabilities import chosen
        from arasha.app.evaluation.run import Evaluation, Wanted

        wanted = Wanted(scenario, chosen(without))
        played = Evaluation(settings, dial, wanted, status.update)
        board = played.run()
    terminal.print(", ".join(f"{what} {took:.0f} s" for what, took in played.took.items()))
    if asked.as_json:
        click.echo(msgspec.json.encode(board).decode())
    else:
        left_out = f", without {', '.join(sorted(without))}" if without else ""
        report.show(Console(), f"{scenario.title.en}{left_out}", board)


COMMANDS = (evaluate,)
