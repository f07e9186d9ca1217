"""Where sentences end. ⏹ stands in the table where one does; what is tested is the line without it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Lexicon, analyse
from mahdar.model import Block

# kind, line
ROWS = [
    ("stop", "وصل الوفد.⏹ وعقد لقاء مع الوزير."),
    ("stop", "غادر الوفد العاصمة.⏹ لم يدل رئيسه بأي تصريح.⏹ وينتظر أن يعود غدا"),
    ("stop", "وصل الوفد .⏹ وعقد لقاء مع الوزير ."),
    ("stop", "زار المدينة عام 2017.⏹ وعاد بعد عام."),
    ("question", "هل وصل الوفد؟⏹ نعم، وصل أمس."),
    ("question", "هل وصل? ⏹نعم."),
    ("question", "من حضر الاجتماع؟⏹ ومن غاب عنه؟"),
    ("exclamation", "وصل الوفد!⏹ لم يتوقع ذلك أحد."),
    ("exclamation", "يا للعجب!⏹ عادوا جميعا!⏹ ثم غادروا."),
    ("exclamation", "انتهى كل شيء !⏹ هكذا قال الحارس."),
    ("run", "كيف وصلوا؟!⏹ لا أحد يعرف."),
    ("run", "انسحبوا!!!⏹ ثم عادوا."),
    ("run", "ماذا بعد؟؟⏹ لا جواب."),
    ("run", "ماذا بعد..؟⏹ لا جواب."),
    ("none", "الوفد يصل إلى موسكو"),
    ("none", "الوفد، وهو من عشرة، يصل غدا"),
    ("none", "اجتماع في جنيف: التفاصيل كاملة"),
    ("glued", "وصل الوفد.⏹وعقد لقاء."),
    ("glued", "هل وصل؟⏹لا."),
    ("glued", "انتهت الجولة.⏹ثم عاد الجميع."),
    ("initial", "التقى ج. بوش الوزير.⏹ وعاد."),
    ("initial", "التقى ج.بوش الوزير.⏹ وعاد."),
    ("initial", "ترأس الجلسة د. سامر العلي.⏹ وحضرها م. خالد."),
    ("initial", "نقلت أ. ف. ب. عن مصدر قوله ذلك.⏹ ولم يصدر نفي."),
    ("initial", "قالت إذاعة إس.بي.سي إن القافلة وصلت.⏹ وتوقفت."),
    ("initial", "كتب J. K. Rowling الرواية.⏹ وبيعت."),
    ("after-initials", "هذا ما نقلته أ. ف. ب.⏹ وأكدته مصادر أخرى."),
    ("after-initials", "كان ذلك عام 2017م.⏹ ثم تغير الوضع."),
    ("after-initials", "كان ذلك في رمضان 1445هـ.⏹ ثم تغير الوضع."),
    ("abbreviation", "وقعت شركة Nova Inc. العقد.⏹ وبدأ العمل."),
    ("abbreviation", "يبدأ اللقاء في 3 p.m. بتوقيت المدينة.⏹ وينتهي مساء."),
    ("abbreviation", "قال Dr. Adams إن اللقاح جاهز.⏹ وسيوزع."),
    ("abbreviation", "وفود ومراقبون وخبراء إلخ. حضروا الجلسة.⏹ ثم غادروا."),
    ("number", "زادت النسبة 2.5 نقطة.⏹ وعادت."),
    ("number", "بلغت الكلفة 1.600.000 دولار.⏹ وارتفعت."),
    ("number", "1. وصل الوفد.⏹ وعاد."),
    ("number", "كلف المشروع ١٫٥ مليار.⏹ وتوقف."),
    ("date", "وصل في 15.11.2024 إلى العاصمة.⏹ وعاد."),
    ("date", "وصل في 15. 11. 2024 إلى العاصمة.⏹ وعاد."),
    ("date", "انتهى الاتفاق في 4.5.2017.⏹ ولم يجدد."),
    ("address", "موقع example.com يقول ذلك.⏹ وعاد."),
    ("address", "نشر على www.example.org البيان.⏹ وحذف."),
    ("address", "Example.com - الوفد يصل.⏹ وعاد."),
    ("ellipsis", "قال... ثم صمت.⏹ وعاد."),
    ("ellipsis", "وصل الوفد .. والجميع ينتظر.⏹ وعاد."),
    ("ellipsis", "حرب المدن… أسبوع من المعارك"),
    ("ellipsis", "لكنه لم يعد..."),
    ("in-quotation", 'قال: "وصلنا. سنعود غدا" ثم مضى.⏹ وعاد.'),
    ("in-quotation", "قال «هل تعود؟ لا أعرف. ربما» ومضى.⏹ وعاد."),
    ("in-quotation", "وصف ذلك بأنه «خطأ! كبير» أمس.⏹ وعاد."),
    ("quotation-ends-it", 'قال: "وصلنا".⏹ وعاد.'),
    ("quotation-ends-it", 'قال: "وصلنا."⏹ وعاد.'),
    ("quotation-ends-it", 'قال: "وصلنا. سنعود."⏹ أما الوزير فغادر.'),
    ("quotation-ends-it", "قال: «متى تعود القوات؟»⏹ ثم غادر القاعة."),
    ("quotation-ends-it", 'قال إن الوضع "صعب.".⏹ وعاد.'),
    ("quotation-ends-it", 'وقال "قال لي: «لن أعود.»"⏹ وأضاف أنه باق.'),
    ("quotation-goes-on", 'قال: "وصلنا."، ثم مضى.⏹ وعاد.'),
    ("quotation-goes-on", '"لن نقبل ذلك." قال الوزير.⏹ وعاد.'),
    ("quotation-goes-on", 'سأل "هل وصلتم؟" ثم مضى.⏹ وعاد.'),
    ("quotation-goes-on", 'قال إن "السلام ليس مستحيلا." مضيفا أن الطريق طويل.⏹ وعاد.'),
    ("quotation-goes-on", 'قال إن "الطريق طويل." بحسب الوكالة.⏹ وعاد.'),
    ("unclosed", 'قال: "وصلنا.⏹ سنعود غدا'),
    ("unclosed", 'قال: "وصلنا.⏹ سنعود إلى "الديار" غدا.⏹ ثم نمضي.'),
    ("unclosed", "وصل الوفد (وهو من عشرة.⏹ وعاد."),
    ("stray-mark", 'سنعود غدا."⏹ ثم مضى.'),
    ("stray-mark", "لن نقبل ذلك.»⏹ وأضاف أنه باق."),
    ("stray-mark", "كانوا عشرة.)⏹ وعادوا."),
    ("parenthesis", "وصل الوفد (عشرة. وربما أكثر) أمس.⏹ وعاد."),
    ("parenthesis", "وصل الوفد.⏹ (كان من عشرة.)⏹ وعاد."),
    ("parenthesis", "وصل الوفد (متى؟) أمس.⏹ وعاد."),
]  # fmt: skip


def sentences(lexicon: Lexicon, text: str) -> list[str]:
    (line,) = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="")], lexicon).lines
    return [text[line.tokens[a].start : line.tokens[b - 1].end] for a, b in line.sentences]


@pytest.mark.parametrize("marked", [row[1] for row in ROWS], ids=[f"{row[0]}-{k}" for k, row in enumerate(ROWS)])
def test_sentences(lexicon: Lexicon, marked: str) -> None:
    assert sentences(lexicon, marked.replace("⏹", "")) == [part.strip() for part in marked.split("⏹")]


def test_each_kind_stands_three_times_in_the_table() -> None:
    assert len(ROWS) >= 60
    assert {kind: n for kind, n in Counter(row[0] for row in ROWS).items() if n < 3} == {}


@given(st.text(alphabet=st.sampled_from('"«».!؟…()، \nقوج1a')) | st.text())
def test_every_token_is_in_one_sentence(lexicon: Lexicon, text: str) -> None:
    for line in analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="")], lexicon).lines:
        assert [i for a, b in line.sentences for i in range(a, b)] == list(range(len(line.tokens)))


def test_sentences_inside_a_quotation(lexicon: Lexicon) -> None:
    text = 'قال: "وصلنا. لن نعود إلى «الديار. أبدا»! سننتظر" ثم مضى.'
    (line,) = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="")], lexicon).lines
    inside = line.sentences_in(line.quotations[0])
    assert [text[line.tokens[a].start : line.tokens[b - 1].end] for a, b in inside] == ["وصلنا.", "لن نعود إلى «الديار. أبدا»!", "سننتظر"]


@pytest.mark.parametrize("unit", [".", '".', ".)", '"ا." ', "ا. ", "(ا.) "])
def test_a_hostile_line_takes_time_linear_in_it(lexicon: Lexicon, unit: str) -> None:
    text = unit * 20_000
    (line,) = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="")], lexicon).lines
    assert sum(b - a for a, b in line.sentences) == len(line.tokens)
