"""Why the line model decided as it did, in words: the family of signs that spoke most for its label against the next best kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mahdar.layout.features import Observed
from mahdar.layout.linemodel import Label, LineModel

_TELLING = 0.3
"""The least log odds that are given as a reason."""
_WEAK = frozenset(("end", "stops", "words", "gap", "indent", "place", "arabic"))
"""Signs that are true of headlines and captions too: told only where nothing else is."""
_FURNITURE: Mapping[str, str] = {
    "cohesion": "shares few of its words with the story",
    "opening": "shares few of its words with the story",
    "title": "shares few of its words with the story",
    "goes_on": "does not go on from the line before it",
    "end": "does not end like a sentence",
    "stops": "does not end like a sentence",
    "words": "shorter than a paragraph",
    "around": "no running text around it",
    "place": "stands apart from the running text",
    "from_end": "stands at the page's end",
    "beside": "stands among lines of the site",
    "again": "stands more than once in the page",
    "echo": "the headline with the site's name beside it",
    "bullet": "an item of a list",
    "picture": "ends like a line under a picture",
    "arabic": "not in Arabic",
    "colon": "reads like a headline",
    "gap": "set apart like the site's own lines",
    "indent": "set apart like the site's own lines",
}
_STORY: Mapping[str, str] = {
    "cohesion": "shares its words with the story",
    "opening": "shares its words with the story's opening",
    "title": "shares its words with the text",
    "goes_on": "goes on from the paragraph before it",
    "end": "ends like a sentence",
    "stops": "has several sentences",
    "words": "as long as a paragraph",
    "around": "stands among running text",
    "place": "stands where the text does",
    "from_end": "stands where the text does",
    "beside": "stands among paragraphs of the story",
    "again": "stands nowhere else in the page",
    "echo": "the headline that another line repeats",
    "colon": "reads as the story does",
    "gap": "set like the other paragraphs",
    "indent": "set like the other paragraphs",
}
_OTHERS: Mapping[Label, str] = {
    "title": "the headline above the text",
    "lead": "tells the story in short before the text",
    "subhead": "a short line between paragraphs",
    "caption": "reads like a line under a picture",
    "source": "a line of date, author or source",
}


def reason(model: LineModel, observed: Sequence[Observed], at: int, label: Label, rival: Label) -> str:
    """The strongest reason for ``label`` rather than ``rival`` for the line ``at``."""
    if label in _OTHERS:
        return _OTHERS[label]
    words = _STORY if label == "body" else _FURNITURE
    if label != "body" and observed[at]["echo"] == "holds":
        return words["echo"]
    strong: defaultdict[str, float] = defaultdict(float)
    weak: defaultdict[str, float] = defaultdict(float)
    for name, gain in model.gains(observed, at, label, rival).items():
        if name in words:
            (weak if name in _WEAK else strong)[words[name]] += gain
    for said in (strong, weak):
        best = max(said, key=lambda why: (said[why], why), default="")
        if best and said[best] >= _TELLING:
            return best
    return "running text" if label == "body" else "stands among lines of the site"
