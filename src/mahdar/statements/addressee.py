"""Stage 4, addressee: the one asked, warned, accused or told, where the words say who.

Grammar proposes candidates with reasons, a log-linear choice takes one or nobody (see ``addressees.md`` for what it learnt from):

    object     حذرت تركيا روسيا من; طالب المجتمع الدولي ب; طلب من أنقرة سحب القوات
    pronoun    اتهمته، دعاهم: one named before
    listener   قال للصحفيين; أمام المجلس; خلال لقائه مع الوفد; ردا على ترامب
    performed  «نطلب من أصدقائنا الأتراك أن»: whom the speaker's own verb asks, warns or accuses
    content    إن على إيران أن; إن روسيا تقف وراء الهجوم; القرار الأمريكي (a state by its adjective)
    before     الإجراء الذي وصفته الوزارة بأنه: named in the sentence before the cue
    carried    the one whom the speaker addressed last
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import msgspec

from mahdar.model import Act, Entity
from mahdar.names.nationality import Nationality
from mahdar.names.page import Mention
from mahdar.sequence import Choice, read_choice
from mahdar.statements.clause import Clause, NounPhrase, noun_phrase
from mahdar.statements.cues import Cue
from mahdar.statements.marking import SOMEBODY, behind_subject, is_bound, is_where, listens
from mahdar.statements.nouns import described
from mahdar.statements.performative import Performatives
from mahdar.statements.sides import PageSides
from mahdar.statements.speaker import Speakers
from mahdar.statements.stance import StanceWords
from mahdar.statements.view import LineView

_ACTORS = frozenset({"state", "organization", "person"})
_REACH = 40
"""Tokens of a content in which actors are looked for."""
_PRESENT = frozenset("يتنا")
_CERTAIN = ("object", "listener before", "listener told", "listener met", "listener answered", "performed")
"""Signs that settle it."""
_CERTAIN_OF_CALLS = ("called", "on it")
"""Signs that settle it besides where the act is a call."""
_AIMED = frozenset({"reject", "support", "warn"})
_NEAR = frozenset({"at 0", "at 2", "at 5"})
"""Signs that somebody stands near the opening of a content."""
_MOST = 6
"""Actors of a content that are weighed."""


class Candidate(msgspec.Struct):
    """Somebody who may be addressed, and the signs of it."""

    entity: str
    signs: list[str]


_LIKELY = 0.5


class Heard(msgspec.Struct, frozen=True):
    """A statement whose addressee is looked for: its cue and clause where it has them, its content's tokens and its act."""

    view: LineView
    cue: Cue | None
    clause: Clause | None
    first: int
    last: int
    act: Act
    speaker: str
    carriers: frozenset[str] = frozenset()
    """Who carried it: told to them, it isn't told to an addressee."""
    sure: float = 1.0
    """The chance of the act (0 to 1). Whom it would be aimed at isn't guessed where the act itself is less likely than not."""


class Addressees:
    """Finds the addressees of one page; entities of those without a name are in ``added``."""

    def __init__(
        self,
        nationality: Nationality,
        speakers: Speakers,
        sides: PageSides,
        stance: StanceWords,
        performatives: Performatives,
        choice: Choice | None = None,
    ) -> None:
        self._nationality = nationality
        self._performatives = performatives
        self._speakers = speakers
        self._sides = sides
        self._stance = stance
        self._choice = choice or shipped()
        self._last: dict[str, str] = {}
        self.added: dict[str, Entity] = {}

    def of(self, heard: Heard) -> tuple[str | None, str | None]:
        """The entity addressed and the one that the act is aimed at besides, None where the words don't tell."""
        candidates = self.candidates(heard)
        addressee = self._addressed(heard, candidates)
        if addressee is not None:
            self._last[heard.speaker] = addressee
        return addressee, target(heard.act, candidates, addressee)

    def _addressed(self, heard: Heard, candidates: list[Candidate]) -> str | None:
        if not candidates:
            return None
        if (settled := certain(heard, candidates)) is not None:
            return settled.entity
        if heard.sure < _LIKELY:
            return None
        chances = self._choice.chances([crossed(heard.act, c.signs) for c in candidates] + [crossed(heard.act, nobody(heard, candidates))])
        best = max(range(len(chances)), key=chances.__getitem__)
        return candidates[best].entity if best < len(candidates) else None

    def remember(self, speaker: str, addressee: str | None) -> None:
        """``speaker`` addressed somebody."""
        if addressee is not None:
            self._last[speaker] = addressee

    def candidates(self, heard: Heard) -> list[Candidate]:
        """Those who may be addressed, each once, with the signs of all their reasons."""
        own = self._sides.of(heard.speaker)
        found: dict[str, Candidate] = {}
        for reason in (self._objects, self._behind, self._listeners, self._performed, self._pronoun, self._in_content, self._before, self._carried):
            for entity, signs in reason(heard):
                if entity == heard.speaker or entity in heard.carriers:
                    continue
                candidate = found.setdefault(entity, Candidate(entity, []))
                candidate.signs += [s for s in signs if s not in candidate.signs]
                if entity in own:
                    candidate.signs.append("own side")
        for candidate in found.values():
            candidate.signs.append(f"sort={self._sides.sort(candidate.entity)}")
        return list(found.values())

    def _objects(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        view = heard.view
        for phrase in heard.clause.objects if heard.clause else ():
            if entity := self._meant(view, phrase):
                named = view.role_at(phrase.first) or any(view.mention_at(k) is not None for k in range(phrase.first, phrase.last))
                told = named or self._people(view, phrase.first, phrase.last)
                yield entity, ["object", f"object {'named' if told else 'described'}", *_verb_signs(heard, "object")]

    def _performed(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        """Whom the first-person verb addresses that opens what is told."""
        view, performed = heard.view, self._performatives.at(heard.view, heard.first, heard.last)
        phrase = performed.addressed if performed is not None else None
        if phrase is None:
            return
        if phrase.last < heard.last and view.mention_on(phrase.last) is None and self._nationality.of_people(view.tokens[phrase.last]):
            phrase = NounPhrase(phrase.first, phrase.last + 1)  # الشركاء | الروس
        if (entity := self._meant(view, phrase)) is not None:
            yield entity, ["performed"]

    def _meant(self, view: LineView, phrase: NounPhrase) -> str | None:
        """Whom a phrase means: the state of a people or side that only adjectives tell (أصدقاءنا الأتراك، الجانب التركي), else who is named."""
        role = view.role_at(phrase.first)
        if any(view.mention_at(k) is not None for k in range(phrase.first, phrase.last)) or (role is not None and role.noun not in view.words.sides):
            state = None
        else:
            state = self._people(view, phrase.first, phrase.last)
        ref = None if state else self._speakers.of_phrase(view, phrase)
        return state or (ref.entity if ref is not None else None)

    def _behind(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        """The object that stands behind the subject without a word between them (حث الوزير، محمود قريشي، إيران | على المشاركة)."""
        clause, cue = heard.clause, heard.cue
        if clause is None or cue is None or clause.verb is None or "to" not in clause.verb.uses or clause.objects or clause.content <= cue.last:
            return
        if cue.form is None or cue.form.pronoun or clause.opener not in ("prep", "an", "obj", "quote"):
            return
        phrase = behind_subject(heard.view, cue.last, clause.content)
        if phrase is not None and (entity := self._meant(heard.view, phrase)) is not None:
            yield entity, ["object", "object behind", *_verb_signs(heard, "object")]

    def _listeners(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        view = heard.view
        for phrase in heard.clause.adverbials if heard.clause else ():
            for at in range(phrase.first, phrase.last):
                if view.word(at) in view.words.press:
                    self.added.setdefault("journalists", Entity(id="journalists", kind="organization", label={"ar": "الصحفيون", "en": "Journalists"}))
                    yield "journalists", ["listener", "listener press", f"listener {at == phrase.first}"]
            role = view.role_at(phrase.first) if "ل" in view.pro(phrase.first) else None
            ref = self._speakers.of_phrase(view, NounPhrase(role.first, role.last)) if role is not None and role.sort in SOMEBODY else None
            if role is not None and ref is not None:
                plainly = ["listener told"] if role.sort == "person" and not view.roles_ending(phrase.first) else []  # قال لنظيره التركي
                yield ref.entity, [*plainly, "told", f"told {role.sort}", *_verb_signs(heard, "told")]
            opener = view.word(phrase.first)
            if opener == "امام" and (inner := noun_phrase(view, phrase.first + 1, phrase.last)) is not None:
                if (ref := self._speakers.of_phrase(view, inner)) is not None:
                    yield ref.entity, ["listener", "listener before"]
                continue
            for at in range(phrase.first, phrase.last):
                if (m := view.mention_at(at)) is not None and m.kind in _ACTORS:
                    if (manner := listens(view, phrase, m)) is not None:
                        yield m.entity, ["listener", f"listener {manner}", *_verb_signs(heard, "listener")]
                    letter = "ل" if "ل" in view.pro(m.first) else view.stem(m.first - 1) if m.first > phrase.first else "-"
                    met = "met" if opener in view.words.met or view.stem(phrase.first) in view.words.meetings else "-"
                    yield m.entity, ["adverbial", f"adverbial {met}", f"adverbial {letter}", f"adverbial answer={'رد' in view.stem(phrase.first)}"]

    def _pronoun(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        cue = heard.cue
        if cue is None or cue.form is None or not cue.form.pronoun or cue.form.shape == "noun":
            return
        before = self._named_before(heard, 0)
        verb = heard.clause.verb if heard.clause else None
        agreeing = [m for m in before if (m.kind == "person") == (cue.form.pronoun == "ه")]
        if verb is not None and "to" in verb.uses and cue.form.pronoun in ("ه", "ها") and agreeing:
            yield agreeing[-1].entity, ["object", "object pronoun"]
        for n, m in enumerate(reversed(before[-3:])):
            yield m.entity, [f"pronoun {n}", f"pronoun {cue.form.pronoun} {m.kind}", *_verb_signs(heard, "pronoun")]

    def _named_before(self, heard: Heard, first: int) -> list[Mention]:
        """The actors other than the speaker that are named before the cue, from token ``first`` on and not far away, in order."""
        view, cue = heard.view, heard.cue
        if cue is None:
            return []
        named = (view.mention_at(k) for k in range(max(first, cue.first - _REACH), cue.first))
        return [m for m in named if m is not None and m.kind in _ACTORS and m.entity != heard.speaker]

    def _in_content(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        view, n = heard.view, 0
        own = self._sides.of(heard.speaker)
        k, last = heard.first, min(heard.last, heard.first + _REACH)
        while k < last and n < _MOST:
            mention = view.mention_at(k)
            step, entity, how = 1, None, ""
            if mention is not None:
                step = max(1, mention.last - k)
                if mention.kind in _ACTORS and not is_where(view, mention):
                    entity, how = mention.entity, mention.kind
            elif (role := view.role_at(k)) is not None and role.sort in SOMEBODY:
                side = role.state if role.noun in view.words.sides else None
                ref = self._speakers.of_phrase(view, NounPhrase(role.first, role.last)) if side is None and (role.definite or role.state) else None
                if side is not None:  # الجانب التركي
                    entity, how, step = side, "role", max(1, role.last - k)
                elif ref is not None and (role.sort == "group" or not ref.entity.partition(":")[2]):
                    entity, how = ref.entity, "group" if ref.entity.partition(":")[2] else "role"
                    step = max(1, role.last - k)
            elif (people := view.people(k) or self._nationality.of_people(view.tokens[k])) is not None:
                entity, how = people, "people"
            elif (adjective := self._nationality.at(view.tokens, k)) is not None:
                entity, step, how = adjective[0], adjective[1], "adjective"
            elif (
                is_bound(view, heard.first, k)
                and (phrase := described(view, k, last)) is not None
                and view.tokens[k].definite
                and phrase.last - k > 1
            ):
                ref = self._speakers.of_phrase(view, phrase)  # على المجتمع الدولي أن
                entity, step, how = ref.entity if ref else None, phrase.last - k, "described"
            if entity is not None and entity != heard.speaker:
                signs = [f"in {how}", f"in {'own' if entity in own else 'other'} {min(n, 3)}", f"at {_bucket(k - heard.first)}"]
                if k - heard.first <= 2:
                    signs.append(f"opens {how}")
                before = view.word(k - 1) if k > heard.first else "<"
                signs += [f"after {before}"] if len(before) <= 3 else []
                signs += [f"letter {view.pro(k)[-1:]}", f"n={n} {how}", f"kind={heard.clause.opener if heard.clause else '-'} {min(n, 2)}"]
                signs += _verb_signs(heard, "in")
                if before == "علي" and (k - heard.first <= 2 or view.stem(k - 2) in view.words.necessity):
                    signs.append("on it")
                signs += self._beside(view, k, step, heard)
                yield entity, signs
                n += entity not in own
            k += step

    def _beside(self, view: LineView, at: int, size: int, heard: Heard) -> Iterator[str]:
        """The words of stance right before and after somebody in a content (ندعو الشركاء الأتراك إلى، مسؤولية دمشق)."""
        for name, places in (("past", range(at - 1, max(heard.first, at - 4) - 1, -1)), ("next", range(at + size, min(heard.last, at + size + 3)))):
            for k in places:
                if fields := self._stance.of(view.tokens[k]):
                    yield from (f"{name} {field}" for field in fields)
                    break
        after = at + size
        while after < heard.last and view.tokens[after].definite and view.mention_on(after) is None:
            after += 1  # ندعو روسيا الاتحادية إلى
        then = view.word(after) if view.word(after) in ("الي", "علي", "ان", "من") else view.pro(after)[-1:]
        yield f"then {then}"
        if then in ("الي", "ب", "ل", "علي", "ان") and self._called(view, heard.first, at):
            yield "called"

    def _called(self, view: LineView, first: int, at: int) -> bool:
        """Whether a verb of asking stands before the somebody at ``at``, with nothing but nouns between (ندعو شركاءنا الأتراك)."""
        for k in range(at - 1, max(first, at - 3) - 1, -1):
            if self._calls(view, k):
                return not view.pro(at)
            if view.is_adverbial(k) or view.pro(k) or view.tokens[k].kind != "word":
                return False
        return False

    def _calls(self, view: LineView, k: int) -> bool:
        """Whether a verb of asking stands at ``k`` (ندعو، تطالب)."""
        token = view.tokens[k]
        return (
            not token.definite and not token.enclitic and token.stem[:1] in _PRESENT and "asking" in self._stance.of(token) and token.kind == "word"
        )

    def _before(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        view, cue = heard.view, heard.cue
        if cue is None:
            return
        start = view.sentence(cue.first)[0]
        before = self._named_before(heard, start)
        for n, m in enumerate(reversed(before[-3:])):
            yield m.entity, ["before", f"before {n}", f"before of {min(3, len(before))}"]

    def _carried(self, heard: Heard) -> Iterator[tuple[str, list[str]]]:
        if (last := self._last.get(heard.speaker)) is not None:
            yield last, ["carried", f"carried {'bare' if heard.clause is None or heard.clause.subject is None else 'subject'}"]

    def _people(self, view: LineView, first: int, last: int) -> str | None:
        """The state of a people or adjective (زملاءنا الأتراك)."""
        for k in range(first, last):
            if state := self._nationality.of_people(view.tokens[k]):
                return state
            if got := self._nationality.at(view.tokens, k):
                return got[0]
        return None


def certain(heard: Heard, candidates: list[Candidate]) -> Candidate | None:
    """The one that grammar alone tells: the verb's object; who is called on in a content that calls (ندعو أنقرة إلى، يجب على طهران)."""
    for sign in _CERTAIN + _CERTAIN_OF_CALLS if heard.act == "call" else _CERTAIN:
        found = next((c for c in candidates if sign in c.signs), None)
        if found is not None:
            return found
    return None


def target(act: Act, candidates: list[Candidate], addressee: str | None) -> str | None:
    """Whom or what an act is aimed at where that isn't the addressee: the first actor of another side near the opening of what is
    refused, backed or warned of (رفضت روسيا مقترح فرنسا: France; رحب بالقرار الأمريكي: the United States). None for other acts."""
    if act not in _AIMED:
        return None
    return next((c.entity for c in candidates if c.entity != addressee and "own side" not in c.signs and _NEAR & set(c.signs)), None)


def nobody(heard: Heard, candidates: list[Candidate]) -> list[str]:
    """The signs that nobody is addressed."""
    signs = ["nobody", f"nobody of {min(4, len(candidates))}", f"nobody {heard.view.line.block.role == 'title'}"]
    signs += _verb_signs(heard, "nobody")
    if any("object" in c.signs for c in candidates):
        signs.append("nobody for an object")
    return signs


def crossed(act: Act, signs: list[str]) -> list[str]:
    """Signs by themselves and with the act."""
    return [*signs, *(f"{act} {sign}" for sign in signs)]


def _verb_signs(heard: Heard, reason: str) -> list[str]:
    clause, cue = heard.clause, heard.cue
    verb = clause.verb if clause is not None else cue.verbs[0] if cue is not None and cue.verbs else None
    if verb is None:
        return [f"{reason} no verb"]
    to = next((use for use in ("to", "from") if use in verb.uses), "-")
    return [f"{reason} {to}", f"{reason} {verb.act} {to}", f"{reason} opener={clause.opener if clause else '-'}"]


def _bucket(distance: int) -> str:
    return "0" if distance <= 1 else "2" if distance <= 4 else "5" if distance <= 9 else "10" if distance <= 19 else "20"


@lru_cache(maxsize=1)
def shipped() -> Choice:
    """The weights that ship with the package."""
    return read_choice(files("mahdar.statements") / "addressees.tsv")
