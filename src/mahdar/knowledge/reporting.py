"""The forms of the files that hold words of reporting: ``cues.tsv``, ``cue-phrases.tsv``, ``cue-words.toml``."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from mahdar.errors import DataError
from mahdar.model import Act

USES = frozenset(
    "to from carrier document described predicate object doubtful only-an only-direct only-prep only-participle only-present only-past only-subject"
    " only-negated".split()
)
"""What the column ``use`` may hold; the head of ``cues.tsv`` tells what each means."""
OPENERS = frozenset("an quote obj أمام إزاء إلى ب بشأن بين تجاه حول حيال ضد على عن في ل مع من".split())
"""What the column ``governs`` may hold."""


class ReportingVerb(msgspec.Struct, frozen=True):
    """A line of ``cues.tsv`` or ``cue-phrases.tsv``; see their heads for the columns. ``negated`` is the act under a negation, None where
    a negation says that nothing was said; ``complements`` are the words of which one must follow the verb of a phrase."""

    past: str
    present: str
    participle: str | None
    noun: str | None
    act: Act
    governs: tuple[str, ...]
    use: str
    nouns: tuple[str, ...] = ()
    polarity: Literal["+", "-"] = "+"
    negated: Act | None = None
    complements: tuple[str, ...] = ()

    @property
    def uses(self) -> frozenset[str]:
        """The parts of ``use``."""
        return frozenset(self.use.split(",")) if self.use else frozenset()


class AccordingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that attribute a clause to a source: with the source after them, with a verb of saying after them (``telling``), and those
    of ``words`` that do so only at the head of a sentence (``leading``)."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    leading: tuple[str, ...]


class ClauseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where what is told ends: ``speech_openers`` after a headline's colon begin speech, ``connectors`` and ``breaking`` open another clause,
    ``opening`` one before the main clause,
    ``without`` one of what wasn't said, ``in_it`` after a verb make a relative clause of it; ``frames`` are verbs whose
    passive names nobody."""

    speech_openers: tuple[str, ...]
    connectors: tuple[str, ...]
    breaking: tuple[str, ...]
    opening: tuple[str, ...]
    without: tuple[str, ...]
    in_it: tuple[str, ...]
    frames: tuple[str, ...]


class CueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The small words of reporting; ``cue-words.toml`` tells what each list is."""

    negators: tuple[str, ...]
    doubles: tuple[str, ...]
    attention: tuple[str, ...]
    clause_openers: tuple[str, ...]
    before_nouns: tuple[str, ...]
    homographs: tuple[str, ...]
    compounds: tuple[str, ...]
    silences: tuple[str, ...]
    dashes: tuple[str, ...]
    according: AccordingWords
    clauses: ClauseWords


def read_verbs(source: str, text: str) -> tuple[ReportingVerb, ...]:
    """The lines of ``text``, a file of verbs or of phrases as its first line that is no comment says. ``source`` is what errors call it.

    Raises `DataError` with the line, what was expected and what was got.
    """
    lines = [(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#")]
    columns = lines[0][1]
    return tuple(
        _verb(f"{source}, line {number}", dict(zip(columns, (*cells, ""), strict=False)), len(columns), cells) for number, cells in lines[1:]
    )


def _verb(where: str, row: dict[str, str], width: int, cells: list[str]) -> ReportingVerb:
    if not width - 1 <= len(cells) <= width:
        raise DataError(f"{where}: expected {width} columns, the last of which may be left out, got {len(cells)}")
    row = {column: "" if cell == "-" and column != "polarity" else cell for column, cell in row.items()}
    governs, uses = tuple(row["governs"].split(",")), [use for use in row.get("use", "").split(",") if use]
    acts = get_args(Act)
    for column, found, allowed in (
        ("act", [row["act"]], acts),
        ("negated", [row["negated"]] if row["negated"] else [], acts),
        ("polarity", [row["polarity"]], ("+", "-")),
        ("governs", list(governs), sorted(OPENERS)),
        ("use", uses, sorted(USES)),
    ):
        for cell in found:
            if cell not in allowed:
                raise DataError(f"{where} ({row['past']}), {column}: expected one of {', '.join(allowed)}, got {cell!r}")
    return ReportingVerb(
        past=row["past"],
        present=row["present"],
        participle=row["participle"] or None,
        noun=row["noun"] or None,
        act=row["act"],  # type: ignore[arg-type]
        governs=governs,
        use=",".join(uses),
        nouns=tuple(filter(None, row.get("nouns", "").split(","))),
        polarity=row["polarity"],  # type: ignore[arg-type]
        negated=row["negated"] or None,  # type: ignore[arg-type]
        complements=tuple(filter(None, row.get("complement", "").split("|"))),
    )
