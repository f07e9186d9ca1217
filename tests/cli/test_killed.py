"""A build that is killed at any moment loses nothing."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest

from tests.support.killing import kill_and_resume, write_pages
from tests.support.places import Places

MOMENTS = 5


@pytest.mark.slow
def test_a_build_killed_at_any_moment_is_resumed_to_the_same_record(place: Places, tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages")
    kill_and_resume(partial(place, empty=True), pages, MOMENTS, random.Random(MOMENTS))
