from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.capture.html import render
from mahdar.capture.html.dates import edtf_day, why_implausible
from mahdar.model import Metadata, Told

PAGES = Path(__file__).parent / "pages"
TEXT = "<p>قال الوزير إن الجولة بدأت.</p>"


def metadata(html: str, *, url: str | None = None, fetched: str | None = None) -> Metadata:
    return render(html + TEXT, url=url, fetched=fetched).metadata


def notes(html: str, *, fetched: str | None = None) -> tuple[str, ...]:
    return tuple(note for note in render(html + TEXT, fetched=fetched).notes if "main text" not in note)


def test_an_article_with_json_ld() -> None:
    url = "https://marsad.example/news/2024/3/12/geneva-5"
    assert render((PAGES / "agency.html").read_text(encoding="utf-8"), url=url).metadata == Metadata(
        title=Told(value="الوفود تصل إلى جنيف قبيل الجولة الخامسة", where="meta og:title"),
        published=Told(value="2024-03-12", where="JSON-LD datePublished", at="2024-03-12T20:40Z"),
        modified=Told(value="2024-03-13", where="JSON-LD dateModified", at="2024-03-13T05:05Z"),
        author=Told(value="هدى السالم, كريم ناجي", where="JSON-LD author"),
        section=Told(value="العالم العربي", where="meta article:section"),
        outlet=Told(value="وكالة المرصد", where="JSON-LD publisher"),
        url=Told(value=url, where="link canonical"),
    )


def test_a_page_whose_json_ld_is_of_other_stories_and_whose_dates_are_swapped() -> None:
    rendered = render((PAGES / "divs.html").read_text(encoding="utf-8"))
    assert rendered.metadata == Metadata(
        title=Told(value="الحكومة: لا عودة إلى المفاوضات بلا ضمانات", where="meta og:title"),
        published=Told(value="2023-09-04", where="meta article:modified_time", at="2023-09-04T18:30Z"),
        modified=Told(value="2023-09-05", where="meta article:published_time", at="2023-09-05T09:00Z"),
        author=Told(value="ليلى مراد", where="meta sailthru.author"),
        outlet=Told(value="قناة الأفق", where="meta og:site_name"),
    )
    assert rendered.notes == (
        "JSON-LD that is no JSON ignored",
        "JSON-LD tells of 2 articles, and not which of them the page is",
        "modified 2023-09-04 before published 2023-09-05: the earlier day taken for publication",
    )


def test_dublin_core() -> None:
    told = render((PAGES / "live.xhtml").read_text(encoding="utf-8")).metadata
    assert told.title == Told(value="لحظة بلحظة: قمة الجوار في عمّان", where="h1")
    assert told.published == Told(value="2019-11-20", where="meta dc.date.issued")
    assert told.author == Told(value="غرفة الأخبار", where="meta dc.creator")
    assert told.outlet == Told(value="شبكة النهار العربي", where="meta dc.publisher")


def test_an_old_page_that_tells_little() -> None:
    told = render((PAGES / "oldtables.html").read_text(encoding="utf-8")).metadata
    assert told.title == Told(value="الرئيس يستقبل وفد الوساطة", where="title")
    assert told.published is None


def linked(*objects: str) -> str:
    return f'<script type="application/ld+json">[{",".join(objects)}]</script>'


@pytest.mark.parametrize(
    ("html", "published"),
    [
        (linked('{"@type": "NewsArticle", "datePublished": "2021-02-03"}'), "2021-02-03"),
        (linked('{"@type": ["Article", "NewsArticle"], "datePublished": "2021-02-03"}'), "2021-02-03"),
        (linked('{"@type": "WebPage", "mainEntity": {"@type": "ReportageNewsArticle", "datePublished": "2021-02-03"}}'), "2021-02-03"),
        (linked('{"@type": "WebPage", "datePublished": "2021-02-03"}'), "2021-02-03"),
        (linked('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2021-02-03"}]}'), None),
        (
            linked(
                '{"@type": "Article", "url": "https://x.example/a", "datePublished": "2021-02-03"}',
                '{"@type": "Article", "datePublished": "2022-02-03"}',
            )
            + '<link rel=canonical href="https://www.x.example/a/">',
            "2021-02-03",
        ),
        (
            linked('{"@type": "Article", "headline": "أ ب!", "datePublished": "2021-02-03"}', '{"@type": "Article", "datePublished": "2022-02-03"}')
            + "<h1>أ ب</h1>",
            "2021-02-03",
        ),
        ('<script type="application/ld+json"><!-- {"@type": "Article", "datePublished": "2021-02-03",} --></script>', "2021-02-03"),
        ('<script type="application/ld+json">{"@type": "Article", "headline": "سطر\n", "datePublished": "2021-02-03"}</script>', "2021-02-03"),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", None),
    ],
)
def test_the_object_about_the_page_is_found(html: str, published: str | None) -> None:
    told = metadata(html).published
    assert (told.value if told else None) == published


@pytest.mark.parametrize(
    ("html", "where"),
    [
        ('<meta property="article:published_time" content="2021-02-03T10:00:00Z">', "meta article:published_time"),
        ('<meta name="DC.date" content="2021-02-03">', "meta dc.date"),
        ('<meta name="parsely-pub-date" content="2021-02-03T22:00:00-05:00">', "meta parsely-pub-date"),
        ('<meta itemprop="datePublished" content="2021-02-03">', "itemprop datepublished"),
        ('<span itemprop="datePublished" content="2021-02-03">أمس</span>', "itemprop datePublished"),
        ('<article><h1>أ</h1><time datetime="2021-02-03T10:00">أمس</time></article><time datetime="2019-01-01">x</time>', "time datetime"),
        ('<aside><time datetime="2019-01-01">x</time></aside><time datetime="2021-02-03">أمس</time>', "time datetime"),
    ],
)
def test_a_day_of_publication_and_where_it_stands(html: str, where: str) -> None:
    told = metadata(html).published
    assert told is not None
    assert (told.value, told.where) == ("2021-02-03", where)


def test_times_of_several_stories_tell_nothing() -> None:
    assert metadata('<time datetime="2019-01-01">x</time><time datetime="2021-02-03">y</time>').published is None


@pytest.mark.parametrize(
    ("html", "published", "note"),
    [
        ('<meta name=date content="1970-01-01">', None, "published 1970-01-01 of meta date ignored: before 1995"),
        (
            '<meta property="article:published_time" content="2031-01-01"><meta name=date content="2021-02-03">',
            "2021-02-03",
            "published 2031-01-01 of meta article:published_time ignored: after the page was captured",
        ),
        (
            '<meta name=date content="2024-05-06"><article><h1>أ</h1><time datetime="2021-02-03">x</time></article>',
            "2021-02-03",
            "published 2024-05-06 of meta date ignored: the day of capture, and time datetime tells 2021-02-03",
        ),
    ],
)
def test_days_that_lie_are_passed_over_and_said(html: str, published: str | None, note: str) -> None:
    told = metadata(html, fetched="2024-05-06T20:00:00Z").published
    assert (told.value if told else None) == published
    assert notes(html, fetched="2024-05-06T20:00:00Z") == (note,)


def test_the_day_after_the_capture_can_be_further_east() -> None:
    html = '<meta property="article:published_time" content="2024-01-01T01:00:00+04:00">'
    assert metadata(html, fetched="2023-12-31T22:00:00Z").published == Told(
        value="2024-01-01", where="meta article:published_time", at="2023-12-31T21:00Z"
    )


def test_htmldate_is_asked_last() -> None:
    told = metadata('<link rel=canonical href="https://x.example/2021/02/03/story.html">').published
    assert told == Told(value="2021-02-03", where="htmldate")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ('<meta property="og:title" content="بدء الجولة - RT Arabic"><meta property="og:site_name" content="RT Arabic">', "بدء الجولة"),
        ('<meta property="og:title" content="الجزيرة نت | بدء الجولة"><meta property="og:site_name" content="الجزيرة نت">', "بدء الجولة"),
        ("<title>بدء الجولة | موقع ما</title><h1>بدء الجولة</h1>", "بدء الجولة"),
        ("<title>بدء الجولة | موقع ما</title>", "بدء الجولة | موقع ما"),
        ("<title>عاجل - بدء الجولة - موقع ما</title><h1>عاجل - بدء الجولة - موقع ما</h1>", "عاجل - بدء الجولة - موقع ما"),
        ('<meta property="og:title" content="موقع ما"><meta property="og:site_name" content="موقع ما"><h1>بدء الجولة</h1>', "بدء الجولة"),
        ("<h1>شعار</h1><h1>بدء الجولة</h1>", None),
        ('<meta property="og:title" content="&amp;quot;بدء&amp;quot; الجولة">', '"بدء" الجولة'),
    ],
)
def test_the_title_without_the_name_of_the_site(html: str, title: str | None) -> None:
    told = metadata(html).title
    assert (told.value if told else None) == title


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-01-24T23:30:00-08:00", "2024-01-24"),
        ("2024-01-24 10:00", "2024-01-24"),
        ("2024/1/4", "2024-01-04"),
        ("20240124T100000Z", "2024-01-24"),
        ("٢٠٢٤-٠١-٢٤", "2024-01-24"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("Wed, 24 Jan 2024 10:00:00 GMT", "2024-01-24"),
        ("Wed Jan 24 2024 10:00:00 GMT+0300", "2024-01-24"),
        ("January 24, 2024", "2024-01-24"),
        ("24/01/2024", "2024-01-24"),
        ("03/04/2024", None),
        ("2024-02-30", None),
        ("2024-13-01", None),
        ("0000-00-00", None),
        ("1706054400", None),
        ("أمس", None),
        ("", None),
    ],
)
def test_days_as_markup_writes_them(written: str, day: str | None) -> None:
    assert edtf_day(written) == day


@pytest.mark.parametrize(
    ("day", "fetched", "plausible"),
    [
        ("2024-02-29", "2024-02-28T23:00:00Z", True),
        ("2024-03-01", "2024-02-28T23:00:00Z", False),
        ("2024", "2024-02-28", True),
        ("2025", "2024-12-30", False),
    ],
)
def test_what_can_be_a_day_of_publication(day: str, fetched: str, plausible: bool) -> None:
    assert (why_implausible(day, fetched) is None) is plausible


def test_values_are_fit_to_print() -> None:
    told = metadata(linked('{"@type": "Article", "headline": "أ\\ud800\\u0000 \\n ب"}')).title
    assert told == Told(value="أ\ufffd\ufffd ب", where="JSON-LD headline")
