"""One field of a meeting: what pages assert of it, how many independent outlets each value has, which is shown, and what a dossier says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from mahdar.linking.choice import Assertion, Choice, Rule, agree, basis_rank, choose, choose_kind, choose_role, choose_status, choose_time
from mahdar.linking.witnesses import independent
from mahdar.model import Basis, Noun

Dossiers = Literal["confirms", "fills", "contradicts"]
"""How a dossier stands to what pages state: it says the same, or what none of them states, or something else than one of them."""

CHOICES: Mapping[str, Callable[[Iterable[Assertion]], Choice]] = {
    "start": choose_time,
    "end": choose_time,
    "status": choose_status,
    "kind": choose_kind,
    "role": choose_role,
}
"""The rules of fields that have their own; all others are chosen by `choose`."""


class Value(Noun, frozen=True, kw_only=True):
    """One asserted value: by how many independent outlets and pages it is asserted, each for itself, and on which best basis.

    What a dossier alone says has neither. ``told`` counts the assertions, of which ``asserted`` may hold the first alone (`rounds.brief`).
    """

    value: str
    basis: Basis | None
    outlets: int
    pages: int
    told: int
    asserted: tuple[Assertion, ...]


class Known(Noun, frozen=True, kw_only=True):
    """What a dossier knows of a field, how that stands to the pages, and how sure it is (``public`` or ``unverified``)."""

    value: str
    stands: Dossiers
    sure: str
    source: str | None


class Settled(Noun, frozen=True, kw_only=True):
    """A field with the value shown, the rule that chose it, whether pages contradict each other, and all values, the shown one first."""

    value: str
    basis: Basis | None
    rule: Rule
    conflict: bool
    values: tuple[Value, ...]
    known: Known | None = None

    @property
    def outlets(self) -> int:
        """The independent outlets that assert the value shown."""
        return self.values[0].outlets


def settle(field: str, asserted: Sequence[Assertion], *, known: tuple[str, str, str | None] | None = None) -> Settled | None:
    """The field as ``asserted``; None where nothing is, by pages or by a dossier.

    ``known`` is what a dossier knows of it: the value, how sure that is, and where it is from. It fills what no page asserts, and
    otherwise only stands beside the pages.
    """
    if not asserted:
        if known is None:
            return None
        value, sure, source = known
        return Settled(
            value=value,
            basis="dossier",
            rule="agreed",
            conflict=False,
            values=(Value(value=value, basis="dossier", outlets=0, pages=0, told=0, asserted=()),),
            known=Known(value=value, stands="fills", sure=sure, source=source),
        )
    choice = CHOICES.get(field, choose)(asserted)
    values = [_value(value, [a for a in asserted if a.value == value]) for value in {a.value for a in asserted}]
    shown = tuple(sorted(values, key=lambda v: (v.value != choice.value, -v.outlets, v.value)))
    return Settled(
        value=choice.value,
        basis=shown[0].basis,
        rule=choice.rule,
        conflict=choice.conflict,
        values=shown,
        known=_known(field, asserted, *known) if known else None,
    )


def _value(value: str, asserted: Sequence[Assertion]) -> Value:
    # What a page has from the dossier is no outlet's word.
    told = [a for a in asserted if a.basis != "dossier"]
    order = sorted(asserted, key=lambda a: (not a.evidence, a.published is None, a.published or "", a.page))
    return Value(
        value=value,
        basis=min((a.basis for a in asserted), key=basis_rank),
        outlets=independent(a.sources for a in told),
        pages=len({a.page for a in told}),
        told=len(order),
        asserted=tuple(order),
    )


def _known(field: str, asserted: Sequence[Assertion], value: str, sure: str, source: str | None) -> Known:
    told = {a.value for a in asserted if a.basis != "dossier"}
    same = all(agree(one, value) if field in ("start", "end") else one == value for one in told)
    stands: Dossiers = "fills" if not told else "confirms" if same else "contradicts"
    return Known(value=value, stands=stands, sure=sure, source=source)
