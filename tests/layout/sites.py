"""Pages in the manner of sites that differ: a line each, with the role that it has. All sentences are ours."""

from __future__ import annotations

from mahdar.model import Role

Site = list[tuple[Role, str]]

LEAD = "أعلنت وزارة الخارجية الكازاخية أن الجولة الجديدة من المحادثات ستعقد في العاصمة أستانا يومي الأربعاء والخميس المقبلين بمشاركة جميع الأطراف."
SECOND = "وقال المتحدث باسم الوزارة في مؤتمر صحفي إن الدعوات وجهت إلى الدول الضامنة وإلى الأمم المتحدة، وإن الوفود ستصل تباعا إلى المدينة."
THIRD = "وأضاف أن جدول الأعمال يشمل تثبيت وقف إطلاق النار وتبادل المعتقلين وإيصال المساعدات، مؤكدا أن بلاده لا تتدخل في مضمون النقاش."
FOURTH = "ويأتي الاجتماع بعد أسابيع من اتصالات مكثفة بين العواصم الثلاث أسفرت عن تفاهم أولي على نشر مراقبين في منطقة خفض التصعيد."
FIFTH = "وكانت الجولة السابقة قد انتهت من دون بيان مشترك، بسبب خلاف على هوية الدول التي ستشارك في لجنة المراقبة."
HEADLINE = "كازاخستان تعلن موعد الجولة الجديدة من محادثات أستانا"
TICKER = (
    "الأمطار تغلق طرقا في الشمالالأسواق ترتفع بعد قرار المصرف“لن نتراجع”تصريح للوزير يثير الجدلالمنتخب يفوز في مباراته الأولى"
    "مسؤول: الحل قريب!الحكومة تقر موازنة العام المقبل؟البرلمان يناقش قانون الانتخابات الجديد…الطلاب يعودون إلى مدارسهم"
)


def _(role: Role, *lines: str) -> Site:
    return [(role, line) for line in lines]


SITES: dict[str, Site] = {
    "glued ticker above the headline": [
        *_("furniture", "الرئيسية", "محليات", "اقتصاد", "رياضة", TICKER, ""),
        *_("title", HEADLINE),
        *_("dateline", "آخر تحديث: 12/09/2017، 14:20"),
        *_("body", LEAD, SECOND, THIRD, FOURTH),
        *_("furniture", "شارك", "فيسبوك تويتر واتساب", "جميع الحقوق محفوظة © صحيفة المدار 2017"),
    ],
    "menus with bullets": [
        *_("furniture", "صحيفة الميزان", "• الرئيسية", "• سياسة", "• شؤون عربية", "• كتاب وآراء", "  * تقارير خاصة", ""),
        *_("title", HEADLINE),
        *_("body", "", LEAD, "", SECOND, "", THIRD),
        *_("furniture", "", "• الحكومة تقر الموازنة", "• الأمطار تغلق الطرق", "• المنتخب يفوز", "إلى الأعلى"),
    ],
    "links in mid-article": [
        *_("title", HEADLINE),
        *_("body", LEAD, SECOND),
        *_("furniture", "روابط ذات صلة", "الوزير يصل إلى العاصمة", "وفد المعارضة يعلن مشاركته في الجولة"),
        *_("body", THIRD, FOURTH),
        *_("furniture", "اقرأ أيضا: بيان مشترك بعد الجولة السابقة"),
        *_("body", FIFTH),
        *_("credit", "المصدر: نوفوستي + وكالات"),
    ],
    "caption and credit": [
        *_("title", HEADLINE),
        *_("caption", "جانب من الجولة السابقة", "قاعة المؤتمرات في أستانا / أرشيف"),
        *_("body", LEAD, SECOND),
        *_("caption", "وفد المعارضة لدى وصوله إلى المدينة (رويترز)"),
        *_("body", THIRD, FOURTH),
        *_("credit", "المصدر: وكالات"),
    ],
    "subheads and byline": [
        *_("furniture", "الرئيسية » أخبار » سوريا"),
        *_("title", HEADLINE),
        *_("byline", "بقلم: نوال الحداد"),
        *_("dateline", "نشر في: 12 سبتمبر 2017"),
        *_("body", LEAD, SECOND),
        *_("subhead", "جدول الأعمال"),
        *_("body", THIRD),
        *_("subhead", "خلاف على المراقبين"),
        *_("body", FOURTH, FIFTH),
    ],
    "comment form": [
        *_("title", HEADLINE),
        *_("body", LEAD, SECOND, THIRD),
        *_(
            "furniture",
            "التعليقات",
            "اترك تعليقا",
            "لن يتم نشر عنوان بريدك هنا.",
            "الحقول الإلزامية عليها نجمة",
            "الاسم",
            "البريد الإلكتروني",
        ),
        *_("furniture", "قارئ من حلب", "نتمنى أن تنجح هذه المرة.", "زر الذهاب إلى الأعلى"),
    ],
    "cookie notice first": [
        *_("furniture", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على الموقع. باستمرارك في التصفح فإنك توافق على سياسة الخصوصية.", "أوافق", ""),
        *_("title", HEADLINE),
        *_("dateline", "الثلاثاء 12 سبتمبر 2017 - 14:20"),
        *_("body", LEAD, SECOND, THIRD),
        *_("furniture", "اشترك في النشرة البريدية", "من نحن", "اتصل بنا"),
    ],
    "breadcrumbs and the site's name before the title": [
        *_("furniture", f"وكالة الأفق - {HEADLINE}", "الرئيسية > العالم > آسيا الوسطى", "بحث"),
        *_("title", HEADLINE),
        *_("body", LEAD, SECOND, THIRD, FOURTH),
        *_("furniture", "الوسوم", "أستانا", "كازاخستان"),
    ],
    "headline again under the picture": [
        *_("title", HEADLINE),
        *_("body", LEAD),
        *_("caption", HEADLINE),
        *_("body", SECOND, THIRD),
    ],
    "no furniture at all": [*_("title", HEADLINE), *_("body", LEAD, SECOND, THIRD, FOURTH, FIFTH)],
    "text without a headline": [*_("body", LEAD, SECOND, THIRD)],
    "a tail of other stories": [
        *_("title", HEADLINE),
        *_("body", LEAD, SECOND, THIRD),
        *_("furniture", "مواضيع ذات صلة", "الحكومة تقر موازنة العام المقبل", "المنتخب يفوز في مباراته", "الأمطار تغلق طرقا في الشمال"),
    ],
    "windows line ends and space around": [
        *_("furniture", "  الرئيسية\r", "\r"),
        *_("title", f"   {HEADLINE}  \r"),
        *_("body", f"\t{LEAD}\r", f" {SECOND}\r", f"{THIRD}\r"),
    ],
    "only furniture": [*_("furniture", "الرئيسية", "محليات", "• رياضة", "فيسبوك تويتر", "من نحن", "سياسة الخصوصية", "جميع الحقوق محفوظة")],
    "a list of headlines": [*_("furniture", "الأمطار تغلق طرقا", "الأسواق ترتفع", "المنتخب يفوز", "البرلمان يناقش القانون", "الطلاب يعودون")],
    "one sentence": [*_("body", LEAD)],
    "one headline": [*_("title", HEADLINE)],
    "one item of a menu": [*_("furniture", "الرئيسية")],
    "latin only": [*_("furniture", "Home", "Breaking news from around the world", "© 2017")],
}
