"""What a citation of a statement says, whatever its form: who said what, by which route, where it stands and how that is known."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.export.languages import Language
from mahdar.model import Noun, StatementKind
from mahdar.record.answers import Dated, Quote, StatementAnswer

LONGEST = 300
"""Code points of a statement that its citation quotes; what is longer is cut at a space, with an ellipsis."""

GAP = " … "
"""What stands in a citation for words of the page between two parts of a statement."""

_CLOSERS = " .،؛:!؟»”\"'"
_OPENERS = " «“\"'"

Names = tuple[dict[str, str], ...]
"""The labels of those who stand side by side."""


class Citation(Noun, frozen=True, kw_only=True):
    """All that the forms of a citation are made from. What the record doesn't know is null or empty, and each form says so or leaves it out.

    ``speaker`` and ``route`` hold labels by language; ``route`` goes from the speaker to the outlet. ``quote`` is the statement's words,
    shortened (`LONGEST`), ``cue`` the word that attributes them, null where only a mark does: it says what is done with words that aren't
    the speaker's own (أدان: الهجمات, "condemned: the attacks"). ``url``, ``fetched`` (a day) and ``source`` are those of the capture whose
    reading is kept. ``page`` is the SHA-256 of the captured bytes, ``start`` and ``end`` the code points of the statement in the page's
    text. ``permalink`` is the statement's address in the reading room that made the citation; null outside one.
    """

    id: str
    speaker: dict[str, str] | None
    cue: str | None
    quote: str
    kind: StatementKind
    route: tuple[Names, ...]
    title: str | None
    outlets: tuple[str, ...]
    published: Dated | None
    url: str | None
    fetched: str | None
    source: str
    page: str
    start: int
    end: int
    permalink: str | None

    @property
    def title_of_words(self) -> str:
        """The words as the title of something cited: those of the outlet with the cue before them, in brackets."""
        return self.quote if self.kind == "direct" or self.cue is None else f"[{self.cue}] {self.quote}"


def cite(said: StatementAnswer, *, permalink: str | None = None) -> Citation:
    """The citation of a statement."""
    parts, ref = said.parts, said.page
    speaker = None
    if said.speaker:
        speaker = (said.speaker.entity.label if said.speaker.entity else None) or {"ar": said.speaker.label}
    return Citation(
        id=said.id,
        speaker=speaker,
        cue=said.cue.quote if said.cue and any(letter.isalpha() for letter in said.cue.quote) else None,
        quote=shortened(joined(parts)),
        kind=said.kind,
        route=tuple(tuple(link.label or {"en": link.entity or ""} for link in step) for step in said.chain),
        title=" ".join(ref.title.split()) if ref.title else None,
        outlets=tuple(outlet.label for outlet in ref.outlets),
        published=ref.published,
        url=ref.url,
        fetched=ref.fetched[:10] if ref.fetched else None,
        source=ref.source,
        page=ref.id,
        start=parts[0].start,
        end=max(part.end for part in parts),
        permalink=permalink,
    )


def joined(parts: Iterable[Quote]) -> str:
    """The parts of a statement as one run of words: with `GAP` where words of the page stand between two of them in a line, with a space
    where one line goes on in the next."""
    said, before = "", None
    for part in parts:
        if before is not None:
            goes_on = part.line > before.line and not before.after.strip(_CLOSERS) and not part.before.strip(_OPENERS)
            said += " " if goes_on else GAP
        said += " ".join(part.quote.split())
        before = part
    return said


def shortened(words: str, longest: int = LONGEST) -> str:
    """``words`` with at most ``longest`` code points, cut at a space where they hold one, and then an ellipsis."""
    if len(words) <= longest:
        return words
    kept = words[: longest - 1]
    whole = kept.rpartition(" ")[0] if words[longest - 1] != " " and " " in kept else kept
    return whole.rstrip(" ،؛:…") + "…"


def label_of(labels: dict[str, str], language: Language) -> str:
    """The label in ``language``, else in another."""
    return labels.get(language) or next((labels[other] for other in sorted(labels)), "")
