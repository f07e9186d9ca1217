"""Reads one page: find everything, date the page, resolve the times. A pure function of the page and its inputs."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Self

from mahdar import __version__
from mahdar.arabic import Text, analyse, fold
from mahdar.dating import date_page
from mahdar.knowledge import Dossier, Knowledge, load, load_dossiers
from mahdar.layout import Article, Layout
from mahdar.layout.profiles import SiteProfiles, site_of
from mahdar.meetings import RoundFinder, complete
from mahdar.model import READ_ROLES, Credit, Entity, Meeting, Outlet, Page, Reading, Span, Time
from mahdar.names import NameFinder, PageNames, build_lexicon
from mahdar.statements import StatementFinder
from mahdar.times import TimeFinder, resolve

# Where a page tells its site's name: before the title on its first line, at the head of a breadcrumb, after the © sign.
_SITE_NAMES = (
    re.compile(r"\A\s*(?P<site>[^\n]{2,30}?) - "),
    re.compile(r"^(?P<site>(?!الرئيسية)[^\n»›>|]{3,30}?)\s+[»›]\s+[^\n]{2,80}$", re.MULTILINE),
    re.compile(r"©\s*(?:\d{4}\s*)?(?P<site>[^\n\d©|]{3,40}?)\s*(?:\d{4}\s*)?[.|]?\s*$", re.MULTILINE),
)


class Reader:
    """Reads pages with a knowledge and dossiers (the shipped ones where none are passed). Immutable once made."""

    def __init__(self, knowledge: Knowledge | None = None, dossiers: Iterable[Dossier] | None = None) -> None:
        self.knowledge = knowledge if knowledge is not None else load()
        self.dossiers = tuple(dossiers) if dossiers is not None else load_dossiers()
        self.lexicon = build_lexicon(self.knowledge, self.dossiers)
        self.layout = Layout(self.knowledge, self.lexicon)
        self.times = TimeFinder(self.knowledge, self.lexicon)
        self.names = NameFinder(self.knowledge, self.dossiers, self.lexicon)
        self.statements = StatementFinder(self.knowledge, self.dossiers, self.names)
        self.rounds = RoundFinder(self.knowledge, self.dossiers)
        self.site_profiles = SiteProfiles()

    def using(self, site_profiles: SiteProfiles) -> Self:
        """The same reader, reading the pages of each site with the site's profile."""
        other = copy.copy(self)
        other.site_profiles = site_profiles
        return other

    def read(self, page: Page) -> Reading:
        """All that ``page`` says, each item with the characters that say it."""
        site = self.site_profiles.of(site_of(page))
        article = self.layout.read(page, site)
        text = analyse(page.text, (b for b in article.blocks if b.role in READ_ROLES), self.lexicon)
        found, no_times = self.times.find(text)
        names = self.names.find(text)
        statements, speakers, no_statements = self.statements.find(text, names, found, page.text_hash)
        rounds = self.rounds.find(text, names, found)
        published, no_dates = date_page(page, text, found, rounds, self.knowledge.furniture)
        day = published.value if published else None
        times = tuple(resolve(time, day) for time in found)
        meetings = tuple(complete(r, text, names, found, times, statements, day, self.knowledge, page.text_hash) for r in rounds)
        outlet, credits_ = self._outlet(article), self._credits(text, names)
        return Reading(
            page=page.id,
            text_hash=page.text_hash,
            source=page.source,
            url=page.url,
            fetched=page.fetched,
            media_type=page.media_type,
            encoding=page.encoding,
            notes=page.notes,
            language=_language(page.text),
            engine=__version__,
            site_profile=site.hash if site else None,
            outlet=outlet,
            published=published,
            credits=credits_,
            text=page.text,
            blocks=article.blocks,
            times=_apart(times),
            entities=self._entities(names, speakers, meetings, outlet),
            names=names.names(),
            statements=statements,
            meetings=meetings,
            rejected=tuple(sorted((*no_times, *names.rejected, *no_statements, *no_dates), key=lambda r: (r.start, r.end, r.layer, r.reason))),
        )

    def _outlet(self, article: Article) -> Outlet | None:
        """Who published the page: given, else the site's name that its first line puts beside the title."""
        page = article.page
        if page.given.outlet:
            known = self.names.gazetteer.find(page.given.outlet)
            return Outlet(label=page.given.outlet, entity=known, basis="given")
        for pattern in _SITE_NAMES:
            for match in pattern.finditer(page.text):
                label = match["site"].strip(" \u202a\u202b\u202c\u202d\u202e.،")
                block = next((b for b in article.blocks if b.start <= match.start("site") < b.end), None)
                known = self.names.gazetteer.find(label) if label else None
                if block is not None and block.role == "furniture" and label and (known or pattern is not _SITE_NAMES[0]):
                    start = page.text.index(label, match.start("site"))
                    return Outlet(label=label, entity=known, basis="stated", evidence=(Span(start=start, end=start + len(label)),))
        return None

    def _credits(self, text: Text, names: PageNames) -> tuple[Credit, ...]:
        """The agencies and papers of the credit line (المصدر: نوفوستي + تاس)."""
        return tuple(
            Credit(start=m.start, end=m.end, entity=m.entity)
            for n, line in enumerate(text.lines)
            if line.block.role == "credit"
            for m in names.mentions[n]
            if m.kind == "organization"
        )

    def _entities(self, names: PageNames, speakers: dict[str, Entity], meetings: tuple[Meeting, ...], outlet: Outlet | None) -> tuple[Entity, ...]:
        """Every entity that a name, statement or meeting of the page refers to, and its outlet, by id."""
        out = {**speakers, **names.entities}
        gazetteer = self.names.gazetteer
        if outlet and outlet.entity and outlet.entity not in out:
            out[outlet.entity] = Entity(id=outlet.entity, kind="organization", label=dict(gazetteer.labels[outlet.entity]))
        for meeting in meetings:
            for id_ in (meeting.place, meeting.host, *(p.entity for p in meeting.participants)):
                if id_ and id_ not in out:
                    out[id_] = Entity(id=id_, kind=gazetteer.kinds.get(id_, "organization"), label=dict(gazetteer.labels.get(id_, {"en": id_})))
        return tuple(out[id_] for id_ in sorted(out))


def _language(text: str) -> str | None:
    """``ar`` where most letters of the folded text are Arabic; None where they are not."""
    letters = [c for c in fold(text) if c.isalpha()]
    return "ar" if letters and sum("\u0620" <= c <= "\u06ff" for c in letters) * 2 > len(letters) else None


def _apart(times: tuple[Time, ...]) -> tuple[Time, ...]:
    """The times in order without overlaps (the earlier and longer stays)."""
    out: list[Time] = []
    for time in sorted(times, key=lambda t: (t.start, -t.end)):
        if not out or time.start >= out[-1].end:
            out.append(time)
    return tuple(out)
