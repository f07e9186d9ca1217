from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.linking.captures import capture_rank
from mahdar.linking.choice import Assertion, Choice, choose, choose_role, choose_status, choose_time
from mahdar.linking.labels import choose_label
from mahdar.model import Basis


def told(value: str, basis: Basis | None = "stated", page: str = "p1", published: str | None = None) -> Assertion:
    return Assertion(value=value, basis=basis, page=page, published=published)


def by(outlet: str, value: str, page: str) -> Assertion:
    return Assertion(value=value, basis="stated", page=page, published=None, sources=frozenset({outlet}))


@pytest.mark.parametrize(
    ("assertions", "value", "rule", "conflict"),
    [
        pytest.param([told("astana"), told("astana", page="p2")], "astana", "agreed", False, id="all agree"),
        pytest.param(
            [told("geneva"), told("astana", "given", "p2"), told("astana", "given", "p3")], "geneva", "basis", True, id="stated beats given"
        ),
        pytest.param([told("geneva", "metadata"), told("astana", "dossier", "p2")], "geneva", "basis", True, id="metadata beats dossier"),
        pytest.param([told("geneva", "dossier"), told("astana", "inferred", "p2")], "astana", "order", True, id="dossier and inferred alike"),
        pytest.param([told("geneva"), told("astana", page="p2"), told("astana", page="p3")], "astana", "pages", True, id="most pages"),
        pytest.param([told("geneva"), told("geneva"), told("astana", page="p2")], "astana", "order", True, id="a page counts once"),
        pytest.param(
            [by("tass", "geneva", "p1"), by("tass", "geneva", "p2"), by("rt", "astana", "p3"), by("sky", "astana", "p4")],
            "astana",
            "outlets",
            True,
            id="most independent outlets",
        ),
        pytest.param(
            [by("tass", "geneva", "p1"), by("tass", "geneva", "p2"), by("rt", "astana", "p3")],
            "geneva",
            "pages",
            True,
            id="as many outlets, more pages",
        ),
        pytest.param([told("geneva", published="2023"), told("astana", page="p2", published="2022")], "geneva", "latest", True, id="latest page"),
        pytest.param([told("geneva", published="2023"), told("astana", page="p2")], "geneva", "latest", True, id="undated is never latest"),
    ],
)
def test_choose(assertions: list[Assertion], value: str, rule: str, conflict: bool) -> None:
    choice = choose(assertions)
    assert (choice.value, choice.rule, choice.conflict) == (value, rule, conflict)


def test_choose_from_nothing() -> None:
    with pytest.raises(ValueError, match="expected at least one assertion"):
        choose([])


@pytest.mark.parametrize(
    ("assertions", "value", "rule", "conflict"),
    [
        pytest.param([told("2022-11"), told("2022-11-22", page="p2")], "2022-11-22", "precise", False, id="finer of equal basis"),
        pytest.param([told("2022-11"), told("2022-11-22", "dossier", "p2")], "2022-11-22", "precise", False, id="finer on worse basis"),
        pytest.param([told("2022-11-21"), told("2022-11-22", "dossier", "p2")], "2022-11-21", "basis", True, id="another day"),
        pytest.param([told("2022-11"), told("2022-12", "dossier", "p2")], "2022-11", "basis", True, id="another month"),
        pytest.param([told("3000-01-01", published="2022"), told("2022-11", "dossier", "p2")], "2022-11", "near", True, id="far after its page"),
        pytest.param([told("2032", published="2022"), told("2032", page="p2", published="2022")], "2032", "agreed", False, id="in ten years"),
        pytest.param([told("2033", published="2022")], "2033", "agreed", True, id="in eleven, with no other"),
        pytest.param([told("2100"), told("2101", page="p2")], "2100", "near", True, id="of pages without a date"),
    ],
)
def test_choose_time(assertions: list[Assertion], value: str, rule: str, conflict: bool) -> None:
    choice = choose_time(assertions)
    assert (choice.value, choice.rule, choice.conflict) == (value, rule, conflict)


@pytest.mark.parametrize(
    ("values", "value", "conflict"),
    [
        (["announced", "announced", "held"], "held", False),
        (["announced", "ongoing"], "ongoing", False),
        (["announced", "announced", "postponed"], "postponed", False),
        (["postponed", "postponed", "held"], "held", False),
        (["announced", "announced", "cancelled"], "announced", True),
        (["held"], "held", False),
    ],
)
def test_choose_status(values: list[str], value: str, conflict: bool) -> None:
    choice = choose_status([told(v, page=f"p{n}") for n, v in enumerate(values)])
    assert (choice.value, choice.conflict) == (value, conflict)


def test_choose_role() -> None:
    assert choose_role([told("participant"), told("guarantor", "dossier", "p2")]) == Choice(value="guarantor", rule="specific", conflict=False)
    assert choose_role([told("observer"), told("guarantor", page="p2"), told("guarantor", page="p3")]).conflict
    assert choose_role([told("participant")]).value == "participant"


some = st.builds(
    told,
    st.sampled_from(["2022", "2022-11", "2022-11-21", "2022-11-22", "2023"]),
    st.sampled_from(["stated", "given", "metadata", "inferred", "dossier", None]),
    st.sampled_from(["p1", "p2", "p3"]),
    st.sampled_from([None, "2022-12-01", "2023-01-01"]),
)


@given(st.lists(some, min_size=1).flatmap(lambda held: st.tuples(st.just(held), st.permutations(held))))
def test_order_of_assertions_changes_nothing(pair: tuple[list[Assertion], list[Assertion]]) -> None:
    held, shuffled = pair
    for chooser in (choose, choose_time, choose_status, choose_role):
        assert chooser(held) == chooser(shuffled)
        assert chooser(held).value in {a.value for a in held}


@pytest.mark.parametrize(
    ("forms", "label"),
    [
        ({"لافرنتيف": 1, "ألكسندر لافرينتييف": 2}, "ألكسندر لافرينتييف"),
        ({"لافرنتيف": 5, "ألكسندر لافرينتييف": 2}, "لافرنتيف"),
        ({"لافرنتيف": 2, "ألكسندر لافرنتيف": 2}, "ألكسندر لافرنتيف"),
        ({"بب": 1, "اب": 1}, "اب"),
    ],
)
def test_choose_label(forms: dict[str, int], label: str) -> None:
    assert choose_label(forms) == label


def test_capture_rank() -> None:
    best_dated = capture_rank(published="2023-01-02", basis="given", source="z")
    assert best_dated < capture_rank(published="2023-01-01", basis="inferred", source="a")
    assert best_dated > capture_rank(published="2023-01-01", basis="given", source="z")
    assert best_dated < capture_rank(published=None, basis=None, source="a")
    assert best_dated > capture_rank(published="2023-01-02", basis="given", source="a")
