"""Clauses. In the table | parts them; before each stands, with a dot after it, what opened it, where that is not the sentence."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import ClauseFinder, Clauses, Lexicon, Line, analyse
from mahdar.knowledge import load
from mahdar.model import Block

ROWS = [
    "وصل الوفد إلى العاصمة",
    "وصل الوفد،|comma.بعد تأخير،|comma.إلى العاصمة",
    "وصل الوفد؛|semicolon.عاد الآخرون؛|semicolon.بقي الحارس",
    "القرار واضح؛|semicolon.والطريق طويل",
    "قال: |colon.نعم",
    "البيان: |colon.المحادثات في الساعة 14:00 بتوقيت المدينة",
    "سؤال واحد: |colon.من يعود",
    "جنيف - |dash.اجتماع جديد",
    "الوفد – |dash.نظريا – |dash.كبير",
    "المدة 30-31 يوما — |dash.تقريبا",
    "أكد الوزير |that.أن الوفد سيصل غدا",
    "قال |that.إنه سيعود |that.وإن الطريق آمن",
    "صرح |that.بأنهم سيعودون",
    "لم يحضر |subordinator.لأن الطريق مغلق",
    "عاد الوفد |subordinator.حيث التقى الوزير |subordinator.بعد أن أنهى جولته",
    "وصل الأول، |subordinator.فيما غادر الثاني |subordinator.بينما بقي الثالث",
    "الوفد |relative.الذي وصل أمس",
    "المدن |relative.التي سقطت، |relative.والتي لم تسقط",
    "عاد الجنود |relative.الذين انسحبوا",
    "وصل الوفد |coordinator.ثم عاد",
    "وصل الوفد |coordinator.لكنه لم يدخل |coordinator.بل عاد",
    "اتفقا على كل شيء، |coordinator.غير أن الخلاف بقي |coordinator.إلا أنه صغير",
    "التقى الوزير |coordinator.وأضاف |that.أن الطريق طويل",
    "حضر الاجتماع |coordinator.وسيعود غدا |coordinator.وقد يبقى",
    "وقعوا الاتفاق |coordinator.ولم يلتزموا به |coordinator.وهو ما أغضب الجميع",
    "غادر الوزير |coordinator.وكان قد وصل أمس |coordinator.ويعود غدا",
    "تعاون الأمن ودعم الاقتصاد ويوم العمل والحكومة",
    "موسكو ودمشق وطهران",
    "الأمن والسلام وبحث الملفات",
    "وصل الوفد |parenthesis.(عشرة) |resumed.أمس",
    "وصل الوفد |parenthesis.(وهو من عشرة) |resumed.إلى العاصمة، |comma.بعد تأخير",
    "وصل الوفد |parenthesis.(عشرة)، |coordinator.وعاد",
    "وصل الوفد |parenthesis.(عشرة |parenthesis.(منهم امرأة) |resumed.من جنيف) |resumed.أمس",
    'قال: |quotation."سنعود غدا إلى الديار كلها" |coordinator.ثم مضى',
    'اعتبر الاتفاق |quotation."خطأ كبيرا لا يغتفر أبدا" |resumed.في كلمة له',
    '|quotation."لن نقبل ذلك أبدا بعد" |resumed.قال الوزير',
    'أكد |that.أن "الاتفاق خطأ كبير لا يغتفر" |coordinator.وأضاف',
    'قال: |quotation."وصلنا إلى الديار. |sentence.لن نعود أبدا. |sentence.وداعا" |coordinator.ومضى',
    'قناة "الأفق" وصحيفة "المدار" اليوم',
    'وصفه |that.بأنه "خطأ" |coordinator.ثم عاد',
    'القاعة "الكبرى" مغلقة',
]  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> ClauseFinder:
    return ClauseFinder(load())


def only_line(lexicon: Lexicon, text: str) -> Line:
    (line,) = analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="")], lexicon).lines
    return line


def told(text: str, line: Line, clauses: Clauses) -> list[tuple[str, str]]:
    return [(c.opened, text[line.tokens[c.first].start : line.tokens[c.last - 1].end]) for c in clauses.all]


def parsed(row: str) -> tuple[str, list[tuple[str, str]]]:
    expected: list[tuple[str, str]] = []
    for part in row.removeprefix("|").split("|"):
        opened, dot, rest = part.partition(".")
        named = bool(dot) and opened.isascii() and opened.isalpha()
        expected.append((opened if named else "sentence", rest if named else part))
    return "".join(text for _, text in expected), [(opened, text.strip()) for opened, text in expected]


@pytest.mark.parametrize("row", ROWS)
def test_clauses(lexicon: Lexicon, finder: ClauseFinder, row: str) -> None:
    text, expected = parsed(row)
    line = only_line(lexicon, text)
    assert told(text, line, finder.find(line)) == expected


def test_each_kind_stands_three_times_in_the_table() -> None:
    kinds = Counter(opened for row in ROWS for opened, _ in parsed(row)[1])
    assert {kind: n for kind, n in kinds.items() if n < 3} == {}
    assert len(kinds) == 12


def test_a_clause_goes_on_after_what_interrupts_it(lexicon: Lexicon, finder: ClauseFinder) -> None:
    text = "أعلن |that.أن الوفد (وهو، كما قيل، من عشرة) سيصل غدا، ثم يعود".replace("|that.", "")
    line = only_line(lexicon, text)
    clauses = finder.find(line)
    coming = next(token.index for token in line.tokens if token.norm == "سيصل")
    assert " ".join(line.tokens[k].surface for k in clauses.tokens(coming)) == "أن الوفد سيصل غدا ،"
    first = next(token.index for token in line.tokens if token.surface == "الوفد")
    assert list(clauses.tokens(first)) == list(clauses.tokens(coming))
    assert clauses.at(coming).opened == "resumed"
    assert clauses.all[clauses.at(coming).resumes or 0] == clauses.at(first)


def test_the_word_that_opens_a_clause(lexicon: Lexicon, finder: ClauseFinder) -> None:
    text = "عاد على الرغم من أن الطريق مغلق (ولم يصل)"
    line = only_line(lexicon, text)
    _, because, aside = finder.find(line).all
    assert because.word is not None
    assert " ".join(token.surface for token in line.tokens[slice(*because.word)]) == "على الرغم من أن"
    assert aside.word is not None
    assert " ".join(token.surface for token in line.tokens[slice(*aside.word)]) == "ولم"


def test_clauses_know_their_sentence(lexicon: Lexicon, finder: ClauseFinder) -> None:
    text = "وصل الوفد، ثم عاد. وغادر الوزير."
    clauses = finder.find(only_line(lexicon, text))
    assert [clause.sentence for clause in clauses.all] == [0, 0, 1]


@given(st.text(alphabet=st.sampled_from('"«»()،؛:.- وأنقال\n')) | st.text())
def test_every_token_is_in_one_clause_of_its_sentence(lexicon: Lexicon, finder: ClauseFinder, text: str) -> None:
    for line in analyse(text, [Block(start=0, end=len(text), role="body", confidence=1.0, why="")], lexicon).lines:
        clauses = finder.find(line)
        assert [i for clause in clauses.all for i in range(clause.first, clause.last)] == list(range(len(line.tokens)))
        for i in range(len(line.tokens)):
            clause = clauses.at(i)
            first, last = line.sentences[clause.sentence]
            assert first <= clause.first <= i < clause.last <= last
            assert i in clauses.tokens(i)
            if clause.resumes is not None:
                assert clauses.all[clause.resumes].last <= clause.first
                assert clauses.all[clause.resumes].resumes is None


@pytest.mark.parametrize("unit", ["، ", "أن ", "(ا) ", '"ا ب ج د ه" ', "(", "وقال "])
def test_a_hostile_line_takes_time_linear_in_it(lexicon: Lexicon, finder: ClauseFinder, unit: str) -> None:
    line = only_line(lexicon, unit * 20_000)
    assert finder.find(line).all[-1].last == len(line.tokens)
