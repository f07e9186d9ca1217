"""A model that needs nothing installed: texts are near where they share the beginnings of words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from mahdar.arabic import fold
from mahdar.semantic.embedder import Floats


class Beginnings:
    """An `Embedder`; each word adds a direction of its own, made from its first letters."""

    dims = 256

    def __init__(self, model: str = "beginnings") -> None:
        self.model = model
        self.made = 0

    def passages(self, texts: Sequence[str]) -> Floats:
        self.made += len(texts)
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Floats:
        vector = np.zeros(self.dims, np.float32)
        for word in re.findall(r"\w+", fold(text)):
            seed = int.from_bytes(hashlib.sha256(word[:5].encode()).digest()[:4])
            vector += np.random.default_rng(seed).normal(size=self.dims).astype(np.float32)
        length = float(np.linalg.norm(vector)) or 1.0
        return (vector / length).astype(np.float32)
