"""What a record holds, as lines that read well in a terminal.

Terminals lay out Arabic in their own ways, so nothing here depends on columns: a line begins with Latin words, and
Arabic comes last on it or has it to itself.
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mahdar.export.citation import cite
from mahdar.export.text import text
from mahdar.layout.profiles import SiteProfile
from mahdar.record.answers import (
    EntityAnswer,
    EntityRef,
    EntityRow,
    Form,
    Link,
    OfficeAnswer,
    OverviewAnswer,
    PageAnswer,
    PageRef,
    Quote,
    StatementAnswer,
    WordingAnswer,
)
from mahdar.record.process_answers import Field, MeetingAnswer, Part

LONGEST_QUOTE = 280
"""Code points of a quote that a list shows; an item by itself is shown whole."""

NO_SPEAKER = "Speaker not told"

Label = Mapping[str, str]


class Writer:
    """Lines for a terminal, wrapped at ``width`` columns; None leaves each on one line, for files and pipes."""

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self._lines)

    def line(self, text: str = "", indent: int = 0) -> None:
        """Add a line; its continuations hang under it."""
        if self._width is None or not text:
            self._lines.append(" " * indent + text)
        else:
            width = max(self._width, indent + 20)
            self._lines += textwrap.wrap(text, width, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False)

    def heading(self, text: str) -> None:
        """Add a heading, apart from what is before it."""
        if self._lines:
            self.line()
        self.line(text)
        self.line("=" * len(text))

    def pair(self, name: str, value: str, indent: int = 2) -> None:
        """Add a named value, if there is one."""
        if value:
            self.line(f"{name + ':':14} {value}", indent)

    def quote(self, quote: Quote, page: PageRef, indent: int, *, context: bool = False, longest: int | None = LONGEST_QUOTE) -> None:
        """Add the words of a quote and, under them, where they stand."""
        words = f"{quote.before}[{quote.quote}]{quote.after}" if context and (quote.before or quote.after) else f"«{quote.quote}»"
        words = " ".join(words.split())
        self.line(words if longest is None or len(words) <= longest else words[:longest].rpartition(" ")[0] + "…", indent)
        self.line(f"{page.source}, line {quote.line}", indent)


def english(label: Label, otherwise: str) -> str:
    """The English label, else the Arabic one, else ``otherwise``."""
    return label.get("en") or label.get("ar") or otherwise


def full(label: Label, otherwise: str) -> str:
    """The English and the Arabic label together."""
    return " · ".join(dict.fromkeys(label[language] for language in ("en", "ar") if label.get(language))) or otherwise


def name(ref: EntityRef) -> str:
    """An entity in a word or two."""
    return english(ref.label, ref.id)


def overview_lines(out: Writer, overview: OverviewAnswer) -> None:
    """Add one line of figures."""
    counts = [(overview.pages, "page"), (overview.captures, "capture"), (overview.meetings, "meeting"), (overview.statements, "statement")]
    parts = [counted(count, what) for count, what in counts]
    if overview.first and overview.last:
        parts.append(f"published {overview.first} to {overview.last}" + (f", {overview.undated} undated" if overview.undated else ""))
    out.line(", ".join(parts))


def chronology(out: Writer, meetings: Sequence[MeetingAnswer], statements: Sequence[StatementAnswer]) -> None:
    """Add the meetings by date, then the statements by speaker."""
    if meetings:
        out.heading("Meetings")
        for meeting in meetings:
            out.line()
            meeting_lines(out, meeting)
    if statements:
        out.heading("Statements by speaker")
        for speaker, said in by_speaker(statements):
            out.line()
            out.line(f"{speaker} ({len(said)})")
            for statement in said:
                statement_lines(out, statement, indent=2)


def meeting_lines(out: Writer, meeting: MeetingAnswer) -> None:
    """Add a meeting with, for each page that tells of it, the words that do."""
    out.line(meeting_title(meeting))
    for role, entities in parts_by_role(meeting.participants):
        out.pair(role, entities)
    for field in ("host", "convener"):
        value: Field | None = getattr(meeting, field)
        if value and value.entity:
            out.pair(field, name(value.entity))
    out.pair("agenda", ", ".join(meeting.agenda))
    for told in meeting.status.asserted:
        for quote in told.evidence[:1]:
            out.quote(quote, told.page, 4, context=True)


def meeting_title(meeting: MeetingAnswer) -> str:
    """When, which, where and whether: ``2024-01-24 to 2024-01-25  Astana, round 21, in Astana: held  [astana-21]``."""
    date = "date not told"
    if meeting.start:
        date = meeting.start.value
        if meeting.end and meeting.end.value != date:
            date += f" to {meeting.end.value}"
    kind = (meeting.kind.value if meeting.kind else "meeting").capitalize()
    what = english(meeting.series_label, meeting.series) if meeting.series else kind
    if meeting.ordinal is not None:
        what += f", round {meeting.ordinal}"
    elif meeting.label:
        what = english(meeting.label, what)
    if meeting.place and meeting.place.entity:
        what += f", in {name(meeting.place.entity)}"
    thin = " (less certain)" if meeting.lacks else ""
    return f"{date}  {what}: {meeting.status.value}{thin}  [{meeting.id}]"


def parts_by_role(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Each role with those who have it."""
    roles: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        roles[part.role].append(name(part.entity))
    for role, names in roles.items():
        yield role, ", ".join(names)


def by_speaker(statements: Iterable[StatementAnswer]) -> list[tuple[str, list[StatementAnswer]]]:
    """Statements under each speaker's label, who said most first; those without a speaker last."""
    groups: dict[str, list[StatementAnswer]] = defaultdict(list)
    labels: dict[str, str] = {}
    for statement in statements:
        speaker = statement.speaker
        if speaker is None:
            key, label = "", NO_SPEAKER
        elif speaker.entity is None:
            key, label = f"words:{speaker.label}", speaker.label
        else:
            key, label = speaker.entity.id, full(speaker.entity.label, speaker.entity.id)
        groups[key].append(statement)
        labels[key] = label
    ranked = sorted(groups, key=lambda key: (not key, -len(groups[key]), key))
    return [(labels[key], groups[key]) for key in ranked]


def statement_lines(out: Writer, statement: StatementAnswer, indent: int) -> None:
    """Add a statement: when, what kind of act, to whom and by which way, its words and where they stand."""
    published = statement.page.published
    head = f"{published.value if published else 'undated'}  {statement.act}"
    if statement.polarity == "negative":
        head += ", negated"
    if statement.addressee:
        head += f", to {name(statement.addressee)}"
    if way := chain(statement.chain[1:]):
        head += f", by way of {way}"
    if statement.review:
        head += ", needs review"
    out.line(f"{head}  [{statement.id}]", indent)
    for quote in statement.parts:
        out.quote(quote, statement.page, indent + 2)


def chain(steps: Iterable[Sequence[Link]]) -> str:
    """The way that a statement came: steps in order, what stands side by side joined."""
    return " > ".join(" + ".join(english(link.label, link.entity or "") for link in step) for step in steps)


# One thing by itself, with all that is known of it.


def statement_details(out: Writer, statement: StatementAnswer) -> None:
    """Add a statement with all its parts."""
    speaker = statement.speaker
    title = NO_SPEAKER if speaker is None else full(speaker.entity.label, speaker.label) if speaker.entity else speaker.label
    out.line(f"{title}  [{statement.id}]")
    if speaker:
        out.pair("speaker", f"«{speaker.words.quote}», line {speaker.words.line}")
    out.pair("published", _date_of(statement.page))
    out.pair("act", f"{statement.act}, {statement.kind}" + ("" if statement.polarity == "positive" else f", {statement.polarity}"))
    out.pair("cue", f"«{statement.cue.quote}», line {statement.cue.line}" if statement.cue else "")
    out.pair("addressee", full(statement.addressee.label, statement.addressee.id) if statement.addressee else "")
    out.pair("target", full(statement.target.label, statement.target.id) if statement.target else "")
    out.pair("issues", ", ".join(statement.issues))
    out.pair("found by", f"{statement.found_by}, confidence {statement.confidence:.2f}")
    if statement.review:
        out.pair("review", "needed: the confidence is low")
    if statement.wire_copy:
        out.pair("wire copy", f"the whole page is the text of {full(statement.wire_copy.label, statement.wire_copy.id)}")
    for quote in statement.parts:
        out.quote(quote, statement.page, 4, longest=None)
    _way(out, statement)
    cited = cite(statement)
    out.line("Cite it:", 2)
    for language in ("en", "ar"):
        out.line(text(cited, language), 4)


def _way(out: Writer, statement: StatementAnswer) -> None:
    """Add the route, a line a link: what it does there, who it is, and where the page names it."""
    out.line("route:", 2)
    for step in statement.chain:
        for link in step:
            where = f", line {link.words.line}" if link.words else ""
            out.line(f"{link.part + ':':9} {full(link.label, link.entity or '')}{where}", 4)
    if not statement.page.outlets:
        out.line("outlet:   not known", 4)


def entity_row(out: Writer, row: EntityRow) -> None:
    """Add an entity to a list."""
    out.line(f"{row.pages:5}  {row.kind:12}  {row.id}  {full(row.label, '')}".rstrip())


def entity_details(out: Writer, entity: EntityAnswer) -> None:
    """Add an entity: its offices, the spellings of its name by outlet, the words that mean it, and who is named with it."""
    out.line(f"{full(entity.label, entity.id)}  [{entity.id}]")
    out.pair("kind", entity.kind)
    out.pair("wikidata", entity.wikidata or "")
    out.pair("named", f"{entity.mentions} times on {entity.pages} pages")
    out.pair("speaks", f"{entity.said} statements, is addressed in {entity.addressed}, takes part in {entity.meetings} meetings")
    out.pair("named with", ", ".join(f"{english(other.label, other.id)} ({other.pages})" for other in entity.alongside))
    if entity.offices:
        out.heading("Offices")
        for office in entity.offices:
            office_lines(out, office)
    _forms(out, "Spellings", entity.forms, entity.spellings)
    _forms(out, "Words that mean it", entity.referred, len(entity.referred))
    joined_lines(out, entity)


def wording_lines(out: Writer, wording: WordingAnswer) -> None:
    """Add what outlets call an entity, by month."""
    if wording.forms:
        out.heading("Wording by outlet and month")
    for form in wording.forms:
        out.line(f"{form.form}{'' if form.named else '  (words that mean it)'}", 2)
        for use in form.outlets:
            months = ", ".join(f"{month.month or 'undated'} {month.captures}" for month in use.months)
            out.line(f"{use.label or use.entity or 'outlet not known'}: {months}", 4)


def joined_lines(out: Writer, entity: EntityAnswer) -> None:
    """Add the ids that are joined as an entity, and those that may be."""
    if entity.joined:
        out.heading("Ids joined here")
    for one in entity.joined:
        out.line(f"{one.entity.id} ({full(one.entity.label, one.entity.id)}), {one.score:.2f}: {one.why}", 2)
    if entity.maybe:
        out.heading("May be the same")
    for other in entity.maybe:
        out.line(
            f"{other.entity.id} ({full(other.entity.label, other.entity.id)}), {other.score:.2f}: {'; '.join(filter(None, (other.why, other.but)))}",
            2,
        )


def office_lines(out: Writer, office: OfficeAnswer) -> None:
    """Add an office, how it is known, and the words of the pages that state it."""
    what = (office.role or (office.words[0].label if office.words else None) or "office not told").replace("-", " ")
    terms = [office.status or "", f"since {office.since}" if office.since else "", f"until {office.until}" if office.until else ""]
    known = f"stated in {counted(office.captures, 'capture')}" if office.basis == "stated" else f"{office.basis}: {office.known or 'unverified'}"
    out.line(", ".join(filter(None, [what, name(office.of) if office.of else "", *terms])) + f" ({known})", 2)
    for words in office.words:
        for quote in words.evidence:
            out.quote(quote, words.page, 4, context=True)


def _forms(out: Writer, title: str, forms: Sequence[Form], total: int) -> None:
    if not forms:
        return
    out.heading(title)
    for form in forms:
        seen = "undated" if form.first is None else form.first if form.first == form.last else f"{form.first} to {form.last}"
        out.line(f"{counted(form.times, 'time')} in {counted(form.captures, 'capture')}, {seen}: {form.form}", 2)
        out.line(", ".join(f"{outlet.label or 'outlet not known'} {outlet.captures}" for outlet in form.outlets), 4)
    if total > len(forms):
        out.line(f"and {total - len(forms)} more", 2)


def counted(count: int, what: str) -> str:
    """So many of something."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def page_row(out: Writer, page: PageRef) -> None:
    """Add a page to a list."""
    outlets = ", ".join(outlet.label for outlet in page.outlets)
    out.line(f"{_date_of(page)}  [{page.id[:12]}]  {page.source}" + (f" and {page.captures - 1} more" if page.captures > 1 else ""))
    out.line(" · ".join(filter(None, (page.title and " ".join(page.title.split()), outlets))) or "no title", 4)


def profile_row(out: Writer, profile: SiteProfile) -> None:
    """Add a site's profile to a list: its pages, and how many of its lines are of each kind."""
    kinds = Counter(line.kind for line in profile.lines)
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    out.line(f"{profile.pages:5} pages  [{profile.hash[:12]}]  {profile.site or 'site not known'}: {counts}")


def page_details(out: Writer, page: PageAnswer, meetings: Sequence[MeetingAnswer], statements: Sequence[StatementAnswer]) -> None:
    """Add a page: where it was found, how it is dated, and what it says."""
    out.line(f"{page.ref.title or 'no title'}  [{page.ref.id}]")
    for capture in page.captures:
        out.pair("captured", capture.url or capture.source)
        if capture.outlet:
            out.pair("outlet", f"{capture.outlet.label} ({capture.outlet.basis})")
        if capture.published:
            why = f": {capture.published.why}" if capture.published.why else ""
            out.pair("published", f"{capture.published.value} ({capture.published.basis}{why})")
    chronology(out, meetings, statements)


def _date_of(page: PageRef) -> str:
    return page.published.value if page.published else "undated"
