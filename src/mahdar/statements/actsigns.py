"""Signs of what a statement does: of its cue, of its content's words and grammar, of who is who in it.

They are seen by the log-linear choice of `mahdar.statements.act`, crossed with each act. Nobody's very name is a sign: a name counts
by its kind and by whether it is of the speaker's own side or another's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from mahdar.arabic import Token, fold
from mahdar.knowledge import Knowledge, ReportingVerb
from mahdar.model import Act
from mahdar.statements.stance import SHORTEST, StanceWords, stem_of
from mahdar.statements.view import AN, LineView

_OPENING = 9
"""Words of a content in which its own act is told; what comes later may be somebody else's."""
_LONGEST = 60
"""Words of a content that are looked at."""
_REACH = 2
"""How many words after it a negation reaches."""
_OWNED = frozenset({"ه", "ها", "هم", "هما", "نا", "ي"})
_BLAMING = frozenset({"violation", "enemies", "obstruction", "deceit", "bad", "blame", "denouncing"})
_PRAISING = frozenset({"support", "good"})


class Said(msgspec.Struct, frozen=True):
    """What signs are looked for in.

    ``cue`` are the cue's tokens (None where only marks attribute), ``verb`` its reading and ``shape`` its form (past, present, participle,
    noun, according, colon), ``first`` to ``last`` (exclusive) the content's tokens, ``kind`` how it is quoted, ``own`` the entities of the
    speaker's side, ``speaker`` what sort of somebody speaks.
    """

    view: LineView
    cue: tuple[int, int] | None
    verb: ReportingVerb | None
    shape: str
    negated: bool
    first: int
    last: int
    kind: str
    own: frozenset[str]
    speaker: str
    gender: str | None = None


class _Word(msgspec.Struct, frozen=True):
    at: int
    token: Token
    stem: str
    fields: tuple[str, ...]
    denied: bool
    future: bool


class ActSigns:
    """Reads the signs of statements. Pure; made once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.stance = StanceWords(knowledge)
        self._phrases: dict[str, list[tuple[tuple[str, ...], Act, bool]]] = {}
        for act, signs in knowledge.acts.items():
            for phrases, opening in ((signs.anywhere, False), (signs.opening, True)):
                for phrase in phrases:
                    words_ = tuple(fold(phrase).split())
                    self._phrases.setdefault(words_[0], []).append((words_, act, opening))

    def of(self, said: Said) -> list[str]:
        """The signs of a statement, each once."""
        words = list(self._words(said))
        subject = _subject(said)
        out = [
            *self._of_cue(said),
            *_of_words(words),
            *self._of_phrases(said, words),
            *_of_fields(words, subject),
            *_of_grammar(said, words, subject),
        ]
        return list(dict.fromkeys(out))

    def _of_cue(self, said: Said) -> Iterator[str]:
        view, verb = said.view, said.verb
        base = verb.act if verb else "state"
        yield f"role={'title' if view.line.block.role == 'title' else 'text'}"
        yield f"kind={said.kind}"
        yield f"shape={said.shape}"
        yield f"speaker={said.speaker}"
        yield f"cue-act={base}"
        yield f"cue-act={base} {said.shape}"
        if said.negated:
            yield f"denied cue-act={base}"
        if verb:
            yield f"verb={verb.past}"
        if said.cue:
            for k in range(*said.cue):
                for field in self.stance.of(view.tokens[k]):
                    yield f"cue-field={field}"

    def _words(self, said: Said) -> Iterator[_Word]:
        """The words of the content, names left out."""
        view, since, will = said.view, _REACH, False
        for k in range(said.first, min(said.last, said.first + _LONGEST)):
            token = view.tokens[k]
            if token.kind != "word":
                continue
            if view.mention_on(k) is not None:
                since += 1
                continue
            if token.norm in view.words.courtesy and view.is_an(k + 1):
                continue  # نود أن نشكر: a way of thanking, no wish
            stem = stem_of(token.base)
            yield _Word(k, token, stem, self.stance.of(token), since < _REACH, will or "س" in token.pro)
            since = 0 if token.stem in view.words.denials else since + 1
            will = token.stem in ("سوف", "لن")

    def _of_phrases(self, said: Said, words: Iterable[_Word]) -> Iterator[str]:
        """The signs of ``acts.toml``."""
        view, seen = said.view, False
        for n, word in enumerate(words):
            token = word.token
            for start in {token.norm, token.stem} if token.pro in ("و", "ف") else (token.norm,):
                for phrase, act, opening in self._phrases.get(start, ()):
                    if (opening and n >= _OPENING) or any(view.word(word.at + i) != w for i, w in enumerate(phrase) if i):
                        continue
                    yield f"sign={act}"
                    if n < _OPENING:
                        yield f"early sign={act}"
                    if not seen:
                        yield f"first sign={act}"
                    seen = True


def _of_words(words: list[_Word]) -> Iterator[str]:
    """The words themselves: those of the opening, the first three by their place."""
    before = "<"
    for n, word in enumerate(words[:_OPENING]):
        if len(word.stem) > SHORTEST:
            yield f"o={word.stem}"
        if n < 3:
            yield f"{n}={word.stem}"
        if n < 5:
            yield f"b={before} {word.stem}"
        before = word.stem
    yield f"long={min(6, len(words) // 6)}"


def _of_fields(words: list[_Word], subject: str) -> Iterator[str]:
    own = "own" if subject in ("own", "we", "self", "they") else "other" if subject in ("state", "organization", "person") else "else"
    seen: Counter[str] = Counter()
    blame = praise = 0
    first = True
    for n, word in enumerate(words):
        token = word.token
        if word.fields and first:
            first = False
            for field in word.fields:
                yield f"first f={field}"
        for field in word.fields:
            seen[field] += 1
            no = "no " if word.denied else ""
            yield f"{no}f={field}"
            if n < _OPENING:
                yield f"early {no}f={field}"
                yield f"early {no}f={field} {own}"
            if n < 4:
                yield f"opening {no}f={field}"
            if word.future:
                yield f"will {no}f={field}"
                yield f"will {no}f={field} {own}"
            if token.enclitic in _OWNED:
                yield f"its f={field}"
        if not word.denied:
            blame += any(f in _BLAMING for f in word.fields)
            praise += any(f in _PRAISING for f in word.fields)
    for field, count in seen.items():
        if count > 1:
            yield f"much f={field}"
    yield f"blame={min(blame, 4)}"
    yield f"blame={min(blame, 3)} {own}"
    yield f"praise={min(praise, 3)}"


def _of_grammar(said: Said, words: list[_Word], subject: str) -> Iterator[str]:
    view = said.view
    yield f"subject={subject}"
    reach = range(said.first, min(said.last, said.first + _LONGEST))
    others = {m.kind for k in reach if (m := view.mention_at(k)) is not None and m.entity not in said.own}
    for kind in others:
        yield f"other={kind}"
    if not others & {"state", "organization", "person"}:
        yield "nobody else"
    early = words[:_OPENING]
    if any(w.token.enclitic in ("نا", "ني") or w.token.stem in view.words.first_person for w in early):
        yield "first person"
    for w in early[:6]:
        if w.future:
            yield "early will"
            yield f"early will {subject}"
            if w.token.base[:1] in ("ن", "ا"):
                yield "we will"
            yield f"will w={w.stem}"
            break
    start = said.first
    if view.stem(start) in AN:
        start += 1
    elif view.word(start) in ("علي", "الي") and view.is_an(start + 1):
        start += 2
    elif said.verb is not None and view.word(start) in said.verb.governs:
        start += 1
        yield "governed"
    must = any(w.token.norm in view.words.necessity for w in early)
    if view.word(start) == "علي" and start < said.last and (start == said.first or view.is_an(start - 1)):
        what = _what(said, start + 1)
        yield f"on {what}"
        must = must or what not in ("word", "end", "own")
    if must:
        yield "must"
    elif "need" in {f for w in words[:4] for f in w.fields}:
        yield "need"
    if view.stem(start) in view.words.denials:
        yield "denies"
        yield f"denies {view.stem(start)}"
        yield f"denies {subject}"
    if any(view.tokens[k].surface == "؟" for k in reach):
        yield "question"
    if said.kind != "direct" and any(view.tokens[k].surface in '"“”«»' for k in reach):
        yield "marks"
    yield f"verbless={not any(w.token.base[:1] in 'يت' for w in early)}"


def _subject(said: Said) -> str:
    """Who the content speaks of first: ``it`` for a pronoun on أن (إنه), the speaker's own side, another, ``we``."""
    view, k = said.view, said.first
    if view.word(k) in ("علي", "الي", "عن", "من") and view.is_an(k + 1):
        k += 1
    if view.stem(k) in AN:
        if view.stem(k) in ("اننا", "انني", "اني", "انا"):
            return "we"
        if view.stem(k) != "ان":
            return _pronoun(view.stem(k), said.gender)
        k += 1
    while k < said.last and view.tokens[k].kind == "mark":
        k += 1
    for at in range(k, min(said.last, k + 2)):
        what = _what(said, at)
        if what != "word":
            return what
    return "word"


def _pronoun(an: str, gender: str | None) -> str:
    """Whom the pronoun on أن means: the speaker where it agrees with the cue in gender (قالت إنها), ``it`` where it can't be told."""
    if gender is None or an in ("انهم", "انهما", "انهن"):
        return "they" if an != "انه" and an != "انها" else "it"
    return "self" if (an == "انه") == (gender == "m") else "it"


def _what(said: Said, k: int) -> str:
    view = said.view
    if k >= said.last:
        return "end"
    mention = view.mention_at(k)
    if mention is not None:
        return "own" if mention.entity in said.own else mention.kind
    token = view.tokens[k]
    if token.stem in view.words.first_person or token.enclitic == "نا":
        return "we"
    if token.enclitic in _OWNED and stem_of(token.base) in view.words.own_side:
        return "own"
    role = view.role_at(k)
    return f"role-{role.sort}" if role is not None else "word"
