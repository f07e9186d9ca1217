"""What must hold of every reading, whatever the page: the promise behind ``text[start:end] == quote``.

``check`` is the one validator that tests, the builder and the evaluator use.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mahdar.model import READ_ROLES, Noun, Reading, Span


class InvariantError(ValueError):
    """A reading that breaks its promise; the message names the place in it."""


def check(reading: Reading) -> Reading:
    """Return ``reading`` unchanged, or raise `InvariantError` naming the first fault and where it is.

    Checked: every span (of every record in every layer) is non-empty and inside the text; blocks are in order
    and apart; names, references and times of one layer don't overlap and stand outside furniture (a reference may hold a name: مبعوث
    روسيا); every id that a name, reference, statement, meeting, commitment or position refers to is among the page's entities; each stated
    slot and each stated office has evidence, inside blocks that are not furniture; so has each commitment; each position has a statement of the page.
    """
    for where, start, end in _spans(reading, "$"):
        if not 0 <= start < end <= len(reading.text):
            raise InvariantError(f"expected 0 <= start < end <= {len(reading.text)}, got {start}..{end} - at {where}")
    for layer in ("blocks", "names", "references", "times"):
        spans: tuple[Span, ...] = getattr(reading, layer)
        for i, (a, b) in enumerate(pairwise(spans)):
            if b.start < a.end:
                raise InvariantError(f"expected spans in order and apart, got {b.start} < {a.end} - at $.{layer}[{i + 1}]")
    allowed = [b for b in reading.blocks if b.role in READ_ROLES]
    for layer in ("names", "references", "times", "statements"):
        for i, span in enumerate(getattr(reading, layer)):
            if not any(block.holds(span) for block in allowed):
                raise InvariantError(f"expected a span inside a block that is not furniture, got {span.start}..{span.end} - at $.{layer}[{i}]")
    known = {e.id for e in reading.entities}
    for where, ref in _references(reading):
        if ref not in known:
            raise InvariantError(f"expected an id among the page's entities, got {ref!r} - at {where}")
    for i, entity in enumerate(reading.entities):
        for j, office in enumerate(entity.offices):
            where = f"$.entities[{i}].offices[{j}]"
            if office.basis == "stated" and not office.evidence:
                raise InvariantError(f"expected evidence for a stated office, got none - at {where}")
            for span in office.evidence:
                if not any(block.holds(span) for block in allowed):
                    raise InvariantError(f"expected a span inside a block that is not furniture, got {span.start}..{span.end} - at {where}")
    said = {st.id for st in reading.statements}
    for where, statement in _statements_named(reading):
        if statement not in said:
            raise InvariantError(f"expected the id of a statement of the page, got {statement!r} - at {where}")
    for i, commitment in enumerate(reading.commitments):
        if not commitment.evidence:
            raise InvariantError(f"expected evidence, got none - at $.commitments[{i}]")
    for i, position in enumerate(reading.positions):
        if not position.statements:
            raise InvariantError(f"expected the statements behind a position, got none - at $.positions[{i}]")
    for i, meeting in enumerate(reading.meetings):
        if not meeting.evidence:
            raise InvariantError(f"expected evidence, got none - at $.meetings[{i}]")
        for field, slot in meeting.slots.items():
            if slot.basis == "stated" and not slot.evidence:
                raise InvariantError(f"expected evidence for a stated slot, got none - at $.meetings[{i}].slots.{field}")
    return reading


_COMPOUND = (Noun, tuple, dict)


def _spans(value: object, where: str) -> Iterator[tuple[str, int, int]]:
    """Every (path, start, end) pair of integers found anywhere below ``value``."""
    if isinstance(value, Noun):
        start, end = getattr(value, "start", None), getattr(value, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield where, start, end
        for field in value.__struct_fields__:
            # Most fields are plain values; a generator for each would take most of the time of checking.
            if isinstance(part := getattr(value, field), _COMPOUND):
                yield from _spans(part, f"{where}.{field}")
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            if isinstance(item, _COMPOUND):
                yield from _spans(item, f"{where}[{i}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _spans(item, f"{where}.{key}")


def _statements_named(reading: Reading) -> Iterator[tuple[str, str]]:
    """Every (path, statement id) by which a commitment or position names what is behind it."""
    for layer in ("commitments", "positions"):
        for i, item in enumerate(getattr(reading, layer)):
            for j, statement in enumerate(item.statements):
                yield f"$.{layer}[{i}].statements[{j}]", statement


def _references(reading: Reading) -> Iterator[tuple[str, str]]:
    """Every (path, entity id) that the reading's layers refer to."""
    for i, name in enumerate(reading.names):
        yield f"$.names[{i}].entity", name.entity
    for i, reference in enumerate(reading.references):
        yield f"$.references[{i}].entity", reference.entity
    if reading.outlet and reading.outlet.entity:
        yield "$.outlet.entity", reading.outlet.entity
    for i, credit in enumerate(reading.credits):
        yield f"$.credits[{i}].entity", credit.entity
    for i, st in enumerate(reading.statements):
        if st.speaker and st.speaker.entity:
            yield f"$.statements[{i}].speaker.entity", st.speaker.entity
        if st.addressee:
            yield f"$.statements[{i}].addressee", st.addressee
        for j, via in enumerate(st.via):
            yield f"$.statements[{i}].via[{j}].entity", via.entity
    for i, meeting in enumerate(reading.meetings):
        for field in ("place", "host", "convener"):
            if ref := getattr(meeting, field):
                yield f"$.meetings[{i}].{field}", ref
        for j, part in enumerate(meeting.participants):
            yield f"$.meetings[{i}].participants[{j}].entity", part.entity
    for i, commitment in enumerate(reading.commitments):
        for j, party in enumerate(commitment.parties):
            yield f"$.commitments[{i}].parties[{j}]", party
        if commitment.told_by:
            yield f"$.commitments[{i}].told_by", commitment.told_by
    for i, position in enumerate(reading.positions):
        yield f"$.positions[{i}].actor", position.actor
        if position.target:
            yield f"$.positions[{i}].target", position.target
        if position.told_by:
            yield f"$.positions[{i}].told_by", position.told_by
