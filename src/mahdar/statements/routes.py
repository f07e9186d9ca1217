"""Carriers: what a stretch of a sentence names that carried the words told there.

في بيان; في رسالة إلى مجلس الأمن        a text, of the speaker where its author isn't told
في تغريدة; عبر حسابه على فيسبوك         a post, which stands for its network
لصحيفة حرييت; في مقابلة مع قناة الجزيرة  a medium that it was told to
في بيان بثه التلفزيون الرسمي             a medium that brought it
على لسان وزير خارجيتها                   somebody who speaks for another
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mahdar.model import Via
from mahdar.names import Mention
from mahdar.statements.chainwords import CarrierWords
from mahdar.statements.clause import Clause, NounPhrase, noun_phrase
from mahdar.statements.documents import Documents
from mahdar.statements.speaker import Ref, Speakers
from mahdar.statements.view import LineView

_FAR = 6
_LONGEST_TEXT = 12


class Carrier(msgspec.Struct, frozen=True):
    """One step of a route; the smaller its ``distance`` the nearer to the speaker it stands."""

    distance: int
    via: Via


TONGUE, TEXT, NETWORK, MEDIUM, SOURCE, RELAYER = range(6)
"""Distances from the speaker: who speaks for him, the text, the network, the medium, who is named as source, who relays it all."""


class Routes:
    """Finds carriers. Lives for one page. ``house`` are the page's own outlet and what it is a part of: told to them is no route."""

    def __init__(self, words: CarrierWords, documents: Documents, speakers: Speakers, house: frozenset[str]) -> None:
        self.words, self._documents, self._speakers, self._house = words, documents, speakers, house

    def is_medium(self, entity: str) -> bool:
        """Whether an entity is an agency, paper or broadcaster."""
        return entity in self.words.media

    def past_name(self, view: LineView, at: int) -> int:
        """``at``, or the token after a medium or network whose name in marks begins there (على منصة "إكس": …)."""
        mention = view.mention_at(at + 1) if at < len(view.tokens) and view.quotation_opening(at) is not None else None
        return mention.last if mention is not None and mention.entity in self.words.media | self.words.networks else at

    def is_own(self, entity: str) -> bool:
        """Whether an entity is the page's own outlet."""
        return entity in self._house

    def is_post(self, view: LineView, i: int) -> bool:
        """Whether a post on a network is told of at token ``i``."""
        return view.stem(i) in self.words.posts or view.stem(i) in self.words.notes

    def of(self, view: LineView, first: int, last: int, speaker: Ref, *, inside: bool) -> Iterator[Carrier]:
        """The carriers of ``speaker``'s words that tokens ``first`` to ``last`` (exclusive) name, in their order. ``inside`` says that the words
        are told to stand inside a text named there (أصدر بيانا قال فيه)."""
        network: Mention | None = None
        posted: int | None = None
        for i in range(first, min(last, len(view.tokens))):
            mention = view.mention_at(i)
            if mention is not None and mention.entity in self.words.networks:
                if network is None and (posted is not None or self._is_on_network(view, i, first)):
                    network = mention
                    yield Carrier(NETWORK, _via(mention))
            elif mention is not None:
                if mention.entity in self.words.media and not self.is_own(mention.entity) and self._is_told_to(view, mention, first):
                    yield Carrier(MEDIUM, _via(mention))
            elif self.is_post(view, i):
                posted = i if posted is None and (self._is_within(view, i) or inside) else posted
            elif self._documents.sort_at(view, i) is not None:
                if not speaker.document and (self._is_within(view, i) or (inside and not self._closes(view, i, last))):
                    yield Carrier(TEXT, self._text(view, i, speaker))
            elif view.stem(i) in self.words.relays and view.pro(i) in ("", "و"):
                if (brought := self._brought(view, i + 1, last)) is not None:
                    yield Carrier(MEDIUM, brought)
            elif view.stem(i) in self.words.tongue and view.stem(i - 1) == "علي":
                if (phrase := noun_phrase(view, i + 1, last)) is not None and (ref := self._speakers.of_phrase(view, phrase)) is not None:
                    yield Carrier(TONGUE, _of_ref(ref))
            elif (unnamed := self._unnamed_medium(view, i, first, last)) is not None:
                yield Carrier(MEDIUM, unnamed)
        if network is None and posted is not None and view.stem(posted) in self.words.posts:
            token = view.tokens[posted]
            yield Carrier(NETWORK, Via(start=token.stem_start, end=token.end, entity=self.words.network))

    def told(self, view: LineView, clause: Clause) -> Iterator[Via]:
        """The media that a verb of telling has as its object (أبلغ لافروف رويترز أن); right after a role its phrase holds them (أبلغ مصدر رويترز)."""
        if clause.verb is None or clause.verb.act != "state" or "to" not in clause.verb.uses:
            return
        for phrase in (*clause.objects, *((clause.subject,) if clause.subject is not None else ())):
            if phrase is not clause.subject and (unnamed := self._unnamed(view, phrase)) is not None:
                yield unnamed
            for k in range(phrase.first + (phrase is clause.subject), phrase.last):
                if (m := view.mention_at(k)) is not None and m.entity in self.words.media and not self.is_own(m.entity):
                    yield _via(m)

    def _unnamed(self, view: LineView, phrase: NounPhrase) -> Via | None:
        """The medium that ``phrase`` tells by its words alone (أبلغ المسؤول محطة تلفزيون محلية)."""
        role = view.role_at(phrase.first)
        if (role is not None and role.sort == "person") or any(view.mention_on(k) is not None for k in range(phrase.first, phrase.last)):
            return None
        if not {view.stem(k) for k in range(phrase.first, min(phrase.last, phrase.first + 2))} & self.words.unnamed:
            return None
        ref = self._speakers.of_phrase(view, phrase)
        return _of_ref(ref) if ref is not None and not self.is_own(ref.entity) else None

    def quoted(self, view: LineView, first: int, last: int) -> Ref | None:
        """Who is quoted between tokens ``first`` and ``last`` by a verb with عن or إلى before a verbal noun (نقلت قناة …، أمس، عن مصدر قوله)."""
        verb = next((k for k in range(first, last) if view.stem(k) in self.words.quotes and view.mention_on(k) is None), None)
        if verb is None:
            return None
        for k in range(last - 1, verb, -1):
            if view.word(k) == self.words.quotes[view.stem(verb)] and (phrase := noun_phrase(view, k + 1, last)) is not None:
                return self._speakers.of_phrase(view, phrase)
        return None

    def quoting(self, view: LineView, first: int, last: int, speaker: Ref) -> Via | None:
        """Who relays the speaker's words in «نقلت وكالة … عن المصدر قوله»، «نسبت صحيفة إلى …»: the one named between the verb and عن, else
        before the verb."""
        for i in range(first, min(last, len(view.tokens))):
            if view.stem(i) not in self.words.quotes or view.mention_on(i) is not None:
                continue
            end = next((k for k in range(i + 1, min(last, i + 3 * _FAR)) if view.word(k) == self.words.quotes[view.stem(i)]), None)
            if end is None:
                continue
            after = self._somebody(view, i + 1, end)
            before = self._somebody(view, max(first, i - _FAR), i) if after is None else None
            if before is not None and any(view.tokens[k].kind != "mark" for k in range(view.token_after(before.end), i)):
                before = None  # نُقل عن الوزير
            if view.stem(i) == "نقلا":  # قالت قناة … في منشور، نقلا عن مصدر
                media = (m for k in range(i - 1, first - 1, -1) if (m := view.mention_at(k)) is not None and m.entity in self.words.media)
                before = next(map(_via, media), before)
            found = after or before
            return found if found is not None and found.entity != speaker.entity and not self.is_own(found.entity) else None
        return None

    # -- what counts ---------------------------------------------------------------------------------------------------

    def _text(self, view: LineView, i: int, speaker: Ref) -> Via:
        author = self._documents.author_at(view, i)
        if author is None or self.is_medium(author.entity) or author.entity == speaker.entity:
            author = self._documents.author_of(view, speaker)
        token = view.tokens[i]
        return Via(start=token.stem_start, end=token.end, entity=self._documents.told(view, i, author))

    def _is_within(self, view: LineView, i: int) -> bool:
        """Whether the words stand in the text or post at ``i`` (في بيان، ببيان، من خلال بيان), not whether they are about it."""
        before = i - 1 - (view.word(i - 1) in ("مقطع", "شريط", "نص", "ختام", "مستهل"))
        return "ب" in view.pro(i) or view.stem(before) in self.words.within

    def _closes(self, view: LineView, i: int, last: int) -> bool:
        """Whether another text is named between ``i`` and ``last``: what stands inside is inside that."""
        return any(self._documents.sort_at(view, k) is not None for k in range(i + 1, min(last, i + _LONGEST_TEXT, len(view.tokens))))

    def _is_on_network(self, view: LineView, i: int, first: int) -> bool:
        return "ب" in view.pro(i) or any(
            view.word(k) in self.words.on_network or view.stem(k) in self.words.on_network or self.is_post(view, k)
            for k in range(max(first, i - 4), i)
        )

    def _is_told_to(self, view: LineView, mention: Mention, first: int) -> bool:
        """Whether a medium is named as one told to or on whose air something is said."""
        head = mention.first
        while head > first and head > mention.first - _FAR and (view.stem(head - 1) in self.words.generic or view.tokens[head - 1].kind == "mark"):
            if view.is_comma(head - 1):
                break
            head -= 1
        if "ل" in view.pro(head) or "ل" in view.pro(mention.first) or (head < mention.first and "ب" in view.pro(head)):
            return True
        return head > first and self._is_on_air(view, head, first)

    def _is_on_air(self, view: LineView, head: int, first: int) -> bool:
        """Whether the word before the medium at ``head`` makes it one that something is said on or in."""
        before = head - 1
        if view.stem(before) in self.words.in_talk:
            return any(view.stem(k) in self.words.talks for k in range(max(first, before - 2 * _FAR), before))
        return view.stem(before) in self.words.on_air or view.word(before) == "ل"

    def _brought(self, view: LineView, at: int, last: int) -> Via | None:
        found = self._somebody(view, at, min(last, at + 3))
        return found if found is not None and not self.is_own(found.entity) else None

    def _unnamed_medium(self, view: LineView, i: int, first: int, last: int) -> Via | None:
        """A medium that its words alone tell, told to or on the air (لوسائل إعلام صينية، لوكالة الأنباء الرسمية، للصحيفة)."""
        role = view.role_at(i)
        if "ل" not in view.pro(i) and not (i > first and self._is_on_air(view, i, first)):
            return None
        if role is not None and (role.sort != "group" or role.noun not in self.words.unnamed):
            return None
        described = i + 1 < last and view.tokens[i + 1].kind == "word" and not view.tokens[i + 1].pro and not view.tokens[i + 1].definite
        several = view.stem(i) in self.words.several
        if role is None and not (view.stem(i) in self.words.unnamed and view.mention_on(i) is None and (described or several)):
            return None
        end = role.last if role is not None else i + 1 + (described or (i + 1 < last and view.tokens[i + 1].definite))
        if end > last or any(view.mention_on(k) is not None for k in range(i, min(end + 2, len(view.tokens)))):
            return None  # its name tells
        ref = self._speakers.of_phrase(view, NounPhrase(i, end))
        if ref is None or self.is_own(ref.entity):
            return None
        indefinite = end - i > 1 and not view.tokens[end - 1].definite
        told = self.is_medium(ref.entity) or indefinite or several or (role is not None and role.state is not None)
        return _of_ref(ref) if told else None

    def _somebody(self, view: LineView, first: int, last: int) -> Via | None:
        """The medium named in a stretch, else the first that it tells."""
        inside = [m for k in range(first, last) if (m := view.mention_at(k)) is not None]
        medium = next((m for m in inside if m.entity in self.words.media), None) or next((m for m in inside if m.kind == "organization"), None)
        if medium is not None:
            return _via(medium)
        for k in range(first, last):
            if (view.role_at(k) is not None or view.mention_at(k) is not None) and (phrase := noun_phrase(view, k, last)) is not None:
                ref = self._speakers.of_phrase(view, phrase)
                return _of_ref(ref) if ref is not None else None
        return None


def _via(mention: Mention) -> Via:
    return Via(start=mention.start, end=mention.end, entity=mention.entity)


def _of_ref(ref: Ref) -> Via:
    return Via(start=ref.start, end=ref.end, entity=ref.entity)
