"""Where a name that the model proposes begins and ends, and what can't be one: what the chain, which sees two words to each side, can't know."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mahdar.arabic import Line, Token, fold
from mahdar.knowledge import Knowledge
from mahdar.names.model import Proposal
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention
from mahdar.names.shapes import PersonShapes

_LONGEST_QUOTED = 6
"""Words in quotation marks that a name may have; more are a sentence."""
_LONGEST = 10
"""Words and marks that a name may have: annotated ones hardly reach it, runs of a chain that lost its way do."""
_ADDRESS = frozenset("@/_:")
"""Marks beside Latin words that make them part of an address or account."""


class Bounds:
    """Trims and refuses proposals. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge, shapes: PersonShapes, nationality: Nationality) -> None:
        roles = knowledge.roles
        self._shapes = shapes
        self._nationality = nationality
        self._persons = frozenset(fold(w) for w in roles.nouns.person)
        self._titles = frozenset(fold(w) for w in roles.titles)
        self._apart = frozenset(fold(w) for w in knowledge.lexical.function) - frozenset(fold(w) for w in knowledge.names.proposals.inside)
        self._national = frozenset(fold(w) for w in knowledge.names.proposals.national)
        self._days = frozenset(fold(w) for names in knowledge.months.weekdays.values() for w in names)

    def settle(self, line: Line, proposal: Proposal, crossed: Sequence[Mention]) -> Proposal | None:
        """The proposal with its right bounds, or None where it can't be a name. ``crossed`` are the rules' names that it shares words with."""
        marked = _in_marks(line, proposal)
        settled = self._trimmed(line.tokens, marked) if marked is not None else None
        if settled is None or settled.last - settled.first > _LONGEST or self._is_none(line, settled, crossed):
            return None
        return settled

    def _trimmed(self, tokens: Sequence[Token], proposal: Proposal) -> Proposal | None:
        """Without marks at its ends, without what it is called as, a day or a verb joined by ف after it (طالبان كجماعة، مجلس الشيوخ الخميس، مجموعة
        أتلانتيا فنبهت)."""
        first, last = proposal.first, proposal.last
        last = next((k for k in range(first + 1, last) if tokens[k].pro == "ك"), last)
        while first < last and tokens[first].kind == "mark":
            first += 1
        while first < last and (tokens[last - 1].kind == "mark" or tokens[last - 1].norm in self._days or tokens[last - 1].pro.startswith("ف")):
            last -= 1
        return msgspec.structs.replace(proposal, first=first, last=last) if first < last else None

    def _is_none(self, line: Line, proposal: Proposal, crossed: Sequence[Mention]) -> bool:
        tokens, first, last, kind = line.tokens, proposal.first, proposal.last, proposal.kind
        inside = tokens[first:last]
        if any(t.norm in self._apart for t in inside) or any(self._shapes.is_verb(t.norm) for t in inside[1:]):
            return True
        if all(t.kind in ("latin", "number", "mark") for t in inside):
            return self._is_address(line, first, last)
        if inside[0].norm in self._national and not crossed and len(inside) > 1 and self._nationality.at(tokens, first + 1) is not None:
            return True
        if any(t.pro.startswith("و") and self._shapes.opens(t) for t in inside[1:]) and kind == "person":
            return True  # طارق وياسر are two
        if kind != "person" and any(t.bare in self._persons for t in inside[1:] if t.kind == "word" and not t.definite):
            return True  # الأمن القومي أو رئيس المخابرات
        if kind == "person" and last == first + 1 and self._is_adjective(tokens, first):
            return True
        if kind in ("organization", "event", "document") and not crossed and self._is_indefinite(line, inside):
            return True
        return any(not _belongs(tokens, first, m) for m in crossed)

    def _is_address(self, line: Line, first: int, last: int) -> bool:
        """Whether Latin words are part of an address or account, hold figures (H1N1), or stand in a line that is no Arabic."""
        tokens = line.tokens
        around = {t.surface for t in (*tokens[max(0, first - 1) : first], *tokens[last : last + 1])}
        arabic = sum(t.kind == "word" for t in tokens)
        latin = sum(t.kind == "latin" for t in tokens)
        return bool(around & _ADDRESS) or latin >= arabic or any(c.isdigit() for t in tokens[first:last] for c in t.surface)

    def _is_adjective(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a definite word alone is the adjective of the one before it (في الطابور الصباحي)."""
        return at > 0 and tokens[at].definite and tokens[at - 1].definite and tokens[at - 1].norm not in self._titles

    def _is_indefinite(self, line: Line, inside: Sequence[Token]) -> bool:
        """Whether the words are an indefinite noun and its adjective (هيئة حقوقية، جولة استماعية، مجلس وطني), which name nothing."""
        if len(inside) < 2 or any(t.kind != "word" or t.definite for t in inside) or line.quotation_at(inside[0].start):
            return False
        tail = inside[-1]
        return tail.norm.endswith(("يه", "ي")) and not self._shapes.rare(tail) and self._nationality.at(inside, len(inside) - 1) is None


def _belongs(tokens: Sequence[Token], first: int, mention: Mention) -> bool:
    """Whether a name of the rules inside a longer one is its part: at its head, after an indefinite noun (جامعة أكسفورد), or after a preposition
    (هيئة الرقابة بالرياض); not what only stands beside it (السلطات الفرنسية وزارة الاستخبارات الإيرانية)."""
    if mention.first == first:
        return True
    before, head = tokens[mention.first - 1], tokens[mention.first]
    return bool(head.pro) or before.kind == "mark" or not before.definite


def _in_marks(line: Line, proposal: Proposal) -> Proposal | None:
    """The proposal as quotation marks bound it: the words in them where it holds a mark alone (شركة «نورلاند للنقل» for شركة «نورلاند»),
    and nothing where they are too many for a name. A name with whole marks in it (حزب «القوات» اللبنانية) stays."""
    tokens = line.tokens
    start, end = tokens[proposal.first].start, tokens[proposal.last - 1].end
    for quotation in line.quotations:
        opened, closed = start <= quotation.start < end, bool(quotation.closing) and start < quotation.end <= end
        if opened == closed:
            continue
        first, last = line.token_at(quotation.inner_start), line.token_at(quotation.inner_end)
        return msgspec.structs.replace(proposal, first=first, last=last) if 0 < last - first <= _LONGEST_QUOTED else None
    return proposal
