"""From a found round to a meeting: dates, place, host, participants and status, each slot with how it is known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from mahdar.arabic import Text, Token, fold
from mahdar.knowledge import Knowledge, KnownMeeting
from mahdar.meetings.agenda import Agendas
from mahdar.meetings.delegations import Delegate
from mahdar.meetings.hosting import Hosting
from mahdar.meetings.rounds import RoundDraft, clause_of, span_of_mention
from mahdar.meetings.status import sentence_of
from mahdar.meetings.times import times_of
from mahdar.model import Evidence, Meeting, Participant, ParticipantRole, Slot, Span, Statement, Status, Time
from mahdar.names import PageNames
from mahdar.names.page import Mention
from mahdar.times import Found

_ROLES_ORDER: tuple[ParticipantRole, ...] = ("guarantor", "party", "mediator", "observer", "host", "participant")
_AHEAD = ("announced", "postponed", "cancelled")
_YEAR, _DAY = len("2017"), len("2017-10-30")


def complete(
    draft: RoundDraft, text: Text, names: PageNames, found: Sequence[Found], times: Sequence[Time], statements: Sequence[Statement],
    published: str | None, knowledge: Knowledge, hosting: Hosting, agendas: Agendas, text_hash: str,
    delegates: Callable[[int, int, int], Iterable[Delegate]],
) -> Meeting:  # fmt: skip
    """The meeting of ``draft``: ``times[n]`` is the value of ``found[n]``; ``published`` the page's date, if known;
    ``delegates`` tells for whom delegations come that are told together in a line, between two of its tokens."""
    slots: dict[str, Slot] = {}
    evidence = tuple(dict.fromkeys(span_of_mention(text, m) for m in draft.mentions))
    if draft.ordinal is not None:
        slots["ordinal"] = Slot(basis="stated", evidence=evidence[:1])
    slots["series"] = Slot(basis="stated", evidence=evidence[:1])
    start, end = _dates(draft, text, found, times, published, slots)
    place = _place(draft, text, names, slots)
    host = _host(draft, text, names, hosting, place, slots)
    status = _status(draft, start, end, published, slots, evidence)
    participants = _participants(draft, text, names, statements, status, knowledge, delegates)
    series = draft.dossier.id
    digest = hashlib.sha256(f"{text_hash}:{series}:{evidence[0].start}".encode()).hexdigest()[:12]
    agenda = agendas.of(_sentences(draft, text), series, lambda: (series,))
    return Meeting(
        id=f"{series}-{draft.ordinal}" if draft.ordinal is not None else digest,
        series=series, ordinal=draft.ordinal, place=place, start=start, end=end, host=host, participants=participants,
        status=status, agenda=agenda, evidence=evidence, slots=slots,
    )  # fmt: skip


def _dates(
    draft: RoundDraft, text: Text, found: Sequence[Found], times: Sequence[Time], published: str | None, slots: dict[str, Slot]
) -> tuple[str | None, str | None]:
    """Start and end: the page's own times, else the dossier's for that number.

    What is told of a round that was held, or of its last or first day, is completed by the dossier where both agree;
    what is announced stands as announced, at the precision told (في منتصف العام المقبل: the year).
    """
    known = draft.dossier.known(draft.ordinal) if draft.ordinal is not None else None
    ahead = draft.status() in _AHEAD or (known is not None and _before(published, known.start))
    told = [(mention, times[n], value) for mention, n in times_of(text, draft, found) if (value := times[n].value) is not None]
    for mention, time, value in sorted(told, key=lambda item: len(item[2]) == _YEAR):
        first, _, last = value.partition("/")
        last = last or first
        stated = Slot(basis="stated", evidence=(Span(start=time.start, end=time.end),))
        if ahead and draft.status() != "cancelled" and _before(last, published):
            if known is None or len(first) == _YEAR or not _agree(first, last, known):
                continue  # اتفقوا أمس على عقد الجولة: the day of the agreement
        elif ahead:
            slots["start"] = slots["end"] = stated
            return first, last
        elif len(first) == _YEAR:
            continue
        if known is None:
            if first == last and mention.opens != mention.closes:  # انطلقت أمس: the first day alone; اختتمت اليوم: the last
                slots["start" if mention.opens else "end"] = stated
                return (first, None) if mention.opens else (None, last)
            slots["start"] = slots["end"] = stated
            return first, last
        if _agree(first, last, known):
            full = Slot(basis="dossier", why=f"the dossier has round {draft.ordinal} on {known.start}/{known.end}")
            slots["start"] = stated if first == known.start else full
            slots["end"] = stated if last == known.end else full
            return known.start, known.end
        if mention is draft.mentions[0] and _near(first, known):
            slots["start"] = slots["end"] = stated
            return first, last
    if known is not None:
        slots["start"] = slots["end"] = Slot(
            basis="dossier", why=f"the page tells no day; the dossier has round {draft.ordinal} on {known.start}/{known.end}"
        )
        return known.start, known.end
    return None, None


def _before(a: str | None, b: str | None) -> bool:
    """Whether the EDTF date ``a`` is earlier than ``b`` at the precision both have; False where one isn't known."""
    return a is not None and b is not None and a[: len(b)] < b[: len(a)]


def _agree(first: str, last: str, known: KnownMeeting) -> bool:
    """Whether told dates lie inside known ones, at the precision told."""
    return known.start[: len(first)] <= first <= known.end[: len(first)] and known.start[: len(last)] <= last <= known.end[: len(last)]


def _near(first: str, known: KnownMeeting) -> bool:
    """Whether a told date can be of this round at all: in the month of its start or end, or in the year where that is all
    that is known."""
    return any(first[:7] == day[:7] or first.startswith(f"{day}-") for day in (known.start, known.end))


def _place(draft: RoundDraft, text: Text, names: PageNames, slots: dict[str, Slot]) -> str | None:
    """The city told in the round's clause after في, if it is one where the dossier has such rounds, or the dossier has none; else the dossier's
    for that number."""
    known = draft.dossier.known(draft.ordinal) if draft.ordinal is not None else None
    likely = {draft.dossier.place, known.place if known else None} - {None}
    for mention in draft.mentions:
        line = text.lines[mention.line]
        begin, end = clause_of(line, mention)
        for m in names.mentions[mention.line]:
            if m.kind != "place" or not max(begin, mention.first) <= m.first < end or not _inside(line.tokens, m):
                continue
            if m.entity in likely or not likely:
                slots["place"] = Slot(basis="stated", evidence=(Span(start=m.start, end=m.end),))
                return m.entity
    if known is not None and known.place:
        slots["place"] = Slot(basis="dossier", why=f"the dossier has round {draft.ordinal} in {known.place}")
        return known.place
    return None


def _inside(tokens: Sequence[Token], m: Mention) -> bool:
    """Whether the place is where something is: في أستانا، في العاصمة أستانا، بأستانا."""
    return tokens[m.first].pro == "ب" or (m.first > 0 and tokens[m.first - 1].stem in ("في", "العاصمه", "مدينه"))


def _host(draft: RoundDraft, text: Text, names: PageNames, hosting: Hosting, place: str | None, slots: dict[str, Slot]) -> str | None:
    """Who is said to host it; where nobody is, the dossier's host of the series, if the round is in his country."""
    host = hosting.host(text, names, draft.mentions)
    if host is None:
        known = draft.dossier.host
        if known is None or not hosting.lies_in(place, known):
            return None
        slots["host"] = Slot(basis="dossier", why=f"the dossier has {known} as host of the series, and {place} lies there")
        return known
    slots["host"] = Slot(basis="stated", evidence=(Span(start=host.start, end=host.end),))
    return host.entity


def _status(draft: RoundDraft, start: str | None, end: str | None, published: str | None, slots: dict[str, Slot], evidence: Evidence) -> Status:
    """How it stood when the page was published: what the page says, unless the dates say that it can't have stood so
    then; else worked out from the dates; else held, since it is told of as known."""
    told = draft.status()
    if told in ("held", "ongoing") and _before(published, start):
        slots["status"] = Slot(basis="inferred", why=f"published {published}, before it begins on {start}")
        return "announced"
    known = draft.ordinal is not None and draft.dossier.known(draft.ordinal) is not None
    if _before(end, published) and (told == "ongoing" or (told == "announced" and known)):
        slots["status"] = Slot(basis="inferred", why=f"published {published}, after it ended on {end}")
        return "held"
    if told is not None:
        slots["status"] = Slot(basis="stated", evidence=evidence[:1])
        return told
    status: Status | None = None
    if _before(published, start):
        status = "announced"
    elif _before(end, published):
        status = "held"
    elif end and published and len(published) == _DAY:
        status = "ongoing"
    if status is not None:
        slots["status"] = Slot(basis="inferred", why=f"published {published}, the round {start}/{end}")
        return status
    slots["status"] = Slot(basis="inferred", why="told of as known, with no word of when")
    return "held"


def _sentences(draft: RoundDraft, text: Text) -> Iterator[Sequence[Token]]:
    """The tokens of the sentences that tell of the round, each once."""
    places = dict.fromkeys((m.line, *sentence_of(text.lines[m.line], m.first)) for m in draft.mentions)
    return (text.lines[n].tokens[begin:end] for n, begin, end in places)


def _participants(
    draft: RoundDraft, text: Text, names: PageNames, statements: Sequence[Statement], status: Status, knowledge: Knowledge,
    delegates: Callable[[int, int, int], Iterable[Delegate]],
) -> tuple[Participant, ...]:  # fmt: skip
    """Who takes part, from the sentences that tell of the round: groups and states with their dossier role, those for whom delegations
    come, and envoys who speak there."""
    roles = {a.entity: a.role for a in draft.dossier.actor}
    attendance = frozenset(fold(w) for w in knowledge.talks.attendance)
    persons = {e.id for e in names.entities.values() if e.kind == "person"}
    found: dict[str, tuple[ParticipantRole, list[Span]]] = {}

    def add(entity: str, role: ParticipantRole, span: Span) -> None:
        found.setdefault(entity, (role, []))[1].append(span)

    for number, begin, end in dict.fromkeys((m.line, *sentence_of(text.lines[m.line], m.first)) for m in draft.mentions):
        line = text.lines[number]
        if line.block.role == "caption":
            continue
        words = line.tokens[begin:end]
        for group in draft.dossier.group:
            for name in group.names:
                if span := _find(words, tuple(fold(name).split())):
                    add(group.entity, group.role, span)
                    break
        if any(t.stem in attendance for t in words):
            for m in names.mentions[number]:
                if m.kind == "state" and begin <= m.first < end and m.entity in roles:
                    add(m.entity, roles[m.entity], Span(start=m.start, end=m.end))
            for delegate in delegates(number, begin, end):
                add(delegate.entity, roles.get(delegate.entity, "party"), delegate.span)
        here = Span(start=words[0].start, end=words[-1].end)
        if status == "ongoing" and line.block.role != "title":
            for speaker in (st.speaker for st in statements if st.cue and here.holds(st.cue)):
                if speaker and speaker.entity in persons and here.holds(Span(start=speaker.start, end=speaker.end)):
                    add(speaker.entity, "participant", Span(start=speaker.start, end=speaker.end))
    ordered = sorted(found.items(), key=lambda item: (_ROLES_ORDER.index(item[1][0]), item[0]))
    return tuple(Participant(entity=e, role=role, evidence=tuple(dict.fromkeys(spans))) for e, (role, spans) in ordered)


def _find(tokens: Sequence[Token], words: tuple[str, ...]) -> Span | None:
    """The span of ``words`` in a row among the tokens, the first one without its proclitics."""
    for i, token in enumerate(tokens[: len(tokens) - len(words) + 1]):
        if token.stem == words[0] and all(tokens[i + k].norm == words[k] for k in range(1, len(words))):
            return Span(start=token.stem_start, end=tokens[i + len(words) - 1].end)
    return None
