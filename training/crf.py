"""What the models have in common: CRFsuite learns them, and their weights are taken out of its file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pycrfsuite

Sequence_: TypeAlias = tuple[list[list[str]], Sequence[str]]
"""The features of each item of a sequence, and its labels."""
Pairs = dict[tuple[str, str], float]


def learn(sequences: Iterable[Sequence_], parameters: Mapping[str, object]) -> tuple[Pairs, Pairs]:
    """The weights of the steps from label to label, and those of features and labels. Empty sequences are passed over."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(parameters)
    for features, labels in sequences:
        if features:
            trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return dict(info.transitions), dict(info.state_features)
