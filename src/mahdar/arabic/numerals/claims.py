"""Claims on a number by what is no time: percentages, amounts, ages, things counted, names with numbers, scores."""

from __future__ import annotations

from mahdar.arabic.agreement import agreement
from mahdar.arabic.fold import fold
from mahdar.arabic.numerals.place import DASHES, YEARS, NumberClass, Place, partner, told
from mahdar.arabic.numerals.reading import number_at
from mahdar.arabic.numerals.vocabulary import vocabulary
from mahdar.arabic.numerals.words import articles

_MOST_GOALS = 20
_NEAR = 8
_LABEL_REACH = 5
_SINCE_DEATH = 14
_LETTERS = 4
_LEAST_TELEPHONE = 10**6
_POSSESSORS = ("ها", "هم", "هما", "نا")
_LABEL_REASONS = {
    "resolution": "number of a resolution",
    "law": "number of a law or article",
    "route": "number of a flight or road",
    "unit": "number of a military unit",
    "model": "number of a model or place",
    "phone": "a telephone number",
    "number": "called a number",
}


def percent(p: Place) -> NumberClass | None:
    """30%, %30, 30 في المئة, بين 70 و80 بالمئة."""
    for at in (p.end, p.after):
        if n := vocabulary().percent.starts(p.tokens, at):
            return told("percent", "a percentage", p, at, at + n)
    if p.number.definite and p.number.value == 100 and (p.norm(p.first - 1) == "في" or p.norm(p.first).startswith("ب")):
        return NumberClass("percent", "a percentage")
    if p.norm(p.first - 1) in ("%", "٪") and not p.is_number(p.first - 2) and p.touching(p.first - 1):
        return told("percent", "a percentage", p, p.first - 1, p.first)
    return None


def label(p: Place) -> NumberClass | None:
    """Its number is a name: القرار 2254, قرار مجلس الأمن رقم 1701, المادتين 5 و6, إف-16, M5, 5+1."""
    words, at = vocabulary(), p.first
    before, after = p.norm(at - 1), p.norm(p.end)
    if before == "#":
        return NumberClass("label", "a hashtag or the code of a character")
    if p.number.value >= _LEAST_TELEPHONE and (before == "+" or p.norm(at).startswith("0")):
        return NumberClass("label", "a telephone number")
    if after == "+" or (before == "+" and p.is_number(at - 2)):
        return NumberClass("label", "part of a formula with +")
    if p.is_number(at) and p.touching(at - 1) and p.tokens[at - 1].kind == "latin":
        return told("label", "part of a name", p, at - 1, p.end)
    if p.is_number(p.end - 1) and p.touching(p.end - 1) and p.tokens[p.end].kind == "latin" and not words.measure.starts(p.tokens, p.end):
        return told("label", "part of a name", p, at, p.end + 1)
    if p.is_number(at) and (first := _name_before(p)) is not None:
        return told("label", "part of a name", p, first, p.end)
    return _labelled(p)


def _name_before(p: Place) -> int | None:
    """The index of a word that makes a name with the digits after it: إف 16, إس - 400, F 15, اليورانيوم-235."""
    words = vocabulary()
    dashed = p.norm(p.first - 1) in DASHES
    at = p.first - 2 if dashed else p.first - 1
    if at < 0:
        return None
    if words.models.ends(p.tokens, at + 1) and (dashed or p.norm(at) not in words.function):  # إن 27 شخصا
        return at
    if p.tokens[at].kind == "latin" and len(p.norm(at)) <= _LETTERS:
        return at
    glued = dashed and p.touching(at) and p.touching(at + 1) and p.tokens[at].kind == "word"
    return at if glued and not (words.months.ends(p.tokens, at + 1) or words.year_before.ends(p.tokens, at + 1)) else None


def _labelled(p: Place) -> NumberClass | None:
    """A number after a noun whose numbers are names, perhaps behind its adjectives or another of the numbers."""
    words = vocabulary()
    at = p.first - 1 if p.norm(p.first - 1) == "(" else p.first  # المادة (55)
    if words.models.ends(p.tokens, at):
        at -= 1  # طريق إم 5
    k = at - 1
    for _ in range(_LABEL_REACH):
        if k < 0:
            return None
        if kind := words.labels.get(p.norm(k)) or words.labels.get(p.tokens[k].stem):
            near = k == at - 1 or kind in ("resolution", "law", "number") or p.norm(at - 1) in words.numbered
            if p.number.sort == "ordinal" and kind not in ("law", "unit"):
                return None  # الرحلة الثانية
            counts = kind in ("model", "route") and _counted_after(p)  # في المنطقة 15 قتيلا
            if near and not counts and not (k < at - 1 and kind == "number"):
                return told("label", _LABEL_REASONS[kind], p, k, k + 1)
        joined = p.is_number(k) or p.norm(k) in {"و", "،", ",", *DASHES}
        if not (p.tokens[k].definite or p.norm(k) in words.bridge or joined):
            return None
        k -= 1
    return None


def score(p: Place) -> NumberClass | None:
    """3-1, 2–0: two small numbers joined by a dash, the first greater or words of sport near; بنتيجة 3 مقابل 1."""
    for a, mark, b in ((p.first, p.end, p.end + 1), (p.first - 2, p.first - 1, p.first)):
        left, right = number_at(p.tokens, a), number_at(p.tokens, b)
        if left is None or right is None or not left.value <= _MOST_GOALS or not right.value <= _MOST_GOALS or left.sort != "cardinal":
            continue
        cue = any(vocabulary().score_cues.starts(p.tokens, k, proclitic=True) for k in range(max(a - _NEAR, 0), min(b + _NEAR, len(p.tokens))))
        if p.norm(mark) in DASHES and (cue or left.value >= right.value) and not vocabulary().months.starts(p.tokens, b + 1):
            return NumberClass("score", "a score")
        if p.norm(mark) == "مقابل" and cue:
            return NumberClass("score", "a score")
    return None


def money_or_measure(p: Place) -> NumberClass | None:
    """500 دولار, 10 كلم, بقيمة 300; a fraction measures."""
    if p.number.sort == "ordinal":
        return None  # لأول مرة
    words = vocabulary()
    for at in (p.end, p.after):
        if n := words.money.starts(p.tokens, at):
            return told("money", "an amount of money", p, at, at + n)
        if n := words.measure.starts(p.tokens, at):
            return told("measure", "a measure", p, at, at + n)
    if p.norm(p.first - 1) in ("$", "€", "£"):
        return told("money", "an amount of money", p, p.first - 1, p.first)
    if n := words.amount_before.ends(p.tokens, p.first):
        return told("money", "an amount", p, p.first - n, p.first)
    if p.number.value.denominator > 1 and p.number.sort == "cardinal":
        return NumberClass("measure", "a number with a fraction")
    return None


def age(p: Place) -> NumberClass | None:
    """البالغ 45 عاما, 24 عاما من العمر, (47 عاما), سالم، 22 عاما، …, من العمر 30."""
    words = vocabulary()
    if p.number.sort != "cardinal" or not 0 < p.number.value <= 125:
        return None
    n = words.age_before.ends(p.tokens, p.first)
    unit = next((at for at in (p.end, p.after) if words.age_units.starts(p.tokens, at)), None)
    if n and (unit is not None or p.norm(p.first - 1) in words.age_alone):
        return told("age", "an age", p, p.first - n, p.first)
    if unit is None:
        return None
    if p.norm(p.first - 1) == "عن" and (at := _death_before(p)) is not None:
        return told("age", "an age at death", p, at, at + 1)
    if n := words.age_after.starts(p.tokens, unit + 1):
        return told("age", "an age", p, unit + 1, unit + 1 + n)
    opens, closes = p.norm(p.first - 1), p.norm(unit + 1)
    if (opens, closes) == ("(", ")") or (opens in ("،", ",") and closes in ("،", ",")):
        return NumberClass("age", "an age, set apart after a name")
    return None


def _death_before(p: Place) -> int | None:
    """The index of a word of dying in the same sentence, some tokens before the number: توفي أمس عن 45 عاما."""
    for k in range(p.first - 2, max(p.first - 2 - _SINCE_DEATH, -1), -1):
        if p.norm(k) in (".", "؛"):
            return None
        if vocabulary().death.starts(p.tokens, k, proclitic=True):
            return k
    return None


def duration(p: Place) -> NumberClass | None:
    """ثلاثة أيام, 48 ساعة, بين 3 و5 سنوات."""
    for at in (p.end, p.after) if p.number.sort != "ordinal" else ():
        if n := vocabulary().units.starts(p.tokens, at):
            return told("duration", "counts time", p, at, at + n)
    return None


def rank(p: Place) -> NumberClass | None:
    """Digits after the singular of what is held again and again, which count in a row: الجولة 19, الدورة (76), الجولتين 18 و19; but not
    حضر الاجتماع 16 وزيرا."""
    at, words = p.first, vocabulary()
    article = p.norm(at) in articles() and p.end - at == 2  # الجولتان الـ18 والـ19
    if not (p.in_digits or article) or not 0 < p.number.value < YEARS.start:
        return None
    if p.norm(at - 1) == "(":
        at -= 1
    elif p.norm(at - 1) in {"و", *DASHES} and p.is_number(at - 2):
        at -= 2
    if not words.ranked.ends(p.tokens, at) or _counted_after(p):
        return None
    return told("ordinal", "counts in a row", p, at - 1, p.end)


def _counted_after(p: Place) -> bool:
    """Whether a noun that is surely counted stands after the number."""
    return any(vocabulary().counted.starts(p.tokens, at) or _counted_noun(p, at, strict=True) for at in (p.end, p.after))


def count(p: Place) -> NumberClass | None:
    """Things counted: a counted noun after it, or words before it that lead up to a count (مقتل 19, نحو 2000)."""
    words = vocabulary()
    year = p.number.value in YEARS and (p.in_digits or p.number.value % 100 > 0)  # ألفين وسبعة عشر, but not ألفي
    if p.number.sort != "cardinal" or (year and p.number.value != 2000 and words.year_leads.ends(p.tokens, p.first)):
        return None
    for at in (p.end, p.after):
        if n := words.counted.starts(p.tokens, at):
            return told("count", "counts things", p, at, at + n)
    if n := words.count_before.ends(p.tokens, p.first):
        return told("count", "counts things", p, p.first - n, p.first)
    for at in (p.end, p.after):
        if _counted_noun(p, at, strict=year):
            return told("count", "counts things", p, at, at + 1)
    if (other := partner(p)) and other.value > YEARS[-1]:
        return NumberClass("count", "counts things with one greater than any year")
    if p.norm(p.end) == "من" and not year and p.end + 1 < len(p.tokens) and p.tokens[p.end + 1].definite:
        return told("count", "counts some of them", p, p.end, p.end + 2)
    if p.number.definite and not p.in_digits:
        return NumberClass("count", "a definite count")
    return None


def _counted_noun(p: Place, at: int, *, strict: bool) -> bool:
    """Whether the word at ``at`` is an indefinite noun in the form that the number asks for: a plural after 3 to 10, a singular in ا
    after 11 to 99. ``strict`` where the number may be a year: a noun of another form is then no evidence."""
    if at >= len(p.tokens):
        return False
    token = p.tokens[at]
    if token.kind != "word" or token.pro or token.definite or len(token.norm) < 3 or fold(token.surface) in vocabulary().function:
        return False
    features = agreement(token)
    if features.sort in ("verb", "name") or features.definite:
        return False
    if not strict:
        return features.sort is not None
    if features.sort == "participle" or token.norm.endswith(_POSSESSORS):
        return False  # 2017 مؤكدا، 2018 أهدافها
    last = int(p.number.value) % 100
    if 3 <= last <= 10:
        return features.number == "p"
    accusative = token.surface.rstrip("ً").endswith("ا") or token.norm.endswith("ه")
    return features.number == "s" and (accusative if last >= 11 else True)
