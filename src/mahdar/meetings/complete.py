"""From a found round to a meeting: dates, place, host, participants and status, each slot with how it is known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mahdar.arabic import Text, fold
from mahdar.knowledge import Knowledge
from mahdar.meetings.rounds import RoundDraft, span_of_mention
from mahdar.meetings.times import clause_of, times_of
from mahdar.model import Evidence, Meeting, Participant, ParticipantRole, Slot, Span, Statement, Status, Time
from mahdar.names import PageNames
from mahdar.names.find import Mention
from mahdar.times import Found

_ROLES_ORDER: tuple[ParticipantRole, ...] = ("guarantor", "party", "mediator", "observer", "host", "participant")


def complete(
    draft: RoundDraft, text: Text, names: PageNames, found: Sequence[Found], times: Sequence[Time], statements: Sequence[Statement],
    published: str | None, knowledge: Knowledge, text_hash: str,
) -> Meeting:  # fmt: skip
    """The meeting of ``draft``: ``times[n]`` is the value of ``found[n]``; ``published`` the page's date, if known."""
    slots: dict[str, Slot] = {}
    evidence = tuple(dict.fromkeys(span_of_mention(text, m) for m in draft.mentions))
    if draft.ordinal is not None:
        slots["ordinal"] = Slot(basis="stated", evidence=evidence[:1])
    slots["series"] = Slot(basis="stated", evidence=evidence[:1])
    start, end = _dates(draft, text, found, times, slots)
    place = _place(draft, text, names, slots)
    host = _host(draft, text, names, knowledge, slots)
    status = _status(draft, start, end, published, slots, evidence)
    participants = _participants(draft, text, names, statements, status)
    series = draft.dossier.id
    digest = hashlib.sha256(f"{text_hash}:{series}:{evidence[0].start}".encode()).hexdigest()[:12]
    agenda = tuple(i.key for i in draft.dossier.issue if any(fold(t) in _clauses(draft, text) for t in i.terms))
    return Meeting(
        id=f"{series}-{draft.ordinal}" if draft.ordinal is not None else digest,
        series=series, ordinal=draft.ordinal, place=place, start=start, end=end, host=host, participants=participants,
        status=status, agenda=agenda, evidence=evidence, slots=slots,
    )  # fmt: skip


def _dates(draft: RoundDraft, text: Text, found: Sequence[Found], times: Sequence[Time], slots: dict[str, Slot]) -> tuple[str | None, str | None]:
    """Start and end: the page's own times, else the dossier's for that number.

    What the page tells of a round that was held, or of its last or first day, is completed by the dossier where both
    agree; what it announces stands as announced.
    """
    known = draft.dossier.known(draft.ordinal) if draft.ordinal is not None else None
    told = [(mention, times[n]) for mention, n in times_of(text, draft, found) if times[n].value is not None]
    ahead = draft.status() in ("announced", "postponed", "cancelled")
    for mention, time in told:
        assert time.value is not None
        if len(time.value.split("/")[0]) == 4:
            continue
        first, _, last = time.value.partition("/")
        last = last or first
        span = Span(start=time.start, end=time.end)
        if known is not None and not ahead and _agree(first, last, known.start, known.end):
            basis: Slot = Slot(basis="stated", evidence=(span,))
            full = Slot(basis="dossier", why=f"the dossier has round {draft.ordinal} on {known.start}/{known.end}")
            slots["start"] = basis if first == known.start else full
            slots["end"] = basis if last == known.end else full
            return known.start, known.end
        if known is not None and not ahead and draft.mentions[0] is not mention and len(draft.mentions) > 1:
            continue
        if known is not None and not ahead and not _near(first, known.start, known.end):
            continue
        slots["start"] = slots["end"] = Slot(basis="stated", evidence=(span,))
        return first, last
    if known is not None:
        slots["start"] = slots["end"] = Slot(
            basis="dossier", why=f"the page tells no day; the dossier has round {draft.ordinal} on {known.start}/{known.end}"
        )
        return known.start, known.end
    return None, None


def _agree(first: str, last: str, start: str, end: str) -> bool:
    """Whether told dates lie inside known ones, at the precision told."""
    return start[: len(first)] <= first <= end[: len(first)] and start[: len(last)] <= last <= end[: len(last)]


def _near(first: str, start: str, end: str) -> bool:
    """Whether a told date can be of this round at all: the same month as its start or end."""
    return first[:7] in (start[:7], end[:7])


def _place(draft: RoundDraft, text: Text, names: PageNames, slots: dict[str, Slot]) -> str | None:
    """The city told in the round's clause after في, else the dossier's for that number."""
    for mention in draft.mentions:
        line = text.lines[mention.line]
        begin, end = clause_of(line, mention.first)
        for m in names.mentions[mention.line]:
            if m.kind == "place" and begin <= m.first < end and m.first >= mention.first and _in(line.tokens, m):
                known = draft.dossier.known(draft.ordinal) if draft.ordinal is not None else None
                if m.entity in (draft.dossier.place, known.place if known else None):
                    slots["place"] = Slot(basis="stated", evidence=(Span(start=m.start, end=m.end),))
                    return m.entity
    known = draft.dossier.known(draft.ordinal) if draft.ordinal is not None else None
    if known is not None and known.place:
        slots["place"] = Slot(basis="dossier", why=f"the dossier has round {draft.ordinal} in {known.place}")
        return known.place
    return None


def _in(tokens: Sequence[object], m: Mention) -> bool:
    before = tokens[m.first - 1] if m.first else None
    here = tokens[m.first]
    return (before is not None and getattr(before, "stem", "") in ("في", "العاصمه")) or getattr(here, "pro", "") == "ب"


def _host(draft: RoundDraft, text: Text, names: PageNames, knowledge: Knowledge, slots: dict[str, Slot]) -> str | None:
    """Who is said to host it: the subject of استضاف, before the verb (X، التي استضافت) or after it."""
    verbs = frozenset(fold(v) for v in knowledge.talks.host.verbs)
    for mention in draft.mentions:
        line = text.lines[mention.line]
        for k in range(max(0, mention.first - 6), min(len(line.tokens), mention.last + 10)):
            if line.tokens[k].stem not in verbs:
                continue
            hosts = [m for m in names.mentions[mention.line] if m.kind in ("state", "organization")]
            after = next((m for m in hosts if m.first == k + 1), None)
            before = next((m for m in reversed(hosts) if m.last <= k and k - m.last <= 2), None)
            host = after or before
            if host is not None:
                slots["host"] = Slot(basis="stated", evidence=(Span(start=host.start, end=host.end),))
                return host.entity
    return None


def _status(draft: RoundDraft, start: str | None, end: str | None, published: str | None, slots: dict[str, Slot], evidence: Evidence) -> Status:
    """What the page says; else worked out from the dates; else held, since it is told of as known."""
    told = draft.status()
    if start and published and told in ("held", "ongoing") and published[: len(start)] < start[: len(published)]:
        slots["status"] = Slot(basis="inferred", why=f"published {published}, before it begins on {start}")
        return "announced"
    if told is not None:
        slots["status"] = Slot(basis="stated", evidence=evidence[:1])
        return told
    if start and end and published and len(published) == 10:
        status: Status = "announced" if published < start else "ongoing" if published <= end else "held"
        slots["status"] = Slot(basis="inferred", why=f"published {published}, the round {start}/{end}")
        return status
    slots["status"] = Slot(basis="inferred", why="told of as known, with no word of when")
    return "held"


def _clauses(draft: RoundDraft, text: Text) -> str:
    """The folded words of the sentences that tell of the round."""
    parts = []
    for mention in draft.mentions:
        line = text.lines[mention.line]
        begin, end = next(((a, b) for a, b in line.sentences if a <= mention.first < b), (0, len(line.tokens)))
        parts.append(" ".join(t.norm for t in line.tokens[begin:end]))
    return "  ".join(parts)


def _participants(draft: RoundDraft, text: Text, names: PageNames, statements: Sequence[Statement], status: Status) -> tuple[Participant, ...]:
    """Who takes part, from the sentences that tell of the round: groups and states with their dossier role, and envoys
    who speak there."""
    roles = {a.entity: a.role for a in draft.dossier.actor}
    persons = {e.id for e in names.entities.values() if e.kind == "person"}
    found: dict[str, tuple[ParticipantRole, list[Span]]] = {}

    def add(entity: str, role: ParticipantRole, span: Span) -> None:
        found.setdefault(entity, (role, []))[1].append(span)

    for mention in draft.mentions:
        line = text.lines[mention.line]
        if line.block.role == "caption":
            continue
        begin, end = next(((a, b) for a, b in line.sentences if a <= mention.first < b), (0, len(line.tokens)))
        words = line.tokens[begin:end]
        for group in draft.dossier.group:
            for name in group.names:
                if span := _find(words, tuple(fold(name).split())):
                    add(group.entity, group.role, span)
                    break
        if any(t.stem in ("مشاركه", "حضور", "وفود", "تشارك", "يشارك", "بمشاركه") for t in words):
            for m in names.mentions[mention.line]:
                if m.kind == "state" and begin <= m.first < end and m.entity in roles:
                    add(m.entity, roles[m.entity], Span(start=m.start, end=m.end))
        here = Span(start=words[0].start, end=words[-1].end)
        if status == "ongoing" and line.block.role != "title":
            for speaker in (st.speaker for st in statements if st.cue and here.holds(st.cue)):
                if speaker and speaker.entity in persons and here.holds(Span(start=speaker.start, end=speaker.end)):
                    add(speaker.entity, "participant", Span(start=speaker.start, end=speaker.end))
    ordered = sorted(found.items(), key=lambda item: (_ROLES_ORDER.index(item[1][0]), item[0]))
    return tuple(Participant(entity=e, role=role, evidence=tuple(dict.fromkeys(spans))) for e, (role, spans) in ordered)


def _find(tokens: Sequence[object], words: tuple[str, ...]) -> Span | None:
    """The span of ``words`` in a row among the tokens, the first one without its proclitics."""
    for i in range(len(tokens) - len(words) + 1):
        if getattr(tokens[i], "stem", "") == words[0] and all(getattr(tokens[i + k], "norm", "") == words[k] for k in range(1, len(words))):
            return Span(start=tokens[i].stem_start, end=tokens[i + len(words) - 1].end)  # type: ignore[attr-defined]
    return None
