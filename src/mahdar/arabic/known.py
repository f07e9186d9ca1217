"""The lexicon that the rooms share: Arabic frequencies with every word that the knowledge knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mahdar.arabic.fold import fold
from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.verbs import past_forms, present_forms
from mahdar.knowledge import Dossier, Knowledge

_FAR_COMMONER = 1.5


def build_lexicon(knowledge: Knowledge, dossiers: Iterable[Dossier] = ()) -> Lexicon:
    """A lexicon in which names, given names, months and the words of the trade are known words."""
    words = knowledge.lexical
    # a proclitic with a particle also folds like a name (بان كي مون) or another word
    known = set(_known(knowledge, dossiers)).difference(map(fold, words.clitics.joined))
    return Lexicon(known=known, whole=words.whole, parted=words.parted)


def _prefixed(word: str, plain: Lexicon) -> bool:
    """Whether a word inside a name carries a proclitic of its own (لشؤون in «المجلس الأعلى لشؤون …», وسوريا), and is no word."""
    return word.startswith(("لل", "بال", "وال")) or (word[0] in "ولب" and plain.ratio(word[1:], word) >= _FAR_COMMONER)


def _known(knowledge: Knowledge, dossiers: Iterable[Dossier]) -> Iterator[str]:
    plain = Lexicon()
    yield from knowledge.lexical.known
    for verb in knowledge.verbs:
        yield from past_forms(verb.past)
        yield from present_forms(verb.present) if verb.present else ()
    listed = [name for _, entry in knowledge.entries() for name in (*entry.names, *entry.short)]
    for name in (*listed, *(name for d in dossiers for name in (*d.names, *(n for document in d.document for n in document.names)))):
        words = fold(name).split()
        yield from (w for w in words[:1] if len(w) > 2)
        yield from (w for w in words[1:] if len(w) > 4 and not _prefixed(w, plain))
    for state in knowledge.states:
        for name in (*state.capital_names, *state.government_names, *state.adjectives):
            yield from (w for w in fold(name).split() if len(w) > 2)
    for names in knowledge.months.gregorian.values():
        yield from (w for name in names for w in fold(name).split() if len(w) > 3)
    for given in (*knowledge.given_names.arabic, *knowledge.given_names.foreign):
        if len(given) > 3:
            yield fold(given)
