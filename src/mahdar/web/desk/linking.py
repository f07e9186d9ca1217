"""Linking after something was entered: in a thread of its own, which who entered it waits for a little, but never for long."""

from __future__ import annotations

import logging
from threading import Event, Lock, Thread

from mahdar.errors import MahdarError
from mahdar.record import Record
from mahdar.record.entering import linked

WAIT = 3.0
"""So many seconds an answer waits for the pages that changed to be linked; in a large record they are linked after it."""

_LOG = logging.getLogger(__name__)


class Links:
    """Links a record's pages, one run at a time; what is entered during one is linked by another after it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = Lock()
        self._wanted: Event | None = None
        self._running: Thread | None = None

    def follow(self, wait: float = WAIT) -> bool:
        """Have pages linked that changed; whether that was done within ``wait`` seconds."""
        with self._lock:
            done = self._wanted = self._wanted or Event()
            if self._running is None:
                self._running = Thread(target=self._run, name="links", daemon=True)
                self._running.start()
        return done.wait(wait)

    def _run(self) -> None:
        while True:
            with self._lock:
                done, self._wanted = self._wanted, None
                if done is None:
                    self._running = None
                    return
            try:
                if waits := linked(self._record):
                    _LOG.warning("pages wait to be linked: %s", waits)
            except MahdarError as error:
                _LOG.warning("pages wait to be linked: %s", error)
            except Exception:
                _LOG.exception("pages wait to be linked")
            finally:
                done.set()
