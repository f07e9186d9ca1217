"""Names of persons that no list knows, by where they stand and how they look.

After a role phrase or title (وزير الخارجية الكازاخستاني خيرات عبد الرحمنوف; اللواء أليكسي تسيغانكوف) or from a given
name on, words that are given names, particles of names, or rare in Arabic make up a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mahdar.arabic import Lexicon, Token, fold
from mahdar.arabic.verbs import past_forms, present_forms
from mahdar.knowledge import Knowledge
from mahdar.names.nationality import Nationality
from mahdar.names.roles import RoleReader

_LONGEST = 7
HYPHENS = frozenset("-‐–")
_RARE = 1.2e-6
_UNCOMMON = 2.5e-5
_COMMON_GIVEN = 2e-5
_FAMILIAR = 3e-4  # a family name after a given name may be a common word (غسان سلامة)


_COMMAS = ("،", ",")
_FARTHEST_COMMA = 9
"""So many tokens after its second a name of four words, hyphens and initials among them, may end."""
_REMEMBERED = 1 << 15


class Look(NamedTuple):
    """What a word is by itself, worked out once for each spelling: a ``given`` name; one that ``opens`` a name, its proclitic off; ``rare`` as
    foreign names are; not a common word (``uncommon``); no part of a name (``excluded``); عبد or أبو (``kunya``), which the next word completes."""

    given: bool
    opens: bool
    rare: bool
    uncommon: bool
    excluded: bool
    kunya: bool


class PersonShapes:
    """Tells where an unknown person's name begins and ends."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, nationality: Nationality, roles: RoleReader) -> None:
        given = knowledge.given_names
        self._given = frozenset(fold(n) for n in (*given.arabic, *given.definite, *given.foreign))
        self._particles = frozenset(fold(n) for n in given.particles)
        self._endings = frozenset(fold(n) for n in given.endings)
        self._also_words = frozenset(fold(n) for n in given.also_words)
        self._family_first = frozenset(fold(n) for n in given.family_first) - frozenset(fold(w) for w in knowledge.lexical.function)
        self._after_particle = frozenset(fold(n) for n in given.after_particle)
        self._descent = frozenset(fold(n) for n in given.descent)
        self._lexicon = lexicon
        self._looks: dict[str, Look] = {}
        self._aged = frozenset(fold(w) for w in knowledge.roles.phrase.aged)
        self._years = frozenset(fold(w) for w in knowledge.numerals.claims.age_units)
        self._function = frozenset(fold(w) for w in (*knowledge.lexical.function, *knowledge.lexical.locative))
        self._nationality = nationality
        self._roles = roles
        firsts = (fold(n).split()[0] for p in knowledge.persons for n in p.names if " " in n)
        self._given_or_known = self._given | {w for w in firsts if len(w) > 2 and lexicon.frequency(w) < 2e-4}
        self._verbs = frozenset(f for v in knowledge.verbs for f in (*past_forms(v.past), *(present_forms(v.present) if v.present else ())))

    def look(self, token: Token) -> Look:
        """What the word is by itself."""
        found = self._looks.get(token.surface)
        if found is None:
            if len(self._looks) >= _REMEMBERED:
                self._looks.clear()
            found = self._looks[token.surface] = self._look(token)
        return found

    def _look(self, token: Token) -> Look:
        given, excluded = self._is_given(token), self._is_excluded(token)
        kunya = token.norm in ("عبد", "ابو") or token.stem in ("ابي", "ابو")
        opens = given or token.norm in self._family_first
        if not opens and token.pro:
            opens = (token.stem in self._given or token.stem in self._family_first) and token.stem not in self._particles
        word = token.kind == "word" and not excluded
        frequency = self._lexicon.frequency(token.stem)
        rare = word and len(token.stem) > 3 and not token.definite and frequency < _RARE / 4 and not self._inflected(token.stem, True)
        return Look(given, opens, rare, word and len(token.stem) > 1 and frequency < _UNCOMMON, excluded, kunya)

    def may_begin(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a person's name may begin at ``i`` at all: a quick look before the long ones."""
        look = self.look(tokens[i])
        return look.opens or look.rare or look.uncommon or look.kunya or (i + 1 < len(tokens) and tokens[i + 1].norm in self._descent)

    def is_given(self, token: Token) -> bool:
        """Whether the token is a given name, عبد written onto what follows it (عبدالحكيم) among them."""
        return self.look(token).given

    def _is_given(self, token: Token) -> bool:
        word = token.norm
        if word.startswith("عبدال") and len(word) > 7:
            return True
        return word in self._given_or_known and not (word in self._function and token.surface.endswith("ى"))  # على is not علي

    def is_given_word(self, word: str) -> bool:
        """Whether a folded word is a given name."""
        return word in self._given

    def is_descent(self, word: str) -> bool:
        """Whether a folded word stands between a name and the father's (بن)."""
        return word in self._descent

    def is_verb(self, word: str) -> bool:
        """Whether a folded word is a form of a reporting verb."""
        return word in self._verbs

    def after_role(self, tokens: Sequence[Token], i: int) -> int | None:
        """The index after a person's name that begins at ``i``, right after a role phrase or title; None where none does."""
        return self._name(tokens, i, need=1)

    def after_nation(self, tokens: Sequence[Token], i: int) -> int | None:
        """The index after a name that begins at ``i`` right after a definite adjective of nationality: there an indefinite word of that shape
        is no second adjective (الياباني كندي موراتا)."""
        return self._name(tokens, i, need=2, brought_in=self._nationality.at(tokens, i, definite=False) is not None)

    def alone(self, tokens: Sequence[Token], i: int) -> int | None:
        """The index after a name of two words or more that begins with a given name at ``i`` (نبيل درغوث، عبد الكريم
        درغوث، أبو أحمد)."""
        if self._compound(tokens, i) or self._patronymic(tokens, i):
            return self._name(tokens, i, need=2)
        if not self.opens(tokens[i]) or tokens[i].norm in self._particles:
            return None
        end = self._name(tokens, i, need=2)
        return end if end and self._is_sure(tokens, i, end) else None

    def _is_sure(self, tokens: Sequence[Token], i: int, end: int) -> bool:
        """Whether a name that nothing brings in is one: a given name that is also a common word (سلام، فتح، لصالح) needs more after it than
        one that is nothing else (ريتشارد)."""
        word = tokens[i].norm if self.is_given(tokens[i]) else tokens[i].stem
        frequency = self._lexicon.frequency
        if frequency(word) <= _COMMON_GIVEN and word not in self._also_words:
            return True
        second = next((t for t in tokens[i + 1 : end] if t.kind == "word" and len(t.norm) > 1), tokens[i])
        if (
            self.is_given(second)
            or (second.definite and second.norm in self._endings)
            or (end - i > 2 and word in self._given and self.is_given(tokens[i]) and self._is_aside(tokens, i, end))
        ):
            return True
        if word in self._also_words or word not in self._given:
            return not second.definite and frequency(second.norm) < _RARE
        return second.definite or frequency(second.norm) < _UNCOMMON

    def _is_aside(self, tokens: Sequence[Token], i: int, end: int) -> bool:
        """Whether commas, or the line's beginning, bound a name of three words or more (في المغرب، يونس أنور بلكرد، يحمل …)."""
        return (i == 0 or tokens[i - 1].surface in _COMMAS) and end < len(tokens) and tokens[end].surface in _COMMAS

    def opens(self, token: Token) -> bool:
        """Whether the token is a given name, as it stands or after its proclitic (بنبيل)."""
        return self.look(token).opens

    def _compound(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a given name of two words begins at ``i``: عبد before the article, أبو before a given name."""
        if i + 1 >= len(tokens) or tokens[i + 1].pro:
            return False
        if tokens[i].pro:
            return tokens[i].stem in ("ابي", "ابو") and self.is_given(tokens[i + 1])  # الملقب بأبي عمر
        return (tokens[i].norm == "عبد" and tokens[i + 1].definite) or (tokens[i].norm == "ابو" and self.is_given(tokens[i + 1]))

    def _patronymic(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a word that no list knows is a given name by بن or بنت and a given name after it (هيلة بنت محمد، عوض بن علي)."""
        return (
            i + 2 < len(tokens)
            and tokens[i + 1].norm in self._descent
            and self.is_given(tokens[i + 2])
            and tokens[i].kind == "word"
            and not tokens[i].definite
            and not self._excluded(tokens[i])
        )

    def before_office(self, tokens: Sequence[Token], i: int) -> int | None:
        """The index after two to four words none of which is a common one, where a comma, a parenthesis or an age closes them (فانيسا فرايزر، سفيرة
        مالطا): the caller looks for the office after it."""
        if not self.look(tokens[i]).uncommon or tokens[i].definite or tokens[i].pro not in ("", "و") or self._inflected(tokens[i].stem, True):
            return None
        if not any(self._closes(token) for token in tokens[i + 2 : i + 2 + _FARTHEST_COMMA]):
            return None
        if not self.is_given(tokens[i]) and i + 1 < len(tokens) and self.is_given(tokens[i + 1]):
            return None  # what stands before a given name is no part of the name (تحدت كوكا جامارا، المتحدثة)
        end = self._name(tokens, i, need=2, joined=True)
        return end if end is not None and end - i <= 4 and end < len(tokens) and self._closes(tokens[end]) else None

    def _closes(self, token: Token) -> bool:
        return token.surface in _COMMAS or token.surface == "(" or token.norm in self._aged

    def is_aged(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether an age stands at ``at``: البالغ من العمر، (32 عاما)، ، 32 عاما."""
        if tokens[at].norm in self._aged:
            return True
        return (
            at + 2 < len(tokens)
            and (tokens[at].surface in _COMMAS or tokens[at].surface == "(")
            and tokens[at + 1].kind == "number"
            and tokens[at + 2].norm in self._years
        )

    def rare(self, token: Token) -> bool:
        """Whether a word is so rare in Arabic that it is likely foreign."""
        return self.look(token).rare

    def _name(self, tokens: Sequence[Token], i: int, need: int, *, joined: bool = False, brought_in: bool = False) -> int | None:
        at, particle, words = i, False, 0
        while at < len(tokens) and words < _LONGEST:
            token = tokens[at]
            if at > i and (after := _after_hyphen(tokens, at)) is not None:
                at, words = after, words + 1  # جونغ-أون، جان-إيف
                continue
            if words and self._is_initial(tokens, at):
                at += 2  # جون ف. كينيدي
                continue
            if token.kind != "word" or (at > i and not _spaced_by_one(tokens, at)):
                break
            if at == i and token.pro and not self.opens(token) and not (self._patronymic(tokens, i) or joined):
                break
            word = token.norm
            if particle and word in self._after_particle:
                at, words = at + 1, words + 1
                continue
            given = self.is_given(token) or (at == i and (self.opens(token) or self._patronymic(tokens, i)))
            if words and token.pro and token.pro != "ف" and not given and self._starts_anew(token):
                break
            if words >= 2 and word in self._function and not given:
                break  # أحمد فوزي صباح اليوم
            if particle or word in self._particles or given:
                if word not in self._particles and not given and (word in self._function or word in self._verbs or self._is_plain(word)):
                    break
            elif words and token.definite and self.is_given(tokens[i]) and self._nationality.at(tokens, at) and not word.endswith("ه"):
                at += 1  # a family name that is an adjective of nationality (محمد شياع السوداني)
                words += 1
                break
            elif words and token.definite and self._is_family(tokens, i, at):
                at += 1
                words += 1
                break
            elif not (brought_in and at == i) and (self._excluded(token) or not self._looks_like_name(token, at, i, tokens)):
                break
            particle = word in self._particles and word not in self._endings
            at += 1
            words += 1
        if particle:
            at -= 1
            words -= 1
        return at if words >= need else None

    def _is_plain(self, word: str) -> bool:
        """Whether a word is so common that not even a particle before it makes it part of a name (مع شيزو آبي فقد دعا)."""
        return not word.startswith("ال") and self._lexicon.frequency(word) > _FAMILIAR

    def _is_initial(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a single letter and a full stop stand at ``at``, and a word right after them."""
        return (
            at + 2 < len(tokens)
            and len(tokens[at].norm) == 1
            and tokens[at].kind in ("word", "latin")
            and tokens[at + 1].surface == "."
            and tokens[at + 1].start == tokens[at].end
            and tokens[at + 2].kind == "word"
        )

    def _starts_anew(self, token: Token) -> bool:
        """Whether what looks like a proclitic inside a name is one: before the article or a given name (والأفغاني، ويوليا)."""
        return token.definite or token.stem in self._given_or_known

    def _is_family(self, tokens: Sequence[Token], i: int, at: int) -> bool:
        """Whether a definite word right after a sure given name is the family's (عيسى الصويتي، خلفان المنصوري): it isn't a role, a function
        word, a number or a common noun."""
        token, before, first = tokens[at], tokens[at - 1], tokens[i].norm
        if token.pro or self._excluded(token) or not (self.is_given(before) or before.norm in self._endings or (at == i + 1 and self.opens(before))):
            return False
        if self._lexicon.frequency(first) > _COMMON_GIVEN * 5 and (first in self._also_words or first not in self._given):
            return False
        limit = _FAMILIAR / 3 if token.stem.endswith("ي") else _UNCOMMON  # not حضر نبيل اللقاء
        return self._lexicon.frequency(token.norm) < limit and not token.stem.endswith(("ين", "ون", "ات", "يه"))

    def _looks_like_name(self, token: Token, at: int, i: int, tokens: Sequence[Token]) -> bool:
        frequency = self._lexicon.frequency(token.norm)
        if len(token.norm) == 1 or (tokens[i].norm not in self._family_first and self._inflected(token.norm, at == i)):
            return False
        if at > i and self._is_feminine_verb(token.norm):
            return False  # العاصفة جوردون زادت
        if token.enclitic not in ("", "ي") and self._lexicon.frequency(token.base) > _RARE / 10:
            return False  # قدم الوزير سليم تعازيه
        if at > i and token.norm.endswith("ا") and self._lexicon.frequency(token.norm[:-1]) > (_UNCOMMON / 2 if at > i + 1 else _UNCOMMON * 2):
            return False  # عُيّن ماسيمو أبارو بديلا
        if at == i and token.definite and self._lexicon.frequency(token.bare) > _RARE / 10:
            return False  # نائب الرئيس المنتدب; a family name alone is found as a short form
        if frequency < _RARE:
            if token.norm.startswith("بل") and len(token.norm) > 4 and at == i + 1 and self.is_given(tokens[i]):
                return True  # شكري بلعيد: ben and the article
            if token.pro == "ف" and at > i:
                return token.stem not in self._verbs  # مايكل فرومان: ف joins clauses and not words
            return not (token.pro in ("و", "ف", "ب", "ل") and self._lexicon.frequency(token.stem) > _RARE)
        if token.pro:
            return False
        if at == i:
            return False
        after_given = at == i + 1 and self.is_given(tokens[i]) and not token.definite
        return frequency < (_FAMILIAR if after_given else _UNCOMMON)

    def _is_feminine_verb(self, word: str) -> bool:
        return word.endswith("ت") and len(word) > 3 and word not in self._given and self._lexicon.frequency(word[:-1]) > 4 * _RARE

    def is_function(self, token: Token) -> bool:
        """Whether the token is a function word as it is written (على, not علي)."""
        return (token.norm in self._function or token.stem in self._function) and not self.is_given(token)

    def is_common(self, word: str) -> bool:
        """Whether a folded word is a function word, a reporting verb or so common that alone it names nobody."""
        return word in self._function or word in self._verbs or self._lexicon.frequency(word) > 2 * _UNCOMMON

    def _inflected(self, word: str, first: bool) -> bool:
        """Whether a rare word is an Arabic form and not a foreign name: an imperfect (يدشن beside تدشن), a participle
        (معتذرا), a noun with a pronoun (سياستها), and at the head of a name a sound plural or dual (تدريبات، مصدران)."""
        frequency = self._lexicon.frequency
        if word[0] in "يت" and len(word) > 5 and word.endswith(("ان", "ون", "وا")) and frequency(word[:-2]) > _RARE / 10:
            return True
        if word[0] in "يت" and len(word) > 3 and frequency(("ت" if word[0] == "ي" else "ي") + word[1:]) > _RARE / 10:
            return True
        if word[0] == "م" and word.endswith("ا") and len(word) > 4 and word[:-1] not in self._given and frequency(word[:-1]) > 3e-8:
            return True
        for ending in ("ها", "هم", "هما"):
            base = word[: -len(ending)]
            if word.endswith(ending) and len(base) > 2 and max(frequency(base), frequency(base[:-1] + "ه") if base.endswith("ت") else 0) > 2e-7:
                return True
        if first and word.endswith(("ات", "ين", "ان", "ون")) and len(word) > 4:
            return max(frequency(word[:-2]), frequency(word[:-2] + "ه")) > 5e-6
        return False

    def _excluded(self, token: Token) -> bool:
        return self.look(token).excluded

    def _is_excluded(self, token: Token) -> bool:
        word = token.norm
        if word in self._function or token.stem in self._function or word in self._verbs or token.stem in self._verbs or word in self._aged:
            return True
        return (
            self._nationality.at((token,), 0) is not None
            or self._nationality.of_people(token) is not None
            or self._roles.noun_at(token) is not None
            or self._roles.goes_on(token)
            or (word.endswith("ا") and self._roles.is_noun(word[:-1]))  # نبيل الغولي نائبا له
        )


def _after_hyphen(tokens: Sequence[Token], at: int) -> int | None:
    """The index after a hyphen at ``at`` and the word that it joins to the one before, without spaces."""
    if tokens[at].surface not in HYPHENS or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    return at + 2 if tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start else None


def _spaced_by_one(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start - tokens[at - 1].end <= 2
