from __future__ import annotations

import pytest

from mahdar.arabic import fold
from mahdar.arabic.verbs import VerbForm, noun_forms, participle_forms, past_forms, present_forms

PAST = {
    "أكد": "أكد:ms أكدت:fs أكدوا:mp أكدا:md أكدتا:fd أكده:ms+ه أكدته:fs+ه أكدتها:fs+ها أكدوه:mp+ه أكدهم:ms+هم",
    "دعا": "دعا:ms دعت:fs دعوا:mp دعيا:md دعتا:fd دعاه:ms+ه دعته:fs+ه دعتهم:fs+هم",
    "نفى": "نفى:ms نفت:fs نفوا:mp نفيا:md نفتا:fd نفاه:ms+ه نفته:fs+ه",
    "قال": "قال:ms قالت:fs قالوا:mp قالا:md قالتا:fd قاله:ms+ه قالته:fs+ه",
    "رأى": "رأى:ms رأت:fs رأوا:mp رآه:ms+ه رأته:fs+ه",
}
PRESENT = {
    "ؤكد": "يؤكد:ms تؤكد:fs يؤكدون:mp يؤكدوا:mp يؤكدان:md تؤكدان:fd يؤكده:ms+ه تؤكدها:fs+ها",
    "دعو": "يدعو:ms تدعو:fs يدعون:mp يدعوا:mp يدعوان:md تدعوان:fd",
    "رى": "يرى:ms ترى:fs يرون:mp يريان:md تريان:fd",
    "نفي": "ينفي:ms تنفي:fs ينفون:mp ينفيان:md ينفيه:ms+ه",
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


def test_verbal_nouns() -> None:
    assert {form: (v.gender, v.number, v.pronoun) for form, v in noun_forms("دعوة").items()} == {
        "دعوه": (None, None, ""),
        "دعوها": (None, None, ""),
        "دعوته": ("m", "s", "ه"),
        "دعوتها": ("f", "s", "ها"),
        "دعوتهم": ("m", "p", "هم"),
    }
    assert {"قول", "قوله", "قولها", "قولهم"} <= set(noun_forms("قول"))


def test_weak_verbs_make_no_regular_plural() -> None:
    """دعا has no دعاوا, and ترى no تراوا: such forms would only be look-alikes."""
    assert fold("دعاوا") not in past_forms("دعا")
    assert fold("يدعوون") not in present_forms("دعو")
    assert fold("يرىون") not in present_forms("رى")
