"""Pass 5, repetition: a name that one line proves is a name wherever the page has the same words (the first time after its noun or its office, the
second time bare: وقالت الجبهة الوطنية بعد زعيم حزب الجبهة الوطنية)."""

from __future__ import annotations

from collections import defaultdict

from mahdar.names.page import Mention, PageDraft
from mahdar.names.shapes import PersonShapes

_CONFIDENCE = 0.75


class Repeats:
    """Finds names again. Pure; made once for a knowledge."""

    def __init__(self, shapes: PersonShapes) -> None:
        self._shapes = shapes

    def find(self, page: PageDraft) -> None:
        """Add to ``page`` what repeats, word by word, one of its names: of two words or more, or of one that is rare in Arabic."""
        named: dict[tuple[str, ...], Mention] = {}
        for mentions in page.mentions:
            for m in mentions:
                if ":" in m.entity:  # names of the knowledge are found by it wherever they count
                    words = page.words(m)
                    if len(words) > 1 or self._shapes.rare(page.text.lines[m.line].tokens[m.first]):
                        named.setdefault(words, m)
        if not named:
            return
        heads: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in sorted(named, key=lambda w: (-len(w), w)):
            heads[words[0]].append(words)
        for n, line in page.lines():
            tokens, taken = line.tokens, page.taken(n)
            for i, token in enumerate(tokens):
                if i in taken or token.kind == "mark" or (token.norm not in heads and token.stem not in heads):
                    continue
                for head in dict.fromkeys((token.norm, token.stem)):
                    found = next((w for w in heads.get(head, ()) if tuple(t.norm for t in tokens[i + 1 : i + len(w)]) == w[1:]), None)
                    if found is not None and not any(k in taken for k in range(i, i + len(found))):
                        first = named[found]
                        whole = head == token.norm
                        page.add(page.mention(n, i, i + len(found), first.entity, first.kind, "again-in-page", _CONFIDENCE, whole=whole))
                        break
