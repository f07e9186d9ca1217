"""Articles set into HTML pages of unlike make, with the truth of what in them is the article.

The templates are in ``templates_html``; each is in the manner of a kind of site and of a time, and draws its furniture
(menus, tickers, related boxes inside the article, comments) from other stories, in amounts that vary with the seed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import jinja2
import msgspec
from markupsafe import Markup

from mahdar.evaluate import GoldPage
from mahdar.model import ARTICLE_ROLES
from tests.support import stress_furniture as words
from tests.support.templates_words import ARTICLES, STORIES

_FOLDER = Path(__file__).with_name("templates_html")
_ENVIRONMENT = jinja2.Environment(loader=jinja2.FileSystemLoader(_FOLDER), autoescape=True, undefined=jinja2.StrictUndefined)

TEMPLATES: dict[str, str] = {
    "semantic": "utf-8",
    "divs": "utf-8",
    "tables": "windows-1256",
    "amp": "utf-8",
    "blog": "utf-8",
    "portal": "utf-8",
    "agency": "utf-8",
    "misled": "utf-8",
}
"""The templates and the encoding in which each is delivered."""

WRONG_DAY = "2026-02-14"
"""What the metadata of the template ``misled`` tell as the day of publication of whatever it holds."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SOME_DAY = "2018-09-05"
_MONTHS = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A story without any page around it. ``lines`` are (role, text) below the headline; ``published`` is a day."""

    title: str
    lines: tuple[tuple[str, str], ...]
    published: str
    outlet: str
    caption: str = "صورة من المكان (أرشيف)"
    credit: str = "المصدر: وكالات"

    @property
    def day(self) -> str:
        """Its day in words."""
        year, month, day = self.published.split("-")
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


class Story(msgspec.Struct, frozen=True):
    """Another story, of which a page shows the headline and perhaps the opening."""

    title: str
    opening: str


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A page that was made: its bytes, and what in it is the article's (its headline first, each text whole).

    ``others`` are the headlines and openings of other stories that stand on it.
    """

    template: str
    data: bytes
    encoding: str
    article: Article
    others: frozenset[str]

    @property
    def truth(self) -> tuple[str, ...]:
        """Headline, lead, body and subheads in the page's order."""
        return (self.article.title, *(text for _, text in self.article.lines))

    @property
    def html(self) -> str:
        """The page decoded as it was encoded."""
        return self.data.decode(self.encoding)


class Site:
    """What a template asks for around an article; keeps in mind which stories it gave."""

    def __init__(self, article: Article, stories: Sequence[Story], random: Random) -> None:
        self._random = random
        self._stories = [story for story in stories if story.title != article.title]
        self._poll = random.choice(words.POLLS)
        self.name = article.outlet
        self.shown: set[str] = set()
        self.airy = random.random() < 0.5
        count = len(article.lines)
        self.breaks = frozenset(random.sample(range(1, count), min(count - 1, random.randint(0, 2)))) if count > 1 else frozenset()
        """The numbers of the lines after which something stands inside the article."""

    def stories(self, least: int, most: int) -> list[Story]:
        """Some other stories."""
        some = self._random.sample(self._stories, min(len(self._stories), self._random.randint(least, most)))
        self.shown |= {text for story in some for text in (story.title, story.opening)}
        return some

    def menu(self) -> list[str]:
        """Sections of the site."""
        return self._random.sample(words.SECTIONS, self._random.randint(4, 14))

    def topics(self) -> list[str]:
        """Tags."""
        return self._random.sample(words.TOPICS, self._random.randint(2, 5))

    def comments(self) -> list[tuple[str, str]]:
        """Who comments, and with what."""
        return [(self.person(), remark) for remark in self._random.sample(words.REMARKS, self._random.randint(0, 5))]

    def poll(self) -> tuple[str, tuple[str, ...]]:
        """A question and its answers, the same on one page."""
        return self._poll

    def related_heading(self) -> str:
        """What stands above links to other stories."""
        return self._random.choice(words.HEADINGS)

    def person(self) -> str:
        """Somebody's name."""
        return self._random.choice(words.PEOPLE)

    def byline(self) -> str:
        """Who wrote the story."""
        return self._random.choice((f"كتب {self._random.choice(words.PEOPLE)}", self.name, f"{self.name} - وكالات"))

    def day(self) -> str:
        """Some day that is not the article's."""
        return f"{self._random.randint(1, 28)} {self._random.choice(words.MONTHS)} {self._random.randint(2008, 2025)}"

    def clock(self) -> str:
        """A time of day."""
        return f"{self._random.randint(0, 23):02}:{self._random.randint(0, 59):02}"

    def number(self) -> int:
        """A count of readers or comments."""
        return self._random.randint(2, 4000)


def set_into(template: str, article: Article, stories: Sequence[Story], seed: int | str = 0) -> Made:
    """The page of a template with an article in it."""
    site = Site(article, stories, Random(f"{seed}-{template}-{article.title}"))
    html = _ENVIRONMENT.get_template(f"{template}.html").render(a=article, site=site, json_ld=_json_ld, wrong_day=WRONG_DAY)
    encoding = TEMPLATES[template]
    data = html.encode(encoding, "xmlcharrefreplace")
    return Made(template=template, data=data, encoding=encoding, article=article, others=frozenset(site.shown))


def set_into_all(articles: Sequence[Article], stories: Sequence[Story], seed: int | str = 0) -> Iterator[Made]:
    """Each article in each template."""
    return (set_into(template, article, stories, seed) for article in articles for template in TEMPLATES)


def own_articles() -> list[Article]:
    """Articles of our own."""
    return [
        Article(title=title, published=day, lines=lines, caption=caption, credit=credit, outlet=outlet)
        for title, day, lines, caption, credit, outlet in ARTICLES
    ]


def own_stories() -> list[Story]:
    """Other stories of our own."""
    return [Story(title, opening) for title, opening in STORIES]


def gold_articles(golds: Sequence[GoldPage]) -> list[Article]:
    """The articles of annotated pages that have a headline and a day."""
    found = []
    for gold in golds:
        lines = [(block.role, block.of(gold.page.text).strip()) for block in sorted(gold.blocks)]
        titles = [text for role, text in lines if role == "title"]
        below = tuple((role, text) for role, text in lines if role in ARTICLE_ROLES and role != "title")
        if titles and below:
            day = gold.published if gold.published and _DAY.fullmatch(gold.published) else _SOME_DAY
            found.append(Article(title=" ".join(titles), lines=below, published=day, outlet=gold.outlet or words.SITES[0]))
    return found


def stories_of(articles: Sequence[Article]) -> list[Story]:
    """Articles as other stories, for each other's pages."""
    return [Story(article.title, next((text for role, text in article.lines if role != "subhead"), article.title)) for article in articles]


def _json_ld(title: str, day: str, outlet: str) -> Markup:
    """A NewsArticle of schema.org, safe inside a script element."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": day,
        "publisher": {"@type": "Organization", "name": outlet},
    }
    return Markup(json.dumps(told, ensure_ascii=False).replace("<", "\\u003c"))
