from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

import pytest
from babel import Locale

from mahdar.arabic.language import Language
from mahdar.engine.reading import FaultKind
from mahdar.export.languages import LANGUAGES
from mahdar.export.languages import Language as Interface
from mahdar.knowledge import load
from mahdar.linking.choice import Rule
from mahdar.model import (
    Act,
    Basis,
    CommitmentKind,
    CommitmentStatus,
    Level,
    MeetingKind,
    NameKind,
    OfficeStatus,
    ParticipantRole,
    ReferenceSort,
    Role,
    Stance,
    StatementKind,
    Status,
)
from mahdar.process.rounds import Fault
from mahdar.process.states import Attendance
from mahdar.record.answers import LinkPart
from mahdar.record.queries.filters import REVIEW_BELOW, StatementFilter
from mahdar.statements.clause import Opener
from mahdar.web import words as module
from mahdar.web.catalogues import catalogue, counts, messages
from mahdar.web.choices import THEMES
from mahdar.web.dates import MONTH_NAMES, in_words, span_in_words
from mahdar.web.reasons import hole_of, phrases
from mahdar.web.words import SURE, Words

TEMPLATES = Path(module.__file__).parent / "templates"


def holes(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_both_languages_say_the_same_things() -> None:
    arabic, english = messages("ar"), messages("en")
    assert arabic.keys() == english.keys()
    assert counts("ar").keys() == counts("en").keys()
    for key in arabic:
        assert holes(arabic[key]) == holes(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_blank(language: Interface) -> None:
    assert [key for key, message in messages(language).items() if not message.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_in_order(language: Interface) -> None:
    found = catalogue(language)
    assert found.fuzzy is False
    assert [one.id for one in found if one.id and one.fuzzy] == []
    assert [(one.id, str(error)) for one in found for error in one.check(found)] == []
    ids = re.findall(r'^msgid "(.+)"$', (Path(module.__file__).parent / "messages" / f"{language}.po").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(ids) == len(set(ids)), "of two messages under one id the first would be lost"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_the_forms_of_its_language(language: Interface) -> None:
    needed = len({Locale(language).plural_form(n) for n in range(1, 1001)} | {"zero"})
    assert counts(language)
    assert {what: forms for what, forms in counts(language).items() if len(forms) != needed or not all(form.strip() for form in forms)} == {}


def test_every_message_asked_for_is_there_and_every_one_there_is_asked_for() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir())
    source += "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.parent.rglob("*.py"))
    asked = set(re.findall(r"\b(?:w|_?words|self)\(\s*[\"'](\w+\.[\w.]+)[\"'][,)]", source))
    assert asked <= set(messages("ar"))
    counted = set(re.findall(r"\.count\([\"'](\w+)[\"']", source))
    counted |= {hole_of(hole) for phrase in phrases() for hole in holes(phrase) if hole_of(hole) in counts("ar")}
    assert counted == set(counts("ar"))
    by_value = set(re.findall(r"maybe\([\"'](\w+)[\"']", source))
    by_value |= {
        "found",
        "how",
        "opener",
        "basis_note",
        "act_note",
        "rule",
        "role",
        "level",
        "polarity",
        "meeting_kind",
        "choose_months",
        "choose_theme",
    }
    built = ("meeting.", "error.", "fault.", "choose.", "zoom.", "told.")  # keys put together from a row's, a choice's or an error's name
    unused = {key for key in messages("ar") if key.split(".")[0] not in by_value and not key.startswith(built) and key not in asked}
    assert unused == set()


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("choose_months", MONTH_NAMES),
        ("choose_theme", THEMES),
        ("act", get_args(Act)),
        ("act_note", get_args(Act)),
        ("basis", get_args(Basis)),
        ("basis_note", get_args(Basis)),
        ("kind", get_args(NameKind)),
        ("office_status", get_args(OfficeStatus)),
        ("refers", get_args(ReferenceSort)),
        ("kind_of_statement", get_args(StatementKind)),
        ("language", get_args(Language)),
        ("line", get_args(Role)),
        ("part", (*get_args(LinkPart), "document")),
        ("filter", tuple(field for field in StatementFilter.__struct_fields__)),
        ("opener", get_args(Opener)),
        ("role", get_args(ParticipantRole)),
        ("meeting_kind", get_args(MeetingKind)),
        ("level", get_args(Level)),
        ("stance", get_args(Stance)),
        ("undertaken", get_args(CommitmentKind)),
        ("standing", get_args(CommitmentStatus)),
        ("fault", get_args(Fault)),
        ("run_fault", get_args(FaultKind)),
        ("attendance", tuple(told.replace(" ", "-") for told in get_args(Attendance))),
        ("rule", get_args(Rule)),
        ("status", get_args(Status)),
    ],
)
def test_every_value_of_the_model_has_its_word(table: str, values: tuple[str, ...]) -> None:
    assert {key.partition(".")[2] for key in messages("ar") if key.startswith(f"{table}.")} == set(values)


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "لا تصريحات", "no statements"),
        (1, "تصريح واحد", "one statement"),
        (2, "تصريحان", "2 statements"),
        (3, "3 تصريحات", "3 statements"),
        (10, "10 تصريحات", "10 statements"),
        (13, "13 تصريحاً", "13 statements"),
        (100, "100 تصريح", "100 statements"),
        (1234, "1,234 تصريحاً", "1,234 statements"),
    ],
)
def test_counts_agree(n: int, arabic: str, english: str) -> None:
    assert Words("ar").count("statements", n) == arabic
    assert Words("en").count("statements", n) == english


def plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("2022-11-22", "22 نوفمبر 2022", "22 Nov 2022"),
        ("2024-01-24", "24 يناير 2024", "24 Jan 2024"),
        ("2017-10", "أكتوبر 2017", "Oct 2017"),
        ("2017", "2017", "2017"),
        ("201X", "2010–2019", "2010–2019"),
        ("19XX", "1900–1999", "1900–1999"),
        ("2009-24", "شتاء 2009", "winter 2009"),
        ("2017-22", "صيف 2017", "summer 2017"),
        ("2018/2018-10-07", "2018 – 7 أكتوبر 2018", "2018 – 7 Oct 2018"),
        ("2022-11-22/2022-11-23", "22–23 نوفمبر 2022", "22–23 Nov 2022"),
        ("2017-10-30/2017-11-01", "30 أكتوبر 2017 – 1 نوفمبر 2017", "30 Oct 2017 – 1 Nov 2017"),
        ("2015/2017", "2015–2017", "2015–2017"),
        ("2017-10~", "نحو أكتوبر 2017", "about Oct 2017"),
        ("P6D", "P6D", "P6D"),
        ("<b>", "&lt;b&gt;", "&lt;b&gt;"),
    ],
)
def test_dates_in_words(value: str, arabic: str, english: str) -> None:
    assert plain(in_words(value, "ar")) == arabic
    assert plain(in_words(value, "en")) == english


def test_months_go_by_the_names_that_the_reader_chose() -> None:
    assert plain(in_words("2024-01-24", "ar", "levant")) == "24 كانون الثاني 2024"
    assert plain(in_words("2024-01-24", "ar", "both")) == "24 كانون الثاني/يناير 2024"
    assert plain(Words("ar", "levant").date("2022-11-22/2022-11-23")) == "22–23 تشرين الثاني 2022"
    assert plain(Words("en", "levant").date("2024-01-24")) == "24 Jan 2024"


def test_ranges_are_isolated_and_days_are_for_machines_too() -> None:
    assert '<bdi dir="ltr">22–23</bdi>' in in_words("2022-11-22/2022-11-23", "ar")
    assert 'datetime="2022-11-22"' in in_words("2022-11-22", "ar")


def test_days_from_to() -> None:
    assert span_in_words(None, None, "ar") is None
    assert plain(span_in_words("2022-11-22", None, "en") or "") == "22 Nov 2022"
    assert plain(span_in_words("2022-11-22", "2022-11-22", "en") or "") == "22 Nov 2022"
    assert plain(span_in_words("2022-11-22", "2022-11-23", "en") or "") == "22–23 Nov 2022"


def test_words_for_rules_and_reasons_and_what_has_none() -> None:
    words = Words("ar")
    assert words.found_by("dictionary") == "اسم معروف"
    assert words.found_by("dictionary:<file>") == 'اسم معروف (<bdi dir="ltr">&lt;file&gt;</bdi>)'
    assert words.found_by("shape-of-a-kind") == 'له صورة أسماء الأشخاص (<bdi dir="ltr">of-a-kind</bdi>)'
    assert words.found_by("clairvoyance") == '<bdi dir="ltr">clairvoyance</bdi>'
    assert words.found_by("grammar:<new>") == 'قاعدة نحوية (<bdi dir="ltr">&lt;new&gt;</bdi>)'
    assert words.reason("stands 12 times in the page") == "يرد 12 مرة في الصفحة"
    assert words.found_by("grammar:null-subject-quote") == "القائل من الجملة السابقة؛ القول بين مزدوجين"
    assert words.found_by("grammar:telepathy-quote") == 'قاعدة نحوية (<bdi dir="ltr">telepathy-quote</bdi>)'
    assert words.found_by("grammar:according-to") == words.found_by("according-to")
    assert words.found_by("model:vso-an") == f"{words.found_by('model')}؛ {words.found_by('grammar:vso-an')}"
    assert words.found_by("model:crf") == 'تعرّفه نموذج متعلَّم (<bdi dir="ltr">crf</bdi>)'
    told = plain(words.reason("the page tells no day; the dossier has round 19 on 2022-11-22/2022-11-23"))
    assert told == "لا تذكر الصفحة يوماً؛ الملف يؤرخ الجولة 19 في 22–23 نوفمبر 2022"
    assert words.reason("round <b> is under way") == "الجولة <bdi>&lt;b&gt;</bdi> جارية"
    assert words.reason("سبب جديد") == '<bdi dir="auto">سبب جديد</bdi>'
    assert words.reason("a new <reason>") == '<bdi dir="ltr" lang="en">a new &lt;reason&gt;</bdi>'


def test_every_office_that_the_knowledge_has_has_its_word() -> None:
    held = {office.role for person in load().persons for office in person.offices}
    assert len(held) > 30
    assert {role for role in held if f"office.{role}" not in messages("ar")} == set()


def test_offices_and_how_they_are_known() -> None:
    words = Words("ar")
    assert plain(words.office("foreign-minister", "russia", {})) == "وزير الخارجية، روسيا"
    assert plain(words.office("keeper-of-seals", "atlantis", {"ar": "أطلنطس"})) == "keeper-of-seals، أطلنطس"
    assert words.office("king", None, {}) == "الملك"
    assert plain(Words("en").office("envoy", "un", {})) == "envoy, United Nations"
    assert words.known("unverified") == words.known(None) == "لم يُتحقق منه"
    assert words.known("corpus a.jsonl#3") == 'من صفحة في <bdi dir="ltr">a.jsonl#3</bdi>'
    assert words.known("<b> 1") == 'من <bdi dir="ltr">&lt;b&gt; 1</bdi>'


def test_labels_fall_back_to_the_other_language() -> None:
    assert Words("en").label({"ar": "تاس"}, "tass") == '<bdi lang="ar">تاس</bdi>'
    assert Words("en").label({}, "tass") == "<bdi>tass</bdi>"
    assert Words("ar").label({"ar": "<تاس>", "en": "TASS"}, "tass") == '<bdi lang="ar">&lt;تاس&gt;</bdi>'


def test_whoever_was_joined_to_a_person_of_the_page_is_told_as_such() -> None:
    assert Words("en").found_by("shape:same-person") == f"{Words('en').found_by('shape')}: the person whom the page names elsewhere".replace(
        ": ", str(Words("en")("site.clause")), 1
    )
    assert "<bdi" not in Words("ar").found_by("surname-in-page:same-person")


def test_confidence_in_a_word() -> None:
    words = Words("en")
    assert [words.sure(confidence) for confidence in (1, SURE, SURE - 0.01, REVIEW_BELOW, REVIEW_BELOW - 0.01, 0)] == [
        *["high"] * 2,
        *["fair"] * 2,
        *["low"] * 2,
    ]
