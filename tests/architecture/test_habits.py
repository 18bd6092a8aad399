"""Habits that no linter knows: one clock, and nobody prints but the command line."""

import ast

import pytest

from tests.architecture.code import Source, calls, sources

WALL_CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "timezone.now",
}  # fmt: skip

# Who may read the machine's clock besides `kernel.clock`, each with its reason.
OTHER_CLOCKS = {
    "src/arasha/client/": "a bank takes the client without the rest of Arasha",
    "src/arasha/simulator/": "the simulator plays institutions, which have clocks of their own",
    "src/arasha/kernel/sandbox.py": "the clock of a sandbox is wound up with the machine's",
}


def test_only_the_kernel_s_clock_reads_the_wall_clock() -> None:
    found = [
        f"{source.name}:{line}"
        for source in sources("src")
        if source.name != "src/arasha/kernel/clock.py" and not source.name.startswith(tuple(OTHER_CLOCKS))
        for line in readings(source)
    ]
    assert not found, "take the time from `kernel.clock`: " + ", ".join(found)


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("at = datetime.now(UTC)", True),
        ("at = datetime.datetime.now()", True),
        ("at = timezone.now()", True),
        ("began = time.time()", True),
        ("began = clock.now()", False),
        ("began = time.monotonic()", False),
    ],
)
def test_reading_the_clock_is_recognised(line: str, reads: bool) -> None:
    assert bool(readings(Source("a.py", 1, ast.parse(line)))) is reads


def readings(source: Source) -> list[int]:
    """The lines on which the machine's clock is read."""
    return [line for line, call in calls(source) if ".".join(call.split(".")[-2:]) in WALL_CLOCKS]


def test_only_the_command_line_prints() -> None:
    found = [
        f"{source.name}:{line}"
        for source in sources("src")
        if not source.name.startswith("src/arasha/app/cli/")
        for line, call in calls(source)
        if call == "print"
    ]
    assert not found, "log it, or return it to the command line: " + ", ".join(found)
