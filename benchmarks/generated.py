"""Lines of generated news of any length, for showing that time grows with the length of a line and no faster.

Each shape is a kind of line that asks something different of the reader: running sentences, one sentence that never ends, words
that open a statement and tell none. The words vary as `random.Random` of the shape's name draws them, so that a line of 40,000
characters isn't one sentence a thousand times over, and the same line comes out every time.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, ...]] = {
    "PERSON": (
        "سيرغي لافروف",
        "مولود تشاووش أوغلو",
        "أنطونيو غوتيريش",
        "محمد جواد ظريف",
        "ألكسندر لافرينتييف",
        "وليد المعلم",
        "جون كيري",
        "بشار الجعفري",
    ),
    "STATE": ("روسيا", "تركيا", "أنقرة", "موسكو", "إيران", "كازاخستان", "دمشق", "الولايات المتحدة", "الأردن", "فرنسا"),
    "BODY": ("الأمم المتحدة", "الاتحاد الأوروبي", "مجلس الأمن الدولي", "وزارة الخارجية الروسية", "جامعة الدول العربية"),
    "ROLE": ("وزير الخارجية الروسي", "المبعوث الأممي", "المتحدث باسم الكرملين", "الرئيس التركي", "رئيس الوفد", "مصدر دبلوماسي"),
    "GROUP": ("المجتمعون", "المشاركون", "الدول الضامنة", "الطرفان", "المفاوضون"),
    "AGENCY": ("وكالة سانا", "وكالة تاس", "وكالة رويترز", "وكالة الأناضول", "وكالة نوفوستي"),
    "SAID": ("قال", "أكد", "أعلن", "أوضح", "ذكر", "اعتبر", "صرح", "رأى", "زعم"),
    "ADDED": ("مضيفا", "مؤكدا", "موضحا", "معتبرا"),
    "CALLED": ("دعا", "حث"),
    "THING": ("الحوار", "وقف إطلاق النار", "خفض التصعيد", "العملية السياسية", "عودة اللاجئين", "تبادل الأسرى", "المساعدات الإنسانية"),
    "DOES": ("تدعم", "ترفض", "تؤيد", "تتابع", "تراقب", "تسهل"),
    "WHEN": ("اليوم", "أمس", "يوم الثلاثاء", "الأسبوع الماضي", "في ختام الجولة"),
}
"""What the capitals in a shape stand for."""

SHAPES: Mapping[str, tuple[str, ...]] = {
    "news": (
        "وSAID PERSON إن STATE DOES THING WHEN. ",
        "وSAID ROLE أن بلاده DOES THING، ADDED أن STATE DOES THING. ",
        "وCALLED PERSON STATE إلى THING. ",
        "وأضاف أن STATE DOES THING، بحسب AGENCY. ",
        "وقال PERSON: «إن THING مهم جدا لنا جميعا». ",
        "والتقى PERSON ROLE في العاصمة WHEN. ",
    ),
    "one sentence": ("SAID PERSON أن STATE DOES THING، ADDED أن BODY DOES THING، ", "وSAID ROLE أن STATE DOES THING، ADDED أن THING مهم، "),
    "according to": ("وقال PERSON إن STATE DOES THING، بحسب AGENCY، ",),
    "sentences of sources": ("STATE DOES THING مع جميع الأطراف، بحسب AGENCY. ",),
    "null subjects": ("وأضاف أن STATE DOES THING. ", "وأضافوا أن THING مهم، مؤكدين ضرورة THING. "),
    "groups": ("وأكد GROUP في البيان أن STATE DOES THING، مؤكدين ضرورة THING. ",),
    "calls": ("وCALLED PERSON STATE إلى THING، وطالب BODY بدعم THING. ",),
    "carried": ("نقلت AGENCY عن PERSON أن STATE DOES THING، ",),
    "relatives": ("STATE، التي DOES THING، وBODY التي تقول STATE إنها DOES THING، ",),
    "quotations": ("وقال PERSON: \"إن STATE DOES THING\". ", "«لن نقبل THING أبدا» SAID ROLE. "),
    "names alone": ("PERSON وSTATE وBODY ",),
    "cues alone": ("SAID ", "ADDED "),
    "doubtful cues": ("بعد رفض STATE THING، ", "THING الذي SAIDه PERSON أمام BODY، ", "وسط انتقادات من STATE لموقف BODY، "),
    "colons": ("PERSON: STATE DOES THING ", "STATE، : "),
    "open marks": ("SAID « ", "SAID (", "CALLED - "),
}  # fmt: skip


def line(shape: str, length: int) -> str:
    """A line of ``length`` characters or a few less, of one of `SHAPES`."""
    draw = random.Random(shape)
    parts: list[str] = []
    made = 0
    while made < length:
        part = "".join(_drawn(piece, draw) for piece in _pieces(draw.choice(SHAPES[shape])))
        parts.append(part)
        made += len(part)
    return "".join(parts)[:length].strip()


def _pieces(pattern: str) -> list[str]:
    """A pattern as its capitals and what stands between them."""
    out: list[str] = []
    for character in pattern:
        if out and (character.isupper() == out[-1][-1].isupper()):
            out[-1] += character
        else:
            out.append(character)
    return out


def _drawn(piece: str, draw: random.Random) -> str:
    return draw.choice(WORDS[piece]) if piece in WORDS else piece
