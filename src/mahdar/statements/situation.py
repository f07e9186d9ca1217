"""What surrounds a cue for which a speaker is looked for, and who spoke before."""

from __future__ import annotations

import msgspec

from mahdar.arabic.verbs import VerbForm
from mahdar.model import Span
from mahdar.statements.clause import Clause
from mahdar.statements.cues import Cue
from mahdar.statements.referents import Ref
from mahdar.statements.view import LineView


class Spoken(msgspec.Struct, frozen=True):
    """Somebody spoke: with a verb of what form, in which line."""

    ref: Ref
    form: VerbForm | None
    line: int
    at: int


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
