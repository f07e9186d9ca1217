"""Pages as linking compares them, made with one lexicon and one model."""

from __future__ import annotations

from functools import lru_cache

from mahdar.arabic import Lexicon, build_lexicon
from mahdar.knowledge import Knowledge, load, load_dossiers
from mahdar.linking.articles import article_of
from mahdar.linking.copies import bands
from mahdar.linking.known import Known
from mahdar.linking.stories import Stories, Telling, hours_of, telling
from mahdar.linking.terms import Weights
from mahdar.model import Block, Noun


class Linkable(Noun, frozen=True, kw_only=True):
    """What linking needs of a page's reading: its text with the blocks, an entity for each name, and when it came out (a day, and its minute)."""

    page: str
    text: str
    blocks: tuple[Block, ...]
    named: tuple[str, ...]
    published: str | None
    at: str | None = None


class Linked(Noun, frozen=True, kw_only=True):
    """What linking keeps of a page while it compares: the folded words of its article, the keys of its sketch, and what it tells, where the day
    is known on which it came out."""

    words: tuple[str, ...]
    bands: tuple[int, ...]
    telling: Telling | None


class Linker:
    """Prepares pages, and has what entities are compared by. Pure; made once for a lexicon and what is known of entities."""

    def __init__(self, lexicon: Lexicon, knowledge: Knowledge) -> None:
        self.stories, self.known, self.weights = Stories(), Known(knowledge), Weights(lexicon)
        self._lexicon = lexicon

    def prepare(self, page: Linkable) -> Linked:
        """What of ``page`` is compared."""
        article = article_of(page.text, page.blocks, page.named, self._lexicon)
        hours = hours_of(page.published, page.at)
        told = telling(page.page, hours, article, self.weights) if hours is not None else None
        return Linked(words=article.words, bands=bands(article.words), telling=told)


@lru_cache(maxsize=1)
def shipped() -> Linker:
    """The linker with what is shipped. A user's own knowledge has no part in it, so that all pages of a record are linked alike."""
    return Linker(build_lexicon(load(), load_dossiers()), load())
