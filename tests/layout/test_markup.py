"""What markup says of a line, beside what the line says itself."""

from __future__ import annotations

import msgspec
import pytest

from mahdar.capture import page
from mahdar.layout import Article, Layout

from .sites import FIFTH, FOURTH, HEADLINE, LEAD, SECOND, THIRD

OTHER = "أعلن الاتحاد المحلي لكرة القدم تأجيل مباراة الذهاب بين الفريقين بسبب سوء أرضية الملعب."


def read(layout: Layout, body: str, head: str = "") -> Article:
    return layout.read(page(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html"))


def roles(article: Article) -> dict[str, str]:
    return {block.of(article.page.text): block.role for block in article.blocks}


STORY = f"<h1>{HEADLINE}</h1>" + "".join(f"<p>{text}</p>" for text in (LEAD, SECOND, THIRD, FOURTH, FIFTH))


@pytest.mark.parametrize(
    ("around", "why"),
    [
        (f"<nav><p>{OTHER}</p></nav>", "in the page's navigation"),
        (f"<footer><p>{OTHER}</p></footer>", "in the page's footer"),
        (f"<aside><p>{OTHER}</p></aside>", "beside the article in the page's markup"),
        (f"<form><p>{OTHER}</p></form>", "in a form"),
        (f"<div class='related-stories'><p>{OTHER}</p></div>", "in a part of the page called 'related'"),
        (f"<div><h2><a href='/1'>المباراة تتأجل</a></h2><p>{OTHER}</p></div>", "under a heading that leads to another page"),
        (f"<p><a href='/1'>{OTHER}</a></p>", "a link to elsewhere"),
    ],
)
def test_another_story_after_the_end_is_known_by_where_it_stands(layout: Layout, around: str, why: str) -> None:
    article = read(layout, STORY + around)
    found = next(block for block in article.blocks if OTHER in block.of(article.page.text))
    assert (found.role, found.why) == ("furniture", why)
    assert [role for text, role in roles(article).items() if text in (LEAD, SECOND, THIRD, FOURTH, FIFTH)] == ["body"] * 5


def test_the_first_heading_is_the_headline_though_another_line_reads_more_like_one(layout: Layout) -> None:
    article = read(layout, f"<h1>أستانا، الجولة</h1><p>{HEADLINE}</p><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>")
    assert article.title is not None
    assert article.title.of(article.page.text) == "أستانا، الجولة"


def test_a_line_under_a_picture_is_a_caption(layout: Layout) -> None:
    caption = "أعضاء الوفود قبيل افتتاح الجلسة الأولى في العاصمة"
    article = read(layout, STORY.replace(f"<p>{SECOND}</p>", f"<p>{SECOND}</p><figure><img src='1.jpg'><figcaption>{caption}</figcaption></figure>"))
    assert roles(article)[caption] == "caption"


def test_a_heading_inside_the_text_is_a_subhead(layout: Layout) -> None:
    article = read(layout, STORY.replace(f"<p>{THIRD}</p>", f"<h2>جدول الأعمال</h2><p>{THIRD}</p>"))
    assert roles(article)["جدول الأعمال"] == "subhead"


def test_markup_that_calls_the_whole_story_something_else_doesn_t_hide_it(layout: Layout) -> None:
    article = read(layout, f"<div class='widget latest'>{STORY}</div>")
    assert {roles(article)[text] for text in (LEAD, SECOND, THIRD, FOURTH, FIFTH)} == {"body"}


def test_where_text_and_markup_disagree_it_is_said(layout: Layout) -> None:
    article = read(layout, STORY)
    assert article.notes == ()
    kept = [msgspec.structs.replace(line, main=n == 0) for n, line in enumerate(article.page.markup)]
    (note,) = layout.read(msgspec.structs.replace(article.page, markup=tuple(kept))).notes
    assert note.startswith("the text's own signs and the main text by its markup agree on ")
