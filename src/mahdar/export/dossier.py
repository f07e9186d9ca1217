"""A dossier begun from a record, as TOML: every line says in a comment where it comes from; what nobody looked at is ``unverified``.

What pages tell stands as fields where the form has all it needs. Where something is missing (a day, an id that the knowledge has, the name)
it stands as a comment with what a person has to add: nothing is filled in to please the form.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from mahdar.arabic import build_lexicon, fold
from mahdar.arabic.translit import transliterate
from mahdar.knowledge import Dossier, Knowledge, edtf
from mahdar.knowledge.checks import is_slug
from mahdar.knowledge.dossiers import Kind
from mahdar.process.keyness import Standout
from mahdar.process.naming import Naming, names_of
from mahdar.record.answers import EntityRef
from mahdar.record.draft_answers import Counted, DraftAnswer, TakingAnswer
from mahdar.record.process_answers import Field, MeetingAnswer

_KINDS: Mapping[str, Kind] = {"talks": "talks", "meeting": "talks", "summit": "summit", "conference": "conference", "session": "committee"}
_ENDED = ("held", "ongoing")
_SOURCES, _PERSONS, _LEAST = 5, 12, 2
_CHANCE = 0.5


def toml(draft: DraftAnswer, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> str:
    """The file of a dossier for ``draft``. ``dossiers`` are those that there are: an issue that one of them has is named as there."""
    return "\n".join(_Writer(draft, knowledge, dossiers).lines()) + "\n"


class _Writer:
    def __init__(self, draft: DraftAnswer, knowledge: Knowledge, dossiers: Iterable[Dossier]) -> None:
        self._draft, self._knowledge = draft, knowledge
        described = tuple(dossiers)
        self._names = names_of(draft.candidate.forms, knowledge, build_lexicon(knowledge, described))
        self._issues = {fold(term): (d.id, issue) for d in reversed(described) for issue in d.issue for term in (*issue.terms, *issue.shared)}
        self._places = {entry.id for entry in (*knowledge.places, *knowledge.settlements, *knowledge.states)}
        self._actors = {entry.id for entry in (*knowledge.states, *knowledge.organizations)}
        self._ids = {dossier.id for dossier in described}

    def lines(self) -> Iterator[str]:
        one = self._draft.candidate
        yield f"# {_one_line(one.name)}: begun from a record, and checked by nobody."
        yield "#"
        yield f"# {_counted(one.meetings, 'meeting')} on {_counted(len(self._draft.pages), 'page')}. Behind # stands where a line comes from."
        yield '# Take out what is wrong, fill in what is missing, and set known to "public" where you are sure. `mahdar dossier check`'
        yield "# tells what the file still lacks."
        yield ""
        yield from self._head()
        yield from self._participants()
        yield from self._agenda()
        numbers: set[int] = set()
        for meeting in self._draft.meetings:
            yield ""
            yield from self._meeting(meeting, numbers)

    def _head(self) -> Iterator[str]:
        one = self._draft.candidate
        event = next((e for e in self._knowledge.events if e.id in one.series), None)
        slug = self._slug()
        kind, said = self._kind()
        yield f"id = {_quoted(slug)}"
        yield f"kind = {_quoted(kind)}  # {said}"
        yield f"event = {_quoted(f'{slug}-process')}"
        if event is not None:
            yield f"en = {_quoted(event.en)}  # of the event {event.id}, which the knowledge has"
        else:
            yield f"en = {_quoted(slug.replace('-', ' ').capitalize())}  # unverified: only the id in words; write the English name"
        if one.named:
            yield f"ar = {_quoted(_one_line(one.name))}  # the form of most pages, of {len(one.forms)}"
        else:
            yield f"ar = {_quoted(_one_line(one.name))}  # unverified: no page names it; write what papers call it"
        yield from self._listed("names", self._names.names, "How pages name the series after a noun of talks, or a body whose sessions these are.")
        yield from self._listed("patterns", self._names.patterns, "How pages word its meetings; {ordinal}? stands where they have a number.")
        if not self._names.names and not self._names.patterns:
            yield "# No page names the series: write how it is called, without which none of its meetings is found.\nnames = []"
        yield '# subjects = [""]  # what its rounds are about: no page tells that in a word'
        yield from self._mostly("place", one.places, self._places, "told to sit there")
        yield from self._mostly("host", one.hosts, self._actors | self._places, "told to be hosted so")

    def _slug(self) -> str:
        one = self._draft.candidate
        who = [t.entity.id for t in one.participants if is_slug(t.entity.id)][:_LEAST]
        made = one.series[0] if one.series else "-".join([*sorted(who), *(c.entity.id for c in one.places[:1])])
        slug = made if is_slug(made) else transliterate(made)
        return f"{slug}-draft" if slug in self._ids else slug

    def _kind(self) -> tuple[Kind, str]:
        kinds = self._draft.candidate.kinds
        if self._names.body:
            return "committee", "numbered sessions of a body"
        if not kinds:
            return "talks", "unverified: no page tells a meeting of it"
        first = next(iter(kinds))
        told = ", ".join(f"{kind} {count}" for kind, count in kinds.items())
        kind: Kind = _KINDS.get(first, "talks")
        return ("talks" if kind == "committee" else kind), f"how many meetings are told as what: {told}"

    def _listed(self, key: str, found: Collection[Naming], about: str) -> Iterator[str]:
        if not found:
            return
        yield f"# {about}"
        yield f"{key} = ["
        for each in found:
            yield f"    {_quoted(each.text)},  # «{_one_line('», «'.join(each.forms))}» on {_counted(each.pages, 'page')}"
        yield "]"

    def _mostly(self, key: str, found: Collection[Counted], known: Collection[str], how: str) -> Iterator[str]:
        total = sum(each.meetings for each in found)
        for n, each in enumerate(found):
            line = f"{key} = {_quoted(each.entity.id)}  # {_label(each.entity)}: {_counted(each.meetings, 'meeting')} of {total} {how}"
            is_field = n == 0 and each.entity.id in known and each.meetings > _CHANCE * total
            yield line if is_field else f"# {line}" + ("" if each.entity.id in known else "; the knowledge doesn't have this id")

    def _participants(self) -> Iterator[str]:
        one = self._draft.candidate
        persons = [t for t in one.participants if t.entity.kind == "person"]
        for taking in (t for t in one.participants if t.entity.kind != "person"):
            told = f"# {_label(taking.entity)}: {_taken(taking)}"
            often = taking.meetings >= _LEAST or one.meetings < _LEAST
            mark = "" if often and taking.entity.id in self._actors else "# "
            why = "" if taking.entity.id in self._actors else "; the knowledge doesn't have this id"
            yield ""
            yield told + why + ("" if often else "; once alone, so left out until somebody looked")
            yield f"{mark}[[actor]]"
            yield f"{mark}entity = {_quoted(taking.entity.id)}"
            yield f"{mark}role = {_quoted(taking.role)}  # unverified"
        if persons:
            yield ""
            yield "# Persons who were told to take part; a dossier's actors are mostly those whom they act for."
            for taking in persons[:_PERSONS]:
                yield f"#   {taking.entity.id} ({_label(taking.entity)}): {_taken(taking)}"
            if len(persons) > _PERSONS:
                yield f"#   and {len(persons) - _PERSONS} more"

    def _agenda(self) -> Iterator[str]:
        merged: dict[str, list[Standout]] = {}
        for found in self._draft.issues:
            merged.setdefault(self._issue(found)[0], []).append(found)
        if merged:
            yield ""
            yield f"# Phrases that stand out in the {_counted(self._draft.statements, 'statement')} on these pages against all others of the record:"
            yield "# log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), z in standard deviations. Take out"
            yield "# what is no issue."
        for key, phrases in merged.items():
            _, ar, en, why = self._issue(phrases[0])
            yield ""
            for each in phrases:
                here = f"{_counted(each.here, 'time')} in {_counted(each.texts, 'text')}"
                yield f"# «{_one_line(each.words)}»: {here}, {each.elsewhere} elsewhere, z = {each.z}"
            yield "[[issue]]"
            yield f"key = {_quoted(key)}  # {why}"
            yield f"ar = {_quoted(ar)}"
            yield f"en = {_quoted(en)}"
            for field, alone in (("terms", True), ("shared", False)):
                if words := [each.words for each in phrases if (each.elsewhere == 0 and " " in each.words) == alone]:
                    yield f"{field} = [{', '.join(map(_quoted, map(_one_line, words)))}]  # " + (
                        "nowhere else" if alone else "other pages have it, too"
                    )

    def _issue(self, phrase: Standout) -> tuple[str, str, str, str]:
        """Key, Arabic and English name of the issue that a phrase signals, and where these are from."""
        known = self._issues.get(fold(phrase.words))
        if known is not None:
            return known[1].key, known[1].ar, known[1].en, f"as in the dossier {known[0]}"
        key = transliterate(phrase.words)
        return key, _one_line(phrase.words), key.replace("-", " "), "unverified: transliterated, as is `en`; write both in English"

    def _meeting(self, meeting: MeetingAnswer, numbers: set[int]) -> Iterator[str]:
        start, end = meeting.start, meeting.end
        why = [] if meeting.status.value in _ENDED else [f"it is told as {meeting.status.value}, and nowhere as held"]
        why += [f"no page tells its {name}" for name, field in (("start", start), ("end", end)) if field is None]
        why += [f"{field.value} is no day, month or year" for field in (start, end) if field is not None and not edtf.is_date(field.value)]
        if meeting.ordinal is not None and meeting.ordinal in numbers:
            why.append("another has its number")
        mark = "# " if why else ""
        if not why and meeting.ordinal is not None:
            numbers.add(meeting.ordinal)
        yield f"# {meeting.id}: {meeting.status.value}, {_counted(meeting.outlets, 'independent outlet')}, {_counted(len(meeting.pages), 'page')}"
        if why:
            yield f"# Left out, for {'; '.join(why)}."
        for conflict in meeting.conflicts:
            yield f"# Can't be as told: {conflict.fault} ({conflict.about})."
        yield f"{mark}[[meeting]]"
        if meeting.ordinal is not None:
            yield f"{mark}ordinal = {meeting.ordinal}"
        for name, field in (("start", start), ("end", end)):
            if field is not None:
                yield f"{mark}{name} = {_quoted(field.value)}  # {_known(field)}"
        if meeting.place is not None:
            has = meeting.place.value in self._places
            lacks = "" if has else "; the knowledge doesn't have this id"
            yield f"{mark if has else '# '}place = {_quoted(meeting.place.value)}  # {_known(meeting.place)}{lacks}"
        yield f'{mark}known = "unverified"'
        yield f"{mark}source = {_quoted(_source(meeting))}"


def _source(meeting: MeetingAnswer) -> str:
    shown = [page.source for page in meeting.pages[:_SOURCES]]
    more = [f"and {len(meeting.pages) - _SOURCES} more"] if len(meeting.pages) > _SOURCES else []
    return _one_line(f"{_counted(meeting.outlets, 'independent outlet')}: {'; '.join([*shown, *more])}")


def _known(field: Field) -> str:
    """How the value of a field is known, by how many, and what else pages tell."""
    first = field.values[0]
    others = [value.value for value in field.values[1:]]
    told = f"{first.basis or 'told'}, {_counted(first.outlets, 'independent outlet')}"
    return told + (f"; other pages: {', '.join(others)}" if others else "") + ("; they can't all be true" if field.conflict else "")


def _taken(taking: TakingAnswer) -> str:
    return f"{taking.role} of {_counted(taking.meetings, 'meeting')}, on {_counted(taking.pages, 'page')}"


def _label(entity: EntityRef) -> str:
    return _one_line(entity.label.get("ar") or entity.label.get("en") or entity.id)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _one_line(text: str) -> str:
    """A text of a page in one line without control characters, as a comment needs it."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def _quoted(value: str) -> str:
    """A string of TOML, which a string of JSON is."""
    return msgspec.json.encode(value).decode()
