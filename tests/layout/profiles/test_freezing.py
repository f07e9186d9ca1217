from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from mahdar.layout.lines import line_key
from mahdar.layout.profiles import Recurs, SiteProfile, freeze, line_print
from mahdar.model import Page
from tests.support.sites import headline, page, sample_of, sentences, story_page

MENU = ["الرئيسية", "أخبار البلاد", "سوق السيارات"]
FOOT = ["تابع قناتنا", "من نحن", "لمراسلة التحرير"]
NOTICE = "يمكنكم تلقي رسائل هاتفية بأبرز العناوين بعد تنزيل أحدث نسخة من تطبيقنا."
BACKGROUND = "وتسيطر الجماعة المسلحة على مركز المحافظة منذ عام 2014 بعد انسحاب القوات الحكومية منها."


def profile_of(pages: Sequence[Page], site: str = "a.example") -> SiteProfile | None:
    return freeze(sample_of(pages)).of(site)


def found(pages: Sequence[Page], body: str, site: str = "a.example") -> Recurs | None:
    """How the profile of the pages says that a line recurs."""
    profile = profile_of(pages, site)
    return profile.line(line_print(line_key(body), body).key) if profile else None


def is_furniture(pages: Sequence[Page], body: str, site: str = "a.example") -> bool:
    recurs = found(pages, body, site)
    return recurs is not None and recurs.furniture


def test_what_stands_beside_different_stories_is_furniture() -> None:
    pages = [story_page(n, MENU, FOOT) for n in range(12)]
    profile = profile_of(pages)
    assert profile is not None
    assert {(line.kind, line.where, line.pages, line.stories) for line in profile.lines} == {("menu", "head", 12, 12), ("menu", "tail", 12, 12)}
    recurs = found(pages, "الرئيسية")
    assert recurs is not None
    assert recurs.why == "recurs on 12 of 12 pages of this site"
    assert (recurs.start, recurs.confidence) == (0, 0.93)
    assert found(pages, headline(3)) is None
    assert found(pages, sentences(3)[1]) is None


def test_the_profile_is_the_same_in_any_order() -> None:
    pages = [story_page(n, MENU, [*FOOT, NOTICE], site) for site in ("a.example", "b.example") for n in range(15)]
    want = freeze(sample_of(pages))
    for seed in range(3):
        random.Random(seed).shuffle(pages)
        assert freeze(sample_of(pages)).hash == want.hash


def test_a_small_site_has_no_profile() -> None:
    assert profile_of([story_page(n, MENU) for n in range(7)]) is None


@pytest.mark.parametrize("copies", [8, 30, 200])
def test_copies_of_one_text_are_never_furniture(copies: int) -> None:
    """The same story under other headlines, as it is when an outlet keeps it up to date."""
    pages = [page([f"تحديث رقم {n} {headline(0)}", *sentences(0, 8), "نص آخر"], url=f"https://a.example/{n}") for n in range(copies)]
    assert profile_of(pages) is None


@pytest.mark.parametrize("kept", [1, 2, 3, 5])
def test_updates_of_a_story_are_never_furniture(kept: int) -> None:
    """Each report begins anew, in two sentences, and takes over the end of the one before it."""
    news = [sentences(n)[:2] for n in range(40)]
    pages = [page([headline(n), *(body for k in range(n + kept, n - 1, -1) for body in news[k])], url=f"https://a.example/{n}") for n in range(30)]
    assert not any(is_furniture(pages, body) for pair in news for body in pair)


def test_a_wire_text_that_recurs_across_sites_is_never_furniture() -> None:
    wire = [NOTICE, "أفادت وكالة الشرق بأن السفينة وصلت محملة بالقمح بعد رحلة دامت شهرا كاملا."]
    pages = [story_page(n, MENU, wire) for n in range(20)] + [story_page(100 + n, [], wire, "b.example") for n in range(2)]
    assert not any(is_furniture(pages, body) for body in wire)
    assert is_furniture(pages, "الرئيسية")


def test_the_same_page_under_two_keys_is_no_second_site() -> None:
    pages = [story_page(n, MENU, [NOTICE]) for n in range(20)]
    again = [page(each.text.split("\n"), outlet="صحيفة المدار") for each in pages]
    assert is_furniture(pages + again, NOTICE)


@pytest.mark.parametrize("place", ["inside", "last"])
def test_background_paragraphs_are_never_furniture(place: str) -> None:
    """An agency's paragraph, in half of the stories of a site that is read for one subject."""

    def told(n: int) -> list[str]:
        body = [f"{body[:-1]}، والجماعة المسلحة صامتة في المحافظة منذ انسحاب القوات." for body in sentences(n)]
        if n % 2:
            body.insert(2 if place == "inside" else len(body), BACKGROUND)
        return body

    pages = [page([*MENU, headline(n), *told(n), *FOOT], url=f"https://a.example/{n}") for n in range(40)]
    assert is_furniture(pages, "الرئيسية")
    assert not is_furniture(pages, BACKGROUND)


def test_background_without_kin_inside_the_text_is_never_furniture() -> None:
    pages = [page([*MENU, *sentences(n)[:3], BACKGROUND, *sentences(n)[3:]], url=f"https://a.example/{n}") for n in range(40)]
    assert not is_furniture(pages, BACKGROUND)


def test_a_notice_is_furniture() -> None:
    pages = [story_page(n, MENU, [NOTICE, *FOOT] if n % 3 else FOOT) for n in range(30)]
    recurs = found(pages, NOTICE)
    assert recurs is not None
    assert (recurs.kind, recurs.where, recurs.pages, recurs.stories) == ("notice", "tail", 20, 20)


def test_many_notices_on_all_pages_dont_hide_each_other() -> None:
    notices = [
        NOTICE,
        "نستعمل سجلات التصفح لتحسين خدماتنا، وبالضغط هنا تقبلون شروط الخصوصية كلها.",
        "جميع المواد المنشورة ملك الناشر، ولا يسمح بنسخها أو توزيعها إلا بإذن مكتوب منه.",
        "التعليقات تعبر عن أصحابها وحدهم، وتحتفظ إدارة الموقع بحق حذف المسيء فيها دون إنذار.",
    ]
    pages = [story_page(n, [], notices) for n in range(40)]
    assert all(is_furniture(pages, notice) for notice in notices)


def teased(*, dateline: str = "") -> list[Page]:
    """Each page ends with the openings of the three stories before it."""
    return [
        page(
            [headline(n), dateline + sentences(n)[0], *sentences(n)[1:], *(sentences(k)[0] for k in range(n - 1, max(n - 4, -1), -1))],
            url="http://a.example",
        )
        for n in range(30)
    ]


@pytest.mark.parametrize("dateline", ["", "دبي، الإمارات العربية المتحدة (المدار)—"])
def test_openings_of_other_stories_at_the_end_are_teasers(dateline: str) -> None:
    pages = teased(dateline=dateline)
    recurs = found(pages, sentences(10)[0])
    assert recurs is not None
    assert (recurs.kind, recurs.pages) == ("teaser", 4)
    assert recurs.why == "a teaser of another story, stands on 4 of 30 pages of this site"
    assert found(pages, sentences(10)[1]) is None


def test_headlines_of_other_stories_are_links() -> None:
    pages = [story_page(n, MENU, ["أخبار أخرى", headline((n + 7) % 30)]) for n in range(30)]
    recurs = found(pages, headline(9))
    assert recurs is not None
    assert (recurs.kind, recurs.pages, recurs.stories) == ("link", 2, 2)


def test_an_update_under_the_same_headline_is_no_link() -> None:
    pages = [story_page(n, MENU) for n in range(20)]
    pages.append(page([*MENU, *sentences(5), headline(5)], url="http://a.example/update"))
    assert not is_furniture(pages, headline(5))


def unsited(lines: Callable[[int], list[str]], many: int = 40) -> list[Page]:
    return [page(lines(n)) for n in range(many)]


def test_without_sites_only_short_lines_are_furniture_and_only_beside_more_stories() -> None:
    pages = unsited(lambda n: [*MENU, headline(n), *sentences(n), NOTICE, headline((n + 1) % 40), sentences((n + 1) % 40)[0]])
    recurs = found(pages, "الرئيسية", "")
    assert recurs is not None
    assert recurs.furniture
    assert recurs.why == "recurs on 40 of 40 pages whose site is not known"
    assert not any(is_furniture(pages, body, "") for body in (NOTICE, headline(3), sentences(3)[0]))
    assert not is_furniture(pages[:11], "الرئيسية", "")


def test_galleries_and_lists_without_a_sentence_are_counted_by_their_lines() -> None:
    lists = [page([*MENU, *(f"{headline(n * 20 + k)}" for k in range(10))], url=f"http://a.example/{n}") for n in range(10)]
    assert is_furniture(lists, "الرئيسية")
    same = [page([*MENU, *(headline(k) for k in range(10)), f"صفحة رقم {n} من قائمة طويلة جدا"], url=f"http://a.example/{n}") for n in range(10)]
    assert not is_furniture(same, headline(3))
