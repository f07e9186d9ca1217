"""Which cues of a line open a statement of their own, and where the content before them ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic import ClauseFinder, analyse, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block
from mahdar.names import NameFinder
from mahdar.statements.content import End, read_content
from mahdar.statements.cues import Cue, CueLexicon
from mahdar.statements.drafts import Draft, Drafts
from mahdar.statements.speaker import SpeakerRules, Speakers
from mahdar.statements.view import LineView
from mahdar.statements.words import Words
from tests.statements.conftest import Page

Drafted = Callable[..., tuple[LineView, list[Draft]]]

ENDS: list[tuple[str, str, list[tuple[str, str, End]]]] = [
    ("the sentence", "أكد لافروف أن الحوار مستمر. وصل الوفد.", [("أكد", "أن الحوار مستمر", "sentence")]),
    ("the marks", 'قال لافروف: "لا بديل عن الحوار أبدا".', [("قال", "لا بديل عن الحوار أبدا", "mark")]),
    (
        "the next cue",
        "أكد لافروف أن الحوار مستمر، مضيفا أن الوفد وصل.",
        [("أكد", "أن الحوار مستمر", "cue"), ("مضيفا", "أن الوفد وصل", "sentence")],
    ),
    (
        "another's position",
        "قالت باكستان إن تركيا قصفت القرية، بيد أن تركيا تنفي أي ضلوع لها.",
        [("قالت", "إن تركيا قصفت القرية", "contrast"), ("تنفي", "أي ضلوع لها", "sentence")],
    ),
    (
        "what happened at the time",
        "أعلن لافروف أن الحوار مستمر، في وقت طالبت تركيا بوقف القصف.",
        [("أعلن", "أن الحوار مستمر", "contrast"), ("طالبت", "بوقف القصف", "sentence")],
    ),
    (
        "after what another did",
        "أعلنت تركيا وقف الرحلات بعد أن اتهم لافروف أنقرة بعرقلة الاتفاق.",
        [("أعلنت", "وقف الرحلات", "contrast"), ("اتهم", "بعرقلة الاتفاق", "sentence")],
    ),
    (
        "a relative clause that relays",
        "اتهم لافروف أنقرة بدعم الجماعة، والتي تقول تركيا إنها لا تعرفها.",
        [("اتهم", "بدعم الجماعة", "relative"), ("تقول", "إنها لا تعرفها", "sentence")],
    ),
    (
        "the main clause after another's words",
        "وبينما تقول موسكو إن الحوار مستمر، ترى أنقرة أن الوقت فات.",
        [("تقول", "إن الحوار مستمر", "contrast"), ("ترى", "أن الوقت فات", "sentence")],
    ),
    (
        "the main clause after a noun that attributes",
        "ومع دعوة لافروف إلى الحوار، أعلنت تركيا انسحاب الوفد.",
        [("دعوة", "إلى الحوار", "contrast"), ("أعلنت", "انسحاب الوفد", "sentence")],
    ),
    (
        "the main clause after what was said in spite of it",
        'وعلى الرغم من أن لافروف أعرب عن "قلق بالغ" بعد القصف، أعلنت تركيا انسحاب الوفد.',
        [("أعرب", 'عن "قلق بالغ" بعد القصف', "contrast"), ("أعلنت", "انسحاب الوفد", "sentence")],
    ),
    (
        "a clause that tells of an indefinite noun",
        "رفض لافروف اتهامات وصفتها موسكو بأنها ملفقة.",
        [("رفض", "اتهامات", "relative"), ("وصفتها", "بأنها ملفقة", "sentence")],
    ),
    (
        "the next cue after a term in marks",
        'اعترف لافروف بارتكاب "أخطاء" جسيمة وتعهد بمعاقبة المسؤولين.',
        [("اعترف", 'بارتكاب "أخطاء" جسيمة', "cue"), ("تعهد", "بمعاقبة المسؤولين", "sentence")],
    ),
    ("an according-to phrase", "أكد لافروف أن الحوار مستمر، بحسب وكالة سانا.", [("أكد", "أن الحوار مستمر", "according")]),
    ("a clause of the writer's", "أكد لافروف أن الحوار مستمر، وذلك في ختام زيارته.", [("أكد", "أن الحوار مستمر", "trailing")]),
    ("a participle that isn't known", "أكد لافروف أن الحوار مستمر، متوددا إلى الحضور.", [("أكد", "أن الحوار مستمر", "trailing")]),
    ("a comment", "أكد لافروف أن الحوار مستمر، الأمر الذي أثار جدلا.", [("أكد", "أن الحوار مستمر", "trailing")]),
]

WHOLE = [
    ("a thought inside", "أكد لافروف أن أنقرة ترى أن الوقت حان.", "أن أنقرة ترى أن الوقت حان"),
    ("what somebody calls what he rejects", "رفض لافروف ما وصفه بالتدخل السافر.", "ما وصفه بالتدخل السافر"),
    ("what goes on in the present", "أكد لافروف أن الوفد وصل، وهو ما يزيد عدد الحضور.", "أن الوفد وصل، وهو ما يزيد عدد الحضور"),
    ("an adverb like a participle", "قال لافروف إن الوفد فشل مجددا في مهمته.", "إن الوفد فشل مجددا في مهمته"),
]


@pytest.fixture(scope="module")
def drafted() -> Drafted:
    knowledge, dossiers = load(), load_dossiers()
    lexicon = build_lexicon(knowledge, dossiers)
    names = NameFinder(knowledge, dossiers, lexicon)
    cues, clauses = CueLexicon(knowledge), ClauseFinder(knowledge)
    words = Words(knowledge)
    rules = SpeakerRules(knowledge, dossiers, names.gazetteer.kinds)

    def drafts(text: str, told: Callable[[Cue], bool | None] | None = None) -> tuple[LineView, list[Draft]]:
        analysed = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="test")], lexicon)
        found = names.find(analysed)
        view = LineView(0, analysed.lines[0], found, text, (), words)
        made = Drafts(cues, Speakers(rules, found, [view]), clauses)
        return view, list(made.of_line(view, list(cues.find(view)), told))

    return drafts


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=i) for i, *row in ENDS])
def test_where_and_why_a_content_ends(drafted: Drafted, text: str, expected: list[tuple[str, str, End]]) -> None:
    view, drafts = drafted(text)
    contents = [read_content(view, d.clause, d.bound, d.ended_by) for d in drafts]
    assert [(view.stem(d.cue.first), c.span.of(text), c.ended_by) for d, c in zip(drafts, contents, strict=True) if c] == [
        (view.stem(d.cue.first), content, end) for d, (_, content, end) in zip(drafts, expected, strict=True)
    ]
    assert [view.surface(d.cue.first, d.cue.last) for d in drafts] == [cue for cue, _, _ in expected]


@pytest.mark.parametrize(("text", "content"), [pytest.param(*row, id=i) for i, *row in WHOLE])
def test_what_is_part_of_what_is_told(grammar: Callable[..., Page], text: str, content: str) -> None:
    assert [said[1] for said in grammar(text).said] == [content]


def test_a_frame_of_the_writer_says_nothing(grammar: Callable[..., Page]) -> None:
    page = grammar("يذكر أن روسيا أعلنت أن الحوار مستمر.")
    assert page.said == [("أعلنت", "أن الحوار مستمر", "russia")]


def test_the_verb_nearest_to_the_content_opens_it(grammar: Callable[..., Page]) -> None:
    page = grammar("نقلت وكالة سانا تصريحات للافروف، أكد فيها أن الحوار مستمر.")
    assert [said[:2] for said in page.said] == [("أكد", "أن الحوار مستمر")]


def test_a_cue_told_to_be_none_ends_nothing(drafted: Drafted) -> None:
    text = "أكد لافروف أن الحوار مستمر، مضيفا أن الوفد وصل."
    _, drafts = drafted(text, lambda cue: False if cue.sort == "participle" else None)
    assert [(d.cue.sort, d.ended_by) for d in drafts] == [("finite", "sentence")]


def test_a_cue_told_to_be_one_is_drafted(drafted: Drafted) -> None:
    view, drafts = drafted("أكد لافروف أن أنقرة ترى أن الوقت حان.", lambda _: True)
    assert [view.surface(d.cue.first, d.cue.last) for d in drafts] == ["أكد", "ترى"]
    assert drafts[0].bound <= drafts[1].cue.first


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("لافروف للجبير: نرغب بحل الأزمة", "lavrov", "نرغب بحل الأزمة"),
        ("لافروف عن اجتماع جنيف: يظهر حقيقة الموقف", "lavrov", "يظهر حقيقة الموقف"),
        ("بعد يوم من القمة.. لافروف: الحوار مستمر", "lavrov", "الحوار مستمر"),
        ("لافروف: الحوار مستمر.. وأنقرة صامتة", "lavrov", "الحوار مستمر"),
    ],
)
def test_headlines_with_a_colon(grammar: Callable[..., Page], headline: str, speaker: str, content: str) -> None:
    page = grammar(headline=headline)
    assert page.said == [(":", content, speaker)]
