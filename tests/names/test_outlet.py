"""Who published a page, told by what is given, by markup, by its address or by its text; and whom it credits."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mahdar.invariants import check
from mahdar.model import Metadata, Page, Reading, Told
from tests.support.pages import page_of
from tests.support.reader import shipped_reader

TITLE = "وفد الوساطة يصل إلى المدينة"
FIRST = "وصل وفد الوساطة إلى المدينة صباح الاثنين، وعقد اجتماعا مع ممثلي الأطراف استمر ساعتين في مقر البلدية."
LAST = "وقال رئيس الوفد إن الأطراف اتفقت على عقد جولة ثانية من الحوار في المدينة نفسها بعد أسبوعين. ولم يحدد موعدا لها."
STORY = f"{FIRST}\n\n{LAST}"
BODY = f"{TITLE}\n\n{STORY}\n"


def read(text: str, *, label: str | None = None, url: str | None = None, markup: str | None = None) -> Reading:
    metadata = Metadata(outlet=Told(value=markup, where="meta og:site_name")) if markup else Metadata()
    page: Page = msgspec.structs.replace(page_of(text, outlet=label), url=url, metadata=metadata)
    return check(shipped_reader().read(page))


def outlet(reading: Reading) -> tuple[str, str | None, str] | None:
    """The outlet's label, entity and basis."""
    return (reading.outlet.label, reading.outlet.entity, reading.outlet.basis) if reading.outlet else None


def credits_of(reading: Reading) -> list[tuple[str, str]]:
    return [(credit.entity, credit.of(reading.text)) for credit in reading.credits]


@pytest.mark.parametrize(
    ("url", "entity"),
    [
        pytest.param("https://arabic.rt.com/world/1-x/", "rt", id="subdomain-of-its-own"),
        pytest.param("https://arabic.cnn.com/a", "cnn-arabic", id="arabic-subdomain"),
        pytest.param("https://edition.cnn.com/a", "cnn", id="another-subdomain"),
        pytest.param("http://www.bbc.co.uk/arabic/middleeast-1", "bbc-arabic", id="head-of-the-path"),
        pytest.param("https://www.bbc.com/arabicnews/x", "bbc", id="no-head-of-the-path"),
        pytest.param("https://www.okaz.com.sa/news/1", "okaz", id="domain-of-two-parts"),
        pytest.param("https://web.archive.org/web/20100304055012/http://www.aljazeera.net/news/1", "al-jazeera", id="archived"),
        pytest.param("//www.wafa.ps/x", "wafa", id="no-scheme"),
        pytest.param("https://notaljazeera.net/x", None, id="end-of-another-domain"),
        pytest.param("https://example.org/aljazeera.net", None, id="domain-in-the-path"),
        pytest.param("http://[broken/x", None, id="broken"),
    ],
)
def test_by_the_address(url: str, entity: str | None) -> None:
    reading = read(BODY, url=url)
    assert (reading.outlet.entity if reading.outlet else None) == entity
    if reading.outlet:
        assert reading.outlet.basis == "metadata"
        assert entity in {e.id for e in reading.entities}


@pytest.mark.parametrize(
    ("text", "label", "entity"),
    [
        pytest.param(f"{TITLE} - RT Arabic\n\nالرئيسية\n\n{BODY}", "RT Arabic", "rt", id="after-the-title"),
        pytest.param(f"الجزيرة نت | {TITLE}\n\nالرئيسية\n\n{BODY}", "الجزيرة نت", "al-jazeera", id="before-the-title"),
        pytest.param(
            f"\u202dBBC Arabic\u202c - \u202eالعالم\u202c - \u202e{TITLE}\u202c\n\nالرئيسية\n\n{BODY}",
            "BBC Arabic",
            "bbc-arabic",
            id="direction-marks",
        ),
        pytest.param(f"العالم - {TITLE}\n\nالرئيسية\n\n{BODY}", None, None, id="a-section-before-the-title"),
        pytest.param(f"{TITLE} - شبكة الضفتين\n\nالرئيسية\n\n{BODY}", "شبكة الضفتين", None, id="an-unknown-name-with-the-noun-of-an-outlet"),
        pytest.param(f"{TITLE} - بعد أسبوع\n\nالرئيسية\n\n{BODY}", None, None, id="words-after-the-title"),
        pytest.param(f'og:site_name" content="عنب بلدي" />\n\n{BODY}', "عنب بلدي", "enab-baladi", id="leftover-of-markup"),
        pytest.param(f"{BODY}\nجميع الحقوق محفوظة لصحيفة عكاظ 2019\n", "صحيفة عكاظ", "okaz", id="owner-after-a-preposition"),
        pytest.param(f"{BODY}\nجميع الحقوق محفوظة للجزيرة نت\n", "لجزيرة نت", "al-jazeera", id="preposition-and-article"),
        pytest.param(f"{BODY}\nCopyright © 2019 Enab Baladi. All rights reserved\n", "Enab Baladi", "enab-baladi", id="latin"),
        pytest.param(f"{BODY}\nجميع الحقوق محفوظة لشبكة الضفتين\n", "شبكة الضفتين", None, id="unknown-owner"),
        pytest.param(f"{BODY}\nجميع الحقوق محفوظة\n", None, None, id="no-owner"),
        pytest.param(f"{BODY}\nجميع الحقوق محفوظة. التعليقات المنشورة لا تعبر عن رأي عنب بلدي.\n", "عنب بلدي", "enab-baladi", id="opinion"),
        pytest.param(f"{BODY}\nجميع الحقوق محفوظة. التعليقات المنشورة لا تعبر عن رأي أصحابها.\n", None, None, id="opinion-of-nobody"),
        pytest.param(f"{BODY}\nالمصدر: الجزيرة + وكالات\n", "الجزيرة", "al-jazeera", id="its-own-credit-before-agencies"),
        pytest.param(f"{BODY}\nالمصدر: مرساة + نوفوستي + تاس\n", "مرساة", None, id="an-unknown-name-before-agencies"),
        pytest.param(f"{BODY}\nالمصدر: دفتر الضفتين ووكالات\n", "دفتر الضفتين", None, id="an-unknown-name-before-others"),
        pytest.param(f"{BODY}\nالمصدر: نوفوستي + مرساة\n", None, None, id="an-unknown-name-after-an-agency"),
        pytest.param(f"{BODY}\nالمصدر: مرساة + دفتر الضفتين\n", None, None, id="two-unknown-names"),
        pytest.param(f"{BODY}\nالمصدر: مراسلنا + وكالات\n", None, None, id="a-correspondent-before-agencies"),
        pytest.param(f"{BODY}\nالمصدر: الجزيرة\n", None, None, id="a-credit-alone-may-be-of-another"),
        pytest.param(f"{BODY}\nالمصدر: رويترز + وكالات\n", None, None, id="an-agency-before-agencies"),
        pytest.param(BODY, None, None, id="nothing"),
    ],
)
def test_by_the_text(text: str, label: str | None, entity: str | None) -> None:
    reading = read(text)
    assert outlet(reading) == ((label, entity, "stated") if label else None)
    if reading.outlet:
        assert [span.of(text) for span in reading.outlet.evidence] == [label]


def test_what_is_given_outweighs_the_markup_the_markup_the_address_and_the_address_the_text() -> None:
    text = f"{TITLE} - RT Arabic\n\nالرئيسية\n\n{BODY}"
    address = "https://www.youm7.com/1"
    assert outlet(read(text, label="عكاظ", markup="هسبريس", url=address)) == ("عكاظ", "okaz", "given")
    assert outlet(read(text, markup="هسبريس", url=address)) == ("هسبريس", "hespress", "metadata")
    assert outlet(read(text, url=address)) == ("اليوم السابع", "youm7", "metadata")
    assert outlet(read(text)) == ("RT Arabic", "rt", "stated")


def test_markup_and_address_that_disagree_are_told() -> None:
    (note,) = read(BODY, markup="هسبريس", url="https://www.youm7.com/1").notes
    assert note == "outlet: meta og:site_name names هسبريس, the address is of اليوم السابع"
    assert read(BODY, markup="CNN", url="https://arabic.cnn.com/1").notes == ()


@pytest.mark.parametrize(
    ("label", "entity"),
    [
        pytest.param("alriyadh", "al-riyadh-newspaper", id="the-word-of-a-domain"),
        pytest.param("www.hespress.com", "hespress", id="a-domain"),
        pytest.param("France24", "france-24", id="written-together"),
        pytest.param("صحيفة الشرق الأوسط", "asharq-al-awsat", id="a-noun-before-the-name"),
        pytest.param("CNN", "cnn-arabic", id="an-arabic-page-of-a-house"),
        pytest.param("alwatan", None, id="a-word-that-several-domains-have"),
    ],
)
def test_labels_as_dumps_give_them(label: str, entity: str | None) -> None:
    assert outlet(read(BODY, label=label)) == (label, entity, "given")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{BODY}\nالمصدر: نوفوستي + تاس\n", [("ria-novosti", "نوفوستي"), ("tass", "تاس")], id="line"),
        pytest.param(f"{BODY}\nالمصدر: الفرنسية ووكالات\n", [], id="a-nationality-alone"),
        pytest.param(f"{BODY}\nالمصدر: رويترز وأ ف ب\n", [("reuters", "رويترز"), ("afp", "أ ف ب")], id="joined-by-a-letter"),
        pytest.param(f"{BODY}\nالمصدر: وكالة الأناضول التركية\n", [("anadolu", "الأناضول")], id="noun-and-nationality"),
        pytest.param(f"{BODY}\nالمصدر: وكالات\n", [], id="none-named"),
        pytest.param(f"{BODY}\nالمصدر: الحياة\n", [("al-hayat", "الحياة")], id="a-name-that-is-a-common-word"),
        pytest.param(f"{TITLE}\n\nالقاهرة - أ ف ب - {STORY}\n", [("afp", "أ ف ب")], id="dateline-of-dashes"),
        pytest.param(f"{TITLE}\n\nواشنطن (رويترز) - {STORY}\n", [("reuters", "رويترز")], id="dateline-with-brackets"),
        pytest.param(f"{TITLE}\n\nدمشق/ سانا: {STORY}\n", [("sana", "سانا")], id="dateline-with-a-slash"),
        pytest.param(f"{TITLE}\n\nكابول، أفغانستان (CNN)-- {STORY}\n", [("cnn", "CNN")], id="city-and-country"),
        pytest.param(f"{TITLE}\n\n(CNN)-- {STORY}\n", [("cnn", "CNN")], id="brackets-alone"),
        pytest.param(f"{TITLE}\n\nقالت وكالة الأنباء الرسمية (سانا) إن الوفد وصل. {STORY}\n", [], id="brackets-in-a-sentence"),
        pytest.param(f"{TITLE}\n\nرويترز: {STORY}\n", [], id="told-by-not-credited"),
        pytest.param(f"{TITLE}\n\n{STORY} (رويترز)\n", [("reuters", "رويترز")], id="after-the-last-sentence"),
        pytest.param(f"{TITLE}\n\n{STORY}\n\n(أ.ف.ب)\n", [("afp", "أ.ف.ب")], id="on-a-line-of-its-own"),
        pytest.param(f"{TITLE}\n\n{STORY}\n\nفرانس برس / رويترز\n", [("afp", "فرانس برس"), ("reuters", "رويترز")], id="two-at-the-end"),
        pytest.param(f"{TITLE}\n\n{FIRST}\n\nوأعلن رئيس الوفد ذلك لوكالة الأنباء السورية (سانا).\n", [], id="brackets-at-the-end-of-a-sentence"),
        pytest.param(f"{TITLE}\n\n{STORY}\n\n* نقلا عن \"الشرق الأوسط\" اللندنية\n", [("asharq-al-awsat", "الشرق الأوسط")], id="taken-from"),
        pytest.param(f"{TITLE}\n\nجدة 25 شوال 1439 هـ الموافق 9 يوليو 2018 م واس\n\n{STORY}\n", [("spa", "واس")], id="date-line-of-an-agency"),
        pytest.param(f"{BODY}\nالمصدر:\n", [], id="a-word-of-source-alone"),
        pytest.param(f"{BODY}\n* * *\n", [], id="no-word-at-the-end"),
        pytest.param(BODY, [], id="none"),
    ],
)  # fmt: skip
def test_credits(text: str, expected: list[tuple[str, str]]) -> None:
    assert credits_of(read(text)) == expected


@pytest.mark.parametrize("url", ["https://arabic.cnn.com/1", "https://edition.cnn.com/1"])
def test_the_outlets_own_name_is_no_credit(url: str) -> None:
    assert credits_of(read(f"{TITLE}\n\nدبي، الإمارات (CNN)-- {STORY}\n", url=url)) == []
    assert credits_of(read(f"{TITLE}\n\nدبي، الإمارات (CNN)-- {STORY} (رويترز)\n", url=url)) == [("reuters", "رويترز")]


def test_a_source_is_credited_once() -> None:
    assert credits_of(read(f"{TITLE}\n\nواشنطن (رويترز) - {STORY}\n\nالمصدر: رويترز\n")) == [("reuters", "رويترز")]


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        pytest.param(f"{TITLE}\n\nواشنطن (رويترز) - {STORY}\n", "reuters", id="in-brackets-at-the-head"),
        pytest.param(f"{TITLE}\n\nموسكو – رويترز – {STORY}\n", "reuters", id="after-the-place"),
        pytest.param(f"{BODY}\nالمصدر: أ ف ب\n", "afp", id="its-line-of-credit"),
        pytest.param(f"{TITLE}\n\nواشنطن (رويترز) - {STORY}\n\nالمصدر: رويترز\n", "reuters", id="credited-twice"),
        pytest.param(f"{BODY}\nالمصدر: تاس + نوفوستي\n", None, id="two-agencies"),
        pytest.param(f"{TITLE}\n\nواشنطن (رويترز) - {STORY}\n\nالمصدر: أ ف ب\n", None, id="one-at-the-head-and-another-at-the-end"),
        pytest.param(f"{BODY}\nالمصدر: رويترز + وكالات\n", None, id="an-agency-and-others"),
        pytest.param(f"{BODY}\nالمصدر: الجزيرة + رويترز\n", None, id="its-own-and-an-agency's"),
        pytest.param(f"{BODY}\nالمصدر: صحيفة حرييت\n", None, id="a-paper"),
        pytest.param(f"{BODY}", None, id="none"),
        pytest.param(f"{TITLE}\n\nقالت وكالة رويترز إن الوفد وصل. {STORY}\n", None, id="an-agency-that-is-quoted"),
    ],
)
def test_a_copy_of_an_agencys_wire(text: str, wire: str | None) -> None:
    assert read(text).wire_copy == wire


def test_an_agencys_own_page_is_no_copy() -> None:
    assert read(f"{TITLE}\n\nدمشق-سانا\n{STORY}\n", url="https://sana.sy/?p=1").wire_copy is None


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["المصدر", ":", "(", ")", " - ", "+", "رويترز", "وكالات", "و", "*", " ", "2018", "واس", '"', "\n"]), max_size=12).map(
        "".join
    )
)
def test_any_credit_line_is_read(line: str) -> None:
    reading = read(f"{BODY}\n{line}\n")
    assert all(credit.of(reading.text).strip() for credit in reading.credits)
