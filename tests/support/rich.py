"""A page with much of a site around its article, read as it comes: for what shows how a page was read."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from mahdar.layout.profiles import Sample, freeze
from mahdar.model import Reading
from tests.support.reader import shipped_reader
from tests.support.sites import page, sample_of, sentences, story_page

SITE = "a.example"
ABOVE = [
    "الرئيسية",
    "أخبار البلاد",
    "سوق السيارات",
    "الأمطار تغلق طرقا في الشمالالأسواق ترتفع بعد قرار المصرف“لن نتراجع”تصريح للوزير يثير الجدلالمنتخب يفوز في مباراته الأولى"
    "مسؤول: الحل قريب!الحكومة تقر موازنة العام المقبل؟البرلمان يناقش قانون الانتخابات الجديد…الطلاب يعودون إلى مدارسهم",
    "42 خبراً",
]
STORY = [
    "كازاخستان تعلن موعد الجولة الجديدة من محادثات أستانا",
    "نشر في: 12 سبتمبر 2017",
    "أعلنت وزارة الخارجية الكازاخية أن الجولة الجديدة من المحادثات ستعقد في العاصمة أستانا يومي الأربعاء والخميس المقبلين بمشاركة جميع الأطراف.",
    "وقال المتحدث باسم الوزارة في مؤتمر صحفي إن الدعوات وجهت إلى الدول الضامنة وإلى الأمم المتحدة، وإن الوفود ستصل تباعا إلى المدينة.",
    "جدول الأعمال",
    "وأضاف أن جدول الأعمال يشمل تثبيت وقف إطلاق النار وتبادل المعتقلين وإيصال المساعدات، مؤكدا أن بلاده لا تتدخل في مضمون النقاش.",
    "The spokesman said that the talks are open to all of the parties and that the next round will be held in Astana.",
    "ويأتي الاجتماع بعد أسابيع من اتصالات مكثفة بين العواصم الثلاث أسفرت عن تفاهم أولي على نشر مراقبين في منطقة خفض التصعيد.",
    "المصدر: نوفوستي + وكالات",
]
BELOW = ["فيسبوك تويتر واتساب", "مواضيع ذات صلة", "الحكومة تقر موازنة العام المقبل", 'content="article" />', "جميع الحقوق محفوظة"]


@lru_cache(maxsize=1)
def rich() -> tuple[Reading, Sample]:
    """The reading of the page, as HTML in an encoding of its own, and the count of its site's pages that it was read with."""
    pages = [story_page(n, ABOVE[:3], [f"خبر {sentences(n, 2)[0]}"]) for n in range(24)]
    made = page([*ABOVE, "", *STORY, "", *BELOW], url=f"https://{SITE}/2017/09/20/talks")
    captured = msgspec.structs.replace(made, encoding="windows-1256", notes=("decoded as windows-1256, as detected",), media_type="text/html")
    sample = sample_of([*pages, captured])
    return shipped_reader().using(freeze(sample)).read(captured), sample
