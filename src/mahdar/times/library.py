"""Times as a library: the expressions of a text and their values, with what ships with the package and nothing else to set up."""

from __future__ import annotations

from functools import lru_cache

from mahdar.arabic import Lexicon, analyse, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block, Time
from mahdar.times.find import TimeFinder
from mahdar.times.published import parse_published
from mahdar.times.resolve import Resolver


def times_in(text: str, *, published: str | None = None, month_first: bool = False) -> tuple[Time, ...]:
    """The time expressions of an Arabic text, in order, with their values in EDTF (durations: ISO 8601).

    All of ``text`` is read as the body of an article; offsets are code points into it. ``published`` is when it was written: an EDTF
    day, month or year (2017-10-20, 2017-10, 2017), from which أمس or الشهر الماضي are counted; without it their value is None.
    ``month_first`` says how figures that can be read either way round are meant (05/06/2018); day first without it.
    Raises `ValueError` where ``published`` is no such date.

    What the reader's knowledge says is read once, at the first call; `mahdar.times.TimeFinder` takes a knowledge of your own.
    """
    day = parse_published(published) if published is not None else None
    lexicon, finder, resolver = _shipped()
    body = Block(start=0, end=len(text), role="body", confidence=1.0, why="")
    found, _ = finder.find(analyse(text, (body,), lexicon))
    return resolver.resolve(found, day, month_first=month_first)[0]


@lru_cache(maxsize=1)
def _shipped() -> tuple[Lexicon, TimeFinder, Resolver]:
    """The lexicon, finder and resolver of the reader with the shipped data."""
    knowledge = load()
    lexicon = build_lexicon(knowledge, load_dossiers())
    return lexicon, TimeFinder(knowledge, lexicon), Resolver(knowledge)
