"""The forms of the words that tell by which route a statement came."""

from __future__ import annotations

import msgspec


class CarryingText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sort of text that carries statements: its slug (``statement`` for a communiqué), its nouns, and how it is called in each language
    before its author's name."""

    sort: str
    nouns: tuple[str, ...]
    label: dict[str, str]


class RouteWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of routes. ``posts`` are of ``posts_network`` where no other is named, ``notes`` of whichever network is, after ``on_network``. A
    text carries what is said ``within`` it or ``inside`` (بيان قالت فيه); ``apart`` and ``numbered`` tell it from the one before. A medium
    carries after ``on_air`` or ل, after ``in_talk`` where ``talks`` stand before; ``interviews`` that are ``broadcast`` by none that is named
    are texts of their own; ``media`` have no name but may be told, ``several_media`` needn't; ``relays`` are verbs with a pronoun for what a
    medium brings, ``quotes`` those for quoting, with the preposition before the one quoted; after ``tongue`` stands who speaks for another.
    ``anew`` begin another report of the page's own. ``words_of`` with a pronoun mean who spoke last. According to ``figures`` something is
    told, by whom they are; according to ``rules`` it is done. ``new_clause`` begin one of their own after such a phrase."""

    posts: tuple[str, ...]
    posts_network: str
    notes: tuple[str, ...]
    on_network: tuple[str, ...]
    within: tuple[str, ...]
    inside: tuple[str, ...]
    apart: tuple[str, ...]
    numbered: tuple[str, ...]
    issuing: tuple[str, ...]
    on_air: tuple[str, ...]
    in_talk: tuple[str, ...]
    talks: tuple[str, ...]
    interviews: tuple[str, ...]
    broadcast: tuple[str, ...]
    media: tuple[str, ...]
    several_media: tuple[str, ...]
    relays: tuple[str, ...]
    quotes: dict[str, str]
    tongue: tuple[str, ...]
    anew: tuple[str, ...]
    words_of: tuple[str, ...]
    figures: tuple[str, ...]
    rules: tuple[str, ...]
    new_clause: tuple[str, ...]
    document: tuple[CarryingText, ...]
