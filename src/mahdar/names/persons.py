"""Pass 2: role phrases with the persons whose names stand beside them, and persons that no list knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from mahdar.arabic import Line, Token, transliterate
from mahdar.names.gazetteer import Gazetteer
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention, PageDraft
from mahdar.names.patterns import Patterns
from mahdar.names.roles import Named, RolePhrase, RoleReader
from mahdar.names.shapes import PersonShapes

_MARKS = frozenset("\"“”«»'")
_COMMAS = ("،", ",")
_OPENS_WORDS = ("،", ":", ",", '"', "“", "«")
_AFTER_SPEAKER = ("ان", "انه", "انها", "في", "علي", "خلال")


class Persons:
    """Finds role phrases and, by those of ``means``, unknown persons: ``grammar`` beside a role or title, ``shapes`` by how they look."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        patterns: Patterns,
        nationality: Nationality,
        roles: RoleReader,
        shapes: PersonShapes,
        carriers: frozenset[str],
        means: Collection[str] = ("grammar", "shapes"),
    ) -> None:
        self._gazetteer = gazetteer
        self._patterns = patterns
        self._nationality = nationality
        self._roles = roles
        self._shapes = shapes
        self._carriers = carriers
        self._by_grammar, self._by_shape = "grammar" in means, "shapes" in means

    def find(self, page: PageDraft) -> None:
        """Add the role phrases and unknown persons of all lines to ``page``."""
        for n, line in page.lines():
            self._line(page, n, line)
        self._nicknames(page)

    def _line(self, page: PageDraft, n: int, line: Line) -> None:
        tokens = line.tokens
        taken = page.taken(n)

        def named(k: int) -> Named | None:
            m = taken.get(k)
            if m is None or m.first != k or m.kind in ("person", "event") or (tokens[k].pro == "ل" and m.entity in self._carriers):
                return None
            return Named(m.last, m.entity, m.entity if m.kind == "state" else self._patterns.state_of(m.entity))

        def stop(k: int) -> bool:
            m = taken.get(k)
            return (
                (m is not None and m.kind == "person")
                or self._shapes.is_verb(tokens[k].norm)
                or (self._shapes.is_given(tokens[k]) and k not in taken and not describes(k) and not led(k))
            )

        def led(k: int) -> bool:
            """Whether what looks like a given name right after an indefinite noun of role is what that leads, or a role itself (زعيمة
            اليمين المتطرف، نائب قائد قوات)."""
            noun = self._roles.noun_at(tokens[k - 1]) if k and not tokens[k - 1].definite and not tokens[k].pro else None
            return noun is not None and noun[1] == "person" and (tokens[k].definite or self._roles.noun_at(tokens[k]) is not None)

        def describes(k: int) -> bool:
            """Whether a given name that is also an adjective of nationality is the adjective (مسؤول تركي; not الأمير تركي)."""
            return k > 0 and not tokens[k - 1].definite and self._nationality.at(tokens, k, definite=False) is not None

        i = 0
        while i < len(tokens):
            if i not in taken and (end := self._in_a_name(tokens, i)) is not None:
                i = end
                continue
            if i in taken and taken[i].kind != "organization":
                i = taken[i].last
                continue
            phrase = self._roles.at(tokens, i, named, stop) if i not in taken else None
            if phrase is not None:
                page.roles[n].append(phrase)
                i = max(self._beside(page, n, line, phrase, taken), i + 1)
                continue
            if i not in taken and (found := self._unknown(tokens, i, taken)) is not None:
                end, found_by = found
                if not any(k in taken for k in range(i, end)) and not _all_in_marks(tokens, i, end):
                    taken.update(dict.fromkeys(range(i, end), self.add(page, n, i, end, found_by, 0.8)))
                    i = end
                    continue
            i += 1

    def _unknown(self, tokens: Sequence[Token], i: int, taken: dict[int, Mention]) -> tuple[int, str] | None:
        """The index after the name of a person that no list knows, and how it is found."""
        if not self._shapes.may_begin(tokens, i):
            return None
        if self._by_shape and (end := self._shapes.alone(tokens, i) or self._after_verb(tokens, i, taken)):
            return end, "shape"
        if self._by_grammar and (end := self._after_title(tokens, i, taken)):
            return end, "shape"
        if self._by_grammar and (end := self._after_nation(tokens, i, taken)):
            return end, "nation-apposition"
        if self._by_grammar and (end := self._before_office(tokens, i)):
            return end, "office-apposition"
        return None

    def _beside(self, page: PageDraft, n: int, line: Line, phrase: RolePhrase, taken: dict[int, Mention]) -> int:
        """Links a role phrase to the person's name after it, finding the name by shape where it isn't known."""
        tokens, at = line.tokens, phrase.last
        while at > phrase.first + 1 and tokens[at - 1].norm in self._roles.titles and phrase.sort != "person":
            at -= 1
        if at < len(tokens) and tokens[at].surface in _COMMAS:
            at += 1
        at = self._roles.after_titles(tokens, at)
        mention = taken.get(at)
        if mention is not None and mention.first == at and mention.kind == "person":
            if mention.start > tokens[at].start:
                return phrase.last  # الزيارة التي أعلنها الوزير | لمبارك
            if phrase.sort == "person":
                page.role_of[(n, phrase.first)] = mention.entity
            return mention.last
        if phrase.sort != "person" or mention is not None or at >= len(tokens) or not self._by_grammar:
            return phrase.last
        if tokens[at].pro and not self._shapes.is_given(tokens[at]):
            return phrase.last
        if tokens[at - 1].kind == "mark" and self._is_role_again(tokens, at):
            return phrase.last
        end = self._shapes.after_role(tokens, at)
        if end is None or any(k in taken for k in range(at, end)) or (tokens[at - 1].kind == "mark" and end - at < 2):
            return phrase.last
        if end - at == 1 and at == phrase.last and self._acts(tokens, at):
            return phrase.last
        found = self.add(page, n, at, end, "role-apposition", 0.85)
        taken.update(dict.fromkeys(range(at, end), found))
        page.role_of[(n, phrase.first)] = found.entity
        return end

    def _is_role_again(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether after a comma a given name that is a noun of role too (قائد، أمين) is that: an idafa of no name follows (، قائد خلية)."""
        noun = self._roles.noun_at(tokens[at])
        return noun is not None and noun[1] == "person" and at + 1 < len(tokens) and self._shapes.is_common(tokens[at + 1].norm)

    def _acts(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a single given name after a role, which is a common word too, is a verb with its object (الرئيس فتح النار)."""
        return (
            at + 1 < len(tokens)
            and self._shapes.is_common(tokens[at].norm)
            and tokens[at + 1].definite
            and tokens[at + 1].pro == ""
            and self._roles.noun_at(tokens[at + 1]) is None
        )

    def _in_a_name(self, tokens: Sequence[Token], i: int) -> int | None:
        """The index after a person's name inside that of a place or institution (مدينة الملك عبدالعزيز، جامعة الأمير سلطان)."""
        if (
            not i
            or tokens[i].norm not in self._roles.titles
            or tokens[i].pro
            or tokens[i - 1].definite
            or tokens[i - 1].bare not in self._roles.named_after
        ):
            return None
        return self._shapes.after_role(tokens, i + 1) if i + 1 < len(tokens) else None

    def _after_title(self, tokens: Sequence[Token], i: int, taken: dict[int, Mention]) -> int | None:
        """A name after a title (الشيخ حمد، الكولونيل أمادو ديارا، د. سمير)."""
        at = i - 1
        nation = at > 0 and tokens[at].definite and self._nationality.at(tokens, at) is not None
        if nation and tokens[at].norm not in self._roles.titles:
            at -= 1  # المسعفة الفلسطينية رزان النجار
        if at > 0 and tokens[at].surface == ".":
            at -= 1
            if len(tokens[at].norm) != 1:
                return None
        while at > 0 and tokens[at].norm in self._roles.ranks:
            at -= 1
        if at < 0 or at in taken or tokens[at].norm not in self._roles.titles:
            return None
        brought_in = at == 0 or tokens[at].pro or tokens[at - 1].kind == "mark" or self._shapes.is_verb(tokens[at - 1].stem)
        if self._shapes.is_given(tokens[i]) or (brought_in and self._shapes.rare(tokens[i])):
            end = self._shapes.after_role(tokens, i)
            return None if end == i + 1 and self._acts(tokens, i) else end
        return None

    def _after_nation(self, tokens: Sequence[Token], i: int, taken: dict[int, Mention]) -> int | None:
        """A name of two words or more after an adjective of nationality that stands for a noun (فاز الياباني كينجي موراتا): no definite noun
        before it, which it would describe."""
        if i == 0 or tokens[i].pro or tokens[i].definite or i - 1 in taken or tokens[i - 1].pro not in ("", "و", "ل", "ب"):
            return None
        if not tokens[i - 1].definite or tokens[i - 1].norm.endswith(("ه", "ون", "ين")) or self._nationality.at(tokens, i - 1) is None:
            return None
        before = tokens[i - 2] if i > 1 else None
        if before is not None and before.kind == "word" and (before.definite or before.enclitic or i - 2 in taken):
            return None
        end = self._shapes.after_nation(tokens, i)
        return end if end is not None and end - i >= 2 else None

    def _before_office(self, tokens: Sequence[Token], i: int) -> int | None:
        """A name of two words or more, none of them common, that a comma and an office follow (فانيسا فرايزر، سفيرة مالطا), or an age (دون
        ستورغيس البالغة من العمر 44 عاما)."""
        end = self._shapes.before_office(tokens, i)
        if end is None:
            return None
        if self._shapes.is_aged(tokens, end):
            return end
        if end + 1 >= len(tokens) or tokens[end].surface not in _COMMAS or tokens[end + 1].pro:
            return None
        noun = self._roles.noun_at(tokens[end + 1])
        return end if noun is not None and noun[1] == "person" else None

    def _after_verb(self, tokens: Sequence[Token], i: int, taken: dict[int, Mention]) -> int | None:
        """A lone foreign surname between a reporting verb and what it reports (وقال قشقاوي إن)."""
        if not i or not self._shapes.rare(tokens[i]) or tokens[i].pro:
            return None
        if tokens[i - 1].stem in ("كان", "لكن") and i + 1 < len(tokens) and self._shapes.is_verb(tokens[i + 1].stem):
            return i + 1
        if not self._shapes.is_verb(tokens[i - 1].stem):
            return None
        end = i + 1
        if end < len(tokens) and tokens[end].kind == "word" and self._shapes.rare(tokens[end]) and not tokens[end].pro and end not in taken:
            end += 1
        behind = tokens[end] if end < len(tokens) else None
        return end if behind is not None and (behind.surface in _OPENS_WORDS or behind.stem in _AFTER_SPEAKER) else None

    def _nicknames(self, page: PageDraft) -> None:
        """Give the other name by which a person is known to that person: حذيفة الكحلوت، المعروف باسم «أبو عبيدة»."""
        for n, line in page.lines():
            tokens = line.tokens
            for i, token in enumerate(tokens):
                if token.norm not in self._roles.nicknamed or (bearer := self._bearer(page, n, i)) is None:
                    continue
                at = next(
                    (
                        k
                        for k in range(i + 1, min(i + 5, len(tokens)))
                        if tokens[k].pro == "ب" or tokens[k - 1].stem == "اسم" or tokens[k].surface in _MARKS
                    ),
                    None,
                )
                if at is not None:
                    self._alias(page, n, at, bearer)

    def _bearer(self, page: PageDraft, n: int, i: int) -> Mention | None:
        """The person whose name ends right before token ``i``, a comma between them or not."""
        comma = i > 0 and page.text.lines[n].tokens[i - 1].surface in _COMMAS
        return next((m for m in page.mentions[n] if m.kind == "person" and m.last == i - comma), None)

    def _alias(self, page: PageDraft, n: int, at: int, bearer: Mention) -> None:
        tokens = page.text.lines[n].tokens
        while at < len(tokens) and (tokens[at].stem == "اسم" or tokens[at].surface in _MARKS or tokens[at].surface == "ـ"):
            at += 1
        taken = page.taken(n)
        there = taken.get(at)
        if there is not None:
            if there.kind == "person" and there.first == at and there.entity.startswith("person:"):
                page.replace(there, msgspec.structs.replace(there, entity=bearer.entity, found_by="nickname"))
            return
        marked = at > 0 and at < len(tokens) and tokens[at - 1].surface in _MARKS
        closing = next((k for k in range(at + 1, min(at + 5, len(tokens))) if tokens[k].surface in _MARKS), None) if marked else None
        end = closing or (self._shapes.alone(tokens, at) if at < len(tokens) else None)
        if end is not None and not any(k in taken for k in range(at, end)) and all(t.kind == "word" for t in tokens[at:end]):
            page.add(page.mention(n, at, end, bearer.entity, "person", "nickname", 0.75))

    def add(self, page: PageDraft, n: int, first: int, last: int, found_by: str, confidence: float) -> Mention:
        """Add the person whose name stands at tokens ``first`` to ``last`` of line ``n``: a known one whose name sounds so, one that
        the page already named, or somebody new."""
        tokens = page.text.lines[n].tokens
        whole = not tokens[first].pro or self._shapes.is_given(tokens[first])
        words = (tokens[first].norm if whole else tokens[first].stem, *(t.norm for t in tokens[first + 1 : last] if t.kind != "mark"))
        entity = self._gazetteer.same_sound(words)
        if entity:
            found_by, confidence = f"{found_by}:same-sound", 0.9
        else:
            entity = page.unknown.get(words) or self._same_unknown(page, words)
            if entity is None:
                surface = page.text.text[tokens[first].start if whole else tokens[first].stem_start : tokens[last - 1].end]
                entity = f"person:{transliterate(surface)}"
            page.know(words, entity)
        mention = page.mention(n, first, last, entity, "person", found_by, confidence, whole=whole)
        page.add(mention)
        return mention

    def _same_unknown(self, page: PageDraft, words: tuple[str, ...]) -> str | None:
        """An unknown person already met whose name ends or begins like ``words``, but for the father's name (بندر بن عبد العزيز)."""
        for size in range(len(words) - 1, 0, -1):
            begins, ends = words[:size], words[-size:]
            if ends in page.unknown and not self._shapes.is_descent(words[-size - 1]):
                return page.unknown[ends]
            if size > 1 and begins in page.unknown:
                return page.unknown[begins]
        longer = next((known for known in page.ending.get(words, ()) if not self._shapes.is_descent(known[-len(words) - 1])), None)
        if longer is None and len(words) > 1:
            longer = next(iter(page.beginning.get(words, ())), None)
        return page.unknown.get(longer) if longer else None


def _all_in_marks(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether quotation marks hold just these words: then they are a title or a company more often than a person («مورغان ستانلي»)."""
    return first > 0 and last < len(tokens) and tokens[first - 1].surface in _MARKS and tokens[last].surface in _MARKS
