"""The words of a chronology in one language: labels, titles, dates."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

import tomli

from mahdar.export.citation import label_of
from mahdar.export.dates import plain
from mahdar.export.languages import Language
from mahdar.process.days import day_of, is_week
from mahdar.record.answers import EntityRef, PageRef
from mahdar.record.process_answers import ChronologyAnswer, CommitmentAnswer, MeetingAnswer, ProcessRef, UntoldAnswer

_MONTH = len("2017-10")

MOST_NAMED = 4
"""So many participants stand in the title of a meeting without a series."""


@lru_cache(maxsize=1)
def phrases() -> dict[str, dict[str, Any]]:
    """What chronologies say, by language and key; words of the model stand in tables."""
    return tomli.loads((resources.files(__package__) / "phrases.toml").read_text(encoding="utf-8"))


class Words:
    """The words of ``language``, and the names of the processes that a chronology tells of."""

    def __init__(self, language: Language, processes: tuple[ProcessRef, ...]) -> None:
        self.language = language
        self._told = phrases()[language]
        self._processes = {ref.id: ref for ref in processes}

    def __call__(self, key: str, **values: object) -> str:
        """The phrase at ``key``, filled in."""
        phrase: str = self._told[key]
        return phrase.format(**values) if values else phrase

    def of(self, table: str, key: str, **values: object) -> str:
        """The word for a value of the model, or the value itself where there is none."""
        word: str = self._told[table].get(key, key)
        return word.format(**values) if values else word

    def listed(self, parts: list[str]) -> str:
        """The parts one after the other."""
        return self("comma").join(parts)

    def name(self, ref: EntityRef | None) -> str:
        """An entity's label, else its id."""
        return (label_of(ref.label, self.language) or ref.id) if ref else ""

    def process(self, process: str) -> str:
        """A process by the name that its dossier gives it, else by its id."""
        ref = self._processes.get(process)
        return (label_of(ref.label, self.language) if ref else "") or process

    def issue(self, process: str | None, key: str) -> str:
        """An issue by the name that its dossier gives it, else by its key."""
        ref = self._processes.get(process or "")
        return label_of(ref.issues.get(key, {}), self.language) if ref and key in ref.issues else key

    def date(self, value: str | None) -> str:
        """A date in words."""
        return plain(value, self.language) if value else self("undated")

    def days(self, start: str | None, end: str | None) -> str:
        """The days from ``start`` to ``end`` in words, one where they are the same or one isn't known; the month of both is told once. Of a
        whole week it is said that it is one: that is how «الأسبوع الماضي» (last week) is told."""
        if is_week(start, end):
            return self("week", start=self.date(start), end=self.date(end))
        if start and end and start != end:
            if (first := day_of(start)) and (last := day_of(end)) and first < last and start[:_MONTH] == end[:_MONTH]:
                return self("days", first=first.day, last=self.date(end))
            return self("range", start=self.date(start), end=self.date(end))
        return self.date(start or end)

    def title(self, told: MeetingAnswer | UntoldAnswer) -> str:
        """What a meeting is called: its series with its number, or by its name in the dossier; else its series or manner, and who takes part."""
        if told.series and told.ordinal is not None:
            return self("round", series=self.process(told.series), ordinal=told.ordinal)
        if name := label_of(told.label, self.language):
            return name
        if isinstance(told, UntoldAnswer):
            return self.process(told.series)
        kind = self.process(told.series) if told.series else self.of("kind", told.kind.value if told.kind else "none")
        who = [self.name(one) for one in told.foremost[:MOST_NAMED]]
        return self("with", kind=kind, who=self.listed(who)) if who else kind

    def wanting(self, told: MeetingAnswer) -> str:
        """What is wanting in a meeting that is told too thinly; empty where nothing is."""
        return self("thin", lacks=self.listed([self.of("lack", one) for one in told.lacks])) if told.lacks else ""

    def undertaking(self, told: CommitmentAnswer) -> str:
        """What a commitment is called: how it was undertaken, and by whom."""
        return self("with", kind=self.of("undertaken", told.kind.value), who=self.listed([self.name(party) for party in told.parties]))

    def heading(self, told: ChronologyAnswer) -> str:
        """The title of the whole."""
        return self("title_of", process=self.process(told.process)) if told.process else self("title")

    def time(self, told: ChronologyAnswer) -> str:
        """The time asked for, empty where none was."""
        if told.since and told.since == told.until:
            return self.date(told.since)
        key = "between" if told.since and told.until else "since" if told.since else "until" if told.until else ""
        return self(key, since=self.date(told.since), until=self.date(told.until)) if key else ""

    def outlets(self, ref: PageRef) -> tuple[str, ...]:
        """The outlets of a page, or that none is known."""
        return tuple(outlet.label for outlet in ref.outlets) or (self("no_outlet"),)

    def page_date(self, ref: PageRef) -> str:
        """The date of a page, or that it bears none."""
        return self.date(ref.published.value) if ref.published else self("undated_page")

    def page(self, ref: PageRef) -> str:
        """A page in a few words: its date and its outlets."""
        return self.listed([self.page_date(ref), *self.outlets(ref)])
