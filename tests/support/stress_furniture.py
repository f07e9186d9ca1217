"""Furniture in the manner of many sites, in words of our own, around an article: each kind is a function that makes lines of it.

The words are written for these tests and not taken from the reader's lists, so that a site's wording that the reader has
not been told of occurs. Headlines and first paragraphs of other stories come from the `Stories` that a caller passes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import msgspec

from mahdar.model import Role

SITES = (
    "صحيفة المرفأ",
    "نبض الساحل",
    "وكالة السنديان للأنباء",
    "المدى اليوم",
    "موقع الشرفة",
    "بوابة الجسر",
    "جريدة الميناء",
    "شبكة قناديل الإخبارية",
)
SECTIONS = (
    "الصفحة الأولى|عربي|دولي|شؤون محلية|المال والأعمال|ملاعب|مرايا|الطقس|كاريكاتير|بودكاست|فنون|أسرة ومجتمع|سيارات|سفر|كتّاب المدى|"
    "ملفات ساخنة|حوارات|قضايا|العلوم والبيئة|صحة وغذاء|أرشيف|انفوغراف|دوري الأبطال|البورصة|تحت المجهر|صوت وصورة|أخبار العواصم|المرأة|وظائف خالية"
).split("|")
TOPICS = "ملف الهدنة|انتخابات البلديات|أزمة المياه|بطولة القارات 2018|محادثات السلام|أسعار النفط|قمة المناخ|الهجرة عبر المتوسط|إعادة الإعمار".split(
    "|"
)
PEOPLE = "هدى الفقيه|سامر العلي|أبو يزن|محب الوطن|ليلى.ك|قارئ من عمّان|Samir 82|عابر سبيل|نورا الشامي|د. فؤاد".split("|")
REMARKS = (
    "الله يفرجها على الجميع، تعبنا من الوعود ولم نر شيئا منها على الأرض حتى الآن.",
    "مقال ممتاز شكرا لكم",
    "وأين كان هذا الكلام قبل خمس سنوات؟؟ كله كلام جرائد!!",
    "لا أتفق مع ما ورد هنا. الحقيقة على الأرض مختلفة تماما، وأنا أعيش في المنطقة وأعرف ما أقول، ومن يريد الحل فليبدأ بالخبز والكهرباء.",
    "يا جماعة الخير اتقوا الله في الناس",
    "هل من مصدر لهذا الخبر؟ بحثت عنه ولم أجده عند غيركم.",
    "كل الاحترام لهذا الرجل، قال ما لم يجرؤ غيره على قوله، وسيذكر التاريخ من وقف ومن صمت.",
    "ههههههه خبر قديم",
)
POLLS = (
    ("هل تتوقع نجاح الجولة المقبلة من المفاوضات؟", ("نعم", "لا", "لا أعرف")),
    ("برأيك، ما أهم ملف ينتظر الحكومة الجديدة؟", ("البطالة", "الأسعار", "الأمن", "التعليم")),
    ("من هو أفضل لاعب في الموسم؟", ("حارس الساحل", "مهاجم الجبل", "قائد الوسط")),
)
NETWORKS = "فيسبوك|تويتر|واتساب|تلغرام|لينكد إن|انستغرام|بينترست|البريد الإلكتروني|ماسنجر".split("|")
AGENCIES = "رويترز|أ ف ب|أسوشيتد برس|غيتي|الأناضول|د ب أ|أرشيف|Getty Images|AFP".split("|")
SCENES = "جانب من اللقاء|صورة من الموقع بعد الحادث|المتحدث خلال المؤتمر الصحفي|متظاهرون في وسط العاصمة|الوفد لدى وصوله|مقر الوزارة".split("|")
MONTHS = "يناير|فبراير|مارس|نيسان|أيار|يونيو|تموز|أغسطس|سبتمبر|أكتوبر|تشرين الثاني|ديسمبر".split("|")
DAYS = "السبت|الأحد|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة".split("|")
HEADINGS = (
    "مواضيع قد تهمك",
    "اقرأ أيضا",
    "على صلة",
    "أخبار متعلقة",
    "من الملف نفسه:",
    "تابع أيضا",
    "روابط ذات علاقة",
    "إقرأ أيضا :",
    "موضوعات مرتبطة",
)
TAIL_HEADINGS = (
    "الأكثر قراءة",
    "اخترنا لكم",
    "آخر المستجدات",
    "من الصحف",
    "المزيد من القسم",
    "قد يعجبك أيضا",
    "الأكثر تعليقا",
    "أحدث الأخبار",
    "عناوين أخرى",
)

Lines = list[tuple[str, Role]]


class Stories(msgspec.Struct, frozen=True):
    """Other stories, whose headlines and openings stand as furniture, and what is known of the page."""

    random: Random
    titles: Sequence[str]
    openings: Sequence[str]
    """The first paragraph of each, in the order of ``titles``."""
    site: str
    title: str
    """The headline of the article itself."""

    def some(self, least: int, most: int) -> list[str]:
        """Headlines of other stories."""
        return self.random.sample(self.titles, min(len(self.titles), self.random.randint(least, most)))

    def pick(self, words: Sequence[str]) -> str:
        """One of some words."""
        return self.random.choice(words)

    def day(self) -> str:
        """A date in words."""
        return f"{self.random.randint(1, 28)} {self.pick(MONTHS)} {self.random.randint(2008, 2025)}"

    def clock(self) -> str:
        """A time of day."""
        return f"{self.random.randint(0, 23):02}:{self.random.randint(0, 59):02}"


def _site(*lines: str) -> Lines:
    return [(line, "furniture") for line in lines]


def glued_ticker(s: Stories) -> Lines:
    """Headlines run together without a space."""
    return _site("".join(s.some(6, 60)))


def bulleted_headlines(s: Stories) -> Lines:
    bullet = s.pick(("• ", "- ", "* ", "  • ", "» ", "▪ ", "– "))
    return _site(*(bullet + title for title in s.some(3, 12)))


def plain_headlines(s: Stories) -> Lines:
    return _site(s.pick(TAIL_HEADINGS), *s.some(3, 10))


def bare_headlines(s: Stories) -> Lines:
    """Headlines a line each, with no word that says what they are."""
    return _site(*s.some(3, 10))


def numbered_headlines(s: Stories) -> Lines:
    return _site(s.pick(TAIL_HEADINGS), *(f"{number}{s.pick(('. ', ' - ', ' '))}{title}" for number, title in enumerate(s.some(3, 6), 1)))


def timed_headlines(s: Stories) -> Lines:
    """Headlines with the time since each."""
    ages = (f"منذ {s.random.randint(2, 10)} ساعات", f"قبل {s.random.randint(11, 55)} دقيقة", s.clock(), s.day())
    lines = _site(s.pick(TAIL_HEADINGS))
    for title in s.some(3, 7):
        lines += _site(title, s.pick(ages))
    return lines


def menu(s: Stories) -> Lines:
    return _site(*s.random.sample(SECTIONS, s.random.randint(4, 16)))


def bulleted_menu(s: Stories) -> Lines:
    """A menu whose items stand twice, as where it is made for two widths."""
    lines = []
    for item in s.random.sample([*SECTIONS, *TOPICS], s.random.randint(4, 12)):
        lines += [f"  • {item}", *([f"    {item}"] if s.random.random() < 0.5 else [])]
    return _site(*lines)


def menu_in_one_line(s: Stories) -> Lines:
    return _site(s.pick((" | ", " - ", "   ", " / ")).join(s.random.sample(SECTIONS, s.random.randint(5, 12))))


def crumbs(s: Stories) -> Lines:
    mark = s.pick((" » ", " > ", " / ", " › "))
    return _site(mark.join(["الرئيسية", *s.random.sample(SECTIONS, s.random.randint(1, 2)), *([s.title] if s.random.random() < 0.4 else [])]))


def echoed_title(s: Stories) -> Lines:
    """The window's title: the headline with the site's name."""
    return _site(
        s.pick((f"{s.site} - {s.title}", f"{s.title} | {s.site}", f"{s.site}: {s.title[:50].rsplit(' ', 1)[0]}...", f"{s.title} - {s.site}"))
    )


def meta_leftover(s: Stories) -> Lines:
    return _site(f'content="{s.pick((s.title, s.pick(s.openings)[:180]))}" />')


def counters(s: Stories) -> Lines:
    n = s.random.randint(2, 9000)
    every = (f"{n} خبر", f"{n} مشاهدة", f"عدد القراءات: {n}", f"{n} تعليق", f"{n} مشاركة", f"الزوار الآن {n}", f"({n})", f"{n}K")
    return _site(*s.random.sample(every, s.random.randint(1, 3)))


def share_bar(s: Stories) -> Lines:
    names = s.random.sample(NETWORKS, s.random.randint(3, 6))
    head = s.pick(("شارك", "شارك هذه المادة", "انشر الخبر عبر:", "مشاركة", ""))
    if s.random.random() < 0.5:
        return _site(" ".join([head, *names]).strip())
    return _site(*([head] if head else []), *names)


def updated(s: Stories) -> Lines:
    when = s.pick((f"{s.pick(DAYS)} {s.day()}", f"{s.day()} - {s.clock()}", f"{s.pick(DAYS)}، {s.day()}، {s.clock()} بتوقيت غرينتش"))
    return [(s.pick(("آخر تحديث: ", "نشر في: ", "تاريخ النشر ", "آخر تحديث ", "تم التحديث في ")) + when, "dateline")]


def top_bar(s: Stories) -> Lines:
    every = (
        f"{s.pick(DAYS)} {s.day()}",
        "دخول / تسجيل",
        "ابحث في الموقع",
        "English | Français | فارسی",
        f"دمشق {s.random.randint(5, 41)}°",
        "البث الحي",
        "تخطى إلى المحتوى",
        "الوضع الليلي",
    )
    return _site(*s.random.sample(every, s.random.randint(2, 5)))


def cookies(s: Stories) -> Lines:
    return _site(
        s.pick(
            (
                "يستعين موقعنا بملفات تعريف الارتباط ليقدم لكم تجربة أفضل، وباستمراركم في التصفح فإنكم توافقون على ذلك. موافق",
                "نهتم بخصوصيتك. نحن وشركاؤنا نخزن معلومات على جهازك ونصل إليها لعرض إعلانات تناسبك ولقياس أداء المحتوى.",
            )
        )
    )


def notice(s: Stories) -> Lines:
    return _site(
        s.pick(
            (
                "حمّل تطبيقنا على هاتفك ليصلك الخبر فور حدوثه",
                f"تابع قناة {s.site} على تلغرام ليصلك كل جديد",
                "انضم إلى أكثر من مليون مشترك في نشرتنا المسائية. أدخل بريدك الإلكتروني لتصلك أهم قصص اليوم كل مساء.",
                "إعلان",
                "مساحة إعلانية",
                "إذا واجهت مشكلة في مشاهدة المقطع فاضغط هنا",
            )
        )
    )


def related_with_heading(s: Stories) -> Lines:
    return _site(s.pick(HEADINGS), *s.some(1, 4))


def related_without_heading(s: Stories) -> Lines:
    return _site(*(title for title in s.some(2, 4)))


def related_in_line(s: Stories) -> Lines:
    return _site(s.pick(("اقرأ أيضا: ", "للمزيد: ", "طالع أيضا | ", "ذات صلة: ", "إقرأ أيضاً - ", "شاهد: ")) + s.pick(s.titles))


def caption(s: Stories) -> Lines:
    """The headline again or a scene, and who took the picture."""
    agency = s.pick(AGENCIES)
    what = s.pick((s.title, *SCENES))
    if s.random.random() < 0.3:
        return [(what, "caption"), (s.pick((f"© {agency}", f"تصوير: {agency}", agency)), "caption")]
    return [(s.pick((f"{what} / {agency}", f"{what} ({agency})", f"{what} - {agency}", f"{what} © {agency}")), "caption")]


def poll(s: Stories) -> Lines:
    question, answers = s.random.choice(POLLS)
    lines = [s.pick(("استفتاء", "صوّت معنا", "رأيك يهمنا")), question]
    lines += [f"{answer} {s.random.randint(3, 70)}%" if s.random.random() < 0.5 else answer for answer in answers]
    return _site(*lines, s.pick(("تصويت", "عرض النتائج", "أرسل")))


def comment_form(s: Stories) -> Lines:
    return _site(
        s.pick(("أضف تعليقك", "اكتب تعليقا", "شاركنا رأيك", "لا توجد تعليقات")),
        *s.random.sample(("الاسم *", "البريد الإلكتروني *", "الموقع الإلكتروني", "نص التعليق", "لن ننشر بريدك. الخانات المعلمة * مطلوبة"), 3),
        s.pick(("أرسل", "نشر التعليق", "أوافق على شروط النشر")),
    )


def comments(s: Stories) -> Lines:
    lines = [f"{s.pick(('التعليقات', 'آراء القراء', 'تعليقات الزوار'))} ({s.random.randint(2, 80)})"]
    for remark in s.random.sample(REMARKS, s.random.randint(2, 5)):
        lines += [f"{s.pick(PEOPLE)} {s.day()}" if s.random.random() < 0.5 else s.pick(PEOPLE), remark, *(["رد"] if s.random.random() < 0.5 else [])]
    return _site(*lines)


def tags(s: Stories) -> Lines:
    words = s.random.sample([*TOPICS, *SECTIONS, "الأمم المتحدة", "سوريا", "اليمن"], s.random.randint(3, 8))
    head = s.pick(("الوسوم", "كلمات دالة:", "مفاتيح:", "تاغ"))
    return _site(f"{head} {'، '.join(words)}") if s.random.random() < 0.5 else _site(head, *("#" + word.replace(" ", "_") for word in words))


def credit(s: Stories) -> Lines:
    return [(s.pick(("المصدر: ", "المصدر : ", "المصدر/ ")) + s.pick(("وكالات", "رويترز", "نوفوستي + إنترفاكس", f"{s.site} + أ ف ب")), "credit")]


def copyright_line(s: Stories) -> Lines:
    year = s.random.randint(2008, 2025)
    return _site(
        s.pick(
            (
                f"جميع الحقوق محفوظة © {s.site} {year}",
                f"{s.site} © {year} | من نحن | سياسة الخصوصية | اتصل بنا",
                f"Copyright {year} {s.site}. All rights reserved",
            )
        )
    )


def footer(s: Stories) -> Lines:
    every = (
        "من نحن",
        "هيئة التحرير",
        "للإعلان معنا",
        "شروط النشر",
        "خريطة الموقع",
        f"هاتف: 00{s.random.randint(10**8, 10**9)}",
        "ص.ب 1147",
        "RSS",
        "العودة إلى الأعلى",
    )
    about = f"{s.site} صحيفة يومية سياسية مستقلة تصدر عن دار المرفأ للنشر، والآراء المنشورة فيها تعبر عن أصحابها وحدهم."
    return _site(*s.random.sample(every, s.random.randint(3, 7)), *([about] if s.random.random() < 0.4 else []))


def neighbours(s: Stories) -> Lines:
    """The story before and the story after."""
    return _site(
        s.pick(("السابق", "المقال السابق", "الخبر السابق")), s.pick(s.titles), s.pick(("التالي", "المقال التالي", "الخبر التالي")), s.pick(s.titles)
    )


def teasers_by_opening(s: Stories) -> Lines:
    """First paragraphs of other stories, with no mark at all."""
    return _site(*s.random.sample(s.openings, s.random.randint(2, 5)))


def teasers_by_headline(s: Stories) -> Lines:
    """Headline and first paragraph of other stories, with no mark at all."""
    lines = []
    for number in s.random.sample(range(len(s.titles)), s.random.randint(1, 3)):
        lines += [s.titles[number], s.openings[number]]
    return _site(*lines)


Kind = Callable[[Stories], Lines]

HEAD: tuple[Kind, ...] = (
    *(glued_ticker, bulleted_headlines, plain_headlines, bare_headlines, timed_headlines, menu, bulleted_menu, menu_in_one_line),
    *(crumbs, echoed_title, meta_leftover, counters, share_bar, updated, top_bar, cookies, notice),
)
"""What may stand above the headline."""

BESIDE: tuple[Kind, ...] = (updated, share_bar, caption, counters)
"""What may stand between headline and text."""

MID: tuple[Kind, ...] = (related_with_heading, related_without_heading, related_in_line, caption, notice, share_bar, poll)
"""What may stand between two paragraphs."""

TAIL: tuple[Kind, ...] = (
    *(share_bar, tags, poll, comment_form, comments, related_with_heading, bulleted_headlines, plain_headlines, bare_headlines, numbered_headlines),
    *(
        timed_headlines,
        neighbours,
        teasers_by_opening,
        teasers_by_headline,
        counters,
        updated,
        notice,
        cookies,
        menu,
        glued_ticker,
        footer,
        copyright_line,
    ),
)
"""What may stand below the text."""
