from __future__ import annotations

import pytest
from sqlalchemy import event, exc, text

from mahdar.record import Record, schema
from mahdar.record.dialect import Held, hold, upsert
from tests.support.places import Places, opened, rows
from tests.support.postgres import Cluster


def spelt(form: str, pages: int) -> dict[str, object]:
    return {"entity": "e", "form": form, "folded": form, "pages": pages}


def test_rows_that_are_there_change_as_told(place: Places) -> None:
    where = place("a.mahdar")
    Record.create_or_open(where).close()
    table = schema.spellings
    with opened(where) as connection:
        upsert(connection, table, [])
        upsert(connection, table, [spelt("ب", 2), spelt("أ", 1)], adding=["pages"])
        upsert(connection, table, [spelt("ب", -1), spelt("ج", 5)], adding=["pages"])
        upsert(connection, table, [{**spelt("أ", 9), "folded": "ا"}], setting=["folded"])
        upsert(connection, table, [spelt("أ", 7), spelt("د", 3)])
    assert rows(where, "SELECT form, folded, pages FROM spellings ORDER BY form") == [("أ", "ا", 1), ("ب", "ب", 1), ("ج", "ج", 5), ("د", "د", 3)]


def test_rows_go_in_the_order_of_their_keys(place: Places) -> None:
    """Whatever order they are given in: two writers that change the same rows don't wait for each other in a circle."""
    where = place("a.mahdar")
    Record.create_or_open(where).close()
    sent: list[str] = []
    with opened(where) as connection:
        event.listen(connection, "before_cursor_execute", lambda *args: sent.extend(str(row) for row in args[3]))
        upsert(connection, schema.spellings, [spelt(form, 1) for form in "جبدأ"], adding=["pages"])
    assert [next(form for form in "أبجد" if form in row) for row in sent] == list("أبجد")


def test_locks_are_of_one_kind_and_id(cluster: Cluster) -> None:
    url = cluster.database()
    with opened(url) as one, opened(url) as other:
        hold(one, Held.PAGE, ["a", "b"])
        hold(other, Held.MEETING, ["a", "b"])
        hold(other, Held.PAGE, ["c"])
        other.execute(text("SET LOCAL lock_timeout = '50ms'"))
        with pytest.raises(exc.OperationalError, match="lock timeout"):
            hold(other, Held.PAGE, ["d", "b"])
        other.rollback()
    cluster.drop(url)
