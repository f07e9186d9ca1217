"""Offsets of time zones, from the zone database that the package pins: the same inputs give the same bytes on every machine."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    area, _, city = name.rpartition("/")
    with resources.files(f"tzdata.zoneinfo.{area.replace('/', '.')}").joinpath(city).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def offset(zone: str | None, day: str | None) -> str:
    """What is written after ``HH:MM``: ``+03:00`` for an offset, or for a zone of the database on the EDTF ``day``; empty where no zone
    is told, or none can be worked out because the day isn't known."""
    if zone is None:
        return ""
    if zone[0] in "+-":
        return zone
    try:
        at = date.fromisoformat(day or "")
    except ValueError:
        return ""
    moved = datetime(at.year, at.month, at.day, 12, tzinfo=_zone(zone)).strftime("%z")
    return f"{moved[:3]}:{moved[3:5]}"
