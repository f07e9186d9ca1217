"""The words by which routes are told, folded: of carriers, of texts that carry, of according-to phrases."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.arabic import fold
from mahdar.arabic.verbs import past_forms
from mahdar.knowledge import Knowledge

MEDIA_SORTS = frozenset({"agency", "newspaper", "broadcaster"})


class CarrierWords:
    """What tells carriers (`mahdar.statements.routes`). Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.routes
        self.media = frozenset(o.id for o in knowledge.organizations if o.sort in MEDIA_SORTS)
        self.networks = frozenset(o.id for o in knowledge.organizations if o.sort == "social-network")
        self.posts, self.notes, self.network = _folded(words.posts), _folded(words.notes), words.posts_network
        self.on_network, self.on_air = _folded(words.on_network), _folded(words.on_air)
        self.within, self.inside = _folded(words.within), _folded(words.inside)
        self.unnamed, self.tongue = _folded(words.media), _folded(words.tongue)
        self.several = _folded(words.several_media)
        self.generic = _folded(knowledge.roles.generic.carrier) | _folded(words.media)
        self.relays = frozenset(w for verb in words.relays for w, form in past_forms(verb).items() if form.pronoun)
        self.quotes = {w: fold(preposition) for verb, preposition in words.quotes.items() for w in past_forms(verb)}
        self.in_talk, self.talks = _folded(words.in_talk), _folded(words.talks)


class DocumentWords:
    """What tells texts (`mahdar.statements.documents`). Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.routes
        self.sorts = {fold(noun): text.sort for text in words.document for noun in text.nouns}
        self.labels_of = {text.sort: text.label for text in words.document}
        self.apart, self.numbered = _folded(words.apart), _folded(words.numbered)
        self.interviews, self.broadcast = _folded(words.interviews), _folded(words.broadcast)
        self.issuing = _folded(words.issuing)
        self.spokesmen = _folded(n for o in knowledge.roles.office if o.role == "spokesperson" for n in o.nouns)


class AccordingWords:
    """What tells according-to phrases (`mahdar.statements.according`). Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.routes
        self.figures, self.rules, self.anew = _folded(words.figures), _folded(words.rules), _folded(words.anew)
        self.words_of, self.new_clause = _folded(words.words_of), _folded(words.new_clause)


class ChainWords:
    """All of them. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.carriers, self.documents, self.accordings = CarrierWords(knowledge), DocumentWords(knowledge), AccordingWords(knowledge)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
