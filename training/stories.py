"""Learns what `mahdar.linking` weighs words and names by, and which pages tell one happening, and writes it as rows of text.

    python -m training.stories ../shared [--out src/mahdar/linking] [--held-out]

The words are counted on the news of the shared folder except those of 2 to 12 September 2018, on which stories are judged. The pairs are those of
``training/stories.json``: which articles of the other days, among those that are alike at all, were put together by hand as telling one happening, by
their ids. The model with vectors is learnt from the same pairs; the vectors of these 522 articles take some ten minutes of one core, and the extra
``semantic``. ``--held-out`` writes nothing and tells how well both do on days that they weren't learnt from.
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
from mahdar.linking.articles import Article, article_of, opening
from mahdar.linking.stories import NEAR, WINDOW, Model, Stories, Telling, hours_of, likeness, telling
from mahdar.linking.terms import Weights, cosine
from mahdar.model import Page, Reading
from mahdar.reader import Reader
from mahdar.semantic.codes import packed
from mahdar.semantic.embedder import shipped as embedder

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/linking"
ANNOTATED = Path(__file__).resolve().parent / "stories.json"
JUDGED = ("2018-09-02", "2018-09-12")
_LEAST_PAGES = 3
"""Terms on fewer pages are left to wordfreq's list."""
_SIGNS = ("whole", "head", "names", "days", "vector")
_FOLDS = 6
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


def learn(tellings: Mapping[str, Telling], of: Mapping[str, int], *, semantic: bool = False) -> Model:
    """The weights of the signs by logistic regression over all pairs within the window, and the least mean logit by the pairs put together.
    ``of`` has the story of each page."""
    told = [tellings[page] for page in of if page in tellings]
    signs: list[list[float]] = []
    right: list[float] = []
    for one, other in combinations(told, 2):
        apart = abs(one.hours - other.hours)
        if apart <= WINDOW:
            mine = [cosine(one.whole, other.whole), cosine(one.head, other.head), cosine(one.names, other.names), apart / 24]
            signs.append([*mine, likeness(one.vector, other.vector)] if semantic else mine)
            right.append(float(of[one.page] == of[other.page]))
    bias, weights = regression(np.array(signs), np.array(right))
    model = Model(bias=round(bias, 3), least=0.0, **{sign: round(float(w), 3) for sign, w in zip(_SIGNS, weights, strict=False)})
    logits = pairs(Stories(msgspec.structs.replace(model, least=_STEPS[0])), told)
    best = max(
        _STEPS, key=lambda least: sum(fits(put_together(msgspec.structs.replace(model, least=least), told, logits), of))
    )  # the first of equals
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


def put_together(model: Model, told: Sequence[Telling], logits: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """The stories of the pages ``told``, by the logits of their pairs."""
    kept = {pair: logit for pair, logit in logits.items() if logit >= model.least - NEAR}
    return Stories(model).group({t.page: t.hours for t in told}, kept)


def fits(found: Sequence[tuple[str, ...]], of: Mapping[str, int]) -> tuple[float, float, float]:
    """How well pages are put together: B-cubed F1 over all and over the stories of several pages, and F1 of the pairs."""
    every = sorted(page for pages in found for page in pages)
    mine = {pair for pages in found for pair in combinations(sorted(pages), 2)}
    sizes = Counter(of[page] for page in every)
    gold = {(a, b) for a, b in combinations(every, 2) if of[a] == of[b]}
    group = {page: pages for pages in found for page in pages}

    def b_cubed(over: Sequence[str]) -> float:
        both = [sum(of[other] == of[page] for other in group[page]) for page in over]
        precision = sum(n / len(group[page]) for n, page in zip(both, over, strict=True)) / len(over)
        recall = sum(n / sizes[of[page]] for n, page in zip(both, over, strict=True)) / len(over)
        return 2 * precision * recall / (precision + recall)

    several = [page for page in every if sizes[of[page]] > 1]
    return b_cubed(every), b_cubed(several), 2 * len(mine & gold) / (len(mine) + len(gold))


def held_out(tellings: Mapping[str, Telling], of: Mapping[str, int], *, semantic: bool) -> tuple[float, tuple[float, float, float]]:
    """The figures of `fits` where the pages of each of six stretches of days are put together by weights learnt from the others, and the least mean
    logit, one for all, at which their sum is greatest."""
    order = sorted((t.hours, page) for page, t in tellings.items())
    cuts = [order[len(order) * fold // _FOLDS][0] for fold in range(_FOLDS)]
    fold_of = {page: sum(t.hours >= cut for cut in cuts) for page, t in tellings.items()}
    parts = []
    for fold in range(1, _FOLDS + 1):
        model = learn(tellings, {page: story for page, story in of.items() if page in tellings and fold_of[page] != fold}, semantic=semantic)
        told = [t for page, t in tellings.items() if fold_of[page] == fold]
        parts.append((model, told, pairs(Stories(msgspec.structs.replace(model, least=_STEPS[0])), told)))
    stories: dict[tuple[int, int], int] = {}
    parted = {page: stories.setdefault((fold_of[page], of[page]), len(stories)) for page in tellings}
    figures = {}
    for least in _STEPS:
        found = [s for model, told, logits in parts for s in put_together(msgspec.structs.replace(model, least=least), told, logits)]
        figures[least] = fits(found, parted)
    best = max(_STEPS, key=lambda least: sum(figures[least]))
    return best, figures[best]


def written(out: Path, name: str, model: Model) -> None:
    """Write a model as rows of text."""
    rows = {key: value for key, value in msgspec.structs.asdict(model).items() if value or key != "vector"}
    (out / name).write_text("".join(f"{key}\t{value}\n" for key, value in rows.items()), encoding="utf-8")
    print(f"{name}: {rows}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("shared", type=Path, help="the folder that holds corpus")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--held-out", action="store_true", help="measure on days that were held out, instead of writing")
    arguments = parser.parse_args()
    began = time.perf_counter()
    lexicon = build_lexicon(Reader().knowledge, Reader().dossiers)
    read = dict(readings(arguments.shared))
    articles: dict[str, Article] = {
        id_: article_of(reading.text, reading.blocks, (name.entity for name in reading.names), lexicon) for id_, reading in read.items()
    }
    words = Counter(term for article in articles.values() for term in article.whole)
    names = Counter(name for article in articles.values() for name in article.names)
    if not arguments.held_out:
        (arguments.out / "terms.tsv").write_text(counted(len(articles), words), encoding="utf-8")
        (arguments.out / "names.tsv").write_text(counted(len(articles), names), encoding="utf-8")
    weights = Weights(lexicon)
    annotated = msgspec.json.decode(ANNOTATED.read_bytes(), type=Annotated)
    tellings: dict[str, Telling] = {}
    for id_ in sorted({page for pages in annotated.stories for page in pages} & articles.keys()):
        published = read[id_].published
        hours = hours_of(published.value, published.at) if published else None
        if hours is not None:
            vector = packed(embedder().query(opening(read[id_].text, read[id_].blocks)))
            tellings[id_] = telling(id_, hours, articles[id_], weights, vector)
    of = {page: n for n, pages in enumerate(annotated.stories) for page in pages}
    print(f"{len(articles)} pages, {len(words)} words, {len(names)} names; {len(tellings)} articles in {len(annotated.stories)} stories")
    for name, semantic in (("stories.tsv", False), ("stories-semantic.tsv", True)):
        if arguments.held_out:
            least, figures = held_out(tellings, of, semantic=semantic)
            print(f"{name}: {', '.join(f'{figure:.3f}' for figure in figures)} at a least mean logit of {least}")
        else:
            written(arguments.out, name, learn(tellings, of, semantic=semantic))
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
