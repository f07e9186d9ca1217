"""The files of reporting words are whole, and a fault in one is told with its line."""

from __future__ import annotations

import pytest

from mahdar.errors import DataError
from mahdar.knowledge import load
from mahdar.knowledge.reporting import read_verbs

HEAD = "past\tpresent\tparticiple\tnoun\tnouns\tact\tgoverns\tpolarity\tnegated\tuse"
GOOD = "استبعد\tستبعد\tمستبعد\tاستبعاد\t-\tstate\tan,obj\t-\tstate"


def test_there_are_enough_of_them() -> None:
    known = load()
    assert len(known.verbs) >= 300
    assert len(known.cue_phrases) >= 80


def test_no_verb_or_phrase_is_told_twice() -> None:
    known = load()
    assert len({(v.past, v.present, v.act) for v in known.verbs}) == len(known.verbs)
    phrases = [(p.past, complement) for p in known.cue_phrases for complement in p.complements]
    assert sorted(phrases) == sorted(set(phrases))


def test_every_phrase_has_a_complement_and_no_verb_has_one() -> None:
    known = load()
    assert all(p.complements for p in known.cue_phrases)
    assert not any(v.complements for v in known.verbs)


def test_a_restricted_use_is_one_that_the_forms_allow() -> None:
    """only-participle needs a participle, only-present an imperfect, only-negated an act under a negation."""
    for verb in load().verbs:
        uses = verb.uses
        assert "only-participle" not in uses or verb.participle, verb.past
        assert "only-present" not in uses or verb.present, verb.past
        assert "only-negated" not in uses or verb.negated, verb.past
        assert not {"only-an", "only-direct"} & uses or "an" in verb.governs, verb.past
        assert "only-prep" not in uses or set(verb.governs) - {"an", "obj", "quote"}, verb.past


def test_the_columns_of_a_line() -> None:
    (verb,) = read_verbs("v.tsv", f"# words\n{HEAD}\n{GOOD}\n")
    assert (verb.past, verb.participle, verb.nouns, verb.governs) == ("استبعد", "مستبعد", (), ("an", "obj"))
    assert (verb.act, verb.polarity, verb.negated, verb.use, verb.uses) == ("state", "-", "state", "", frozenset())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (GOOD.replace("\tstate\tan", "\tshout\tan"), r"v.tsv, line 2 \(استبعد\), act: expected one of .*, got 'shout'"),
        (GOOD.replace("an,obj", "an,through"), "governs: expected one of .*, got 'through'"),
        (GOOD.replace("obj\t-", "obj\t?"), "polarity: expected one of .*, got '\\?'"),
        (GOOD.replace("-\tstate", "-\tno", 2).replace("\t-\tno", "\t-\tstate", 1), "negated: expected one of .*, got 'no'"),
        (GOOD + "\tsometimes", "use: expected one of .*, got 'sometimes'"),
        ("استبعد\tستبعد", "expected 10 columns, the last of which may be left out, got 2"),
    ],
)
def test_a_fault_is_told(line: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_verbs("v.tsv", f"{HEAD}\n{line}\n")
