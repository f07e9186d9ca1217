from __future__ import annotations

import pytest

from mahdar.arabic import Lexicon
from mahdar.knowledge import load
from mahdar.layout.features import Observed, Vocabulary, observe
from mahdar.layout.lines import raw_lines
from mahdar.layout.marks import Marker

from .sites import FIFTH, FOURTH, HEADLINE, LEAD, SECOND, THIRD


@pytest.fixture(scope="module")
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    return Vocabulary(lexicon, load().lexical.connectives)


def signs(text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> list[Observed]:
    lines = raw_lines(text, lexicon)
    marker = Marker(load())
    return observe(lines, [marker.mark(line) for line in lines], vocabulary)


@pytest.mark.parametrize(
    ("line", "how"),
    [
        pytest.param("وأضاف الوزير أن الوفد وصل.", "clitic", id="and-he-added"),
        pytest.param("فقال الوزير إن الوفد وصل.", "clitic", id="so-he-said"),
        pytest.param("ومن جهته أكد المبعوث ذلك.", "clitic", id="and-for-his-part"),
        pytest.param("أما موسكو فترى غير ذلك.", "connective", id="as-for-Moscow"),
        pytest.param("من جهتها رحبت الوزارة بالاتفاق.", "connective", id="for-its-part"),
        pytest.param("أعلن الوزير وصول الوفد.", "-", id="announced"),
        pytest.param("وزير الخارجية يصل إلى المدينة.", "-", id="a-minister-is-no-conjunction"),
        pytest.param("وفد المعارضة يصل إلى المدينة.", "-", id="nor-is-a-delegation"),
        pytest.param("واشنطن ترحب بالاتفاق.", "-", id="nor-Washington"),
        pytest.param("فرنسا ترحب بالاتفاق.", "-", id="nor-France"),
        pytest.param("***", "-", id="no-word"),
    ],
)
def test_how_a_line_goes_on(lexicon: Lexicon, vocabulary: Vocabulary, line: str, how: str) -> None:
    (only,) = raw_lines(line, lexicon)
    assert vocabulary.goes_on(only) == how


def test_words_are_known_again_without_article_and_proclitics(lexicon: Lexicon, vocabulary: Vocabulary) -> None:
    (line,) = raw_lines("المحادثات ومحادثات وبالمحادثات للمحادثات محادثات", lexicon)
    assert set(vocabulary.of(line)) == {"محادثات"}


def test_another_story_shares_few_words(lexicon: Lexicon, vocabulary: Vocabulary) -> None:
    other = "أعلن الاتحاد المحلي لكرة القدم تأجيل مباراة الذهاب بين الفريقين بسبب سوء أرضية الملعب."
    seen = signs("\n".join((HEADLINE, LEAD, SECOND, THIRD, FOURTH, FIFTH, other)), lexicon, vocabulary)
    assert [line["cohesion"] for line in seen[:2]] == ["before", "before"]
    assert int(seen[-1]["opening"]) < min(int(line["opening"]) for line in seen[:2])


def test_a_headline_beside_the_site_s_name_is_an_echo(lexicon: Lexicon, vocabulary: Vocabulary) -> None:
    seen = signs("\n".join((f"وكالة الأفق - {HEADLINE}", HEADLINE, LEAD)), lexicon, vocabulary)
    assert [line["echo"] for line in seen] == ["holds", "held", "-"]


def test_picture_credits(lexicon: Lexicon, vocabulary: Vocabulary) -> None:
    text = "\n".join((HEADLINE, "الوفد لدى وصوله / رويترز", "الوفد لدى وصوله (أ ف ب)", LEAD))
    assert [line["picture"] for line in signs(text, lexicon, vocabulary)] == ["False", "True", "True", "False"]
