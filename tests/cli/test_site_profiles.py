from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.support.cli import Run
from tests.support.places import dump
from tests.support.sites import headline, sentences

MENU = ["خدمات القراء", "سوق السيارات"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Twelve pages of one outlet, with a menu that no phrase of the site's gives away."""
    folder = tmp_path / "site"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_text("\n".join([*MENU, headline(n), *sentences(n)]), encoding="utf-8")
    return folder


def test_build_says_which_profile_it_used_and_uses_it(mahdar: Run, site: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.mahdar"
    built = mahdar("build", record, site, "--outlet", "المدار")
    assert built.status == 0
    profiles = json.loads(mahdar("show", record, "site-profiles", "--json").out)
    listed = mahdar("show", record, "site-profiles").out
    assert built.err.splitlines()[0] == listed.splitlines()[0]
    assert built.err.startswith("site profile ")
    assert built.err.splitlines()[0].endswith(": 1 site, 12 pages, 2 recurring lines")
    assert [(p["site"], p["pages"], len(p["lines"])) for p in profiles["sites"]] == [("المدار", 12, 2)]
    page = json.loads(mahdar("show", record, "pages", "--json").out)["items"][0]["id"]
    reading = json.loads(mahdar("show", record, page, "--json").out)["reading"]
    assert reading["site_profile"][:12] in listed
    assert "recurs on 12 of 12 pages of this site" in reading["blocks"][0]["why"]


def test_a_second_build_is_the_same_build(mahdar: Run, site: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.mahdar"
    first = mahdar("build", record, site)
    before = dump(record)
    again = mahdar("build", record, site)
    assert (again.status, again.out) == (first.status, first.out)
    assert first.err.endswith("12 pages read\n")
    assert again.err == first.err.replace("12 pages read\n", "12 pages read, 12 of them with nothing new\n")
    assert dump(record) == before
    assert mahdar("build", record, site, "--resume").err.endswith("0 pages read, 12 had been read before\n")


@pytest.mark.slow
def test_jobs_and_the_order_of_sources_change_nothing(mahdar: Run, site: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "1.mahdar", tmp_path / "2.mahdar"
    mahdar("build", one, *sorted(site.iterdir()))
    mahdar("build", two, *sorted(site.iterdir(), reverse=True), "--jobs", "2")
    assert dump(one) == dump(two)


def test_resume_reads_again_what_was_read_with_another_profile(mahdar: Run, site: Path, tmp_path: Path) -> None:
    record, whole = tmp_path / "r.mahdar", tmp_path / "w.mahdar"
    pages = sorted(site.iterdir())
    mahdar("build", record, *pages[:9], "--outlet", "المدار")
    assert mahdar("build", record, *pages, "--outlet", "المدار", "--resume").err.endswith("12 pages read\n")
    mahdar("build", whole, *pages, "--outlet", "المدار")
    with sqlite3.connect(record) as one, sqlite3.connect(whole) as other:
        for table in ("pages", "captures", "blocks", "site_counts", "site_profiles"):
            query = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert one.execute(query).fetchall() == other.execute(query).fetchall(), table


@pytest.mark.parametrize("form", ["json", "record"])
def test_a_frozen_profile_is_read_with_and_nothing_is_counted(mahdar: Run, site: Path, tmp_path: Path, form: str) -> None:
    made, record = tmp_path / "made.mahdar", tmp_path / "r.mahdar"
    mahdar("build", made, site)
    frozen = made
    if form == "json":
        frozen = tmp_path / "p.json"
        frozen.write_text(mahdar("show", made, "site-profiles", "--json").out, encoding="utf-8")
    one = site / "03.txt"
    assert "recurs on" not in mahdar("read", one).out
    out = mahdar("read", one, "--site-profile", frozen).out
    assert "recurs on 12 of 12 pages whose site is not known" in out
    built = mahdar("build", record, one, "--site-profile", frozen)
    assert built.err == mahdar("build", made, site).err.splitlines(keepends=True)[0] + "1 page read\n"
    assert json.loads(mahdar("show", record, "site-profiles", "--json").out) == json.loads(mahdar("show", made, "site-profiles", "--json").out)
    with sqlite3.connect(record) as raw:
        assert raw.execute("SELECT count(*) FROM site_counts").fetchone() == (0,)
        assert raw.execute("SELECT site_profile FROM pages").fetchone() == (json.loads(out)["site_profile"],)


def test_read_goes_on_only_with_the_same_profile(mahdar: Run, site: Path, tmp_path: Path) -> None:
    made, out = tmp_path / "made.mahdar", tmp_path / "out.jsonl"
    mahdar("build", made, site)
    mahdar("read", site, "--out", out)
    assert mahdar("read", site, "--out", out, "--resume").err == "0 pages read, 12 had been read before\n"
    assert mahdar("read", site, "--out", out, "--resume", "--site-profile", made).err == "12 pages read\n"


def test_few_pages_are_read_without_a_profile(mahdar: Run, site: Path, tmp_path: Path) -> None:
    few = sorted(site.iterdir())[:7]
    assert mahdar("build", tmp_path / "r.mahdar", *few).err == "7 pages read\n"
    assert json.loads(mahdar("show", tmp_path / "r.mahdar", "site-profiles", "--json").out)["sites"] == []


def test_standard_input_is_counted_and_read(mahdar: Run, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "r.mahdar"
    pages = sorted(site.iterdir())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pages[11].read_bytes())))
    assert mahdar("build", record, *pages[:11], "-").err.endswith("12 pages read\n")
    assert json.loads(mahdar("show", record, "site-profiles", "--json").out)["sites"][0]["pages"] == 12


@pytest.mark.parametrize("command", ["read", "build"])
def test_a_file_that_holds_no_profiles(mahdar: Run, site: Path, tmp_path: Path, command: str) -> None:
    record = [tmp_path / "r.mahdar"] if command == "build" else []
    result = mahdar(command, *record, site, "--site-profile", site / "01.txt")
    assert result.status == 2
    assert "01.txt: expected site profiles" in result.err
    assert not (tmp_path / "r.mahdar").exists()
