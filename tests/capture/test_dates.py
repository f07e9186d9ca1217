from __future__ import annotations

import pytest

from mahdar.capture.dates import edtf_day


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
