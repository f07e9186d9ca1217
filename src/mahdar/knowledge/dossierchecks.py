"""What a dossier must be beyond its form, and dossiers beside each other: every fault with file, line and what to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path

import msgspec

from mahdar.errors import DataError
from mahdar.knowledge import edtf
from mahdar.knowledge.adding import Added, Kinds
from mahdar.knowledge.checks import bare_of, function_words, is_slug, no_slug, wrong_name
from mahdar.knowledge.dossierfiles import DossierFile, dossier_of, read_dossier, shipped_dossiers, shipped_files
from mahdar.knowledge.dossiers import Actor, Dossier
from mahdar.knowledge.forms import Knowledge
from mahdar.knowledge.loader import IN_DOSSIER, load
from mahdar.knowledge.phrasing import Way, shown, ways, without_own_word
from mahdar.knowledge.rows import Fault, rows, toml_rows

Complaint = tuple[str, str] | tuple[str, str, str]
"""The key of a field, what is wrong with it, and of a list the element that is wrong."""

YEARS = (1800, 2100)
"""Years that a process may have."""
MOST_PATTERNS = 64
_ACTORS = ("state", "organization", "person")
_PLACES = ("place", "state")
_SHORTEST = 5


class Checked(msgspec.Struct, frozen=True):
    """What a check found."""

    dossiers: int
    faults: tuple[Fault, ...]


def load_dossiers(*extra: str | Path) -> tuple[Dossier, ...]:
    """The shipped dossiers and the user's files ``extra``, by id; a user's replaces a shipped one of the same id.

    Raises `DataError` for a file that can't be used, naming it, the line and what to do. Ids of things are not looked up: `check_dossiers` does.
    """
    if not extra:
        return shipped_dossiers()
    files = [read_dossier(path) for path in extra]
    words = _Words(load())
    for fault in (*(fault for file in files for fault in _by_itself(file, words)), *_between(files)):
        raise DataError(f"{fault}\n`mahdar dossier check FILE` lists all that is wrong with a dossier.")
    out = {dossier.id: dossier for dossier in (*shipped_dossiers(), *(file.dossier for file in files if file.dossier))}
    return tuple(out[id_] for id_ in sorted(out))


def check_dossiers(paths: Iterable[str | Path] = ()) -> Checked:
    """All that is wrong with a user's files, checked together on top of what ships; of the shipped ones without any.

    Raises `DataError` where a file can't be read as TOML.
    """
    known = load()
    added = Added(known)
    if paths := list(paths):
        files = [read_dossier(path) for path in paths]
        entries = [rows(path, IN_DOSSIER) for path in paths]
    else:
        files = [dossier_of(name, text) for name, text in shipped_files()]
        entries = [toml_rows(file.source, file.text, IN_DOSSIER) for file in files]
    faults = [fault for found in entries for fault in added.take(found)]
    faults += added.faults()
    words, kinds = _Words(known), added.kinds()
    for file in files:
        faults += _by_itself(file, words)
        if file.dossier is not None:
            faults += (file.fault(*found) for found in _unknown(file.dossier, kinds))
    faults += _between(files)
    return Checked(len(files), tuple(sorted(faults, key=lambda fault: (fault.source, fault.line or 0))))


class _Words:
    """Words that name no series and signal no issue by themselves."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.function = function_words(knowledge.lexical.function)
        generic, nouns = knowledge.roles.generic, knowledge.roles.nouns
        words = (*knowledge.talks.series, *knowledge.talks.round, *nouns.group, *generic.place, *generic.organization)
        self._common = self.function | set(map(bare_of, words))

    def is_common(self, word: str) -> bool:
        """Whether it is a function word, or a noun of meetings, bodies or places, with the article or without: المحادثات، لجنة."""
        bare = bare_of(word)
        return bare in self._common or bare.removeprefix("ال") in self._common


def _by_itself(file: DossierFile, words: _Words) -> Iterator[Fault]:
    yield from file.faults
    if (dossier := file.dossier) is not None:
        for checks in (_named, _patterns, _issues):
            for found in checks(dossier, words):
                yield file.fault(*found)
        for dated in (_actors, _meetings, _documents):
            for found in dated(dossier):
                yield file.fault(*found)


def _named(dossier: Dossier, words: _Words) -> Iterator[Complaint]:
    for key, id_ in [("id", dossier.id), ("event", dossier.event), *((f"group[{n}].entity", g.entity) for n, g in enumerate(dossier.group))]:
        if not is_slug(id_):
            yield key, no_slug(id_)
    for key, label in (("en", dossier.en), ("ar", dossier.ar)):
        if not label.strip():
            yield key, "expected the name of the series, got none; write what papers call it"
    if not (dossier.names or dossier.patterns or any(meeting.event for meeting in dossier.meeting)):
        yield "names", 'expected how pages name the series (names = ["…"]), or patterns, got none; without, none of its meetings is found'
    for name in dossier.names:
        if any(map(str.isdigit, name)):
            continue  # 5+5
        if wrong := wrong_name(name, words.function):
            yield "names", wrong, name
        elif words.is_common(name):
            yield "names", f"expected a name, got the common noun {name!r}, which is said of any series; write what tells this one apart", name
    for n, group in enumerate(dossier.group):
        for name in group.names:
            if wrong := wrong_name(name, words.function):
                yield f"group[{n}].names", wrong, name
    yield from _twice("names", dossier.names)
    yield from _twice("related", dossier.related)
    if dossier.part_of in dossier.related:
        yield "related", f"expected processes beside this one, got {dossier.part_of!r}, which it is part of; take it out of one of the two"


def _patterns(dossier: Dossier, words: _Words) -> Iterator[Complaint]:
    if len(dossier.patterns) > MOST_PATTERNS:
        yield "patterns", f"expected at most {MOST_PATTERNS} patterns, got {len(dossier.patterns)}"
    for pattern in dossier.patterns:
        try:
            found = ways(pattern)
        except ValueError as error:
            yield "patterns", str(error), pattern
            continue
        if (bare := without_own_word(found, words.is_common)) is not None:
            yield (
                "patterns",
                f"expected a word that names this series in every wording, got «{shown(bare)}», which matches those of any; add its name",
                pattern,
            )
        elif any(way[0].is_class and way[0].text == "word" for way in found):
            yield "patterns", f"expected a pattern that begins with a word, {{round}}, {{talks}} or {{ordinal}}, got {pattern!r}", pattern


def _issues(dossier: Dossier, words: _Words) -> Iterator[Complaint]:
    keys = [issue.key for issue in dossier.issue]
    owners: dict[tuple[str, ...], tuple[int, str]] = {}
    for n, issue in enumerate(dossier.issue):
        at = f"issue[{n}]"
        if not is_slug(issue.key):
            yield f"{at}.key", no_slug(issue.key)
        elif issue.key in keys[:n]:
            yield f"{at}.key", f"expected a key that no other issue has, got {issue.key!r} again; join the two, or give this one another"
        told_twice: set[str] = set()
        if not (issue.terms or issue.shared):
            yield f"{at}.terms", 'expected words that signal the issue (terms = ["…"]), got none'
        for field, term in (*(("terms", term) for term in issue.terms), *(("shared", term) for term in issue.shared)):
            if not any(map(str.isdigit, term)) and (wrong := wrong_name(term, words.function)):
                yield f"{at}.{field}", wrong, term
                continue
            other = owners.setdefault(_term(term), (n, term))
            told = "" if other[1] == term else f", which is read like {other[1]!r}"
            if other[0] != n:
                yield f"{at}.{field}", f"expected terms of one issue, got {term!r}{told}, of {keys[other[0]]!r} too; take it out of one of them", term
            elif getattr(issue, field).count(term) > 1 and term not in told_twice:
                told_twice.add(term)
                yield f"{at}.{field}", f"expected each of them once, got {term!r} {getattr(issue, field).count(term)} times; take one out", term
            elif field == "shared" and term in issue.terms:
                yield f"{at}.{field}", f"expected {term!r} among `terms` or among `shared`, got it in both; take it out of one of them", term
        for word in issue.opposite:
            if word == issue.key:
                yield f"{at}.opposite", "expected another issue, got this one", word
            elif word.isascii() and word not in keys:
                near = get_close_matches(word, keys, n=1)
                yield (
                    f"{at}.opposite",
                    f"expected the key of an issue of this dossier or Arabic words, got {word!r}" + (f"; write {near[0]}" if near else ""),
                    word,
                )


def _actors(dossier: Dossier) -> Iterator[Complaint]:
    terms: dict[str, list[Actor]] = defaultdict(list)
    for n, actor in enumerate(dossier.actor):
        at = f"actor[{n}]"
        yield from _dated(f"{at}.from", actor.from_)
        yield from _dated(f"{at}.to", actor.to)
        if _is_good(actor.from_) and _is_good(actor.to) and edtf.is_before(actor.to or "", actor.from_ or ""):
            yield f"{at}.to", f"expected an end that is not before the beginning {actor.from_}, got {actor.to}; they may be swapped"
        elif any(_meets(actor, other) for other in terms[actor.entity]):
            yield f"{at}.entity", f"expected times that are apart where an actor stands twice, got {actor.entity!r} for one time twice; join the two"
        terms[actor.entity].append(actor)


def _meetings(dossier: Dossier) -> Iterator[Complaint]:
    numbered: dict[int, int] = {}
    named: dict[str, int] = {}
    for n, meeting in enumerate(dossier.meeting):
        at = f"meeting[{n}]"
        if meeting.event is not None and meeting.event == dossier.event:
            yield f"{at}.event", f"expected the event of this meeting alone, got {meeting.event!r} of the whole series; leave it out"
        elif meeting.event is not None and named.setdefault(meeting.event, n) != n:
            yield f"{at}.event", f"expected each event once, got {meeting.event!r}, which meeting[{named[meeting.event]}] has; tell them apart"
        dates = [*_dated(f"{at}.start", meeting.start), *_dated(f"{at}.end", meeting.end)]
        yield from dates
        if not dates and edtf.is_before(meeting.end, meeting.start):
            yield f"{at}.end", f"expected an end that is not before the start {meeting.start}, got {meeting.end}; they may be swapped"
        if (ordinal := meeting.ordinal) is None:
            continue
        if ordinal < 1:
            yield f"{at}.ordinal", f"expected a number from 1, got {ordinal}; leave it out where the series isn't numbered"
        elif ordinal in numbered:
            yield f"{at}.ordinal", f"expected each number once, got {ordinal}, which meeting[{numbered[ordinal]}] has; take one out or renumber it"
        numbered.setdefault(ordinal, n)
    for (a, n), (b, m) in combinations(sorted(numbered.items()), 2):
        earlier, later = dossier.meeting[n], dossier.meeting[m]
        if b == a + 1 and _is_good(earlier.start) and _is_good(later.start) and edtf.is_before(later.start, earlier.start):
            yield f"meeting[{m}].start", f"expected round {b} not to begin before round {a} ({earlier.start}), got {later.start}"


def _documents(dossier: Dossier) -> Iterator[Complaint]:
    ids = Counter(document.id for document in dossier.document)
    for n, document in enumerate(dossier.document):
        yield from _dated(f"document[{n}].date", document.date)
        if ids[document.id] > 1:
            yield f"document[{n}].id", f"expected each document once, got {document.id!r} {ids[document.id]} times"


def _unknown(dossier: Dossier, kinds: Kinds) -> Iterator[Complaint]:
    """Ids that nothing has, or only something of another kind."""
    groups = {group.entity for group in dossier.group}
    own = {document.id for document in dossier.document if document.names}
    told: list[tuple[str, str | None, tuple[str, ...]]] = [
        ("place", dossier.place, _PLACES),
        ("host", dossier.host, ("state", "organization", "place")),
    ]
    told += ((f"actor[{n}].entity", a.entity, _ACTORS) for n, a in enumerate(dossier.actor) if a.entity not in groups)
    for n, group in enumerate(dossier.group):
        told += ((f"group[{n}].members", member, _ACTORS) for member in group.members)
    for n, m in enumerate(dossier.meeting):
        told += ((f"meeting[{n}].place", m.place, _PLACES), (f"meeting[{n}].event", m.event, ("event",)))
        told += ((f"meeting[{n}].outcome", m.outcome, ("document",)),) if m.outcome not in own else ()
    told += ((f"document[{n}].id", d.id, ("document",)) for n, d in enumerate(dossier.document) if not d.names)
    for key, id_, wanted in told:
        if id_ is not None and not kinds.has(id_, wanted):
            near = kinds.nearest(id_)
            what = f"write {near}, or " if near and near != id_ else ""
            add = "give it names here" if key.startswith("document") else f"add it under [[{IN_DOSSIER}{wanted[0]}]]"
            yield key, f"expected the id of a {' or '.join(wanted)}, got {id_!r}, which nothing of it has; {what}{add}", id_


def _between(files: Sequence[DossierFile]) -> Iterator[Fault]:
    """What is wrong between dossiers: ids, events and names of two, ids of none, circles of ``part_of``."""
    told: dict[str, DossierFile] = {}
    for file in files:
        if file.dossier is None:
            continue
        if earlier := told.get(file.dossier.id):
            yield file.fault("id", f"expected an id that no other file has, got {file.dossier.id!r} of {earlier.source} too; give it another")
        told.setdefault(file.dossier.id, file)
    every = {dossier.id: dossier for dossier in shipped_dossiers()} | {id_: file.dossier for id_, file in told.items() if file.dossier}
    events: dict[str, str] = {}
    names: dict[str, str] = {}
    wordings: dict[Way, str] = {}
    for dossier in sorted(every.values(), key=lambda d: (d.id in told, d.id)):
        owned = told.get(dossier.id)
        shared = [("event", dossier.event, events.setdefault(dossier.event, dossier.id))]
        shared += (
            (f"meeting[{n}].event", meeting.event, events.setdefault(meeting.event, dossier.id))
            for n, meeting in enumerate(dossier.meeting)
            if meeting.event is not None
        )
        shared += (("patterns", pattern, owner) for pattern in dossier.patterns if (owner := _owner(pattern, dossier.id, wordings)) != dossier.id)
        shared += (("names", name, names.setdefault(" ".join(map(bare_of, name.split())), dossier.id)) for name in dossier.names)
        for key, value, owner in shared:
            if owned is not None and owner != dossier.id:
                yield owned.fault(key, f"expected what names this series alone, got {value!r}, of the dossier {owner} too; tell them apart", value)
        for key, others in (("part_of", (dossier.part_of,)), ("related", dossier.related)):
            for other in others:
                if owned is not None and other is not None and (other not in every or other == dossier.id):
                    near = get_close_matches(other, set(every) - {dossier.id}, n=1)
                    yield owned.fault(
                        key, f"expected the id of another dossier, got {other!r}; " + (f"write {near[0]}" if near else "take it out"), other
                    )
    yield from _circles(every, told)


def _owner(pattern: str, dossier: str, wordings: dict[Way, str]) -> str:
    """The dossier that has a wording of ``pattern`` already, else ``dossier``, which ``wordings`` then has for them."""
    try:
        owners = [wordings.setdefault(way, dossier) for way in ways(pattern)]
    except ValueError:  # told of the pattern by itself
        return dossier
    return next((owner for owner in owners if owner != dossier), dossier)


def _circles(every: dict[str, Dossier], told: dict[str, DossierFile]) -> Iterator[Fault]:
    """Each circle of ``part_of`` once."""
    done: set[str] = set()
    for first in sorted(told):
        chain: dict[str, None] = {}
        at: str | None = first
        while at is not None and at in every and at not in chain and at not in done:
            chain[at] = None
            at = every[at].part_of
        if at in chain and len(ring := list(chain)[list(chain).index(at) :]) > 1:
            owner = next(id_ for id_ in ring if id_ in told)
            path = " → ".join([*ring, ring[0]])
            yield told[owner].fault("part_of", f"expected a process that ends in a largest one, got a circle: {path}; take one part_of out")
        done.update(chain)


def _dated(key: str, value: str | None) -> Iterator[Complaint]:
    if value is not None and not edtf.is_date(value):
        yield key, f"expected {edtf.FORMS}, got {value!r}; leave out what isn't known"
    elif value is not None and not YEARS[0] <= int(value[:4]) <= YEARS[1]:
        yield key, f"expected a year from {YEARS[0]} to {YEARS[1]}, got {value}"


def _is_good(value: str | None) -> bool:
    return value is not None and edtf.is_date(value)


def _meets(a: Actor, b: Actor) -> bool:
    """Whether two times of one actor have days in common; without dates they have."""
    return not ((a.to and b.from_ and edtf.is_before(a.to, b.from_)) or (b.to and a.from_ and edtf.is_before(b.to, a.from_)))


def _twice(key: str, values: Sequence[str]) -> Iterator[Complaint]:
    for value, count in Counter(values).items():
        if count > 1:
            yield key, f"expected each of them once, got {value!r} {count} times", value


def _term(term: str) -> tuple[str, ...]:
    """A term by what tells it from others: without articles, sound plurals in one case."""
    words = (bare_of(word) for word in term.split())
    bare = (word.removeprefix("ال") if len(word) >= _SHORTEST else word for word in words)
    return tuple(f"{word[:-2]}ين" if len(word) >= _SHORTEST and word.endswith("ون") else word for word in bare)
