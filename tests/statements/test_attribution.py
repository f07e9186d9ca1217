"""Every way in which a page attributes a content to a speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

Read = Callable[..., Page]
Said = list[tuple[str, str, str]]

VERB_SUBJECT = [
    ("إن", "قال سيرغي لافروف إن الوضع صعب.", [("قال", "إن الوضع صعب", "lavrov")]),
    ("أن", "أكد لافروف أن الجولة ستعقد في الربيع.", [("أكد", "أن الجولة ستعقد في الربيع", "lavrov")]),
    ("بأن", "صرح لافروف بأن الوفد وصل.", [("صرح", "بأن الوفد وصل", "lavrov")]),
    ("أن with a pronoun", "أكد لافروف أنه متفائل.", [("أكد", "أنه متفائل", "lavrov")]),
    ("إلى", "أشار لافروف إلى تقدم كبير.", [("أشار", "إلى تقدم كبير", "lavrov")]),
    ("على", "شدد لافروف على ضرورة الحوار.", [("شدد", "على ضرورة الحوار", "lavrov")]),
    ("عن", "كشف لافروف عن خطة جديدة.", [("كشف", "عن خطة جديدة", "lavrov")]),
    ("من", "حذر لافروف من انهيار التفاهم.", [("حذر", "من انهيار التفاهم", "lavrov")]),
    ("ب", "رحب لافروف بالنتائج.", [("رحب", "بالنتائج", "lavrov")]),
    ("an object", "أدان لافروف الهجوم على السفارة.", [("أدان", "الهجوم على السفارة", "lavrov")]),
    ("with a proclitic", "وقال لافروف إن الوضع صعب.", [("قال", "إن الوضع صعب", "lavrov")]),
    ("an imperfect", "يقول لافروف إن الوضع صعب.", [("يقول", "إن الوضع صعب", "lavrov")]),
    ("role and name", "قال وزير الخارجية الروسي، سيرغي لافروف، إن الوضع صعب.", [("قال", "إن الوضع صعب", "lavrov")]),
    ("a time between", "قال لافروف، أمس الثلاثاء، إن الوضع صعب.", [("قال", "إن الوضع صعب", "lavrov")]),
    ("brackets between", "قال لافروف (أمس) إن الوضع صعب.", [("قال", "إن الوضع صعب", "lavrov")]),
    ("an adverb between", "قال لافروف بوضوح إن الوضع صعب.", [("قال", "إن الوضع صعب", "lavrov")]),
    ("an aside with a verb between", "قال مسؤول طلب عدم ذكر اسمه إن الوضع صعب.", [("قال", "إن الوضع صعب", "person:mswwl")]),
    (
        "a relative clause between, with a position of its own",
        "قالت الأمم المتحدة، التي تدين العنف، إن الوضع صعب.",
        [("قالت", "إن الوضع صعب", "un"), ("تدين", "العنف", "un")],
    ),
    ("before كان", "وكان لافروف قد أعلن أن الوضع صعب.", [("أعلن", "أن الوضع صعب", "lavrov")]),
    ("after لكن", "لكن لافروف أكد أن الوضع صعب.", [("أكد", "أن الوضع صعب", "lavrov")]),
    ("a future", "سيؤكد لافروف أن الوضع صعب.", [("يؤكد", "أن الوضع صعب", "lavrov")]),
    ("wishes only in the present", "تريد أنقرة عقد جولة جديدة.", [("تريد", "عقد جولة جديدة", "turkey")]),
    ("a name, then the role", "أنطونيو غوتيريش الأمين العام للأمم المتحدة يؤكد أن الوضع صعب.", [("يؤكد", "أن الوضع صعب", "guterres")]),
    ("a name, then the role in commas", "نبيل درغوث، أستاذ العلوم السياسية، قال إن الوضع صعب.", [("قال", "إن الوضع صعب", "person:nbyl-drghwth")]),
    ("two verbs for one", "وأضاف لافروف قائلا: «لا بديل عن الحوار أبدا».", [("أضاف", "لا بديل عن الحوار أبدا", "lavrov")]),
]

NULL_SUBJECT = [
    ("masculine", "قال لافروف إن الوضع صعب. وأضاف أن الحل ممكن.", ["lavrov", "lavrov"]),
    ("feminine", "قالت ميركل إن الوضع صعب. وأضافت أن الحل ممكن.", ["merkel", "merkel"]),
    ("past one of the other gender", "قالت ميركل إن الوضع صعب. وأكد لافروف أن الوفد وصل. وأضافت أن الحل ممكن.", ["merkel", "lavrov", "merkel"]),
    ("in the next line", "قال لافروف إن الوضع صعب.\nوأضاف أن الحل ممكن.", ["lavrov", "lavrov"]),
    ("past one who was named and didn't speak", "قال لافروف إن الوضع صعب. والتقت به ميركل. وأضاف أن الحل ممكن.", ["lavrov", "lavrov"]),
    ("the last one named where nobody spoke", "وصل لافروف إلى المدينة. وأكد أن الحل ممكن.", ["lavrov"]),
    ("no one of that gender spoke", "قال لافروف إن الوضع صعب. وأضافت أن الحل ممكن.", ["lavrov", "lavrov"]),
    ("two verbs for one", "وصل لافروف. وأضاف قائلا: «لا بديل عن الحوار أبدا».", ["lavrov"]),
    ("بين, made clear", "قال لافروف إن الوضع صعب. وبين أن الحل ممكن.", ["lavrov", "lavrov"]),
    ("plural: a group", "عقد المسؤولون اجتماعا. وأكدوا أن الحل ممكن.", ["organization:al-mswwlwn"]),
]

HEADLINES = [
    ("subject before the verb", "روسيا تحذر من انهيار التفاهم", [("تحذر", "من انهيار التفاهم", "russia")]),
    ("a person", "لافروف يؤكد أن الحوار مستمر", [("يؤكد", "أن الحوار مستمر", "lavrov")]),
    ("what follows the verb is its object", "روسيا ترفض الاتفاق مع أوروبا", [("ترفض", "الاتفاق مع أوروبا", "russia")]),
    ("the object is addressed", "روسيا تتهم تركيا بعرقلة الحوار", [("تتهم", "بعرقلة الحوار", "russia")]),
    ("colon", "لافروف: الحوار مستمر رغم الصعوبات", [(":", "الحوار مستمر رغم الصعوبات", "lavrov")]),
    ("colon after a body", "الخارجية الروسية: الحوار مستمر", [(":", "الحوار مستمر", "russia-mfa")]),
    ("colon after two", "لافروف وميركل: لا بديل عن الحوار", [(":", "لا بديل عن الحوار", "organization:lafrwf-wmyrkl")]),
    ("colon and marks", "لافروف: «لا بديل عن الحوار أبدا»", [(":", "لا بديل عن الحوار أبدا", "lavrov")]),
    ("a meeting for those who met", "اجتماع أستانا يدعو إلى التهدئة", [("يدعو", "إلى التهدئة", "astana-participants")]),
    ("a second verb", "لافروف يلتقي ميركل ويؤكد أن الحوار مستمر", [("يؤكد", "أن الحوار مستمر", "lavrov")]),
    (
        "two clauses",
        "روسيا تؤكد استمرار الحوار وتركيا ترحب بالنتائج",
        [("تؤكد", "استمرار الحوار", "russia"), ("ترحب", "بالنتائج", "turkey")],
    ),
    ("not what stands before a colon without a speaker", "أسئلة وأجوبة: ماذا بعد الحوار", []),
]

CHAINS = [
    (
        "participles",
        "أكد لافروف أن الحوار مستمر، مضيفا أن الوفد وصل، ومشيرا إلى تقدم الملف.",
        [("أكد", "أن الحوار مستمر", "lavrov"), ("مضيفا", "أن الوفد وصل", "lavrov"), ("مشيرا", "إلى تقدم الملف", "lavrov")],
    ),
    (
        "a feminine participle",
        "أكدت ميركل أن الحوار مستمر، مضيفة أن الوفد وصل.",
        [("أكدت", "أن الحوار مستمر", "merkel"), ("مضيفة", "أن الوفد وصل", "merkel")],
    ),
    (
        "a participle that agrees with the one told of",
        "أكد لافروف أن أنقرة قبلت، معربة عن ارتياحها للنتيجة.",
        [("أكد", "أن أنقرة قبلت", "lavrov"), ("معربة", "عن ارتياحها للنتيجة", "turkey")],
    ),
    (
        "a plural participle that agrees with a group",
        "أكد لافروف أن المجتمعين ناقشوا الوضع، مؤكدين ضرورة الحوار.",
        [("أكد", "أن المجتمعين ناقشوا الوضع", "lavrov"), ("مؤكدين", "ضرورة الحوار", "organization:al-mjtmayn")],
    ),
    (
        "a participle of two words",
        "أشار لافروف إلى أن الحوار مستمر، لافتا الانتباه إلى نتائجه.",
        [("أشار", "إلى أن الحوار مستمر", "lavrov"), ("لافتا الانتباه", "إلى نتائجه", "lavrov")],
    ),
    (
        "a coordinated verb",
        "أكد لافروف أن الحوار مستمر وشدد على ضرورة التهدئة.",
        [("أكد", "أن الحوار مستمر", "lavrov"), ("شدد", "على ضرورة التهدئة", "lavrov")],
    ),
    (
        "a coordinated verb after a comma",
        "رحب لافروف بالنتائج، ورفض الشروط المسبقة.",
        [("رحب", "بالنتائج", "lavrov"), ("رفض", "الشروط المسبقة", "lavrov")],
    ),
    (
        "a capital is the object of a masculine verb",
        "شدد لافروف على أن الحوار مستمر، وطالب أنقرة بوقف القصف.",
        [("شدد", "على أن الحوار مستمر", "lavrov"), ("طالب", "بوقف القصف", "lavrov")],
    ),
    (
        "a clause of somebody else",
        "أكد لافروف أن الحوار مستمر، فيما قالت ميركل إن الوقت حان.",
        [("أكد", "أن الحوار مستمر", "lavrov"), ("قالت", "إن الوقت حان", "merkel")],
    ),
    (
        "after غير أنه",
        "أكد لافروف أن الحوار مستمر، غير أنه حذر من انهياره.",
        [("أكد", "أن الحوار مستمر", "lavrov"), ("حذر", "من انهياره", "lavrov")],
    ),
    (
        "after في حين",
        "أكد لافروف أن الحوار مستمر في حين قالت ميركل إن الوقت حان.",
        [("أكد", "أن الحوار مستمر", "lavrov"), ("قالت", "إن الوقت حان", "merkel")],
    ),
    ("what somebody else thinks inside is told", "أكد لافروف أن أنقرة ترى أن الوقت حان.", [("أكد", "أن أنقرة ترى أن الوقت حان", "lavrov")]),
    ("a closing remark of the writer", "أكد لافروف أن الحوار مستمر، وذلك في ختام زيارته.", [("أكد", "أن الحوار مستمر", "lavrov")]),
    ("another closing remark", "شدد لافروف على أن الحوار مستمر، وهو ما أثار جدلا.", [("شدد", "على أن الحوار مستمر", "lavrov")]),
]

RELATIVES = [
    ("between commas", "باكستان، التي ترفض الاتفاق، غابت عن الاجتماع.", [("ترفض", "الاتفاق", "pakistan")]),
    ("to the end of the sentence", "غابت باكستان، التي ترفض الاتفاق.", [("ترفض", "الاتفاق", "pakistan")]),
    ("with a subject of its own", "نوقش المقترح الذي تقول أنقرة إنه مقبول.", [("تقول", "إنه مقبول", "turkey")]),
    (
        "inside what another tells",
        "أكد لافروف أن الوفد زار باكستان، التي ترفض الاتفاق.",
        [("أكد", "أن الوفد زار باكستان", "lavrov"), ("ترفض", "الاتفاق", "pakistan")],
    ),
    ("nobody before it", "غادر الشاب الذي قال ذلك.", []),
]

SPEAKERS = [
    ("a people", "قال الفلسطينيون إن الحوار متوقف.", "palestine"),
    ("a people with a listed plural", "يقول الأتراك إن الحدود آمنة.", "turkey"),
    ("those who met", "عقدت محادثات أستانا أمس. وأكد المجتمعون ضرورة الحوار.", "astana-participants"),
    ("those who met nowhere known", "أكد المجتمعون ضرورة الحوار.", "organization:al-mjtmawn"),
    ("a group of a dossier", "أكدت الدول الضامنة أن الحوار مستمر.", "guarantor-states"),
    ("the members of that group, named", "أكدت روسيا وتركيا وإيران أن الحوار مستمر.", "guarantor-states"),
    ("two of them are no group", "أكدت روسيا وتركيا أن الحوار مستمر.", "organization:rwsya-wtrkya"),
    ("a body after its generic noun", "قالت حركة حماس إن الرد قريب.", "hamas"),
    ("a name in quotation marks", "قالت «حماس» إن الرد قريب.", "hamas"),
    ("a bare generic noun", "عادت حركة حماس إلى الحوار. وأضافت الحركة أن الرد قريب.", "hamas"),
    ("a bare ministry", "صدر موقف الخارجية الروسية. وأضافت الوزارة أن الرد قريب.", "russia-mfa"),
    ("a role that the page names", "وصل وزير الخارجية الروسي، سيرغي لافروف. وأضاف الوزير الروسي أن الرد قريب.", "lavrov"),
    ("a bare role", "وصل الوزير نبيل درغوث. وأضاف الوزير أن الرد قريب.", "person:nbyl-drghwth"),
    ("a bare role that was a longer one", "وصل مدير الدائرة نبيل درغوث. وأضاف المدير أن الرد قريب.", "person:nbyl-drghwth"),
    ("a role that the page doesn't name", "قالت متحدثة باسم الوزارة إن الرد قريب.", "person:mthdthh-basm-al-wzarh"),
    ("an official by nationality", "أوضح مسؤول تركي كبير أن القوات عادت.", "person:mswwl-trky-kbyr"),
    ("an unknown person", "قال إيغور بلاتشينكوف إن الرد قريب.", "person:ayghwr-blatshynkwf"),
    ("words that name nobody known", "قال كثير من المتظاهرين إن الحوار متوقف.", "organization:kthyr-mn-al-mtzahryn"),
    ("Latin letters", "وقالت ICO إن الشكوى قيد الدرس.", "organization:ico"),
    ("a capital for its government", "ترى موسكو أن الوقت حان.", "russia"),
    ("an agency", "ذكرت وكالة تاس أن الوفد وصل.", "tass"),
    ("the party of an agreement", "اتفق الجانبان على عقد جولة جديدة.", "organization:al-janban"),
]


def _ids(rows: list[tuple[str, str, Said]]) -> list[object]:
    return [pytest.param(text, expected, id=name) for name, text, expected in rows]


@pytest.mark.parametrize(("text", "expected"), _ids(VERB_SUBJECT))
def test_verb_subject_content(read: Read, text: str, expected: Said) -> None:
    assert read(text).said == expected


@pytest.mark.parametrize(("text", "speakers"), [pytest.param(t, s, id=i) for i, t, s in NULL_SUBJECT])
def test_a_verb_without_a_subject(read: Read, text: str, speakers: list[str]) -> None:
    assert [speaker for _, _, speaker in read(text).said] == speakers


@pytest.mark.parametrize(("text", "expected"), _ids(HEADLINES))
def test_headlines(read: Read, text: str, expected: Said) -> None:
    assert read(headline=text).said == expected


@pytest.mark.parametrize(("text", "expected"), _ids(CHAINS))
def test_chains_of_cues(read: Read, text: str, expected: Said) -> None:
    assert read(text).said == expected


@pytest.mark.parametrize(("text", "expected"), _ids(RELATIVES))
def test_relative_clauses(read: Read, text: str, expected: Said) -> None:
    assert read(text).said == expected


@pytest.mark.parametrize(("text", "speaker"), [pytest.param(t, s, id=i) for i, t, s in SPEAKERS])
def test_speakers(read: Read, text: str, speaker: str) -> None:
    page = read(text)
    assert page.only.speaker is not None
    assert page.only.speaker.entity == speaker


def test_the_speaker_of_a_null_subject_stands_where_it_was_named(read: Read) -> None:
    page = read("قال لافروف إن الوضع صعب. وأضاف أن الحل ممكن.")
    first, second = (s.speaker for s in page.statements)
    assert first is not None
    assert second is not None
    assert (first.start, first.end, first.label) == (second.start, second.end, second.label)
    assert page.text[second.start : second.end] == "لافروف"


def test_a_colon_attributes_in_headlines_alone(read: Read) -> None:
    assert read("لافروف: الحوار مستمر رغم الصعوبات").said == []


def test_in_running_text_a_colon_attributes_what_stands_in_marks(read: Read) -> None:
    assert read("لافروف: «الحوار مستمر رغم كل الصعوبات»").said == [(":", "الحوار مستمر رغم كل الصعوبات", "lavrov")]
    assert read("لافروف: «الحوار»").said == []
