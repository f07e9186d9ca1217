"""The small words of statements, folded: those of ``statement-words.toml``, and what other rooms know of clauses."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.arabic import fold
from mahdar.knowledge import Knowledge
from mahdar.statements.stance import stem_of


class Words:
    """Sets of folded words, each by the name that it has in the data. Made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        words, cues = knowledge.statement_words, knowledge.cue_words
        self.adverbial = _folded(knowledge.lexical.adverbial)
        self.relatives = _folded(word for word in knowledge.sentences.openers.relative if word != "ممن")
        """Pronouns that stand for the noun before them; ممن is some of those who."""
        self.doubles = _folded(cues.doubles)
        self.passive = frozenset(words.passive)
        """Verbs, as they are written in ``cues.tsv``."""
        self.being, self.before_verb = _folded(words.being), _folded(words.before_verb) | self.relatives
        self.between = self.before_verb | self.being
        """What may stand between a subject and its verb."""
        self.subject_openers, self.speech, self.own_turn, self.it = (
            _folded(kind) for kind in (words.subject_openers, words.speech, words.own_turn, words.it)
        )
        self.demonstratives, self.taking = _folded(words.demonstratives), frozenset(words.taking)
        self.trailers, self.resumed, self.of_whom, self.back_to_text = (
            _folded(kind) for kind in (words.trailers, words.resumed, words.of_whom, words.back_to_text)
        )
        self.prepositions, self.governed, self.conjunctions = (_folded(kind) for kind in (words.prepositions, words.governed, words.conjunctions))
        self.adverbs, self.taking_more, self.earlier = _folded(words.adverbs), _folded(words.taking_more), _folded(words.earlier)
        self.with_ba, self.with_letter, self.with_min, self.taking_preposition = (
            _folded(kind) for kind in (words.with_ba, words.with_letter, words.with_min, words.taking_preposition)
        )
        self.some, self.no_noun, self.others = (_folded(kind) for kind in (words.some, words.no_noun, words.others))
        self.nobody = self.no_noun | _folded(words.nobody)
        self.links, self.title_links, self.issued_by = (_folded(kind) for kind in (words.links, words.title_links, words.issued_by))
        self.talking, self.anyone, self.counterparts = _folded(words.talking), _folded(words.anyone), tuple(map(fold, words.counterparts))
        self.unnamed, self.honorifics = _folded(words.unnamed), _folded(words.honorifics)
        self.questions = _folded(words.questions)
        self.press, self.met, self.meetings = _folded(words.press), _folded(words.met), _folded(words.meetings)
        self.opening = self.governed | _folded(words.opening)
        self.like_verbs = _folded(knowledge.sentences.after_and.nouns)
        """Nouns that look like verbs (يونيو، تراجع)."""
        self.own_side = frozenset(stem_of(fold(word)) for word in words.own_side)
        self.denying = _folded(words.denying)
        self.titled = _folded(words.titled)
        self.sides, self.where = _folded(words.sides), _folded(words.where)
        self.courtesy = _folded(words.courtesy)
        self.necessity, self.first_person, self.denials = (_folded(kind) for kind in (words.necessity, words.first_person, words.denials))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))
