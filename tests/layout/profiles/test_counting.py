from __future__ import annotations

import random
import tracemalloc

import msgspec
import pytest

from mahdar.layout.profiles import Counted, Sample, count, counting, freeze, site_of
from mahdar.model import Metadata, Page, Told
from tests.support.sites import page, sample_of, sentences, story_page

MENU = ["الرئيسية", "أخبار البلاد", "سوق السيارات"]


def site_pages() -> list[Page]:
    return [story_page(n, MENU, ["تابع قناتنا"], site) for site in ("a.example", "b.example") for n in range(20)]


def test_a_page_belongs_to_its_host_or_else_to_its_outlet() -> None:
    told = Metadata(url=Told(value="https://www.c.example/1", where="link canonical"), outlet=Told(value="المدار", where="meta og:site_name"))
    plain = page(["نص"])
    assert site_of(page(["نص"], url="https://www.A.example:8080/x?y", outlet="صحيفة")) == "a.example"
    assert site_of(page(["نص"], url="http://user@m.a.example")) == "m.a.example"
    assert site_of(msgspec.structs.replace(plain, metadata=told)) == "c.example"
    assert site_of(msgspec.structs.replace(plain, metadata=Metadata(outlet=told.outlet))) == "المدار"
    assert site_of(page(["نص"], outlet="صحيفة الميزان")) == site_of(page(["نص"], outlet="صحيفةُ  الميزان"))
    assert site_of(page(["نص"], url="urn:isbn:1")) == site_of(plain) == ""


def test_the_order_of_pages_changes_nothing() -> None:
    pages = site_pages()
    want = sample_of(pages).sites
    for seed in range(5):
        random.Random(seed).shuffle(pages)
        assert sample_of(pages).sites == want
        assert sample_of(pages + pages[:7]).sites == want, "a page that comes again isn't counted again"


@pytest.mark.parametrize("limits", [(1024, 65_536), (8, 65_536), (1024, 25), (4, 3), (1, 1)])
def test_merging_is_counting_together(monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int]) -> None:
    monkeypatch.setattr(counting, "SITE_PAGES", limits[0])
    monkeypatch.setattr(counting, "ALL_PAGES", limits[1])
    pages = site_pages()
    together = sample_of(pages)
    assert sum(map(len, together.sites.values())) <= limits[1]
    for seed in range(5):
        random.Random(seed).shuffle(pages)
        cut = random.Random(seed).randrange(len(pages))
        first, second = sample_of(pages[:cut]), sample_of(pages[cut:])
        for one, other in ((first, second), (second, first)):
            merged = Sample()
            merged.merge(one.limit, one.sites)
            merged.merge(other.limit, other.sites)
            assert (merged.limit, merged.sites) == (together.limit, together.sites)


def test_of_a_site_the_pages_with_the_lowest_ids_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "SITE_PAGES", 5)
    pages = [story_page(n) for n in range(30)]
    assert [counted.page for counted in sample_of(pages).sites["a.example"]] == sorted(each.id for each in pages)[:5]


def test_the_same_bytes_decoded_in_two_ways_are_one_page_in_any_order() -> None:
    one, other = story_page(1), story_page(2)
    other = msgspec.structs.replace(other, id=one.id)
    assert sample_of([one, other]).sites == sample_of([other, one]).sites
    assert len(sample_of([one, other]).sites["a.example"]) == 1


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ALL_PAGES", 500)
    kept = []
    tracemalloc.start()
    sample = Sample()
    for n in range(20_000):
        counted = Counted(f"{n * 2_654_435_761 % 2**32:064x}", bytes(8 * 40), bytes(40))
        sample.add(f"{n % 700}.example", counted)
        if n % 5_000 == 4_999:
            kept.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert kept[-1] < 1.2 * kept[0]
    assert sum(map(len, sample.sites.values())) <= 500


def test_of_a_long_page_the_ends_are_counted() -> None:
    lines = [f"سطر {'ا' * (n % 50)} {n} كلمات أخرى كثيرة" for n in range(10_000)]
    found = [line.key for line in count(page(lines)).lines()]
    assert found == [line.key for line in count(page(lines[:200] + lines[-200:])).lines()]
    assert len(found) == 400


def test_a_sample_comes_back_from_its_bytes() -> None:
    sites = sample_of(site_pages()).sites
    pages = sites["a.example"]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(pages), type=tuple[Counted, ...]) == pages


def test_kin_tells_how_much_a_sentence_has_to_do_with_those_before_it() -> None:
    strange = "يمكنكم تلقي رسائل هاتفية بأبرز العناوين بعد تنزيل أحدث نسخة."
    first, second, third = (line for line in count(page([*sentences(1, 2), strange])).lines())
    assert (first.kin, third.kin) == (0.0, 0.0)
    assert second.kin > 0.1


def test_pages_of_no_site_alone_have_no_profile_where_they_are_few() -> None:
    assert freeze(sample_of([page([*MENU, *sentences(n)]) for n in range(7)])).sites == ()
