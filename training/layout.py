"""Learns the line model of `mahdar.layout` from annotated pages and articles, and writes its weights as plain text.

    python -m training.layout ../shared [--held-out] [--out src/mahdar/layout/lines.tsv]

Each annotated page of ``gold/train`` is learnt as it stands and set several times into other frames (`training.compose`); so are
articles of the corpus whose every line is known to be the article's. Half of the annotated pages lend no furniture to these
frames and half of the corpus's articles aren't touched: those are what the stress set (`tests/support/stress.py`) is made of. With ``--held-out``
these pages aren't learnt as they stand either, so that nothing of the stress set has been seen; what ships is learnt from all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from mahdar.arabic import build_lexicon
from mahdar.evaluate import load_gold
from mahdar.evaluate.gold import GoldPage
from mahdar.knowledge import load
from mahdar.layout.features import Vocabulary, names, observe
from mahdar.layout.linemodel import LABELS, TRANSITION, Label
from mahdar.layout.lines import RawLine, raw_lines
from mahdar.layout.marks import Marker
from mahdar.model import ARTICLE_ROLES, Role
from tests.support.stress_sources import Row, is_stress_page, load_rows
from training.compose import Frames, Source
from training.crf import Sequence_, learn

OUT = Path(__file__).resolve().parent.parent / "src/mahdar/layout/lines.tsv"
PARAMETERS = {"c1": 0.2, "c2": 0.1, "max_iterations": 150, "feature.minfreq": 2}
"""L1 keeps the file small; found on held-out folds, where anything from 0.05 to 0.3 does as well."""
AS_THEY_STAND, FRAMES, FRAMES_OF_ROWS = 5, 6, 2
"""How often an annotated page is learnt from as it stands, in how many frames its article is set, and that of a row of the corpus."""
SEED = 20
LEAST = 0.005


class Learner:
    """Turns pages into sequences of features and labels."""

    def __init__(self) -> None:
        knowledge = load()
        self.lexicon = build_lexicon(knowledge, ())
        self.marker = Marker(knowledge)
        self.vocabulary = Vocabulary(self.lexicon, knowledge.lexical.connectives)
        self.phrases = knowledge.furniture

    def sequence(self, lines: Sequence[RawLine], roles: Sequence[Role]) -> Sequence_:
        """What the model is to learn from one page."""
        marks = [self.marker.mark(line) for line in lines]
        return names(observe(lines, marks, self.vocabulary)), labels(roles)

    def roles(self, page: GoldPage) -> tuple[tuple[RawLine, ...], list[Role]]:
        """The lines of an annotated page with their roles."""
        lines = raw_lines(page.page.text, self.lexicon)
        return lines, [next((b.role for b in page.blocks if b.start <= line.start < b.end), "furniture") for line in lines]

    def source(self, page: GoldPage) -> Source | None:
        """What a page lends to composed ones, if it has an article."""
        lines, roles = self.roles(page)
        inside = [i for i, role in enumerate(roles) if role in ARTICLE_ROLES]
        if not inside or roles[inside[0]] != "title":
            return None
        article = tuple((role, line.text) for line, role in zip(lines, roles, strict=True) if role != "furniture")
        article = article[next(i for i, (role, _) in enumerate(article) if role == "title") :]
        before = tuple(line.text for line in lines[: inside[0]])
        after = tuple(line.text for line, role in zip(lines[inside[-1] + 1 :], roles[inside[-1] + 1 :], strict=True) if role == "furniture")
        return Source(page.id, article, before, after) if not is_stress_page(page.id) else Source(page.id, article)

    def sequences(self, pages: Sequence[GoldPage], rows: Sequence[Row], *, whole: bool) -> list[Sequence_]:
        """The pages themselves (with ``whole`` also those whose furniture the stress set lends), and articles in other frames."""
        out = [self.sequence(*self.roles(page)) for page in pages if whole or not is_stress_page(page.id)] * AS_THEY_STAND
        sources = [source for page in pages if (source := self.source(page))]
        plain = [Source(row.id, (("title", row.title), *(("body", line) for line in row.paragraphs))) for row in rows]
        made = Frames([*sources, *plain], self.phrases, SEED)
        composed = [made.compose(source) for source in sources for _ in range(FRAMES)]
        composed += [made.compose(source) for source in plain for _ in range(FRAMES_OF_ROWS)] + [made.index() for _ in sources]
        for lines in composed:
            text = "\n".join(text for _, text in lines)
            roles: list[Role] = [role for role, line in lines if line.strip()]  # type: ignore[misc]
            if roles:
                out.append(self.sequence(raw_lines(text, self.lexicon), roles))
        return out


def labels(roles: Sequence[Role]) -> list[Label]:
    """The label of each line: furniture by where it stands to the story."""
    inside = [i for i, role in enumerate(roles) if role in ARTICLE_ROLES]
    first, last = (inside[0], inside[-1]) if inside else (len(roles), -1)
    return [_label(role, i < first, i > last) for i, role in enumerate(roles)]


def _label(role: Role, before: bool, after: bool) -> Label:
    match role:
        case "furniture":
            return "before" if before else "after" if after else "among"
        case "dateline" | "byline" | "credit":
            return "source"
        case _:
            return role


def train(sequences: Iterable[Sequence_]) -> list[tuple[str, str, float]]:
    """The weights: rows of feature, label and weight, those of transitions first."""
    moves, weighed = learn(sequences, PARAMETERS)
    steps = [(f"{TRANSITION}{a}", b, weight) for (a, b), weight in moves.items()]
    states = [(name, label, weight) for (name, label), weight in weighed.items() if abs(weight) >= LEAST]
    order: dict[str, int] = {label: n for n, label in enumerate(LABELS)}
    return [*sorted(steps), *sorted(states, key=lambda row: (row[0], order[row[1]]))]


def main() -> None:
    """Train and write, or measure on held-out folds."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("shared", type=Path, help="the folder that holds gold and corpus")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--held-out", action="store_true", help="leave out the annotated pages whose furniture the stress set lends")
    arguments = parser.parse_args()
    learner = Learner()
    kept = [row for row in load_rows(arguments.shared) if not is_stress_page(row.id)]
    rows = train(learner.sequences(load_gold(arguments.shared / "gold" / "train"), kept, whole=not arguments.held_out))
    arguments.out.write_text("".join(f"{name}\t{label}\t{weight:.3f}\n" for name, label, weight in rows), encoding="utf-8")
    print(f"{arguments.out}: {len(rows)} weights, {arguments.out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
