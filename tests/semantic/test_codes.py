from __future__ import annotations

import numpy as np
import pytest

from mahdar.semantic.codes import Codes, packed, unpacked
from mahdar.semantic.embedder import Floats, centres


def some(count: int, dims: int, seed: int = 3) -> Floats:
    rows = np.random.default_rng(seed).normal(size=(count, dims)).astype(np.float32)
    found: Floats = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return found


def test_what_is_kept_has_the_same_direction() -> None:
    vectors = some(50, 96)
    kept = unpacked([packed(vector) for vector in vectors], 96)
    assert np.abs(kept @ vectors.T - vectors @ vectors.T).max() < 0.02
    assert np.allclose(np.linalg.norm(kept, axis=1), 1, atol=1e-5)


def test_nothing_has_no_direction() -> None:
    assert not unpacked([packed(np.zeros(8, np.float32))], 8).any()


@pytest.mark.parametrize("dims", [384, 100])
def test_the_nearest_are_found_by_their_signs(dims: int) -> None:
    vectors = some(6_000, dims)
    codes = Codes(dims)
    for start in range(0, len(vectors), 1_500):  # beyond the room that there is at first
        codes.add(range(start + 1, start + 1_501), [packed(vector) for vector in vectors[start : start + 1_500]])
    assert (len(codes), codes.last) == (6_000, 6_000)
    near = vectors[:40] + some(40, dims, seed=4) / 3
    for number, asked in enumerate(near, 1):
        assert number in codes.nearest(asked, 20)


def test_few_vectors_are_all_found_and_none_are_none() -> None:
    codes = Codes(64)
    assert (codes.nearest(some(1, 64)[0], 5), codes.last, len(codes)) == ([], 0, 0)
    codes.add([], [])
    codes.add([4, 9], [packed(vector) for vector in some(2, 64)])
    assert sorted(codes.nearest(some(1, 64)[0], 5)) == [4, 9]


def test_the_centre_has_a_pair_for_each_number() -> None:
    passage, query = centres(384)
    assert 0.5 < float(np.linalg.norm(passage)) < 1
    assert 0.5 < float(np.linalg.norm(query)) < 1
