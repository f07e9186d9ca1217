"""The tokens of a line by the class of each: who or what is named, which part a word has in the clause as far as its form tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mahdar.statements.cues import Cue
from mahdar.statements.view import LineView


class Classes:
    """The classes of one line, a letter or two each. Nothing is put together before it is asked for."""

    def __init__(self, view: LineView, cues: Sequence[Cue]) -> None:
        self._view = view
        self._cues = cues

    def around(self, at: int, count: int) -> str:
        """The classes of ``count`` tokens from ``at`` on, or before it where negative; repeated ones once."""
        runs, run_of = self._runs
        if count > 0:
            found = runs[run_of[at] : run_of[at] + count] if at < len(run_of) else []
            return "".join(found) if len(found) == count else "".join(found) + "|"
        last = run_of[at - 1] + 1 if at > 0 else 0
        return "".join(runs[last + count : last]) if last >= -count else "|" + "".join(runs[:last])

    @cached_property
    def _runs(self) -> tuple[list[str], list[int]]:
        """The classes of the line, repeated ones once, and for each token which of them is its."""
        runs: list[str] = []
        run_of: list[int] = []
        for each in self._classify():
            if not runs or runs[-1] != each:
                runs.append(each)
            run_of.append(len(runs) - 1)
        return runs, run_of

    def _classify(self) -> list[str]:
        """A letter or two for each token: who or what is named, which part a word has in the clause as far as its form tells."""
        view = self._view
        out = [_class(view, i) for i in range(len(view.tokens))]
        for mention in view.mentions:
            out[mention.first : mention.last] = [mention.kind[0].upper()] * (mention.last - mention.first)
        for role in view.roles:
            out[role.first : role.last] = ["R"] * (min(role.last, len(out)) - role.first)
        for cue in self._cues:
            out[cue.first] = {"past": "Vp", "present": "Vr", "participle": "Va", "noun": "Vn"}[cue.form.shape] if cue.form else f"V{cue.sort[0]}"
        return out


def _class(view: LineView, i: int) -> str:
    token = view.tokens[i]
    if token.kind == "mark":
        return token.surface if token.surface in "،,؛:.()-" else '"' if view.quotation_opening(i) is not None else "'"
    if token.kind != "word":
        return "#"
    if view.time_at(i) is not None:
        return "T"
    if view.is_an(i):
        return "n"
    word = view.word(i)
    if word in view.words.relatives:
        return "r"
    if word in view.words.opening:
        return "p"
    if view.is_adverbial(i):
        return "a"
    if token.pro[-1:] in ("ب", "ل"):
        return "l"
    if token.definite:
        return "D"
    stem = view.stem(i)
    if stem[:1] in ("ي", "ت") and len(stem) > 3:
        return "v"
    return "w"
