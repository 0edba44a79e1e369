"""The stores that are measured: SQLite in a file, and PostgreSQL where there is one."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import Cluster, binaries


@contextmanager
def stores() -> Iterator[dict[str, str]]:
    """What they are called, and where they are: PostgreSQL at the address given on the command
    line, else a throw-away one, else left out."""
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as folder:
        found = {"SQLite": f"sqlite:///{Path(folder) / 'vigie.db'}"}
        place = binaries()
        if len(sys.argv) > 1:
            yield {**found, "PostgreSQL": sys.argv[1]}
        elif place is not None:
            cluster = Cluster(place)
            try:
                yield {**found, "PostgreSQL (no fsync)": cluster.url(cluster.create())}
            finally:
                cluster.stop()
        else:
            print("PostgreSQL is not installed here, and is left out.\n")
            yield found
