"""What the rest of a page says of its meetings: who and what it names how often, which meetings share who takes part, where an agency
has its dateline, who hosts. Made once for a page and its gathered meetings; the choices of slots look things up here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mahdar.meetings.cast import Cast, CastWords
from mahdar.meetings.hosting import Hosting
from mahdar.meetings.joining import Draft
from mahdar.meetings.page import MeetingPage
from mahdar.statements.view import LineView

_DATELINE = 14
_DASHES = frozenset("-–—")
_HEAD = frozenset({"title", "lead"})


class Surroundings:
    """A page with its gathered meetings."""

    def __init__(self, page: MeetingPage, drafts: Sequence[Draft], words: CastWords, hosting: Hosting) -> None:
        self.page, self.drafts, self.hosting = page, tuple(drafts), hosting
        self.cast = Cast(words, page.names)
        self.often = Counter(m.entity for line in page.names.mentions for m in line)
        """How often the page names each."""
        self.headed = {m.entity for n, line in enumerate(page.text.lines) if line.block.role in _HEAD for m in page.names.mentions[n]}
        """Whom and what title and lead name."""
        self._with: dict[str, list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            for entity in draft.core:
                self._with[entity].append(draft)
        self._datelines: dict[int, int] = {}

    def beside(self, draft: Draft) -> Iterator[Draft]:
        """The other meetings of the page with somebody who takes part in ``draft`` too: a visit and the talks held during it."""
        seen = {id(draft)}
        for entity in sorted(draft.core):
            for other in self._with[entity]:
                if id(other) not in seen:
                    seen.add(id(other))
                    yield other

    def in_dateline(self, view: LineView, last: int) -> bool:
        """Whether what ends before token ``last`` is of an agency's dateline (دبي، الإمارات (CNN)-- ...)."""
        end = self._datelines.get(view.number)
        if end is None:
            end = self._datelines[view.number] = self._dateline(view)
        return last <= end

    def _dateline(self, view: LineView) -> int:
        """The token after which the sentence begins: a dash after an agency's name among the first tokens; 0 where there is none."""
        carrier = False
        for k in range(min(_DATELINE, len(view.tokens))):
            mention = view.mention_on(k)
            carrier = carrier or (mention is not None and mention.entity in self.page.words.carriers)
            if carrier and view.tokens[k].norm in _DASHES:
                return k
        return 0
