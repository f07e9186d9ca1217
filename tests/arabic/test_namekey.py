from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Lexicon, NameKeys, name_key, name_keys, same_name
from mahdar.knowledge import GivenNames, load

TABLES = Path(__file__).parent / "names"
LETTERS = "اأإآبتثجحخدذرزسشصضطظعغفقكلمنهوىيةءئؤپچڤگ abcdefghijklmnopqrstuvwxyzğşçé-'"
NAMES = st.text(alphabet=st.sampled_from(LETTERS), max_size=16)


def pairs(table: str) -> list[tuple[str, str]]:
    """The rows of a table of pairs."""
    lines = (TABLES / table).read_text(encoding="utf-8").splitlines()
    return [(a, b) for a, b in (line.split("\t") for line in lines if not line.startswith("#"))]


def test_the_tables_are_large_enough_and_no_pair_is_in_both() -> None:
    same, other = ({frozenset(p) for p in pairs(t)} for t in ("same.tsv", "other.tsv"))
    assert len(same) >= 150
    assert len(other) >= 150
    assert not same & other


@pytest.mark.parametrize(("a", "b"), pairs("same.tsv"))
def test_spellings_of_one_name_meet(a: str, b: str) -> None:
    match = same_name(a, b)
    assert match, match.why
    assert match.score >= 0.5
    assert name_keys(a) & name_keys(b)


@pytest.mark.parametrize(("a", "b"), pairs("other.tsv"))
def test_other_names_do_not_meet(a: str, b: str) -> None:
    match = same_name(a, b)
    assert not match, match.why
    assert match.score < 0.5


ONE_NAME = {
    ("جمانا", "جمانة"), ("زكريا", "زكرياء"), ("شاديا", "شادية"), ("فاديا", "فادية"), ("محي", "محيي"), ("هيفا", "هيفاء"),
}  # fmt: skip
"""Two spellings of one name, both listed."""
ALIKE = {("ثامر", "سامر"), ("زهراء", "زهرة"), ("ميثاء", "ميساء")}
"""Two names that one spelling may mean where ث is said as س, or the hamza isn't written."""


def test_arabic_given_names_are_told_apart() -> None:
    # But for two that custom writes in two ways: ابن and بن, ميشال and ميشيل.
    given = sorted(set(load().given_names.arabic) - {"ابن", "ميشال"})
    met = [(a, b) for i, a in enumerate(given) for b in given[i + 1 :] if same_name(a, b)]
    assert set(met) - ONE_NAME == ALIKE


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("لافرينتييف", "LFRNTF"),
        ("لافرنتيف", "LFRNTF"),
        ("Lavrentiev", "LFRNTF"),
        ("الأسد", "ST"),
        ("al-Assad", "ST"),
        ("عبد الرحمن", "PTRMN"),
        ("Abdurrahman", "PTRMN"),
        ("20", "20"),
        ("آية", "-"),
        ("", ""),
        ("«…»", ""),
        ("Путин", ""),
    ],
)
def test_the_likeliest_key(name: str, key: str) -> None:
    assert name_key(name) == key
    assert name_keys(name) >= ({key} if key else set())


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("جو", {"S", "K"}),  # ج is also the g of Egypt
        ("ممدوح", {"MT", "MMT"}),  # an unwritten vowel may stand between
        ("حجج", {"S", "K", "SS", "SK", "KS", "KK"}),
        ("Chopin", {"SPN", "KPN"}),
    ],
)
def test_a_name_that_is_read_in_several_ways_has_several_keys(name: str, keys: set[str]) -> None:
    assert name_keys(name) == keys


@pytest.mark.parametrize(
    ("word", "origin"),
    [
        ("سعيد", "given"),
        ("أسد", "looks Arabic"),
        ("عباس", "looks Arabic"),  # in the list of foreign given names, for its Iranian bearers
        ("فلاديمير", "foreign"),
        ("ڤاليري", "foreign"),
        ("كريموف", "foreign"),
        ("ماكرون", "unknown"),
        ("بوتين", "unknown"),
    ],
)
def test_the_evidence_for_an_arabic_word(word: str, origin: str) -> None:
    assert NameKeys(load().given_names, Lexicon()).origin(word) == origin


def test_a_foreign_word_in_the_name_makes_the_others_lenient_but_given_names() -> None:
    keys = NameKeys(GivenNames(arabic=("قاسم", "قاسيم"), foreign=("فلاديمير",), particles=()), Lexicon())
    assert not keys.compare("عريض", "عرض")
    assert keys.compare("فلاديمير عريض", "فلاديمير عرض")
    assert not keys.compare("فلاديمير قاسم", "فلاديمير قاسيم")


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("بوتين", "بوريل", "consonants differ"),
        ("سالم", "سليم", "every long vowel counts"),
        ("شارون", "شيرين", "differ too much"),
        ("«»", "«»", "no letters"),
        ("إردوغان", "أردوغان", "marks and forms of letters"),
        ("Biden", "بايدن", "one skeleton"),
    ],
)
def test_a_match_says_why(a: str, b: str, why: str) -> None:
    assert why in same_name(a, b).why


def test_a_name_with_a_word_more_is_another() -> None:
    assert not same_name("بوتين", "فلاديمير بوتين")
    assert not same_name("بشار حافظ الأسد", "بشار الأسد")


def test_likelier_spellings_score_higher() -> None:
    assert same_name("ناصر", "Nasser").score > same_name("نصر", "Nasser").score
    assert same_name("غوتيريش", "غوتيرش").score > same_name("غوتيريش", "جوتيرس").score


@given(NAMES, NAMES)
def test_what_meets_shares_a_key_and_meeting_is_symmetric(a: str, b: str) -> None:
    match = same_name(a, b)
    assert match == same_name(b, a)
    assert 0.0 <= match.score <= 1.0
    assert match.same == (match.score >= 0.5)
    if match:
        assert name_keys(a) & name_keys(b)


@given(st.text())
def test_any_text_has_keys_or_none_and_meets_itself_where_it_has(text: str) -> None:
    keys = name_keys(text)
    assert (name_key(text) in keys) == bool(keys)
    assert same_name(text, text).same == bool(keys)
    assert len(keys) <= 32


@pytest.mark.parametrize("name", ["ش" * 100_000, "c" * 100_000, "ch " * 30_000, "تش" * 50_000, "abdul" * 20_000, "'" * 100_000])
def test_a_monstrous_name_costs_little(name: str) -> None:
    started = time.process_time()
    same_name(name, name + "ا")
    assert time.process_time() - started < 2


def test_a_key_costs_little() -> None:
    names = [n for p in load().persons for n in p.names][:2000]
    for name in names:
        name_keys(name)
    started = time.process_time()
    for name in names:
        name_keys(name)
    assert (time.process_time() - started) / len(names) < 20e-6
