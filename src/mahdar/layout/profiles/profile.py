"""Site profiles: which lines recur on a site beside different stories, frozen, as the reading of a page takes them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from mahdar.errors import DataError
from mahdar.layout.profiles.prints import LinePrint, running_text

SCHEMA = 1
"""Version of the form of a profile's file."""

Kind = Literal["menu", "notice", "teaser", "link", "recurring"]
"""What a line is that recurs.

``menu``: a short line around the article (menus, sections, heads of boxes). ``notice``: a sentence of the site («يمكنكم تحميل
تطبيقنا …»). ``teaser``: the opening of one page at the end of others. ``link``: the headline of one page inside or below others.
``recurring``: it recurs, but too seldom, or in places too unlike, to be called furniture.
"""

Where = Literal["head", "tail", "outside", "anywhere"]
"""Where on its pages a line stands: before the running text, after it, either of these, or inside it as well."""


class _Struct(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what a profile is made of."""


class Recurs(_Struct, frozen=True, kw_only=True):
    """How one line recurs on a site.

    ``pages`` of the site's ``of_pages`` have it, beside ``stories`` different stories; ``start`` and ``end`` are the medians of
    its place, in lines that aren't blank from the page's first and last one (0 for these).
    """

    kind: Kind
    where: Where
    pages: int
    of_pages: int
    stories: int
    start: int
    end: int
    pool: bool = False

    @property
    def share(self) -> float:
        """The share of the site's pages that have the line."""
        return self.pages / self.of_pages

    @property
    def furniture(self) -> bool:
        """Whether it is furniture where it stands as it does on other pages (see `SiteProfile.furniture`)."""
        return self.kind != "recurring"

    @property
    def confidence(self) -> float:
        """How sure it is that the line is furniture: Laplace's rule over the stories that it stood beside; never quite certain."""
        return min(round((self.stories + 1) / (self.stories + 2), 2), 0.99) if self.furniture else 0.5

    @property
    def why(self) -> str:
        """The reason in words."""
        pages = f"{self.pages} of {self.of_pages} pages {'whose site is not known' if self.pool else 'of this site'}"
        if self.kind == "teaser":
            return f"a teaser of another story, stands on {pages}"
        return f"the headline of another story, stands on {pages}" if self.kind == "link" else f"recurs on {pages}"


class ProfileLine(_Struct, frozen=True, kw_only=True):
    """A line in a profile's file. ``key`` is its fingerprint in hexadecimal; the other fields are those of `Recurs`."""

    key: str
    kind: Kind
    where: Where
    pages: int
    stories: int
    start: int
    end: int


class SiteProfile(_Struct, frozen=True, kw_only=True, dict=True):
    """What recurs on one site: counted on ``pages`` pages; lines in the order of their keys.

    ``site`` is a host, an outlet, or empty for all pages of which neither is known.
    """

    site: str
    pages: int
    lines: tuple[ProfileLine, ...]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the profile as JSON: what a reading names."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    @cached_property
    def _by_key(self) -> dict[int, Recurs]:
        return {
            int(line.key, 16): Recurs(
                kind=line.kind,
                where=line.where,
                pages=line.pages,
                of_pages=self.pages,
                stories=line.stories,
                start=line.start,
                end=line.end,
                pool=not self.site,
            )
            for line in self.lines
        }

    def line(self, key: int) -> Recurs | None:
        """How the line with this fingerprint recurs on the site; None where it doesn't, or too little to be kept."""
        return self._by_key.get(key)

    def furniture(self, lines: Sequence[LinePrint]) -> tuple[Recurs | None, ...]:
        """For each line of a page, in order, how it recurs, where that makes it furniture in this place; else None.

        A line is furniture only where it stands on this page as on the others: a headline or an opening that other pages
        link to is itself on the page that it belongs to.
        """
        recurs = [self.line(line.key) for line in lines]
        first, last, teasers = _text(lines, recurs)
        out: list[Recurs | None] = []
        for i, found in enumerate(recurs):
            if found is not None and found.kind == "recurring" and i > teasers and lines[i].sentence:
                # Its own page isn't among those counted, but its neighbours' are.
                found = msgspec.structs.replace(found, kind="teaser")
            out.append(found if found is not None and _stands(found, i, first, last, teasers) else None)
        return tuple(out)

    def frame(self, lines: Sequence[LinePrint]) -> tuple[int, int]:
        """The stretch of ``lines`` (first, one after the last) between what always stands before and after the site's running text.

        Only lines that most pages have, always on that side, are trusted with this, and a list of teasers at the end; without
        any it is the whole page. A headline may stand above it, with a bar of buttons between it and the text.
        """
        recurs = [self.line(line.key) for line in lines]
        sure = [found.where if found and found.furniture and found.share >= _MOST else None for found in recurs]
        first = max((i + 1 for i, where in enumerate(sure) if where == "head"), default=0)
        foot = min((i for i, where in enumerate(sure) if where == "tail" and i >= first), default=len(lines))
        return first, min(foot, max(_text(lines, recurs)[2], first))


_MOST = 0.5


MENU_SHARE_INSIDE = 0.15
"""A short line that so many of a site's pages have is furniture inside the running text too."""

_STRANGERS = 1 / 3
"""At most this share of the sentences in a list of teasers may be unknown to the profile."""


def _text(lines: Sequence[LinePrint], recurs: Sequence[Recurs | None]) -> tuple[int, int, int]:
    """The first and last line of the page's own sentences (``len(lines)`` and -1 without any), and where its teasers begin."""
    kinds = [found and found.kind for found in recurs]
    text = running_text([line.sentence and kind != "notice" for line, kind in zip(lines, kinds, strict=True)])
    if not text:
        return len(lines), -1, len(lines)
    sentences = [i for i in text if lines[i].sentence and kinds[i] != "notice"]
    teasers = len(lines)
    strangers = 0
    for after, i in enumerate(reversed(sentences), start=1):
        strangers += recurs[i] is None
        if kinds[i] == "teaser" and i > text[0] and strangers <= _STRANGERS * after:
            teasers = i
    last = max((i for i in sentences if i < teasers and (i == text[0] or kinds[i] != "teaser")), default=text[0])
    return text[0], last, teasers


def _stands(found: Recurs, at: int, first: int, last: int, teasers: int) -> bool:
    """Whether the line ``at`` stands where it is furniture; the other numbers are those of `_text`."""
    if found.kind == "link":
        return at > first
    if found.kind == "teaser":
        return at >= teasers
    if found.kind == "recurring":
        return False
    if found.where == "anywhere" or (found.kind == "menu" and found.share >= MENU_SHARE_INSIDE):
        return True
    return (at < first and found.where != "tail") or (at > last and found.where != "head")


class SiteProfiles(_Struct, frozen=True, kw_only=True, dict=True):
    """The profiles of all sites, in the order of the sites. As JSON it is the file that `--site-profile` takes."""

    schema: int = SCHEMA
    sites: tuple[SiteProfile, ...] = ()

    @cached_property
    def _by_site(self) -> dict[str, SiteProfile]:
        return {profile.site: profile for profile in self.sites}

    def of(self, site: str) -> SiteProfile | None:
        """The profile of a site (see `site_of`), if there is one."""
        return self._by_site.get(site)

    def hash_of(self, site: str) -> str | None:
        """What the readings of a site's pages name as their profile; None where the site has none."""
        profile = self.of(site)
        return profile.hash if profile else None

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the profiles as JSON (without white space, whatever the file has)."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    def __str__(self) -> str:
        pages, lines = sum(site.pages for site in self.sites), sum(recurs.kind != "recurring" for site in self.sites for recurs in site.lines)
        counts = [(len(self.sites), "site"), (pages, "page"), (lines, "recurring line")]
        return f"site profile {self.hash[:12]}: " + ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in counts)


def decode(data: bytes, path: Path) -> SiteProfiles:
    """The profiles in the file ``path`` that holds ``data``. Raises `DataError` where it holds something else."""
    try:
        profiles = msgspec.json.decode(data, type=SiteProfiles)
        for number, site in enumerate(profiles.sites):
            if site.pages < 1:
                raise msgspec.ValidationError(f"Expected `int` >= 1 - at `$.sites[{number}].pages`")
            _ = site._by_key  # A key that is no number is to be told here.
    except (msgspec.MsgspecError, ValueError) as error:
        raise DataError(f"{path}: expected site profiles (JSON, or a record that keeps some), got something else: {error}") from error
    if profiles.schema != SCHEMA:
        raise DataError(f"{path}: expected site profiles of schema {SCHEMA}, got {profiles.schema}; use the version of Mahdar that made them")
    return profiles
