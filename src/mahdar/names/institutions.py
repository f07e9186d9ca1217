"""Institutions named by their noun and what belongs to it: وزارة الشؤون الاجتماعية، جامعة أكسفورد، البنك السعودي للتسليف والادخار."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mahdar.arabic import Token, fold, transliterate
from mahdar.knowledge import Knowledge
from mahdar.names.gazetteer import Match, name_words
from mahdar.names.made import Made
from mahdar.names.media import MEDIA
from mahdar.names.nationality import Nationality

_LONGEST = 12
_ADJECTIVES = 3
_INDEFINITE = 2
"""Indefinite nouns between the institution's and the first definite one: لجنة متابعة تنفيذ القرارات."""


class Institutions:
    """Reads an institution's name at its noun.

    An indefinite noun takes the definite one after it, with its adjectives (مجلس السيادة الانتقالي), others joined by و, a title with a name
    (جامعة الملك سعود), or some the name of a place (جامعة أكسفورد); a definite one takes adjectives, and what it is for (الهيئة العامة للتأمينات),
    and needs a nationality, two adjectives, or one and what it is for.
    """

    def __init__(self, knowledge: Knowledge, nationality: Nationality) -> None:
        words = knowledge.names.institutions
        self._nationality = nationality
        self._nouns, self._places, self._deep, self._weak, self._closed, self._epithets = (
            frozenset(fold(w) for w in listed) for listed in (words.nouns, words.of_places, words.deep, words.weak, words.closed, words.epithets)
        )
        self._passing, self._governed = (frozenset(fold(w) for w in listed) for listed in (words.passing, words.governed))
        self._carriers = frozenset(o.id for o in knowledge.organizations if o.sort in MEDIA)
        self._common = frozenset(name_words(n) for n in words.common)
        self._titles = frozenset(fold(w) for w in knowledge.roles.titles)
        self._function = frozenset(fold(w) for w in knowledge.lexical.function)
        self.heads: frozenset[str] = frozenset(self._nouns)
        """The words, without the article, at which a name may begin."""

    def at(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> Made | None:
        """The institution that begins at token ``i``, as a name of its own."""
        head = tokens[i]
        listed = known.get(i)
        if head.bare not in self._nouns or head.enclitic or (listed is not None and listed.known.kind == "organization"):
            return None
        definite = head.definite or (head.pro.endswith("ل") and head.stem[0] == "ل" and self._adjectives(tokens, i + 1)[0] > i + 1)  # للجنة الفنية
        end = self._of_definite(tokens, i, known) if definite else self._of_indefinite(tokens, i, known)
        words = tuple(t.norm for t in tokens[i + 1 : end])
        if end is None or ((head.stem, *words[:1]) in self._common and not self._is_national(tokens, i + 2, end)):
            return None
        surface = " ".join((head.stem, *words))
        return Made(i, end, f"organization:{transliterate(surface)}", "organization", surface, "pattern:institution")

    def _is_national(self, tokens: Sequence[Token], first: int, end: int) -> bool:
        """Whether an adjective of nationality is among the words (مجلس الوزراء العراقي)."""
        return any(self._nationality.at(tokens, k, definite=True) for k in range(first, end))

    def _of_indefinite(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> int | None:
        at = i + 1
        if tokens[i].bare in self._places and (place := self._named(tokens, at, known, ("place", "state"))):
            return place
        if tokens[i].bare in self._deep:
            at = self._through_indefinite(tokens, at)
        if (body := self._named(tokens, at, known, ("organization",))) is not None:
            return self._purpose(tokens, body, known)  # مفوضية الأمم المتحدة لحقوق الإنسان
        if not self._is_noun(tokens, at):
            return None
        if tokens[at].norm in self._titles:
            return self._honoured(tokens, at)
        end = self._nouns_from(tokens, at)
        return None if end == i + 2 and tokens[i].bare in self._weak else end

    def _of_definite(self, tokens: Sequence[Token], i: int, known: Mapping[int, Match]) -> int | None:
        at, nation = self._adjectives(tokens, i + 1)
        count = at - i - 1
        if not count:
            return None
        end = at if tokens[i].bare in self._closed else self._purpose(tokens, at, known)
        return end if nation or count > 1 or end > at else None

    def _purpose(self, tokens: Sequence[Token], at: int, known: Mapping[int, Match]) -> int:
        """The index after what the body is for (للتسليف والادخار، لحقوق الإنسان), or ``at`` where that isn't told. Whom something is told to is no
        purpose (قال مسؤول في الغرفة المشتركة لوكالة الأنباء)."""
        if at >= len(tokens) or tokens[at].pro != "ل" or not _near(tokens, at) or tokens[at].stem in self._function:
            return at
        match = known.get(at)
        if match is not None and match.known.entity in self._carriers:
            return at
        if match is not None and not match.whole and match.known.kind == "organization":
            return match.last
        if tokens[at].definite:
            return self._nouns_from(tokens, at)
        inner = self._through_indefinite(tokens, at + 1)
        named = self._named(tokens, inner, known, ("organization",))
        return named or (self._nouns_from(tokens, inner) if self._is_noun(tokens, inner) else at)

    def _nouns_from(self, tokens: Sequence[Token], at: int) -> int:
        """The index after the definite noun at ``at`` with its adjectives, and those joined to it by و (للتسليف والادخار)."""
        first = at
        while True:
            at, nation = self._adjectives(tokens, at + 1)
            joined = at < len(tokens) and tokens[at].pro == "و" and tokens[at].definite and _near(tokens, at)
            governs = at + 1 < len(tokens) and tokens[at + 1].norm in self._governed  # وزارة الداخلية والإساءة إلى القيادة
            if nation or not joined or governs or at - first > _LONGEST:
                return at

    def _adjectives(self, tokens: Sequence[Token], at: int) -> tuple[int, bool]:
        """(index after the definite adjectives at ``at``, whether one tells a nation)."""
        nation, last = False, at + _ADJECTIVES
        while at < min(last, len(tokens)) and tokens[at].definite and not tokens[at].pro and _near(tokens, at):
            if got := self._nationality.at(tokens, at, definite=True):
                nation, at = True, at + got[1]
            elif self._is_adjective(tokens[at]) and (tokens[at - 1].bare in self._nouns or tokens[at].norm not in self._passing):
                at += 1
            else:
                break
        return at, nation

    def _is_adjective(self, token: Token) -> bool:
        """Whether a definite word is an adjective by its form (الاجتماعية، المركزي) or by the list (العليا)."""
        return token.norm in self._epithets or (len(token.bare) > 3 and not token.enclitic and token.bare.endswith(("ي", "يه")))

    def _honoured(self, tokens: Sequence[Token], at: int) -> int | None:
        """The index after a title and the name it goes with: الملك سعود، الأمير محمد بن عبد العزيز."""
        end = at + 1
        while end < len(tokens) and tokens[end].norm in self._titles and _near(tokens, end):
            end += 1
        start = end
        while end < len(tokens) and end - start < 6 and tokens[end].kind == "word" and not tokens[end].pro and _near(tokens, end):
            linked = tokens[end - 1].norm in ("بن", "عبد", "ابو", "ال") or tokens[end].norm in ("بن", "عبد")
            if end > start and not linked:
                break
            end += 1
        if end == start:
            return None
        if end < len(tokens) and tokens[end].definite and not tokens[end].pro and tokens[end].bare.endswith("يه") and _near(tokens, end):
            end += 1  # مدينة الملك عبدالعزيز الطبية
        return end

    def _through_indefinite(self, tokens: Sequence[Token], at: int) -> int:
        """The index of the definite noun after at most a few indefinite ones, or ``at`` where there is none."""
        for k in range(at, min(at + _INDEFINITE + 1, len(tokens))):
            token = tokens[k]
            if token.kind != "word" or token.pro or token.enclitic or token.norm in self._function or not _near(tokens, k):
                return at
            if token.definite:
                return k
        return at

    def _is_noun(self, tokens: Sequence[Token], at: int) -> bool:
        return at < len(tokens) and tokens[at].kind == "word" and tokens[at].definite and not tokens[at].pro and _near(tokens, at)

    def _named(self, tokens: Sequence[Token], at: int, known: Mapping[int, Match], kinds: tuple[str, ...]) -> int | None:
        match = known.get(at)
        if match is None or not (match.whole or not tokens[at].pro) or match.known.kind not in kinds or not _near(tokens, at):
            return None
        return match.last


def _near(tokens: Sequence[Token], at: int) -> bool:
    """Whether only a space is before token ``at``."""
    return tokens[at].start - tokens[at - 1].end <= 1
