"""Builds killed at many moments drawn by chance, on both stores: 0 lost, 0 half-written, 0 doubled, and the same record after resuming.

Ends with an error at the first that is otherwise. ``make test`` does it at five moments.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from functools import partial
from pathlib import Path

from tests.support.killing import kill_and_resume, write_pages
from tests.support.places import Places
from tests.support.postgres import Cluster, binaries


def main() -> None:
    """Kill and resume, and print how often."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--moments", type=int, default=50, metavar="N", help="builds to kill on each store (50)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the moments (0)")
    options = parser.parse_args()
    programs = binaries()
    cluster = Cluster(programs) if programs is not None else None
    try:
        if cluster is not None:
            cluster.start()
        for name, held in (("SQLite", None), ("PostgreSQL", cluster)):
            if name == "PostgreSQL" and held is None:
                continue
            with tempfile.TemporaryDirectory() as folder, Places(Path(folder), held) as place:
                pages = write_pages(Path(folder) / "pages")
                kill_and_resume(partial(place, empty=True), pages, options.moments, random.Random(options.seed))
                print(f"{name}: killed at {options.moments} moments: 0 pages lost, 0 half-written, 0 doubled; each resumed to the same record")
    finally:
        if cluster is not None:
            cluster.stop()


if __name__ == "__main__":
    main()
