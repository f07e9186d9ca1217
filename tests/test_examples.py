"""The reader finds on the example pages what examples/expected.toml says is there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from mahdar.invariants import check
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Meeting, Reading, Statement
from tests.conftest import ROOT
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

EXPECTED: list[dict[str, Any]] = tomllib.loads((ROOT / "examples/expected.toml").read_text(encoding="utf-8"))["page"]
FILES = [page["file"] for page in EXPECTED]

# How many of all that are expected must be found: what was measured when this was written. They only rise.
PUBLISHED = (18, 18)
ROUNDS = (32, 33)
STATEMENTS = (73, 90)


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """The reading of each example page, by file name."""
    folder = ROOT / "examples/pages"
    return {name: check(shipped_reader().read(page_of((folder / name).read_text(encoding="utf-8"), name))) for name in FILES}


def missed_rounds(page: dict[str, Any], reading: Reading) -> Iterator[str]:
    """Expected rounds that aren't found as expected, in words."""
    found: dict[tuple[str | None, int | None], Meeting] = {(m.series, m.ordinal): m for m in reading.meetings}
    for want in page.get("round", ()):
        got = found.get((want["series"], want["ordinal"]))
        fields = [field for field in ("start", "end", "place", "status") if field in want]
        if got is None or any(getattr(got, field) != want[field] for field in fields):
            yield f"{page['file']}: {want['series']} {want['ordinal']}: { ({f: (want[f], got and getattr(got, f)) for f in fields}) }"


def says(statement: Statement, want: dict[str, Any], text: str) -> bool:
    """Whether a statement is the one that is expected."""
    if statement.cue is None or statement.speaker is None:
        return False
    via = {v.entity for v in statement.via}
    return (
        statement.cue.of(text) == want["cue"]
        and statement.of(text).startswith(want["content"])
        and statement.act == want["act"]
        and ("speaker" not in want or statement.speaker.entity == want["speaker"])
        and ("speaker_label" not in want or statement.speaker.label == want["speaker_label"])
        and ("addressee" not in want or statement.addressee == want["addressee"])
        and via >= set(want.get("via", ()))
    )


def missed_statements(page: dict[str, Any], reading: Reading) -> Iterator[str]:
    """Expected statements that aren't found as expected, in words."""
    for want in page.get("statement", ()):
        if not any(says(s, want, reading.text) for s in reading.statements):
            yield f"{page['file']}: {want.get('speaker') or want['speaker_label']} {want['cue']} | {want['content']} | {want['act']}"


def test_every_page_is_expected_and_every_expectation_has_its_page() -> None:
    assert sorted(path.name for path in (ROOT / "examples/pages").iterdir()) == sorted(FILES)


@pytest.mark.parametrize("page", EXPECTED, ids=FILES)
def test_what_is_expected_is_in_the_page(page: dict[str, Any]) -> None:
    text = (ROOT / "examples/pages" / page["file"]).read_text(encoding="utf-8")
    assert page.get("outlet_line", "") in text
    for statement in page["statement"]:
        assert any(statement["content"] in line and statement["cue"] in line for line in text.splitlines()), statement["content"]
        assert ("speaker" in statement) != ("speaker_label" in statement)
        assert statement.get("speaker_label", "") in text


def test_ids_are_those_of_the_knowledge() -> None:
    known = load()
    ids = {entry.id for _, entry in known.entries()} | {group.entity for dossier in load_dossiers() for group in dossier.group}
    ids |= {state.government for state in known.states if state.government}
    ids |= {f"{state.id}-{body.key}" for state in known.states for body in known.bodies} | set(known.pattern_ids.values())
    told = {s.get(field) for page in EXPECTED for s in page["statement"] for field in ("speaker", "addressee")}
    assert {id_ for id_ in told if id_} - ids == set()


def test_pages_are_dated(readings: dict[str, Reading]) -> None:
    missed = [
        f"{page['file']}: expected {page['published']} ({page['basis']}), got {found}"
        for page in EXPECTED
        if (found := readings[page["file"]].published) is None or (found.value, found.basis) != (page["published"], page["basis"])
    ]
    assert len(EXPECTED) - len(missed) >= PUBLISHED[0], "\n".join(missed)
    assert len(EXPECTED) == PUBLISHED[1]


def test_rounds_are_found(readings: dict[str, Reading]) -> None:
    missed = [line for page in EXPECTED for line in missed_rounds(page, readings[page["file"]])]
    total = sum(len(page.get("round", ())) for page in EXPECTED)
    assert total - len(missed) >= ROUNDS[0], "\n".join(missed)
    assert total == ROUNDS[1]


def test_no_round_is_found_that_is_not_there(readings: dict[str, Reading]) -> None:
    expected = {(page["file"], r["series"], r["ordinal"]) for page in EXPECTED for r in page.get("round", ())}
    found = {(name, m.series, m.ordinal) for name, reading in readings.items() for m in reading.meetings if m.ordinal is not None}
    assert found - expected == set()


def test_statements_are_found(readings: dict[str, Reading]) -> None:
    missed = [line for page in EXPECTED for line in missed_statements(page, readings[page["file"]])]
    total = sum(len(page["statement"]) for page in EXPECTED)
    assert total - len(missed) >= STATEMENTS[0], "\n".join(missed)
    assert total == STATEMENTS[1]


def test_outlets_are_read_where_the_page_names_its_own(readings: dict[str, Reading]) -> None:
    for page in EXPECTED:
        outlet = readings[page["file"]].outlet
        if "outlet" not in page:
            assert outlet is None, page["file"]
        elif outlet is not None:
            assert outlet.label == page["outlet"]
    assert sum(reading.outlet is not None for reading in readings.values()) >= 8
