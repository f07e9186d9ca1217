"""Signs of contents in groups: each a few plain values that go together, from which its signs are spelled.

There are so few of most that the model remembers what they weigh, and spells the signs of each but once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Opening(NamedTuple):
    """A beginning of ``sort`` behind a cue of ``shape``, with the class ``after`` behind that."""

    sort: str
    shape: str
    lemma: str
    act: str
    after: str

    def signs(self) -> Iterator[str]:
        """Its signs."""
        yield f"s:t={self.sort},{self.shape}"
        yield f"s:l={self.sort},{self.lemma}"
        yield f"s:act={self.sort},{self.act}"
        yield f"s:first={self.sort},{self.after}"


class Way(NamedTuple):
    """The way from a cue to a beginning: how far, in steps, over how many commas and other cues; ``same``: whether the grammar begins the content
    here; ``again``: whether one of the sort came before."""

    sort: str
    same: str
    away: int
    commas: int
    again: bool
    crossed: int

    def signs(self) -> Iterator[str]:
        """Its signs."""
        kind = self.sort.partition("-")[0]
        yield f"s:g={self.same},{self.sort}"
        yield f"s:d={self.away},{kind}"
        yield f"s:c={self.commas},{kind}"
        yield f"s:again={self.again},{kind}"
        yield f"s:x={self.crossed},{self.same}"


class Spot(NamedTuple):
    """The word at which a content begins: what stands ``before``, what is named (kind of name, sort of role) and whether it has the article."""

    sort: str
    word: str
    before: str
    named: str
    definite: bool

    def signs(self) -> Iterator[str]:
        """Its signs."""
        yield f"s:w={self.word}"
        yield f"s:b={self.before},{self.sort}"
        yield f"s:m={self.named},{self.sort}"
        yield f"s:def={self.definite},{self.sort.partition('-')[0]}"


class Lead(NamedTuple):
    """A beginning of ``sort`` before a cue: whether a ``mark`` parts the two, whether the grammar begins the content there or reads none
    (``unread``)."""

    sort: str
    shape: str
    lemma: str
    mark: bool
    cue: str
    same: bool
    unread: bool

    def signs(self) -> Iterator[str]:
        """Its signs."""
        yield f"b:t={self.sort},{self.shape}"
        yield f"b:l={self.sort},{self.lemma}"
        yield f"b:c={self.sort},{self.mark},{self.cue}"
        yield f"b:g={self.same},{self.unread}"


class LeadSpot(NamedTuple):
    """The words of such a beginning: the one ``after`` the cue, the classes ``around`` the first, it and the one before it."""

    sort: str
    after: str
    around: str
    cue: str
    word: str
    before: str

    def signs(self) -> Iterator[str]:
        """Its signs."""
        yield f"b:w={self.after},{self.sort}"
        yield f"b:a={self.around},{self.cue}"
        yield f"b:s={self.word},{self.cue}"
        yield f"b:b={self.before},{self.sort},{self.cue}"


class Within(NamedTuple):
    """What a beginning and a gap behind it are to each other. ``same``: how the gap stands to where the grammar ends the content that it
    begins here, ``none`` where it begins none; ``crossed`` and ``passed``: the cues between the two, those of which the grammar makes a draft and
    all; ``quotation``: whether the gap closes the quotation in which the content begins, whether the content opens it, whether the gap is
    inside; ``sort`` is the cue's where there is neither."""

    same: str
    shown: int
    length: int
    crossed: int
    passed: int
    sentence_ends: bool
    line_ends: bool
    quotation: tuple[bool, bool, bool] | None
    sort: str

    def signs(self) -> Iterator[str]:
        """The signs of the pair."""
        yield f"x:g={self.same}"
        yield f"x:n={self.shown}"
        yield f"x:len={self.length}"
        yield f"x:cross={self.crossed},{self.same}"
        yield f"x:pass={self.passed},{self.sentence_ends}"
        yield f"x:end={self.sentence_ends},{self.line_ends},{self.same}"
        if self.quotation is not None:
            closes, opens, inside = self.quotation
            yield f"x:q={closes},{opens},{inside}"
        elif self.sort:
            yield f"x:u={self.sort},{self.sentence_ends}"


class Turn(NamedTuple):
    """How a cue behind a gap stands to the content's: of the same shape, of the same gender, with which proclitic, with a draft of the grammar's or
    not."""

    shape: bool
    gender: bool
    pro: str
    accepted: bool

    def signs(self) -> Iterator[str]:
        """The sign of the pair."""
        yield f"x:turn={self.shape},{self.gender},{self.pro},{self.accepted}"


class Read(NamedTuple):
    """A gap beside where the grammar ends the content that begins at the same place (``same``, as in `Within`), and why it ends it there
    (``ended_by``): by what a clause is ``opened`` at the gap, the ``mark`` before it."""

    same: str
    opened: str
    mark: str
    ended_by: str

    def signs(self) -> Iterator[str]:
        """The signs of the pair."""
        yield f"x:gk={self.same},{self.opened},{self.mark}"
        yield f"x:gr={self.same},{self.ended_by}"


class Close(NamedTuple):
    """What a content is (``opener``: a clause with أن, one that is yet to come, a noun phrase, marks …; the ``act`` of its cue) beside what goes on
    behind a gap: the ``words`` that open a clause there, the ``kind`` of what stands there, the ``mark`` before it."""

    opener: str
    act: str
    words: str
    kind: str
    mark: str

    def signs(self) -> Iterator[str]:
        """The signs of the pair."""
        yield f"x:ow={self.opener},{self.words},{self.mark}"
        yield f"x:ok={self.opener},{self.kind},{self.mark}"
        yield f"x:aw={self.act},{self.words},{bool(self.mark)}"


class Goes(NamedTuple):
    """The verb behind a gap beside a cue: the ``shape`` of both, whether they agree in gender, the proclitic there, whether the verb has
    somebody of its ``own`` beside it, and what the content is that lies between (``opener``)."""

    opener: str
    cue: str
    shape: str
    agrees: str
    pro: str
    own: bool
    mark: bool

    def signs(self) -> Iterator[str]:
        """The signs of the pair."""
        yield f"x:v={self.opener},{self.shape},{self.pro},{self.mark}"
        yield f"x:vc={self.cue},{self.shape},{self.agrees},{self.mark}"
        yield f"x:vo={self.opener},{self.shape},{self.own},{self.mark}"
        yield f"x:va={self.cue},{self.shape},{self.agrees},{self.own},{self.pro}"


class Before(NamedTuple):
    """A content before its cue of ``sort``: how long it is, and what is left of the sentence behind the cue, both in steps."""

    sort: str
    length: int
    tail: int

    def signs(self) -> Iterator[str]:
        """The signs of the pair."""
        yield f"x:before,{self.length}"
        yield f"x:tail,{self.sort},{self.tail}"


Group = Opening | Way | Spot | Lead | LeadSpot | Within | Turn | Read | Before | Close | Goes
"""Plain values from which a few signs are spelled: those of one kind that go together."""
