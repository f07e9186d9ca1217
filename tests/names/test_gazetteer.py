from __future__ import annotations

from collections.abc import Callable

import pytest

from mahdar.arabic import Token, fold
from mahdar.knowledge import Dossier, Knowledge
from mahdar.names import NameFinder
from mahdar.names.gazetteer import name_words
from tests.names.conftest import Page, Pairs

Read = Callable[[str], Page]

PROCLITICS = [
    ("waw", "وروسيا حاضرة.", [("روسيا", "russia")]),
    ("ba", "رحب الوفد بروسيا.", [("روسيا", "russia")]),
    ("lam", "لروسيا مصالح هناك.", [("روسيا", "russia")]),
    ("waw and lam", "ولروسيا مصالح هناك.", [("روسيا", "russia")]),
    ("kaf before the article", "دول كالعراق تعاني.", [("العراق", "iraq")]),
    ("two lams, one of them the article's", "للأمم المتحدة مكتب هناك.", [("لأمم المتحدة", "un")]),
    ("three lams written as two", "للجنة الدستورية جلسة غدا.", [("لجنة الدستورية", "syrian-constitutional-committee")]),
    ("a name that begins like a proclitic", "قال بوتين إن الأمر انتهى.", [("بوتين", "putin")]),
    ("a name that begins like two", "باريس وبرلين ولندن توافق.", [("باريس", "france"), ("برلين", "germany"), ("لندن", "united-kingdom")]),
    ("a name that also looks like بأن", "وصل بان كي مون.", [("بان كي مون", "ban-ki-moon")]),
    ("not the particle that looks like a name", "صرح بان الأمر انتهى.", []),
    ("not a word that ends in a name", "اجتمع والي المدينة بالسكان.", []),
]

SPELLINGS = [
    ("hamza and ta marbuta", "أنجيلا ميركل وانجيلا ميركل", "merkel"),
    ("gh and j", "سيرغي لافروف وسيرجي لافروف", "lavrov"),
    ("a vowel letter more or less", "ألكسندر لافرينتييف وألكسندر لافرنتيف", "lavrentiev"),
    ("عبد written on or apart", "عبد الله الثاني وعبدالله الثاني", "abdullah-ii"),
]

SHORT_FORMS = [
    ("alone it counts for nobody", "وصل المقداد متأخرا.", []),
    ("after the full form it counts", "وصل فيصل المقداد. وقال المقداد كلمة.", [("فيصل المقداد", "mekdad"), ("المقداد", "mekdad")]),
    ("before the full form, too", "وصل المقداد. وفيصل المقداد دبلوماسي.", [("المقداد", "mekdad"), ("فيصل المقداد", "mekdad")]),
    ("shared: the one whom the page names", "وصل بشار الجعفري. وقال الجعفري كلمة.", [("بشار الجعفري", "jaafari"), ("الجعفري", "jaafari")]),
    ("shared: the other", "وصل إبراهيم الجعفري. وقال الجعفري كلمة.", [("إبراهيم الجعفري", "al-jaafari"), ("الجعفري", "al-jaafari")]),
    (
        "shared: neither where the page names both",
        "وصل إبراهيم الجعفري وبشار الجعفري. وقال الجعفري كلمة.",
        [("إبراهيم الجعفري", "al-jaafari"), ("بشار الجعفري", "jaafari")],
    ),
    ("another bearer of the name, not inside somebody else's name", "التقى إبراهيم ميركل ضيفه.", [("إبراهيم ميركل", "person:abrahym-myrkl")]),
]

COMMON_WORDS = [
    ("not a verb", "فتح الطريق أمام الحوار.", []),
    ("after its generic noun", "قالت حركة فتح إن الحوار مستمر.", [("فتح", "fatah")]),
    ("alone in quotation marks", "ردت «فتح» على الرسالة.", [("فتح", "fatah")]),
    ("generic noun and quotation marks", "ردت حركة «فتح على الرسالة.", [("فتح", "fatah")]),
    ("a place after its generic noun", "دخل الجنود مدينة الباب.", [("الباب", "al-bab")]),
    ("not a door", "أغلق الحارس الباب.", []),
    ("bare, once the page has it for sure", "دخل الجنود مدينة الباب، ثم غادروا الباب.", [("الباب", "al-bab"), ("الباب", "al-bab")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in PROCLITICS])
def test_proclitics_stay_outside(read: Read, text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "entity"), [pytest.param(t, e, id=i) for i, t, e in SPELLINGS])
def test_spellings_of_one_name(read: Read, text: str, entity: str) -> None:
    assert [e for _, e in read(text).pairs] == [entity, entity]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in SHORT_FORMS])
def test_short_forms_that_need_the_full_one(read: Read, text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in COMMON_WORDS])
def test_names_that_are_common_words(read: Read, text: str, expected: Pairs) -> None:
    assert read(text).pairs == expected


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        pytest.param("وصل المقداد متأخرا.", "المقداد", "a short form, and the full name isn't in the page", id="short form"),
        pytest.param("أغلق الحارس الباب.", "الباب", "also a common word, and nothing here makes it a name", id="common word"),
    ],
)
def test_what_is_refused_is_told_with_the_reason(read: Read, text: str, words: str, reason: str) -> None:
    assert read(text).rejected == [(words, reason)]


def test_what_is_kept_after_all_is_no_longer_refused(read: Read) -> None:
    assert read("دخل الجنود مدينة الباب، ثم غادروا الباب.").rejected == []


def test_the_longest_name_wins(finder: NameFinder, cut: Callable[[str], tuple[Token, ...]]) -> None:
    match = finder.gazetteer.matches(cut("مجلس الأمن الدولي يجتمع")).get(0)
    assert match is not None
    assert (match.first, match.last, match.known.entity) == (0, 3, "un-security-council")


def test_no_name_begins_inside_another(finder: NameFinder, cut: Callable[[str], tuple[Token, ...]]) -> None:
    assert finder.gazetteer.matches(cut("حضر الاجتماع")).get(0) is None


@pytest.mark.parametrize(("label", "entity"), [("الجزيرة", "al-jazeera"), ("تـاس", "tass"), ("لا يعرفه أحد", None), ("", None)])
def test_an_outlets_label(finder: NameFinder, label: str, entity: str | None) -> None:
    assert finder.gazetteer.find(label) == entity


SOUNDS = [
    ("one word has none of its own", ("لافروف",), None),
    ("g and j, a doubled vowel", ("سيرجي", "لافرووف"), "lavrov"),
    ("a vowel letter less", ("رونالد", "ريغن"), "reagan"),
    ("in an Arabic name every long vowel counts", ("بشير", "الأسد"), None),
    ("other consonants", ("سيرغي", "لافرون"), None),
    ("one word more", ("سيرغي", "فيكتور", "لافروف"), None),
]


@pytest.mark.parametrize(("words", "entity"), [pytest.param(w, e, id=i) for i, w, e in SOUNDS])
def test_another_spelling_of_a_known_persons_name(finder: NameFinder, words: tuple[str, ...], entity: str | None) -> None:
    assert finder.gazetteer.same_sound(tuple(map(fold, words))) == entity


def test_name_words_are_cut_as_the_tokenizer_cuts() -> None:
    assert name_words("نيويورك-تايمز (أ.ف.ب)") == ("نيويورك", "تايمز", "ا", "ف", "ب")


def test_every_group_and_series_of_the_dossiers_has_a_label(finder: NameFinder, dossiers: tuple[Dossier, ...]) -> None:
    wanted = {d.event for d in dossiers} | {g.entity for d in dossiers for g in d.group}
    assert wanted <= finder.gazetteer.labels.keys()


def test_every_full_name_of_a_person_is_found(finder: NameFinder, knowledge: Knowledge, cut: Callable[[str], tuple[Token, ...]]) -> None:
    missed = []
    for person in knowledge.persons:
        for name in person.names:
            match = finder.gazetteer.matches(cut(name)).get(0)
            if match is None or match.last != len(cut(name)):
                missed.append(name)
    assert missed == []


def test_a_hashtag_is_written_like_any_name(read: Callable[[str], Page]) -> None:
    assert ("إيمانويل #ماكرون", "macron") in read("قال إيمانويل #ماكرون إنه مستعد.").pairs
    assert ("محمود_عباس", "abbas") in read("وصل # محمود_عباس مساء.").pairs
    assert ("تحالف_دعم_الشرعية", "arab-coalition") in read("نفى #تحالف_دعم_الشرعية الخبر.").pairs
