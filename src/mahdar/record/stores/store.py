"""What `mahdar.record.Record` asks of a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

from mahdar.errors import UsageError
from mahdar.record.stores.watching import Watch


class Store(Protocol):
    """A place for one record: how to connect to it, and what to say and do where that fails."""

    name: str
    """What messages call it: its path, or its URL without a password."""

    errors: tuple[type[Exception], ...]
    """What may come from the driver as it is, beside SQLAlchemy's errors."""

    read_options: Mapping[str, Any]
    """Execution options of a transaction that reads. What it reads is of one moment."""

    write_options: Mapping[str, Any]
    """Execution options of a transaction that writes."""

    def check_makeable(self) -> None:
        """Raise `UsageError` where it is plain without connecting that no record can be here."""

    def check_there(self) -> None:
        """Raise `UsageError` where it is plain without connecting that no record is here."""

    def check_server(self, connection: Connection) -> None:
        """Raise `UsageError` where what answers can't hold a record as it is."""

    def engine(self, *, read_only: bool) -> Engine:
        """Connections to the record; with ``read_only`` none that writes."""

    def watch(self, engine: Engine) -> Watch:
        """What tells the state of the record that ``engine`` connects to."""

    def told(self, cause: BaseException, *, opening: bool = False) -> UsageError | None:
        """What to say of the driver's error ``cause``, while ``opening`` or later; None where it is a fault of Mahdar's own."""

    def too_much(self, cause: BaseException) -> str | None:
        """Why the store can't hold what it was given, where that is the error."""

    def passes(self, cause: BaseException) -> bool:
        """Whether the same transaction may succeed a moment later."""
