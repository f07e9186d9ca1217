"""A chronology as Markdown (CommonMark): for reports and notes, in Arabic or in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mahdar.export.chronology.view import Entry, Fact, Shown, Subject, view
from mahdar.export.chronology.words import Words
from mahdar.export.languages import Language
from mahdar.record.process_answers import ChronologyAnswer

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_UNSAFE = re.compile(r"[\s<>]")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def markdown(told: ChronologyAnswer, language: Language) -> str:
    """The whole chronology; ends with a line feed."""
    words = Words(language, told.processes)
    shown = view(told, language)
    lines = [f"# {escape(shown.heading)}", ""]
    head = (shown.time, shown.summary, shown.undated, shown.held_back, words("note"))
    lines += [text for part in head if part for text in (escape(part), "")]
    lines += [f"## {escape(words('meetings'))}", ""]
    lines += list(_entries(shown.meetings, words))
    if shown.thin:
        lines += [f"## {escape(words('thinly'))}", "", escape(words("thinly_note")), "", *_entries(shown.thin, words)]
    if shown.commitments:
        lines += [f"## {escape(words('commitments'))}", "", *_entries(shown.commitments, words)]
    if shown.positions:
        lines += [f"## {escape(words('positions'))}", "", *_subjects(shown.positions, words)]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """``text`` as Markdown that shows it as it is, on one line."""
    return _LIST.sub(r"\1\\\2\3", _MARKS.sub(r"\\\1", " ".join(text.split())))


def _entries(entries: Iterable[Entry], words: Words) -> Iterator[str]:
    none = True
    for entry in entries:
        none = False
        yield f"### {escape(entry.date)}: {escape(entry.title)}"
        yield ""
        yield f"**{escape(entry.status)}** `{entry.id}`"
        yield ""
        yield from (f"- **{escape(warning)}**" for warning in entry.warnings)
        for fact in entry.facts:
            yield from _fact(fact, words)
        yield ""
    if none:
        yield from (escape(words("empty")), "")


def _fact(fact: Fact, words: Words) -> Iterator[str]:
    notes = f" ({escape(words('clause').join(fact.notes))})" if fact.notes else ""
    yield f"- {escape(fact.name)}: {escape(fact.value)}{notes}" + (f" **{escape(fact.differs)}**" if fact.differs else "")
    yield from _quotes(fact.quotes, "  ", words)


def _subjects(subjects: Iterable[Subject], words: Words) -> Iterator[str]:
    for subject in subjects:
        yield f"### {escape(subject.issue)}"
        yield ""
        for holding in subject.holdings:
            yield f"- {escape(holding.actor)}"
            for turn in holding.turns:
                changed = f" **{escape(words('changed'))}**" if turn.changed else ""
                notes = escape(words("clause").join(turn.notes))
                yield f"  - {escape(turn.date)}: {escape(turn.stance)}{changed} ({notes})"
                yield from _quotes(turn.quotes, "    ", words)
        yield ""


def _quotes(quotes: Iterable[Shown], indent: str, words: Words) -> Iterator[str]:
    for quote in quotes:
        source = f"<{quote.url}>" if quote.url and not _UNSAFE.search(quote.url) else f"`{quote.source}`" if "`" not in quote.source else ""
        where = words.listed([quote.date, *quote.outlets, quote.line])
        yield f"{indent}- «{escape(quote.words)}» {escape(where)}. {source}".rstrip()
