"""The nouns: frozen, told by keyword alone, and spans that mark quotes."""

from __future__ import annotations

import inspect

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar import model
from mahdar.model import ARTICLE_ROLES, READ_ROLES, Noun, Role, Span

NOUNS = [noun for _, noun in inspect.getmembers(model, inspect.isclass) if issubclass(noun, Noun) and noun is not Noun]
SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: Span(start=min(pair), end=max(pair) + 1))


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_nouns_are_frozen_told_by_keyword_and_documented(noun: type[Noun]) -> None:
    assert noun.__struct_config__.frozen
    assert all(p.kind is p.KEYWORD_ONLY for p in inspect.signature(noun).parameters.values())
    assert noun.__doc__


def test_a_span_is_a_quote() -> None:
    text = "قال لافروف إن 😀 الوضع صعب"
    start = text.index("الوضع")
    assert Span(start=start, end=start + 5).of(text) == "الوضع"


@given(a=SPANS, b=SPANS)
def test_spans_overlap_where_they_share_a_character(a: Span, b: Span) -> None:
    mine, other = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a) == bool(mine & other)
    assert a.holds(b) == (other <= mine)


@given(spans=st.lists(SPANS, min_size=2))
def test_spans_sort_by_where_they_begin(spans: list[Span]) -> None:
    starts = [(span.start, span.end) for span in sorted(spans)]
    assert starts == sorted(starts)


def test_spans_are_hashable_and_frozen() -> None:
    span = Span(start=1, end=2)
    assert {span, Span(start=1, end=2)} == {span}
    with pytest.raises(AttributeError):
        span.start = 0  # type: ignore[misc]


def test_roles_that_are_read_are_all_but_furniture() -> None:
    roles = set(Role.__args__)  # type: ignore[attr-defined]
    assert roles - READ_ROLES == {"furniture"}
    assert ARTICLE_ROLES < READ_ROLES


def test_a_reading_without_a_field_is_refused_with_its_place() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"missing required field `page`"):
        msgspec.json.decode(b'{"schema": 1}', type=model.Reading)
    with pytest.raises(msgspec.ValidationError, match=r"Invalid enum value 'talk' - at `\$\.act`"):
        msgspec.json.decode(
            b'{"start": 0, "end": 1, "id": "a", "cue": null, "speaker": null, "act": "talk", "kind": "direct", "found_by": "", "confidence": 1}',
            type=model.Statement,
        )
