from __future__ import annotations

import random

import pytest

from mahdar.linking.copies import bands, compare

WORDS = [f"كلمة{n}" for n in range(4000)]


def article(seed: int, words: int = 220) -> list[str]:
    """Words drawn as news draws them: some stand everywhere, most seldom."""
    rng = random.Random(seed)
    return [WORDS[min(int(rng.expovariate(1 / 300)), len(WORDS) - 1)] for _ in range(words)]


def changed(words: list[str], share: float, seed: int) -> list[str]:
    rng = random.Random(seed)
    out = list(words)
    for n in rng.sample(range(len(out)), round(share * len(out))):
        out[n] = f"بدل{rng.randrange(10_000)}"
    return out


def meets(one: list[str], other: list[str]) -> bool:
    return bool(set(bands(one)) & set(bands(other)))


@pytest.mark.parametrize("share", [0.05, 0.1, 0.2])
def test_of_copies_with_words_changed_nearly_all_are_found(share: float) -> None:
    pairs = [(words, changed(words, share, seed)) for seed in range(150) if (words := article(seed))]
    found = [one for one, other in pairs if meets(one, other) and compare(one, other) is not None]
    assert len(found) >= 0.98 * len(pairs)


def test_a_first_half_is_within_the_whole() -> None:
    for seed in range(60):
        whole = article(seed)
        half = whole[: len(whole) // 2]
        likeness = compare(half, whole)
        assert meets(half, whole)
        assert likeness is not None
        assert (likeness.sort, likeness.share) == ("within", 1.0)


def test_another_title_makes_no_other_text() -> None:
    words = article(1)
    likeness = compare([*article(2, 9), *words], [*article(3, 7), *words])
    assert likeness is not None
    assert likeness.sort == "near"


def test_paragraphs_in_another_order_are_one_text() -> None:
    words = article(1, 240)
    likeness = compare(words, [*words[120:], *words[:120]])
    assert likeness is not None
    assert likeness.sort == "near"


def test_texts_that_share_a_paragraph_are_two() -> None:
    for seed in range(60):
        background = article(seed, 60)
        assert compare([*article(seed + 1000, 150), *background], [*article(seed + 2000, 150), *background]) is None


def test_different_articles_seldom_meet_and_are_never_one() -> None:
    articles = [article(seed) for seed in range(60)]
    keys = [set(bands(words)) for words in articles]
    assert sum(bool(keys[a] & keys[b]) for a in range(60) for b in range(a)) <= 20
    assert all(compare(articles[a], articles[b]) is None for a in range(60) for b in range(a))


def test_the_same_words_are_the_same_however_few() -> None:
    likeness = compare(["عاجل", "انفجار"], ["عاجل", "انفجار"])
    assert likeness is not None
    assert (likeness.sort, likeness.share) == ("same", 1.0)
    assert compare(["عاجل", "انفجار", "في", "الميناء"], ["عاجل", "انفجار", "في", "المطار"]) is None


def test_nothing_is_no_copy_of_nothing() -> None:
    assert bands([]) == ()
    assert compare([], []) is None


def test_keys_are_the_same_in_every_run() -> None:
    assert bands(["واحد"])[:2] == bands(["واحد"])[:2]
    assert len(bands(article(1))) == 48
    assert all(0 <= key < 2**63 for key in bands(article(1)))
