"""The day that a page's address tells: /2018/09/05/, 20180905, /2009/11/091102_…"""

from __future__ import annotations

import re
from datetime import date

from mahdar.names import own_address

_DAYS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/_.-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/(?P<y>20(?P<short>\d\d))/(?P<m>0[1-9]|1[0-2])/(?P=short)(?P=m)(?P<d>0[1-9]|[12]\d|3[01])_"),
)
_AFTER_PATH = re.compile(r"[?#]")
_FIRST_YEAR = 1995
"""News sites have no older addresses; smaller numbers are of stories, not years."""


def day_in(url: str) -> date | None:
    """The day in the path of ``url``, of an archive's copy that of the page's own address; None where there is none, or more than one."""
    path = _AFTER_PATH.split(own_address(url), maxsplit=1)[0]
    days = {day for pattern in _DAYS for match in pattern.finditer(path) if (day := _day(match))}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None
