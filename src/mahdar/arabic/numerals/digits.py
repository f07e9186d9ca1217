"""Numbers in digits: Latin, Arabic-Indic or Persian, with marks of thousands and decimals."""

from __future__ import annotations

import re
from fractions import Fraction

from mahdar.arabic.fold import fold

_MOST = 18
"""More digits than this are no quantity; they name an account or a telephone."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,٬])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,٫]\d+")
_BOTH = re.compile(r"\d{1,3}(?:([.,٬])\d{3})+(?!\1)[.,٫]\d+")
_SCRIPTS = (("٠", "٩"), ("۰", "۹"))


def digits_value(surface: str, *, scaled: bool = False) -> int | Fraction | str:
    """The value of the digits ``surface``, or why they have none, in words.

    Groups of three after a mark are thousands (1,250; 1.250.000; ١٬٢٥٠), other digits after one a decimal fraction (3,5;
    ٣٫٥); of two unlike marks the last is the decimal one. A single point or comma before three digits stands for thousands,
    as news writes it (10.000 درهم), but for a fraction where a scale follows (``scaled``: 1.250 مليار) or a zero comes first.
    """
    if len(surface) > 2 * _MOST or sum(c.isdigit() for c in surface) > _MOST:
        return f"more than {_MOST} digits"
    if not surface.isascii() and len({_script(c) for c in surface if c.isdigit()}) > 1:
        return "digits of two scripts in one number"
    text = fold(surface)
    if text.isdigit():
        return int(text)
    marks = sum(not c.isdigit() for c in text)
    if _GROUPED.fullmatch(text) and not (marks == 1 and (text[0] == "0" or (scaled and "٬" not in text))):
        return int(re.sub(r"\D", "", text))
    if _DECIMAL.fullmatch(text):
        return _plain(Fraction(re.sub(r"\D", ".", text)))
    if _BOTH.fullmatch(text):
        whole, fraction = re.split(r"\D(?=\d+$)", text)
        return _plain(Fraction(re.sub(r"\D", "", whole) + "." + fraction))
    return "the marks between the digits are those of no number"


def _script(digit: str) -> int:
    return next((i for i, (first, last) in enumerate(_SCRIPTS, 1) if first <= digit <= last), 0 if digit.isascii() else -1)


def _plain(value: Fraction) -> int | Fraction:
    """``value`` as an int where it is one."""
    return value.numerator if value.denominator == 1 else value
