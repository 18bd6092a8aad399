"""The embedded PostgreSQL starts by itself, keeps what it was given, and comes back after it was killed."""

import os
import pwd
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from arasha.kernel.store.embedded import LONGEST_SOCKET_FOLDER, EmbeddedPostgres

AS_ROOT = os.geteuid() == 0
OPEN_TO_ALL = all(folder.stat().st_mode & 0o001 for folder in (*Path(__file__).parents, *Path(sys.prefix).parents))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user can reach, as /var/lib/arasha is."""
    made = Path(tempfile.mkdtemp(prefix="arasha-pg-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[EmbeddedPostgres]:
    """A server, started by two at once."""
    server = EmbeddedPostgres(folder / "postgres")
    starts = [threading.Thread(target=EmbeddedPostgres(server.folder).start) for _ in range(2)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    yield server
    server.stop()


def ask(server: EmbeddedPostgres, query: str) -> str:
    with psycopg.connect(server.url, autocommit=True) as connection:
        found = connection.execute(query.encode()).fetchone()
        return str(found[0]) if found else ""


def pid(server: EmbeddedPostgres) -> int:
    return int((server.pgdata / "postmaster.pid").read_text().split()[0])


def test_when_two_start_it_at_once_there_is_one_server_that_answers(server: EmbeddedPostgres) -> None:
    assert server.running()
    assert ask(server, "SELECT current_database() || ' ' || current_user") == "arasha arasha"


def test_it_speaks_the_country_s_languages(server: EmbeddedPostgres) -> None:
    assert ask(server, "SELECT lower('ҚАЗАҚСТАН ӘҒҢӨҰҮҺІ')") == "қазақстан әғңөұүһі"
    assert ask(server, "SHOW data_checksums") == "on"


def test_starting_it_again_leaves_the_running_server_alone(server: EmbeddedPostgres) -> None:
    before = pid(server)
    EmbeddedPostgres(server.folder).start()
    assert pid(server) == before


def test_it_can_be_reached_through_its_folder_only_and_by_nobody_else(server: EmbeddedPostgres) -> None:
    assert ask(server, "SHOW listen_addresses") == ""
    assert server.sockets.stat().st_mode & 0o777 == 0o700
    assert server.pgdata.stat().st_mode & 0o077 == 0


def test_what_was_kept_is_there_after_a_stop_and_a_start(server: EmbeddedPostgres) -> None:
    keep(server, 42)
    server.stop()
    assert not server.running()
    server.stop()
    server.start()
    assert ask(server, "SELECT max(answer) FROM kept") == "42"


def test_it_comes_back_after_it_was_killed_and_left_its_pid_behind(server: EmbeddedPostgres) -> None:
    keep(server, 43)
    os.kill(pid(server), signal.SIGKILL)
    wait_until(lambda: not server.running())
    assert (server.pgdata / "postmaster.pid").exists()
    server.start()
    assert ask(server, "SELECT max(answer) FROM kept") == "43"


def test_a_pid_file_that_names_another_process_does_not_keep_it_from_starting(server: EmbeddedPostgres) -> None:
    """After a restart of the machine the number may be anybody's."""
    stale = server.pgdata / "postmaster.pid"
    content = stale.read_text()
    server.stop()
    stale.write_text(content.replace(content.split()[0], "999999", 1))
    server.start()
    assert ask(server, "SELECT 1") == "1"


def test_a_path_too_long_for_a_socket_is_refused_with_the_remedy(folder: Path) -> None:
    deep = folder / ("x" * LONGEST_SOCKET_FOLDER)
    with pytest.raises(OSError, match="set ARASHA_DATA to a shorter one"):
        EmbeddedPostgres(deep).start()


def test_a_server_that_cannot_start_says_where_to_look(folder: Path) -> None:
    broken = EmbeddedPostgres(folder / "broken")
    broken.pgdata.mkdir(parents=True)
    (broken.pgdata / "PG_VERSION").write_text("9.1\n")
    with pytest.raises(OSError, match=r"pg_ctl failed: .*broken/server.log"):
        broken.start()


@pytest.mark.skipif(not AS_ROOT, reason="only root has to hand the server to another user")
def test_for_root_it_runs_as_a_user_of_its_own(server: EmbeddedPostgres) -> None:
    owner = pwd.getpwuid(Path(f"/proc/{pid(server)}").stat().st_uid)
    assert owner.pw_name in {"postgres", "nobody"}
    assert server.folder.stat().st_uid == owner.pw_uid


@pytest.mark.skipif(not AS_ROOT, reason="only root has to hand the server to another user")
def test_root_is_told_when_that_user_cannot_enter_the_folder(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(OSError, match=r"cannot enter .*/closed; set ARASHA_DATA"):
        EmbeddedPostgres(closed / "postgres").start()


@pytest.mark.skipif(not AS_ROOT, reason="the other tests run as an ordinary user already")
@pytest.mark.skipif(not OPEN_TO_ALL, reason="an ordinary user cannot read this checkout")
def test_an_ordinary_user_runs_it_himself(folder: Path) -> None:
    home = folder / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)

    def start_and_stop() -> None:
        server = EmbeddedPostgres(home / "postgres")
        server.start()
        assert ask(server, "SELECT current_user") == "arasha"
        assert Path(f"/proc/{pid(server)}").stat().st_uid == 65534
        server.stop()
        assert not server.running()

    assert as_nobody(start_and_stop) == 0


def as_nobody(work: Callable[[], None]) -> int:
    """Do something in a child of ours that is an ordinary user; its exit status."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            work()
            status = 0
        finally:
            traceback.print_exc()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def keep(server: EmbeddedPostgres, answer: int) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (answer int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [answer])


def wait_until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)
