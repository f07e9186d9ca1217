"""Everybody whom a line brings in: names, roles with who holds them, several together, peoples, and those whom only their words tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from mahdar.arabic.agreement import Agreement, agreement
from mahdar.model import NameKind, Reference
from mahdar.names import Mention, PageNames, RolePhrase
from mahdar.statements.clause import NounPhrase, noun_phrase
from mahdar.statements.leading import opens_clause
from mahdar.statements.nouns import before, closed_before, described, extent, filled, name_in, possessed
from mahdar.statements.referents import SEVERAL, TWO, WOMAN, Ref, Referents, SpeakerWords, mentions_in
from mahdar.statements.view import LineView

_ACTORS = frozenset({"person", "state", "organization", "event", "document"})
_KINDS: dict[str, NameKind] = {"person": "person", "state": "state", "organization": "organization"}
_IMAM = "امام"
_CLOSING = frozenset('"”»')
_BESIDE = 5
_TITLED = 9
"""So many words at most stand between a role and the name of who holds it."""


class Unit(msgspec.Struct, frozen=True):
    """Words of a line that mean somebody: tokens ``first`` to ``last`` (exclusive). ``sort`` tells what they are (name, role, titled,
    several, people, reference, phrase); ``part`` says that they are one of several together."""

    first: int
    last: int
    ref: Ref
    kind: str
    sort: str
    agreement: Agreement | None
    several: bool = False
    part: bool = False
    head: Agreement | None = None
    """Of several together, that of the first, with which a verb before them agrees (قالت كلينتون ولافروف)."""


class Units(Referents):
    """Reads the lines of one page."""

    def __init__(self, words: SpeakerWords, names: PageNames) -> None:
        super().__init__(words, names)
        self._units: dict[int, list[Unit]] = {}
        self._references: dict[int, dict[int, Reference]] = {}
        for (n, first), told in names.reference_at.items():
            self._references.setdefault(n, {})[first] = told

    def units(self, view: LineView) -> list[Unit]:
        """Everybody whom a line brings in, in order; several together come before their parts."""
        found = self._units.get(view.number)
        if found is None:
            found = self._units[view.number] = list(self._read(view))
        return found

    def between(self, view: LineView, first: int, last: int) -> list[Unit]:
        """The units of a line that begin at tokens ``first`` to ``last`` (exclusive)."""
        units = self.units(view)
        return units[bisect_left(units, first, key=_first) : bisect_left(units, last, key=_first)]

    def _read(self, view: LineView) -> Iterable[Unit]:
        told = self._references.get(view.number, {})
        done = 0
        for i in sorted({r.first for r in view.roles} | {m.first for m in view.mentions} | set(told)):
            if i >= done:
                found = self.at(view, i)
                yield from found
                done = max((u.last for u in found), default=done)

    def at(self, view: LineView, i: int) -> list[Unit]:
        """Whoever is brought in by words that begin at token ``i``: several together first, then each of them."""
        role = view.role_at(i)
        if role is not None and role.sort == "group" and (bodies := self._bodies(view, role)) is not None:
            return bodies
        unit = self._unit(view, i)
        if unit is None:
            return []
        last = self._joined(view, unit)
        if last > unit.last and (whole := self._several(view, NounPhrase(i, last))) is not None:
            return whole
        return [unit]

    def _joined(self, view: LineView, unit: Unit) -> int:
        """The end of the words after ``unit`` that name others together with it."""
        phrase = noun_phrase(view, unit.first, len(view.tokens))
        last = max(unit.last, phrase.last if phrase is not None else 0)
        if last < len(view.tokens) and view.pro(last) == "و" and view.stem(last).startswith(view.words.counterparts):
            other = next((m for m in mentions_in(view, last + 1, last + 5) if m.kind == "person"), None)
            if other is not None and not any(view.tokens[k].kind == "mark" and not view.is_comma(k) for k in range(last, other.first)):
                return other.last  # كلينتون ونظيرها الروسي سيرغي لافروف
        return last

    def _unit(self, view: LineView, i: int) -> Unit | None:
        """Whoever is brought in at token ``i``."""
        role, mention = view.role_at(i), view.mention_at(i)
        if role is not None and role.noun == _IMAM and not view.tokens[i].surface[view.tokens[i].stem_start - view.tokens[i].start :].startswith("إ"):
            role = None  # أمام, in front of
        if role is not None and (mention is None or mention.last <= role.last):
            return self._titled(view, role) or self._roled(view, role)
        if mention is not None:
            if mention.kind not in _ACTORS:
                return None
            if mention.kind == "event":
                ref = self._of_event(view, NounPhrase(mention.first, mention.last))
                return Unit(mention.first, mention.last, ref, "event", "name", None) if ref else None
            ref = self.of_mention(view, mention, "named")
            return Unit(mention.first, mention.last, ref, ref.kind, "name", self._agreement_at(view, mention, ref))
        told = self._references.get(view.number, {}).get(i)
        if told is None:
            return None
        token = view.tokens[i]
        ref = Ref(told.entity, view.surface(i, i + 1), token.stem_start, token.end, told.sort == "people", told.why, kind=self._kind(told.entity))
        return Unit(i, i + 1, ref, ref.kind, "people" if told.sort == "people" else "reference", agreement(token))

    def _agreement_at(self, view: LineView, mention: Mention, ref: Ref) -> Agreement | None:
        return self.agreement_of(ref) if mention.kind == "person" else agreement(view.tokens[mention.first])

    def _titled(self, view: LineView, role: RolePhrase) -> Unit | None:
        """The person whose name stands after a role and what it is of (الأمين العام للحلف ينس ستولتنبرغ)."""
        person = self.holder(view, role)
        spoken_for = next((k for k in range(role.first, role.last - 1) if view.word(k) == "باسم"), None)
        if role.sort == "document" or (spoken_for is not None and view.tokens[spoken_for + 1].bare in self._words.persons):
            return None  # المتحدث باسم الرئيس | فلان
        at = role.last
        if (inside := view.mention_on(at - 1)) is not None and inside.last > at:
            at = inside.last
        if at < len(view.tokens) and view.tokens[at].surface in _CLOSING and inside is not None:
            at += 1  # مدير حركة "الأفق الجديد" | فلان
        end = min(len(view.tokens), role.last + _TITLED)
        while at < end:
            mention = view.mention_at(at)
            if mention is not None and mention.kind == "person":
                if view.word(at - 1) in view.words.title_links or (not role.definite and possessed(view, role.first, at)):
                    return None  # متحدث باسم فلان
                if (mention.entity == person or role.sort == "person") and not view.pro(at):
                    ref = self.of_mention(view, mention, "named after the role")
                    fits = WOMAN if ref.entity in self._names.women else agreement(view.tokens[role.first])
                    return Unit(role.first, mention.last, ref, "person", "titled", fits)
                return None
            if mention is not None:
                at = mention.last
            elif view.is_comma(at):
                if view.mention_at(at + 1) is None and not (at + 1 < end and view.tokens[at + 1].definite):
                    return None
                at += 1
            elif self._belongs(view, at) or (view.role_at(at) is not None and not view.pro(at)):
                at += 1
            else:
                return None
        return None

    def _belongs(self, view: LineView, at: int) -> bool:
        """Whether a word between a role and a name belongs to the role: للحلف، الإشراف، شؤون، في مكتب."""
        token = view.tokens[at]
        if token.kind != "word" or view.time_at(at) is not None or view.is_an(at):
            return False
        if token.norm in ("في", "لدي", "باسم"):
            return view.time_at(at + 1) is None
        if token.pro == "ل" or token.definite:
            return token.pro in ("", "ل", "و")
        return not token.pro and agreement(token).sort == "noun" and view.tokens[at - 1].norm != "،" and not view.tokens[at - 1].definite

    def _roled(self, view: LineView, role: RolePhrase) -> Unit:
        if role.sort == "group" and (inner := self._in_marks(view, NounPhrase(role.first, role.last))) is not None:
            return inner
        role = self._without_listener(view, role)
        whole = view.role_at(role.first)
        meant = self.of_phrase(view, NounPhrase(role.first, role.last)) if whole is role else None
        ref = meant or self._of_role(view, role)
        several = role.sort == "group" and agreement(view.tokens[role.first]).number in ("p", "d")
        last = role.last
        if (owner := view.mention_at(last)) is not None and owner.kind == "person" and not role.definite and possessed(view, role.first, last):
            last = owner.last  # مستشار | ترامب
            ref = self._own(view, role.first, last, ref.kind or "person", "a role that the page doesn't name", plural=ref.plural)  # type: ignore[arg-type]
        elif ref.entity in self.added and not ref.document:
            last = extent(view, role.first, role.last, min(len(view.tokens), role.last + 8))
            if view.stem(role.first).endswith(("ا", "ان")) and last < len(view.tokens) and view.pro(last) == "و" and view.stem(last).endswith("ي"):
                last += view.tokens[last].definite  # وزيرا الخارجية الأفغاني والباكستاني
            if (
                (named := view.mention_at(last)) is not None
                and named.kind == "person"
                and any(view.word(k) == "باسم" for k in range(role.first, last))
            ):
                last = named.last  # المتحدث باسم الرئيس فلان
            if last > role.last:
                ref = self._own(view, role.first, last, self.added[ref.entity].kind, ref.how, plural=ref.plural)
        return Unit(role.first, last, ref, "document" if ref.document else ref.kind, "role", agreement(view.tokens[role.first]), several=several)

    def _without_listener(self, view: LineView, role: RolePhrase) -> RolePhrase:
        """The phrase without whom its holder talks to (المصدر | لقناة …، المتحدث | لوكالة …)."""
        for k in range(role.first + 1, role.last):
            if view.time_at(k) is not None:
                return msgspec.structs.replace(role, last=k)  # دبلوماسي | الأسبوع الماضي
            if (
                view.stem(k - 1).endswith(("ون", "يين"))
                and closed_before(view, k)
                and not view.pro(k)
                and view.role_at(k) is None
                and _opens_object(view, k)
            ):
                return msgspec.structs.replace(role, last=k)  # مسؤولون فلسطينيون | قرار واشنطن
            if view.word(k) == "علي" and view.stem(role.first + 1) != "علي":
                return msgspec.structs.replace(role, last=k)  # الرئيس | على القاهرة; not المشرف على
            if view.pro(k) == "ل":
                mention = view.mention_on(k)
                if mention is not None and k == role.first + 1 and role.noun in view.words.talking and role.sort == "person":
                    return msgspec.structs.replace(role, last=k)
                if self._listens(view, k):
                    return msgspec.structs.replace(role, last=k)
        return role

    def _several(self, view: LineView, phrase: NounPhrase) -> list[Unit] | None:
        """Several named or described together (موسكو وطهران، المنظمة والمرصد); not somebody and what they are (فلان، سفير بلاده ورئيس
        المجلس; سفيرة بلادها ورئيسة المجلس فلانة)."""
        parts: list[Unit] = []
        at, joins = phrase.first, False
        while at < phrase.last:
            joins = joins or view.pro(at).startswith("و")
            unit = self._unit(view, at)
            if unit is not None and (not parts or joins):
                parts.append(unit)
                joins = False
            at = unit.last if unit is not None else at + 1
        return self._together(view, phrase.first, parts)

    def _together(self, view: LineView, first: int, parts: list[Unit]) -> list[Unit] | None:
        if len(parts) < 2:
            return None
        named = [p for p in parts if p.kind == "person" and p.sort in ("name", "titled")]
        if all(p.kind == "person" and not p.several for p in parts) and len({p.ref.entity for p in named}) == 1:
            return [msgspec.structs.replace(named[0], first=first, last=parts[-1].last)]
        last = parts[-1].last
        ref = self._own(view, first, last, "organization", "several named together", plural=True)
        group = self._words.members.get(frozenset(p.ref.entity for p in parts))
        if group:
            ref = msgspec.structs.replace(ref, entity=group)
        told = TWO if len(parts) == 2 else SEVERAL
        whole = Unit(first, last, ref, "group", "several", told, several=True, head=parts[0].agreement)
        return [whole, *(msgspec.structs.replace(part, part=True) for part in parts)]

    def _bodies(self, view: LineView, role: RolePhrase) -> list[Unit] | None:
        """Several bodies that one noun brings in (منظمة الخوذ البيضاء والمرصد السوري)."""
        inside = [m for m in mentions_in(view, role.first + 1, role.last) if m.last <= role.last and m.kind in ("organization", "state")]
        if len(inside) < 2 or role.noun not in self._words.generic or any(not view.pro(m.first).startswith("و") for m in inside[1:]):
            return None
        parts = []
        for m in inside:
            ref = self.of_mention(view, m, "named")
            parts.append(Unit(m.first, m.last, ref, ref.kind, "name", agreement(view.tokens[m.first])))
        return self._together(view, role.first, parts)

    def unknown(self, view: LineView, first: int, bound: int) -> Unit | None:
        """Somebody at token ``first`` whom neither names nor roles know (محققون دوليون، كثير من المتظاهرين)."""
        phrase = described(view, first, bound)
        if phrase is None:
            return None
        if (
            len(view.stem(first)) == 1
            and view.word(first + 1) == "."
            and (named := view.mention_at(first + 2)) is not None
            and named.kind == "person"
        ):
            ref = self.of_mention(view, named, "named after a title")  # د. فلان
            return Unit(first, named.last, ref, "person", "titled", self.agreement_of(ref))
        phrase = self._whole(view, phrase, bound)
        honoured = self._unit(view, first + 1) if view.role_at(first + 1) is not None and not view.pro(first + 1) else None
        if (
            honoured is not None
            and honoured.kind == "person"
            and honoured.ref.entity not in self.added
            and view.stem(first) not in self._words.quantity
        ):
            return msgspec.structs.replace(honoured, first=first)  # معالي وزير الخارجية
        named = view.mention_on(phrase.last - 1)
        called = named is not None and named.kind == "person" and named.last == phrase.last and phrase.first < named.first
        if named is not None and called and not view.pro(named.first) and not possessed(view, phrase.first, named.first):
            ref = self.of_mention(view, named, "named after a word of their own")
            return Unit(phrase.first, phrase.last, ref, "person", "titled", agreement(view.tokens[first]))
        if (inner := self._in_marks(view, phrase)) is not None:
            return inner
        unknown = self._unknown(view, phrase)
        if unknown is None:
            return None
        told = agreement(view.tokens[first])
        counts = view.stem(first) in self._words.quantity or view.stem(first).removeprefix("ال") in self._words.quantity
        return Unit(phrase.first, phrase.last, unknown, "phrase", "phrase", None if counts else told, several=told.number == "p")

    def apposed(self, view: LineView, unit: Unit, bound: int) -> Unit | None:
        """Whoever a name tells that stands after somebody nameless, with what belongs to them or a comma between (الأستاذ بالجامعة، فلان)."""
        if unit.sort not in ("phrase", "role") or unit.several or unit.ref.document or unit.ref.entity not in self.added:
            return None
        at = unit.last
        while at < bound and at - unit.last < _BESIDE:
            where = view.mention_at(at) if view.word(at - 1) in ("في", "لدي", "الي") else None
            if where is not None and where.kind != "person":
                at = where.last  # قاضي المحكمة في الإسكندرية، فلان
            elif view.mention_at(at) is None and _describes(view, at):
                at += 1
            else:
                break
        mention = view.mention_at(at + (at < bound and view.is_comma(at)))
        if mention is None and at < bound and view.is_comma(at) and unit.ref.kind == "person" and (last := name_in(view, at + 1, bound)) > at + 1:
            ref = self._own(view, at + 1, last, "person", "named after a word of their own")
            return msgspec.structs.replace(unit, last=last, ref=ref, kind="person", sort="titled")
        kinds = ("person",) if unit.ref.kind == "person" or unit.sort == "phrase" else ("organization",)
        if mention is None or mention.first > bound or mention.last > bound or mention.kind not in kinds or view.pro(mention.first):
            return None
        if not view.is_comma(at) and at == mention.first and possessed(view, unit.first, at):
            return None
        if mention.kind == "organization" and not view.is_comma(at):
            return None  # دعا التحالف الأمم المتحدة
        if view.is_comma(at) and not (mention.last == bound or view.is_comma(mention.last) or view.quotation_opening(mention.last)):
            return None
        ref = self.of_mention(view, mention, "named after a word of their own")
        return msgspec.structs.replace(unit, last=mention.last, ref=ref, kind=ref.kind, sort="titled")

    def filling(self, view: LineView, unit: Unit, bound: int) -> Unit:
        """``unit`` with all that belongs to it before ``bound``, where nothing but a subject and adverbials can stand (`nouns.filled`)."""
        if unit.sort not in ("phrase", "role") or unit.ref.document or unit.ref.entity not in self.added:
            return unit
        bound = next((k for k in range(unit.last, bound) if view.pro(k) == "ل" and self._listens(view, k)), bound)
        last = filled(view, unit.first, unit.last, bound)
        if last <= unit.last:
            return unit
        ref = self._own(view, unit.first, last, self.added[unit.ref.entity].kind, unit.ref.how, plural=unit.ref.plural)
        return msgspec.structs.replace(unit, last=last, ref=ref)

    def unknown_before(self, view: LineView, begin: int, end: int, *, relative: bool) -> Unit | None:
        """Somebody whom neither names nor roles know, whose words end at token ``end``, right before their verb: at the head of a clause (الغرب |
        يخشى، إلا أن المنشقين | قرروا) or before a relative (المحتجين الذين | ينتقدون)."""
        phrase = before(view, begin, end)
        if phrase is None or not (relative or opens_clause(view, phrase.first)):
            return None
        unknown = self._unknown(view, phrase)
        told = agreement(view.tokens[phrase.first])
        return Unit(phrase.first, phrase.last, unknown, "phrase", "phrase", told, several=told.number == "p") if unknown is not None else None

    def _whole(self, view: LineView, phrase: NounPhrase, bound: int) -> NounPhrase:
        """The phrase without whom they talk to, and with those who are joined to it (عدد من الدول ومنظمات دولية)."""
        for k in range(phrase.first + 1, phrase.last):
            if view.pro(k) == "ل" and self._listens(view, k):
                return NounPhrase(phrase.first, k)
        more = view.role_at(phrase.last) if view.pro(phrase.last) == "و" else None
        return NounPhrase(phrase.first, more.last) if more is not None and more.sort == "group" and more.last <= bound else phrase

    def _listens(self, view: LineView, k: int) -> bool:
        mention = view.mention_on(k)
        return view.stem(k).removeprefix("ال") in self._words.listening or (mention is not None and mention.entity in self._words.carriers)

    def _in_marks(self, view: LineView, phrase: NounPhrase) -> Unit | None:
        """A body by its name in marks after what it is (صحيفة "الأفق"): the name is what stands inside."""
        quotation = view.quotation_opening(phrase.first + 1)
        if quotation is None:
            return None
        named = view.mention_at(view.token_after(quotation.inner_start))
        body = named is not None and named.kind == "organization" and agreement(view.tokens[phrase.first]).number != "p"
        if not body and view.stem(phrase.first).removeprefix("ال") not in self._words.generic:
            return None
        first, last = view.token_after(quotation.inner_start), view.token_after(quotation.inner_end)
        if first >= last:
            return None
        mention = view.mention_at(first)
        ref = (
            self.of_mention(view, mention, "named in marks")
            if mention is not None
            else self._own(view, first, last, "organization", "named in marks")
        )
        return Unit(phrase.first, view.token_after(quotation.end), ref, "organization", "name", agreement(view.tokens[phrase.first]))


def _first(unit: Unit) -> int:
    return unit.first


def _describes(view: LineView, at: int) -> bool:
    """Whether a word goes on telling what somebody is: بالطب النفسي، في جامعة، للشؤون الخارجية."""
    token = view.tokens[at]
    return token.kind == "word" and view.time_at(at) is None and (token.definite or token.norm in ("في", "لدي")) and token.pro in ("", "ب", "ل")


def _opens_object(view: LineView, k: int) -> bool:
    """Whether a noun that isn't of the closed plural before it stands at ``k``."""
    return view.tokens[k].kind == "word" and agreement(view.tokens[k]).sort == "noun" and not view.stem(k).endswith(("ون", "ين", "ان", "ي", "يه"))
