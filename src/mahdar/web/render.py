"""Templates to HTML: what every face has in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request
from markupsafe import Markup

from mahdar import __version__
from mahdar.export.languages import Language
from mahdar.model import Span
from mahdar.record.answers import EntityRef, Quote, StatementAnswer
from mahdar.record.process_answers import MeetingAnswer
from mahdar.record.queries.filters import REVIEW_BELOW
from mahdar.record.search_answers import MeetingTold
from mahdar.web import assets
from mahdar.web.charts import swatch
from mahdar.web.choices import THEMES, choices_of
from mahdar.web.dates import MONTH_NAMES
from mahdar.web.facts import cited, facts
from mahdar.web.judged import judged_in_words
from mahdar.web.words import Words, spoken


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("mahdar.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(asset=assets.address, font=assets.font, version=__version__)
    return environment


class Addresses:
    """Addresses in the language that the present one names, if it does. Templates see it as ``to``."""

    def __init__(self, language: Language | None, path: str, query: dict[str, str]) -> None:
        self._language = language
        self._path = path
        self._query = query

    @classmethod
    def of(cls, request: Request[Any, Any, Any]) -> Addresses:
        """The addresses for who asks. Where what was sent is shown again, ``request.state.face`` holds the address and the parameters of its form."""
        choices = choices_of(request)
        here = {name: value for name, value in request.query_params.items() if isinstance(value, str)}
        path, query = request.state.get("face", (request.url.path, here))
        return cls(choices.language if choices.asked else None, path, query)

    def __call__(self, kind: str, key: str = "", /, **query: object) -> str:
        """The address of ``/kind/key``."""
        return self._with(f"/{kind}/{quote(key, safe=':')}" if key else f"/{kind}", {name: str(value) for name, value in query.items()})

    def issue(self, process: str, key: str) -> str:
        """The address of an issue of a process."""
        return self._with(f"/issue/{quote(process, safe='')}/{quote(key, safe='')}", {})

    def here(self, **query: object) -> str:
        """The present address with other parameters; those that are null are left out."""
        kept = {name: value for name, value in self._query.items() if name not in query}
        return self._with(self._path, {**kept, **{name: str(value) for name, value in query.items() if value is not None}})

    def language(self, language: Language) -> str:
        """The present address in a language."""
        query = {name: value for name, value in self._query.items() if name != "lang"}
        return self._path + _encoded({**query, "lang": language})

    def back(self) -> str:
        """The present address as it is."""
        return self._path + _encoded(self._query)

    def kept(self, *without: str) -> dict[str, str]:
        """The present parameters, without some: what a form sends along."""
        return {name: value for name, value in self._query.items() if name not in without}

    def json(self) -> str:
        """The present address as JSON."""
        query = {name: value for name, value in self._query.items() if name != "lang"}
        return ("/index.json" if self._path == "/" else f"{self._path}.json") + _encoded(query)

    def as_file(self, suffix: str) -> str:
        """All of the present list as a file."""
        return self._path + suffix + _encoded({name: value for name, value in self._query.items() if name != "offset"})

    def to_keep(self) -> str:
        """The present list as searches are kept (`mahdar.record.queries.saved`)."""
        return self._path.lstrip("/") + (_encoded(self.kept("lang", "offset")) or "?")

    def feed(self, kind: str, key: str = "") -> str:
        """The feed of what a face shows; of a list with its filters."""
        kept = {} if key else {name: value for name, value in self._query.items() if name != "offset"}
        return self(f"feed/{kind}", key, **kept)

    def quote(self, found: Quote) -> str:
        """The page's address with the quote highlighted."""
        span = f"{found.start},{found.end}"
        return self("page", found.page, mark=span) + f"#char={span}"

    def statement_in_page(self, found: StatementAnswer) -> str:
        """The page's address with the statement chosen."""
        return self.item(found.page.id, found.id, found.content)

    def item(self, page: str, item: str, span: Quote | Span) -> str:
        """The page's address with one of its items chosen, at the characters that say it."""
        return self("page", page, item=item) + f"#char={span.start},{span.end}"

    def _with(self, path: str, query: dict[str, str]) -> str:
        language = {"lang": self._language} if self._language else {}
        return path + _encoded({**{name: value for name, value in query.items() if name != "lang"}, **language})


def _encoded(query: dict[str, str]) -> str:
    return f"?{urlencode(query, safe=',:')}" if query else ""


def render(template: str, request: Request[Any, Any, Any], **context: Any) -> str:
    """The HTML of a face as who asks for it chose."""
    choices = choices_of(request)
    words = Words(choices.language, choices.months)
    return (
        _environment()
        .get_template(template)
        .render(
            w=words,
            to=Addresses.of(request),
            origin=str(request.base_url).rstrip("/"),
            reader=choices,
            choosable={"months": MONTH_NAMES, "theme": THEMES},
            date=words.date,
            dates=words.dates,
            meeting_title=lambda meeting: meeting_title(meeting, words),
            told_title=lambda meeting: told_title(meeting, words),
            found_by=words.found_by,
            reason=words.reason,
            judged=lambda mark: judged_in_words(mark, words),
            spoken=spoken,
            isolate=lambda first, last: Markup('<bdi dir="ltr">{}–{}</bdi>').format(words.number(first), words.number(last)),
            isolated=lambda text: Markup('<bdi dir="ltr">{}</bdi>').format(text),
            swatch=swatch,
            link=lambda path: Markup('<a href="{0}"><bdi dir="ltr">{0}</bdi></a>').format(path),
            facts=lambda meeting: facts(meeting, words),
            cited=cited,
            wikidata=wikidata,
            review_below=REVIEW_BELOW,
            **context,
        )
    )


def wikidata(item: str | None) -> str | None:
    """The address of a Wikidata item; None where there is none, or where it isn't the id of one."""
    return f"https://www.wikidata.org/wiki/{item}" if item and re.fullmatch(r"Q[1-9]\d*", item) else None


def meeting_title(meeting: MeetingAnswer, words: Words) -> Markup:
    """What a meeting is called: by its number and series, or its name in the dossier; else its series or its kind, and who takes part."""
    if meeting.label and (not meeting.series or meeting.ordinal is None):
        return words.label(meeting.label, "")
    kind = meeting.kind.value if meeting.kind else None
    return _title(meeting.series, meeting.series_label, meeting.ordinal, kind, meeting.foremost, words)


def told_title(meeting: MeetingTold, words: Words) -> Markup:
    """What a meeting is called after what one page tells of it, as `meeting_title` does."""
    return _title(meeting.series, meeting.series_label, meeting.ordinal, meeting.kind, meeting.participants, words)


def _title(series: str | None, label: dict[str, str], ordinal: int | None, kind: str | None, who: Sequence[EntityRef], words: Words) -> Markup:
    called = words.label(label, series) if series else None
    if called and ordinal is not None:
        return Markup("{} — {}").format(words("meeting.round", ordinal=words.number(ordinal)), called)
    met = called or (words.maybe("meeting_kind", kind) if kind else words("meeting.meeting"))
    names = [words.label(one.label, one.id) for one in who[:3]]
    return words("meeting.meeting_of", kind=met, who=words.join(names)) if names else met
