"""What the reading room says, in Arabic or in English: messages, counts that agree, dates, labels."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from mahdar.export.languages import Language
from mahdar.knowledge import load_dossiers
from mahdar.record.queries.filters import REVIEW_BELOW
from mahdar.record.queries.lookup import known_labels
from mahdar.web.catalogues import counted, counts, messages
from mahdar.web.dates import MonthNames, in_words, span_in_words
from mahdar.web.reasons import find, hole_of

SURE = 0.9
"""From this confidence on something is told as surely found. Below `mahdar.record.queries.filters.REVIEW_BELOW` it needs a review."""

_MEANS = ("grammar", "model")
_ARABIC = re.compile("[\u0621-\u06d3]")


class Words:
    """The words of one language. Templates see it as ``w``."""

    def __init__(self, language: Language, months: MonthNames = "common") -> None:
        self.language = language
        self.months = months
        self.direction = "rtl" if language == "ar" else "ltr"
        self.other: Language = "en" if language == "ar" else "ar"
        self._messages = messages(language)
        self._counts = counts(language)

    def __call__(self, key: str, **values: object) -> Markup:
        """The message at ``key``, its ``{placeholders}`` filled with escaped ``values``. Raises KeyError for an unknown key."""
        message = Markup(self._messages[key])
        return message.format(**values) if values else message

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    def maybe(self, table: str, key: str) -> Markup:
        """The word for a value of the model; the value itself, isolated, where there is no word for it."""
        message = self._messages.get(f"{table}.{key}")
        return Markup(message) if message is not None else Markup('<bdi dir="ltr">{}</bdi>').format(key)

    def found_by(self, rule: str) -> Markup:
        """In words, by which rule something was found.

        ``grammar:HOW-OPENER`` and ``model:HOW-OPENER`` are put together from how the speaker was found and what opens the content; the
        model is named with them. Where that has no words, those of the family are told (a rule of grammar, a learnt model), with the rest
        of the name; the name alone where there are none for its family either.
        """
        means, colon, rest = rule.partition(":")
        if colon and means in _MEANS and f"found.{rule}" not in self._messages:
            how, dash, opener = rest.rpartition("-")
            keys = (f"how.{how}", f"opener.{opener}") if dash else (f"how.{rest}",)
            keys = (f"found.{rest}",) if means == "grammar" and f"found.{rest}" in self._messages else keys
            said = [Markup(self._messages[key]) for key in keys if key in self._messages]
            if len(said) == len(keys):
                return self("site.clause").join([*([self("found.model")] if means == "model" else []), *said])
        return self._rule(rule)

    def sure(self, confidence: float) -> Markup:
        """A confidence in a word: high, fair, or so low that it needs a review."""
        return self.maybe("sure", "low" if confidence < REVIEW_BELOW else "fair" if confidence < SURE else "high")

    def _rule(self, rule: str) -> Markup:
        """The words for ``rule``, or for the family that its name begins with (``dictionary:FILE`` is a known name), with the rest of it; what
        joined it to a person of the page is told after that."""
        first, joined, more = rule.rpartition(":same-person")
        if joined and not more and (message := self._messages.get("found.same-person")) is not None:
            return self("site.clause").join((self._rule(first), Markup(message)))
        for cut in (len(rule), *(at for at in range(len(rule) - 1, 0, -1) if rule[at] in ":-")):
            if (message := self._messages.get(f"found.{rule[:cut]}")) is not None:
                rest = Markup(' (<bdi dir="ltr">{}</bdi>)').format(rule[cut + 1 :]) if rule[cut + 1 :] else Markup("")
                return Markup(message) + rest
        return self.maybe("found", rule)

    def office(self, role: str, of: str | None, label: Mapping[str, str]) -> Markup:
        """An office by its slug, and whose it is: the state or body with the id ``of`` and, where the record has one, ``label``."""
        said = self.maybe("office", role)
        return self("actor.office_of", office=said, of=self.label(label or known_labels().get(of, {}), of)) if of else said

    def known(self, known: str | None) -> Markup:
        """How the knowledge knows a fact: not verified, a page of a corpus, or a package with its version."""
        if known is None or known == "unverified":
            return self("known.unverified")
        sort, space, source = known.partition(" ")
        if sort == "corpus" and space:
            return self("known.corpus", source=Markup('<bdi dir="ltr">{}</bdi>').format(source))
        return self("known.source", source=Markup('<bdi dir="ltr">{}</bdi>').format(known))

    def reason(self, reason: str) -> Markup:
        """Reasons that a step gave (parted by semicolons), in words; each as it stands where there are none for it."""
        return self("site.clause").join(dict.fromkeys(self._one_reason(part) for part in reason.split("; ")))

    def _one_reason(self, reason: str) -> Markup:
        said = find(reason)
        if said is None:
            return Markup('<bdi dir="auto">{}</bdi>' if _ARABIC.search(reason) else '<bdi dir="ltr" lang="en">{}</bdi>').format(reason)
        message = Markup(said.phrase.ar if self.language == "ar" else said.phrase.en)
        return message.format(**{name: self._filled(hole_of(name), value) for name, value in said.holes.items()})

    def _filled(self, hole: str, value: str) -> Markup:
        if hole == "date":
            return self.date(value)
        if hole == "place":
            return self.label(known_labels().get(value, {}), value)
        if hole in ("where", "why"):
            return self._one_reason(value)
        if hole == "codecs":
            return self.join([Markup('<bdi dir="ltr">{}</bdi>').format(part) for part in value.split(" and again as ")])
        if hole in self._counts:
            return self.count(hole, int(re.sub(r"\D", "", value)))
        return Markup("<bdi>{}</bdi>").format(value)

    def kinds(self, reasons: Iterable[str]) -> list[Markup]:
        """What furniture it is of which these reasons are given: the kind of most of them first, each once."""
        found = Counter(said.phrase.kind for reason in reasons for part in reason.split("; ") if (said := find(part)) and said.phrase.kind)
        return [self.maybe("furniture", kind) for kind in sorted(found, key=lambda kind: (-found[kind], kind))]

    def count(self, what: str, n: int) -> Markup:
        """``n`` of something, number and noun agreeing (تصريحان، 3 تصريحات، 13 تصريحاً)."""
        return Markup(counted(self.language, what, n)).format(n=self.number(n))

    def date(self, value: str) -> Markup:
        """An EDTF date or interval in words, with the names of months that the reader chose."""
        return in_words(value, self.language, self.months)

    def dates(self, start: str | None, end: str | None) -> Markup | None:
        """The days from ``start`` to ``end`` in words; None where neither is known."""
        return span_in_words(start, end, self.language, self.months)

    def number(self, n: int) -> str:
        """A number in European digits, as Arabic news pages mostly write them."""
        # What Babel gives for "en" as well, a hundred times sooner: a face has hundreds of numbers.
        return f"{n:,}"

    def label(self, label: Mapping[str, str], otherwise: str) -> Markup:
        """A label in this language, else in the other one, else ``otherwise``; isolated, since it may be Latin in Arabic."""
        for language in (self.language, *sorted(label)):
            if language in label:
                # By hand: a face has hundreds, and formatting markup takes ten times as long.
                return Markup(f'<bdi lang="{escape(language)}">{escape(label[language])}</bdi>')
        return Markup(f"<bdi>{escape(otherwise)}</bdi>")

    def plain(self, label: Mapping[str, str], otherwise: str) -> str:
        """As `label`, without markup (for titles of documents)."""
        return label.get(self.language) or next((label[key] for key in sorted(label)), otherwise)

    def text(self, markup: object) -> str:
        """What is said, as text for a file: without markup or isolating characters."""
        return html.unescape(re.sub(r"<[^>]*>", "", str(markup)))

    def series(self, series: str) -> Markup:
        """The name of a series of meetings, from its dossier."""
        return self.label(_series().get(series, {}), series)

    def issue(self, issue: str) -> Markup:
        """The name of an issue, from the dossier that names it."""
        return self.label(_issues().get(issue, {}), issue)

    def join(self, parts: list[Markup]) -> Markup:
        """Parts of a list with commas between."""
        return self("site.comma").join(escape(part) for part in parts)


def spoken(markup: Markup) -> str:
    """Markup as plain text for an attribute: what its isolates did is done by the isolating characters of Unicode."""
    text = re.sub(r'<bdi dir="ltr"[^>]*>', "\u2066", re.sub(r'<bdi(?! dir="ltr")[^>]*>', "\u2068", markup))
    return html.unescape(re.sub(r"<[^>]*>", "", text.replace("</bdi>", "\u2069")))


@lru_cache(maxsize=1)
def _series() -> dict[str, dict[str, str]]:
    return {dossier.id: {"ar": dossier.ar, "en": dossier.en} for dossier in load_dossiers()}


@lru_cache(maxsize=1)
def _issues() -> dict[str, dict[str, str]]:
    return {issue.key: {"ar": issue.ar, "en": issue.en} for dossier in load_dossiers() for issue in dossier.issue}
