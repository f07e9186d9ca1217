"""Readings to count: one man who says several things over some months, to some and about others."""

from __future__ import annotations

from mahdar.model import Act, Reading
from tests.support.readings import Draft

SPEAKER = "lavrentiev"

TOLD: tuple[tuple[str | None, str, str, Act, str | None, str | None, float], ...] = (
    # day, outlet, what is said, act, addressee, target, confidence
    ("2022-11-22", "صحيفة الضفة", "إن الجولة ستبدأ غدا", "state", None, None, 0.9),
    ("2022-11-23", "صحيفة الضفة", "إلى وقف العمليات في الشمال", "call", "turkey", None, 0.9),
    ("2023-01-15", "وكالة سهب", "إن بلاده ترفض التقسيم", "reject", None, "jordan", 0.9),
    ("2023-01-20", "وكالة سهب", "إلى عودة اللاجئين", "call", "turkey", "syria", 0.5),
    ("2023-02", "وكالة سهب", "إن اللقاء كان بناء", "state", None, None, 0.9),
    (None, "صحيفة الضفة", "إن المسار مستمر", "state", None, None, 0.9),
    ("2023", "صحيفة الضفة", "إن عاما جديدا بدأ", "hope", "iran", None, 0.4),
)


def page(n: int, *, speaker: str = SPEAKER, act: Act | None = None, engine: str = "0.1.0") -> Reading:
    """The n-th of these pages; by another ``speaker``, with another ``act``, or read by another ``engine``."""
    day, outlet, said, told, addressee, target, confidence = TOLD[n]
    draft = Draft(f"told/{n}.txt", ("title", f"خبر رقم {n}"), ("body", f"قال لافرينتييف {said}. وحضر الأردن وتركيا."))
    draft.by(outlet)
    if day:
        draft.on(day)
    draft.name("لافرينتييف", speaker).says(
        (speaker, "لافرينتييف"), "قال", said, act=act or told, addressee=addressee, target=target, confidence=confidence
    )
    return draft.reading(engine=engine)


def told_readings() -> tuple[Reading, ...]:
    """All of them."""
    return tuple(page(n) for n in range(len(TOLD)))
