"""Which meeting a telling tells of: none that counts, a new one, or one told before.

A log-linear choice (`mahdar.sequence.choice`) among them in the order of the page, learnt from annotated pages (``joining.tsv``): signs of the
telling by itself speak for none or a new one, signs of the pair (who takes part, where, when, which number, what the noun is called, a
definite noun that takes up one told before: الاجتماع) for each that was told. To take two meetings for one loses one of them wholly, to take
one for two loses little, so that one told before must be likelier than the others by a factor (`JOINING_ODDS`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

import msgspec

from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage
from mahdar.sequence.choice import Choice

_ALIKE = {"talks": "t", "meeting": "t", "summit": "t", "conference": "t", "session": "t", "visit": "v", "call": "c", "signing": "s"}
_NEAR, _BACK = 3, 12
NONE, NEW, JOINED = 0, 1, 2
"""Places of the candidates: no meeting, a new one, and the first of those told before."""
JOINING_ODDS = 0.67
"""By what the odds of those told before are multiplied; chosen on held-out folds of the pages annotated for learning."""


class Draft(msgspec.Struct):
    """A meeting as gathered so far from its tellings."""

    mentions: list[MeetingMention] = []
    core: set[str] = set()
    places: set[str] = set()
    times: set[str] = set()
    ordinals: set[int] = set()
    events: set[str] = set()
    states: set[str] = set()
    sides: set[str] = set()
    tails: dict[str, set[str]] = {}
    """By the noun of a telling what it is called (القمة الثلاثية)."""
    numbered: int | None = None
    """The place of the numbered round that it is, among those of the page."""

    def add(self, page: MeetingPage, mention: MeetingMention) -> None:
        """Take up a telling."""
        self.mentions.append(mention)
        if mention.numbered is not None:
            self.numbered = mention.numbered
        self.core.update(mention.core)
        if (place := page.place_of(mention)) is not None:
            self.places.add(place)
        if (time := page.time_of(mention)) is not None and time.time.value is not None:
            self.times.add(time.time.value)
        if mention.ordinal is not None:
            self.ordinals.add(mention.ordinal)
        if mention.event is not None:
            self.events.add(mention.event.entity)
        self.states.update(page.states_of(mention.core))
        self.sides.add(page.side_of(mention))
        self.tails.setdefault(mention.teller.lemma, set()).update(page.tail_of(mention))

    def latest(self, *, lemma: str | None = None, sort: str | None = None) -> tuple[int, int]:
        """Line and token of the last telling by the noun or verb ``lemma``, or by one of the ``sort`` of meeting; before all where there is none."""
        told = ((m.line, m.first) for m in self.mentions if lemma in (None, m.teller.lemma) and sort in (None, _ALIKE[m.kind]))
        return max(told, default=(-1, -1))


class Told(msgspec.Struct, frozen=True):
    """What a telling says that is compared with each meeting told before, and which of these its word was last used of."""

    place: str | None
    time: str | None
    states: frozenset[str]
    side: str
    tail: frozenset[str]
    latest_lemma: tuple[int, int]
    latest_sort: tuple[int, int]


def told_of(page: MeetingPage, mention: MeetingMention, drafts: Sequence[Draft]) -> Told:
    """What ``mention`` says, beside ``drafts``."""
    time = page.time_of(mention)
    lemma, sort = mention.teller.lemma, _ALIKE[mention.kind]
    return Told(
        page.place_of(mention),
        time.time.value if time is not None else None,
        frozenset(page.states_of(mention.core)),
        page.side_of(mention),
        frozenset(page.tail_of(mention)),
        max((d.latest(lemma=lemma) for d in drafts), default=(-1, -1)),
        max((d.latest(sort=sort) for d in drafts), default=(-1, -1)),
    )


def own_signs(page: MeetingPage, mention: MeetingMention) -> list[str]:
    """The signs of a telling by itself."""
    line = page.lines[mention.line]
    view, teller, words = line.view, mention.teller, page.words
    before = range(max(mention.begin, mention.first - _NEAR), mention.first)
    holding = next((words.holding[view.stem(k)] for k in reversed(before) if view.stem(k) in words.holding), "")
    beside = next((view.stem(k) for k in reversed(before) if view.stem(k) in words.beside), "")
    after = view.word(mention.last)
    shape = f"{teller.form.shape}:{teller.form.number}" if teller.form is not None else "several" if teller.several else "noun"
    other = any(words.is_other(view.word(k)) for k in (*before[-1:], mention.last, mention.last + 1))
    new = next((view.word(k) for k in range(mention.first - 1, mention.last + 4) if view.word(k) in words.apart), "")
    persons = sum(1 for e in mention.core if (x := page.names.entities.get(e)) is not None and x.kind == "person")
    markers = {p.marker for p in line.parties_in(mention.last, min(mention.end, mention.last + 8))}
    governs = ",".join(sorted(markers & set(teller.governs))) if teller.sort == "verb" else ",".join(sorted(markers & {"مع", "بين", "ل"}))
    place = page.place_of(mention) is not None
    time = page.time_of(mention) is not None
    pro = view.pro(mention.first)
    will = "س" in pro
    named = "" if mention.event is None else mention.event.found_by
    return [
        f"lemma={teller.lemma}",
        f"lemma={teller.lemma}:{shape}:{mention.definite}",
        f"kind={teller.kind}:{mention.definite}:{shape}",
        f"role={view.line.block.role}:{teller.sort}",
        f"other={other}",
        f"core={min(len(mention.core), 3)}:{teller.kind}",
        f"core={min(len(mention.core), 3)}:{teller.lemma}",
        f"persons={min(persons, 2)}:{teller.kind}",
        f"governs={teller.lemma}:{governs}",
        f"place={place}:{teller.kind}",
        f"time={time}:{teller.kind}",
        f"told={place}:{time}:{bool(mention.core)}",
        f"told={place}:{time}:{bool(mention.core)}:{mention.definite}:{teller.sort}",
        f"holding={holding}",
        f"holding={bool(holding)}:{mention.definite}",
        f"beside={beside}",
        f"beside={bool(beside)}:{teller.sort}",
        f"after={after}",
        f"before={view.stem(mention.first - 1)}",
        f"pro={pro}:{teller.sort}",
        f"will={will}:{teller.kind}",
        f"new={new}",
        f"new={bool(new)}:{mention.definite}",
        f"pronoun={view.tokens[mention.first].enclitic}:{teller.kind}",
        f"event={named}",
        f"event={bool(named)}:{teller.kind}",
        f"ordinal={mention.ordinal is not None}",
        f"quoted={view.in_quotation(view.tokens[mention.first])}",
        f"negated={view.word(mention.first - 1) in words.negating}",
    ]


def told_signs(mention: MeetingMention, drafts: Sequence[Draft]) -> list[str]:
    """The signs of what the page has told before, for none and for a new one."""
    alike = [d for d in drafts if any(_ALIKE[m.kind] == _ALIKE[mention.kind] for m in d.mentions)]
    same = [d for d in drafts if any(m.teller.lemma == mention.teller.lemma for m in d.mentions)]
    fitting = [d for d in drafts if mention.core and set(mention.core) <= d.core]
    here = [d for d in drafts if d.mentions[-1].line == mention.line]
    return [
        f"told-alike={min(len(alike), 2)}:{mention.definite}:{mention.teller.sort}",
        f"told-same={min(len(same), 2)}:{mention.definite}",
        f"told={min(len(drafts), 3)}:{mention.definite}",
        f"told-fitting={min(len(fitting), 2)}:{bool(mention.core)}:{mention.teller.sort}",
        f"told-here={min(len(here), 2)}:{mention.teller.sort}:{mention.definite}",
        f"told-kind={min(len(alike), 2)}:{mention.kind}:{mention.definite}:{bool(mention.core)}",
    ]


def pair_signs(page: MeetingPage, mention: MeetingMention, told: Told, draft: Draft, rank: int) -> Iterator[str]:
    """The signs that a telling tells of ``draft``; ``rank`` counts those told since that (0: none)."""
    last = draft.mentions[-1]
    view, words = page.lines[mention.line].view, page.words
    define = "verb" if mention.teller.sort == "verb" else "def" if mention.definite else "indef"
    sort = _sort(mention, draft)
    same_sentence = last.line == mention.line and last.begin == mention.begin
    near = "sentence" if same_sentence else str(min(mention.line - last.line, 4))
    who = _compare(draft.core, set(mention.core))
    clash = _clash(page, draft.core, set(mention.core))
    where = "" if told.place is None else _fits(told.place, draft.places)
    when = "" if told.time is None else "u" if not draft.times else "y" if any(_agree(told.time, t) for t in draft.times) else "n"
    number = "" if mention.ordinal is None else _fits(mention.ordinal, draft.ordinals)
    event = "" if mention.event is None else _fits(mention.event.entity, draft.events)
    compared = (where, when, number, event, clash)
    against, for_it = min(compared.count("n"), 2), min(compared.count("y"), 2)
    title = page.text.lines[draft.mentions[0].line].block.role == "title"
    apart = any(view.word(k) in words.apart for k in range(mention.first - 1, mention.last + 4))
    if same_sentence:
        yield from _within(page, mention, last, define, sort)
    yield from _alike(mention, told, draft, define, sort)
    yield f"against={against}:{for_it}"
    yield f"against={against}:{for_it}:{define}"
    yield f"against={against}:{sort}"
    yield f"clash={clash}:{define}"
    yield f"clash={clash}:{sort}"
    yield f"kinds={last.kind}:{mention.kind}:{define}"
    yield f"sort={sort}:{define}"
    yield f"who={who}"
    yield f"who={who}:{sort}"
    yield f"who={who}:{define}:{same_sentence}"
    yield f"rank={min(rank, 3)}:{define}"
    yield f"rank={min(rank, 3)}:{sort}"
    yield f"near={near}:{define}"
    yield f"near={near}:{sort}"
    yield f"where={where}"
    yield f"when={when}"
    yield f"place-time={where}:{when}:{define}"
    yield f"number={number}"
    yield f"event={event}"
    yield f"title={title}:{sort}"
    yield f"title={title}:{who}:{define}"
    yield f"size={min(len(draft.mentions), 3)}:{define}"
    yield f"apart={apart}:{sort}"
    yield f"several={mention.teller.several}:{any(m.teller.several for m in draft.mentions)}"
    yield f"status={page.status_of(mention)}:{page.status_of(last)}"
    yield f"bare={not (mention.core or told.place or told.time or mention.event)}:{define}:{sort}"


def _within(page: MeetingPage, mention: MeetingMention, last: MeetingMention, define: str, sort: str) -> Iterator[str]:
    """The signs of a telling in one sentence with the last of a meeting told before: what joins or parts the two (التقى … على هامش القمة)."""
    line = page.lines[mention.line]
    view, words = line.view, page.words
    gap = mention.first - last.last
    link = view.pro(mention.first) if gap <= 0 else view.word(mention.first - 1)
    borders = "+".join(sorted(line.between(last.last, mention.first))) if gap >= 0 else "in"
    near = range(mention.first - 1, max(mention.begin, mention.first - _NEAR) - 1, -1)
    beside = next((view.stem(k) for k in near if view.stem(k) in words.beside), "")
    yield f"link={link}:{min(gap, 3)}"
    yield f"link={link in words.beside}:{min(gap, 5)}:{define}"
    yield f"nested={mention.teller.sort}:{last.teller.sort}:{view.pro(mention.first)}:{gap <= 2}"
    yield f"borders={borders}:{define}"
    yield f"beside={beside}"
    yield f"beside={beside}:{sort}"
    yield f"same-kinds={last.kind}:{mention.kind}:{bool(beside)}:{define}"


def _alike(mention: MeetingMention, told: Told, draft: Draft, define: str, sort: str) -> Iterator[str]:
    """The signs of how alike a telling and a meeting are: what they are called, whose states take part, whether both lie ahead, the word used."""
    lemma, kind = mention.teller.lemma, _ALIKE[mention.kind]
    called = draft.tails.get(lemma, set())
    tail = "" if not told.tail else "u" if not called else "y" if told.tail & called else "n"
    states = _compare(draft.states, told.states)
    side = "" if not told.side else "y" if told.side in draft.sides else "n" if draft.sides - {""} else "u"
    latest_lemma = draft.latest(lemma=lemma) == told.latest_lemma if told.latest_lemma[0] >= 0 else ""
    latest_sort = draft.latest(sort=kind) == told.latest_sort if told.latest_sort[0] >= 0 else ""
    used = draft.latest(lemma=lemma)[0]
    kinds = "+".join(sorted({_ALIKE[m.kind] for m in draft.mentions}))
    most = Counter(m.kind for m in draft.mentions).most_common(1)[0][0]
    yield f"tail={tail}:{define}"
    yield f"tail={tail}:{sort}"
    yield f"states={states}:{define}"
    yield f"states={states}:{sort}"
    yield f"states={states}:{_compare(draft.core, set(mention.core))}"
    yield f"side={side}:{define}"
    yield f"side={side}:{sort}"
    yield f"side={told.side}:{'+'.join(sorted(draft.sides - {''}))}"
    yield f"latest-lemma={latest_lemma}:{define}"
    yield f"latest-sort={latest_sort}:{define}"
    yield f"latest={latest_lemma}:{latest_sort}"
    yield f"used={min(mention.line - used, 4) if used >= 0 else ''}:{define}"
    yield f"all-kinds={kinds}:{kind}"
    yield f"most={most}:{mention.kind}"
    yield f"most={most}:{mention.kind}:{define}"


def _sort(mention: MeetingMention, draft: Draft) -> str:
    """How alike the words of a telling are to those that told a meeting before."""
    if any(m.teller.lemma == mention.teller.lemma for m in draft.mentions):
        return "lemma"
    if any(m.kind == mention.kind for m in draft.mentions):
        return "kind"
    if any(_ALIKE[m.kind] == _ALIKE[mention.kind] for m in draft.mentions):
        return "alike"
    return f"{_ALIKE[draft.mentions[-1].kind]}-{_ALIKE[mention.kind]}"


def _clash(page: MeetingPage, told: set[str], here: set[str]) -> str:
    """Whether different persons take part: of two that meet a third each is another meeting."""
    persons = [{e for e in side if (known := page.names.entities.get(e)) is not None and known.kind == "person"} for side in (told, here)]
    if not persons[0] or not persons[1]:
        return ""
    both = persons[0] & persons[1]
    return "n" if not both else "y" if persons[1] <= persons[0] or persons[0] <= persons[1] else "some"


def _compare(told: Set[str], here: Set[str]) -> str:
    """How those of a telling and those told before are to each other: untold, all of them, some …"""
    if not here:
        return "untold"
    if not told:
        return "new"
    both = told & here
    if not both:
        return "none"
    if here <= told:
        return "all1" if len(here) == 1 else "all"
    return "more" if told <= here else "some"


def _fits(value: object, values: set) -> str:  # type: ignore[type-arg]
    return "u" if not values else "y" if value in values else "n"


def _agree(a: str, b: str) -> bool:
    """Whether two EDTF values may be of one time at the precision that both have."""
    (a1, _, a2), (b1, _, b2) = a.partition("/"), b.partition("/")
    a2, b2 = a2 or a1, b2 or b1
    return not (a2[: len(b1)] < b1[: len(a2)] or b2[: len(a1)] < a1[: len(b2)])


def candidates(page: MeetingPage, mention: MeetingMention, drafts: Sequence[Draft]) -> tuple[list[list[str]], list[Draft]]:
    """The signs of none, of a new one, and of each of those told last, and these."""
    own = own_signs(page, mention) + told_signs(mention, drafts)
    others = [d for d in drafts if not any((m.line, m.first) == (mention.line, mention.first) for m in d.mentions)]  # each of several partners apart
    recent = sorted(others, key=lambda d: (d.mentions[-1].line, d.mentions[-1].first), reverse=True)[:_BACK]
    crossed = [[sort, *(f"{sign}|{sort}" for sign in own)] for sort in ("none", "new")]
    told = told_of(page, mention, recent)
    joins = [["join", *(f"join:{sign}" for sign in pair_signs(page, mention, told, draft, rank))] for rank, draft in enumerate(recent)]
    return [*crossed, *joins], recent


class Joiner:
    """Gathers tellings to meetings. Pure."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice

    def gather(self, page: MeetingPage) -> list[Draft]:
        """The meetings of a page, each with its tellings, in the order of their first."""
        drafts: list[Draft] = []
        rounds: dict[int, Draft] = {}
        counted: tuple[int, int] | None = None
        for mention in page.mentions:
            draft: Draft | None
            if mention.numbered is not None:
                draft = rounds.get(mention.numbered)
                if draft is None:
                    draft = rounds[mention.numbered] = Draft()
                    drafts.append(draft)
            else:
                signs, recent = candidates(page, mention, drafts)
                best = self.choose(signs, counts=counted == (mention.line, mention.first))
                if best == NONE:
                    continue
                if best == NEW:
                    draft = Draft()
                    drafts.append(draft)
                else:
                    draft = recent[best - JOINED]
            draft.add(page, mention)
            counted = mention.line, mention.first
        return drafts

    def choose(self, signs: Sequence[Sequence[str]], *, counts: bool = False) -> int:
        """Which of the `candidates` with these signs a telling tells of; with ``counts`` not none, as where another whom the same words tell of
        is met (التقى الرئيس ورئيس الوزراء: both or neither)."""
        odds = [chance if n < JOINED else chance * JOINING_ODDS for n, chance in enumerate(self._choice.chances(signs))]
        return max(range(NEW if counts else NONE, len(odds)), key=odds.__getitem__)
