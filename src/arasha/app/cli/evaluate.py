"""`arasha evaluate`: what the centre is worth, played in a sandbox and counted against the truth."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec
from rich.console import Console
from rich.status import Status

if TYPE_CHECKING:
    from arasha.app.evaluation.capabilities import Capability

RATE = 90.0


class Asked(NamedTuple):
    """The options of the command."""

    name: str
    without: tuple[str, ...]
    ablation: bool
    rate: float
    as_json: bool
    keep: Path | None
    listed: bool


@click.command()
@click.option("--scenario", "name", default="weekday-evening", show_default=True, help="Which scenario is played.")
@click.option("--without", multiple=True, help="Leave a capability out; may be said several times.")
@click.option("--ablation", is_flag=True, help="Play with everything, then without each capability: what it is worth.")
@click.option("--rate", default=RATE, show_default=True, help="Simulated seconds a real one, while nothing is urgent.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the sandbox's data in this new folder.")
@click.option("--list", "listed", is_flag=True, help="Say which scenarios and capabilities there are.")
def evaluate(**options: Any) -> None:
    """Play a scenario on a sandbox centre, and count what was stopped, held, returned, and who was hurt."""
    asked = Asked(**options)
    from arasha.app.evaluation.capabilities import Capability
    from arasha.simulator.live import programme

    if asked.listed:
        _list()
        return
    if set(asked.without) - set(Capability) or asked.name not in programme.names():
        raise click.UsageError("no such scenario or capability; `arasha evaluate --list` says which there are")
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
    from arasha.app.evaluation import ablation, report

    try:
        gains = ablation.gains(ablation.boards(asked.name, ["--rate", str(asked.rate)]))
    except ablation.RunFailed as error:
        raise click.ClickException(str(error)) from None
    if asked.as_json:
        click.echo(msgspec.json.encode([gain._asdict() for gain in gains]).decode())
    else:
        report.show_gains(Console(), gains)


def _once(asked: Asked, without: "frozenset[Capability]") -> None:
    from arasha.app.evaluation import sandbox
    from arasha.simulator.live import programme

    scenario, terminal = programme.scenario(asked.name), Console(file=sys.stderr)
    with sandbox.folder(asked.keep) as folder, Status("starting", console=terminal) as status:
        dial = sandbox.clock_at(folder / sandbox.CLOCK, scenario.programme().begin)
        from arasha.app.ready import ready

        settings = ready()
        from arasha.app.evaluation import report
        from arasha.app.evaluation.capabilities import chosen
        from arasha.app.evaluation.run import Evaluation, Wanted
        from arasha.app.evaluation.tempo import SandboxTempo

        wanted = Wanted(scenario, chosen(without))
        board = Evaluation(settings, SandboxTempo(dial, asked.rate), wanted, status.update).run()
    if asked.as_json:
        click.echo(msgspec.json.encode(board).decode())
    else:
        left_out = f", without {', '.join(sorted(without))}" if without else ""
        report.show(Console(), f"{scenario.title.en}{left_out}", board)


COMMANDS = (evaluate,)
