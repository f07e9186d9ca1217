"""iCalendar (RFC 5545): an all-day event for each meeting that is dated to the day, as ``mahdar timeline --format ics`` writes it."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.export.chronology import ical
from mahdar.export.chronology.words import Words
from mahdar.export.forms.called import words_of
from mahdar.export.writing import To
from mahdar.record.process_answers import MeetingAnswer


def write(found: Iterator[MeetingAnswer], to: To) -> Iterator[bytes]:
    """The calendar. Meetings that aren't dated to the day are left out."""
    yield ical.opening(Words(to.language, ())("title")).encode()
    for one in found:
        if (days := ical.dated_to(one)) is None:
            to.left += 1
        else:
            yield ical.event(one, days, words_of(one, to.language), to.addresses.shown_at("meeting", one.id)).encode()
    yield ical.CLOSING.encode()
