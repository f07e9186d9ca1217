"""Which words attribute, which only may, and which look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic import analyse, build_lexicon
from mahdar.knowledge import load, load_dossiers
from mahdar.model import Block
from mahdar.names import NameFinder
from mahdar.statements.cues import Cue, CueLexicon
from mahdar.statements.view import LineView
from mahdar.statements.words import Words

Read = Callable[..., list[tuple[str, Cue]]]


@pytest.fixture(scope="module")
def cues() -> Read:
    """The candidates of a line with their words."""
    knowledge, dossiers = load(), load_dossiers()
    lexicon = build_lexicon(knowledge, dossiers)
    names, found = NameFinder(knowledge, dossiers, lexicon), CueLexicon(knowledge)
    words = Words(knowledge)

    def reads(line: str, role: str = "body") -> list[tuple[str, Cue]]:
        text = analyse(line, [Block(start=0, end=len(line), role=role, confidence=1.0, why="test")], lexicon)  # type: ignore[arg-type]
        view = LineView(0, text.lines[0], names.find(text), line, (), words)
        return [(view.surface(cue.first, cue.last), cue) for cue in found.candidates(view)]

    return reads


SURE = [
    ("أكد لافروف أن الحوار مستمر.", ["أكد"]),
    ("وستؤكد موسكو أن الحوار مستمر.", ["تؤكد"]),
    ("قال لافروف إن الحوار مستمر، مضيفا أن موسكو ترحب به.", ["قال", "مضيفا", "ترحب"]),
    ("وتابع قائلا إن الحوار مستمر.", ["تابع قائلا"]),
    ("وأجاب لافروف لافتا الانتباه إلى أن الحوار مستمر.", ["أجاب", "لافتا الانتباه"]),
    ("ونبهت الوزارة إلى أن الجولة تأجلت.", ["نبهت"]),
    ("وأثنى لافروف على دور كازاخستان.", ["أثنى"]),
    ("تتخوف أنقرة من أن يتوسع القتال.", ["تتخوف"]),
    ("أفصح الوزير عن اتفاق جديد.", ["أفصح"]),
    ("بحسب وكالة تاس، وصل الوفد.", ["حسب"]),
    ("وبحسب ما أعلنته موسكو، وصل الوفد.", ["حسب ما أعلنته"]),
    ("وصل الوفد، حسبما ذكرت وكالة تاس.", ["حسبما ذكرت"]),
    ("وصل الوفد، على حد قول لافروف.", ["على حد قول"]),
    ("وصل الوفد، طبقا لما أفادت وكالة تاس.", ["طبقا لما أفادت"]),
    ("ألقى لافروف باللوم على واشنطن.", ["ألقى"]),
    ("وجهت موسكو انتقادات حادة لواشنطن.", ["وجهت"]),
    ("دق الوزير ناقوس الخطر من كارثة جديدة.", ["دق"]),
    ("اكتفت موسكو بالقول إنها تدرس العرض.", ["اكتفت"]),
    ("عبر لافروف عن قلقه من التصعيد.", ["عبر"]),
    ("وبين لافروف أن الحوار مستمر.", ["بين"]),
    ("جاء في البيان أن الحوار مستمر.", ["جاء"]),
    ("رفضها الاتفاق عرقل الحوار.", ["رفضها"]),
]


@pytest.mark.parametrize(("line", "expected"), SURE)
def test_cues(cues: Read, line: str, expected: list[str]) -> None:
    assert [words for words, cue in cues(line) if cue.doubt is None] == expected


NONE = [
    ("بين, between", "جرى الحوار بين موسكو وأنقرة وبينهما خلاف."),
    ("a noun in the accusative", "وصل الوفد ردا على الدعوة ودعما للحوار وفضلا عن ذلك."),
    ("a noun with a ta marbuta, no verb with a pronoun", "حملة الوزير مستمرة وإضافة بند سهلة."),
    ("reached", "بلغ عدد الضحايا عشرين."),
    ("a memory", "أحيت المدينة ذكرى الحرب."),
    ("usually", "ويصل الوفد عادة في الصباح."),
    ("a media house", "غطى الإعلام الجولة."),
    ("a reaction", "كان رد الفعل سريعا."),
    ("the verb of another alef", "آمر السجن غادر."),
    ("an office", "المتحدث الرسمي غادر القاعة."),
]


@pytest.mark.parametrize(("line"), [line for _, line in NONE], ids=[why for why, _ in NONE])
def test_no_cues(cues: Read, line: str) -> None:
    assert [words for words, cue in cues(line) if cue.doubt is None] == []


DOUBTFUL = [
    ("قال لافروف: «أعلنت واشنطن أنها تنسحب».", "أعلنت", "quoted"),
    ("الاتفاق الذي رفضته المدينة غامض.", "رفضته", "relative"),
    ("وصل الوفد عقب نفي قاطع.", "نفي", "noun-like"),
    ("يقال إن الوفد وصل.", "يقال", "passive"),
    ("عبر الجيش النهر.", "عبر", "ungoverned"),
    ("شن الجيش هجوما على المدينة.", "شن", "deed"),
    ("واشنطن مستعدة للحوار.", "مستعدة", "predicate"),
    ("أعادت موسكو النظر في التأكيد على وحدة البلاد.", "التأكيد", "nominal"),
    ("جاءت الزيارة وسط دعوات من واشنطن إلى التهدئة.", "دعوات", "nominal"),
    ("كتبت الصحيفة نقلا عن مصدر أن الوفد وصل.", "نقلا عن", "route"),
]


@pytest.mark.parametrize(("line", "words", "doubt"), DOUBTFUL)
def test_doubts(cues: Read, line: str, words: str, doubt: str) -> None:
    assert [cue.doubt for found, cue in cues(line) if found == words] == [doubt]


NEGATED = [
    ("لم يستبعد لافروف عقد جولة جديدة.", "لم يستبعد", "state"),
    ("لا تؤيد موسكو الاتفاق.", "لا تؤيد", "reject"),
    ("ولن تقبل أنقرة بالاتفاق.", "لن تقبل", "reject"),
    ("لم تعترف موسكو باستقلال الإقليم.", "لم تعترف", "reject"),
    ("لم يستثن لافروف جولة جديدة.", "لم يستثن", "state"),
    ("لا تعارض موسكو الحوار.", "لا تعارض", "support"),
    ("لم يخف لافروف قلقه.", "لم يخف", "state"),
]


@pytest.mark.parametrize(("line", "words", "act"), NEGATED)
def test_a_position_under_a_negation(cues: Read, line: str, words: str, act: str) -> None:
    (found, cue), *_ = cues(line)
    assert (found, cue.negated, cue.doubt, cue.verbs[0].act) == (words, True, None, act)


@pytest.mark.parametrize(
    "line",
    [
        "لم يعلن لافروف أن الحوار مستمر.",
        "لم يقل لافروف إن الحوار مستمر.",
        "غادر لافروف دون أن يذكر أن الحوار مستمر.",
        "رفض لافروف التعليق على الخبر.",
        "وامتنعت موسكو عن التعليق.",
        "رفض الوزير الإدلاء بمزيد من التفاصيل.",
    ],
)
def test_what_was_not_said(cues: Read, line: str) -> None:
    (_, cue), *_ = cues(line)
    assert cue.negated
    assert cue.verbs == ()


def test_who_asks_not_to_be_named_speaks_all_the_same(cues: Read) -> None:
    found = cues("وقال مسؤول طلب عدم ذكر اسمه إن الحوار مستمر.")
    assert [words for words, cue in found if cue.verbs] == ["قال"]


def test_the_polarity_turns_with_the_negation(cues: Read) -> None:
    ((_, said),) = cues("استبعد لافروف جولة جديدة.")
    ((_, denied),) = cues("لم يستبعد لافروف جولة جديدة.")
    assert (said.verbs[0].polarity, denied.verbs[0].polarity) == ("-", "+")


PHRASES = [
    ("وجهت وزارة الخارجية الروسية انتقادات حادة لواشنطن.", "accuse", "حادة"),
    ("وجهت وزارة الخارجية الروسية تحذيرا لواشنطن.", "warn", "لواشنطن"),
    ("وجهت وزارة الخارجية الروسية دعوة إلى واشنطن.", "call", "إلى"),
    ("ألقى لافروف أمس اللوم على واشنطن.", "accuse", "اللوم"),
    ("حمل لافروف واشنطن مسؤولية التصعيد.", "accuse", "التصعيد"),
    ("قطعت موسكو وعدا بوقف القصف.", "promise", "بوقف"),
]


@pytest.mark.parametrize(("line", "act", "after"), PHRASES)
def test_phrases(cues: Read, line: str, act: str, after: str) -> None:
    cue = next(cue for _, cue in cues(line) if cue.complement is not None)
    assert cue.verbs[0].act == act
    assert cue.complement is not None
    assert line.rstrip(".").split().index(after) == cue.complement


def test_a_light_verb_without_its_noun_is_none(cues: Read) -> None:
    assert [words for words, _ in cues("شن الطيران غارات وأطلق الجنود النار.")] == []


@pytest.mark.parametrize(
    ("line", "role", "sort", "doubt"),
    [
        ("لافروف: لا بديل عن الحوار", "title", "colon", None),
        ("لافروف - لا بديل عن الحوار", "title", "dash", "mark"),
        ("لافروف: لا بديل عن الحوار", "body", "colon", "mark"),
    ],
)
def test_marks_that_attribute(cues: Read, line: str, role: str, sort: str, doubt: str | None) -> None:
    ((_, cue),) = cues(line, role)
    assert (cue.sort, cue.doubt) == (sort, doubt)


def test_every_verb_is_found_in_every_person(cues: Read) -> None:
    """The past and imperfect of each verb that has no other sense, of a man, a woman, several; all after a name and before أن."""
    plain = [v for v in load().verbs if not v.use and "an" in v.governs and v.present]
    assert len(plain) > 50
    for verb in plain:
        for line in (f"{verb.past} لافروف أن الحوار مستمر.", f"و{'ي' + verb.present} لافروف أن الحوار مستمر."):
            assert any(verb.past in (v.past for v in cue.verbs) for _, cue in cues(line)), line
