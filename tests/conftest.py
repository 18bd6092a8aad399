"""What every test stands on: a data folder of its own, machine code kept between runs, a real PostgreSQL.

Choose the smallest fixture: none for rules; `db` for a domain's actions and queries; `door` for the gateway in this
process, without a store; `centre` for a journey through real processes.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

_data = Path(tempfile.mkdtemp(prefix="arasha-tests-", dir="/tmp"))
_data.chmod(0o711)  # PostgreSQL's own user must be able to pass, when the tests run as root
atexit.register(shutil.rmtree, _data, ignore_errors=True)

for _name in [
    name
    for name in os.environ
    if name.startswith("ARASHA_") and not name.startswith(("ARASHA_TEST_", "ARASHA_REQUIRE_"))
]:
    del os.environ[_name]
os.environ["ARASHA_DATA"] = str(_data)
os.environ["ARASHA_JOURNAL_SEGMENT_MB"] = "1"
os.environ["ARASHA_DRAIN_INTERVAL_MS"] = "20"
os.environ["DJANGO_SETTINGS_MODULE"] = "arasha.app.settings"
if "ARASHA_TEST_DATABASE_URL" in os.environ:
    os.environ["ARASHA_DATABASE_URL"] = os.environ["ARASHA_TEST_DATABASE_URL"]

from arasha.kernel.compiled import keep_machine_code  # noqa: E402

keep_machine_code(ROOT / ".arasha" / "machine-code")

import django  # noqa: E402
from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

django.setup()

PBKDF2PasswordHasher.iterations = 1_000  # a thousand times fewer than in life, where each password costs half a second

settings.register_profile(
    "arasha", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("arasha")

pytest_plugins = [
    "tests.support.ca", "tests.support.centre", "tests.support.chromium", "tests.support.collector",
    "tests.support.credit", "tests.support.door", "tests.support.people",
    "tests.support.sandbox",
]  # fmt: skip


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder of this run: keys, and the embedded server."""
    return _data


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Start the embedded server, unless the tests are given another; there each process has a database of its own."""
    if "ARASHA_DATABASE_URL" in os.environ:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        yield
        return
    from arasha.kernel.settings import current
    from arasha.kernel.store.embedded import embedded

    server = embedded(current())
    server.start()
    atexit.register(server.stop)
    yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers begin as this process did: each makes a folder and a server of its own before Django is set up."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Proofs run only when they are asked for; whatever touches the store is marked so."""
    asked = "proof" in (config.option.markexpr or "")
    for item in items:
        if "proof" in item.keywords and not asked:
            item.add_marker(pytest.mark.skip(reason="a slow proof: make proof"))
        names = set(getattr(item, "fixturenames", ()))
        if names & {"db", "transactional_db", "django_db_setup"}:
            item.add_marker("store")


@pytest.fixture
def transactional_db(transactional_db: None) -> Iterator[None]:
    """Django's, which empties its own tables afterwards; the tables of waiting jobs are not its own."""
    yield
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
