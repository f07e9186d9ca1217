"""Gold: pages annotated by people.

A gold page is two files: ``ID.txt``, the page as captured, and ``ID.json``, the annotation, which quotes the page line
by line (lines counted from 1; ``nth`` tells which occurrence in the line is meant). Here quotes become spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from mahdar.capture import Failure, load
from mahdar.errors import MahdarError
from mahdar.model import Act, Given, NameKind, Page, ParticipantRole, Role, Span, StatementKind, Status, TimeType

GoldBasis = Literal["given", "stated", "inferred"]


class GoldError(MahdarError):
    """A gold page that can't be used; the message names the file and the place in it."""


# The annotation as it stands in the file.


class _Lines(msgspec.Struct):
    lines: tuple[int, int]
    role: Role


class _Time(msgspec.Struct):
    line: int
    quote: str
    type: TimeType
    value: str | None
    nth: int = 1


class _Name(msgspec.Struct):
    line: int
    quote: str
    entity: str
    nth: int = 1


class GoldEntity(msgspec.Struct, frozen=True):
    """A thing that the page names; ``aliases`` are other words of the page for it."""

    key: str
    kind: NameKind
    en: str
    aliases: tuple[str, ...] = ()


class _Statement(msgspec.Struct):
    line: int
    speaker: str
    content: str
    kind: StatementKind
    act: Act
    cue: str | None = None
    addressee: str | None = None
    via: tuple[str, ...] = ()
    nth: int = 1
    cue_nth: int = 1


class GoldParticipant(msgspec.Struct, frozen=True):
    """Who takes part in a meeting, and as what."""

    entity: str
    role: ParticipantRole


class GoldMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as annotated; what the page doesn't tell is None."""

    series: str | None = None
    ordinal: int | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    host: str | None = None
    participants: tuple[GoldParticipant, ...] = ()
    status: Status
    lines: tuple[int, ...] = ()
    """The lines, counted from 1, in which it is told."""


class _File(msgspec.Struct):
    page: str
    published: str | None
    published_basis: GoldBasis
    outlet: str | None
    blocks: list[_Lines]
    times: list[_Time]
    entities: list[GoldEntity]
    names: list[_Name]
    statements: list[_Statement]
    meetings: list[GoldMeeting]


# The annotation with spans.


class GoldBlock(Span, frozen=True, kw_only=True):
    """One line that isn't blank, and its role."""

    role: Role


class GoldTime(Span, frozen=True, kw_only=True):
    """A time expression and its EDTF value."""

    type: TimeType
    value: str | None


class GoldName(Span, frozen=True, kw_only=True):
    """One naming of an entity."""

    kind: NameKind
    entity: str


class GoldStatement(Span, frozen=True, kw_only=True):
    """Content that the page attributes to ``speaker``, an entity's key."""

    cue: Span | None
    speaker: str
    kind: StatementKind
    act: Act
    addressee: str | None
    via: frozenset[str]


class GoldPage(msgspec.Struct, frozen=True, kw_only=True):
    """An annotated page. ``page`` carries no given metadata; ``metadata`` is what may be handed to a reader."""

    id: str
    page: Page
    published: str | None
    published_basis: GoldBasis
    outlet: str | None
    blocks: tuple[GoldBlock, ...]
    times: tuple[GoldTime, ...]
    entities: tuple[GoldEntity, ...]
    names: tuple[GoldName, ...]
    statements: tuple[GoldStatement, ...]
    meetings: tuple[GoldMeeting, ...]

    def metadata(self, *, dates: bool = False) -> Given:
        """What stands beside the page: its date and outlet where its date's basis is ``given``; with ``dates``, every page's date."""
        beside = self.published_basis == "given"
        return Given(published=self.published if beside or dates else None, outlet=self.outlet if beside else None)


def load_gold(folder: Path) -> list[GoldPage]:
    """The gold pages of a folder, by file name. Raises `GoldError` where it holds none or one can't be used."""
    pages = [_load(path) for path in sorted(folder.glob("*.json"))]
    if not pages:
        raise GoldError(f"{folder}: expected gold pages (ID.json beside ID.txt), found none")
    return pages


def _load(path: Path) -> GoldPage:
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError) as error:
        raise GoldError(f"{path}: {error}") from error
    page = load(path.with_suffix(".txt"))
    if isinstance(page, Failure):
        raise GoldError(f"{page.source}: {page.reason}")
    lines = _Text(page.text, path)
    kinds = {entity.key: entity.kind for entity in file.entities}

    def kind_of(key: str) -> NameKind:
        if key not in kinds:
            raise GoldError(f"{path}: expected an entity of the page, got {key!r}")
        return kinds[key]

    return GoldPage(
        id=file.page,
        page=page,
        published=file.published,
        published_basis=file.published_basis,
        outlet=file.outlet,
        blocks=tuple(GoldBlock(start=span.start, end=span.end, role=block.role) for block in file.blocks for span in lines.between(*block.lines)),
        times=tuple(GoldTime(**lines.find(t.line, t.quote, t.nth), type=t.type, value=t.value) for t in file.times),
        entities=tuple(file.entities),
        names=tuple(GoldName(**lines.find(n.line, n.quote, n.nth), kind=kind_of(n.entity), entity=n.entity) for n in file.names),
        statements=tuple(_statement(s, lines) for s in file.statements),
        meetings=tuple(file.meetings),
    )


def _statement(item: _Statement, lines: _Text) -> GoldStatement:
    cue = Span(**lines.find(item.line, item.cue, item.cue_nth)) if item.cue else None
    where = lines.find(item.line, item.content, item.nth)
    return GoldStatement(**where, cue=cue, speaker=item.speaker, kind=item.kind, act=item.act, addressee=item.addressee, via=frozenset(item.via))


class _Text:
    """A page's text by its lines, in which quotes are found."""

    def __init__(self, text: str, path: Path) -> None:
        self._text, self._path = text, path
        self._lines: list[Span] = []
        at = 0
        for line in text.split("\n"):
            self._lines.append(Span(start=at, end=at + len(line)))
            at += len(line) + 1

    def between(self, first: int, last: int) -> Sequence[Span]:
        """The lines from ``first`` to ``last`` that aren't blank."""
        return [span for span in map(self._line, range(first, last + 1)) if span.of(self._text).strip()]

    def find(self, number: int, quote: str, nth: int) -> dict[str, int]:
        """Start and end of the ``nth`` occurrence of ``quote`` in a line."""
        line = self._line(number)
        at = line.start - 1
        for _ in range(nth):
            at = self._text.find(quote, at + 1, line.end)
            if at < 0:
                raise GoldError(f"{self._path}: expected {quote!r} (occurrence {nth}) in line {number}, found none")
        return {"start": at, "end": at + len(quote)}

    def _line(self, number: int) -> Span:
        if not 1 <= number <= len(self._lines):
            raise GoldError(f"{self._path}: expected a line from 1 to {len(self._lines)}, got {number}")
        return self._lines[number - 1]
