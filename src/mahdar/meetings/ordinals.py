"""Numbers of rounds: السابعة، الحادية والعشرين، الـ19، رقم 19."""

from __future__ import annotations

from collections.abc import Sequence

from mahdar.arabic import Token, number_at

_MOST = 1000
_BEFORE_NUMBER = frozenset({"ال", "رقم", "الرقم"})


def ordinal_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """(number, index after) of an ordinal at ``at``: السابعة، الحادية والعشرين، الـ19، رقم 19, 7."""
    if at >= len(tokens):
        return None
    if tokens[at].norm in _BEFORE_NUMBER and at + 1 < len(tokens) and tokens[at + 1].kind == "number" and tokens[at + 1].norm.isdigit():
        return int(tokens[at + 1].norm), at + 2
    if tokens[at].kind == "number" and tokens[at].norm.isdigit() and _counts_nothing(tokens, at + 1):
        return int(tokens[at].norm), at + 1
    return in_words(tokens, at)


def in_words(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """(number, index after) of a definite ordinal in words at ``at``: السابعة، الحادية والعشرين."""
    if not tokens[at].definite or tokens[at].pro or (found := number_at(tokens, at)) is None or found.sort != "ordinal":
        return None
    return int(found.value), at + found.taken


def ordinal_after(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """The number told of a meeting whose noun ends before ``at``, in the words of its name that ends before ``last`` or right after it;
    of an indefinite noun an indefinite ordinal too (قمة ثالثة، جولة ثانية)."""
    for k in range(at, min(last, len(tokens) - 1) + 1):
        found = ordinal_at(tokens, k) or _indefinite(tokens, k)
        if found is not None and 0 < found[0] < _MOST:
            return found[0]
    return None


def _indefinite(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """(number, index after) of an indefinite ordinal after its noun: ثالثة in قمة ثالثة."""
    if at == 0 or tokens[at].definite or tokens[at].pro or tokens[at].kind != "word" or tokens[at - 1].definite or tokens[at - 1].enclitic:
        return None
    found = number_at(tokens, at)
    return (int(found.value), at + found.taken) if found is not None and found.sort == "ordinal" else None


def _counts_nothing(tokens: Sequence[Token], after: int) -> bool:
    """Whether a bare number before token ``after`` numbers the round (الجولة 7 من المحادثات، الدورة 150 لمجلس الجامعة) and counts nothing (7 دول)."""
    return (
        after >= len(tokens)
        or tokens[after].norm == "من"
        or tokens[after].pro in ("ل", "ب")
        or (tokens[after].kind == "mark" and tokens[after].norm != "+")
    )
