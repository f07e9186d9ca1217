"""From counted pages to profiles: which lines recur beside different stories, and what that makes them.

**Stories, not pages.** Copies and updates of one story share its sentences, so a line of that story recurs on all of them and is no
furniture for that. For a set of pages, each of a page's sentences counts 1/n where n pages of the set have it; the mean
over the page's sentences is what the page adds to the number of stories: one for a page that shares nothing, little for a
copy. Sentences that themselves stand beside several stories (notices, teasers) are left out of a second and last round.

**Sentences.** Agencies repeat whole paragraphs of background («وتسيطر الجماعة على العاصمة منذ 2014.») in many stories, so that
a sentence is furniture never by count alone. A notice is far from the words of the page before it (its kin), always
outside the running text, on one site only. A teaser is the opening of another page, always after the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median_low
from typing import Literal

import msgspec

from mahdar.layout.profiles.counting import Counted, CountedLine, Sample
from mahdar.layout.profiles.prints import running_text
from mahdar.layout.profiles.profile import MENU_SHARE_INSIDE, Kind, ProfileLine, SiteProfile, SiteProfiles, Where

MIN_PAGES = 8
"""A site of fewer pages has no profile."""

# All measured on captures of two sites with menus and on articles of five outlets with copies, updates and teasers.
_REPEATS = 1.5  # A sentence beside so many stories isn't the page's own.
_MENU_PAGES, _MENU_STORIES, _MENU_SHARE = 5, 4.0, 0.05
_POOL_PAGES, _POOL_STORIES = 12, 12.0
_NOTICE_STORIES, _NOTICE_SHARE, _NOTICE_KIN = 8.0, 0.1, 0.1
_TEASER_PAGES, _TEASER_STORIES, _TEASER_BELOW, _TEASER_KIN = 3, 2.0, 0.75, 0.4
_AFTER = 2  # So many sentences after its opening tell a text from others that begin alike.
_LINK_STORIES, _LINK_WORDS = 1.5, 4
_KEPT_STORIES = 3.0
_KEPT_LINES = 1000
_MOSTLY = 0.95
_TOLD = 16
"""So many of a page's sentences tell its story: it bounds the time that pages of many lines take."""


def freeze(sample: Sample) -> SiteProfiles:
    """The profiles of all sites of which enough pages were counted."""
    sites = sample.sites
    drafts = {site: _Site(pages).lines(pool=not site) for site, pages in sites.items() if len(pages) >= MIN_PAGES}
    shared = _on_several_sites(sites, drafts)
    profiles = []
    for site, lines in drafts.items():
        alone = (line for line in lines if line.kind in ("menu", "link") or (site, line.key) not in shared)
        kept = sorted(alone, key=lambda line: line.key)
        if kept:
            profiles.append(SiteProfile(site=site, pages=len(sites[site]), lines=tuple(kept)))
    return SiteProfiles(sites=tuple(profiles))


def _on_several_sites(sites: Mapping[str, Sequence[Counted]], drafts: Mapping[str, Sequence[ProfileLine]]) -> set[tuple[str, str]]:
    """What may be the text of an agency: lines of a site, short ones apart, that stand on other pages of another site too."""
    suspects = {int(line.key, 16) for lines in drafts.values() for line in lines if line.kind not in ("menu", "link")}
    holders: defaultdict[int, dict[str, set[str]]] = defaultdict(dict)
    for site, pages in sites.items():
        for counted in pages:
            for line in counted.lines():
                if line.key in suspects:
                    holders[line.key].setdefault(site, set()).add(counted.page)
    return {
        (site, f"{key:016x}")
        for key, found in holders.items()
        for site, here in found.items()
        if any(there - here for other, there in found.items() if other != site)
    }


class _Place(msgspec.Struct, frozen=True):
    """Where a line stands on one page: its places from the start and the end, and what these are to the running text."""

    page: int
    start: int
    end: int
    side: Literal["head", "inside", "tail"] | None
    opens: bool
    kin: float


class _Site:
    """The pages of one site, and what recurs on them."""

    def __init__(self, pages: Sequence[Counted]) -> None:
        self._pages = [tuple(counted.lines()) for counted in pages]
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for n, lines in enumerate(self._pages):
            for key in {line.key for line in lines}:
                holders[key].append(n)
        self._holders = {key: tuple(found) for key, found in holders.items() if len(found) > 1}
        self._sentences = [frozenset(line.key for line in lines if line.sentence) for lines in self._pages]
        first = _Stories(self._pages, self._sentences)
        beside = {key: first.beside(key, self._holders[key]) for sentences in self._sentences for key in sentences if key in self._holders}
        repeated = {key for key, stories in beside.items() if stories >= _REPEATS}
        self._notices = {key for key in repeated if beside[key] >= _NOTICE_STORIES and self._share(key) >= _NOTICE_SHARE}
        self._own = [sentences - repeated for sentences in self._sentences]
        self._stories = _Stories(self._pages, self._own)
        self._texts = [running_text([line.sentence and line.key not in self._notices for line in lines]) for lines in self._pages]
        openings = {lines[text[0]].key for lines, text in zip(self._pages, self._texts, strict=True) if text}
        self._after_opening = [
            [line.key for line in lines[text[0] + 1 : text[-1] + 1] if line.sentence and line.key not in openings][:_AFTER] if text else []
            for lines, text in zip(self._pages, self._texts, strict=True)
        ]

    def lines(self, *, pool: bool) -> list[ProfileLine]:
        """What recurs beside different stories, the most frequent first; ``pool`` where the pages are of sites not known."""
        places: defaultdict[int, list[_Place]] = defaultdict(list)
        words: dict[int, int] = {}
        for n in range(len(self._pages)):
            for line, place in self._placed(n):
                places[line.key].append(place)
                words[line.key] = line.words
        out = []
        for key, holders in self._holders.items():
            stories = self._stories.beside(key, holders)
            if stories < _LINK_STORIES:
                continue
            if any(key in self._sentences[n] for n in holders):
                kind, where = (None, "anywhere") if pool else self._sentence(key, stories, places[key])
            else:
                kind, where = self._short(key, stories, places[key], words[key], pool=pool)
            if kind is None and stories < _KEPT_STORIES:
                continue
            out.append(
                ProfileLine(
                    key=f"{key:016x}",
                    kind=kind or "recurring",
                    where=where,
                    pages=len(holders),
                    stories=round(stories),
                    start=median_low(place.start for place in places[key]),
                    end=median_low(place.end for place in places[key]),
                )
            )
        return sorted(out, key=lambda line: (-line.pages, line.key))[:_KEPT_LINES]

    def _short(self, key: int, stories: float, places: Sequence[_Place], words: int, *, pool: bool) -> tuple[Kind | None, Where]:
        """What a short line is that recurs, and where."""
        where = _where(places)
        least = MENU_SHARE_INSIDE if where == "anywhere" else _MENU_SHARE
        pages, enough = (_POOL_PAGES, _POOL_STORIES) if pool else (_MENU_PAGES, _MENU_STORIES)
        if len(places) >= pages and stories >= enough and self._share(key) >= least:
            return "menu", where
        at_home = any(place.side == "head" for place in places)
        linked = any(place.side in ("inside", "tail") for place in places)
        return ("link" if words >= _LINK_WORDS and at_home and linked and not pool else None), where

    def _sentence(self, key: int, stories: float, places: Sequence[_Place]) -> tuple[Kind | None, Where]:
        """What a sentence is that recurs, and where."""
        away = [place for place in places if not place.opens]
        kin = sum(place.kin for place in away) / max(len(away), 1)
        where = _where(away)
        if where != "anywhere" and stories >= _NOTICE_STORIES and self._share(key) >= _NOTICE_SHARE and kin <= _NOTICE_KIN:
            return "notice", where
        home = {told for place in places if place.opens for told in self._after_opening[place.page]}
        # The opening of a report that the next ones take over stands below too, but with what followed it, and with little else.
        below = sum(place.side == "tail" and bool(self._own[place.page]) and not home & self._sentences[place.page] for place in away)
        teaser = (
            len(away) < len(places)
            and below >= _TEASER_BELOW * len(away)
            and len(away) >= _TEASER_PAGES
            and stories >= _TEASER_STORIES
            and kin <= _TEASER_KIN
        )
        return ("teaser", "tail") if teaser else (None, where)

    def _share(self, key: int) -> float:
        return len(self._holders[key]) / len(self._pages)

    def _placed(self, n: int) -> Iterator[tuple[CountedLine, _Place]]:
        """The recurring lines of a page, each once with its first place; its side is ``inside`` where any of its places is."""
        lines, own, text = self._pages[n], self._own[n], self._texts[n]
        first = text[0] if text else len(lines)
        last = max((i for i in text if i == first or (lines[i].sentence and lines[i].key in own)), default=-1)
        at: defaultdict[int, list[int]] = defaultdict(list)
        for i, line in enumerate(lines):
            if line.key in self._holders:
                at[line.key].append(i)
        for found in at.values():
            side: Literal["head", "inside", "tail"] | None = None
            if text:
                inside = any(first <= i <= last for i in found) or found[0] < first < found[-1]
                side = "inside" if inside else "head" if found[0] < first else "tail"
            line = lines[found[0]]
            yield line, _Place(page=n, start=found[0], end=len(lines) - 1 - found[-1], side=side, opens=found[0] == first, kin=line.kin)


class _Stories:
    """How many stories pages tell, by the sentences that they don't share (see the module)."""

    def __init__(self, pages: Sequence[Sequence[CountedLine]], sentences: Sequence[frozenset[int]]) -> None:
        # A page without a sentence of its own (a gallery, a list) is told by all of its lines. The lowest keys are a fair sample, and
        # the same one on pages that share sentences.
        told = (own or frozenset(line.key for line in lines) for lines, own in zip(pages, sentences, strict=True))
        self._tells = [frozenset(sorted(keys)[:_TOLD]) for keys in told]
        self._shared: dict[tuple[int, ...], tuple[float, ...]] = {}

    def beside(self, key: int, holders: tuple[int, ...]) -> float:
        """The number of stories on the pages ``holders`` that have the line ``key``, which itself tells nothing."""
        if holders not in self._shared:
            seen = Counter(told for n in holders for told in self._tells[n])
            self._shared[holders] = tuple(sum(1 / seen[told] for told in sorted(self._tells[n])) for n in holders)
        total = 0.0
        for n, shared in zip(holders, self._shared[holders], strict=True):
            tells = self._tells[n]
            others = len(tells) - (key in tells)
            if others:
                total += (shared - (1 / len(holders) if key in tells else 0.0)) / others
        return total


def _where(places: Iterable[_Place]) -> Where:
    """On which side of the running text a line stands, on all but a few pages."""
    sides = Counter(place.side for place in places if place.side)
    mostly = _MOSTLY * sides.total()
    if not sides:
        return "anywhere"
    if sides["head"] >= mostly:
        return "head"
    if sides["tail"] >= mostly:
        return "tail"
    return "outside" if sides["head"] + sides["tail"] >= mostly else "anywhere"
