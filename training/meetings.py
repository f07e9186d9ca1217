"""Learns the choices of `mahdar.meetings` from annotated pages, and writes their weights as plain text: which meeting a telling tells of,
and the place, time and actors of a meeting.

    python -m training.meetings ../shared [--folds 5] [--out src/mahdar/meetings]

With ``--folds`` nothing is written: each fold of the pages is judged with what was learnt from the others, with annotated blocks and days of
publication, by the scores of `mahdar.evaluate`; with ``--annotated-joining`` the tellings are joined as annotated, so that slots and participants
are measured by themselves.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from mahdar.arabic import Text, analyse, build_lexicon
from mahdar.evaluate import load_gold, score
from mahdar.evaluate.gold import GoldMeeting, GoldPage
from mahdar.knowledge import load, load_dossiers
from mahdar.meetings.actors import actor_candidates
from mahdar.meetings.dates import time_candidates
from mahdar.meetings.finder import Choices, MeetingFinder
from mahdar.meetings.joining import JOINED, NEW, NONE, Draft, Joiner, candidates
from mahdar.meetings.mentions import MeetingMention
from mahdar.meetings.page import MeetingPage
from mahdar.meetings.places import place_candidates
from mahdar.meetings.rounds import RoundDraft, RoundFinder
from mahdar.meetings.slots import NO
from mahdar.meetings.surroundings import Surroundings
from mahdar.model import READ_ROLES, Block, Reading, Time
from mahdar.names import NameFinder, PageNames
from mahdar.sequence.choice import Choice
from mahdar.times import Found, Resolver, TimeFinder
from training.choice import Case, fold_of, learn_choice, written

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/meetings"
_UNLIKE = -1.2
"""A telling that fits the only meeting of its line no better is taken for one that doesn't count."""
NOWHERE = -1
_INNER = 3
"""Folds of the pages learnt from, by which they are joined as a model that hasn't seen them does."""


class Read(msgspec.Struct, frozen=True):
    """An annotated page as the rooms before meetings read it."""

    gold: GoldPage
    text: Text
    names: PageNames
    found: tuple[Found, ...]
    times: tuple[Time, ...]
    rounds: tuple[RoundDraft, ...]
    page: MeetingPage
    keys: dict[str, str]
    """The annotated entity of each of the reader's."""
    told: dict[MeetingMention, int]
    """The annotated meeting that each telling tells of."""


class Learner:
    """Turns annotated pages into cases."""

    def __init__(self, pages: Iterable[GoldPage]) -> None:
        knowledge, dossiers = load(), load_dossiers()
        lexicon = build_lexicon(knowledge, dossiers)
        self.names = NameFinder(knowledge, dossiers, lexicon)
        self.knowledge, self.dossiers = knowledge, dossiers
        times, resolver, rounds = TimeFinder(knowledge, lexicon), Resolver(knowledge), RoundFinder(knowledge, dossiers)
        empty = Choice({})
        self.finder = MeetingFinder(knowledge, dossiers, self.names, Choices(empty, empty, empty, empty))
        self.pages: list[Read] = []
        for page in pages:
            blocks = [Block(start=b.start, end=b.end, role=b.role, confidence=1.0, why="annotated") for b in page.blocks if b.role in READ_ROLES]
            text = analyse(page.page.text, blocks, lexicon)
            names, found = self.names.find(text), times.find(text)[0]
            values, numbered = resolver.resolve(found, page.published)[0], rounds.find(text, names, found)
            seen = self.finder.page(text, names, values, numbered, page.published)
            keys = keys_of(page, names)
            self.pages.append(Read(page, text, names, tuple(found), values, numbered, seen, keys, labels(page, seen, keys)))

    def cases(self, read: Read) -> Iterator[tuple[str, Case]]:
        """The cases of a page, each with the name of the choice that it is for."""
        page, keys, told, id_ = read.page, read.keys, read.told, read.gold.id
        drafts: dict[int, Draft] = {}
        for mention in page.mentions:
            meeting = told.get(mention)
            if mention.numbered is None:
                signs, recent = candidates(page, mention, list(drafts.values()))
                right: int | None = NONE
                if meeting is not None:
                    same = next((k for k, d in enumerate(recent) if d is drafts.get(meeting)), None)
                    right = NEW if meeting not in drafts else JOINED + same if same is not None else None
                if right is not None:
                    yield "joining", Case(id_, signs, frozenset({right}))
            if meeting is not None:
                drafts.setdefault(meeting, Draft()).add(page, mention)
        around = self.finder.tellings.surroundings(page, list(drafts.values()))
        for meeting, draft in drafts.items():
            if draft.numbered is None:
                yield from _of_slots(id_, around, draft, read.gold.meetings[meeting], keys)

    def as_found(self, read: Read, joiner: Joiner) -> Iterator[Case]:
        """The cases of a page's tellings where those before them are joined by ``joiner`` and not as annotated: right is a meeting most of whose
        tellings tell of the same annotated one."""
        drafts: list[Draft] = []
        votes: list[Counter[int | None]] = []
        rounds: dict[int, int] = {}
        for mention in read.page.mentions:
            meeting = read.told.get(mention)
            at = rounds.get(mention.numbered, NOWHERE) if mention.numbered is not None else NOWHERE
            if mention.numbered is None:
                signs, recent = candidates(read.page, mention, drafts)
                places = [next(n for n, d in enumerate(drafts) if d is one) for one in recent]
                same = {JOINED + k for k, n in enumerate(places) if votes[n].most_common(1)[0][0] == meeting}
                yield Case(read.gold.id, signs, frozenset({NONE} if meeting is None else same or {NEW}))
                best = joiner.choose(signs)
                if best == NONE:
                    continue
                at = places[best - JOINED] if best >= JOINED else NOWHERE
            if at == NOWHERE:
                at = len(drafts)
                drafts.append(Draft())
                votes.append(Counter())
            if mention.numbered is not None:
                rounds[mention.numbered] = at
            drafts[at].add(read.page, mention)
            votes[at][meeting] += 1


def _of_slots(id_: str, around: Surroundings, draft: Draft, meeting: GoldMeeting, keys: Mapping[str, str]) -> Iterator[tuple[str, Case]]:
    """The cases of a meeting's place, time and actors."""
    places = place_candidates(around, draft)
    right = {k for k, c in enumerate(places) if c.value is not None and meeting.place == keys.get(c.value, c.value)}
    yield "place", Case(id_, [c.features() for c in places], frozenset(right or {0}))
    times = time_candidates(around, draft)
    right = {k for k, c in enumerate(times) if c.value is not None and _is_time(c.value, meeting)}
    yield "time", Case(id_, [c.features() for c in times], frozenset(right or {0}))
    actors = {p.entity for p in meeting.participants}
    for candidate in actor_candidates(around, draft):
        value = candidate.value or ""
        yield "actor", Case(id_, [[NO], candidate.features()], frozenset({int(keys.get(value, value) in actors)}))


def _is_time(value: str, meeting: GoldMeeting) -> bool:
    first, _, last = value.partition("/")
    return first == meeting.start and (last or first) == (meeting.end or meeting.start)


def keys_of(page: GoldPage, names: PageNames) -> dict[str, str]:
    """The annotated entity of each of the reader's, by where the names stand."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    found = [m for line in names.mentions for m in line]
    for name in page.names:
        for m in found:
            if m.start < name.end and name.start < m.end:
                votes[m.entity][name.entity] += 1
    return {entity: vote.most_common(1)[0][0] for entity, vote in votes.items()}


def labels(gold: GoldPage, page: MeetingPage, keys: Mapping[str, str]) -> dict[MeetingMention, int]:
    """The annotated meeting that each telling tells of, by its place among them: of those told in its line the one that fits best."""
    out: dict[MeetingMention, int] = {}
    last: int | None = None
    for mention in page.mentions:
        number = page.text.lines[mention.line].number
        fits = [(_fit(page, mention, meeting, keys, several(gold, number)) + 0.2 * (last == k), -k)
                for k, meeting in enumerate(gold.meetings) if number in meeting.lines]  # fmt: skip
        best = max(fits, default=None)
        if best is not None and best[0] > _UNLIKE:
            out[mention] = last = -best[1]
    return out


def several(gold: GoldPage, number: int) -> bool:
    """Whether a line tells of more than one annotated meeting."""
    return sum(number in meeting.lines for meeting in gold.meetings) > 1


def _fit(page: MeetingPage, mention: MeetingMention, meeting: GoldMeeting, keys: Mapping[str, str], among: bool) -> float:
    """How well a telling fits an annotated meeting: by who, where, when, which number."""
    told, actors = {keys.get(e, e) for e in mention.core}, {p.entity for p in meeting.participants}
    score = 0.0
    if told and actors:
        both = told & actors
        score += 4 * len(both) / len(told | actors) if both else -1.0 * (among or len(told) > 1)
    place, when = page.place_of(mention), page.time_of(mention)
    if place is not None and meeting.place is not None:
        score += 1.0 if keys.get(place, place) == meeting.place else -0.7
    if when is not None and when.time.value is not None and meeting.start is not None:
        score += 0.7 if _agree(when.time.value, meeting.start) else -0.5
    states = {keys.get(e, e) for e in page.states_of(mention.core)}
    if states & actors and not told & actors:
        score += 1.0  # التقى الوزيران: their states take part
    if mention.event is not None and meeting.series in (mention.event.entity, keys.get(mention.event.entity)):
        score += 1.5
    if mention.kind == "visit":
        score += 0.8 if len(actors) == 1 else -0.3
    elif mention.kind in ("meeting", "call") and len(actors) > 1:
        score += 0.4
    if mention.ordinal is not None and meeting.ordinal is not None:
        score += 2.0 if mention.ordinal == meeting.ordinal else -2.0
    if meeting.status == "announced" and "س" in page.lines[mention.line].view.pro(mention.first):
        score += 0.3
    return score


def _agree(a: str, b: str) -> bool:
    return a[: len(b)] == b[: len(a)]


def train(learner: Learner, reads: Sequence[Read]) -> dict[str, dict[str, float]]:
    """The weights of each choice; penalties by held-out pages, where half or twice as much does no better. What is joined is learnt from the
    tellings as annotated and again as a model that hasn't seen the page joins them, so that it is at home among its own errors (Ross, Gordon and
    Bagnell 2011); both together have twice the cases, so twice the penalties."""
    sorts: dict[str, list[Case]] = {name: [] for name in Choices._fields}
    for read in reads:
        for sort, case in learner.cases(read):
            sorts[sort].append(case)
    weights = {sort: _learn(found) for sort, found in sorts.items() if sort != "joining"}
    joining = list(sorts["joining"])
    for fold in range(_INNER):
        joiner = Joiner(Choice(_learn(case for case in sorts["joining"] if fold_of(case.page, _INNER) != fold)))
        joining += (case for read in reads if fold_of(read.gold.id, _INNER) == fold for case in learner.as_found(read, joiner))
    return {"joining": _learn(joining, 2.0), **weights}


def _learn(cases: Iterable[Case], penalty: float = 1.0) -> dict[str, float]:
    return learn_choice(cases, l1=penalty, l2=3.0 * penalty, pages=2, rounds=150)


def finder_of(learner: Learner, weights: Mapping[str, Mapping[str, float]]) -> MeetingFinder:
    """A finder with these weights."""
    return MeetingFinder(learner.knowledge, learner.dossiers, learner.names, Choices(**{name: Choice(w) for name, w in weights.items()}))


def annotated_drafts(read: Read) -> list[Draft]:
    """The meetings of a page with the tellings that tell of each as annotated; numbered rounds that nobody annotated apart."""
    drafts: dict[tuple[bool, int], Draft] = {}
    for mention in read.page.mentions:
        meeting = read.told.get(mention)
        if meeting is not None or mention.numbered is not None:
            drafts.setdefault((meeting is not None, meeting if meeting is not None else mention.numbered or 0), Draft()).add(read.page, mention)
    return list(drafts.values())


def held_out(learner: Learner, folds: int, *, annotated: bool) -> None:
    """Prints the scores of pages that nothing was learnt from, with annotated blocks and days of publication; ``annotated``: joined so too."""
    readings: dict[str, Reading] = {}
    for fold in range(folds):
        finder = finder_of(learner, train(learner, [read for read in learner.pages if fold_of(read.gold.id, folds) != fold]))
        for read in learner.pages:
            if fold_of(read.gold.id, folds) == fold:
                readings[read.gold.id] = _reading(finder, read, annotated=annotated)
    report = score([(read.gold, readings[read.gold.id]) for read in learner.pages])
    for name in ("meetings_slots", "meetings_participants"):
        print(name, report.ratios[name])


def _reading(finder: MeetingFinder, read: Read, *, annotated: bool = False) -> Reading:
    """What a page is scored by: its names and meetings."""
    page = read.gold.page
    gather = (lambda _: annotated_drafts(read)) if annotated else None
    meetings, _ = finder.find(read.text, read.names, read.found, read.times, (), read.rounds, read.gold.published, page.text_hash, gather=gather)
    return Reading(
        page=page.id, text_hash=page.text_hash, source=page.source, language="ar", engine="training", outlet=None, published=None, credits=(),
        text=page.text, blocks=(), times=(), entities=(), names=read.names.names(), statements=(), meetings=meetings,
    )  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("shared", type=Path, help="the folder that holds gold")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, help="measure on so many held-out folds instead of writing")
    parser.add_argument("--annotated-joining", action="store_true", help="with --folds: join the tellings as annotated")
    arguments = parser.parse_args()
    began = time.perf_counter()
    learner = Learner(load_gold(arguments.shared / "gold" / "train"))
    if arguments.folds:
        held_out(learner, arguments.folds, annotated=arguments.annotated_joining)
        return
    for name, weights in train(learner, learner.pages).items():
        text = written(weights)
        (arguments.out / f"{name}.tsv").write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} rows, {len(text.encode()) / 1024:.0f} KiB")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
