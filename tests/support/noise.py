"""A reader that is right only now and then: gold turned into readings with faults of every kind, for testing the scorer."""

from __future__ import annotations

from random import Random

from mahdar.evaluate.gold import GoldPage
from mahdar.model import Block, Entity, Meeting, Name, Participant, Published, Reading, Slot, Span, Speaker, Statement, Time, Via


def noisy_reading(gold: GoldPage, random: Random) -> Reading:
    """What a middling reader would make of the page. Ids are its own (``my-KEY``), and some are mixed up."""
    text, keys = gold.page.text, [entity.key for entity in gold.entities]

    def wrong(share: float) -> bool:
        return random.random() < share

    def entity(key: str) -> str:
        return f"my-{random.choice(keys) if wrong(0.15) else key}"

    def moved(span: Span) -> tuple[int, int]:
        start = max(0, span.start - random.randint(0, 6)) if wrong(0.2) else span.start
        end = min(len(text), span.end + random.randint(0, 30)) if wrong(0.2) else span.end
        return start, end

    def speaker(key: str) -> Speaker | None:
        if wrong(0.1):
            return None
        known = [name for name in gold.names if name.entity == key]
        label = random.choice(known).of(text) if known else "المتحدث"
        return Speaker(entity=None if wrong(0.2) else entity(key), label=label, start=0, end=1)

    statements = [
        Statement(
            start=at[0],
            end=at[1],
            id=str(number),
            cue=None if wrong(0.2) or s.cue is None else Span(start=s.cue.start, end=moved(s.cue)[1]),
            speaker=speaker(s.speaker),
            addressee=entity(s.addressee) if s.addressee else None,
            act="state" if wrong(0.3) else s.act,
            kind="direct" if wrong(0.3) else s.kind,
            via=tuple(Via(start=0, end=1, entity=entity(key)) for key in sorted(s.via)),
            found_by="noise",
            confidence=0.5,
        )
        for number, (s, at) in enumerate((s, moved(s)) for s in gold.statements)
        if not wrong(0.2)
    ]
    meetings = [
        Meeting(
            id=str(number),
            series="talks" if m.series and wrong(0.3) else m.series and f"my-{m.series}",
            ordinal=None if wrong(0.2) else m.ordinal,
            place=entity(m.place) if m.place else None,
            start=m.start,
            end=None if wrong(0.3) else m.end,
            participants=tuple(Participant(entity=entity(p.entity), role=p.role, evidence=()) for p in m.participants if not wrong(0.2)),
            status=m.status,
            evidence=(Span(start=0, end=1),),
            slots={"status": Slot(basis="inferred")},
        )
        for number, m in enumerate(gold.meetings)
        if not wrong(0.15)
    ]
    random.shuffle(meetings)
    return Reading(
        page=gold.page.id,
        text_hash=gold.page.text_hash,
        source=f"{gold.id}.txt",
        language="ar",
        engine="noise",
        outlet=None,
        published=None
        if wrong(0.2) or not gold.published
        else Published(value=gold.published[:7] if wrong(0.2) else gold.published, basis="inferred"),
        credits=(),
        text=text,
        blocks=tuple(
            Block(start=b.start, end=moved(b)[1], role="body" if wrong(0.15) else b.role, confidence=1, why="")
            for b in gold.blocks
            if not wrong(0.05)
        ),
        times=tuple(
            Time(start=at[0], end=at[1], type=t.type, value=None if wrong(0.2) else t.value, anchor=None, rule="noise")
            for t, at in ((t, moved(t)) for t in gold.times)
            if not wrong(0.15)
        ),
        entities=tuple(Entity(id=f"my-{e.key}", kind=e.kind, label={"en": e.en}) for e in gold.entities),
        names=tuple(
            Name(start=at[0], end=at[1], kind="place" if wrong(0.1) else n.kind, entity=entity(n.entity), found_by="noise", confidence=0.5)
            for n, at in ((n, moved(n)) for n in gold.names)
            if not wrong(0.15)
        ),
        statements=tuple(statements),
        meetings=tuple(meetings),
    )
