"""Items in the form of Wikidata's dumps, of our own making."""

from __future__ import annotations

import json
from typing import Any

Claim = dict[str, Any]


def snak(value: object) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": value, "type": "any"}}


def ref(item: str) -> dict[str, Any]:
    return snak({"entity-type": "item", "numeric-id": int(item[1:]), "id": item})


def when(time: str, precision: int) -> dict[str, Any]:
    return snak(
        {"time": time, "timezone": 0, "before": 0, "after": 0, "precision": precision, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}
    )


def claim(main: dict[str, Any], rank: str = "normal", **qualifiers: dict[str, Any]) -> Claim:
    """A claim; without qualifiers these are an empty list, as in the dumps."""
    return {"mainsnak": main, "type": "statement", "rank": rank, "qualifiers": {p: [s] for p, s in qualifiers.items()} or []}


def item(
    id_: str, ar: str | None = None, en: str | None = None, aliases: tuple[str, ...] = (), revision: int | None = None, **claims: list[Claim]
) -> dict[str, Any]:
    labels = {lang: {"language": lang, "value": text} for lang, text in (("ar", ar), ("en", en)) if text}
    return {
        "type": "item",
        "id": id_,
        "labels": labels or [],
        "descriptions": [],
        "aliases": {"ar": [{"language": "ar", "value": alias} for alias in aliases]} if aliases else [],
        "claims": claims or [],
        "sitelinks": [],
    } | ({"lastrevid": revision} if revision else {})


def dump(*items: dict[str, Any] | str) -> str:
    """A dump: brackets around, a comma after each item but the last; text stands as it is."""
    lines = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in items]
    return "[\n" + ",\n".join(lines) + "\n]\n"


PERSON = [claim(ref("Q5"))]
MINISTER = item(
    "Q900001",
    "سالم الواحدي",
    "Salem al-Wahidi",
    aliases=("سالم بن علي الواحدي", "س", "Salem"),
    revision=77,
    P31=PERSON,
    P21=[claim(ref("Q6581097"))],
    P27=[claim(ref("Q805"))],  # Yemen
    P39=[
        claim(ref("Q900010"), P580=when("+2019-03-00T00:00:00Z", 10), P582=when("+2021-11-04T00:00:00Z", 11)),
        claim(ref("Q14212"), P580=when("+2022-00-00T00:00:00Z", 9), P642=ref("Q805")),
        claim(ref("Q900011")),
        claim(ref("Q83307"), rank="deprecated"),
    ],
)
OFFICE = item(
    "Q900010",
    None,
    "Minister of Foreign Affairs of Yemen",
    P31=[claim(ref("Q4164871"))],
    P279=[claim(ref("Q83307"))],
    P1001=[claim(ref("Q805"))],
)
TOWN = item(
    "Q900002",
    "عين الرمل (قرية)",
    "Ayn ar-Raml",
    P31=[claim(ref("Q900099")), claim(ref("Q532"))],
    P17=[claim(ref("Q858"))],  # Syria
    P625=[claim(snak({"latitude": 35.5, "longitude": 36.25, "altitude": None, "precision": 0.01, "globe": "http://www.wikidata.org/entity/Q2"}))],
    P1566=[claim(snak("123456"))],
)
