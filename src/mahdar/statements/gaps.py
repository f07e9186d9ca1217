"""The gaps of a line at which a content may end, with their signs: the mark and clause there, the words and classes around, other cues near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from mahdar.arabic.agreement import agreement
from mahdar.arabic.clauses import Clause, ClauseFinder
from mahdar.statements.classes import Classes
from mahdar.statements.cues import Cue
from mahdar.statements.view import LineView

_NEAR = 4
"""So many tokens behind a gap its clause's verb is looked for."""
_LONG = 4
"""Shorter words tell no verb by a letter."""
_ENDING = frozenset("،,؛;:.!؟?…”»)")


class Onward(NamedTuple):
    """What goes on behind a gap: the ``words`` that open a clause there, where some do, else the ``kind`` of what stands there; the first
    verb of that clause if it is near (``shape``, ``gender``), whether somebody stands beside it who may be its subject (``own``), and the first of
    the proclitics behind the gap's mark (``pro``)."""

    words: str
    kind: str
    shape: str
    gender: str
    own: bool
    pro: str


class Gap(msgspec.Struct, frozen=True):
    """A place before token ``at`` at which a content may end, and its signs. ``cue`` is, where one with the form of a verb stands there, its shape,
    gender and proclitics, ``drafted`` whether the grammar makes a draft of it."""

    at: int
    signs: tuple[str, ...]
    opened: str = ""
    mark: str = ""
    onward: Onward | None = None
    cue: tuple[str, str | None, str] | None = None
    drafted: bool = False


class Gaps:
    """The gaps of one line. ``drafts`` are the first tokens of the cues of which the grammar makes a draft, ``ends`` the tokens behind the
    contents that it reads. Nothing is put together before it is asked for: most lines have no cue, most gaps no content that may end there."""

    def __init__(
        self, view: LineView, clauses: ClauseFinder, cues: Sequence[Cue], drafts: Container[int], ends: Iterable[int], classes: Classes
    ) -> None:
        self._view = view
        self._clauses = clauses
        self._drafts = drafts
        self._ends = ends
        self._classes = classes
        self._cue_at = {cue.first: cue for cue in cues}
        self._firsts = [cue.first for cue in cues]
        self._accepted = [first for first in self._firsts if first in drafts]
        self._gaps: dict[int, Gap] = {}

    @cached_property
    def places(self) -> list[int]:
        """Where the gaps of the line are, in order."""
        view = self._view
        places = set(self._opened) | {last for _, last in view.line.sentences} | set(self._firsts)
        places |= {k for k, token in enumerate(view.tokens) if token.kind == "mark"}
        places.update(self._ends)
        return [at for at in sorted(places) if at and not self._goes_on(at, places)]

    @cached_property
    def cues_before(self) -> list[tuple[int, int]]:
        """How many cues are before each gap: those of which the grammar makes a draft, and all."""
        return [(bisect_left(self._accepted, at), bisect_left(self._firsts, at)) for at in self.places]

    def at(self, at: int) -> Gap:
        """The gap before token ``at``."""
        if at not in self._gaps:
            opened = self._opened.get(at, "")
            near = self.near(at)
            cue = (near.form.shape, near.form.gender, self._view.pro(near.first)) if near is not None and near.form is not None else None
            drafted = near is not None and near.first in self._drafts
            self._gaps[at] = Gap(at, tuple(self._gap_signs(at, opened)), opened, self._mark(at), self._onward(at), cue, drafted)
        return self._gaps[at]

    def near(self, at: int) -> Cue | None:
        """The cue at or just behind a gap (حيث أكد، لكنه نفى)."""
        return next((self._cue_at[k] for k in range(at, at + 3) if k in self._cue_at), None)

    @cached_property
    def _opened(self) -> dict[int, str]:
        """By what the clause is opened that begins at a token, if one does."""
        return {clause.first: clause.opened for clause in self._found}

    @cached_property
    def _openers(self) -> dict[int, str]:
        """The words that open the clause that begins at a token, if some do."""
        return {c.first: "_".join(self._view.stem(k) for k in range(*c.word)) for c in self._found if c.word is not None}

    @cached_property
    def _found(self) -> Sequence[Clause]:
        return self._clauses.find(self._view.line).all

    def _goes_on(self, at: int, places: set[int]) -> bool:
        """Whether a gap before a mark that ends something is the same as the one behind it."""
        return at + 1 in places and at < len(self._view.tokens) and self._view.tokens[at].surface in _ENDING

    def _gap_signs(self, at: int, opened: str) -> Iterator[str]:
        view = self._view
        if at >= len(view.tokens):
            yield "e:line"
            return
        token, mark = view.tokens[at], self._mark(at)
        word = view.sign(at) if token.kind in ("word", "mark") else token.kind
        yield f"e:w={word}"
        yield f"e:k={opened},{mark}"
        yield f"e:s={at == view.sentence(at - 1)[1]},{mark}"
        after = at + 1 if token.kind == "mark" else at
        yield f"e:n={word if token.kind == 'mark' else ''},{view.stem(after)}"
        yield f"e:p={view.pro(after)},{mark}"
        mention, role = view.mention_at(after), view.role_at(after)
        yield f"e:m={mention.kind if mention else ''},{role.sort if role else ''},{view.pro(after)},{bool(mark)}"
        if (cue := self.near(after)) is not None:
            shape = cue.form.shape if cue.form else ""
            yield f"e:c={cue.sort},{shape},{cue.first in self._drafts},{bool(mark)},{view.pro(cue.first)}"
            yield f"e:cw={view.sign(after)},{cue.sort},{cue.first in self._drafts}"
        yield f"e:q={view.in_quotation(token)}"
        if (opener := self._openers.get(at)) is not None:
            yield f"e:ph={opener},{bool(mark)}"
        pro = view.pro(after)
        for count in (2, 3):
            yield f"e:a{count}={self._classes.around(after, count)},{pro},{bool(mark)}"
        yield f"e:b={self._classes.around(at, -2)}"
        yield f"e:w2={view.sign(after)},{view.sign(after + 1)}"

    def _onward(self, at: int) -> Onward | None:
        """What goes on behind a gap; None where its line ends."""
        view = self._view
        if at >= len(view.tokens):
            return None
        first = at + 1 if view.tokens[at].kind == "mark" else at
        words = self._openers.get(at, "")
        for k in range(first, min(first + _NEAR, len(view.tokens))):
            token = view.tokens[k]
            if token.kind == "mark":
                break
            form = self._verb(k)
            if form is not None:
                return Onward(words, self._classes.around(first, 1), f"{form[0]}{k - first}", form[1], self._has_own(first, k), view.pro(first)[:1])
        return Onward(words, self._classes.around(first, 1), "", "", False, "")

    def _has_own(self, first: int, k: int) -> bool:
        """Whether somebody, or a definite word, stands beside the verb at ``k`` in the clause from ``first`` on."""
        view = self._view
        if k > first and (view.mention_on(k - 1) is not None or view.roles_ending(k)):
            return True
        return view.mention_at(k + 1) is not None or view.role_at(k + 1) is not None or (k + 1 < len(view.tokens) and view.tokens[k + 1].definite)

    def _verb(self, k: int) -> tuple[str, str] | None:
        """The shape and gender of a finite verb at a token, as far as its form tells."""
        view = self._view
        cue = self._cue_at.get(k)
        if cue is not None and cue.form is not None and cue.sort == "finite":
            return cue.form.shape, cue.form.gender or ""
        token = view.tokens[k]
        if token.kind != "word" or token.definite or view.mention_on(k) is not None or view.is_adverbial(k):
            return None
        stem, told = token.stem, agreement(token)
        if told.sort == "verb":
            return ("present" if stem[:1] in "يت" and stem[-1:] != "ت" else "past"), told.gender or ""
        if stem[:1] == "ي" and len(stem) >= _LONG and token.pro[-1:] not in ("ب", "ل", "ك"):
            return "present", "m"
        if stem[-1:] == "ت" and len(stem) >= _LONG and token.surface[-1:] == "ت" and stem[-2:] != "ات" and token.pro[-1:] not in ("ب", "ل", "ك"):
            return "past", "f"
        return None

    def _mark(self, at: int) -> str:
        before = self._view.tokens[at - 1]
        return before.surface if before.kind == "mark" else ""
