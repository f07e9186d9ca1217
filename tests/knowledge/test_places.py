"""The gazetteer of populated places: its reader, and what ships."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from mahdar.arabic import fold
from mahdar.errors import DataError
from mahdar.knowledge import Place, Settlement, load
from mahdar.knowledge.loader import DATA, GAZETTEER
from mahdar.knowledge.places import COLUMNS, read_rows, with_settlements

HEAD = "# a comment\n" + "\t".join(COLUMNS) + "\n"
ROW = "saraqib-syria\tSaraqib\tسراقب|سراقيب\talone\tsyria\t35.8644\t36.8006\t32495\t173361\n"


def test_a_row_is_a_place_with_its_position() -> None:
    (row,) = read_rows("t.tsv", HEAD + ROW)
    assert (row.id, row.names, row.use, row.population, row.geonames) == ("saraqib-syria", ("سراقب", "سراقيب"), "alone", 32495, 173361)
    assert (row.lat, row.lon) == (35.8644, 36.8006)
    assert next(read_rows("t.tsv", HEAD + ROW.replace("32495", ""))).population is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id\ten\n", "t.tsv, line 1: expected the columns id, en, names"),
        (HEAD + "a\tb\n", "t.tsv, line 3: expected 9 cells, got 2"),
        (HEAD + ROW + ROW, "t.tsv, line 4: expected an id of its own, got 'saraqib-syria' of line 3"),
        (HEAD + ROW.replace("alone", "never"), "t.tsv, line 3: expected a use, one of alone, headed, got 'never'"),
        (HEAD + ROW.replace("سراقيب", "س"), "t.tsv, line 3: expected names of two letters or more, got 'س'"),
        (HEAD + ROW.replace("35.8644", "95.8"), "t.tsv, line 3: expected degrees of latitude and longitude, got 95.8 and 36.8006"),
        (HEAD + ROW.replace("35.8644", "north"), "t.tsv, line 3: could not convert string to float: 'north'"),
        (HEAD + ROW.replace("Saraqib", ""), "t.tsv, line 3: expected an id and an English name, got an empty cell"),
    ],
)
def test_a_broken_line_is_told_with_its_number(text: str, says: str) -> None:
    with pytest.raises(DataError, match=re.escape(says)):
        list(read_rows("t.tsv", text))


def test_a_row_without_names_gives_a_listed_place_its_position_and_nothing_else() -> None:
    listed = (
        Place(id="saraqib", en="Saraqeb", names=("سراقب",), sort="city", state="syria"),
        Place(id="x", en="X", names=("س",), sort="site", lat=1.0),
    )
    bare = ROW.replace("saraqib-syria", "saraqib").replace("سراقب|سراقيب", "")
    (place, other), settlements = with_settlements(listed, read_rows("t.tsv", HEAD + bare), "a package")
    assert (place.en, place.names, place.lat, place.geonames, place.population) == ("Saraqeb", ("سراقب",), 35.8644, 173361, 32495)
    assert place.known == "a package"
    assert (other, settlements) == (listed[1], ())
    with pytest.raises(DataError, match=r"saraqib: expected names, or the id of a place in places\.toml"):
        with_settlements((), read_rows("t.tsv", HEAD + bare), "a package")
    with pytest.raises(DataError, match=r"saraqib: expected an id that places\.toml doesn't have"):
        with_settlements(listed, read_rows("t.tsv", HEAD + ROW.replace("saraqib-syria", "saraqib")), "a package")


def test_a_user_s_place_replaces_the_gazetteer_s(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[place]]\nid = "ouargla-algeria"\nen = "Ouargla"\nnames = ["واحة ورقلة"]\nsort = "city"\n', encoding="utf-8")
    knowledge = load(mine)
    assert "ouargla-algeria" not in {s.id for s in knowledge.settlements}
    assert len(knowledge.settlements) == len(load().settlements) - 1


def test_what_ships_is_sorted_has_ids_of_its_own_and_says_where_it_is_from() -> None:
    knowledge = load()
    ids = [s.id for s in knowledge.settlements]
    assert ids == sorted(ids)
    assert len(ids) > 5000
    assert not set(ids) & {entry.id for _, entry in knowledge.entries()}
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", i) for i in ids)
    assert {s.known for s in knowledge.settlements} == {GAZETTEER}
    assert {s.state for s in knowledge.settlements} - {None} <= {s.id for s in knowledge.states}
    numbers = Counter(p.geonames for p in (*knowledge.settlements, *knowledge.places) if p.geonames)
    assert max(numbers.values()) == 1
    text = (DATA / "places.tsv").read_text(encoding="utf-8")
    assert "CC BY 4.0" in text
    assert len(text.encode()) < 1_500_000


def test_what_ships_has_positions_for_towns_of_places_toml_and_invents_none() -> None:
    places = {p.id: p for p in load().places}
    aleppo = places["aleppo"]
    assert aleppo.lat is not None
    assert aleppo.lon is not None
    assert abs(aleppo.lat - 36.2) < 0.1
    assert abs(aleppo.lon - 37.15) < 0.1
    assert all((p.lat is None) == (p.geonames is None) for p in places.values())
    assert places["bab-al-hawa"].lat is None  # a crossing: GeoNames' towns have none


def test_common_words_and_names_of_others_never_stand_alone() -> None:
    knowledge = load()
    alone = {fold(n) for s in knowledge.settlements if s.use == "alone" for n in s.names}
    assert not alone & {
        fold(w) for w in ("السلام", "النور", "الحسين", "الشيخ", "جديدة", "بني", "تل", "حسن", "العين", "الجمعة", "ليفني", "فلاديمير", "بن")
    }
    assert not alone & {fold(w) for w in (*knowledge.given_names.arabic, *knowledge.given_names.foreign)}
    assert not alone & {fold(n) for kind, e in knowledge.entries() if kind in ("person", "organization", "state") for n in (*e.names, *e.short)}


def test_names_are_arabic() -> None:
    letters = re.compile("[ء-غف-ي]+(?: [ء-غف-ي]+)*")
    settlements: tuple[Settlement, ...] = load().settlements
    assert not [(s.id, n) for s in settlements for n in s.names if not letters.fullmatch(n)]
