"""A folder of Parquet that holds readings: a folder for each table of `mahdar.engine.tables`, in it a file for each shard.

    pages/00000.parquet  statements/00000.parquet  …      what was read of shard 0
    _plan.json                                            what is read, and how: the manifest
    _shards/00000.json                                    that shard 0 is done, and what came of it
    _site_profiles.json  _run.json                        what was read with; the report of the run

A shard's files come into their places whole, and its report last, so that a shard is there with all of its files or is done again. What
begins with a low line is passed over by what reads folders of Parquet.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
from collections.abc import Container, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from mahdar.engine.reading import Outcome
from mahdar.engine.report import RunReport, ShardReport
from mahdar.engine.shards import Shard
from mahdar.engine.tables import SCHEMAS, Fault, Row, arrow, readings, rows_of
from mahdar.errors import UsageError
from mahdar.layout.profiles import SiteProfiles, decode
from mahdar.model import Noun, Reading

PAGES_AT_ONCE = 100
"""Pages whose rows are collected before they are written as a group of rows: more take more memory, fewer pack less well."""

_BATCH = 4096


class Plan(Noun, frozen=True, kw_only=True):
    """What a dataset is made of: the shards, and all that its readings depend on. Two runs of equal plans make equal files."""

    engine: str
    given: str
    recipe: str
    shards: tuple[Shard, ...]


class Dataset:
    """The folder ``path``. Any number of processes may write shards of their own to it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """The dataset at ``path``, which must be there and whole. Raises `UsageError`."""
        dataset = cls(path)
        plan = dataset.plan()
        if plan is None:
            raise UsageError(f"{path}: expected a folder that `mahdar read --format parquet` wrote, got something else")
        if left := dataset.left(plan):
            raise UsageError(f"{path}: expected a whole dataset, {len(left)} of {len(plan.shards)} shards are missing; finish it with --resume")
        return dataset

    def plan(self) -> Plan | None:
        """What the folder is a dataset of; None where it is none. Raises `UsageError` for the plan of another version."""
        try:
            return msgspec.json.decode((self.path / "_plan.json").read_bytes(), type=Plan)
        except OSError:
            return None
        except msgspec.MsgspecError as error:
            raise UsageError(f"{self.path / '_plan.json'}: expected the plan of a dataset: {error}") from error

    def begin(self, plan: Plan, profiles: SiteProfiles, *, resume: bool) -> None:
        """Make the folder one for ``plan``. With ``resume`` what it holds must be of the same plan and stays, else a dataset that is there is
        replaced. Raises `UsageError` where something else is there."""
        there = self.plan()
        if there is not None and resume:
            if there != plan:
                raise UsageError(f"{self.path}: expected the sources, options and version of before, got others; without --resume it is replaced")
        elif there is not None:
            for name in (*SCHEMAS, "copies", "stories", "joined", "_linking", "_shards"):
                shutil.rmtree(self.path / name, ignore_errors=True)
            (self.path / "_run.json").unlink(missing_ok=True)
        elif self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise self._foreign()
        try:
            for name in (*SCHEMAS, "_shards"):
                (self.path / name).mkdir(parents=True, exist_ok=True)
            self.stop(False)
            _put(self.path / "_site_profiles.json", msgspec.json.format(msgspec.json.encode(profiles)))
            _put(self.path / "_plan.json", msgspec.json.encode(plan))
        except OSError as error:
            raise UsageError(f"{self.path}: can't be written: {error.strerror}") from error

    def _foreign(self) -> UsageError:
        return UsageError(f"{self.path}: expected an empty folder, or a dataset, got something else")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other commands out of the folder, which is made if it isn't there, as long as this lasts and where the file system can. Raises
        `UsageError` where one is at it."""
        if self.path.exists() and not self.path.is_dir():
            raise self._foreign()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            folder = os.open(self.path, os.O_RDONLY)
        except OSError as error:
            raise UsageError(f"{self.path}: can't be written: {error.strerror}") from error
        try:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UsageError(f"{self.path}: expected a folder for this command alone, another one is reading into it") from None
            except OSError:
                pass  # The file system, of a cluster mostly, has no locks.
            yield
        finally:
            os.close(folder)

    def left(self, plan: Plan) -> list[Shard]:
        """The shards that are not done."""
        done = {file.stem for file in (self.path / "_shards").glob("[0-9]*.json")}
        return [shard for shard in plan.shards if shard.name not in done]

    def stop(self, wanted: bool) -> None:
        """Have all who write here stop after the page that they are at; or no more."""
        flag = self.path / "_stop"
        flag.touch() if wanted else flag.unlink(missing_ok=True)

    def stopping(self) -> bool:
        """Whether all who write here are to stop."""
        return (self.path / "_stop").exists()

    def start(self, shard: Shard) -> int:
        """Say that a shard is begun; how often it was begun before, and neither done nor given up: its process died then."""
        with (self.path / "_shards" / f"{shard.name}.begun").open("ab") as file:
            file.write(b".")
            return file.tell() - 1

    def finish(self, shard: Shard, report: ShardReport | None) -> None:
        """Say that a shard is done, or without a report that it was given up and nothing is wrong with it."""
        if report is not None:
            _put(self.path / "_shards" / f"{shard.name}.json", msgspec.json.encode(report))
        (self.path / "_shards" / f"{shard.name}.begun").unlink(missing_ok=True)

    def begun(self) -> dict[int, int]:
        """The numbers of shards that were begun and neither done nor given up, with how often they were: somebody is at them, or died of them."""
        return {int(file.stem): file.stat().st_size for file in (self.path / "_shards").glob("*.begun")}

    def reports(self, of: Container[int] | None = None) -> list[ShardReport]:
        """What came of the shards that are done, in their order; of these only, where they are named."""
        files = sorted((self.path / "_shards").glob("[0-9]*.json"))
        return [msgspec.json.decode(file.read_bytes(), type=ShardReport) for file in files if of is None or int(file.stem) in of]

    def run_report(self) -> RunReport | None:
        """What came of the run that wrote here last; None where that isn't told."""
        try:
            return msgspec.json.decode((self.path / "_run.json").read_bytes(), type=RunReport)
        except (OSError, msgspec.MsgspecError):
            return None

    def site_profiles(self) -> SiteProfiles:
        """What its pages were read with."""
        path = self.path / "_site_profiles.json"
        return decode(path.read_bytes(), path)

    def faults(self) -> Iterator[Fault]:
        """What failed, in the order of the sources."""
        for name in self._parts():
            for batch in pq.ParquetFile(self.path / "errors" / name).iter_batches(_BATCH):
                yield from (msgspec.convert(row, Fault) for row in batch.to_pylist())

    def readings(self, of: Shard | None = None) -> Iterator[Reading]:
        """All that was read, in the order of the sources; of a shard alone, where one is named."""
        for name in self._parts() if of is None else [f"{of.name}.parquet"]:
            with ExitStack() as files:
                tables = {table: files.enter_context(pq.ParquetFile(self.path / table / name)) for table in SCHEMAS if table != "errors"}
                yield from readings({table: file.iter_batches(PAGES_AT_ONCE if table == "pages" else _BATCH) for table, file in tables.items()})

    def _parts(self) -> list[str]:
        return sorted(file.name for file in (self.path / "pages").glob("[0-9]*.parquet"))


class ShardWriter:
    """Writes what becomes of a shard's pages, table by table; a context manager that leaves nothing behind where it is left by an error."""

    def __init__(self, dataset: Dataset, shard: Shard) -> None:
        self._places = {table: dataset.path / table / f"{shard.name}.parquet" for table in SCHEMAS}
        self._files: dict[str, Any] = {}
        self._rows: dict[str, list[Row]] = {table: [] for table in SCHEMAS}
        self._held = 0

    def __enter__(self) -> Self:
        for table, place in self._places.items():
            self._files[table] = pq.ParquetWriter(_partial(place), SCHEMAS[table], compression="zstd")
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._flush()
        for table, file in self._files.items():
            file.close()
            if kind is None:
                _partial(self._places[table]).replace(self._places[table])
            # What others left who died of the shard goes, too.
            for part in self._places[table].parent.glob(f"_{self._places[table].name}.*"):
                part.unlink(missing_ok=True)

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Write what became of some pages."""
        for outcome in outcomes:
            if outcome.reading is not None:
                for table, rows in rows_of(outcome.reading).items():
                    self._rows[table] += rows
            if outcome.kind is not None:
                self._rows["errors"].append(msgspec.to_builtins(Fault(source=outcome.source, kind=outcome.kind, reason=outcome.reason or "")))
            self._held += 1
        if self._held >= PAGES_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                self._files[table].write_table(arrow(table, rows))
                rows.clear()
        self._held = 0


def table(path: Path, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A table of the dataset at ``path``, or some of its columns."""
    parts = [pq.read_table(file, columns=columns) for file in sorted((path / name).glob("[0-9]*.parquet"))]
    return pa.concat_tables(parts or [SCHEMAS[name].empty_table().select(columns or SCHEMAS[name].names)])


def parts(path: Path, name: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Some columns of a table of the dataset at ``path``, some thousand rows at a time."""
    for file in sorted((path / name).glob("[0-9]*.parquet")):
        yield from pq.ParquetFile(file).iter_batches(_BATCH, columns=columns)


def _partial(place: Path) -> Path:
    return place.with_name(f"_{place.name}.{socket.gethostname()}-{os.getpid()}")


def _put(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    part = _partial(path)
    part.write_bytes(data)
    part.replace(path)
