from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.layout import Article, Layout
from mahdar.model import ARTICLE_ROLES, Given, Role
from tests.support.pages import page_of

from .sites import FIFTH, FOURTH, HEADLINE, LEAD, SECOND, SITES, THIRD, TICKER, Site


def roles(article: Article) -> Site:
    """Every line of the page that isn't blank with the role of the block it lies in."""
    out: Site = []
    at = 0
    for line in article.page.text.split("\n"):
        if line.strip():
            start = at + line.index(line.strip()[0])
            (block,) = [b for b in article.blocks if b.start <= start < b.end]
            out.append((block.role, line))
        at += len(line) + 1
    return out


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_every_line_has_its_role(layout: Layout, site: Site) -> None:
    article = layout.read(page_of("\n".join(line for _, line in site)))
    assert roles(article) == [(role, line) for role, line in site if line.strip()]


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_title_and_found_tell_what_the_blocks_are(layout: Layout, site: Site) -> None:
    article = layout.read(page_of("\n".join(line for _, line in site)))
    titles = [line.strip() for role, line in site if role == "title"]
    assert [article.title.of(article.page.text)] == titles if article.title else not titles
    assert article.found == any(role in ARTICLE_ROLES for role, _ in site)


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n \n", "\u00a0"])
def test_an_empty_page_has_no_blocks(layout: Layout, text: str) -> None:
    article = layout.read(page_of(text))
    assert (article.blocks, article.title, article.found) == ((), None, False)


def test_a_run_of_furniture_with_one_reason_is_one_block(layout: Layout) -> None:
    article = layout.read(page_of(f"الرئيسية\nبحث\n• كتاب وآراء\n\n{HEADLINE}\n{LEAD}\n{SECOND}"))
    text = article.page.text
    assert [(b.of(text), b.why) for b in article.blocks if b.role == "furniture"] == [
        ("الرئيسية\nبحث", "a phrase of the site"),
        ("• كتاب وآراء", "an item of a list"),
    ]
    assert [b.role for b in article.blocks[2:]] == ["title", "body", "body"]


def test_each_headline_of_a_glued_line_is_a_block(layout: Layout) -> None:
    article = layout.read(page_of(f"{TICKER}\n{HEADLINE}\n{LEAD}\n{SECOND}\n{THIRD}"))
    headlines = [b.of(article.page.text) for b in article.blocks if b.role == "furniture"]
    assert "".join(headlines) == TICKER
    assert {"الأمطار تغلق طرقا في الشمال", "البرلمان يناقش قانون الانتخابات الجديد…"} <= set(headlines)


def test_blocks_leave_out_the_white_space_around_lines(layout: Layout) -> None:
    article = layout.read(page_of(f"  {HEADLINE} \r\n\t{LEAD}\r\n"))
    assert [b.of(article.page.text) for b in article.blocks] == [HEADLINE, LEAD]


def test_a_given_title_is_found_though_another_line_reads_more_like_one(layout: Layout) -> None:
    kicker = "الجولة الجديدة من المحادثات في العاصمة أستانا"
    text = f"{kicker}\n{HEADLINE}\n{LEAD}\n{SECOND}"
    page = page_of(text)
    for title in (kicker, HEADLINE):
        article = layout.read(msgspec.structs.replace(page, given=Given(title=f" {title}. ")))
        assert article.title is not None
        assert article.title.of(text) == title


def test_a_given_title_that_is_not_on_the_page_changes_nothing(layout: Layout) -> None:
    page = page_of(f"{HEADLINE}\n{LEAD}\n{SECOND}")
    assert layout.read(msgspec.structs.replace(page, given=Given(title="شيء آخر"))).blocks == layout.read(page).blocks


def test_the_headline_is_the_line_that_stands_twice(layout: Layout) -> None:
    text = f"الأفق - {HEADLINE}\nأخبار عاجلة من العالم العربي كله\n{HEADLINE}\n{LEAD}\n{SECOND}"
    article = layout.read(page_of(text))
    assert article.title is not None
    assert (article.title.of(text), article.title.start) == (HEADLINE, text.rindex(HEADLINE))


@pytest.mark.parametrize("credit", ["المصدر: وكالات", "المصدر : نوفوستي + تاس", "مصدر: وكالة الأفق"])
def test_a_credit_far_from_the_story_is_furniture(layout: Layout, credit: str) -> None:
    menu = "\n".join(["الرئيسية", credit, "محليات", "رياضة", "اقتصاد", "بحث"])
    article = layout.read(page_of(f"{menu}\n{HEADLINE}\n{LEAD}\n{SECOND}\n{credit}"))
    assert [role for role, line in roles(article) if line == credit] == ["furniture", "credit"]


LINES = [
    HEADLINE,
    LEAD,
    SECOND,
    THIRD,
    FOURTH,
    FIFTH,
    "",
    "  ",
    "الرئيسية",
    "• محليات",
    "المصدر: وكالات",
    "اقرأ أيضا",
    "التعليقات",
    "12/09/2017",
    "© 2017",
    "بقلم: نوال",
]


@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join) | st.text())
def test_any_page_is_covered_in_order_without_a_line_lost(layout: Layout, text: str) -> None:
    article = layout.read(page_of(text))
    at = 0
    for block in article.blocks:
        assert not text[at : block.start].strip(), "only white space between blocks"
        assert at <= block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert 0 < block.confidence <= 1
        assert block.why
        at = block.end
    assert not text[at:].strip()
    assert sum(b.role == "title" for b in article.blocks) <= 1


def test_roles_are_of_the_line_and_not_of_the_newline_after_it(layout: Layout) -> None:
    text = f"{HEADLINE}\n\n{LEAD}"
    expected: list[Role] = ["title", "body"]
    assert [b.role for b in layout.read(page_of(text)).blocks] == expected
    assert [b.role for b in layout.read(page_of(text + "\n\n")).blocks] == expected


def test_a_short_last_sentence_is_in_the_article(layout: Layout) -> None:
    text = f"{HEADLINE}\n\n{LEAD}\n\nوأضافت أن البلاد بخير.\n"
    assert [role for role, _ in roles(layout.read(page_of(text)))] == ["title", "body", "body"]


@pytest.mark.parametrize("first", [f"وكالة الأفق | {HEADLINE}", f"{HEADLINE} - وكالة الأفق", f"الأفق » آسيا » {HEADLINE}"])
def test_a_headline_that_stands_only_inside_a_line_is_a_part_of_it(layout: Layout, first: str) -> None:
    text = f"{first}\nالرئيسية\nبحث\n{LEAD}\n{SECOND}\n{THIRD}\n{FOURTH}"
    article = layout.read(page_of(text))
    assert article.title is not None
    assert article.title.of(text) in (HEADLINE, first)
    if article.title.of(text) == HEADLINE:
        assert "".join(b.of(text) for b in article.blocks if b.end <= len(first) and b.role == "furniture").strip(" |-»") != ""


def test_the_headline_cut_short_elsewhere_is_not_the_headline(layout: Layout) -> None:
    text = "\n".join((f"الأفق » {HEADLINE}", f"{HEADLINE[:30]}…", "• محليات", HEADLINE, LEAD, SECOND, THIRD))
    article = layout.read(page_of(text))
    assert article.title is not None
    assert article.title.of(text) == HEADLINE
    assert [b.role for b in article.blocks if b.start > article.title.end] == ["body"] * 3


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("وأضاف المبعوث &quot;لن نتراجع عن الحوار&quot; في الجولة الجديدة من المحادثات بين الطرفين.", id="entities-in-a-paragraph"),
        pytest.param("وأكد <b>المبعوث</b> أن الجولة الجديدة من المحادثات ستبحث تبادل المعتقلين بين الطرفين.", id="a-tag-in-a-paragraph"),
        pytest.param(SECOND.rstrip(".") + "." + THIRD.rstrip(".") + "." + FOURTH.rstrip(".") + "." + FIFTH, id="no-space-after-full-stops"),
    ],
)
def test_a_paragraph_that_a_crawl_has_damaged_is_not_lost(layout: Layout, body: str) -> None:
    article = layout.read(page_of(f"{HEADLINE}\n{LEAD}\n{body}\n{FIFTH}"))
    assert [block.role for block in article.blocks] == ["title", "body", "body", "body"]


@pytest.mark.parametrize("end", [" (رويترز)", "؟", " وقال: «لن نعود»"])
def test_an_article_on_one_line_is_its_text(layout: Layout, end: str) -> None:
    assert [block.role for block in layout.read(page_of(f"{LEAD} {SECOND} {THIRD.rstrip('.')}{end}")).blocks] == ["body"]


@pytest.mark.parametrize("line_end", ["\r", "\r\n", "\u2028", "\u2029"])
def test_lines_end_in_many_ways(layout: Layout, line_end: str) -> None:
    text = line_end.join((HEADLINE, LEAD, SECOND, THIRD, "شارك", ""))
    assert [(b.role, b.of(text)) for b in layout.read(page_of(text)).blocks][-1] == ("furniture", "شارك")


def test_the_work_grows_with_the_line_alone(layout: Layout) -> None:
    for unit in ("ب" * 200_000, "<" + "a" * 200_000, "&" * 200_000):
        assert layout.read(page_of(f"{HEADLINE}\n{LEAD}\n{LEAD} {unit}\n{unit}\n{SECOND}")).found
