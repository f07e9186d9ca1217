from __future__ import annotations

import pytest

from mahdar.capture.dates import edtf_day, minute


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-01-24", "2024-01-24"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("2024/01/24", "2024-01-24"),
        ("20240124", "2024-01-24"),
        ("2024-01-24T23:30:00-08:00", "2024-01-24"),
        ("2024-01-24 10:00:00.123+03", "2024-01-24"),
        ("2024-01-24T10:00Z", "2024-01-24"),
        ("Wed, 24 Jan 2024 23:10:00 +0300", "2024-01-24"),
        ("24 Jan 2024 10:00 GMT", "2024-01-24"),
        (1706090400, "2024-01-24"),
        (1706090400.5, "2024-01-24"),
        (1706090400000, "2024-01-24"),
        ("1706090400", "2024-01-24"),
        (0, "1970-01-01"),
        ("2024-02-30", None),
        ("2024-13", None),
        ("أمس", None),
        ("24.01.2024", None),
        ("", None),
        (1e300, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_dates_become_days(written: str | float, day: str | None) -> None:
    assert edtf_day(written) == day


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2024-01-24T23:30:00-08:00", "2024-01-25T07:30Z"),
        ("2024/01/24 10:00:00.123+03", "2024-01-24T07:00Z"),
        ("20240124T100000Z", "2024-01-24T10:00Z"),
        ("Wed, 24 Jan 2024 23:10:00 +0300", "2024-01-24T20:10Z"),
        (1706090400, "2024-01-24T10:00Z"),
        ("1706090400000", "2024-01-24T10:00Z"),
        ("2024-01-24T10:00", None),
        ("2024-01-24", None),
        ("0001-01-01T00:30+14:00", None),
        (1e300, None),
        ("أمس", None),
    ],
)
def test_the_minute_where_a_clock_is_told_with_its_offset(written: str | float, at: str | None) -> None:
    assert minute(written) == at
