"""Series that recur: named ones over spellings, unnamed ones by sides and place, and what a dossier calls them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mahdar.arabic import build_lexicon
from mahdar.knowledge import load
from mahdar.model import Office
from mahdar.process.drafting import Form, Naming, Recurring, recurring, together
from mahdar.process.joining import happenings
from mahdar.process.naming import names_of
from mahdar.process.rounds import rounds
from mahdar.process.sides import Sides
from mahdar.process.telling import Telling
from tests.support.tellings import NOBODY, telling

LEXICON = build_lexicon(load())


def found(told: list[Telling], namings: Sequence[Naming] = (), sides: Sides = NOBODY, described: tuple[str, ...] = ()) -> tuple[Recurring, ...]:
    return recurring(rounds(happenings(told, sides), {}), namings, sides, described)


def naming(series: str, form: str, page: str) -> Naming:
    return Naming(series=series, form=form, page=page)


def test_a_series_told_twice() -> None:
    [one] = found(
        [
            telling("a", series="oasis", ordinal=1, start="2031-03-04", kind="talks", who=["chad", "niger"], place="muscat"),
            telling("b", series="oasis", ordinal=3, start="2031-05-04", kind="talks", who=["chad"], place="muscat"),
            telling("c", series="lake", ordinal=1, start="2031-05-04", kind="talks"),
        ],
        [naming("oasis", "محادثات الواحة", "d")],
    )
    assert (one.series, one.numbers, one.days) == (("oasis",), (1, 3), ("2031-03-04", "2031-05-04"))
    assert one.pages == ("a", "b", "d")
    assert [(t.entity, t.meetings) for t in one.participants] == [("chad", 2), ("niger", 1)]
    assert (one.places, one.kinds) == ((("muscat", 2),), (("talks", 2),))


def test_what_a_dossier_describes_is_none() -> None:
    told = [telling(page, series="oasis", ordinal=n, start=f"2031-03-0{n}") for page, n in (("a", 1), ("b", 2))]
    assert found(told, [naming("oasis", "محادثات الواحة", "a")], described=("oasis",)) == ()


def test_spellings_of_one_name_are_one_series() -> None:
    [one] = found(
        [telling("a", series="x-conference", start="2031-03-04")],
        [naming("x-conference", "مؤتمر ميونخ للأمن", "a"), naming("y-conference", "مؤتمر ميونيخ للأمن", "b")],
    )
    assert (one.series, [f.form for f in one.forms]) == (("x-conference", "y-conference"), ["مؤتمر ميونخ للأمن", "مؤتمر ميونيخ للأمن"])
    apart = found([], [naming(s, f, p) for s, f in (("a-talks", "محادثات أنقرة"), ("b-talks", "محادثات الكويت")) for p in ("a", "b")])
    assert len(apart) == 2


def test_unnamed_ones_of_the_same_sides_in_one_place() -> None:
    ministers = Sides({"person:samir": [Office(role="foreign-minister", of="chad", basis="stated")]})
    told = [
        telling("a", "2031-03-05", who=["chad", "niger"], place="muscat", start="2031-03-04", kind="meeting"),
        telling("b", "2031-04-05", who=["person:samir", "niger"], place="muscat", start="2031-04-04", kind="talks"),
        telling("c", "2031-04-06", who=["chad", "niger"], place="doha", start="2031-04-05", kind="talks"),
        telling("d", "2031-04-07", who=["chad", "niger"], place="muscat", start="2031-04-06", kind="visit"),
    ]
    [one] = found(told, sides=ministers)
    assert (one.series, one.pages, one.forms) == ((), ("a", "b"), ())
    assert [(t.entity, t.meetings) for t in one.participants][:2] == [("chad", 2), ("niger", 2)]
    assert found(told) == ()  # nobody says for whom he acts


def test_one_day_told_by_two_pages_is_one_meeting() -> None:
    told = [telling(page, "2031-03-05", who=["chad", "niger"], place="muscat", start="2031-03-04", kind="meeting") for page in ("a", "b")]
    assert found(told) == ()


def test_several_chosen_are_one() -> None:
    some = found(
        [telling(page, series=series, ordinal=1, start="2031-03-04") for page, series in (("a", "oasis"), ("b", "lake"))],
        [naming("oasis", "محادثات الواحة", "c"), naming("lake", "محادثات البحيرة", "d")],
    )
    one = together(some, NOBODY)
    assert (sorted(one.series), len(one.rounds), one.pages) == (["lake", "oasis"], 2, ("a", "b", "c", "d"))


@pytest.mark.parametrize(
    ("forms", "names", "patterns"),
    [
        pytest.param(
            ["محادثات فيينا", "مفاوضات فيينا 7"],
            [],
            ["(محادثات|مفاوضات) فيينا {ordinal}?", "{round} {ordinal} من (محادثات|مفاوضات) فيينا"],
            id="city",
        ),
        pytest.param(["القمة العربية", "القمة العربية الـ29"], [], ["القمة العربية {ordinal}?", "القمة {ordinal} العربية"], id="adjective"),
        pytest.param(
            ["محادثات السلام في التلال"],
            ["السلام في التلال"],
            ["محادثات السلام في التلال {ordinal}?", "{round} {ordinal} من محادثات السلام في التلال"],
            id="name-of-its-own",
        ),
        pytest.param(["قمة مجموعة السبع"], [], ["قمة مجموعة السبع {ordinal}?"], id="what-something-else-is-called-by"),
        pytest.param(["قمة ثالثة"], [], [], id="no-name"),
    ],
)
def test_names_and_patterns(forms: list[str], names: list[str], patterns: list[str]) -> None:
    made = names_of([Form(form=form, pages=1) for form in forms], load(), LEXICON)
    assert ([n.text for n in made.names], [p.text for p in made.patterns], made.body) == (names, patterns, False)


def test_a_body_whose_sessions_are_numbered() -> None:
    made = names_of([Form(form="مجلس الواحة", pages=2)], load(), LEXICON)
    assert ([(n.text, n.pages) for n in made.names], made.patterns, made.body) == ([("مجلس الواحة", 2)], (), True)
