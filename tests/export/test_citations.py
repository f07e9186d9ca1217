from __future__ import annotations

import re
import string

import msgspec
import pytest

from mahdar.export import bibtex, csl
from mahdar.export.citation import LONGEST, Citation, cite, joined, shortened
from mahdar.export.dates import plain
from mahdar.export.languages import LANGUAGES, Language
from mahdar.export.text import note, phrases, sentences, text
from mahdar.record.answers import Dated, EntityRef, Link, OutletRef, PageRef, Quote, SpeakerAnswer, StatementAnswer

LAVRENTIEV = {"ar": "ألكسندر لافرينتييف", "en": "Alexander Lavrentiev"}
TASS = {"ar": "تاس", "en": "TASS"}
URL = "https://north.example/{1}?q=%D8%A7&سؤال=1"


def words(quote: str, *, start: int = 40, line: int = 3, before: str = "", after: str = "") -> Quote:
    return Quote(page="ab12", start=start, end=start + len(quote), line=line, before=before, quote=quote, after=after)


def link(label: dict[str, str], **more: object) -> Link:
    return Link(**{"part": "via", "label": label, "entity": "x", "kind": None, "words": None, **more})  # type: ignore[arg-type]


PAGE = PageRef(
    id="ab12",
    title="لافرينتييف يدعو\nأنقرة",
    outlets=(OutletRef(label="RT", entity="rt", basis="stated"),),
    published=Dated(value="2022-11-22", basis="inferred", why="the round"),
    source="dump#1",
    url=URL,
    fetched="2022-12-01T23:59:00Z",
    captures=1,
)
SAID = StatementAnswer(
    id="9f2c00000000",
    content=words("نطلب من شركائنا أن يتريثوا"),
    more=(),
    cue=words("قال", start=30),
    speaker=SpeakerAnswer(
        entity=EntityRef(id="lavrentiev", kind="person", label=LAVRENTIEV), label="لافرينتييف", words=words("لافرينتييف", start=20)
    ),
    addressee=None,
    target=None,
    act="call",
    kind="direct",
    polarity="positive",
    issues=(),
    chain=((link(LAVRENTIEV),), (link(TASS), link({"ar": "نوفوستي"})), (link({"ar": "RT"}),)),
    wire_copy=None,
    page=PAGE,
    found_by="grammar:vso-quote",
    confidence=0.9,
    review=False,
    engine="0.1.0",
)
BARE = msgspec.structs.replace(
    SAID,
    speaker=None,
    cue=None,
    kind="indirect",
    chain=(),
    page=PageRef(id="ab12", title=None, outlets=(), published=None, source="loose.txt", url=None, fetched=None, captures=1),
)


def cited(**changed: object) -> Citation:
    return msgspec.structs.replace(cite(SAID, permalink="http://127.0.0.1:8077/statement/9f2c00000000"), **changed)


def test_a_citation_in_arabic() -> None:
    assert text(cited(), "ar") == (
        "ألكسندر لافرينتييف: «نطلب من شركائنا أن يتريثوا». في «لافرينتييف يدعو أنقرة»، RT، نُشر في 22 تشرين الثاني/نوفمبر 2022 (والتاريخ مستنتج). "
        "الطريق: ألكسندر لافرينتييف ←\u200f تاس ونوفوستي ←\u200f RT. "
        f"{URL} (جُلب في 1 كانون الأول/ديسمبر 2022). الصفحة: sha256:ab12، المحارف من 40 إلى 66. "
        "الرابط الدائم: http://127.0.0.1:8077/statement/9f2c00000000"
    )


def test_a_citation_in_english() -> None:
    assert text(cited(), "en") == (
        "Alexander Lavrentiev: “نطلب من شركائنا أن يتريثوا”. In “لافرينتييف يدعو أنقرة”, by RT, published 22 November 2022 (date inferred). "
        "Route: Alexander Lavrentiev →\u200e TASS + نوفوستي →\u200e RT. "
        f"{URL} (fetched 1 December 2022). Page: sha256:ab12, characters 40–66. "
        "Permalink: http://127.0.0.1:8077/statement/9f2c00000000"
    )


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    assert text(cite(BARE), "en") == (
        "Speaker not known (in the outlet's words): نطلب من شركائنا أن يتريثوا. On a page without a title, outlet not known, "
        "date of publication not known. Source in the record: loose.txt (time of fetching not recorded). Page: sha256:ab12, characters 40–66."
    )
    assert "القائل غير معروف (بصياغة الناشر): نطلب" in text(cite(BARE), "ar")
    assert "في صفحة بلا عنوان، الناشر غير معروف، تاريخ النشر غير معروف." in text(cite(BARE), "ar")
    item = csl.item(cite(BARE), "en")
    assert {"author", "container-title", "publisher", "issued", "URL", "accessed"} & item.keys() == set()
    assert item["type"] == "document"
    entry = fields(bibtex.bibtex(cite(BARE), "en"))
    assert {"author", "year", "month", "url", "urldate"} & entry.keys() == set()
    assert entry["note"].startswith("in the outlet's words, Speaker not known, date of publication not known, Source in the record: loose.txt.")


def test_words_that_are_not_the_speakers_own_come_with_their_cue() -> None:
    told = msgspec.structs.replace(SAID, kind="indirect", cue=words("أدان", start=30), content=words("الهجمات."))
    assert text(cite(told), "ar").startswith("ألكسندر لافرينتييف («أدان»، بصياغة الناشر): الهجمات. في ")
    assert cite(told).title_of_words == "[أدان] الهجمات."
    assert cite(msgspec.structs.replace(told, cue=words(":"))).title_of_words == "الهجمات.", "a colon says nothing"
    assert cite(SAID).title_of_words == "نطلب من شركائنا أن يتريثوا"


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_make_the_text(language: Language) -> None:
    assert " ".join(sentences(cited(), language)) == text(cited(), language)
    assert "\n" not in text(cited(title="a\nb", source="x"), language).replace("a\nb", "")


def test_parts_are_joined_as_the_page_has_them() -> None:
    first, second = words("القول الأول", start=10, line=2, after="."), words("والقول الثاني", start=40, line=3)
    apart = words("والقول\u00a0الأخير", start=90, line=3, before="في حين ")
    assert joined([first, second, apart]) == "القول الأول والقول الثاني … والقول الأخير"
    said = msgspec.structs.replace(SAID, content=second, more=(apart, first))
    assert (cite(said).quote, cite(said).start, cite(said).end) == (joined([first, second, apart]), 10, apart.end)


def test_long_words_are_cut_at_a_space() -> None:
    assert shortened("كلمة أخرى", 9) == "كلمة أخرى"
    assert shortened("كلمة أخرى", 8) == "كلمة…"
    assert shortened("كلمة، أخرى", 7) == "كلمة…"
    assert shortened("كلمة أخرى ثم", 10) == "كلمة أخرى…"
    assert shortened("ا" * 400) == "ا" * (LONGEST - 1) + "…"
    long = cite(msgspec.structs.replace(SAID, content=words("كلمة " * 200 + "أخيرة")))
    assert len(long.quote) <= LONGEST
    assert long.quote.endswith("كلمة…")
    assert "….»" not in text(long, "ar")
    assert "…." not in text(msgspec.structs.replace(long, kind="indirect"), "ar")


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("2022-11-22", "22 تشرين الثاني/نوفمبر 2022", "22 November 2022"),
        ("2022-11", "تشرين الثاني/نوفمبر 2022", "November 2022"),
        ("2022", "2022", "2022"),
        ("2022-11-22/2022-11-23", "22 تشرين الثاني/نوفمبر 2022 – 23 تشرين الثاني/نوفمبر 2022", "22 November 2022 – 23 November 2022"),
        ("201X", "201X", "201X"),
    ],
)
def test_dates(value: str, arabic: str, english: str) -> None:
    assert (plain(value, "ar"), plain(value, "en")) == (arabic, english)


def test_both_languages_say_the_same_things() -> None:
    def holes(phrase: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}

    arabic, english = phrases()["ar"], phrases()["en"]
    assert arabic.keys() == english.keys()
    assert {key for key in arabic if holes(arabic[key]) != holes(english[key])} == set()


# BibTeX


def fields(entry: str) -> dict[str, str]:
    """The fields of an entry as BibTeX reads them: a value goes to the brace that closes it, escaped or not."""
    head = re.match(r"@misc\{mahdar-[0-9a-f]{12},\n", entry)
    assert head, entry
    found: dict[str, str] = {}
    at = head.end()
    while field := re.compile(r"  (\w+) = ").match(entry, at):
        at = field.end()
        if entry[at] == "{":
            depth, start = 0, at
            while True:
                depth += {"{": 1, "}": -1}.get(entry[at], 0)
                at += 1
                if not depth:
                    break
            found[field[1]] = entry[start + 1 : at - 1]
        else:
            bare = re.compile(r"\w+").match(entry, at)
            assert bare, "a value without braces is a word"
            found[field[1]], at = bare[0], bare.end()
        assert entry[at : at + 2] == ",\n"
        at += 2
    assert entry[at:] == "}\n"
    return found


def test_bibtex() -> None:
    entry = fields(bibtex.bibtex(cited(), "en"))
    assert list(entry) == ["author", "title", "howpublished", "year", "month", "day", "url", "urldate", "language", "note"]
    assert entry["author"] == "{Alexander Lavrentiev}"
    assert entry["title"] == "{نطلب من شركائنا أن يتريثوا}"
    assert (entry["year"], entry["month"], entry["day"], entry["urldate"]) == ("2022", "nov", "22", "2022-12-01")
    assert entry["url"] == "https://north.example/%7B1%7D?q=%D8%A7&%D8%B3%D8%A4%D8%A7%D9%84=1"
    assert "date inferred" in entry["note"]
    assert fields(bibtex.bibtex(cited(published=Dated(value="201X", basis="stated", why=None)), "ar"))["year"] == "201X"


def test_whatever_a_page_says_stays_inside_its_field() -> None:
    hostile = "}, note = {x} \\input{/etc/passwd} %#&_$~^ \x00\x1b{{ \"' @comment{"
    changed = {"quote": hostile, "title": hostile, "outlets": (hostile,), "speaker": {"ar": hostile}, "source": hostile}
    for url in (None, f"https://a.example/{hostile}"):
        entry = bibtex.bibtex(cited(**changed, url=url), "ar")
        found = fields(entry)
        assert {"author", "title", "howpublished", "note"} <= found.keys()
        assert "\x00" not in entry
        assert "\x1b" not in entry
        # No command but those that write a mark.
        commands = set(re.findall(r"\\([A-Za-z]+|.)", re.sub(r"  url = .*", "", entry)))
        assert commands == {"textbraceleft", "textbraceright", "textbackslash", "textasciitilde", "textasciicircum", *"&%$#_"}
        assert not re.search(r"[{}\\\s]", found.get("url", ""))


# CSL-JSON

VARIABLES = frozenset(
    "id type title author container-title publisher issued accessed URL language source archive_location note".split()  # of the schema's many
)


def test_csl_json() -> None:
    [item] = msgspec.json.decode(csl.csl_json([cited()], "en"))
    assert set(item) == VARIABLES
    assert (item["id"], item["type"], item["URL"]) == ("mahdar-9f2c00000000", "webpage", URL)
    assert item["author"] == [{"literal": "Alexander Lavrentiev"}]
    assert item["issued"] == {"date-parts": [[2022, 11, 22]], "circa": True}
    assert item["accessed"] == {"date-parts": [[2022, 12, 1]]}
    assert item["note"] == note(cited(), "en")
    assert "statement 9f2c00000000, page sha256:ab12" in item["archive_location"]


@pytest.mark.parametrize(
    ("value", "issued"),
    [
        ("2022-11", {"date-parts": [[2022, 11]]}),
        ("2022", {"date-parts": [[2022]]}),
        ("2017-10-30/2017-11-01", {"date-parts": [[2017, 10, 30], [2017, 11, 1]]}),
        ("201X", {"literal": "201X"}),
        ("2022-11~", {"literal": "2022-11~"}),
    ],
)
def test_dates_of_csl(value: str, issued: object) -> None:
    assert csl.item(cited(published=Dated(value=value, basis="stated", why=None)), "ar")["issued"] == issued


def test_nothing_asks_the_clock() -> None:
    """The same statement gives the same citation, whenever it is asked for."""
    assert csl.csl_json([cited(fetched=None)], "ar") == csl.csl_json([cited(fetched=None)], "ar")
    assert "accessed" not in csl.csl_json([cited(fetched=None)], "ar")
    assert "urldate" not in bibtex.bibtex(cited(fetched=None), "ar")
