"""Who watches over the centre's processes: one that ends is started again, and at the end none is left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from arasha.app.processes import LONGEST_PAUSE_S, SUPERVISED, Watched

# Stands in the supervisor's working folder as `arasha`, so that its children run this instead of the centre.
CHILD = """
import os, signal, sys, time
name = sys.argv[1]
with open(f"{name}.pids", "a") as file:
    file.write(f"{os.getpid()}\\n")
if name == "dies":
    sys.exit(3)
if name == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(600)
"""

SUPERVISOR = """
import sys
from arasha.app import processes
processes.STOP_S = 0.5
processes.Supervisor(sys.argv[1:]).run()
print("stopped in order")
"""


class Supervised:
    """A supervisor in a process of its own."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        (folder / "arasha").mkdir(parents=True)
        (folder / "arasha" / "__init__.py").touch()
        (folder / "arasha" / "__main__.py").write_text(CHILD)
        script = folder.with_name("supervisor.py")
        script.write_text(SUPERVISOR)
        self.process = subprocess.Popen(
            [sys.executable, str(script), *names], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def pids(self, name: str) -> list[int]:
        """The processes that were ever started under a name."""
        file = self.folder / f"{name}.pids"
        return [int(line) for line in file.read_text().splitlines()] if file.exists() else []

    def end(self) -> tuple[str, str]:
        """What it said until it ended."""
        return self.process.communicate(timeout=30)


Start = Callable[..., Supervised]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Supervised] = []

    def begin(*names: str) -> Supervised:
        started.append(Supervised(tmp_path / "centre", *names))
        return started[-1]

    yield begin
    for supervised in started:
        for pid in [pid for file in supervised.folder.glob("*.pids") for pid in map(int, file.read_text().split())]:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        if supervised.process.poll() is None:
            supervised.process.kill()
            supervised.end()


def alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def wait_until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_told_to_stop_it_stops_all_in_order_and_leaves_nobody_behind(start: Start) -> None:
    supervised = start("one", "two")
    wait_until(lambda: bool(supervised.pids("one") and supervised.pids("two")))
    supervised.process.send_signal(signal.SIGTERM)
    said, _ = supervised.end()
    assert said == "stopped in order\n"
    assert supervised.process.returncode == 0
    assert not any(alive(pid) for pid in supervised.pids("one") + supervised.pids("two"))


def test_ctrl_c_stops_it_too_and_reaches_the_children_only_through_it(start: Start) -> None:
    supervised = start("one")
    wait_until(lambda: bool(supervised.pids("one")))
    (child,) = supervised.pids("one")
    assert os.getsid(child) == child, "the terminal's Ctrl-C goes to the supervisor alone"
    supervised.process.send_signal(signal.SIGINT)
    assert supervised.end()[0] == "stopped in order\n"
    assert not alive(child)


def test_one_that_ends_is_started_again_with_a_word_on_it_and_the_others_go_on(start: Start) -> None:
    supervised = start("one", "two")
    wait_until(lambda: bool(supervised.pids("one") and supervised.pids("two")))
    os.kill(supervised.pids("one")[0], signal.SIGKILL)
    wait_until(lambda: len(supervised.pids("one")) == 2)
    assert len(supervised.pids("two")) == 1
    supervised.process.send_signal(signal.SIGTERM)
    said, logged = supervised.end()
    assert "process ended; it is started again" in said + logged
    assert "one" in said + logged


def test_one_that_dies_young_is_started_again_with_pauses(start: Start) -> None:
    supervised = start("dies", "one")
    wait_until(lambda: len(supervised.pids("dies")) >= 2)
    supervised.process.send_signal(signal.SIGTERM)
    supervised.end()
    assert len(supervised.pids("dies")) < 10
    assert not alive(supervised.pids("one")[0])


def test_one_that_does_not_listen_is_killed(start: Start) -> None:
    supervised = start("deaf")
    wait_until(lambda: bool(supervised.pids("deaf")))
    time.sleep(0.2)
    supervised.process.send_signal(signal.SIGTERM)
    assert supervised.end()[0] == "stopped in order\n"
    assert not alive(supervised.pids("deaf")[0])


class Ended:
    """A process that has ended."""

    returncode = 3

    def poll(self) -> int:
        return 3


def test_pauses_double_up_to_half_a_minute_while_a_process_dies_young_and_begin_anew_when_it_has_lived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched, now, pauses = Watched("one"), [1_000.0], list[float]()
    monkeypatch.setattr("arasha.kernel.clock.monotonic", lambda: now[0])
    monkeypatch.setattr(watched, "start", lambda: None)
    for _ in range(10):
        watched.process, watched.started = Ended(), now[0] - 1  # type: ignore[assignment]
        watched.look()
        pauses.append(watched.due - now[0])
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, *[LONGEST_PAUSE_S] * 5]
    watched.process, watched.started = Ended(), now[0] - 3_600  # type: ignore[assignment]
    watched.look()
    assert watched.due == now[0]
    assert watched.pause == 0.5


ORPHAN = """
import os, subprocess, sys, time
from arasha.app.processes import SUPERVISED
child = subprocess.Popen([sys.executable, "-c", '''
import time
from arasha.app.processes import end_with_supervisor
end_with_supervisor()
print("ready", flush=True)
time.sleep(600)
'''], env=os.environ | {SUPERVISED: "yes"}, stdout=subprocess.PIPE, start_new_session=True)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(600)
"""


def test_when_the_supervisor_is_killed_without_mercy_its_processes_end_too() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.kill()
    wait_until(lambda: not alive(child))


def test_a_process_that_nobody_supervises_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "from arasha.app.processes import end_with_supervisor; end_with_supervisor(); print('here')"
    environment = {name: value for name, value in os.environ.items() if name != SUPERVISED}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "here\n"
