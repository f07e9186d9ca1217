"""Which pages are wanted: told from what costs little, before a page is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Self

from mahdar.arabic import fold
from mahdar.arabic.language import LanguageFinder
from mahdar.capture import Raw
from mahdar.knowledge import load
from mahdar.layout.profiles import site_of
from mahdar.model import Noun, Page

_WORD = re.compile(r"\w+")


class Wanted(Noun, frozen=True, kw_only=True):
    """The languages and sites whose pages are wanted; all where none is named.

    A language is one of ``ar``, ``fa``, ``ur``, ``ckb``, ``en``, that of most of the page's text. A site is a host, with the hosts under it, or an
    outlet as it is given beside a page (see `mahdar.layout.profiles.site_of`).
    """

    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    @classmethod
    def of(cls, languages: Iterable[str], sites: Iterable[str]) -> Self:
        """What a user names, in the form in which it is compared."""
        named = (site.lower().removeprefix("www.").rstrip(".") if "." in site else " ".join(_WORD.findall(fold(site))) for site in sites)
        return cls(languages=tuple(sorted(set(languages))), sites=tuple(sorted(set(named))))

    def before(self, raw: Raw) -> str | None:
        """Why a page isn't wanted, by what stands beside it; None where it may be."""
        if not self.sites:
            return None
        site = site_of(raw)
        return None if any(site == one or site.endswith(f".{one}") for one in self.sites) else "another site"

    def after(self, page: Page) -> str | None:
        """Why a page isn't wanted, by its text; None where it is."""
        if not self.languages:
            return None
        language = _finder().of(page.text)
        return None if language in self.languages else f"another language ({language or 'not told'})"


@lru_cache(maxsize=1)
def _finder() -> LanguageFinder:
    return LanguageFinder(load().languages)
