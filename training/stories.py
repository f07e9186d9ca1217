"""Learns what `mahdar.linking` weighs words and names by, and which pages tell one happening, and writes it as rows of text.

    python -m training.stories ../shared [--out src/mahdar/linking]

The words are counted on the news of the shared folder except those of 2 to 12 September 2018, on which stories are judged. The pairs are those of
``training/stories.json``: which articles of the other days, among those that are alike at all, were put together by hand as telling one happening, by
their ids.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from mahdar.arabic import build_lexicon
from mahdar.capture import capture
from mahdar.linking.articles import Article, article_of
from mahdar.linking.stories import NEAR, WINDOW, Model, Stories, Telling, hours_of, telling
from mahdar.linking.terms import Weights, cosine
from mahdar.model import Page, Reading
from mahdar.reader import Reader

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/linking"
ANNOTATED = Path(__file__).resolve().parent / "stories.json"
JUDGED = ("2018-09-02", "2018-09-12")
_LEAST_PAGES = 3
"""Terms on fewer pages are left to wordfreq's list."""
_SIGNS = ("whole", "head", "names", "days")
_STEPS = [step / 4 for step in range(-12, 5)]

Floats = npt.NDArray[np.float64]


class Annotated(msgspec.Struct):
    """Articles by their ids that tell one happening, and pairs of ids that are one text."""

    stories: list[list[str]]
    copies: list[list[str]]


def readings(shared: Path) -> Iterable[tuple[str, Reading]]:
    """The news that may be learnt from, each with its id."""
    reader = Reader()
    for page in capture([str(shared / "corpus" / "news-2018.jsonl.gz")]):
        day = page.given.published if isinstance(page, Page) else None
        if isinstance(page, Page) and day is not None and not JUDGED[0] <= day <= JUDGED[1]:
            yield page.source.rpartition("#")[2], reader.read(page)


def counted(pages: int, counts: Mapping[str, int]) -> str:
    """The rows of counts: how many pages there are, then the terms in order."""
    rows = [("", pages), *sorted((term, n) for term, n in counts.items() if n >= _LEAST_PAGES)]
    return "".join(f"{term}\t{n}\n" for term, n in rows)


def learn(tellings: Mapping[str, Telling], annotated: Annotated) -> Model:
    """The weights of the signs by logistic regression over all pairs within the window, and the least mean logit by the pairs put together."""
    of = {page: n for n, pages in enumerate(annotated.stories) for page in pages}
    told = [tellings[page] for page in of if page in tellings]
    signs: list[list[float]] = []
    right: list[float] = []
    for one, other in combinations(told, 2):
        apart = abs(one.hours - other.hours)
        if apart <= WINDOW:
            signs.append([cosine(one.whole, other.whole), cosine(one.head, other.head), cosine(one.names, other.names), apart / 24])
            right.append(float(of[one.page] == of[other.page]))
    bias, weights = regression(np.array(signs), np.array(right))
    model = Model(bias=round(bias, 3), least=0.0, **{sign: round(float(w), 3) for sign, w in zip(_SIGNS, weights, strict=True)})
    logits = pairs(Stories(msgspec.structs.replace(model, least=_STEPS[0])), told)
    best = max(_STEPS, key=lambda least: fits(msgspec.structs.replace(model, least=least), told, logits, of))  # the first of equals
    return msgspec.structs.replace(model, least=best)


def regression(signs: Floats, right: Floats) -> tuple[float, Floats]:
    """Bias and weights of the least penalised loss (Newton's method; the penalty, of 1, is on weights of signs scaled to one spread)."""
    mean, spread = signs.mean(0), signs.std(0)
    scaled = np.column_stack([np.ones(len(signs)), (signs - mean) / spread])
    penalty = np.diag([0.0] + [1.0] * signs.shape[1])
    weights = np.zeros(scaled.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (chance - right) + penalty @ weights
        weights -= np.linalg.solve((scaled * (chance * (1 - chance))[:, None]).T @ scaled + penalty, gradient)
    own = weights[1:] / spread
    return float(weights[0] - own @ mean), own


def pairs(stories: Stories, told: Sequence[Telling]) -> dict[tuple[str, str], float]:
    """The logits of the pairs that may tell one happening."""
    ordered = sorted(told, key=lambda t: t.page)
    return {(a.page, b.page): logit for a, b in combinations(ordered, 2) if (logit := stories.pair(a, b)) is not None}


def fits(model: Model, told: Sequence[Telling], logits: Mapping[tuple[str, str], float], of: Mapping[str, int]) -> float:
    """How well pages are put together: B-cubed F1 over all and over the stories of several pages, plus F1 of the pairs."""
    kept = {pair: logit for pair, logit in logits.items() if logit >= model.least - NEAR}
    found = Stories(model).group({t.page: t.hours for t in told}, kept)
    mine = {pair for pages in found for pair in combinations(sorted(pages), 2)}
    sizes = Counter(of.values())
    gold = {(a, b) for a, b in combinations(sorted(t.page for t in told), 2) if of[a] == of[b]}
    group = {page: pages for pages in found for page in pages}

    def b_cubed(over: Sequence[str]) -> float:
        both = [sum(of[other] == of[page] for other in group[page]) for page in over]
        precision = sum(n / len(group[page]) for n, page in zip(both, over, strict=True)) / len(over)
        recall = sum(n / sizes[of[page]] for n, page in zip(both, over, strict=True)) / len(over)
        return 2 * precision * recall / (precision + recall)

    several = [t.page for t in told if sizes[of[t.page]] > 1]
    return b_cubed([t.page for t in told]) + b_cubed(several) + 2 * len(mine & gold) / (len(mine) + len(gold))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("shared", type=Path, help="the folder that holds corpus")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    began = time.perf_counter()
    lexicon = build_lexicon(Reader().knowledge, Reader().dossiers)
    read = dict(readings(arguments.shared))
    articles: dict[str, Article] = {
        id_: article_of(reading.text, reading.blocks, (name.entity for name in reading.names), lexicon) for id_, reading in read.items()
    }
    words = Counter(term for article in articles.values() for term in article.whole)
    names = Counter(name for article in articles.values() for name in article.names)
    (arguments.out / "terms.tsv").write_text(counted(len(articles), words), encoding="utf-8")
    (arguments.out / "names.tsv").write_text(counted(len(articles), names), encoding="utf-8")
    weights = Weights(lexicon)
    annotated = msgspec.json.decode(ANNOTATED.read_bytes(), type=Annotated)
    tellings: dict[str, Telling] = {}
    for id_ in sorted({page for pages in annotated.stories for page in pages} & articles.keys()):
        published = read[id_].published
        hours = hours_of(published.value, published.at) if published else None
        if hours is not None:
            tellings[id_] = telling(id_, hours, articles[id_], weights)
    model = learn(tellings, annotated)
    rows = msgspec.structs.asdict(model)
    (arguments.out / "stories.tsv").write_text("".join(f"{name}\t{value}\n" for name, value in rows.items()), encoding="utf-8")
    print(f"{len(articles)} pages, {len(words)} words, {len(names)} names; {len(tellings)} articles in {len(annotated.stories)} stories; {rows}")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
