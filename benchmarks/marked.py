"""Two other ways to read statements, which see quotation marks alone; both written here afresh, for comparing.

**Marks and the nearest name**: what a user could write in an hour. Every pair of quotation marks in a line holds a statement if it
holds at least four words (fewer are a term); who speaks is the person whose name stands nearest in the line, else the last one named before it in
the article. With states and organizations besides persons, or with three words, it reaches less.

**textacy's way**, as the documentation of ``textacy.extract.direct_quotations`` tells it (itself after Krestel, Bergler and Witte 2008,
"Minding the Source: Automatic Tagging of Reported Speech in Newspaper Articles"), carried to Arabic:

- marks are paired one after the other, without regard to which open and which close; where their number is odd nothing is
  guessed. There the whole document is given up; here, in its favour, the line alone;
- a quotation of fewer than two words is none (titles are told by their capitals there, which Arabic hasn't);
- the sentences that touch the quotation or stand right beside it are the window; every reporting verb in it that is outside of all
  quotations may be the cue, the nearest to the marks first;
- the first of them with a subject is taken, and its subject speaks; a quotation without one is left out. The subject is there a dependency
  of the verb; here the first name after the verb and before the marks, a comma, a colon or أن, or else the name right before the verb,
  or else the noun right after the verb (وقال الوزير).

Both get what costs their user most for nothing: the article's lines as annotated, the names as this project finds them, and, the second,
this project's reporting verbs in their finite forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from mahdar.arabic import Line, Text, quotations
from mahdar.arabic.verbs import past_forms, present_forms
from mahdar.knowledge import Knowledge
from mahdar.model import Span, Speaker, Statement
from mahdar.names import Mention, PageNames

SPEAKS = frozenset({"person", "state", "organization"})
FEWEST_WORDS = 4
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[\"“”„«»]")
_CLAUSE_ENDS = frozenset({"،", ",", ":", "؛", ".", '"', "“", "”", "«", "»"})


def by_nearest_name(text: Text, names: PageNames) -> tuple[Statement, ...]:
    """A statement for every quotation of four words or more, said by the nearest person."""
    out: list[Statement] = []
    last: Mention | None = None
    for line, mentions in zip(text.lines, names.mentions, strict=True):
        able = [m for m in mentions if m.kind == "person"]
        for quotation in quotations(text.text, line.start, line.end):
            inside = Span(start=quotation.inner_start, end=quotation.inner_end)
            if len(_WORD.findall(inside.of(text.text))) < FEWEST_WORDS:
                continue
            apart = [m for m in able if m.end <= inside.start or m.start >= inside.end]
            nearest = min(apart, key=lambda m: min(abs(inside.start - m.end), abs(m.start - inside.end)), default=last)
            out.append(statement(inside, None, named(text, nearest) if nearest else None))
        last = able[-1] if able else last
    return tuple(out)


class ByReportingVerb:
    """textacy's way. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        tables = [past_forms(verb.past) | (present_forms(verb.present) if verb.present else {}) for verb in knowledge.verbs]
        self._forms = frozenset(word for table in tables for word in table)

    def __call__(self, text: Text, names: PageNames) -> tuple[Statement, ...]:
        """A statement for every quotation with a reporting verb near that has a subject."""
        return tuple(
            found
            for line, mentions in zip(text.lines, names.mentions, strict=True)
            for quotation in _paired(text.text, line)
            if (found := self._attributed(text, line, mentions, quotation)) is not None
        )

    def _attributed(self, text: Text, line: Line, mentions: tuple[Mention, ...], quotation: Span) -> Statement | None:
        quoted = {k for pair in _paired(text.text, line, fewest=0) for k in range(line.token_at(pair.start), line.token_at(pair.end))}
        first, last = line.token_at(quotation.start), line.token_at(quotation.end)
        cues = [k for k in _window(line, first, last) if k not in quoted and line.tokens[k].kind == "word" and self._is_cue(line, k)]
        for cue in sorted(cues, key=lambda k: min(abs(k - first), abs(k - last))):
            if (speaker := _subject(text, line, mentions, cue)) is not None:
                return statement(quotation, Span(start=line.tokens[cue].stem_start, end=line.tokens[cue].end), speaker)
        return None

    def _is_cue(self, line: Line, k: int) -> bool:
        return line.tokens[k].stem in self._forms or line.tokens[k].norm in self._forms


def _paired(text: str, line: Line, *, fewest: int = 2) -> Iterator[Span]:
    """The insides of a line's marks, paired one after the other, of ``fewest`` words or more; nothing where their number is odd."""
    marks = [match.start() for match in _MARK.finditer(text, line.start, line.end)]
    if len(marks) % 2:
        return
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        inside = Span(start=opening + 1, end=closing)
        if len(_WORD.findall(inside.of(text))) >= max(fewest, 1):
            yield inside


def _window(line: Line, first: int, last: int) -> Iterable[int]:
    """The tokens of the sentences that overlap or touch tokens ``first`` to ``last``."""
    return (k for a, b in line.sentences if a <= last + 1 and b >= first - 1 for k in range(a, b))


def _subject(text: Text, line: Line, mentions: tuple[Mention, ...], cue: int) -> Speaker | None:
    """Who stands at a verb as its subject."""
    end = next(
        (k for k in range(cue + 1, len(line.tokens)) if line.tokens[k].surface in _CLAUSE_ENDS or line.tokens[k].stem == "ان"), len(line.tokens)
    )
    behind = next((m for m in mentions if cue < m.first < end and m.kind in SPEAKS), None)
    before = next((m for m in mentions if m.last == cue and m.kind in SPEAKS), None)
    if (mention := behind or before) is not None:
        return named(text, mention)
    noun = next(islice((line.tokens[k] for k in range(cue + 1, end) if line.tokens[k].kind == "word"), 1), None)
    if noun is None or noun.pro:
        return None
    return Speaker(entity=None, label=text.text[noun.start : noun.end], start=noun.start, end=noun.end)


def named(text: Text, mention: Mention) -> Speaker:
    """The one whom a name names."""
    return Speaker(entity=mention.entity, label=text.text[mention.start : mention.end], start=mention.start, end=mention.end)


def statement(content: Span, cue: Span | None, speaker: Speaker | None) -> Statement:
    """A direct quotation that states."""
    return Statement(
        start=content.start, end=content.end, id=f"{content.start}", cue=cue, speaker=speaker, act="state", kind="direct", found_by="", confidence=1.0
    )
