"""Opening a record, adding readings to it, and reading from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from sqlalchemy import Connection, Engine, exc, select

from mahdar.corrections import Change, Judgement
from mahdar.errors import SourceError, UsageError
from mahdar.invariants import InvariantError, check
from mahdar.layout.profiles import Sample, SiteProfiles, freeze
from mahdar.linking.linker import Linker
from mahdar.model import Reading
from mahdar.record import assembling, embedding, indexing, judging, link_steps, means, migrate, profiles, rounds, schema, usage, write
from mahdar.record.dialect import Held, hold, upsert
from mahdar.record.judgements import find
from mahdar.record.judging import Entering, Imported, Judged
from mahdar.record.stores import Store, store_at
from mahdar.semantic.embedder import Embedder

_T = TypeVar("_T")

_WAITS = (0.05, 0.2, 0.8, 2.0, 4.0, 8.0)
"""How long to wait before each new try of a transaction that others, or a server that restarts, stood in the way of (seconds)."""

AT_ONCE = 50
"""New pages that are added in one transaction: twice as many are hardly faster, and hold up other writers longer."""


class Refused(NamedTuple):
    """A reading that wasn't added, and why."""

    reading: Reading
    error: InvariantError | SourceError


class Added(NamedTuple):
    """What came of adding many readings: how many brought anything new, and those that weren't added, in their order."""

    new: int
    refused: tuple[Refused, ...]


class Record:
    """A record in one SQLite file or one PostgreSQL database, which may be open in many processes at once.

    Open one with `create_or_open` or `open`; close it, or use it in a ``with`` statement. Instances may be shared
    between threads: every call takes a connection of its own. ``name`` is what messages call it: its path, or its URL without the password.

    A record that can't be reached or written, be it on a full disk or behind a lost connection, raises `mahdar.errors.UnavailableError`; what
    was added before is kept.
    """

    def __init__(self, store: Store, engine: Engine, *, read_only: bool = False) -> None:
        self.name = store.name
        self._store = store
        self._engine = engine
        self._read_only = read_only
        self._watch = store.watch(engine)

    @classmethod
    def create_or_open(cls, where: str | Path) -> Self:
        """Open the record at ``where``, making it where there is none, and bring an older one up to date.

        ``where`` is a path or ``postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE``, of a database that is there and empty, or holds a record.
        Raises `UsageError` where no record can be there, or something else is.
        """
        store = store_at(where)
        store.check_makeable()
        return cls._open(store, make=True)

    @classmethod
    def open(cls, where: str | Path, *, read_only: bool = False) -> Self:
        """Open the record at ``where``, which must exist; with ``read_only`` every attempt to write fails.

        Raises `UsageError` where there is none, or something else is.
        """
        store = store_at(where)
        store.check_there()
        return cls._open(store, read_only=read_only)

    @classmethod
    def _open(cls, store: Store, *, make: bool = False, read_only: bool = False) -> Self:
        engine = store.engine(read_only=read_only)
        try:
            with _telling(store, opening=True):
                with engine.connect() as connection:
                    store.check_server(connection)
                    found = migrate.revision(connection, store.name)
                if found is None and not make:
                    raise UsageError(f"{store.name}: expected a record, got nothing in it; make one with `mahdar build`")
                if found != migrate.HEAD:
                    _upgrade(store)
        except UsageError:
            engine.dispose()
            raise
        return cls(store, engine, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._watch.close()
        self._engine.dispose()

    def state(self) -> str:
        """What differs as soon as anything has been written to the record, by whomever: to keep what was worked out while it is the same.

        Ask for it before what is to be kept is read. It means something to this object alone, and takes no longer in a large record.
        """
        with _telling(self._store):
            return self._watch.state()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries; all that is read in one ``with`` is of one moment."""
        with _telling(self._store), self._engine.connect().execution_options(**self._store.read_options) as connection:
            yield connection

    def _write(self, work: Callable[[Connection], _T]) -> _T:
        """What ``work`` makes of a connection, in one transaction: all that it writes is kept, or nothing.

        It is called again, on another connection, where the store says that it may go well then. So a commit whose answer was lost may come
        twice; every piece of work here changes nothing the second time.
        """
        if self._read_only:
            raise UsageError(f"{self.name}: expected a record that may be written to, got one that was opened read-only")
        for wait in _WAITS:
            try:
                return self._once(work)
            except _errors(self._store) as error:
                if not self._store.passes(_cause(error)):
                    raise self._store.told(_cause(error)) or error from error
            time.sleep(wait)
        with _telling(self._store):
            return self._once(work)

    def change(self, work: Callable[[Connection], _T]) -> _T:
        """What ``work`` makes of a connection, in one transaction: all that it writes is kept, or nothing. For what takes care of records
        (`mahdar.record.care`); it may be called several times, and has to change nothing the second time.
        """
        return self._write(work)

    def _once(self, work: Callable[[Connection], _T]) -> _T:
        with self._engine.connect().execution_options(**self._store.write_options) as connection, connection.begin():
            return work(connection)

    def add(self, reading: Reading) -> bool:
        """Add one page's reading in one transaction; True if it brought anything new.

        The same reading again changes nothing. The same bytes from another source are one page with two captures.
        A reading by another engine version replaces what the page's last reading made. Raises
        `mahdar.invariants.InvariantError` for a reading that breaks its promise and `mahdar.errors.SourceError` for one that the store
        can't hold, and adds nothing of it then.
        """
        check(reading)
        try:
            return self._write(lambda connection: judging.add(connection, reading))
        except exc.DBAPIError as error:
            if (reason := self._store.too_much(_cause(error))) is None:
                raise
            raise SourceError(reading.source, f"the record can't hold it: {reason}") from error

    def add_all(self, readings: Iterable[Reading]) -> Added:
        """Add many pages' readings, those of new pages some dozens in one transaction: several times faster than `add` of each, and the same record.

        A reading that `add` would refuse is told and costs no other. What an interrupted call had committed is kept, each page whole.
        """
        new, refused = 0, []
        readings = iter(readings)
        while some := list(islice(readings, AT_ONCE)):
            wrong: dict[int, InvariantError | SourceError] = {i: error for i, reading in enumerate(some) if (error := _fault(reading)) is not None}
            mine = {i: reading for i, reading in enumerate(some) if i not in wrong}
            for i in self._add_new(mine):
                new += 1
                del mine[i]
            for i, reading in mine.items():
                try:
                    new += self.add(reading)
                except (InvariantError, SourceError) as error:
                    wrong[i] = error
            refused += [Refused(some[i], wrong[i]) for i in sorted(wrong)]
        return Added(new, tuple(refused))

    def _add_new(self, readings: dict[int, Reading]) -> list[int]:
        """Add those of new pages that nobody judged, in one transaction; which these are.

        None where the store can't hold one of them, whichever that is.
        """
        try:
            pages = self._write(lambda connection: judging.add_new(connection, readings.values()))
        except exc.DBAPIError as error:
            if self._store.too_much(_cause(error)) is None:
                raise
            return []
        first = {readings[i].page: i for i in reversed(readings)}
        return sorted(first[page] for page in pages)

    def judge(self, *changes: Change, who: str, why: str | None = None) -> tuple[Judged, ...]:
        """Enter what a person judges, and show all pages that it bears on with it, all of it in one transaction.

        `mahdar.record.targets` makes targets of ids. Raises `UsageError` where one of ``changes`` isn't well formed or fits nothing; none is
        entered then.
        """
        entering = Entering()
        return self._enter(lambda connection: judging.judge(connection, entering, changes, who=who, why=why))

    def undo(self, judgement: str, *, who: str, why: str | None = None) -> Judgement:
        """Take back the entry of this id, and show its pages without it, in one transaction. Raises `UsageError` where that can't be."""
        entering = Entering()
        return self._enter(lambda connection: judging.undo(connection, entering, judgement, who=who, why=why))

    def take_over(self, judgements: Iterable[Judgement]) -> Imported:
        """Add the judgements of other records that this one lacks (`mahdar.corrections.parse`), in one transaction."""
        entering, given = Entering(), tuple(judgements)
        return self._enter(lambda connection: judging.take_over(connection, entering, given))

    def _enter(self, work: Callable[[Connection], _T]) -> _T:
        try:
            return self._write(work)
        except exc.DBAPIError as error:
            if (reason := self._store.too_much(_cause(error))) is None:
                raise
            raise UsageError(f"{self.name}: the record can't hold a judgement: {reason}") from error

    def judgements(self) -> tuple[Judgement, ...]:
        """The whole log, in its order, to export (`mahdar.corrections.lines`); `mahdar.record.queries.judgements` tells what became of it."""
        with self.read() as connection:
            return find(connection)

    def has(self, page: str, source: str, engine: str, site_profile: str | None = None) -> bool:
        """Whether this capture of this page was already read by this engine version, with this profile of its site."""
        c = schema.captures.c
        same = (c.page == page, c.source == source, c.engine == engine, c.site_profile.is_not_distinct_from(site_profile))
        query = select(c.page).where(*same)
        with self.read() as connection:
            return connection.execute(query).first() is not None

    def linked_by(self) -> str | None:
        """What makes the vectors by which this record's stories are told; None where they are told by words alone."""
        with self.read() as connection:
            return means.model_of(connection)

    def link_by(self, model: str | None) -> None:
        """Have this record's stories told by vectors of articles by ``model`` from now on, too, or by words alone.

        Where that is another way than before, how pages are linked is forgotten, and the next `link` links all of them.
        """
        self._write(partial(link_steps.link_by, model=model))

    def link(self, linker: Callable[[str | None], Linker], linked: Callable[[int], None] = lambda _: None) -> None:
        """Link the pages that aren't yet with all others: which are copies, or tell one happening or meeting.

        ``linker`` is asked for where there are any, by what `linked_by` says. Vectors of articles that are needed are made first, outside of any
        transaction, and kept a few at a time; `mahdar.errors.MissingError` says what to install where the extra ``semantic`` is missing, and those
        pages wait.

        The result depends on the pages alone, not on the order in which they came or how often this was called. Each of its transactions leaves
        the record whole; what an interrupted call left is done by the next. ``linked`` is told how many pages were linked with each.
        """
        link_steps.link(self, linker, linked)

    def settle(self) -> None:
        """Put the meetings together and keep them so, where pages have changed since that was done last: lists of meetings are answered from that.

        `link` ends with this. What others change meanwhile waits for the next time.
        """

        def keep(connection: Connection) -> bool:
            hold(connection, Held.LINKS)
            if rounds.in_force(connection) or not set(waiting) <= set(rounds.changed(connection)):
                return False  # Another process was faster.
            rounds.keep(connection, waiting, rows)
            return True

        while True:
            with self.read() as connection:
                if rounds.in_force(connection):
                    return
                waiting, rows = assembling.assembled(connection)
            if self._write(keep):
                return

    def embed(self, embedder: Callable[[], Embedder], model: str, embedded: Callable[[int], None] = lambda _: None) -> int:
        """Make the vectors of the statements that have none by ``model``, by which those that say alike are found; how many were made.

        ``embedder`` is made where there are any. Some dozens are kept at a time, and ``embedded`` is told how many; what an interrupted call
        left is done by the next.
        """
        made, after = 0, ("", "")
        while True:
            with self.read() as connection:
                keys = embedding.lacking(connection, model, after)
                said = embedding.words(connection, keys)
            if not keys:
                return made
            after = keys[-1]
            if not said:
                continue
            vectors = embedder().passages(list(said.values()))
            kept = self._write(partial(embedding.keep, model=model, said=said, vectors=vectors))
            made += kept
            embedded(kept)

    def reindex(self) -> None:
        """Make the tables of search anew from all others, in one transaction."""
        self._write(indexing.rebuild)

    def profile_sites(self, sample: Sample) -> SiteProfiles:
        """Add what ``sample`` counted to what earlier builds did, and keep it and the profiles that it gives, in one transaction.

        A page that was counted before isn't counted again, so that the same pages give the same profiles.
        """

        def add(connection: Connection) -> SiteProfiles:
            whole = profiles.counted(connection)
            whole.merge(sample.limit, sample.sites)
            frozen = freeze(whole)
            profiles.keep_counted(connection, whole)
            profiles.keep(connection, frozen)
            return frozen

        return self._write(add)

    def keep_site_profiles(self, given: SiteProfiles) -> None:
        """Keep ``given`` as the profiles that pages are read with from now on."""
        self._write(lambda connection: profiles.keep(connection, given))

    def keep_run(self, began: str, command: str, report: bytes) -> None:
        """Keep what came of a run that added pages: its report, as JSON, by when it began and what ran."""
        row = {"began": began, "command": command, "report": report.decode()}
        self._write(lambda connection: upsert(connection, schema.runs, [row], setting=["report"]))

    def settle_site_profiles(self, given: SiteProfiles) -> None:
        """Drop the profiles with which no page is read any more; those of ``given`` with which pages were read are kept.

        A build ends with this. Another one, of pages of its own, may have dropped ``given`` before any page was read with them.
        """
        self._write(lambda connection: profiles.settle(connection, given))

    def site_profiles(self) -> SiteProfiles:
        """The profiles that the latest build read with."""
        with self.read() as connection:
            return profiles.latest(connection)


def _fault(reading: Reading) -> InvariantError | None:
    try:
        write.check_ids(check(reading))
    except InvariantError as error:
        return error
    return None


def _upgrade(store: Store) -> None:
    """Bring the record up to date, which writes to it even where it was opened for reading."""
    engine = store.engine(read_only=False)
    try:
        with engine.connect().execution_options(**store.write_options) as connection, connection.begin():
            migrate.upgrade(connection, store.name)
            if indexing.empty(connection):
                indexing.rebuild(connection)
            if usage.empty(connection):
                usage.rebuild(connection)
    finally:
        engine.dispose()


@contextmanager
def _telling(store: Store, *, opening: bool = False) -> Iterator[None]:
    """Raise what users can mend as a `UsageError` in their words."""
    try:
        yield
    except _errors(store) as error:
        told = store.told(_cause(error), opening=opening)
        if told is None:
            raise
        raise told from error


def _errors(store: Store) -> tuple[type[Exception], ...]:
    return (exc.DBAPIError, *store.errors)


def _cause(error: BaseException) -> BaseException:
    """The driver's own error."""
    return getattr(error, "orig", None) or error
