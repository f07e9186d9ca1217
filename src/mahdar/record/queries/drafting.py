"""Series that pages tell of and no dossier describes, and what the statements of their pages are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table, select

from mahdar.arabic import build_lexicon, fold, tokenize
from mahdar.errors import UsageError
from mahdar.knowledge import Knowledge, load
from mahdar.model import Span
from mahdar.process.drafting import Naming, Recurring, recurring, together
from mahdar.process.joining import happenings
from mahdar.process.keyness import Key, PhraseWords, Standout, Uses, standouts
from mahdar.process.rounds import Round, rounds
from mahdar.process.sides import Sides
from mahdar.record import schema
from mahdar.record.answers import EntityRef
from mahdar.record.draft_answers import CandidateAnswer, Counted, DraftAnswer, TakingAnswer
from mahdar.record.queries.assembled import Answers, labelled
from mahdar.record.queries.judgements import parted
from mahdar.record.queries.lookup import Texts, batches, entity_refs, page_refs
from mahdar.record.queries.series import Dossiers, shipped
from mahdar.record.queries.tellings import sides, tellings

MOST_ISSUES = 12
"""Phrases that a draft proposes as issues."""
SHOWN = 2
"""Participants in the name of an unnamed series."""


def candidates(connection: Connection, dossiers: Dossiers | None = None) -> tuple[CandidateAnswer, ...]:
    """The series that recur and no dossier describes, those of most meetings first; ``dossiers`` are the shipped ones unless given."""
    return _answers(connection, _recurring(connection, sides(connection), shipped() if dossiers is None else dossiers))


def draft(connection: Connection, wanted: Sequence[str], dossiers: Dossiers | None = None) -> DraftAnswer:
    """What a dossier can be begun with for the candidates that ``wanted`` tells, each by its number, id or name (or a part of the name that no
    other has); several are taken for one series.

    Raises `UsageError` for what is none of them.
    """
    acting = sides(connection)
    found = _recurring(connection, acting, shipped() if dossiers is None else dossiers)
    listed = _answers(connection, found)
    chosen = list(dict.fromkeys(_chosen(listed, each) for each in wanted))
    one = together([found[at] for at in chosen], acting) if len(chosen) > 1 else found[chosen[0]]
    number = listed[chosen[0]].number
    pages = page_refs(connection, one.pages)
    statements, issues = _issues(connection, one)
    return DraftAnswer(
        candidate=_answers(connection, [one], number)[0],
        meetings=Answers(connection, one.rounds).meetings(),
        pages=tuple(pages[page] for page in one.pages),
        issues=issues,
        statements=statements,
    )


def _chosen(listed: Sequence[CandidateAnswer], wanted: str) -> int:
    """The place of the candidate that ``wanted`` tells."""
    asked = fold(wanted.strip())
    exact = [at for at, one in enumerate(listed) if wanted.strip() in (str(one.number), *one.series) or asked in map(fold, (one.name, *_forms(one)))]
    likely = exact or [at for at, one in enumerate(listed) if any(asked in fold(name) for name in (one.name, *_forms(one)))]
    if asked and len(likely) == 1:
        return likely[0]
    near = "; ".join(f"{listed[at].number} {listed[at].name}" for at in likely[:5])
    if likely and asked:
        raise UsageError(f"--name: expected the name or number of one candidate, got {wanted!r}, which is that of several: {near}")
    few = f"a number from 1 to {len(listed)}, or a name; `mahdar dossier draft RECORD` lists them" if listed else "one, but the record has none"
    raise UsageError(f"--name: expected the name or number of a candidate, got {wanted!r}; write {few}")


def _forms(one: CandidateAnswer) -> Iterator[str]:
    return (form.form for form in one.forms)


def _recurring(connection: Connection, acting: Sides, dossiers: Dossiers) -> tuple[Recurring, ...]:
    knowledge = load()
    met = rounds(happenings(tellings(connection), acting, parted(connection)), {})
    described = {*dossiers, *(dossier.event for dossier in dossiers.values())}
    described |= {meeting.event for dossier in dossiers.values() for meeting in dossier.meeting if meeting.event is not None}
    return recurring(met, [*_mentioned(connection, knowledge), *_told(connection, met)], acting, described)


def _mentioned(connection: Connection, knowledge: Knowledge) -> Iterator[Naming]:
    """The names of meetings that pages have, but for those of a single day that the knowledge dates."""
    n = schema.names.c
    once = {event.id for event in knowledge.events if event.date is not None}
    words = frozenset(map(fold, (*knowledge.talks.series, *knowledge.talks.round, *knowledge.talks.meeting.kinds())))
    for row in connection.execute(select(n.page, n.entity, n.form).where(n.kind == "event").distinct().order_by(n.page, n.entity, n.form)):
        form = " ".join(row.form.split())
        head = fold(form).partition(" ")[0]
        if row.entity not in once and (head in words or head.removeprefix("ال") in words):
            yield Naming(series=row.entity.rpartition(":")[2], form=form, page=row.page)


def _told(connection: Connection, met: Iterable[Round]) -> Iterator[Naming]:
    """The words by which pages tell of which series a meeting is."""
    spans: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for one in met:
        for told in one.tellings:
            slot = told.meeting.slots.get("series")
            if told.meeting.series is not None and slot is not None:
                spans[told.witness.page] += ((told.meeting.series, span) for span in slot.evidence[:1])
    texts = Texts(connection, spans)
    for page, found in spans.items():
        for series, span in found:
            told_as = texts.quote(page, span.start, span.end)
            form = " ".join(told_as.quote.split())
            if told_as.before.endswith("ل") and form.startswith("ل"):
                form = f"ا{form}"  # للقمة: the article has lost its alef to the preposition
            yield Naming(series=series, form=form, page=page)


def _issues(connection: Connection, one: Recurring) -> tuple[int, tuple[Standout, ...]]:
    """How many statements the pages of a series have, and the phrases that stand out in them against all other pages. A text is counted once,
    under however many addresses it was found."""
    knowledge = load()
    words = PhraseWords(build_lexicon(knowledge), _left_out(knowledge))
    p, s = schema.pages.c, schema.statements.c
    here, elsewhere = Uses(), Counter[Key]()
    mine, seen, told, texts = set(one.pages), set[str](), 0, 0
    pages = list(connection.execute(select(p.id).where(p.id.in_(select(s.page))).order_by(p.id)).scalars())
    for some in batches(sorted(pages, key=lambda page: (page not in mine, page)), 200):
        spans = _spans(connection, schema.statements, some)
        names = _spans(connection, schema.names, some)
        rows = {row.id: row for row in connection.execute(select(p.id, p.text_hash, p.text).where(p.id.in_(some)))}
        for row in (rows[page] for page in some):
            told += len(spans[row.id]) if row.id in mine else 0
            if row.text_hash in seen:
                continue
            seen.add(row.text_hash)
            named = {at for start, end in names[row.id] for at in range(start, end)}
            found = [phrase for start, end in _apart(spans[row.id]) for phrase in _phrases(words, row.text, start, end, named)]
            if row.id in mine:
                here.add(found)
                texts += 1
            else:
                elsewhere.update(key for key, _ in found)
    return told, standouts(here, elsewhere, texts, MOST_ISSUES)


def _phrases(words: PhraseWords, text: str, start: int, end: int, named: Container[int]) -> Iterator[tuple[Key, str]]:
    """The phrases of a stretch of a text, each as it is written there; ``named`` are the offsets inside names."""
    for key, first, last in words.of(tokenize(text, words.lexicon, start, end), lambda token: token.stem_start in named):
        yield key, " ".join(text[first:last].split())


def _left_out(knowledge: Knowledge) -> frozenset[str]:
    """Words that tell who speaks, when and at what meeting, and not of what."""
    months = (word for names in knowledge.months.gregorian.values() for name in names for word in name.split())
    talks = (*knowledge.talks.series, *knowledge.talks.round, *knowledge.talks.meeting.kinds())
    people = (adjective for state in knowledge.states for adjective in (*state.adjectives, *state.people))
    words = (*knowledge.lexical.function, *months, *talks, *people, *knowledge.roles.nouns.group)
    return frozenset(fold(word).removeprefix("ال") for word in words)


def _spans(connection: Connection, table: Table, pages: Sequence[str]) -> defaultdict[str, list[tuple[int, int]]]:
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(select(table.c.page, table.c.start, table.c.end).where(table.c.page.in_(pages))):
        found[row.page].append((row.start, row.end))
    return found


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that ``spans`` cover, each character once."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _answers(connection: Connection, found: Sequence[Recurring], first: int = 1) -> tuple[CandidateAnswer, ...]:
    ids = {id_ for one in found for id_ in (*(t.entity for t in one.participants), *(id_ for id_, _ in (*one.places, *one.hosts)))}
    known = {id_: labelled(ref) for id_, ref in entity_refs(connection, ids).items()}
    return tuple(_answer(one, number, known) for number, one in enumerate(found, first))


def _answer(one: Recurring, number: int, known: dict[str, EntityRef]) -> CandidateAnswer:
    days = one.days
    who = tuple(TakingAnswer(entity=known[t.entity], role=t.role, meetings=t.meetings, pages=t.pages) for t in one.participants)
    places = tuple(Counted(entity=known[place], meetings=count) for place, count in one.places)
    sorts = sorted(who, key=lambda taking: taking.entity.kind == "person")
    met = "، ".join(_label(taking.entity) for taking in sorts[:SHOWN])
    name = one.forms[0].form if one.forms else f"{met}: {_label(places[0].entity)}" if places else met
    return CandidateAnswer(
        number=number,
        name=name or ", ".join(one.series),
        named=bool(one.series),
        series=one.series,
        forms=one.forms,
        pages=len(one.pages),
        meetings=len(one.rounds),
        numbers=one.numbers,
        first=days[0] if days else None,
        last=days[1] if days else None,
        kinds=dict(one.kinds),
        participants=who,
        places=places,
        hosts=tuple(Counted(entity=known[host], meetings=count) for host, count in one.hosts),
    )


def _label(entity: EntityRef) -> str:
    return entity.label.get("ar") or entity.label.get("en") or entity.id
