from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.capture.decode import Decoded, decode
from mahdar.capture.limits import MAX_PAGE_BYTES, expect_size
from mahdar.capture.singlebyte import mixed, single_byte
from mahdar.errors import SourceError

SENTENCES = (
    "قال وزير الخارجية إن الوفود وصلت إلى العاصمة صباح اليوم.",
    "وأضاف الوزير: «ننتظر من الأطراف كلها التزاما واضحا بوقف إطلاق النار».",
    "من جهته أكد المبعوث الخاص أن الجولة المقبلة ستعقد في نهاية الشهر الجاري؟",
    "ورحبت الحكومة بنتائج الاجتماع، مشددة على ضرورة إدخال المساعدات.",
    "وذكرت مصادر دبلوماسية أن الاتفاق لا يزال بعيدا، رغم التقدم في ملف الأسرى.",
    "وتشارك في المفاوضات أربع دول، إضافة إلى الأمم المتحدة.",
)
SAID_TWICE = "\n".join(SENTENCES)

arabic = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8, unique=True).map("\n".join)


def sloppy(data: bytes) -> str:
    """As browsers read Windows-1252: the five bytes that it lacks stay control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def as_1256(data: bytes) -> str:
    return data.decode("cp1256")


def as_latin(data: bytes) -> str:
    return data.decode("latin-1")


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "a.txt") == Decoded(text=text, encoding="utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" \n.،«»–\u200f\xa0")))
def test_text_of_arabic_letters_is_never_repaired(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbf" + "وصل الوفد".encode(), "a.txt").text == "وصل الوفد"


def test_a_second_mark_is_one() -> None:
    assert decode("\ufeff\ufeffقال\ufeff".encode(), "a.txt").text == "\ufeffقال\ufeff"


def test_line_ends_direction_marks_and_odd_spaces_are_kept() -> None:
    text = "وصل\r\nالوفد\rإلى \u200fالعاصمة\u200e\u00a0الكـــازاخية\u2028\u202bأمس\u202c\x85"
    assert decode(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("وصل\nالوفد ".encode() + b"\xc7\xe1", "byte 0xC7 at byte 18 (line 2)"),
        (b"\xef\xbb\xbf\xe1", "byte 0xE1 at byte 3 (line 1)"),
        ("قال".encode()[:-1], "byte 0xD9 at byte 4 (line 1): unexpected end of data"),
        (b"\xed\xa0\x80", "byte 0xED at byte 0 (line 1): a surrogate, half of a character"),
        (SAID_TWICE.encode() + b"\xed\xb0\x80", "a surrogate, half of a character"),
        (b"%PDG\0\1", "a binary file (a NUL byte at byte 4)"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "expected text, got a PDF (its signature at byte 0)"),
        (b"PK\x03\x04\x14\0", "expected text, got a ZIP archive"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "expected text, got a JPEG image"),
        (b"\x1f\x8b\x08", "expected text, got gzip"),
        ("قال".encode("utf-16") + b"\x06", "expected utf-16le, as its byte order mark says, got an invalid unit at byte 8"),
        (b"\xfe\xff\xd8\x00\x00\x20", "expected utf-16be, as its byte order mark says, got an invalid unit at byte 2"),
        ("قال\0".encode("utf-16"), "a binary file (a NUL character at byte 8)"),
        ("وصل".encode("cp1256"), "it may be windows-1256, which isn't certain; if it is, convert it first: iconv -f WINDOWS-1256 -t UTF-8"),
        (b"x" * (MAX_PAGE_BYTES + 1), "at most 2 MiB, got 2,097,153 bytes (not 2,097,152)"),
    ],
)
def test_what_is_no_page_is_told_with_its_place(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "folder/a.txt")
    assert reason in caught.value.reason
    assert str(caught.value) == f"folder/a.txt: {caught.value.reason}"


def test_the_largest_page_is_read() -> None:
    assert len(decode(b"x" * MAX_PAGE_BYTES, "a.txt").text) == MAX_PAGE_BYTES, expect_size


def test_a_caller_may_set_the_limit_and_ask_before_reading() -> None:
    assert len(decode(b"x" * 3_000_000, "a.html", limit=4 * 1024**2).text) == 3_000_000
    with pytest.raises(SourceError, match=r"at most 16 MiB, got 190\.7 MiB"):
        expect_size(200_000_000, "a.html", 16 * 1024**2)


@given(st.binary(), st.none() | st.sampled_from(["utf-8", "windows-1256", "iso-8859-6", "utf-16", "latin1", "ibm720", "hex", "x-unknown", ""]))
def test_bytes_become_text_or_a_reason(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(SourceError):
        decoded = decode(data, "a.txt", declared=declared)
        decoded.text.encode()  # no lone surrogate
        assert "\0" not in decoded.text


@given(arabic, st.sampled_from(["cp1256", "utf-16", "utf-16le", "utf-16be", "utf-32", "utf-8-sig"]))
def test_encodings_of_arabic_come_back_exactly(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt").text == text


@given(arabic, st.sampled_from(["iso8859_6", "cp720"]))
def test_so_do_those_with_fewer_signs(text: str, codec: str) -> None:
    text = text.replace("«", '"').replace("»", '"').replace("،", ",").replace("؟", "?")
    assert decode(text.encode(codec), "a.txt").text == text


def test_what_was_detected_is_said() -> None:
    decoded = decode(SAID_TWICE.encode("cp1256"), "a.txt")
    assert decoded == Decoded(text=SAID_TWICE, encoding="windows-1256", notes=("decoded as windows-1256, as detected",))


@pytest.mark.parametrize(
    ("declared", "page", "notes"),
    [
        ("windows-1256", "{}", ("decoded as windows-1256, as declared",)),
        ("CP1256", "{}", ("decoded as windows-1256, as declared",)),
        (None, '<meta charset="windows-1256">{}', ("decoded as windows-1256, as declared",)),
        (None, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">{}', ("decoded as windows-1256, as declared",)),
        (None, '<?xml version="1.0" encoding="windows-1256"?>{}', ("decoded as windows-1256, as declared",)),
        ("windows-1256", '<meta charset="utf-8">{}', ("decoded as windows-1256, as declared",)),
        ("utf-8", '<meta charset="windows-1256">{}', ("decoded as windows-1256, as detected", "declared as utf-8, which its bytes contradict")),
        ("iso-8859-1", "{}", ("decoded as windows-1256, as detected", "declared as iso-8859-1, which its bytes contradict")),
        ("iso-8859-6", "{}", ("decoded as windows-1256, as detected", "declared as iso-8859-6, which its bytes contradict")),
        ("klingon", "{}", ("decoded as windows-1256, as detected", "declared as klingon, which its bytes contradict")),
    ],
)
def test_the_transport_goes_before_the_page_and_the_bytes_before_both(declared: str | None, page: str, notes: tuple[str, ...]) -> None:
    text = page.format(SAID_TWICE)
    assert decode(text.encode("cp1256"), "a.html", declared=declared) == Decoded(text=text, encoding="windows-1256", notes=notes)


def test_valid_utf8_is_utf8_whatever_it_is_declared_to_be() -> None:
    decoded = decode(SAID_TWICE.encode(), "a.html", declared="windows-1256")
    assert decoded == Decoded(text=SAID_TWICE, encoding="utf-8", notes=("declared as windows-1256, which its bytes contradict",))


def test_a_declaration_decides_where_the_text_is_too_short_to_tell() -> None:
    assert decode("وصل".encode("cp1256"), "a.txt", declared="windows-1256").text == "وصل"
    assert decode("وصل".encode("iso8859_6"), "a.txt", declared="iso-8859-6").text == "وصل"


def test_latin_text_that_is_declared_is_no_arabic() -> None:
    assert decode("Le ministre a été reçu".encode("latin-1"), "a.txt", declared="iso-8859-1").text == "Le ministre a été reçu"


def test_a_stretch_of_another_encoding_is_read_as_such() -> None:
    data = f"{SAID_TWICE}\n<!-- ".encode() + SENTENCES[0].encode("cp1256") + f" -->\n{SENTENCES[1]}".encode()
    decoded = decode(data, "a.html")
    assert decoded.text == f"{SAID_TWICE}\n<!-- {SENTENCES[0]} -->\n{SENTENCES[1]}"
    assert decoded.encoding == "utf-8 with windows-1256"
    assert decoded.notes == ("decoded as utf-8, and as windows-1256 in 1 place",)


def test_signs_that_all_windows_code_pages_share_are_read() -> None:
    decoded = decode("أستانا ".encode() + b"\x96" + " الوفد\n".encode() + b"\xa0" + "وصل".encode(), "a.txt")
    assert decoded.text == "أستانا – الوفد\n\xa0وصل"


def test_a_character_cut_in_half_costs_a_long_page_that_character_alone() -> None:
    long = SAID_TWICE * 4
    decoded = decode(long.encode() + b' content="\xd9">', "a.html")
    assert decoded.text == long + ' content="\ufffd">'
    assert decoded.notes == ("1 byte of no character replaced by U+FFFD",)
    with pytest.raises(SourceError, match="0xD9 at byte"):
        decode(SENTENCES[0].encode() + b' content="\xd9">', "a.html")


@given(arabic, st.sampled_from([as_1256, sloppy, as_latin]), st.none() | st.sampled_from([as_1256, sloppy]))
def test_mojibake_is_put_right(text: str, first: object, second: object) -> None:
    garbled = text
    for read in (first, second):
        garbled = read(garbled.encode()) if callable(read) else garbled
    decoded = decode(garbled.encode(), "a.txt")
    assert decoded.text == text
    assert decoded.encoding.startswith("utf-8 (read as windows-125")
    assert decoded.notes[0].startswith("mojibake of utf-8 read as windows-125")


def test_what_was_repaired_is_said() -> None:
    decoded = decode(as_1256(SAID_TWICE.encode()).encode(), "a.txt")
    assert decoded.encoding == "utf-8 (read as windows-1256)"
    assert decoded.notes == ("mojibake of utf-8 read as windows-1256 repaired in 6 lines",)
    twice = decode(sloppy(as_1256(SAID_TWICE.encode()).encode()).encode(), "a.txt")
    assert twice.encoding == "utf-8 (read as windows-1256, then windows-1252)"
    assert twice.notes == ("mojibake of utf-8 read as windows-1256 and again as windows-1252 repaired in 6 lines",)


@pytest.mark.parametrize("read", [as_1256, sloppy])
def test_a_page_that_quotes_mojibake_stays_as_it_is(read: object) -> None:
    assert callable(read)
    for quoted in ("العربية", SENTENCES[0]):
        text = f"{SAID_TWICE}\nفتظهر الكلمات هكذا: {read(quoted.encode())} وهو خطأ.\n{read(quoted.encode())}"
        assert decode(text.encode(), "a.txt") == Decoded(text=text, encoding="utf-8")


def test_a_line_that_lost_characters_is_left_and_said() -> None:
    lost = as_1256(SENTENCES[0].encode()).replace("„", "?", 1) + "\n"
    decoded = decode((lost + as_1256(SAID_TWICE.encode())).encode(), "a.txt")
    assert decoded.text == lost + SAID_TWICE
    assert decoded.notes[1] == "mojibake left as it is in 1 line where what it was isn't certain"


def test_markup_and_signs_between_garbled_words_stay() -> None:
    text = "\n".join(f"<p class=x>– {as_1256(sentence.encode())}&nbsp;</p>" for sentence in SENTENCES)
    assert decode(text.encode(), "a.html").text == "\n".join(f"<p class=x>– {sentence}&nbsp;</p>" for sentence in SENTENCES)


def test_what_is_of_one_encoding_is_not_taken_for_mixed() -> None:
    assert mixed(SAID_TWICE.encode("cp1256")) is None
    assert single_byte(b"\x00\x01\xff\xfe", ()) is None
