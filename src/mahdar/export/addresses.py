"""How exported things are called: by URNs that hold wherever the record is, or by the addresses of a reading room that shows it.

A page is ``urn:sha256:`` and the hash of its captured bytes. What else there is has a name under ``urn:mahdar:``, a name of this package and
not registered with IANA.
"""

from __future__ import annotations

from urllib.parse import quote

_SAFE = "~"


class Addresses:
    """Makes the addresses. ``base`` is where a reading room stands (``https://desk.example/``); without one all are URNs.

    What has no face of its own, a commitment or a position, is a URN in any case.
    """

    def __init__(self, base: str | None = None) -> None:
        self._base = base.rstrip("/") if base else None

    def page(self, page: str) -> str:
        """A page."""
        return f"{self._base}/page/{page}" if self._base else f"urn:sha256:{page}"

    def span(self, page: str, start: int, end: int) -> str:
        """Words of a page: the page with the code points where they stand."""
        return f"{self.page(page)}#char={start},{end}"

    def statement(self, id_: str) -> str:
        """A statement."""
        return self._of("statement", id_)

    def meeting(self, id_: str) -> str:
        """A meeting."""
        return self._of("meeting", id_)

    def entity(self, id_: str) -> str:
        """An entity."""
        return f"{self._base}/actor/{part(id_)}" if self._base else f"urn:mahdar:entity:{part(id_)}"

    def outlet(self, label: str, entity: str | None) -> str:
        """An outlet: the entity that it is, else by its label."""
        return self.entity(entity) if entity else f"urn:mahdar:outlet:{part(label)}"

    def process(self, id_: str) -> str:
        """A process, or another series of meetings."""
        return self._of("process", id_)

    def issue(self, process: str | None, key: str) -> str:
        """An issue of a process."""
        if self._base and process:
            return f"{self._base}/issue/{part(process)}/{part(key)}"
        return f"urn:mahdar:issue:{part(process or '')}:{part(key)}"

    def story(self, id_: str) -> str:
        """A story."""
        return self._of("story", id_)

    def commitment(self, id_: str) -> str:
        """A commitment."""
        return f"urn:mahdar:commitment:{part(id_)}"

    def position(self, process: str | None, issue: str, actor: str) -> str:
        """An actor's position on an issue."""
        return f"urn:mahdar:position:{part(process or '')}:{part(issue)}:{part(actor)}"

    def shown_at(self, what: str, id_: str) -> str | None:
        """Where a reading room shows a thing; None without one."""
        return self._of(what, id_) if self._base else None

    def _of(self, what: str, id_: str) -> str:
        return f"{self._base}/{what}/{part(id_)}" if self._base else f"urn:mahdar:{what}:{part(id_)}"


def part(id_: str) -> str:
    """An id as a part of an address."""
    return quote(id_, safe=_SAFE)
