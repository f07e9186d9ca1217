"""What meetings are called, one by one."""

from __future__ import annotations

from mahdar.export.chronology.words import Words
from mahdar.export.languages import LANGUAGES, Language
from mahdar.record.process_answers import MeetingAnswer, ProcessRef


def words_of(told: MeetingAnswer, language: Language) -> Words:
    """The words to tell of a meeting, with the name of its series."""
    return Words(language, (ProcessRef(id=told.series, label=told.series_label, issues={}),) if told.series else ())


def titles(told: MeetingAnswer) -> dict[str, str]:
    """What a meeting is called, by language."""
    return {language: words_of(told, language).title(told) for language in LANGUAGES}
