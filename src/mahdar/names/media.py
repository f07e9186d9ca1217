"""Agencies, papers and broadcasters by the names they go by where only such a name can stand, and by the addresses of their sites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mahdar.arabic import fold, fold_with_map
from mahdar.knowledge import Knowledge
from mahdar.knowledge.forms import OutletSite
from mahdar.model import Span
from mahdar.names.gazetteer import name_words

MEDIA = ("agency", "newspaper", "broadcaster")
"""Sorts of organizations that publish or are credited."""

_LONGEST = 8
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[+/|،,;؛&()\n]|\s[-–—]\s")
_AND = re.compile(r"\sو(?=\S)")
_MARKS = re.compile(r"[\"“”«»]")
_ENDINGS = ("com", "net", "org")
_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/(https?:/+.+)$")
_ADDRESS = re.compile(r"(?:(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?)?(?P<host>[^/?#:@\[\]\s]+)(?::\d*)?(?P<path>[^?#]*)", re.IGNORECASE)
_LONGEST_URL = 4096
_WIDE = frozenset({"com", "co", "org", "net", "gov", "edu"})


class MediaNames:
    """Look-ups over `Organization` and `Outlets`. Pure; made once for a knowledge.

    A name that is also a common word («الحياة») counts, since these look-ups are asked only where a source is named.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._joined: dict[str, str] = {}
        self._sites = {site.entity: site for site in knowledge.outlets.outlet}
        self._parts = {site.house: site.entity for site in knowledge.outlets.outlet if site.house}
        self._hosts: dict[str, list[tuple[str, OutletSite]]] = {}
        self._labels: dict[str, set[str]] = {}
        self._generic = frozenset(fold(noun) for noun in (*knowledge.roles.generic.carrier, *knowledge.outlets.words.nouns, "عن", "نقلا"))
        self._unnamed = frozenset(name_words(word) for word in knowledge.outlets.words.unnamed)
        media = [o for o in knowledge.organizations if o.sort in MEDIA]
        self.agencies = frozenset(o.id for o in media if o.sort == "agency")
        self._common = frozenset(name_words(name) for o in media if o.needs_context for name in (*o.names, *o.short))
        self._own = {o.id: o.names[0] for o in knowledge.organizations}
        for site in knowledge.outlets.outlet:
            for name in site.names:
                self._add(name, site.entity)
            for host in site.hosts:
                domain, _, path = host.partition("/")
                self._hosts.setdefault(domain, []).append((f"/{path}" if path else "", site))
                self._labels.setdefault(_main_label(domain), set()).add(site.entity)
        for organization in media:
            for name in (*organization.names, *organization.short, *organization.latin):
                self._add(name, organization.id)

    def find(self, label: str) -> str | None:
        """The outlet that ``label`` names: its name («صحيفة عكاظ», «RT Arabic»), its domain, or the domain's own word («alriyadh»)."""
        if "." in label and " " not in label.strip() and (site := self.at(label)):
            return site
        words = name_words(label)
        if found := self._named(words):
            return found
        if words and words[0].startswith("ل") and (found := self._named(("ا" + words[0], *words[1:]))):
            return found  # محفوظة للجزيرة نت: what stands after the preposition is لجزيرة نت
        known = self._labels.get("".join(words), set())
        return next(iter(known)) if len(known) == 1 else None

    def at(self, url: str) -> str | None:
        """The outlet whose site has ``url``, by the longest of its domains and path heads; that of an archive's copy is the page's own."""
        match = _ADDRESS.match(own_address(url))
        if match is None:
            return None
        labels, path = match["host"].lower().rstrip(".").split("."), match["path"] + "/"
        for i in range(len(labels) - 1):
            heads = [(head, site) for head, site in self._hosts.get(".".join(labels[i:]), ()) if path.startswith(f"{head}/")]
            if heads:
                return max(heads, key=lambda item: len(item[0]))[1].entity
        return None

    def house(self, entity: str) -> str | None:
        """The outlet that ``entity`` is a part of (CNN of CNN Arabic); None where it is of no other."""
        site = self._sites.get(entity)
        return site.house if site else None

    def part(self, house: str) -> str | None:
        """The Arabic outlet that is a part of ``house``; None where there is none."""
        return self._parts.get(house)

    def own_name(self, entity: str) -> str:
        """What the outlet calls itself."""
        site = self._sites.get(entity)
        return site.names[0] if site and site.names else self._own[entity]

    def has_site(self, entity: str) -> bool:
        """Whether the outlet's site is known, so that a page may be of it."""
        return entity in self._sites

    def is_common(self, name: str) -> bool:
        """Whether the name is a common word too (الحياة، فارس)."""
        return name_words(name) in self._common

    def parts(self, text: str, start: int, end: int) -> Iterator[tuple[Span, str | None, bool]]:
        """The parts of a credit (…، … + … و…): the name's span, the source that it names as a whole or None, and whether
        it is a word for sources of which none is named («وكالات»)."""
        for part in _between(_PARTS, text, start, end):
            if not _words(text, part.start, part.end):
                continue  # a mark alone
            whole = self._part(text, part)
            if whole[1] or whole[2]:
                yield whole
            else:  # رويترز وأ ف ب; but not وكالات, which begins with the letter
                pieces = _between(_AND, text, part.start, part.end)
                yield from (self._part(text, piece) for piece in pieces if _words(text, piece.start, piece.end))

    def last(self, text: str, start: int, end: int) -> tuple[Span, str] | None:
        """The source that the last words of ``start:end`` name («… 10 أغسطس 2015 م واس»)."""
        words = _words(text, start, end)
        for count in range(min(_LONGEST, len(words)), 0, -1):
            if entity := self._names.get(tuple(word for _, word in words[-count:])):
                return Span(start=words[-count][0].start, end=words[-1][0].end), entity
        return None

    def _part(self, text: str, part: Span) -> tuple[Span, str | None, bool]:
        words = _words(text, part.start, part.end)
        whole = Span(start=words[0][0].start, end=words[-1][0].end)
        keys = tuple(word for _, word in words)
        if keys in self._unnamed:
            return whole, None, True
        heads = [first for first in range(min(3, len(words))) if all(key in self._generic for key in keys[:first])]
        for first in reversed(heads):  # the bare name before one with its noun
            for last in range(min(len(words), first + _LONGEST), first, -1):
                entity = self._names.get(keys[first:last])
                name = Span(start=words[first][0].start, end=words[last - 1][0].end)
                if entity and all(_is_nationality(key) for key in keys[last:]) and not _MARKS.search(text, name.start, name.end):
                    return name, entity, False
        return whole, None, False

    def _named(self, words: tuple[str, ...]) -> str | None:
        if not words:
            return None
        for first in (0, 1):
            rest = words[first:]
            if rest and (first == 0 or words[0] in self._generic):
                joined = "".join(rest[:-1] if len(rest) > 1 and rest[-1] in _ENDINGS else rest)
                if found := self._names.get(rest) or self._joined.get(joined):
                    return found
        return None

    def _add(self, name: str, entity: str) -> None:
        words = name_words(name)
        self._names.setdefault(words, entity)
        joined = "".join(words)
        if all(len(word) == 1 for word in words) and len(words) > 2:  # أ ف ب، أ.ف.ب، أفب
            self._names.setdefault((joined,), entity)
        if len(joined) >= 5:
            self._joined.setdefault(joined.removesuffix("com") if words[-1] == "com" else joined, entity)


def own_address(url: str) -> str:
    """``url`` without the archive that keeps a copy of it (web.archive.org/web/2010…/http://…)."""
    head = url[:_LONGEST_URL]
    match = _ARCHIVED.search(head)
    return match[1] if match else head


def _main_label(domain: str) -> str:
    """The word of a domain that is the outlet's own: alriyadh of alriyadh.com, okaz of okaz.com.sa."""
    labels = domain.split(".")
    while len(labels) > 1 and (labels[-1] in _WIDE or len(labels[-1]) < 4):
        labels.pop()
    return labels[-1].replace("-", "")


def _between(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches of ``start:end`` between the matches of ``pattern`` that hold a word."""
    at = start
    for match in (*pattern.finditer(text, start, end), None):
        stop = match.start() if match else end
        if _WORD.search(text, at, stop):
            yield Span(start=at, end=stop)
        at = match.end() if match else end


def _words(text: str, start: int, end: int) -> list[tuple[Span, str]]:
    """The words of ``start:end`` folded, with their spans in ``text``."""
    folded = fold_with_map(text[start : min(end, start + 300)])
    out = []
    for match in _WORD.finditer(folded.text):
        first, last = folded.original(*match.span())
        out.append((Span(start=start + first, end=start + last), match.group()))
    return out


def _is_nationality(word: str) -> bool:
    """Whether a word after a name tells where the outlet is (اللندنية، الروسية)."""
    return word.startswith("ال") and word.endswith(("يه", "ي"))
