from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.errors import DataError
from mahdar.sequence import Channel, read_weights

GOOD = "labels\tO\tB\n>\tO\tB\t-0.5\nword\tw=قال\t-1\tB\t2.0\nword\tw=قال\t0\tO\t1.5\nword\tp=ق\t0\tB\t0.25\n"


def test_rows_become_tables_of_feature_step_and_label(tmp_path: Path) -> None:
    (tmp_path / "w.tsv").write_text(GOOD, encoding="utf-8")
    weights = read_weights(tmp_path / "w.tsv")
    assert weights.labels == ("O", "B")
    assert weights.moves == {("O", "B"): -0.5}
    assert weights.steps == {"word": (-1, 0)}
    assert weights.tables["word"][weights.features["word"]["w=قال"]].tolist() == [[0.0, 2.0], [1.5, 0.0]]
    words: Channel[str] = weights.channel("word", lambda key: (f"w={key}",))
    seen = words.scores([None, "قال", None])
    assert seen[1].tolist() == [1.5, 0.0]
    assert seen[2].tolist() == [0.0, 2.0]


@pytest.mark.parametrize(("row", "line"), [("word\tw=قال\t0\tX\t1.0", 6), ("word\tw=قال\tzero\tB\t1.0", 6), ("word\tw=قال\t0\tB", 6), (">\tO\tB", 6)])
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, row: str, line: int) -> None:
    (tmp_path / "w.tsv").write_text(GOOD + row + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"w.tsv, line {line}: expected"):
        read_weights(tmp_path / "w.tsv")


def test_a_file_without_labels_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.tsv").write_text("word\tw=قال\t0\tB\t1.0\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"w.tsv, line 1: expected `labels`"):
        read_weights(tmp_path / "w.tsv")
