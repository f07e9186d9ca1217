"""What surrounds a cue for which a speaker is looked for, and who spoke before."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

import msgspec

from mahdar.arabic.verbs import VerbForm
from mahdar.model import Span
from mahdar.statements.clause import Clause
from mahdar.statements.cues import Cue
from mahdar.statements.referents import Ref
from mahdar.statements.view import LineView

_REMEMBERED = 24
"""So many of those who spoke are remembered, each by the last time."""


class Spoken(msgspec.Struct, frozen=True):
    """Somebody spoke: with a verb of what form, in which line; ``within`` what another says, ``quoted`` in a
    quotation of it (قال: «رحبت عمّان بالطلب»)."""

    ref: Ref
    form: VerbForm | None
    line: int
    at: int
    within: bool = False
    quoted: bool = False


class Discourse:
    """What a page has told so far: who spoke, each by the last time, and what they said."""

    def __init__(self, views: Sequence[LineView]) -> None:
        self.views = views
        self.spoken: list[Spoken] = []
        self._contents: list[tuple[int, int]] = []

    def said(self, span: Span) -> None:
        """Something is said in ``span``."""
        if not self._contents or self._contents[-1][0] <= span.start:
            self._contents.append((span.start, span.end))
        else:
            insort(self._contents, (span.start, span.end))

    def is_told(self, offset: int) -> bool:
        """Whether the words at an offset are of what somebody said before."""
        last = bisect_left(self._contents, (offset + 1,))
        return any(start <= offset < end for start, end in self._contents[max(0, last - 2) : last])

    def remember(self, told: Spoken) -> None:
        """Somebody spoke; in a quotation it doesn't count of one who spoke outside."""
        if told.quoted and any(earlier.ref.entity == told.ref.entity and not earlier.quoted for earlier in self.spoken):
            return
        self.spoken = [earlier for earlier in self.spoken if earlier.ref.entity != told.ref.entity][-_REMEMBERED:]
        self.spoken.append(told)
        self.spoken.sort(key=_place)


def _place(told: Spoken) -> tuple[int, int]:
    return told.line, told.at


class Situation:
    """What the candidates of one cue are gathered from."""

    def __init__(self, view: LineView, cue: Cue, clause: Clause, span: Span) -> None:
        self.view, self.cue, self.clause = view, cue, clause
        self.form = cue.form
        self.sentence = view.sentence(cue.first)
        self.inverted = span.start < view.tokens[cue.first].start
        content = view.token_after(span.start)
        self.content = (content, view.token_after(span.end))
        if self.inverted:
            self.window = (cue.last, self.sentence[1])
        else:
            self.window = (cue.last, max(cue.last, min(content, clause.content)))
        self.of_him = cue.sort == "noun" and bool(view.tokens[cue.last - 1].enclitic)
        """Whether the cue is a noun with its subject's pronoun (نقلت الوكالة عن لافروف قوله)."""
        self.use = clause.verb.use.split(",")[0] if clause.verb is not None else ""
        self.addresses = clause.verb is not None and "to" in clause.verb.use.split(",")
        self.governs = clause.verb.governs if clause.verb is not None else ()
        self.joined = view.pro(cue.first)[:1] in ("و", "ف")
        self.verb = clause.verb.past if clause.verb is not None else cue.verbs[0].past if cue.verbs else ""
        at = cue.first - 1
        while at > self.sentence[0] and view.word(at) in view.words.between:
            at -= 1
        self.of_text = any(role.sort == "document" for role in view.roles_ending(at + 1))
        self.in_it = any(view.word(k) in view.words.back_to_text for k in range(cue.last, min(cue.last + 4, len(view.tokens))))
        self.pronoun = any(view.word(k) in view.words.of_whom for k in range(cue.first - 2, min(self.window[1], self.window[0] + 12)))
        self.sort = cue.form.shape if cue.form is not None and cue.sort == "finite" else "colon" if cue.sort == "dash" else cue.sort
