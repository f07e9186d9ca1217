"""Stage 3a, candidates: everybody whom a cue could mean, each with where and how the page brings them in.

أعلن | المتحدث باسم الوزارة | أن …               after the verb, next to it
روسيا | تحذر …، كانت طهران قد | أعلنت …          before it
نقلت الوكالة عن | مصدر | قوله …                  after عن
وأضاف …                                        who spoke before, who was named before
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from mahdar.statements.beside import AS_FOR, ASIDE, Reason, Sited, certain_after, certain_before, is_new_after, is_topic, subject_fills
from mahdar.statements.referents import Ref, mentions_in
from mahdar.statements.situation import Discourse, Situation
from mahdar.statements.standing import after_verb, bucket, fits, fits_ref, nested, parts, preposition, then_verb
from mahdar.statements.units import Unit, Units
from mahdar.statements.view import LineView

_REMEMBERED = 6
_WINDOW, _REACH, _INSIDE, _UNITS_BACK = 60, 200, 40, 24
"""Tokens after a cue and before it that are looked at for who speaks, tokens of the content that may name them, units of a line before."""
_NAMED = 6
_LINES_BACK = 3
_SILENT = frozenset({"document", "event"})
"""Kinds of entities that a verb with nobody beside it doesn't mean."""


Add: TypeAlias = Callable[[Ref, Reason, Iterable[str], str], None]


class Candidate:
    """Somebody who may have spoken: ``ref`` as the page's words closest to the cue have it, and the signs of every way in which they come in."""

    __slots__ = ("fits", "marks", "reasons", "ref", "signs")

    def __init__(self, ref: Ref, fits: str) -> None:
        self.ref, self.fits = ref, fits
        self.reasons: list[Reason] = []
        self.signs: list[str] = []
        self.marks: set[str] = set()
        """``adjacent`` where they stand right before the verb as its subject."""


def gather(
    situation: Situation,
    referents: Units,
    discourse: Discourse,
    outer: Ref | None,
    leading: tuple[int, int] | None,
    *,
    doubting: bool = False,
) -> list[Candidate]:
    """The candidates, the likeliest places first; one for each entity; a single one where grammar leaves no doubt. ``outer`` is who said that in
    which the cue stands, ``leading`` the tokens of a subject before the verb. ``doubting`` keeps those who spoke before beside somebody new told
    right after the verb, who excludes them: so the choice learns what stands beside a verb."""
    found: dict[str, Candidate] = {}

    def add(ref: Ref, reason: Reason, signs: Iterable[str], fit: str) -> None:
        candidate = found.get(ref.entity)
        if candidate is None:
            candidate = found[ref.entity] = Candidate(ref, fit)
        if reason not in candidate.reasons:
            candidate.reasons.append(reason)
            candidate.signs += signs
            if candidate.fits == "n":
                candidate.fits = fit
            if reason == "before" and candidate.signs[0].startswith("before=adj"):
                candidate.marks.add("adjacent")

    s = situation
    after = list(_after(s, referents))
    if (certain := certain_after(s, after)) is not None:
        candidate = Candidate(certain.ref, "y")
        candidate.reasons.append("after")
        return [candidate]
    before = list(_before(s, referents))
    if (certain := certain_before(s, after, before, leading)) is not None:
        candidate = Candidate(certain.ref, "y")
        candidate.reasons.append("before")
        candidate.marks.add("adjacent")
        return [candidate]
    open_ = _openness(s, after, before)
    told = not doubting and is_new_after(s, after)
    for unit, reason, signs in (*after, *before):
        add(unit.ref, reason, [*signs, *(f"{reason}:{open_}:{sign}" for sign in signs[:2])], signs[0].rpartition(":")[2])
    if outer is not None and not told:
        fits_ = fits_ref(referents, outer, s.form, False)
        add(outer, "outer", (f"outer:{s.sort}:{fits_}", f"outer:{s.sort}:{open_}"), fits_)
    if not told:
        _earlier(s, referents, discourse, open_, add)
    for candidate in found.values():
        candidate.signs += _general(s, referents, candidate, open_)
    candidates = list(found.values())
    several = s.form is not None and s.form.number == "p"
    strict = several or (s.form is not None and s.form.shape == "participle")
    if strict and any(c.fits == "y" or (several and c.fits == "u") for c in candidates):
        return [c for c in candidates if c.fits != "n"]
    if s.form is not None and s.form.number == "s" and any(c.fits == "y" for c in candidates):
        return [c for c in candidates if c.fits != "n" or c.ref.kind != "person" or "after" in c.reasons]
    return candidates


def _openness(s: Situation, after: Sequence[Sited], before: Sequence[Sited]) -> str:
    """Whether a subject stands beside the cue: A after, B before, both, or 0 for none."""
    a = any(sign.startswith("after=0") and "f:n" not in sign for _, _, signs in after[:1] for sign in signs[:1])
    b = any("adj" in signs[0] for _, _, signs in before[:1])
    return "P" if s.pronoun else ("A" if a else "") + ("B" if b else "") or "0"


def _after(s: Situation, referents: Units) -> Iterator[tuple[Unit, Reason, list[str]]]:
    first, end = s.window
    view = s.view
    units = referents.between(view, first, min(end, first + _WINDOW))
    if not any(u.first == first for u in units) and first < end and (inner := referents.at(view, first)):
        units = [*inner, *(u for u in units if u.first >= inner[0].last)]
    if not any(u.first == first for u in units) and s.sort in ("past", "present", "noun") and first < end:
        unit = referents.unknown(view, first, end)
        if unit is not None:
            units = [unit, *(u for u in units if u.first >= unit.last or u.first == unit.first)]
    if units and units[0].first == first and subject_fills(s):
        whole = referents.filling(view, units[0], end)
        units = [whole, *(u for u in units[1:] if u.first >= whole.last)] if whole is not units[0] else units
    if units and units[0].first == first and (named := referents.apposed(view, units[0], end)) is not None:
        units = [named, *(u for u in units if u.first >= named.last)]
    n = 0
    last = first
    ahead = ""
    for unit in units[:7]:
        gap = unit.first - first if n == 0 else min(unit.first - last, 9)
        prep = preposition(view, unit)
        fits_ = fits(unit.head or unit.agreement, s.form, True)
        if fits_ == "u" and unit.sort == "phrase" and s.form is not None and s.form.gender == "m" and s.form.number == "s":
            fits_ = "y"  # يعتقد بعض المراقبين
        order = "0" if unit.first == first else "1" if n == 0 else "p" if unit.part else "2" if n == 1 else "3"
        carried = prep == "عن"
        kind = referents.kind_of(unit.ref)
        if unit.ref.document and prep not in ("", "و") and s.use != "document":
            continue  # قالت في بيان: the text carries what she says
        if s.pronoun and s.use == "carrier" and prep != "عن":
            continue  # نقلت الوكالة عنه: the agency doesn't speak
        described = n > 0 and any(view.word(k) in view.words.relatives for k in range(last, unit.first))
        stop = _opens_content(view, s, unit.last)
        signs = [
            f"after={order}:{prep}:f:{fits_}",
            f"after={order}:{prep}:{s.use}:{s.sort}",
            f"subject={order == '0' and not prep}",
            f"subject={order == '0' and not prep}:{fits_}",
            f"subject={order == '0' and not prep}:{stop}",
            f"subject={order == '0' and not prep}:{unit.sort}:{stop == 'content'}",
            f"after={order}:{prep}:{kind}:{unit.sort}",
            f"after-gap={bucket(gap)}:{order}:{prep}",
            f"after-use={s.use}:{order}:{fits_}:{stop}",
            f"after-then={order}:{stop}:{s.clause.opener}",
            f"after-described={described}:{order}:{prep}",
            f"after-list={order}:{unit.several}:{unit.part}",
            f"after-inverted={s.inverted}:{order}",
            f"after-subject={_is_subject(s, unit)}:{order}:{unit.sort}:{fits_}",
            f"after-governs={'obj' in s.governs}:{order}:{unit.sort}:{fits_}:{s.clause.opener}",
            f"after-stop={unit.sort}:{order}:{stop}:{s.clause.opener}:{fits_}",
            f"after-coord={s.joined}:{order}:{prep}:{fits_}",
            f"after-pronoun={bool(s.form and s.form.pronoun)}:{order}:{fits_}",
            f"after-behind={order}:{ahead}",
            f"after-behind={order}:{ahead}:{prep}:{fits_}",
            f"after-verb={s.verb}:{order}:{prep}",
            f"after-text={s.of_text}:{s.in_it}:{order}",
        ]
        if order == "0":
            ahead = f"{fits_}:{unit.sort}:{kind}:{stop}"
        yield unit, "carried" if carried else "after", signs
        n += 1
        last = unit.last


def _is_subject(s: Situation, unit: Unit) -> bool:
    return s.clause.subject is not None and s.clause.subject.first == unit.first


def _opens_content(view: LineView, s: Situation, at: int) -> str:
    """What stands after a unit in the window: what the clause's content opens with, a comma, or other words."""
    if at >= s.clause.content:
        return "content"
    if view.is_comma(at):
        return "comma"
    pro = view.pro(at)
    return pro if pro in ("ب", "ل") else "word"


def _before(s: Situation, referents: Units) -> Iterator[tuple[Unit, Reason, list[str]]]:
    view, first = s.view, s.cue.first
    begin = s.sentence[0]
    units = [u for u in referents.between(view, max(begin, first - _REACH), first) if u.last <= first]
    if view.word(begin) == AS_FOR and first - begin <= ASIDE and not any(u.first == begin + 1 for u in units[:1]):
        bound = next((k for k in range(begin + 1, first) if view.tokens[k].kind == "mark" or view.word(k) in view.words.relatives), first)
        new = referents.unknown(view, begin + 1, bound)
        if new is not None:
            new = referents.filling(view, new, bound)
            units = [new, *(u for u in units if u.first >= new.last)]
    at = first
    passed = ""
    while at > begin and view.word(at - 1) in view.words.between:
        at -= 1
        word = view.word(at)
        passed = "rel" if word in view.words.relatives else passed or "aux"
    if at > begin and view.is_comma(at - 1):
        at -= 1
        passed += ","
    if s.sort in ("past", "present", "colon") and not s.joined and not any(u.last == at for u in units[-3:]):
        unknown = referents.unknown_before(view, max(begin, units[-1].last if units else begin), at, relative="rel" in passed)
        if unknown is not None:
            units.append(unknown)
    heads = [u for u in units if not u.part]
    verbs, subjects = 0, 0
    standing = {unit.first: part for unit, part in zip(units, parts(view, units), strict=True)}
    for n, unit in enumerate(reversed(units[-9:])):
        gap = at - unit.last
        prep = preposition(view, unit)
        kind = referents.kind_of(unit.ref)
        fits_ = fits(unit.agreement, s.form, False)
        lead = unit in heads[:1]
        part = standing[unit.first]
        if unit.ref.document and (part in ("under", "of") or (s.of_text and s.in_it)):
            continue  # نشرت الجماعة بيانا قالت فيه: she says it
        if gap > 0 and ((unit.kind == "document" and unit.sort == "name") or (unit.sort == "people" and fits_ == "n")):
            continue  # no treaty speaks unless it is told beside the verb, nor a people (السودانيين) with a verb that doesn't agree
        opens = unit.first == begin
        verb = after_verb(view, unit)
        topic = is_topic(s, unit)
        near = "adj" if topic or (gap <= 0 and not s.joined) else bucket(max(gap, 0))
        signs = [
            f"before={near}:{passed}:{fits_}",
            f"adjacent={near == 'adj'}",
            f"adjacent={near == 'adj'}:{fits_}:{s.sort in ('past', 'present')}",
            f"governed={prep not in ('', 'و')}",
            f"near={near}",
            f"before-sort={near}:{s.sort}:{prep}:{s.use}",
            f"before-lead={lead}:{opens}:{verb}:{prep}:{fits_}:{s.sort}",
            f"before-verb={verb}:{s.sort}:{fits_}:{kind}",
            f"before-kind={near == 'adj'}:{kind}:{fits_}:{s.sort}",
            f"before-verbs={min(verbs, 2)}:{verb}:{s.sort}:{fits_}:{s.joined}",
            f"before-then={then_verb(view, unit, first)}:{opens}:{s.sort}:{fits_}:{s.joined}",
            f"before-order={min(n, 4)}:{s.sort}:{fits_}",
            f"before-part={unit.part}:{unit.several}:{fits_}",
            f"before-mark={view.in_quotation(view.tokens[unit.first])}:{s.sort}",
            f"before-nested={nested(view, unit)}:{s.sort}",
            f"before-coord={s.joined}:{lead}:{verb}:{view.line.block.role == 'title'}:{fits_}",
            f"before-title={view.line.block.role == 'title'}:{near}:{opens}:{s.sort}",
            f"before-as={part}:{s.sort}:{fits_}",
            f"before-as={part}:{s.sort}:{s.joined}:{fits_}",
            f"before-as={part}:{kind}:{s.of_text}:{s.in_it}:{fits_}",
            f"before-him={s.of_him}:{s.pronoun}:{prep}:{kind}",
            f"before-colon={s.sort == 'colon'}:{opens}:{part}:{unit is units[-1]}",
            f"before-as-order={part}:{min(n, 4)}:{s.sort}",
            f"before-subject={part}:{min(subjects, 2)}:{s.joined}:{s.sort}:{fits_}",
        ]
        subjects += part == "subject" and fits_ != "n"
        yield unit, "before", signs
        verbs += verb


def _earlier(s: Situation, referents: Units, discourse: Discourse, open_: str, add: Add) -> None:
    """Adds who spoke before, and who was named before the sentence."""
    view, views = s.view, discourse.views
    quoted = view.in_quotation(view.tokens[s.cue.first])
    opening = "line" if s.cue.first <= 1 else "sentence" if s.cue.first - s.sentence[0] <= 1 else "inside"
    rank, seen = 0, set()
    for told in reversed(discourse.spoken):
        if told.ref.entity in seen or (told.quoted and not quoted):
            continue  # outside a quotation no verb means who spoke in it: «رحب كيري بالطلب وقال …». وأضاف …
        seen.add(told.ref.entity)
        fits_ = fits_ref(referents, told.ref, s.form, False)
        lines = view.number - told.line
        same = "same" if lines == 0 and told.at >= s.sentence[0] else str(min(lines, 4))
        shape = told.form.gender if told.form else None
        alike = "u" if shape is None or s.form is None or s.form.gender is None else "y" if shape == s.form.gender else "n"
        if fits_ == "n" and alike == "y" and told.ref.kind == "person" and s.form is not None and s.form.number == "s":
            fits_ = "u"  # a woman of whom only the verb before tells that she is one
        add(
            told.ref,
            "spoke",
            (
                f"spoke={rank}:{fits_}:{alike}",
                f"spoke={rank}",
                f"spoke={rank}:{fits_}",
                f"spoke={same}",
                f"spoke={rank}:{open_}:{s.sort}",
                f"spoke={rank}:{opening}:{same}",
                f"spoke-coord={rank}:{s.joined}:{opening}:{same}:{fits_}",
                f"spoke-lines={same}:{fits_}",
                f"spoke-line={same}:{opening}:{open_}:{s.sort}",
                f"spoke-kind={rank}:{referents.kind_of(told.ref)}:{fits_}",
                f"spoke-title={views[told.line].line.block.role == 'title'}:{rank}",
                f"spoke-verb={rank}:{s.verb}",
                f"spoke-text={rank}:{s.of_text}:{s.in_it}",
                f"spoke-within={told.within}:{quoted}:{rank}",
                f"spoke-within={told.within}:{quoted}:{opening}:{open_}",
            ),
            fits_,
        )
        rank += 1
        if rank >= _REMEMBERED:
            break
    rank, named = 0, set()
    for number in range(view.number, max(-1, view.number - _LINES_BACK - 1), -1):
        other = views[number]
        for unit in reversed(referents.between(other, 0, s.sentence[0] if number == view.number else len(other.tokens))[-_UNITS_BACK:]):
            if unit.ref.entity in named or unit.ref.document or unit.kind in _SILENT:
                continue
            fits_ = fits(unit.agreement, s.form, False)
            if unit.sort == "people" and fits_ == "n":
                continue
            named.add(unit.ref.entity)
            lead = unit.first - other.sentence(unit.first)[0] <= 3
            lines = min(view.number - number, 3)
            told_ = discourse.is_told(unit.ref.start)
            add(
                unit.ref,
                "named",
                (
                    f"named={min(rank, 4)}:{fits_}:{open_}",
                    f"named-lead={lead}:{lines}:{fits_}:{open_}:{unit.kind}",
                    f"named-verb={after_verb(other, unit)}:{lines}:{preposition(other, unit)}:{open_}:{fits_}",
                    f"named-kind={unit.kind}:{fits_}:{open_}:{unit.sort}",
                    f"named-open={opening}:{lines}:{open_}",
                    f"named-told={told_}:{quoted}:{lead}:{fits_}",
                    f"named-told={told_}:{after_verb(other, unit)}:{open_}",
                ),
                fits_,
            )
            rank += 1
            if rank >= _NAMED:
                return


def _general(s: Situation, referents: Units, candidate: Candidate, open_: str) -> Iterator[str]:
    ref = candidate.ref
    kind = referents.kind_of(ref)
    view = s.view
    yield f"kind={kind}:{s.sort}:{open_}"
    yield f"gender={s.form.gender if s.form else ''}:{kind}:{fits_ref(referents, ref, s.form, False)}:{open_}"
    yield "reasons=" + "+".join(sorted(set(candidate.reasons)))
    count = referents.count(ref.entity)
    ways = "outer" if "outer" in candidate.reasons else ""
    ways += "+spoke" if any(sign.startswith("spoke=0") for sign in candidate.signs) else ""
    ways += "+adjacent" if "adjacent" in candidate.marks else "+before" if "before" in candidate.reasons else ""
    ways += "+after" if "after" in candidate.reasons else ""
    yield f"ways={ways}:{s.sort}:{open_}"
    yield f"ways={ways}:{candidate.fits}:{s.joined}:{kind}"
    yield f"verb={s.verb}:{ways}"
    yield f"count={min(count, 5)}:{open_}"
    yield f"first={referents.is_foremost(ref.entity)}:{open_}"
    inside = any(m.entity == ref.entity for m in mentions_in(view, s.content[0], min(s.content[1], s.content[0] + _INSIDE)))
    yield f"inside={inside}:{s.sort}"
    if s.clause.objects:
        addressed = any(m.entity == ref.entity for o in s.clause.objects for m in mentions_in(view, o.first, o.last))
        yield f"object={addressed}"
