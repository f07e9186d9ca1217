"""The form of ``statement-words.toml``: small words around what is said."""

from __future__ import annotations

import msgspec


class StatementWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of clauses and of phrases for somebody; ``statement-words.toml`` tells what each list is."""

    before_verb: tuple[str, ...]
    being: tuple[str, ...]
    subject_openers: tuple[str, ...]
    speech: tuple[str, ...]
    own_turn: tuple[str, ...]
    it: tuple[str, ...]
    demonstratives: tuple[str, ...]
    taking: tuple[str, ...]
    passive: tuple[str, ...]
    trailers: tuple[str, ...]
    resumed: tuple[str, ...]
    of_whom: tuple[str, ...]
    back_to_text: tuple[str, ...]
    prepositions: tuple[str, ...]
    governed: tuple[str, ...]
    opening: tuple[str, ...]
    conjunctions: tuple[str, ...]
    adverbs: tuple[str, ...]
    taking_more: tuple[str, ...]
    with_ba: tuple[str, ...]
    with_letter: tuple[str, ...]
    with_min: tuple[str, ...]
    taking_preposition: tuple[str, ...]
    some: tuple[str, ...]
    no_noun: tuple[str, ...]
    nobody: tuple[str, ...]
    links: tuple[str, ...]
    title_links: tuple[str, ...]
    others: tuple[str, ...]
    bodies: tuple[str, ...]
    talking: tuple[str, ...]
    anyone: tuple[str, ...]
    counterparts: tuple[str, ...]
    issued_by: tuple[str, ...]
    questions: tuple[str, ...]
    press: tuple[str, ...]
    met: tuple[str, ...]
    meetings: tuple[str, ...]
    necessity: tuple[str, ...]
    courtesy: tuple[str, ...]
    first_person: tuple[str, ...]
    own_side: tuple[str, ...]
    denying: tuple[str, ...]
    denials: tuple[str, ...]
