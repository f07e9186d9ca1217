from __future__ import annotations

import pytest

from mahdar.arabic import fold
from mahdar.arabic.verbs import VerbForm, further_forms, noun_forms, participle_forms, past_forms, plural_noun, present_forms

PAST = {
    "أكد": "أكد:ms أكدت:fs أكدوا:mp أكدا:md أكدتا:fd أكده:ms+ه أكدته:fs+ه أكدتها:fs+ها أكدوه:mp+ه أكدهم:ms+هم",
    "دعا": "دعا:ms دعت:fs دعوا:mp دعيا:md دعتا:fd دعاه:ms+ه دعته:fs+ه دعتهم:fs+هم",
    "نفى": "نفى:ms نفت:fs نفوا:mp نفيا:md نفتا:fd نفاه:ms+ه نفته:fs+ه",
    "قال": "قال:ms قالت:fs قالوا:mp قالا:md قالتا:fd قاله:ms+ه قالته:fs+ه",
    "رأى": "رأى:ms رأت:fs رأوا:mp رآه:ms+ه رأته:fs+ه",
    "وصف": "وصف:ms وصفت:fs وصفوا:mp وصفا:md وصفتا:fd وصفه:ms+ه وصفتها:fs+ها",
    "ردّ": "رد:ms ردت:fs ردوا:mp ردا:md ردتا:fd",
    "أصرّ": "أصر:ms أصرت:fs أصروا:mp أصرا:md",
    "خشي": "خشي:ms خشيت:fs خشوا:mp",
    "أشار": "أشار:ms أشارت:fs أشاروا:mp أشارا:md أشارتا:fd",
    "هنأ": "هنأ:ms هنأت:fs هنأوا:mp هنؤوا:mp هنأه:ms+ه هنأته:fs+ه",
    "جاء": "جاء:ms جاءت:fs جاءوا:mp جاؤوا:mp جاءه:ms+ه",
    "ندد": "ندد:ms نددت:fs نددوا:mp نددا:md",
    "طالب": "طالب:ms طالبت:fs طالبوا:mp طالبا:md طالبتها:fs+ها",
    "توعد": "توعد:ms توعدت:fs توعدوا:mp",
    "تبادل": "تبادل:ms تبادلت:fs تبادلوا:mp تبادلا:md",
    "انتقد": "انتقد:ms انتقدت:fs انتقدوا:mp انتقده:ms+ه",
    "ادعى": "ادعى:ms ادعت:fs ادعوا:mp ادعيا:md",
    "استبعد": "استبعد:ms استبعدت:fs استبعدوا:mp",
}
PRESENT = {
    "ؤكد": "يؤكد:ms تؤكد:fs يؤكدون:mp يؤكدوا:mp يؤكدان:md تؤكدان:fd يؤكده:ms+ه تؤكدها:fs+ها",
    "دعو": "يدعو:ms تدعو:fs يدعون:mp يدعوا:mp يدعوان:md تدعوان:fd",
    "رى": "يرى:ms ترى:fs يرون:mp يريان:md تريان:fd",
    "نفي": "ينفي:ms تنفي:fs ينفون:mp ينفيان:md ينفيه:ms+ه",
    "صف": "يصف:ms تصف:fs يصفون:mp يصفان:md يصفه:ms+ه تصفها:fs+ها",
    "قول": "يقول:ms تقول:fs يقولون:mp يقولوا:mp يقولان:md تقولان:fd",
    "رد": "يرد:ms ترد:fs يردون:mp يردان:md",
    "خشى": "يخشى:ms تخشى:fs يخشون:mp يخشيان:md",
    "شير": "يشير:ms تشير:fs يشيرون:mp يشيران:md",
    "هنئ": "يهنئ:ms تهنئ:fs يهنئون:mp يهنئان:md",
    "جيء": "يجيء:ms تجيء:fs يجيئون:mp",
    "تبنى": "يتبنى:ms تتبنى:fs يتبنون:mp يتبنيان:md",
    "ستبعد": "يستبعد:ms تستبعد:fs يستبعدون:mp",
}
# (past, imperfect): j is the jussive, p a passive
FURTHER = {
    ("قال", "قول"): "يقل:ms:j تقل:fs:j قيل:ms:p قيلت:fs:p يقال:ms:p تقال:fs:p قلن:fp يقلن:fp",
    ("أشار", "شير"): "يشر:ms:j تشر:fs:j أشير:ms:p أشيرت:fs:p يشار:ms:p تشار:fs:p أشرن:fp يشرن:fp",
    ("دعا", "دعو"): "يدع:ms:j تدع:fs:j دعي:ms:p دعيت:fs:p يدعى:ms:p تدعى:fs:p دعون:fp",
    ("نفى", "نفي"): "ينف:ms:j تنف:fs:j نفيت:fs:p نفين:fp ينفين:fp",
    ("خشي", "خشى"): "يخش:ms:j تخش:fs:j خشين:fp يخشين:fp",
    ("استثنى", "ستثني"): "يستثن:ms:j تستثن:fs:j استثنيت:fs:p استثنين:fp يستثنين:fp",
    ("أوصى", "وصي"): "يوص:ms:j توص:fs:j أوصيت:fs:p أوصين:fp يوصين:fp",
    ("وصف", "صف"): "يوصف:ms:p توصف:fs:p وصفن:fp يصفن:fp",
    ("ردّ", "رد"): "رددن:fp يرددن:fp",
    ("أكد", "ؤكد"): "أكدن:fp يؤكدن:fp",
    ("رأى", "رى"): "ير:ms:j تر:fs:j رأين:fp يرين:fp",
    ("طالب", "طالب"): "طولب:ms:p طولبت:fs:p طالبن:fp يطالبن:fp",
    ("تبادل", "تبادل"): "تبودل:ms:p تبودلت:fs:p تبادلن:fp يتبادلن:fp",
    ("جاء", "جيء"): "يجئ:ms:j تجئ:fs:j جيء:ms:p جيئت:fs:p يجاء:ms:p تجاء:fs:p جئن:fp يجئن:fp",
}
PARTICIPLE = {
    ("مؤكد", False): "مؤكد:ms مؤكدا:ms مؤكدة:fs مؤكدين:mp مؤكدون:mp مؤكدتين:fd مؤكدتان:fd مؤكدان:md",
    ("داع", True): "داع:ms داعيا:ms داعية:fs داعين:mp داعون:mp داعيتين:fd داعيتان:fd داعيان:md",
}


def expected(table: str, shape: str) -> dict[str, VerbForm]:
    out = {}
    for cell in table.split():
        form, what = cell.split(":")
        agreement, _, pronoun = what.partition("+")
        out[fold(form)] = VerbForm(shape, agreement[0], agreement[1], pronoun)  # type: ignore[arg-type]
    return out


@pytest.mark.parametrize(("lemma", "table"), PAST.items(), ids=PAST)
def test_past(lemma: str, table: str) -> None:
    forms = past_forms(lemma)
    assert {form: forms.get(form) for form in expected(table, "past")} == expected(table, "past")


@pytest.mark.parametrize(("stem", "table"), PRESENT.items(), ids=PRESENT)
def test_present(stem: str, table: str) -> None:
    forms = present_forms(stem)
    assert {form: forms.get(form) for form in expected(table, "present")} == expected(table, "present")


@pytest.mark.parametrize(("lemma", "table"), PARTICIPLE.items(), ids=[lemma for lemma, _ in PARTICIPLE])
def test_participles(lemma: tuple[str, bool], table: str) -> None:
    assert participle_forms(*lemma) == expected(table, "participle")


@pytest.mark.parametrize(("stems", "table"), FURTHER.items(), ids=[past for past, _ in FURTHER])
def test_jussives_passives_and_women(stems: tuple[str, str], table: str) -> None:
    told = {form: (f"{v.gender}{v.number}", v.jussive, v.passive) for form, v in further_forms(*stems).items()}
    wanted = {}
    for cell in table.split():
        form, agreement, *which = cell.split(":")
        wanted[fold(form)] = (agreement, which == ["j"], which == ["p"])
    assert {form: told.get(form) for form in wanted} == wanted


def test_forms_that_look_like_common_ones_are_left_to_these() -> None:
    """A passive written like the active (ذكر) or like another form of the verb (ينفى) isn't made a second time."""
    for past, present in FURTHER:
        assert not further_forms(past, present).keys() & (past_forms(past).keys() | present_forms(present).keys())
    assert further_forms("ذكر", "ذكر").keys() == {"ذكرن", "يذكرن"}


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("تصريح", "تصريحات"),
        ("دعوة", "دعوات"),
        ("انتقاد", "انتقادات"),
        ("إعلان", "إعلانات"),
        ("قول", None),
        ("رفض", None),
        ("تبني", None),
        ("نداءات", None),
    ],
)
def test_regular_plurals_of_nouns(noun: str, plural: str | None) -> None:
    assert plural_noun(noun) == plural


def test_a_noun_in_a_hamza_before_a_pronoun() -> None:
    assert {fold("ادعاءه"), fold("ادعاؤه"), fold("ادعائه"), fold("ادعائها")} <= set(noun_forms("ادعاء"))


def test_verbal_nouns() -> None:
    assert {form: (v.gender, v.number, v.pronoun) for form, v in noun_forms("دعوة").items()} == {
        "دعوه": (None, None, ""),
        "دعوها": (None, None, ""),
        "دعوته": ("m", "s", "ه"),
        "دعوتها": ("f", "s", "ها"),
        "دعوتهم": ("m", "p", "هم"),
        "دعوتهما": ("m", "d", "هما"),
        "دعوتهن": ("f", "p", "هن"),
    }
    assert {"قول", "قوله", "قولها", "قولهم"} <= set(noun_forms("قول"))


def test_weak_verbs_make_no_regular_plural() -> None:
    """دعا has no دعاوا, and ترى no تراوا: such forms would only be look-alikes."""
    assert fold("دعاوا") not in past_forms("دعا")
    assert fold("يدعوون") not in present_forms("دعو")
    assert fold("يرىون") not in present_forms("رى")
