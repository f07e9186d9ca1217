"""The article out of the page: this room beside others, on the same pages in one run, by characters and in pages/s.

Text pages are the annotated pages of the shared folder and the compositions of ``tests.support.stress``; HTML pages are the
articles of the annotated pages of ``seeds`` and ``dev``, set into the templates of ``tests.support.templates``. The figures are
those of the gold's ``article``: characters of headline, lead, body and subheads. It is no test and has no limits.

How the others are fed:

- jusText (text): a ``<p>`` element a line that isn't blank, its Arabic stop words, its own thresholds. A line is kept where it isn't boilerplate.
- everything (text): all lines.
- trafilatura, readability (HTML): the decoded page; comments left out where that can be asked. They give the headline apart from the text: it
  is set before the text where the text doesn't hold it.
- resiliparse (HTML): the decoded page, main content alone. It gives no headline apart.
- this room (HTML): the bytes, as captured, which it decodes itself.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from html import escape
from itertools import islice
from pathlib import Path

import justext
import msgspec
import readability
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from mahdar.evaluate import GoldPage, load_gold
from mahdar.model import ARTICLE_ROLES, Span
from mahdar.reader import Reader
from tests.support.stress import compose, kept_by
from tests.support.stress_measure import Counts, Spans, characters
from tests.support.templates import Made, gold_articles, set_into_all, stories_of
from tests.support.templates_measure import compare
from tests.support.templates_read import article_of

SHARED = Path(os.environ.get("MAHDAR_SHARED") or Path(__file__).resolve().parents[2] / "shared")
OURS, EVERYTHING = "this room", "everything"

_PARAGRAPH = re.compile(r"/p\[(\d+)\]")


class Labelled(msgspec.Struct, frozen=True):
    """A plain-text page and the spans of its article."""

    text: str
    article: tuple[Span, ...]


class Figures(msgspec.Struct, frozen=True):
    """What a means reached on a set of pages."""

    means: str
    counts: Counts
    seconds: float


# Text


def lines_of(text: str) -> list[Span]:
    """The lines of a text that aren't blank."""
    return [Span(start=match.start(), end=match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """The stop words that jusText has for Arabic."""
    return frozenset(justext.get_stoplist("Arabic"))


def justext_lines(text: str) -> list[Span]:
    """The lines that jusText takes for text."""
    lines = lines_of(text)
    html = "".join(f"<p>{escape(line.of(text))}</p>" for line in lines)
    paragraphs = justext.justext(f"<html><body>{html}</body></html>", stop_words())
    kept = [_PARAGRAPH.search(paragraph.xpath) for paragraph in paragraphs if not paragraph.is_boilerplate]
    return [lines[int(match[1]) - 1] for match in kept if match]


def gold_text(golds: Iterable[GoldPage]) -> list[Labelled]:
    """Annotated pages as text and the spans of their article."""
    return [Labelled(gold.page.text, tuple(block for block in gold.blocks if block.role in ARTICLE_ROLES)) for gold in golds]


def measure_text(means: str, keep: Spans, pages: Sequence[Labelled]) -> Figures:
    """Time a means on pages, then compare. A page beforehand fills what is kept from page to page."""
    list(keep(pages[0].text))
    began = time.perf_counter()
    kept = [list(keep(page.text)) for page in pages]
    seconds = time.perf_counter() - began
    counts = Counts()
    for page, spans in zip(pages, kept, strict=True):
        got, want = characters(spans, page.text), characters(page.article, page.text)
        counts.add(Counts(len(got & want), len(got), len(want)))
    return Figures(means, counts, seconds)


# HTML


def with_title(title: str | None, text: str) -> str:
    """A text with its headline before it, where it doesn't hold it."""
    squeezed = " ".join(text.split())
    return f"{title}\n{text}" if title and " ".join(title.split()) not in squeezed else text


def by_trafilatura(made: Made) -> str:
    """Headline and text by trafilatura."""
    document = trafilatura.bare_extraction(made.html, include_comments=False, with_metadata=True)
    return with_title(document.title, document.text or "") if isinstance(document, trafilatura.settings.Document) else ""


def by_resiliparse(made: Made) -> str:
    """The main content by resiliparse."""
    return str(extract_plain_text(made.html, main_content=True))


def by_readability(made: Made) -> str:
    """The headline by readability, and the text of the element that it takes for the article."""
    document = readability.Document(made.html)
    return with_title(document.short_title(), extract_plain_text(document.summary()))


def measure_html(means: str, extract: Callable[[Made], str], pages: Sequence[Made]) -> tuple[Figures, dict[str, Counts]]:
    """Time a means on pages, then compare: all together, and by template. A page beforehand fills what is kept from page to page."""
    extract(pages[0])
    began = time.perf_counter()
    texts = [extract(made) for made in pages]
    seconds = time.perf_counter() - began
    total, by_template = Counts(), {made.template: Counts() for made in pages}
    for made, text in zip(pages, texts, strict=True):
        counts = compare(made.truth, text)
        total.add(counts)
        by_template[made.template].add(counts)
    return Figures(means, total, seconds), by_template


# Both


def print_figures(name: str, pages: int, figures: Sequence[Figures]) -> None:
    """A line a means; how many times as fast as ours in the last column."""
    ours = next(f.seconds for f in figures if f.means == OURS)
    for f in figures:
        rate = f"{pages / f.seconds:9.0f}  x{ours / f.seconds:.2f}" if f.means != EVERYTHING else ""
        print(f"{name:14} {pages:5}  {f.means:12} {f.counts.precision:.3f}  {f.counts.recall:.3f}  {f.counts.f1:.3f} {rate}")
        name = ""


def main() -> None:
    """Measure every set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000, metavar="N", help="at most N pages of each set (1000)")
    limit = parser.parse_args().pages
    if not (SHARED / "gold").is_dir():
        sys.exit(f"expected annotated pages in {SHARED / 'gold'}, found none: put the shared folder beside the checkout or set MAHDAR_SHARED")
    logging.disable(logging.WARNING)  # readability and trafilatura report on each page
    layout = Reader().layout
    gold = {name: load_gold(SHARED / "gold" / name) for name in ("seeds", "dev", "train")}
    raw = {f"raw-* of {name}": [page for page in gold[name] if page.id.startswith("raw-")] for name in ("dev", "train")}
    sets = {name: gold_text(pages[:limit]) for name, pages in (gold | raw).items()}
    sets["compositions"] = [Labelled(c.text, tuple(line for line in c.lines if line.inside)) for c in compose(min(limit, 300), SHARED)]
    text_means: dict[str, Spans] = {OURS: kept_by(layout), "jusText": justext_lines, EVERYTHING: lines_of}
    heading = f"{'':14} {'pages':>5}  {'':12} {'P':5}  {'R':5}  {'F1':5} {'pages/s':>9}  as fast as ours"
    print(f"text\n{heading}")
    for name, pages in sets.items():
        print_figures(name, len(pages), [measure_text(means, keep, pages) for means, keep in text_means.items()])

    articles = gold_articles([*gold["seeds"], *gold["dev"]])
    made = list(islice(set_into_all(articles, stories_of(gold_articles(gold["train"]))), limit))
    html_means: dict[str, Callable[[Made], str]] = {
        OURS: partial(article_of, layout),
        "trafilatura": by_trafilatura,
        "resiliparse": by_resiliparse,
        "readability": by_readability,
    }
    measured = {means: measure_html(means, extract, made) for means, extract in html_means.items()}
    print(f"\nHTML\n{heading}")
    print_figures("templates", len(made), [figures for figures, _ in measured.values()])
    print(f"\n{'F1':14}" + "".join(f"{means:>13}" for means in measured))
    for template in sorted({page.template for page in made}):
        print(f"{template:14}" + "".join(f"{by_template[template].f1:13.3f}" for _, by_template in measured.values()))


if __name__ == "__main__":
    main()
