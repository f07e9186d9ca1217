"""Stage 4, addressee: the one asked, warned, accused or told, where the words say who.

حذرت تركيا من; طالب المجتمع الدولي ب; ندعو زملاءنا الأتراك إلى (the state of the people); قال للصحفيين; أمام المجلس.
"""

from __future__ import annotations

from mahdar.model import Act, Entity, Span
from mahdar.names.nationality import Nationality
from mahdar.statements.clause import Clause, NounPhrase, noun_phrase
from mahdar.statements.speaker import Ref, Speakers
from mahdar.statements.view import LineView

_CALLING = frozenset({"ندعو", "تدعو", "يدعو", "ادعو", "نطالب", "تطالب", "يطالب", "اطالب", "نحث", "تحث", "يحث", "نناشد", "تناشد", "يناشد", "علي"})
_LISTENERS = {
    "للصحفيين": "journalists",
    "للصحافيين": "journalists",
    "لصحفيين": "journalists",
    "لصحافيين": "journalists",
    "الصحفيين": "journalists",
    "الصحافيين": "journalists",
}


class Addressees:
    """Finds addressees; entities of those without a name are in ``added``."""

    def __init__(self, nationality: Nationality, speakers: Speakers) -> None:
        self._nationality = nationality
        self._speakers = speakers
        self.added: dict[str, Entity] = {}

    def of(self, view: LineView, clause: Clause, content: Span, act: Act, speaker: Ref) -> str | None:
        """The entity addressed, or None."""
        for phrase in clause.objects:
            named = view.role_at(phrase.first) or any(phrase.first <= m.first < phrase.last for m in view.mentions)
            if not named and (state := self._people(view, phrase.first, phrase.last)):
                return state
            if (ref := self._speakers.of_phrase(view, phrase)) is not None and ref.entity != speaker.entity:
                return ref.entity
        for phrase in clause.adverbials:
            if (listener := self._listener(view, phrase)) is not None and listener != speaker.entity:
                return listener
        return self._in_content(view, content, speaker) if act == "call" else None

    def _listener(self, view: LineView, phrase: NounPhrase) -> str | None:
        first = view.word(phrase.first)
        if first in _LISTENERS:
            key = _LISTENERS[first]
            self.added.setdefault(key, Entity(id=key, kind="organization", label={"ar": "الصحفيون", "en": "Journalists"}))
            return key
        if first == "امام":
            inner = noun_phrase(view, phrase.first + 1, phrase.last)
            ref = self._speakers.of_phrase(view, inner) if inner else None
            return ref.entity if ref else None
        return None

    def _in_content(self, view: LineView, content: Span, speaker: Ref) -> str | None:
        """Inside a content that itself calls: ندعو الشركاء الأتراك إلى → Turkey."""
        for i, token in enumerate(view.tokens):
            if not content.start <= token.start < content.end or token.norm not in _CALLING:
                continue
            end = next(
                (k for k in range(i + 1, min(i + 7, len(view.tokens))) if view.word(k) in ("الي", "علي") or view.is_an(k) or view.pro(k) == "ب"),
                i + 1,
            )
            mention = next((m for m in view.mentions if i < m.first < end and m.kind in ("state", "organization", "person")), None)
            if mention is not None:
                return mention.entity if mention.entity != speaker.entity else None
            return self._people(view, i + 1, end)
        return None

    def _people(self, view: LineView, first: int, last: int) -> str | None:
        for k in range(first, last):
            if state := self._nationality.of_people(view.tokens[k]):
                return state
            if got := self._nationality.at(view.tokens, k):
                return got[0]
        return None
