"""Pages: out of sources, out of bytes, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from mahdar.capture.find import Found, find, source_name
from mahdar.capture.make import page_of
from mahdar.capture.raw import Failure, Fetches, Raw, Skipped
from mahdar.capture.sources import raws
from mahdar.errors import NoArabicError, SourceError
from mahdar.model import Given, Page

NO_ARABIC = "no Arabic letter"


def page(data: bytes, source: str, given: Given = Given(), *, url: str | None = None, fetched: str | None = None) -> Page:
    """The page of plain text that ``data`` is. Raises `SourceError` where it can't be decoded or holds nothing to read."""
    return page_of(Raw(data=data, source=source, given=given, url=url, fetched=fetched, media_type="text/plain"))


def settle(raw: Raw) -> Page | Failure | Skipped:
    """The page that ``raw`` is, or why there is nothing to read in it.

    A page without Arabic is a failure where a user named it, and left out where it is one of many in a container.
    """
    try:
        made = page_of(raw)
    except NoArabicError as error:
        return Skipped(source=error.source, reason=NO_ARABIC) if raw.within else Failure(source=error.source, reason=error.reason)
    except SourceError as error:
        return Failure(source=error.source, reason=error.reason)
    return msgspec.structs.replace(made, notes=(*made.notes, *raw.notes)) if raw.notes else made


def load(path: Path, given: Given = Given()) -> Page | Failure:
    """The one page in the file ``path`` (`STDIN` is standard input), or why there is none."""
    found = [item for item, _ in zip(raws(Found(inputs=(path,)), given), range(2), strict=False)]
    if len(found) != 1:
        return Failure(source=source_name(path), reason=f"expected one page, got {'more' if found else 'none'}")
    made = settle(found[0]) if isinstance(found[0], Raw) else found[0]
    return Failure(source=made.source, reason=f"expected a page, got {made.reason}") if isinstance(made, Skipped) else made


def capture(sources: Sequence[str], given: Given = Given(), fetcher: Fetches | None = None) -> Iterator[Page | Failure]:
    """Every page under ``sources`` (see `find`), and every failure, in a fixed order; one at a time, however many there are.

    What containers hold beside pages that can be read (see `Skipped`) is left out. Addresses are got by ``fetcher``.
    """
    for item in raws(find(sources), given, fetcher):
        made = settle(item) if isinstance(item, Raw) else item
        if not isinstance(made, Skipped):
            yield made
