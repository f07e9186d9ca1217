"""Reading sentences for their rounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.invariants import check
from mahdar.knowledge import load_dossiers
from mahdar.model import Meeting, Reading
from mahdar.reader import Reader
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

Read = Callable[..., Reading]

TITLE = "أخبار المفاوضات في الصحف"

# A process that no one ever heard of.
OASIS = """
id = "oasis"
kind = "talks"
event = "oasis-talks"
en = "Oasis talks"
ar = "محادثات الواحة الخضراء"
names = ["الواحة الخضراء"]
subjects = ["مياه الحوض"]
place = "muscat"
host = "oman"

[[actor]]
entity = "chad"
role = "party"

[[actor]]
entity = "niger"
role = "mediator"

[[group]]
entity = "basin-states"
en = "Basin states"
role = "guarantor"
names = ["دول الحوض"]
members = ["chad", "niger"]

[[issue]]
key = "wells"
ar = "الآبار"
en = "Wells"
terms = ["حفر الآبار"]

[[meeting]]
ordinal = 2
start = "2031-03-04"
end = "2031-03-06"
place = "muscat"

[[meeting]]
ordinal = 4
start = "2032"
end = "2032"
"""


def reading(reader: Reader, sentence: str, published: str | None = None) -> Reading:
    """``sentence`` read as the body of a page, with its promises checked."""
    return check(reader.read(page_of(f"{TITLE}\n\n{sentence}", published=published)))


def rounds_of(page: Reading) -> tuple[Meeting, ...]:
    """The meetings of series that dossiers describe."""
    series = {dossier.id for dossier in load_dossiers()} | {"oasis"}
    return tuple(meeting for meeting in page.meetings if meeting.series in series)


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a sentence with what ships."""
    return lambda sentence, published=None: reading(shipped_reader(), sentence, published)


@pytest.fixture(scope="session")
def read_oasis(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads a sentence with the dossier of an invented process beside those that ship."""
    path = tmp_path_factory.mktemp("dossier") / "oasis.toml"
    path.write_text(OASIS, encoding="utf-8")
    reader = Reader(dossiers=load_dossiers(path))
    return lambda sentence, published=None: reading(reader, sentence, published)
