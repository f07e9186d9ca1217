"""Transcripts: what an interviewer asks is no statement, and answers are the interviewee's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

QUESTIONS = ["س: هل ترى أن الحل قريب؟", "سؤال: هل ترى أن الحل قريب؟", "رويترز: هل ترى أن الحل قريب؟"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_no_statement_and_its_answer_is_the_interviewee_s(read: Callable[..., Page], question: str) -> None:
    page = read(f"أجرت رويترز مقابلة مع سيرغي لافروف.\n{question}\nجواب: نعم، أعتقد أن المفاوضات تتقدم.")
    assert page.said == [("أعتقد", "أن المفاوضات تتقدم", "lavrov")]


def test_words_after_a_medium_that_ask_nothing_are_told(read: Callable[..., Page]) -> None:
    assert read("رويترز: قال لافروف إن المفاوضات تتقدم.").said == [("قال", "إن المفاوضات تتقدم", "lavrov")]
