"""Stage 3, speaker: whom the subject of a cue means.

A name means its entity; a role, group, document or people what `mahdar.names.coreference` resolves it to, else somebody of its own;
a null subject (وأضاف) the last speaker that agrees with the verb in gender and number.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mahdar.arabic import fold, transliterate
from mahdar.arabic.agreement import Agreement, agreement, agrees
from mahdar.arabic.verbs import VerbForm
from mahdar.knowledge import Dossier, Knowledge
from mahdar.model import Entity, NameKind
from mahdar.names import PageNames, RolePhrase
from mahdar.names.page import Mention
from mahdar.statements.clause import NounPhrase
from mahdar.statements.view import LineView

_BEFORE_VERB = frozenset({"قد", "فقد", "وقد", "لا", "لم", "لن", "ايضا", "دايما", "الذي", "التي", "الذين"})


class Ref(msgspec.Struct, frozen=True):
    """Somebody referred to: entity, the page's words, where they stand; ``plural`` for groups, ``document`` for a text
    that speaks for its author, ``how`` in a word."""

    entity: str
    label: str
    start: int
    end: int
    plural: bool
    how: str
    document: bool = False


class Speakers:
    """Resolves the noun phrases of one page and remembers who spoke. Lives for one page."""

    def __init__(self, names: PageNames, dossiers: Iterable[Dossier], views: list[LineView], knowledge: Knowledge) -> None:
        dossiers = tuple(dossiers)
        generic = frozenset(fold(w) for w in (*knowledge.roles.generic.organization, *knowledge.roles.generic.carrier, "جماعة", "جبهة", "ميليشيا"))
        self._names = names
        self._generic = generic
        self._collectives = {d.event: g.entity for d in dossiers for g in d.group if g.role == "participant" and not g.members}
        self._members = {frozenset(g.members): g.entity for d in dossiers for g in d.group if len(g.members) > 1}
        self._views = views
        self._spoken: list[tuple[Ref, VerbForm | None]] = []
        self.added: dict[str, Entity] = {}

    def of_phrase(self, view: LineView, phrase: NounPhrase) -> Ref | None:
        """Whom ``phrase`` means."""
        role = view.role_at(phrase.first)
        mentions = [m for m in view.mentions if phrase.first <= m.first and m.last <= phrase.last]
        if role is not None:
            person = self._names.role_of.get((view.number, role.first))
            if person is not None:
                named = next((m for m in mentions if m.entity == person), None)
                if named is not None:
                    return _of_mention(view, named, "named after the role")
            inner = next((m for m in mentions if m.kind == "organization" and m.first <= role.first + 3), None)
            if inner is not None and role.noun in self._generic:
                return _of_mention(view, inner, "named after the generic noun")
            return self._of_role(view, role)
        if (state := view.people(phrase.first)) is not None and not mentions:
            label = view.surface(phrase.first, phrase.first + 1)
            return Ref(state, label, view.tokens[phrase.first].stem_start, view.tokens[phrase.first].end, True, "a people")
        mentions = [m for m in mentions if m.kind != "event"]
        if not mentions:
            return self._of_event(view, phrase) or self._unknown(view, phrase)
        if len(mentions) > 1 and any(view.pro(m.first).startswith("و") for m in mentions[1:]):
            joined = [mentions[0], *(m for m in mentions[1:] if view.pro(m.first).startswith("و"))]
            ref = self._own(view, phrase.first, joined[-1].last, "organization", "several named together", plural=True)
            group = self._members.get(frozenset(m.entity for m in joined))
            return msgspec.structs.replace(ref, entity=group) if group else ref
        return _of_mention(view, mentions[0], "subject of the verb")

    def remember(self, ref: Ref, form: VerbForm | None) -> None:
        """``ref`` spoke, with a verb of ``form``."""
        if ref.document:
            return
        self._spoken.append((ref, form))

    def last_spoke(self, before: int) -> Ref | None:
        """Who spoke last before an offset."""
        return next((r for r, _ in reversed(self._spoken) if r.start < before), None)

    def antecedent(self, view: LineView, before: int, form: VerbForm | None) -> Ref | None:
        """The last speaker that agrees with a verb of ``form`` and no subject; else the last somebody before it."""
        wants_plural = form is not None and form.number == "p"
        wants = form.gender if form is not None else None
        here = view.tokens[before].start
        verb = Agreement(form.number, form.gender, sort="verb") if form is not None else None
        for ref, spoke in reversed(self._spoken):
            if ref.start >= here or (wants_plural and not ref.plural):
                continue
            if verb is not None and not wants_plural and self._disagrees(ref, verb):
                continue
            if spoke is None or wants is None or spoke.gender in (None, wants) or wants_plural:
                return msgspec.structs.replace(ref, how="the last speaker")
        if wants_plural and (group := self._last_group(view, before)):
            return group
        return self._last_named(view, before)

    def _disagrees(self, ref: Ref, verb: Agreement) -> bool:
        """Whether the words for somebody can't be the subject of a verb after them: of a woman where the verb is masculine, of a body
        or several where it is another number or gender."""
        if ref.entity in self._names.women:
            return verb.gender == "m"
        entity = self._names.entities.get(ref.entity)
        if ref.entity.startswith("person:") or (entity is not None and entity.kind == "person"):
            return False  # a man's name may end like a feminine
        return agrees(agreement(ref.label.partition(" ")[0]), verb) is False

    def sentence_subject(self, view: LineView, before: int, form: VerbForm | None) -> Ref | None:
        """Whom a circumstantial participle describes where no reporting verb stands before it in its sentence: the
        sentence's first person, or for a feminine its first body or state (رد بهرام قاسمي …، مؤكدا رفض بلاده)."""
        if form is None or form.number != "s":
            return None
        first = view.sentence(before)[0]
        kinds = ("person",) if form.gender == "m" else ("organization", "state")
        found = next((m for m in view.mentions if first <= m.first < before and m.kind in kinds and not {"ب", "ل"} & set(view.pro(m.first))), None)
        return _of_mention(view, found, "the first of its sentence") if found is not None and found.first - first <= 8 else None

    def before_verb(self, view: LineView, first: int) -> Ref | None:
        """The subject that stands before its verb (روسيا تحذر، لكن لافروف أكد، وكان لافروف قد أعلن)."""
        span = self._before(view, first)
        return self.of_phrase(view, NounPhrase(*span)) if span else None

    def subject_start(self, view: LineView, first: int) -> int | None:
        """The first token of a subject before the verb at ``first``."""
        span = self._before(view, first)
        return span[0] if span else None

    def _before(self, view: LineView, first: int) -> tuple[int, int] | None:
        at = first - 1
        while at >= 0 and (view.word(at) in _BEFORE_VERB or (view.stem(at) in ("كان", "كانت") and view.word(at + 1) == "قد")):
            at -= 1
        relative = at + 1 < first and view.word(at + 1) in ("الذي", "التي", "الذين")
        if at < 0:
            return None
        closed = view.is_comma(at)
        if closed:
            at -= 1
        adjective = at > 0 and view.tokens[at].definite and view.stem(at).endswith(("ي", "يه")) and view.mention_on(at) is None
        if adjective and view.mention_on(at - 1) is not None:
            at -= 1  # الإدارة الأمريكية الحالية تقول
        mention = view.mention_on(at)
        start = None
        if mention is not None and mention.last == at + 1 and (mention.kind != "event" or view.line.block.role == "title"):
            start = mention.first
            inside = next((r for r in view.roles if r.first < start and r.last == at + 1), None)
            role = inside or next(
                (r for r in view.roles if r.last in (start, start - 1) and self._names.role_of.get((view.number, r.first)) == mention.entity), None
            )
            if role is not None:
                start = role.first
        role = next((r for r in view.roles if r.last == at + 1), None)
        if start is None and role is not None:
            start = role.first
        if start is not None and start > 0 and (head := view.mention_on(start - 1)) is not None and head.kind == "person" and role is not None:
            start, at = head.first, head.last - 1  # أنطونيو غوتيريش الأمين العام وصف
        if (
            start is not None
            and start > 1
            and view.is_comma(start - 1)
            and (head := view.mention_on(start - 2)) is not None
            and head.kind == "person"
        ):
            start, at = head.first, head.last - 1  # X، أستاذ العلوم السياسية، قال
        if start is None or not (relative or self._opens_clause(view, start)):
            return None
        return start, at + 1

    def _opens_clause(self, view: LineView, i: int) -> bool:
        """Whether what begins at ``i`` can be a subject: at the start, after و, لكن, أن, كان, a comma or a verb of being."""
        if view.pro(i) in ("و", "ف"):
            return True
        if view.pro(i):
            return False
        before = view.stem(i - 1)
        return (
            i == 0
            or i == view.sentence(i)[0]
            or view.tokens[i - 1].kind == "mark"
            or before in ("لكن", "ان", "كان", "كانت", "بينما", "فيما", "حيث", "حين", "اذ", "وكان", "اما")
        )

    def _unknown(self, view: LineView, phrase: NounPhrase) -> Ref | None:
        """Somebody whom only these words tell (وقالت ICO، كثير من المتظاهرين)."""
        if view.tokens[phrase.first].kind not in ("word", "latin"):
            return None
        single = phrase.last - phrase.first == 1
        return self._own(view, phrase.first, phrase.last, "person" if single else "organization", "the words after the verb", plural=not single)

    def _of_event(self, view: LineView, phrase: NounPhrase) -> Ref | None:
        """A meeting that speaks stands for its participants (اجتماع أستانة يدعو للتهدئة)."""
        event = next((m for m in view.mentions if m.first == phrase.first and m.kind == "event"), None)
        if event is None:
            return None
        group = self._collectives.get(event.entity)
        ref = self._own(view, event.first, event.last, "organization", "the meeting for its participants", plural=True)
        return msgspec.structs.replace(ref, entity=group) if group else ref

    def _of_role(self, view: LineView, role: RolePhrase) -> Ref:
        """Whom a role phrase means: what the page resolves it to; for a bare one that agrees, who spoke last; else somebody of its own."""
        label = view.surface(role.first, role.last)
        start, end = view.tokens[role.first].stem_start, view.tokens[role.last - 1].end
        if (person := self._names.role_of.get((view.number, role.first))) is not None:
            return Ref(person, label, start, end, False, "the person named beside the role")
        told = self._names.reference_at.get((view.number, role.first))
        if told is not None and told.sort != "document":
            several = told.sort == "group" and agreement(view.tokens[role.first]).number in ("p", "d")
            return Ref(told.entity, label, start, end, several, told.why)
        if role.sort == "person" and (person := self._who_spoke(view, role)) is not None:
            return Ref(person, label, start, end, False, "the person who spoke last")
        kind: NameKind = {"person": "person", "group": "organization", "document": "document"}[role.sort]  # type: ignore[assignment]
        plural = role.sort == "group" and view.stem(role.first).endswith(("ون", "ين", "ان", "اء"))
        ref = self._own(view, role.first, role.last, kind, "a role that the page doesn't name", plural=plural)
        return msgspec.structs.replace(ref, document=role.sort == "document")

    def _who_spoke(self, view: LineView, role: RolePhrase) -> str | None:
        """The last who spoke, for a definite role alone (المصدر، المتحدثة) that no name of the page has and that agrees in gender."""
        token = view.tokens[role.first]
        if not role.definite or role.state is not None or role.last - role.first > 1 or not token.definite:
            return None
        return next((r.entity for r, _ in reversed(self._spoken) if r.start < token.start and not r.plural), None)

    def _own(self, view: LineView, first: int, last: int, kind: NameKind, how: str, *, plural: bool = False) -> Ref:
        """An entity of its own for somebody without a name."""
        label = view.surface(first, last)
        entity = f"{kind}:{transliterate(label)}"
        self.added.setdefault(entity, Entity(id=entity, kind=kind, label={"ar": label}))
        return Ref(entity, label, view.tokens[first].stem_start, view.tokens[last - 1].end, plural, how)

    def _last_group(self, view: LineView, before: int) -> Ref | None:
        here = view.tokens[before].start
        for number in range(view.number, -1, -1):
            other = self._views[number]
            for role in reversed(other.roles):
                if (
                    role.sort == "group"
                    and other.tokens[role.first].start < here
                    and other.stem(role.first).endswith(("ون", "ين", "اء", "ه", "ي", "و", "اده"))
                ):
                    return self._of_role(other, role)
        return None

    def _last_named(self, view: LineView, before: int) -> Ref | None:
        """The last person named before the verb in this line or those before it, else the last state or body."""
        here = view.tokens[before].start
        for kinds in (("person",), ("organization", "state")):
            for other in reversed(self._views[max(0, view.number - 2) : view.number + 1]):
                for m in other.mentions:
                    if m.kind in kinds and m.start < here:
                        return msgspec.structs.replace(_of_mention(other, m, "the last one named"))
        return None


def _of_mention(view: LineView, mention: Mention, how: str) -> Ref:
    return Ref(mention.entity, view.text[mention.start : mention.end], mention.start, mention.end, False, how)
