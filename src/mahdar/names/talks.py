"""Talks and summits named by series, city, organization or nation: محادثات أستانا، أستانا 7، اجتماع الخرطوم، قمة الناتو، القمة العربية الروسية."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mahdar.arabic import Token, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.names.gazetteer import Gazetteer, Match, name_words
from mahdar.names.made import Made
from mahdar.names.nationality import Nationality

_QUOTES = frozenset("\"“”«»'")


class TalkNames:
    """Reads the name of talks at their noun or at the series' name."""

    def __init__(self, knowledge: Knowledge, dossiers: Iterable[Dossier], gazetteer: Gazetteer, nationality: Nationality) -> None:
        words = knowledge.names.patterns
        self._gazetteer = gazetteer
        self._nationality = nationality
        self._months = frozenset(fold(n).split()[0] for names in knowledge.months.gregorian.values() for n in names)
        self._talks = frozenset(fold(w) for w in knowledge.talks.series)
        self._city_talks, self._capital_talks, self._summits, self._doubled = (
            frozenset(fold(w) for w in listed) for listed in (words.city_talks, words.capital_talks, words.summits, words.doubled)
        )
        self._city_talks |= self._capital_talks
        self._nouns = self._talks | self._city_talks
        self._series: dict[tuple[str, ...], Dossier] = {name_words(n): d for d in dossiers for n in d.names}
        self._longest = max(map(len, self._series), default=0)
        self.heads: frozenset[str] = frozenset(self._talks | self._city_talks | self._summits | {words[0] for words in self._series})
        """The words, without the article, at which a name may begin."""

    def at(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        """The talks that are named at token ``i``."""
        return self._of_series(tokens, i) or self._of_city(tokens, i, known) or self._summit(tokens, i, known)

    def _of_series(self, tokens: Sequence[Token], i: int) -> Made | None:
        noun = not self._nouns.isdisjoint((tokens[i].bare, tokens[i].stem))
        at = i + 1 if noun else i
        if noun and at < len(tokens) and tokens[i].stem in self._doubled and tokens[at].norm in self._talks:
            at += 1  # صيغة محادثات أستانا
        quoted = noun and at < len(tokens) and tokens[at].surface in _QUOTES
        at += quoted
        for count in range(min(self._longest, len(tokens) - at), 0, -1):
            words = (tokens[at].stem if at == i else tokens[at].norm, *(t.norm for t in tokens[at + 1 : at + count]))
            dossier = self._series.get(words)
            if dossier is None:
                continue
            after = at + count
            if quoted:
                if after >= len(tokens) or tokens[after].surface not in _QUOTES or dossier.kind == "committee":
                    return None
                return Made(i, after + 1, dossier.event, "event", dossier.en, "pattern:series")
            hyphen = after < len(tokens) and tokens[after].surface in "-–" and tokens[after].start == tokens[after - 1].end
            step = after + hyphen
            numbered = step < len(tokens) and tokens[step].kind == "number" and tokens[step].norm.isdigit() and int(tokens[step].norm) < 100
            if numbered and step + 1 < len(tokens) and (tokens[step + 1].surface in "+%" or tokens[step + 1].norm in self._months):
                numbered = False  # 5+5; أستانا 29 تشرين الثاني
            if (noun or numbered) and dossier.kind != "committee":
                return Made(i, step + 1 if numbered else after, dossier.event, "event", dossier.en, "pattern:series")
        return None

    def _of_city(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        """محادثات جنيف، قمة الدوحة 2; of a state's name قمة alone makes one (قمة الكويت)."""
        at = i + 1
        if tokens[i].stem not in self._city_talks or at >= len(tokens) or tokens[at].pro:
            return None
        match = known.get(at)
        if match is None or not match.whole or match.known.needs_context:
            return None
        summit = tokens[i].stem in self._summits and match.known.kind == "state"
        if not (match.known.place or summit or (match.known.kind == "place" and tokens[i].stem not in self._capital_talks)):
            return None
        place, end = match.known.place or match.known.entity, match.last
        numbered = end < len(tokens) and tokens[end].kind == "number" and tokens[end].norm.isdigit() and int(tokens[end].norm) < 20
        if numbered and not (end + 1 < len(tokens) and (tokens[end + 1].surface in "+%" or tokens[end + 1].norm in self._months)):
            end += 1
        return Made(i, end, f"{place}-talks", "event", f"{self._label(place)} talks", "pattern:city-talks")

    def _summit(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        """قمة الاتحاد الأفريقي، قمة "آسيان"، القمة الأمريكية الخليجية."""
        at = i + 1
        if tokens[i].bare not in self._summits or at >= len(tokens):
            return None
        if tokens[i].definite:
            got = self._nationality.at(tokens, at, definite=True)
            if got is None or tokens[at].pro:
                return None
            end, states = at + got[1], [got[0]]
            end += end < len(tokens) and tokens[end].surface in "-–"
            if end < len(tokens) and not tokens[end].pro and (more := self._nationality.at(tokens, end)):
                return Made(i, end + more[1], f"{states[0]}-{more[0]}-summit", "event", "summit", "pattern:summit")
            return None
        quoted = tokens[at].surface in _QUOTES
        match = known.get(at + quoted)
        if match is None or not match.whole or match.known.kind != "organization" or (match.known.needs_context and not quoted):
            return None
        if quoted and not (match.last < len(tokens) and tokens[match.last].surface in _QUOTES):
            return None
        org = match.known.entity
        return Made(i, match.last + quoted, f"{org}-summit", "event", f"{self._label(org)} summit", "pattern:summit")

    def _label(self, id_: str) -> str:
        return self._gazetteer.labels.get(id_, {}).get("en", id_.replace("-", " ").title())
