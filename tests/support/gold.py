"""A gold page of our own."""

from __future__ import annotations

from typing import Any

TEXT = """أخبار | رياضة
الوسيط يدعو إلى هدنة

قال الوسيط كريم ناصر إن الجولة الثالثة ستبدأ في 5 أيار 2019، داعيا الوفدين إلى هدنة.
"""

ANNOTATION: dict[str, Any] = {
    "page": "one",
    "published": "2019-05-03",
    "published_basis": "given",
    "outlet": "مرصد",
    "blocks": [{"lines": [1, 1], "role": "furniture"}, {"lines": [2, 3], "role": "title"}, {"lines": [4, 4], "role": "body"}],
    "times": [{"line": 4, "quote": "5 أيار 2019", "type": "DATE", "value": "2019-05-05"}],
    "entities": [{"key": "nasser", "kind": "person", "en": "Karim Nasser", "aliases": ["الوسيط"]}],
    "names": [{"line": 4, "quote": "كريم ناصر", "entity": "nasser"}],
    "statements": [
        {
            "line": 4,
            "speaker": "nasser",
            "cue": "قال",
            "content": "إن الجولة الثالثة ستبدأ في 5 أيار 2019",
            "kind": "indirect",
            "act": "state",
            "via": [],
        },
        {"line": 4, "speaker": "nasser", "cue": "داعيا", "content": "إلى هدنة", "kind": "indirect", "act": "call", "via": []},
    ],
    "meetings": [
        {
            "series": "talks",
            "ordinal": 3,
            "place": None,
            "start": "2019-05-05",
            "end": None,
            "host": None,
            "participants": [],
            "status": "announced",
            "lines": [4],
        }
    ],
}
