"""Meetings that a query names by process and number: «الجولة 19 أستانا», «جولة أستانا التاسعة عشرة» (the nineteenth round of Astana), "astana 19".

Whoever asks so wants that meeting, whatever else stands in the query: its pages rarely have all of those words in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, func, select

from mahdar.arabic import Token, fold, number_at
from mahdar.record import schema
from mahdar.record.indexing import lowest
from mahdar.record.queries.lookup import AnyRow
from mahdar.record.queries.series import Dossiers, shipped
from mahdar.search.analyzer import analyzer
from mahdar.search.syntax import All, Node, Sort, Words

_MOST = 999
"""No series has had so many meetings; a year has four digits."""


def numbered(connection: Connection, tree: Node, dossiers: Dossiers | None = None) -> tuple[AnyRow, ...]:
    """The rows of `search_docs` of the meetings that the words of ``tree`` name, the latest page of each; none where no process or no number is
    named, or where fields, alternatives or exclusions stand beside the words: these hold for all that is found."""
    parts = tree.of if isinstance(tree, All) else (tree,)
    words = [part.text for part in parts if isinstance(part, Words)]
    if len(words) < sum(not isinstance(part, Sort) for part in parts):
        return ()
    tokens = analyzer().tokens(" ".join(words))
    numbers = set(_numbers(tokens))
    series = set(_named(tokens, shipped() if dossiers is None else dossiers)) if numbers else set()
    if not series:
        return ()
    m, i, d = schema.met.c, schema.round_ids.c, schema.search_docs.c
    told = select(i.meeting, m.id).join(schema.round_ids, i.round == m.id).where(m.series.in_(sorted(series)), m.ordinal.in_(sorted(numbers)))
    # Pages call a numbered meeting so; what is joined with it under another id is known once all are put together.
    of = {id_: id_ for id_ in (f"{one}-{number}" for one in series for number in numbers)}
    of |= {row.meeting: row.id for row in connection.execute(told)}
    low = lowest("meeting")
    rows = select(func.max(d.n).label("n"), d.item).where(d.item.in_(sorted(of)), d.n.between(low, low + lowest("statement") - 1)).group_by(d.item)
    latest: dict[str, int] = {}
    for row in connection.execute(rows):
        latest[of[row.item]] = max(latest.get(of[row.item], 0), row.n)
    found = select(d.n, d.item, d.page).where(d.n.in_(sorted(latest.values()))).order_by(d.n.desc())
    return tuple(connection.execute(found))


def _numbers(tokens: Sequence[Token]) -> Iterator[int]:
    for at, token in enumerate(tokens):
        if token.kind == "number" and token.norm.isdigit():
            yield from (number for number in [int(token.norm)] if 0 < number <= _MOST)
        elif token.kind == "word" and (found := number_at(tokens, at)) is not None and found.sort == "ordinal":
            yield int(found.value)


def _named(tokens: Sequence[Token], dossiers: Dossiers) -> Iterator[str]:
    for dossier in dossiers.values():
        names: Iterable[list[str]] = (fold(name).split() for name in (*dossier.names, dossier.id, dossier.en, dossier.ar))
        if any(_stands(name, tokens) for name in names):
            yield dossier.id


def _stands(name: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Whether a folded name stands among ``tokens``, with or without what is written onto its words."""
    size = len(name)
    runs = (tokens[at : at + size] for at in range(len(tokens) - size + 1))
    return any(all(word in (token.norm, token.base) for word, token in zip(name, run, strict=True)) for run in runs)
