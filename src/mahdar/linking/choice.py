"""Which of several asserted values is shown, and why that one.

The record keeps what each page asserts. A face must still show one value; the rule is told here, and in words in
``docs/record.md``:

1. the best basis: told by a person who corrected it, then stated, then given, then metadata, then dossier and inferred alike;
2. then the value that most independent outlets assert on that basis (`mahdar.linking.witnesses`);
3. then the one that most pages do;
4. then the one of the latest page;
5. then the first in code point order (so that the answer never depends on the order of adding).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from mahdar.linking.witnesses import Sources, independent
from mahdar.model import Basis, Evidence, Noun

Rule = Literal["agreed", "basis", "outlets", "pages", "latest", "order", "near", "precise", "stage", "specific"]
"""What decided: all agree; rules 1 to 5; or a field's own rule (`choose_time`, `choose_status`, `choose_role`, `choose_kind`)."""

FAR = 10
"""A day more than so many years after the page that tells it is told by mistake, or of something else than a meeting."""

LAST_YEAR = 2100
"""The latest year that a page without a date is believed."""

_RANKS: dict[Basis | None, int] = {"person": -1, "stated": 0, "given": 1, "metadata": 2, "dossier": 3, "knowledge": 3, "inferred": 3, None: 4}
_STAGES = ("announced", "postponed", "ongoing", "held")


class Assertion(Noun, frozen=True, kw_only=True):
    """One page's value for one field. ``published`` is the page's own date (EDTF), ``sources`` are those of its `Witness`.

    ``why`` and ``evidence`` say how the page tells it; they decide nothing.
    """

    value: str
    basis: Basis | None
    page: str
    published: str | None
    sources: Sources = frozenset()
    why: str | None = None
    evidence: Evidence = ()


class Choice(Noun, frozen=True, kw_only=True):
    """The value to show, the rule that chose it, and whether pages contradict each other."""

    value: str
    rule: Rule
    conflict: bool


def basis_rank(basis: Basis | None) -> int:
    """How well a value is known by its basis; 0 is best."""
    return _RANKS[basis]


def choose(assertions: Iterable[Assertion]) -> Choice:
    """The value to show by the five rules. Raises ValueError where nothing is asserted."""
    held = tuple(assertions)
    if not held:
        raise ValueError("expected at least one assertion, got none")
    ranked = sorted((_score(held, value), value) for value in {a.value for a in held})
    (best, value), rest = ranked[0], ranked[1:]
    if not rest:
        return Choice(value=value, rule="agreed", conflict=False)
    second = rest[0][0]
    rules: Sequence[Rule] = ("basis", "outlets", "pages", "latest")
    decided: Rule = next((rule for rule, a, b in zip(rules, best, second, strict=True) if a != b), "order")
    return Choice(value=value, rule=decided, conflict=True)


def choose_time(assertions: Iterable[Assertion]) -> Choice:
    """As `choose`, for EDTF values: a coarser value (``2022-11``) doesn't contradict a finer one (``2022-11-22``).

    Where the chosen value is refined by another, on whatever basis, the finest such value is shown: a page that says
    «mid-September» and a dossier that knows the 14th agree. A day far after its page (`is_far`) is shown only where there is no other,
    and contradicts always.
    """
    asserted = tuple(assertions)
    if corrected := _corrected(asserted, choose_time):
        return corrected
    held = tuple(a for a in asserted if not is_far(a.value, a.published)) or asserted
    choice = choose(held)
    finer = [a for a in held if _refines(a.value, choice.value)]
    if finer:
        choice = Choice(value=choose(finer).value, rule="precise", conflict=True)
    far = any(is_far(a.value, a.published) for a in asserted)
    rule = "near" if len(held) < len(asserted) and choice.rule == "agreed" else choice.rule
    return Choice(value=choice.value, rule=rule, conflict=far or any(not agree(choice.value, a.value) for a in held))


def agree(one: str, other: str) -> bool:
    """Whether two EDTF values don't contradict each other: they are equal, or one is the other told more precisely."""
    return one == other or _refines(one, other) or _refines(other, one)


def is_far(value: str, published: str | None) -> bool:
    """Whether the year of EDTF ``value`` lies more than `FAR` years after the page of it was published, or after `LAST_YEAR`."""
    year, told = value[:4], (published or "")[:4]
    return year.isdigit() and int(year) > (int(told) + FAR if told.isdigit() else LAST_YEAR)


def choose_status(assertions: Iterable[Assertion]) -> Choice:
    """As `choose`, for statuses: announced, postponed, ongoing and held follow each other, so the furthest is shown.

    What was announced may be cancelled later; else a status off that road (cancelled, denied) contradicts the others.
    """
    held = tuple(assertions)
    if corrected := _corrected(held, choose_status):
        return corrected
    choice = choose(held)
    if not choice.conflict:
        return choice
    if all(a.value in _STAGES for a in held):
        return Choice(value=max((a.value for a in held), key=_STAGES.index), rule="stage", conflict=False)
    ended = [a.published or "" for a in held if a.value == "cancelled"]
    before = [a.published or "" for a in held if a.value in _STAGES[:2]]
    if len(ended) + len(before) == len(held) and all((*ended, *before)) and max(before) < min(ended):
        return Choice(value="cancelled", rule="stage", conflict=False)
    return choice


def choose_role(assertions: Iterable[Assertion]) -> Choice:
    """As `choose`, for roles in a meeting: ``participant`` says the least and yields to any other role."""
    return _choose_special(assertions, "participant")


def choose_kind(assertions: Iterable[Assertion]) -> Choice:
    """As `choose`, for kinds of meetings: ``meeting`` says the least and yields to any other kind."""
    return _choose_special(assertions, "meeting")


def _choose_special(assertions: Iterable[Assertion], general: str) -> Choice:
    held = tuple(assertions)
    if corrected := _corrected(held, lambda mine: _choose_special(mine, general)):
        return corrected
    special = [a for a in held if a.value != general]
    if not special or len(special) == len(held):
        return choose(held)
    choice = choose(special)
    return Choice(value=choice.value, rule="specific" if choice.rule == "agreed" else choice.rule, conflict=choice.conflict)


def _corrected(assertions: tuple[Assertion, ...], choice_of: Callable[[Iterable[Assertion]], Choice]) -> Choice | None:
    """The choice among what persons told, where any did and pages say it too: a field's own rule doesn't go over their heads."""
    mine = [a for a in assertions if a.basis == "person"]
    if not mine or len(mine) == len(assertions):
        return None
    value = choice_of(mine).value
    differs = any(a.value != value for a in assertions)
    return Choice(value=value, rule="basis" if differs else "agreed", conflict=differs)


def _score(assertions: tuple[Assertion, ...], value: str) -> tuple[int, int, int, _Latest]:
    """(basis rank, less outlets, less pages, less recent) of ``value``: the least is best."""
    mine = [a for a in assertions if a.value == value]
    basis = min(basis_rank(a.basis) for a in mine)
    on_basis = [a for a in mine if basis_rank(a.basis) == basis]
    outlets = independent(a.sources for a in on_basis if a.sources)
    return basis, -outlets, -len({a.page for a in on_basis}), _Latest(max(a.published or "" for a in on_basis))


def _refines(fine: str, coarse: str) -> bool:
    """Whether EDTF ``fine`` is ``coarse`` told more precisely (``2022-11-22`` of ``2022-11``, or of ``2022-11-21/2022-11-27``)."""
    first, interval, last = coarse.partition("/")
    if interval:
        return "/" not in fine and len(fine) == len(first) and first <= fine <= last
    return fine != coarse and fine.startswith(coarse + "-")


class _Latest(str):
    """A date that sorts the latest first."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)
