"""How likely a statement is right, content and speaker both: measured by rule on pages that weren't learnt from (``training/confidence.py``).

What the models think of their choices is too sure of itself where they go wrong together; so their chances are signs here, beside the rule,
in a log-linear choice between right and wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import msgspec

from mahdar.sequence import Choice, read_choice

_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995)
_LEAST, _MOST = 0.02, 0.99


class Grounds(msgspec.Struct, frozen=True):
    """What a statement rests on: ``found_by`` (means:how-opener), why the cue was doubtful (empty where it wasn't), how the words stand (direct,
    mixed, indirect), the chances of its content and of its speaker, the models' own."""

    found_by: str
    doubt: str
    kind: str
    content: float
    speaker: float


def signs(grounds: Grounds) -> Iterator[str]:
    """The signs of a statement that it is right."""
    means, _, rest = grounds.found_by.partition(":")
    how, _, opener = rest.rpartition("-")
    yield f"means={means}"
    yield f"how={how}"
    yield f"opener={opener}"
    yield f"rule={means},{how}"
    yield f"doubt={grounds.doubt}"
    yield f"kind={grounds.kind}"
    for name, chance in (("content", grounds.content), ("speaker", grounds.speaker)):
        yield from (f"{name}>{step}" for step in _STEPS if chance > step)
    yield f"speaker,how={_step(grounds.speaker)},{how}"


def _step(chance: float) -> int:
    return sum(chance > step for step in _STEPS[::2])


class Confidence:
    """Tells confidences. Pure."""

    def __init__(self, choice: Choice | None = None) -> None:
        self._choice = choice if choice is not None else shipped()

    def of(self, grounds: Grounds) -> float:
        """The confidence, 0 to 1, to two digits."""
        right, _ = self._choice.chances([list(signs(grounds)), ()])
        return round(min(_MOST, max(_LEAST, right)), 2)


@lru_cache(maxsize=1)
def shipped() -> Choice:
    """The weights that ship with the package."""
    return read_choice(files("mahdar.statements") / "confidence.tsv")
