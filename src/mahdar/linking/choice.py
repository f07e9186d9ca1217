"""Which of several asserted values is shown, and why that one.

The record keeps what each page asserts. A face must still show one value; the rule is told here, and in words in
``docs/record.md``:

1. the best basis: stated, then given, then metadata, then dossier and inferred alike;
2. then the value that most pages assert on that basis;
3. then the one of the latest page;
4. then the first in code point order (so that the answer never depends on the order of adding).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from mahdar.model import Basis, Noun

Rule = Literal["agreed", "basis", "pages", "latest", "order", "precise", "stage", "specific"]
"""What decided: all agree; rules 1 to 4; or a field's own rule (`choose_time`, `choose_status`, `choose_role`)."""

_RANKS: dict[Basis | None, int] = {"stated": 0, "given": 1, "metadata": 2, "dossier": 3, "knowledge": 3, "inferred": 3, None: 4}
_STAGES = ("announced", "postponed", "ongoing", "held")


class Assertion(Noun, frozen=True, kw_only=True):
    """One page's value for one field. ``published`` is the page's own date (EDTF)."""

    value: str
    basis: Basis | None
    page: str
    published: str | None


class Choice(Noun, frozen=True, kw_only=True):
    """The value to show, the rule that chose it, and whether pages contradict each other."""

    value: str
    rule: Rule
    conflict: bool


def basis_rank(basis: Basis | None) -> int:
    """How well a value is known by its basis; 0 is best."""
    return _RANKS[basis]


def choose(assertions: Iterable[Assertion]) -> Choice:
    """The value to show by the four rules. Raises ValueError where nothing is asserted."""
    held = tuple(assertions)
    if not held:
        raise ValueError("expected at least one assertion, got none")
    ranked = sorted((_score(held, value), value) for value in {a.value for a in held})
    (best, value), rest = ranked[0], ranked[1:]
    if not rest:
        return Choice(value=value, rule="agreed", conflict=False)
    second = rest[0][0]
    rules: Sequence[Rule] = ("basis", "pages", "latest")
    decided: Rule = next((rule for rule, a, b in zip(rules, best, second, strict=True) if a != b), "order")
    return Choice(value=value, rule=decided, conflict=True)


def choose_time(assertions: Iterable[Assertion]) -> Choice:
    """As `choose`, for EDTF values: a coarser value (``2022-11``) doesn't contradict a finer one (``2022-11-22``).

    Where the chosen value is refined by another, on whatever basis, the finest such value is shown: a page that says
    «mid-September» and a dossier that knows the 14th agree.
    """
    held = tuple(assertions)
    choice = choose(held)
    finer = [a for a in held if _refines(a.value, choice.value)]
    if finer:
        choice = Choice(value=choose(finer).value, rule="precise", conflict=True)
    conflict = any(not _refines(choice.value, a.value) and not _refines(a.value, choice.value) and a.value != choice.value for a in held)
    return Choice(value=choice.value, rule=choice.rule, conflict=conflict)


def choose_status(assertions: Iterable[Assertion]) -> Choice:
    """As `choose`, for statuses: announced, postponed, ongoing and held follow each other, so the furthest is shown.

    Only a status off that road (cancelled, denied) contradicts the others.
    """
    held = tuple(assertions)
    choice = choose(held)
    if choice.conflict and all(a.value in _STAGES for a in held):
        return Choice(value=max((a.value for a in held), key=_STAGES.index), rule="stage", conflict=False)
    return choice


def choose_role(assertions: Iterable[Assertion]) -> Choice:
    """As `choose`, for roles in a meeting: ``participant`` says the least and yields to any other role."""
    held = tuple(assertions)
    special = [a for a in held if a.value != "participant"]
    if not special or len(special) == len(held):
        return choose(held)
    choice = choose(special)
    return Choice(value=choice.value, rule="specific" if choice.rule == "agreed" else choice.rule, conflict=choice.conflict)


def _score(assertions: tuple[Assertion, ...], value: str) -> tuple[int, int, _Latest]:
    """(basis rank, less pages, less recent) of ``value``: the least is best."""
    mine = [a for a in assertions if a.value == value]
    basis = min(basis_rank(a.basis) for a in mine)
    on_basis = [a for a in mine if basis_rank(a.basis) == basis]
    return basis, -len({a.page for a in on_basis}), _Latest(max(a.published or "" for a in on_basis))


def _refines(fine: str, coarse: str) -> bool:
    """Whether EDTF ``fine`` is ``coarse`` told more precisely (``2022-11-22`` of ``2022-11``)."""
    return fine != coarse and fine.startswith(coarse + "-")


class _Latest(str):
    """A date that sorts the latest first."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)
