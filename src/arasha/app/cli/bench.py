"""`arasha bench`: the figures that the documentation quotes, measured anew on this machine."""

import runpy
import sys
from pathlib import Path

import click

from arasha.kernel.compiled import keep_machine_code

NAMES = ("gateway", "engine", "drops", "recovery", "credit", "simulator")
BENCHMARKS = Path(__file__).parents[4] / "benchmarks"


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("name", metavar="NAME", type=click.Choice(NAMES))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def bench(name: str, arguments: tuple[str, ...]) -> None:
    """Measure NAME: gateway, engine, drops, recovery, credit or simulator.

    `--json` prints one JSON object on the last line. Needs a clone of the repository.
    """
    script = BENCHMARKS / f"{name}.py"
    if not script.exists():
        raise click.UsageError(
            "the benchmarks are part of the repository, not of the installed package: run this in a clone"
        )
    keep_machine_code(BENCHMARKS.parent / ".arasha" / "machine-code")
    sys.argv = [str(script), *arguments]
    sys.path.insert(0, str(BENCHMARKS.parent))
    runpy.run_path(str(script), run_name="__main__")


COMMANDS = (bench,)
