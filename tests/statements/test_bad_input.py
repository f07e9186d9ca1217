"""Pages that no writer meant, or that are no news: nothing is raised, every promise is kept, and what is found is sensible or nothing."""

from __future__ import annotations

import pytest

from benchmarks.generated import SHAPES, line
from mahdar.invariants import check
from mahdar.model import Reading
from tests.support.pages import page_of
from tests.support.reader import shipped_reader
from tests.support.retold import statements

MARKS = ['"', "“", "”", "„", "«", "»", "‹", "›", "'", "‘", "’", "''", "<<", "(", ")", "[", "]", "–", "-"]


def read(text: str) -> Reading:
    """A whole page, checked."""
    return check(shipped_reader().read(page_of(text)))


def said(text: str) -> list[tuple[str | None, str, str]]:
    """(cue, content, the speaker's words) of a line of running text, with every promise of the room kept."""
    whole, found = statements(shipped_reader(), [(text, "body")])
    for s in found:
        spans = (s, *s.more, *s.via, *((s.cue,) if s.cue else ()))
        assert all(0 <= span.start < span.end <= len(whole) for span in spans)
        assert "\n" not in s.of(whole)
        assert s.speaker is None or 0 <= s.speaker.start < s.speaker.end <= len(whole)
    return [(s.cue.of(whole) if s.cue else None, s.of(whole), s.speaker.label if s.speaker else "") for s in found]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_without_its_other_costs_no_statement_after_it(mark: str) -> None:
    text = f"قال سيرغي لافروف إن {mark}الحوار مستمر.\nوأكد جون كيري أن الاجتماع انتهى."
    whole, found = statements(shipped_reader(), [(part, "body") for part in text.split("\n")])
    assert [(s.speaker.label, s.cue.of(whole)) for s in found if s.speaker and s.cue][-1] == ("جون كيري", "أكد")
    assert found[-1].of(whole) == "أن الاجتماع انتهى"
    read(text)


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_alone_at_either_end(mark: str) -> None:
    for text in (f"{mark}قال سيرغي لافروف إن الحوار مستمر.", f"قال سيرغي لافروف إن الحوار مستمر.{mark}", f"قال سيرغي لافروف{mark}: الحوار مستمر."):
        assert all(speaker == "سيرغي لافروف" for _, _, speaker in said(text))
        read(text)


UNBALANCED = [
    ('قال سيرغي لافروف: "الحوار مستمر ولا بديل عنه', ("الحوار مستمر ولا بديل عنه", "سيرغي لافروف")),
    ("قال سيرغي لافروف: «الحوار مستمر ولا بديل عنه", ("الحوار مستمر ولا بديل عنه", "سيرغي لافروف")),
    ("قال سيرغي لافروف: “الحوار مستمر ولا بديل عنه", ("الحوار مستمر ولا بديل عنه", "سيرغي لافروف")),
    ('قال سيرغي لافروف: «الحوار مستمر ولا بديل عنه"', ("الحوار مستمر ولا بديل عنه", "سيرغي لافروف")),
    ("قال سيرغي لافروف إن الحوار مستمر» ولا بديل عنه.", ("إن الحوار مستمر» ولا بديل عنه", "سيرغي لافروف")),
]


@pytest.mark.parametrize(("text", "expected"), UNBALANCED)
def test_unbalanced_marks(text: str, expected: tuple[str, str]) -> None:
    assert [(content, speaker) for _, content, speaker in said(text)] == [expected]


def test_quotations_inside_quotations() -> None:
    text = "قال سيرغي لافروف: «إن كيري كتب “أخبرني ظريف 'لن نقبل بهذا' أمس” في رسالته»."
    assert ("إن كيري كتب “أخبرني ظريف 'لن نقبل بهذا' أمس” في رسالته", "سيرغي لافروف") in [(c, s) for _, c, s in said(text)]


@pytest.mark.parametrize("opening_closing", ["«»", "“”", '""', "‹›", "()"])
@pytest.mark.parametrize("unit", ["قال سيرغي لافروف {}", "قال {}", "{}"])
def test_a_tower_of_five_hundred_marks(unit: str, opening_closing: str) -> None:
    opening, closing = tuple(opening_closing)
    for text in (unit.format(opening) * 500 + "الحوار مستمر" + closing * 500, unit.format(opening) * 500, "الحوار مستمر" + closing * 500):
        assert len(said(text)) <= 500
        read(text)


LATIN = [
    ("قال John Kirby إن الاجتماع انتهى.", [("قال", "إن الاجتماع انتهى", "John Kirby")]),
    ("وأكدت Ursula von der Leyen أن الاتحاد موحد.", [("أكدت", "أن الاتحاد موحد", "Ursula von der Leyen")]),
    ("وقالت BBC إن الاجتماع انتهى.", [("قالت", "إن الاجتماع انتهى", "BBC")]),
    ("John Kirby said the meeting is over. “We are done here today”, he said.", []),
]


@pytest.mark.parametrize(("text", "expected"), LATIN)
def test_latin_letters(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected
    read(text)


POEM = (
    "يا ليل طال على الغريب مداه\nوالنجم في كبد السماء أراه\n\nقالت: أتمضي والديار بعيدة\nقلت: الفؤاد هناك لا أنساه\n\n"
    "ما كل من طلب الوصول بواصل\nكلا ولا كل الدروب هداه"
)


def test_a_poem_attributes_nothing_to_anybody_known() -> None:
    assert [s for s in read(POEM).statements if s.speaker and s.speaker.entity and ":" not in s.speaker.entity] == []
    assert len(said(POEM.replace("\n", " "))) <= 1


INTERVIEW = (
    "حوار مع وزير الخارجية الروسي سيرغي لافروف\n\nس: كيف ترون المفاوضات؟\nج: المفاوضات مستمرة ولا بديل عنها.\nس: ومتى الجولة المقبلة؟\n"
    "ج: في الشهر المقبل.\nس: هل تحضر تركيا؟\nج: نعم، أكدت أنقرة أنها ستشارك."
)


def test_a_transcript_makes_no_letter_speak() -> None:
    found = read(INTERVIEW)
    assert all(s.speaker is None or s.speaker.label not in ("س", "ج") for s in found.statements)
    assert all(s.of(found.text).strip() not in ("س", "ج") for s in found.statements)


TWEETS = "\n".join(
    f"{name} @{handle} · {hour} س\n{text} #المفاوضات https://t.example/{hour}"
    for hour, (name, handle, text) in enumerate(
        [
            ("سيرغي لافروف", "lavrov", "الحوار مستمر 🇷🇺"),
            ("جون كيري", "kerry", "RT @lavrov: نعم!!!"),
            ("حساب ساخر", "x_1", "قال قال وقلنا 😂😂 «لا»"),
        ]
    )
)


def test_a_list_of_tweets() -> None:
    found = read(TWEETS)
    assert len(found.statements) <= 3
    assert not any("https" in s.speaker.label or "@" in s.speaker.label for s in found.statements if s.speaker)


NOTHING = {
    "only punctuation": "…؟!،؛.:-–—«»“”\"'()[]{}" * 40,
    "a cue again and again": "قال " * 800,
    "cues with و": "وقال وأضاف وأكد " * 300,
    "participles": "مضيفا مؤكدا مشيرا " * 300,
    "according to nobody": "بحسب وفقا ل نقلا عن " * 200,
    "colons": ": " * 800,
    "cues and colons": "قال: أكد: " * 300,
    "empty lines": "\n\n \n\t\n" * 200,
    "only spaces": " \u00a0\u2003\u200b" * 200,
    "only control characters": "\u200f\u200e\u202a\u202b\u202c\u2066\u2069\ufeff" * 100,
    "only tatweel and vowels": "ــــ ًٌٍَُ " * 200,
    "one letter": "و " * 800,
    "أن alone": "أن إن بأن " * 300,
    "numbers": "1 22 3.5 ٤٤ 2018/3/4 " * 150,
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_where_nobody_says_anything_nothing_is_found(text: str) -> None:
    assert read(text).statements == ()
    assert said(text.replace("\n", " ")) == []


CONTROLS = [
    "\u202bقال سيرغي لافروف إن الحوار مستمر.\u202c",
    "\u200fقال\u200f سيرغي لافروف\u200f إن الحوار مستمر.",
    "قال\u200e سيرغي لافروف إن الحوار مستمر.",
    "\ufeffقال سيرغي لافروف إن الحوار مستمر.",
    "قال سيرغي لافروف إن الحوار مستمر.\u0000",
]


@pytest.mark.parametrize("text", CONTROLS)
def test_marks_of_direction_and_control_characters_hide_no_statement(text: str) -> None:
    ((cue, content, speaker),) = said(text)
    assert (cue or "").strip("\u200f\u200e") == "قال"
    assert content.strip("\u200f\u200e\u202c\u0000.") == "إن الحوار مستمر"
    assert speaker.strip("\u200f\u200e") == "سيرغي لافروف"
    read(text)


@pytest.mark.parametrize(("shape", "length"), [("one sentence", 40_000), *((shape, 8_000) for shape in SHAPES if shape != "one sentence")])
def test_a_page_that_is_one_line(shape: str, length: int) -> None:
    """That work grows no faster than the length is shown by ``test_linear`` and `benchmarks.statements`."""
    text = line(shape, length)
    assert len(said(text)) <= text.count(" ")
    found = read(text).statements
    assert len({(s.start, s.end, s.cue) for s in found}) == len(found)


def test_one_sentence_without_an_end_says_what_its_short_form_says() -> None:
    sentence = "أكد سيرغي لافروف أن روسيا تدعم الحوار"
    assert said(sentence + " والسلام" * 6000)[0][2] == "سيرغي لافروف"
    assert len(said(sentence + " والسلام" * 6000)) == 1


def test_two_cues_for_one_quotation() -> None:
    """The nearer one has it; the other, whose clause it ends, has nothing and not its opening mark."""
    found = said('وأحال المتحدث الأسئلة على الحرس، الذي قال في رسالة أخرى، قال فيها: "لا توجد أنباء عن إصابات في المبنى."')
    assert [content for _, content, _ in found] == ["لا توجد أنباء عن إصابات في المبنى"]
