from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.names.conftest import Page


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("افتتح الشيخ راشد بن حمد الظفيري المعرض. وقال الشيخ راشد إن الدورة ناجحة.", 2),
        ("افتتح الشيخ راشد بن حمد الظفيري المعرض. وأهديت الدروع للشيخ راشد.", 2),
        ("أكد رامي عبد الرحمن الخبر. وأوضح عبد الرحمن أن الحصيلة أولية.", 2),
        ("ولد دافيد بن غورشان هناك. وقال دافيد بن غوشران إنه عائد.", 2),
    ],
)
def test_a_person_named_twice_has_one_id(read: Callable[[str], Page], text: str, names: int) -> None:
    found = [n for n in read(text).names if n.kind == "person"]
    assert len(found) == names
    assert len({n.entity for n in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "افتتح الشيخ راشد بن حمد الظفيري المعرض. ولعب الطفل راشد بالكرة.",  # another title
        "قال بندر بن عبد العزيز إن المشروع جاهز. وفي عهد الملك عبد العزيز بني السد.",  # the father
        "وصل الشيخ راشد بن حمد الظفيري والشيخ راشد بن علي الكندري. وقال الشيخ راشد إن الدورة ناجحة.",  # which of the two?
    ],
)
def test_another_person_keeps_the_own_id(read: Callable[[str], Page], text: str) -> None:
    entities = [n.entity for n in read(text).names if n.kind == "person"]
    assert len(entities) > 1
    assert entities[-1] not in entities[:-1]
