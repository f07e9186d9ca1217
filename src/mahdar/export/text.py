"""A citation as one paragraph of plain text, in Arabic or in English."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import tomli

from mahdar.export.citation import Citation, label_of
from mahdar.export.dates import plain
from mahdar.export.languages import Language


@lru_cache(maxsize=1)
def phrases() -> dict[str, dict[str, str]]:
    """What citations say, by language and key."""
    return tomli.loads((resources.files(__package__) / "phrases.toml").read_text(encoding="utf-8"))


def text(citation: Citation, language: Language) -> str:
    """The citation as a paragraph."""
    return " ".join(sentences(citation, language))


def sentences(citation: Citation, language: Language) -> tuple[str, ...]:
    """The citation sentence by sentence: what was said, where it was published, by which route, how it was got, where it stands, and
    its address in the reading room.

    A face may isolate each from the others, which plain text can't: Arabic and Latin words in one line change each other's order.
    """
    told = phrases()[language]
    where = [*_route(citation, language), _got(citation, language), _stands(citation, told), *_permalink(citation, told)]
    return (_said(citation, language), _published(citation, language), *where)


def published_in(citation: Citation, language: Language) -> str:
    """The page's title and its outlets."""
    told = phrases()[language]
    title = told["title"].format(title=citation.title) if citation.title else told["untitled"]
    outlet = told["outlet"].format(outlet=told["comma"].join(citation.outlets)) if citation.outlets else told["no_outlet"]
    return told["comma"].join([title, outlet])


def note(citation: Citation, language: Language) -> str:
    """What reference managers have no field for: the route, how the words and the date are known, and where they stand."""
    told = phrases()[language]
    known = [told[citation.kind]]
    if citation.speaker is None:
        known.append(told["nobody"])
    if citation.published is None:
        known.append(told["undated"])
    elif citation.published.basis in told:
        known.append(told[citation.published.basis])
    if citation.url is None:
        known.append(told["source"].format(source=citation.source))
    return " ".join([told["comma"].join(known) + ".", *_route(citation, language), _stands(citation, told), *_permalink(citation, told)])


def _said(citation: Citation, language: Language) -> str:
    told = phrases()[language]
    who = label_of(citation.speaker, language) if citation.speaker else told["nobody"]
    if citation.kind == "direct":
        return told["verbatim"].format(speaker=who, quote=citation.quote)
    told_by = told["comma"].join([*([told["cue"].format(cue=citation.cue)] if citation.cue else []), told[citation.kind]])
    return told["worded"].format(speaker=who, wording=told_by, quote=citation.quote.rstrip(".")).replace("….", "…")


def _published(citation: Citation, language: Language) -> str:
    told = phrases()[language]
    if citation.published is None:
        return told["comma"].join([published_in(citation, language), told["undated"]]) + "."
    date = told["published"].format(date=plain(citation.published.value, language))
    basis = [f"({told[citation.published.basis]})"] if citation.published.basis in told else []
    return " ".join([told["comma"].join([published_in(citation, language), date]), *basis]) + "."


def _route(citation: Citation, language: Language) -> list[str]:
    told = phrases()[language]
    steps = [told["beside"].join(label_of(names, language) for names in step) for step in citation.route]
    return [told["route"].format(route=told["arrow"].join(steps))] if len(steps) > 1 else []


def _got(citation: Citation, language: Language) -> str:
    """The page's address, else its source in the record, with the day of fetching."""
    told = phrases()[language]
    where = citation.url or told["source"].format(source=citation.source)
    when = told["fetched"].format(date=plain(citation.fetched, language)) if citation.fetched else told["unfetched"]
    return f"{where} ({when})."


def _permalink(citation: Citation, told: dict[str, str]) -> list[str]:
    # It comes last and without a stop, which would become a part of it.
    return [told["permalink"].format(permalink=citation.permalink)] if citation.permalink else []


def _stands(citation: Citation, told: dict[str, str]) -> str:
    return told["page"].format(page=citation.page, start=citation.start, end=citation.end)
