"""From the names by which pages call a series to the `names` and `patterns` of its dossier.

محادثات فيينا، مفاوضات فيينا 7     one pattern: (محادثات|مفاوضات) فيينا {ordinal}?, and {round} {ordinal} من (محادثات|مفاوضات) فيينا
القمة العربية، القمة العربية الـ29  القمة العربية {ordinal}?, and القمة {ordinal} العربية
محادثات السلام في التلال           as above, and the name السلام في التلال, which is long enough to be nothing else's
مجلس الجامعة                       of numbered sessions of a body: the name

A name of one word (فيينا) is none of the dossier's, nor what something else is called by (مجموعة السبع): all that is in the city, or of the
group, would be of the process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mahdar.arabic import Lexicon, Token, fold, number_at, tokenize
from mahdar.knowledge import Knowledge
from mahdar.meetings.ordinals import ordinal_at
from mahdar.model import Noun
from mahdar.process.drafting import Form

_LEAST = 2


class Naming(Noun, frozen=True, kw_only=True):
    """A name or pattern, the forms that it was made of, and on how many pages these stand at most."""

    text: str
    forms: tuple[str, ...]
    pages: int


class Names(Noun, frozen=True, kw_only=True):
    """What a series is called: `names` and `patterns` of a dossier. ``body`` says that the names are those of a body, whose sessions are counted."""

    names: tuple[Naming, ...]
    patterns: tuple[Naming, ...]
    body: bool


def names_of(forms: Iterable[Form], knowledge: Knowledge, lexicon: Lexicon) -> Names:
    """The names and patterns that ``forms`` of one series make; none of what is only a noun of meeting (قمة ثالثة)."""
    talks = frozenset(map(fold, knowledge.talks.series))
    heads = talks | frozenset(map(fold, (*knowledge.talks.round, *knowledge.talks.meeting.kinds())))
    others = {fold(name) for entry in (*knowledge.organizations, *knowledge.states, *knowledge.places) for name in entry.names}
    by_rest: dict[tuple[str, ...], list[tuple[str, str, Form]]] = defaultdict(list)
    bodies: list[Naming] = []
    for form in forms:
        words = _without_number(form.form, lexicon)
        head = fold(words[0]) if words else ""
        if head in heads or head.removeprefix("ال") in heads:
            if len(words) > 1:
                by_rest[tuple(map(fold, words[1:]))].append((words[0], " ".join(words[1:]), form))
        elif words:
            bodies.append(Naming(text=" ".join(words), forms=(form.form,), pages=form.pages))
    names: list[Naming] = []
    patterns: list[Naming] = []
    for key, told in by_rest.items():
        rest = told[0][1]
        made = tuple(form.form for _, _, form in told)
        pages = sum(form.pages for _, _, form in told)
        nouns = list(dict.fromkeys(head for head, _, _ in told))
        plain = [noun for noun in nouns if not fold(noun).startswith("ال")]
        patterns.append(Naming(text=f"{_either(nouns)} {rest} {{ordinal}}?", forms=made, pages=pages))
        if definite := [noun for noun in nouns if noun not in plain]:
            patterns.append(Naming(text=f"{_either(definite)} {{ordinal}} {rest}", forms=made, pages=pages))
        if counted := [noun for noun in plain if fold(noun) in talks]:
            patterns.append(Naming(text=f"{{round}} {{ordinal}} من {_either(counted)} {rest}", forms=made, pages=pages))
        if plain and len(key) >= _LEAST and " ".join(key) not in others:
            names.append(Naming(text=rest, forms=made, pages=pages))
    body = bool(bodies) and not patterns
    return Names(names=tuple(bodies if body else names), patterns=tuple(patterns), body=body)


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"({'|'.join(words)})"


def _without_number(form: str, lexicon: Lexicon) -> list[str]:
    """The words of a name as they are written, without its number and marks."""
    tokens = tokenize(form, lexicon)
    words: list[str] = []
    at = 0
    while at < len(tokens):
        if words and (after := _after_number(tokens, at)) is not None:
            at = after
            continue
        token = tokens[at]
        if token.kind == "word" or (token.kind == "number" and words):
            words.append(form[token.stem_start if not words else token.start : token.end])
        at += 1
    return words


def _after_number(tokens: Sequence[Token], at: int) -> int | None:
    """The index after a number that ranks, at ``at``, of a definite noun or an indefinite one (الثالثة، ثالثة، الـ29)."""
    if (found := ordinal_at(tokens, at)) is not None:
        return found[1]
    number = number_at(tokens, at)
    return at + number.taken if number is not None and number.sort == "ordinal" else None
