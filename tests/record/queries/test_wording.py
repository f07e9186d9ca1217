"""What outlets call an entity, month by month."""

from __future__ import annotations

from mahdar.reader import Reader
from mahdar.record import Record
from mahdar.record.queries.wording import wording
from tests.support.pages import page_of
from tests.support.places import Places

FULL = "سيرغي لافروف يزور جنيف\nقال وزير الخارجية الروسي سيرغي لافروف إن المحادثات ستستأنف."
SHORT = "لافروف يزور جنيف\nقال وزير الخارجية الروسي لافروف إن المحادثات ستستأنف."
PAGES = (
    ("one/a", FULL, "2018-09-02"),
    ("one/b", f"{FULL}\nوكانت قد توقفت.", "2018-10-03"),
    ("one/c", f"{SHORT}\nولم يحدد موعدا.", "2018-10-04"),
    ("two/d", SHORT, "2018-09-02"),
    ("two/d", SHORT, "2018-09-02"),
    ("two/e", f"{SHORT}\nفي سويسرا.", None),
)


def test_forms_by_outlet_and_month(place: Places) -> None:
    reader = Reader()
    with Record.create_or_open(place("a.mahdar")) as record:
        for source, text, published in PAGES:
            record.add(reader.read(page_of(text, source, published=published, outlet=source.partition("/")[0])))
        with record.read() as connection:
            found = wording(connection, "lavrov")
            nobody = wording(connection, "nobody")
    forms = {form.form: form for form in found.forms if form.named}
    assert {form: one.captures for form, one in forms.items()} == {"سيرغي لافروف": 2, "لافروف": 3}
    used = {(form, use.label): [(m.month, m.captures) for m in use.months] for form, one in forms.items() for use in one.outlets}
    assert used == {
        ("سيرغي لافروف", "one"): [("2018-09", 1), ("2018-10", 1)],
        ("لافروف", "one"): [("2018-10", 1)],
        ("لافروف", "two"): [("2018-09", 1), (None, 1)],
    }
    assert found.total == len(found.forms) >= 2
    assert (nobody.total, nobody.forms) == (0, ())
