"""Amounts of time: how long (ستة أيام، عامين ونصف عام), and counted from now or from a time told before (قبل يومين، بعد ذلك بأسبوع)."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from mahdar.times.cursor import DASHES, Cursor
from mahdar.times.meaning import Amount, Shift, Spoken, Then, Unit
from mahdar.times.rules.read import Read

_MOST = {"year": 9999, "month": 999, "day": 9999}
_MOST_WORDS = 3
"""Phrases of about and of the rest that may stand around an amount (ما يزيد عن نحو; كاملة متتالية)."""
_NUMBERS: dict[int, Fraction | None] = {1: Fraction(1), 2: Fraction(2), 3: None}


class Told(msgspec.Struct, frozen=True):
    """An amount up to the token ``end``: its counts with their units, None where no number is told; ``last`` the longer end of a range."""

    end: int
    unit: Unit
    parts: tuple[tuple[Fraction, Unit], ...] | None
    last: tuple[tuple[Fraction, Unit], ...] | None = None
    bare: bool = False
    """Whether it is a singular alone (شهر), which is an amount only where the words around say so."""

    @property
    def single(self) -> Fraction | None:
        """The count where there is one unit and no range."""
        return self.parts[0][0] if self.parts is not None and len(self.parts) == 1 and self.last is None else None


def amount(c: Cursor, i: int) -> Told | None:
    """The amount that begins at ``i``: نحو 3 سنوات، بضعة أيام، أسبوعين، نصف قرن، عامين ونصف العام، ثلاثة إلى خمسة أيام، أيام قليلة."""
    at = i
    for _ in range(_MOST_WORDS):
        at += c.is_a("about", at)
    if at > i and c.joined(at):
        return None
    told = _few(c, at) or _fraction(c, at) or _counted(c, at) or _noun(c, at, alone=at == i and not c.is_a("ago", at - 1))
    if told is None:
        return None
    told = _and_a_half(c, told)
    end = told.end
    for _ in range(_MOST_WORDS):
        end += c.is_a("amount_tails", end)
    return msgspec.structs.replace(told, end=end, bare=told.bare and end == told.end and at == i)


def _few(c: Cursor, at: int) -> Told | None:
    """بضعة أيام، عشرات السنين، العديد من السنوات: no number is told."""
    few = c.is_a("few", at)
    if not few:
        return None
    unit = c.unit(at + few) or c.definite_unit(at + few)
    return Told(at + few + 1, unit[0], None) if unit and unit[1] == 3 else None


def _fraction(c: Cursor, at: int) -> Told | None:
    """نصف قرن، ربع ساعة."""
    share = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
    for name, value in share.items():
        if c.is_a(name, at) and not c.stem(at).startswith("ال") and (unit := c.unit(at + 1) or c.definite_unit(at + 1)) and unit[1] == 1:
            return Told(at + 2, unit[0], ((value, unit[0]),))
    return None


def _counted(c: Cursor, at: int) -> Told | None:
    """12 يوما، ثلاثة أسابيع، 24 إلى 36 ساعة، 10-15 عاما."""
    count = c.count(at)
    if count is None or (c.stem(at).startswith("ال") and c.tokens[at].kind != "number"):
        return None
    first, after = count[0], at + count[1]
    last: Fraction | None = None
    joined = after + (c.word(after) == "و")
    if "و" in (c.pro(after), c.word(after)) and c.after_a("between", at) and (other := c.count(joined)) and other[0] > first:
        last, after = other[0], joined + other[1]  # بين ثلاث وخمس سنوات
    step = after + (1 if c.word(after) in DASHES or c.is_a("or", after) else c.is_a("to", after))
    if step > after and (other := c.count(step)) and other[0] > first:
        last, after = other[0], step + other[1]
    unit = c.words.units.get(c.word(after))
    if unit is None or first > _MOST.get(unit[0], 10**6) or first == 0:
        return None
    parts = ((first, unit[0]),)
    return Told(after + 1, unit[0], parts, ((last, unit[0]),) if last is not None else None)


def _is_of(c: Cursor, told: Told) -> bool:
    """Whether an indefinite plural goes on with what it is of: ساعات النهار, سنوات الحرب tell which, not how many."""
    return told.parts is None and c.word(told.end).startswith("ال") and c.relative(told.end) is None


def _noun(c: Cursor, at: int, *, alone: bool) -> Told | None:
    """شهر، أسبوعين، سنوات قليلة; not عام 2000, nor عقد, which is far oftener the holding of a meeting."""
    unit = c.unit(at)
    if unit is None:
        return None
    name, number = unit
    if number == 1 and name == "year" and c.number(at + 1, 1, 2500) is not None:
        return None
    if number == 1 and name in ("decade", "century") and alone and not c.word(at).endswith("ا"):
        return None
    if name == "second" and number == 1:
        return None  # ثانية is a second time
    end = at + 1
    if number == 3:
        end += c.is_a("few_after", end)
    count = _NUMBERS[number]
    return Told(end, name, None if count is None else ((count, name),), bare=number == 1)


def _and_a_half(c: Cursor, told: Told) -> Told:
    """عامين ونصف عام، ثلاث سنوات ونصف، ساعة وربع الساعة."""
    if told.parts is None or told.last is not None or c.pro(told.end) != "و":
        return told
    for name, value in (("half", Fraction(1, 2)), ("quarter", Fraction(1, 4))):
        if c.is_a(name, told.end):
            end = told.end + 1
            unit = c.unit(end) or c.definite_unit(end)
            if unit and unit[1] == 1 and unit[0] == told.unit:
                end += 1
            elif unit:
                continue
            return Told(end, told.unit, ((told.parts[0][0] + value, told.unit),))
    inner = amount_after_and(c, told.end)
    return Told(inner.end, told.unit, (*told.parts, *(inner.parts or ()))) if inner and _smaller(inner.unit, told.unit) else told


_SIZES: tuple[Unit, ...] = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


def _smaller(unit: Unit, than: Unit) -> bool:
    return _SIZES.index(unit) < _SIZES.index(than)


def amount_after_and(c: Cursor, at: int) -> Told | None:
    """The counted amount that goes on after و: (سنة) وثلاثة أشهر، (ساعتين) و20 دقيقة."""
    told = _counted(c, at + (c.word(at) == "و")) or (_noun(c, at, alone=False) if c.pro(at) == "و" else None)
    return told if told and told.parts and not told.last else None


def counted_back(c: Cursor, i: int) -> Read | None:
    """Counted back from now: قبل يومين، منذ سبع سنوات، قبل أيام, منذ نحو عقدين من الزمن، قبل قليل."""
    if short := c.is_a("short_whiles", i):
        return Read(end=i + short, rule="ago", meaning=Spoken(offset=0))
    if not c.is_a("ago", i):
        return None
    told = amount(c, i + 1)
    if told is None or told.unit in ("second", "minute", "hour"):
        return None
    only = told.end + c.is_a("only", told.end)
    if c.word(only) == "من" and c.stem(i) != "منذ" and c.stem(only + 1) not in c.words.places and not c.is_a("from_now", told.end):
        return None  # قبل يومين من القمة
    if told.bare and (c.stem(i) == "قبيل" or told.unit == "day" or c.definite_unit(i + 2)):
        return None  # منذ يوم الأحد; قبل شهر رمضان
    if told.bare and told.unit == "month" and c.month(i + 2):
        return None
    if told.bare and told.unit in ("decade", "century") and told.end < len(c.tokens) and c.tokens[told.end].kind == "word":
        return None  # قبل عقد القمة
    if told.bare and c.words.weekdays.get(c.stem(i + 2)):
        return None
    return Read(end=told.end + c.is_a("from_now", told.end), rule="ago", meaning=_shift(told, -1))


def _shift(told: Told, sign: int, base: str = "now") -> Shift:
    return Shift(count=told.single, unit=told.unit, sign=sign, base=base)  # type: ignore[arg-type]


def counted_forward(c: Cursor, i: int) -> Read | None:
    """Counted on from now: بعد عشرة أيام، خلال أسبوع من الآن، بعد غد is a day; not بعد يوم من القمة, which is how long after it."""
    after = c.is_a("ahead", i)
    if not after and not c.is_a("during", i):
        return None
    told = amount(c, i + 1)
    if told is None:
        return None
    from_now = c.is_a("from_now", told.end)
    if from_now:
        if not after:  # خلال أسبوع من الآن is how long
            return Read(end=told.end + from_now, rule="duration", type="DURATION", meaning=Amount(parts=told.parts, last=told.last))
        return Read(end=told.end + from_now, rule="from-now", meaning=_shift(told, 1))
    if not after:
        return _during(c, i, told)
    if told.unit in ("second", "minute", "hour") or (told.bare and told.unit == "day"):
        return None
    only = told.end + c.is_a("only", told.end)
    if not c.ahead_before(i) or c.word(only) in ("من", "علي"):
        return None
    if c.is_a("less_than", i + 1):
        return Read(end=told.end, rule="from-now", meaning=msgspec.structs.replace(_shift(told, 1), count=None))  # how much less nobody knows
    return Read(end=told.end, rule="from-now", meaning=_shift(told, 1))


def _during(c: Cursor, i: int, told: Told) -> Read | None:
    """خلال أيام: with a plural or dual alone the preposition belongs to it."""
    if told.end != i + 2 or told.bare or c.stem(i) != "خلال" or _is_of(c, told):
        return None
    return Read(end=told.end, rule="duration", type="DURATION", meaning=Amount(parts=told.parts))


def counted_from_it(c: Cursor, i: int) -> Read | None:
    """Counted from a time told before: بعد ذلك بيومين، قبلها بشهرين، بعدها بنحو أسبوع; يومين قبل ذلك isn't read."""
    before, after = c.is_a("before_it", i), c.is_a("after_it", i)
    at = i + (before or after)
    if at == i or "ب" not in c.pro(at):
        return None
    told = _amount_of_b(c, at)
    if told is None or told.unit in ("second", "minute", "hour"):
        return None  # بعد ذلك بساعتين is of the same day: how long is all that is told
    return Read(end=told.end, rule="from-stated", meaning=_shift(told, -1 if before else 1, "stated"))


def _amount_of_b(c: Cursor, at: int) -> Told | None:
    about = c.is_a("about", at)
    return amount(c, at + about) if about else amount(c, at)


def how_long(c: Cursor, i: int) -> Read | None:
    """How long: ستة أيام، نحو 3 سنوات، 48 ساعة، أسبوعين; an indefinite noun alone only where it lasts or follows."""
    told = amount(c, i)
    if told is None:
        return None
    if told.bare and told.unit in ("decade", "century") and not c.word(told.end - 1).endswith("ا"):
        return None  # عقد is far oftener the holding of a meeting
    gone = c.is_a("gone", told.end)
    if gone and c.word(told.end + gone) != "علي":
        return Read(end=told.end + gone, rule="ago", meaning=_shift(told, -1))
    before = c.word(i - 1)
    if told.bare and not (c.is_a("lasting", i - 1) and told.unit != "day") and not (told.unit == "day" and c.is_a("whole_day", i - 1)):
        return None
    if told.bare and (c.definite_unit(i + 1) or c.words.weekdays.get(c.stem(i + 1)) or c.month(i + 1) or c.relative(i + 1)):
        return None
    if told.bare and before == "في" and told.unit != "hour":
        return None
    alone = told.parts is None and told.end == i + 1
    if alone and _is_of(c, told):
        return None
    if alone and not c.is_a("lasting", i - 1) and "ل" not in c.pro(i) and not c.is_a("lasting", told.end):
        return None
    if told.unit in ("year", "month") and (before == "(" or c.is_a("ages", i - 1) or c.is_a("ages", i - 2) or (before == c.word(told.end) == "،")):
        return None
    if c.word(told.end) in ("في", "كل") and c.definite_unit(told.end + 1):
        return None  # ستة أيام في الأسبوع is how often
    return Read(end=told.end, rule="duration", type="DURATION", meaning=Amount(parts=told.parts, last=told.last))


def span_told(c: Cursor, i: int) -> Read | None:
    """How long, with its direction: الأيام القليلة الماضية، الساعات الـ48 المقبلة، السنوات العشر الأخيرة، ال 24 ساعة الماضية، الفترة المقبلة."""
    at, modifier = c.modifier(i)
    if at > i and c.joined(at):
        return None
    if (value := c.definite_count(at)) and (units := c.words.units.get(c.word(at + value[1]))):  # الثلاثة أشهر الماضية
        after = at + value[1] + 1
        return _span(after + bool(c.relative(after)), units[0], Fraction(value[0]), modifier)
    if c.is_a("stretches", at) and (relative := c.relative(at + 1)):
        if relative == "same" and c.word(at + 2) != "من":  # في الفترة نفسها; not الفترة نفسها من العام الماضي
            return Read(end=at + 2, rule="then", meaning=Then(), modifier=modifier)
        if relative != "future":
            return None
        return Read(end=at + 2, rule="stretch", type="DURATION", meaning=Amount(parts=None), modifier=modifier)
    definite = c.definite_unit(at)
    if definite is None or definite[1] == 1:
        return None
    unit, number = definite
    at += 1
    count: Fraction | None = Fraction(2) if number == 2 else None
    counted = False
    if few := c.is_a("few_definite", at):
        at, counted = at + few, True
    elif number == 3 and (value := c.definite_count(at)):
        count, at, counted = Fraction(value[0]), at + value[1], True
        at += c.is_a("few_definite", at)
    if c.relative(at):
        return _span(at + 1, unit, count, modifier)
    # تلك السنوات الست، الشهور القليلة: what is counted needs no direction; but حرب الأيام الستة is a name
    return _span(at, unit, count, modifier) if counted and not c.after_a("named_by_days", i) else None


def _span(end: int, unit: Unit, count: Fraction | None, modifier: str | None) -> Read:
    parts = None if count is None else ((count, unit),)
    return Read(end=end, rule="unit-span", type="DURATION", meaning=Amount(parts=parts), modifier=modifier)
