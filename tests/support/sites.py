"""Pages of made-up sites: stories whose sentences share a subject, and what their sites set around them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mahdar.layout.profiles import Sample, count, site_of
from mahdar.model import Given, Page

_WHO = "الوزير المحافظ السفير المدرب الطبيب المهندس القاضي العميد الخبير الباحث المزارع الصياد المعلم الناشر الملحن".split()
_WHAT = "الجسر الميناء الملعب المستشفى المحكمة الجامعة السوق المصنع السد المتحف المسرح المطار النفق المخبز البرج الحقل المنجم".split()
_WHERE = "الشمال الجنوب الساحل الجبل الوادي الصحراء العاصمة الجزيرة السهل الواحة الضفة المرتفعات البحيرة".split()
_FRAMES = (
    "افتتح {who} صباحا {what} الجديد بحضور عدد كبير من سكان {where}، بعد أعوام طويلة من الانتظار ({m}).",
    "وذكر {who} خلال حفل صغير أن كلفة {what} بلغت {m} ألف درهم دفعتها بلدية {where} كاملة.",
    "ورأى جيران {what} أن الضجيج سيزداد ليلا، وطالبوا {who} بحل سريع قبل حلول الشتاء المقبل ({m}).",
    "في المقابل شكك تجار {where} في جدوى المشروع، مفضلين توسيع الطريق المؤدي نحو {what} أولا ({m}).",
    "يذكر أن {who} كان وعد قبل {m} شهرا بتحويل أرض قديمة قرب {where} حديقة عامة للأطفال.",
    "ولم يوضح المكتب الصحفي متى يبدأ العمل فعلا، مكتفيا بصورة تظهر {what} وقد كسته أعشاب برية ({m}).",
    "وسبق للصحافة المحلية أن نشرت رسوما هندسية تبين كيف سيغدو {what} أعلى بناء تعرفه منطقة {where} ({m}).",
)


def sentences(n: int, length: int = 5) -> list[str]:
    """The sentences of story ``n``: they share its subject and little else, and no other story has one of them."""
    who, what, where = _WHO[n % 15], _WHAT[n % 17], _WHERE[n % 13]
    return [_FRAMES[(n + i) % 7].format(who=who, what=what, where=where, m=n * 100 + i) for i in range(length)]


def headline(n: int) -> str:
    """The headline of story ``n``."""
    return f"{_WHO[n % 15]} يتحدث عن {_WHAT[n % 17]} في {_WHERE[n % 13]} للمرة {n}"


def page(lines: Sequence[str], *, url: str | None = None, outlet: str | None = None) -> Page:
    """A page of these lines."""
    text = "\n".join(lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Page(id=digest, text=text, text_hash=digest, source="page.txt", url=url, given=Given(outlet=outlet))


def story_page(n: int, before: Sequence[str] = (), after: Sequence[str] = (), site: str = "a.example") -> Page:
    """A page with story ``n`` and these lines around it."""
    return page([*before, headline(n), *sentences(n), *after], url=f"https://www.{site}/news/{n}")


def sample_of(pages: Sequence[Page]) -> Sample:
    """The pages counted."""
    sample = Sample()
    for each in pages:
        sample.add(site_of(each), count(each))
    return sample
