from __future__ import annotations

import pytest

from mahdar.linking.witnesses import Witness, independent
from tests.support.tellings import witness


@pytest.mark.parametrize(
    ("witnesses", "count"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([witness("a"), witness("b")], 2, id="two outlets"),
        pytest.param([witness("a", outlet="rt"), witness("b", outlet="rt")], 1, id="one outlet, two pages"),
        pytest.param([witness("a", text="x"), witness("b", text="x")], 1, id="the same text"),
        pytest.param([witness("a", agencies=["tass"]), witness("b", agencies=["tass"])], 1, id="one agency in two outlets"),
        pytest.param([witness("a", outlet="rt", agencies=["tass"]), witness("b", outlet="rt")], 2, id="an agency's text, and the outlet's own"),
        pytest.param([witness("a", outlet="tass"), witness("b", agencies=["tass"])], 1, id="the agency itself"),
        pytest.param([witness("a", agencies=["tass"]), witness("b", agencies=["ria"]), witness("c", agencies=["ria", "tass"])], 1, id="on a chain"),
        pytest.param([witness("a", outlet=""), witness("b", outlet=""), witness("c")], 2, id="those of no known outlet count once"),
    ],
)
def test_who_is_independent(witnesses: list[Witness], count: int) -> None:
    assert independent(w.sources for w in witnesses) == count
    assert independent(w.sources for w in reversed(witnesses)) == count


def test_a_page_found_at_two_outlets_is_one_voice_with_both() -> None:
    copied = Witness(page="a", text_hash="x", published=None, outlets=("rt", "sky"))
    assert independent([copied.sources, witness("b", outlet="rt").sources, witness("c", outlet="sky").sources]) == 1
