"""Pages to learn the layout from: annotated articles set into furniture that their own sites don't have.

Annotated pages come from few sites; what a line model must learn is what articles have in common. So each article is set
several times into a frame made of parts as sites have them (menus, tickers, lists of other stories, tags, comments, footers),
the order, amount and form of the parts drawn anew each time. Headlines and sentences of the frames are those of other annotated
pages, the phrases those of `mahdar.knowledge`. Deterministic for a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import msgspec

from mahdar.knowledge import Furniture

_SENTENCE_WORDS = 9

_NOTICES = (
    "يستعين هذا الموقع بأدوات تحفظ اختياراتكم وتقيس عدد الزوار، ومتابعة القراءة تعني قبولكم بذلك.",
    "الآراء المنشورة في باب المقالات لأصحابها ولا تلزم إدارة التحرير بشيء.",
    "يمنع نقل أي مادة من مواد الموقع أو نسخها من دون إذن مكتوب من الإدارة.",
    "سجل عنوانك في القائمة البريدية لتصلك أهم أخبار اليوم قبل غيرك.",
    "نرحب بتعليقات القراء ونحتفظ بحق حذف ما يخالف آداب الحوار.",
    "لمتابعة آخر الأخبار على هاتفك نزل تطبيق الموقع من المتجر مجانا.",
    "هذا المحتوى متاح للمشتركين فقط، اشترك الآن بسعر مخفض لتقرأ كل المواد.",
    "جرى تحديث هذه الصفحة آليا وقد تتأخر بعض الصور في الظهور.",
)

Lines = list[tuple[str, str]]
"""Lines with their role; an empty line has the role ``""``."""


class Source(msgspec.Struct, frozen=True):
    """What an annotated page lends: its article with roles, and the furniture that stood before and after it."""

    id: str
    article: tuple[tuple[str, str], ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The headline."""
        return next((text for role, text in self.article if role == "title"), "")

    @property
    def sentences(self) -> list[str]:
        """The paragraphs."""
        return [text for role, text in self.article if role in ("body", "lead")]


class Frames:
    """Draws frames. ``sources`` lend headlines, sentences and furniture to pages other than their own."""

    def __init__(self, sources: Sequence[Source], phrases: Furniture, seed: int) -> None:
        self._sources = [s for s in sources if s.title]
        self._phrases = phrases
        self._random = random.Random(seed)

    def compose(self, source: Source) -> Lines:
        """The article of ``source`` in a new frame."""
        r = self._random
        gaps = r.random() < 0.5
        if r.random() < 0.12:
            return _spaced([], self._short(source), [], gaps=gaps, r=r)
        headless = r.random() < 0.06
        head = self._parts(source, 0 if headless and r.random() < 0.5 else r.choice((0, 1, 1, 2, 3, 4)), self._head)
        tail = self._parts(source, r.choice((0, 1, 1, 2, 3, 4)), self._tail)
        article = self._article(source)[headless:]
        return _spaced(head, article, tail, gaps=gaps, r=r)

    def index(self) -> Lines:
        """A page without an article: a section's front, all menus and headlines."""
        any_source = self._random.choice(self._sources)
        kinds = [self._random.choice((self._head, self._tail)) for _ in range(self._random.randrange(1, 5))]
        lines = [line for kind in kinds for line in kind(any_source)]
        return [line for line in lines if len(line[1].split()) < _SENTENCE_WORDS * 2]

    def _parts(self, source: Source, count: int, kinds: Callable[[Source], Lines]) -> Lines:
        out: Lines = []
        for _ in range(count):
            out += kinds(source)
            if self._random.random() < 0.4:
                out.append(("", ""))
        return out

    def _short(self, source: Source) -> Lines:
        """A few sentences with a headline or without, and nothing else: a cutting, a note, what a program hands over."""
        r = self._random
        title, *rest = source.article
        kept = [(role, text.partition(". ")[0].rstrip(".") + "." if r.random() < 0.5 else text) for role, text in rest if role in ("body", "lead")]
        return [*([title] if r.random() < 0.7 else []), *kept[: r.choice((1, 1, 2, 3, 4))]] or [title]

    def _article(self, source: Source) -> Lines:
        r = self._random
        title, *rest = source.article
        if r.random() < 0.1:  # a short report, down to one sentence
            rest = rest[: r.randrange(1, 4)]
        out: Lines = [title]
        if r.random() < 0.25:
            out.append(("dateline", self._date_line()))
        if r.random() < 0.15:
            out += [("furniture", text) for text in self._share()]
        if r.random() < 0.2:
            words = title[1] if r.random() < 0.4 else self._stretch(source, 3, 10)
            out.append(("caption", words + r.choice(("", " / رويترز", " (أ ف ب)", " © AFP"))))
        if r.random() < 0.1:
            out.append(("furniture", r.choice(("Reuters", "AFP", "Getty Images", "رويترز", "أرشيف"))))
        asides = r.choice((0, 0, 1, 1, 2, 3))
        at = r.sample(range(1, len(rest)), min(asides, len(rest) - 1)) if len(rest) > 2 else []
        parts = r.sample(range(1, len(rest)), min(r.choice((0, 0, 0, 1, 2)), len(rest) - 1)) if len(rest) > 3 else []
        for i, line in enumerate(rest):
            if i == 1 and r.random() < 0.1:  # the picture after the first paragraph, the headline again under it
                out += [("caption", title[1]), ("caption", self._stretch(source, 3, 9) + r.choice((" / Sputnik", " / رويترز", "")))]
            if i in at:
                out += self._aside(source)
            if i in parts:
                out.append(("subhead", self._stretch(source, 2, 7)))
            if i and r.random() < 0.03:
                out.append(("caption", self._stretch(source, 3, 9) + r.choice((" - أرشيف", " (رويترز)", " / AFP"))))
            out.append(line)
        if r.random() < 0.25:
            out.append(("credit", r.choice(self._phrases.credits[:1]) + r.choice((" رويترز", " وكالات", " سبوتنيك", " أ ف ب"))))
        return out

    def _aside(self, source: Source) -> Lines:
        r = self._random
        links = self._headlines(source, r.choice((1, 2, 2, 3, 4)))
        kinds: list[Callable[[], list[str]]] = [
            lambda: [r.choice(self._phrases.asides), *links],
            lambda: [r.choice(self._phrases.asides) + r.choice(("", ":")), *links],
            lambda: [f"{r.choice(self._phrases.asides)}: {links[0]}"],
            lambda: [f"{r.choice('•-»')} {link}" for link in links],
            lambda: links,
            lambda: links[:1],
            lambda: [r.choice(self._phrases.lines)],
            self._share,
            self._poll,
            lambda: self._counted(source)[:1],
            lambda: self._ticker(source),
            lambda: self._bulleted(source),
        ]
        return [("furniture", text) for text in r.choice(kinds)()]

    def _stretch(self, source: Source, least: int, most: int) -> str:
        """A few words of the story, as subheads and captions are made of."""
        words = self._random.choice(source.sentences or [source.title]).rstrip(".").split()
        count = self._random.randrange(least, most)
        at = self._random.randrange(max(1, len(words) - count))
        return " ".join(words[at : at + count]).strip('،.؛:"')

    def _poll(self) -> list[str]:
        answers = self._random.choice((("نعم", "لا", "لا أدري"), ("أوافق", "لا أوافق"), ("جيدة", "سيئة", "لا رأي لي")))
        return [self._random.choice(("استطلاع الرأي", "تصويت", "شارك برأيك")), "هل تتابع الأخبار من الهاتف؟", *answers, "صوت", "النتائج"]

    def _head(self, source: Source) -> Lines:
        r = self._random
        kinds: list[Callable[[], list[str]]] = [
            self._menu,
            lambda: self._ticker(source),
            lambda: self._headlines(source, r.randrange(2, 9)),
            lambda: self._bulleted(source),
            lambda: [f"{source.title}{r.choice((' - ', ' | ', ' : '))}{self._site()}" if r.random() < 0.5 else f"{self._site()} - {source.title}"],
            lambda: [" » ".join(r.sample(self._phrases.lines[-60:], 3))],
            self._share,
            lambda: [self._date_line()],
            lambda: list(self._borrowed(source).before),
            lambda: self._counted(source),
            lambda: self._timed(source),
            lambda: self._teasers(source),
            self._notice,
        ]
        return [("furniture", text) for text in r.choice(kinds)()]

    def _tail(self, source: Source) -> Lines:
        r = self._random
        kinds: list[Callable[[], list[str]]] = [
            self._menu,
            self._share,
            lambda: [r.choice(self._phrases.tails), *self._headlines(source, r.randrange(2, 9))],
            lambda: self._headlines(source, r.randrange(1, 9)),
            lambda: self._bulleted(source),
            lambda: self._teasers(source),
            lambda: self._teasers(source),
            lambda: [r.choice(("الوسوم", "وسوم", "كلمات مفتاحية")), *self._tags(source)],
            lambda: self._comments(source),
            lambda: list(self._borrowed(source).after),
            lambda: [f"{r.choice(self._phrases.starts[:12])} {self._site()} {r.randrange(2005, 2026)}"],
            lambda: self._ticker(source),
            lambda: self._timed(source),
            self._poll,
            self._notice,
        ]
        return [("furniture", text) for text in r.choice(kinds)()]

    def _menu(self) -> list[str]:
        r = self._random
        names = [self._words() if r.random() < 0.4 else name for name in r.sample(self._phrases.lines, r.randrange(2, 14))]
        return [" | ".join(names)] if r.random() < 0.15 else [r.choice(("", "", "• ", "* ", "> ")) + name for name in names]

    def _words(self) -> str:
        """Two or three words as a section might be called, which no list of phrases has."""
        words = self._random.choice(self._sources).title.split()
        at = self._random.randrange(max(1, len(words) - 2))
        return " ".join(words[at : at + self._random.randrange(1, 4)])

    def _share(self) -> list[str]:
        names = self._random.sample(self._phrases.networks, self._random.randrange(2, 5))
        return [" ".join(names)] if self._random.random() < 0.5 else names

    def _ticker(self, source: Source) -> list[str]:
        return [self._random.choice(("", "", " ", "…", " • ")).join(self._headlines(source, self._random.randrange(4, 16)))]

    def _bulleted(self, source: Source) -> list[str]:
        mark = self._random.choice("•*-»")
        return [f"{mark} {title}" for title in self._headlines(source, self._random.randrange(2, 9))]

    def _timed(self, source: Source) -> list[str]:
        r = self._random
        return [f"{r.randrange(24):02}:{r.randrange(60):02} {title}" for title in self._headlines(source, r.randrange(2, 8))]

    def _notice(self) -> list[str]:
        """Sentences of the site: what reads like running text and isn't."""
        return self._random.sample(_NOTICES, self._random.randrange(1, 3))

    def _counted(self, source: Source) -> list[str]:
        return [f"{self._random.randrange(2, 90)} خبر", *self._headlines(source, self._random.randrange(1, 4))]

    def _teasers(self, source: Source) -> list[str]:
        """Other stories' first sentences, with or without their headlines, and no mark before them."""
        r = self._random
        out = []
        titled = r.random() < 0.4
        for other in self._others(source, r.randrange(1, 6)):
            sentence = other.sentences[0] if other.sentences else other.title
            words = sentence.split()
            cut = len(words) > 20 and r.random() < 0.3
            out += [other.title] if titled else []
            out.append(" ".join(words[: r.randrange(12, 20)]) + r.choice(("…", "...", " ...")) if cut else sentence)
        return out

    def _tags(self, source: Source) -> list[str]:
        words = [w for w in source.title.split() if len(w) > 4]
        tags = self._random.sample(words, min(len(words), self._random.randrange(1, 5)))
        return [" ".join(f"#{w}" for w in tags)] if self._random.random() < 0.5 else tags

    def _comments(self, source: Source) -> list[str]:
        r = self._random
        remarks = [w for other in self._others(source, 4) if len(other.sentences) > 2 for w in [other.sentences[-1].split()]]
        said = [" ".join(words[: r.randrange(4, 18)]) for words in remarks]
        return [
            r.choice(self._phrases.tails[:6]),
            *(x for remark in said for x in (r.choice(("قارئ", "أحمد", "سوري مغترب", "Ali", "متابع")), remark)),
        ]

    def _borrowed(self, source: Source) -> Source:
        return self._random.choice([s for s in self._sources if s.id != source.id and (s.before or s.after)] or [source])

    def _headlines(self, source: Source, count: int) -> list[str]:
        return [other.title for other in self._others(source, count)]

    def _others(self, source: Source, count: int) -> list[Source]:
        return [other for other in self._random.sample(self._sources, count + 1) if other.id != source.id][:count]

    def _site(self) -> str:
        return self._random.choice(("صحيفة المدار", "وكالة الأفق", "الميزان نت", "موقع الضفة", "Al Ufuq", "شبكة المرصد"))

    def _date_line(self) -> str:
        r = self._random
        day, month, year = r.randrange(1, 29), r.randrange(1, 13), r.randrange(2005, 2026)
        clock = f"{r.randrange(24)}:{r.randrange(60):02}"
        return r.choice(
            (
                f"{day}/{month}/{year}",
                f"{year}-{month:02}-{day:02} {clock}",
                f"آخر تحديث: {day}/{month}/{year} - {clock}",
                f"نشر في: {day}.{month}.{year}",
                f"تاريخ النشر: {day:02}.{month:02}.{year} | {clock} GMT",
            )
        )


def _spaced(head: Lines, article: Lines, tail: Lines, *, gaps: bool, r: random.Random) -> Lines:
    """The parts one after the other; with ``gaps`` a blank line stands between paragraphs of the article."""
    out = [*head]
    if head and r.random() < 0.5:
        out.append(("", ""))
    for line in article:
        out.append(line)
        if gaps:
            out.append(("", ""))
    if r.random() < 0.5 or gaps:
        out.append(("", ""))
    spread = r.random() < 0.3
    for line in tail:
        out.append(line)
        if gaps and spread:
            out.append(("", ""))
    return out
