"""Pages as linking compares them, made with one lexicon and one model, by words alone or by vectors of their articles, too."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from mahdar.arabic import Lexicon, build_lexicon
from mahdar.knowledge import Knowledge, load, load_dossiers
from mahdar.linking import stories
from mahdar.linking.articles import article_of, opening
from mahdar.linking.copies import bands
from mahdar.linking.known import Known
from mahdar.linking.stories import Stories, Telling, hours_of, telling
from mahdar.linking.terms import Weights
from mahdar.model import Block, Noun
from mahdar.semantic.codes import packed
from mahdar.semantic.embedder import Embedder, named


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
    """Prepares pages, and has what entities are compared by. Pure; made once for a lexicon and what is known of entities.

    ``model`` names what makes vectors of articles, by which stories are told then, too; ``embedder`` gives it, when a vector is to be made.
    """

    def __init__(self, lexicon: Lexicon, knowledge: Knowledge, model: str | None = None, embedder: Callable[[str], Embedder] = named) -> None:
        self.stories = Stories(stories.shipped(semantic=model is not None))
        self.known, self.weights, self.model = Known(knowledge), Weights(lexicon), model
        self._lexicon, self._embedder = lexicon, embedder

    def opening(self, page: Linkable) -> str | None:
        """What a vector of ``page`` is made of; None where none is needed: by words alone, of no day, without an article."""
        if self.model is None or hours_of(page.published, page.at) is None:
            return None
        return opening(page.text, page.blocks) or None

    def vector(self, words: str) -> bytes:
        """The vector of an `opening`, as it is kept. It takes half a second and more. Raises `MissingError` where the extra isn't installed."""
        if self.model is None:
            raise ValueError("expected a linker with a model, got one that links by words alone")
        # As what is asked, not as what is looked through: the model was taught so for texts that are compared both ways.
        return packed(self._embedder(self.model).query(words))

    def prepare(self, page: Linkable, vector: bytes | None = None) -> Linked:
        """What of ``page`` is compared; ``vector`` is that of its `opening`, which is made where one is needed and not given."""
        article = article_of(page.text, page.blocks, page.named, self._lexicon)
        hours = hours_of(page.published, page.at)
        if vector is None and (words := self.opening(page)) is not None:
            vector = self.vector(words)
        told = telling(page.page, hours, article, self.weights, vector) if hours is not None else None
        return Linked(words=article.words, bands=bands(article.words), telling=told)


@lru_cache(maxsize=2)
def shipped(model: str | None = None) -> Linker:
    """The linker with what is shipped, by words alone or with vectors by ``model``, too. A user's own knowledge has no part in it, so that all pages
    of a record are linked alike."""
    return Linker(build_lexicon(load(), load_dossiers()), load(), model)
