"""The act of a statement: the verb's own meaning, unless the content says more (GUIDELINES: أعلن أن بلاده ترفض is reject)."""

from __future__ import annotations

import re

from mahdar.arabic import fold
from mahdar.knowledge import ReportingVerb
from mahdar.model import Act


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:و|ف)?(?:" + "|".join(fold(w) for w in words) + r")(?!\w)")


_SIGNS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("reject", _any("غير مقبولة", "غير مقبول", "غير مقبولين", "مرفوض", "مرفوضة", "ترفض", "يرفض", "نرفض", "رفض", "رفضه", "رفضها", "لن تقبل", "لن يقبل", "لن نقبل", "لا تقبل", "لا نقبل", "يعارض", "تعارض", "نعارض", "معارضة بلاده", "لا نوافق", "يجب التخلي", "لن تعترف", "لا تعترف")),
    ("call", _any("يجب", "ينبغي", "لا بد", "يتعين", "تدعو", "ندعو", "يدعو", "تطالب", "نطالب", "يطالب", "تحث", "نحث", "يحث", "علي الجميع", "ضرورة وقف", "مطالبا", "مطلبه", "أدعو", "أطالب")),
    ("warn", _any("تحذر", "نحذر", "يحذر", "ستدفع ثمن", "سيدفع ثمن", "سترد", "سنرد", "سيرد", "عواقب وخيمة", "الرد سيكون", "لن نتردد", "لن تتردد", "لن يتردد")),
    ("accuse", _any("عدوان", "عدوانا", "انتهاك", "انتهاكا", "انتهاكات", "خرق", "خرقا", "يعرقل", "تعرقل", "عرقلة", "جريمة", "جرائم", "تندد", "يندد", "تدين", "ندين", "المسؤولية عن", "تتحمل مسؤولية", "يتحمل مسؤولية", "تدعم الإرهاب", "تزعزع", "يزعزع")),
    ("hope", _any("تأمل", "يأمل", "نأمل", "آمل", "أمله", "أملها", "أمل بلاده", "املهم", "نتمنى", "تتمنى", "أمله في", "نتوقع", "تتوقع")),
    ("promise", _any("ستواصل", "سيواصل", "سنواصل", "مستعد", "مستعدة", "مستعدون", "استعداد", "استعداده", "استعدادها", "عزمه", "عزمها", "عزمهم", "تتعهد", "نتعهد", "يتعهد", "تعتزم", "يعتزم", "نعتزم", "التزامه ب", "ملتزم ب", "ملتزمة ب", "لن ندخر", "ستقدم", "سنقدم", "سيقدم", "ستعمل على", "سنعمل")),
    ("support", _any("تدعم", "ندعم", "يدعم", "دعمه", "دعمها", "دعمهم", "نرحب", "ترحب", "يرحب", "ترحيبه", "ترحيبها", "نؤيد", "تؤيد", "يؤيد", "تأييد", "تأييده", "تأييدها", "نشيد", "نثمن", "التزامهم بدعم", "يقف إلى جانب", "تقف إلى جانب", "نقف إلى جانب", "تقديره", "تقديرها", "دعم بلاده")),
    ("agree", _any("اتفقنا", "تم الاتفاق على", "توصلنا إلى اتفاق")),
)  # fmt: skip
_NEUTRAL: frozenset[Act] = frozenset({"state"})
_OPENING_WORDS = 14


def act_of(verb: ReportingVerb | None, content: str) -> Act:
    """The act of a content under a verb; ``state`` verbs yield to what the content's opening says."""
    base: Act = verb.act if verb else "state"
    if base not in _NEUTRAL:
        return base
    opening = " ".join(re.findall(r"\w+", fold(content))[:_OPENING_WORDS])
    found = [(m.start(), n, act) for n, (act, pattern) in enumerate(_SIGNS) if (m := pattern.search(opening))]
    if verb is not None and verb.past in ("شدد", "أكد", "جدد") and not found:
        return "state"
    return min(found)[2] if found else base
