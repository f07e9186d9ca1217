from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture.html import Rendered, TooLong, render
from mahdar.capture.html.elements import words
from mahdar.capture.limits import MAX_LINES, MAX_TAGS


def text(html: str) -> str:
    return render(html).text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>قال <b>وزير</b> ا<i>لخارجية</i></p>", "قال وزير الخارجية"),
        ("<p>أولا</p><p>ثانيا</p>", "أولا\n\nثانيا"),
        ("<div>أولا</div><div>ثانيا<div>ثالثا</div></div>رابعا", "أولا\nثانيا\nثالثا\nرابعا"),
        ("أولا<br>ثانيا<br><br>ثالثا<br><br><br><br>رابعا<br>", "أولا\nثانيا\n\nثالثا\n\nرابعا"),
        ("<h1>عنوان</h1><div>نص</div>", "عنوان\n\nنص"),
        ("<ul><li>أ<ul><li>ب</li></ul><li>ج</ul>د", "أ\nب\nج\n\nد"),
        ("<table><tr><td>أ</td><td>ب</td></tr><tr><td>ج</td></tr></table>", "أ\nب\nج"),
        ("<p>  قال \n\t الوزير  </p>\n<p> نعم </p>", "قال الوزير\n\nنعم"),
        ("<p>قال <b> الوزير </b> نعم</p>", "قال الوزير نعم"),
        ("<pre>\n أ\n\n   ب \r\nج</pre>", " أ\n\n   ب\nج"),
        ("<p>&laquo;نعم&raquo; &amp;amp; &#1602;&#x627;&#1604;&nbsp;&zwnj;x", "«نعم» &amp; قال\u00a0\u200cx"),
        ("<p>قــال\u200f \u202bنعم\u202c\u00a0\u00a0و", "قــال\u200f \u202bنعم\u202c\u00a0\u00a0و"),
        ("<p>أ<img src=x alt=صورة>ب<script>ج</script>د<!-- هـ -->و", "أ بدو"),
        ("<nav><a href=1>أخبار</a><a href=2>رياضة</a> | <span>عاجل</span><a href=3>هنا</a></nav>", "أخبار رياضة | عاجل هنا"),
        ("<p>و<a href=1>لافروف</a>، وقال", "ولافروف، وقال"),
        (
            "<title>عنوان</title><p>نص<noscript>لا</noscript><iframe>لا</iframe><style>لا</style><svg><text>لا</text></svg><template>لا</template>",
            "نص",
        ),
        ("<p>أ<span hidden>ب</span><span style='color:red; DISPLAY : none'>ج</span><span style='visibility:hidden'>د</span>هـ", "أهـ"),
        ("<p>أ<span aria-hidden=true>ب</span><span style='display:none-such'>ج</span><details><summary>د</summary>هـ</details>", "أبج\nد\nهـ"),
        ("<body style='display:none'><p>أ</p><dialog>ب</dialog><dialog open>ج</dialog>", "أ\n\nج"),
        ("<span style='display:block'>أ</span><span>ب</span><li style='display: inline'>ج</li>", "أ\nبج"),
        ("<form>بحث<input value=لا><select><option>لا</select><textarea>لا</textarea><button>أرسل</button></form>", "بحث أرسل"),
        ("<custom-tag>أ</custom-tag><marquee>ب</marquee><center>ج</center>", "أ\nب\nج"),
        ("<p>أ</b></p></div>ب<p>ج<p>د</table>", "أ\n\nب\n\nج\n\nد"),
        ("", ""),
        ("<!-- لا شيء -->", ""),
        ("نص بلا عناصر < 5", "نص بلا عناصر < 5"),
    ],
)
def test_the_rule_of_the_rendering(html: str, expected: str) -> None:
    assert text(html) == expected


def lines_hold(rendered: Rendered) -> None:
    """What is true of any rendering."""
    lines = [line for line in rendered.text.split("\n") if line.strip()]
    assert [rendered.text[line.start : line.end] for line in rendered.markup] == [line.strip() for line in lines]
    assert "\n\n\n" not in rendered.text
    assert rendered.text == rendered.text.strip("\n")
    assert all(0.0 <= line.links <= 1.0 and len(line.classes) <= 24 for line in rendered.markup)
    rendered.text.encode()


tags = st.sampled_from("p div br b a li ul table td tr pre h1 span script style svg article nav title body textarea select".split())
opened = st.builds("<{}{}>".format, tags, st.sampled_from(["", " class=x", " href='y'", " hidden", ' style="display:none"', " a='", ' ="']))
closed = st.builds("</{}>".format, tags)
pieces = st.one_of(
    opened, closed, st.text(max_size=8), st.sampled_from(["<!--", "-->", "&#0;", "&#1;", "&lt;", "\ud800", "\0", "<![CDATA[", "<?", "قال"])
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_any_source_is_rendered(html: str) -> None:
    lines_hold(render(html))


def test_a_line_knows_its_elements() -> None:
    rendered = render(
        '<body class=home><div id="relatedNews-box2" class="col-md-4 widget_Title"><div role=navigation><section><p class=item>قال '
        "<a href=/x>نعم</a></p></section></div></div><footer><ul><li><span class=date>أمس</span></li></ul></footer>"
        "<figure><figcaption>صورة</figcaption></figure>"
    )
    said, date, caption = rendered.markup
    assert (said.tag, said.zones, said.links) == ("p", ("nav", "section"), 0.5)
    assert said.classes == ("item", "col", "md", "widget", "title", "related", "news", "box")
    assert (date.tag, date.zones, date.classes, date.links) == ("li", ("footer",), ("date",), 0.0)
    assert (caption.tag, caption.zones) == ("figcaption", ("figure",))


def test_an_inline_element_speaks_for_its_line_where_it_holds_all_of_it() -> None:
    whole, part = render("<p><b class=source>رويترز</b></p><p><b class=source>رويترز</b> تقول</p>").markup
    assert (whole.classes, part.classes) == (("source",), ())


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("articleBody", ("article", "body")),
        ("TopBar_topBar__x1Yz2", ("top", "bar", "yz")),
        ("HTMLBox related-news_3", ("html", "box", "related", "news")),
        ("css-1q2w3e", ("css",)),
        ("", ()),
    ],
)
def test_classes_are_split_into_words(names: str, expected: tuple[str, ...]) -> None:
    assert words(names) == expected


@pytest.mark.parametrize("levels", [10_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "custom"])
def test_deep_nesting_keeps_its_text(tag: str, levels: int) -> None:
    started = time.monotonic()
    start, end = f"<{tag}>", f"</{tag.partition('>')[0]}>"
    rendered = render(f"<p>قبل</p>{start * levels}في القاع<p>وأيضا</p>{end * levels}<p>بعد</p>")
    assert rendered.text.replace("\n\n", "\n") == "قبل\nفي القاع\nوأيضا\nبعد"
    assert rendered.notes[0] == "elements nested deeper than 500 levels read as line breaks"
    assert [line.main for line in rendered.markup] == [None] * 4
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    "html",
    [
        "<p " + "".join(f" a{number}=1" for number in range(200_000)) + ">نص",
        "<p " + "".join(f" a{number}='>'" for number in range(200_000)) + ">نص",
        "<" * 1_000_000 + "نص",
        "<a href='" * 300_000 + "'>نص",
        "<script>" * 300_000 + "</script>نص",
        "</div>" * 300_000 + "نص",
        "<table>" + "<td>نص" * 100_000,
    ],
    ids=["attributes", "quoted", "angles", "quotes", "scripts", "ends", "cells"],
)
def test_what_would_make_a_parser_crawl_takes_time_with_its_length(html: str) -> None:
    started = time.monotonic()
    lines_hold(render(html))
    assert time.monotonic() - started < 30


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(TooLong, match="2,097,152 characters"):
        render("<p>" + "نص " * 800_000)
    with pytest.raises(TooLong, match="500,000 tags"):
        render("<b>س" * (MAX_TAGS + 1))
    with pytest.raises(TooLong, match="200,000 lines"):
        render("<br>س" * (MAX_LINES + 2))


def test_characters_that_are_none_are_replaced_and_said() -> None:
    rendered = render("<p>قا\ud800ل\x01 &#2;نعم")
    assert rendered.text == "قا\ufffdل\ufffd \ufffdنعم"
    assert rendered.notes[:2] == ("1 lone surrogates replaced by U+FFFD", "2 control characters replaced by U+FFFD")


def test_much_hidden_text_is_said() -> None:
    assert "1800 characters in hidden elements left out" in render(f"<p>قال</p><div hidden>{'نص مخفي ' * 300}<script>xx</script></div>").notes
