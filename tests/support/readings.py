"""Readings of pages of our own making, built by quoting their words, for tests of all that comes after the reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mahdar.model import (
    Act,
    Basis,
    Block,
    Commitment,
    CommitmentStatus,
    Credit,
    Entity,
    Meeting,
    MeetingKind,
    Name,
    NameKind,
    Office,
    OfficeStatus,
    Outlet,
    Participant,
    ParticipantRole,
    Polarity,
    Position,
    Published,
    Reading,
    Reference,
    ReferenceSort,
    Rejected,
    Role,
    Slot,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementKind,
    Status,
    Time,
    Via,
)

ENGINE = "0.1.0"

LABELS: dict[str, tuple[NameKind, str, str]] = {
    "lavrentiev": ("person", "ألكسندر لافرينتييف", "Alexander Lavrentiev"),
    "tleuberdi": ("person", "مختار تلوبردي", "Mukhtar Tleuberdi"),
    "person:samir-al-haddad": ("person", "سمير الحداد", "Samir al-Haddad"),
    "russia": ("state", "روسيا", "Russia"),
    "turkey": ("state", "تركيا", "Türkiye"),
    "iran": ("state", "إيران", "Iran"),
    "syria": ("state", "سوريا", "Syria"),
    "kazakhstan": ("state", "كازاخستان", "Kazakhstan"),
    "jordan": ("state", "الأردن", "Jordan"),
    "astana": ("place", "أستانا", "Astana"),
    "geneva": ("place", "جنيف", "Geneva"),
    "idlib": ("place", "إدلب", "Idlib"),
    "astana-process": ("event", "مسار أستانا", "Astana process"),
    "kazakhstan-mfa": ("organization", "وزارة الخارجية الكازاخستانية", "Ministry of Foreign Affairs of Kazakhstan"),
    "tass": ("organization", "تاس", "TASS"),
    "ria-novosti": ("organization", "نوفوستي", "RIA Novosti"),
}


class Draft:
    """A page in the making: lines with roles, then layers that quote its words. ``nth`` (from 1) picks an occurrence."""

    def __init__(self, source: str, *lines: tuple[Role | None, str]) -> None:
        self.source = source
        self.text = "\n".join(line for _, line in lines)
        self.blocks: list[Block] = []
        at = 0
        for role, line in lines:
            if role:
                why = "menu line, short and linked" if role == "furniture" else "running text"
                self.blocks.append(Block(start=at, end=at + len(line), role=role, confidence=0.9, why=why))
            at += len(line) + 1
        self.outlet: Outlet | None = None
        self.published: Published | None = None
        self.names: list[Name] = []
        self.times: list[Time] = []
        self.credits: list[Credit] = []
        self.statements: list[Statement] = []
        self.meetings: list[Meeting] = []
        self.commitments: list[Commitment] = []
        self.positions: list[Position] = []
        self.rejected: list[Rejected] = []
        self.references: list[Reference] = []
        self.offices: dict[str, list[Office]] = {}
        self.url: str | None = None
        self.fetched: str | None = None
        self.wire_copy: str | None = None
        self.ids: set[str] = set()

    def span(self, quote: str, nth: int = 1) -> Span:
        at = -1
        for _ in range(nth):
            at = self.text.index(quote, at + 1)
        return Span(start=at, end=at + len(quote))

    def spans(self, *quotes: str) -> tuple[Span, ...]:
        return tuple(self.span(quote) for quote in quotes)

    def by(self, label: str, *, basis: Basis = "given", entity: str | None = None, quote: str | None = None) -> Draft:
        self.outlet = Outlet(label=label, entity=entity, basis=basis, evidence=self.spans(quote) if quote else ())
        self.ids |= {entity} if entity else set()
        return self

    def on(self, value: str, *, basis: Basis = "given", why: str | None = None, quote: str | None = None) -> Draft:
        self.published = Published(value=value, basis=basis, why=why, evidence=self.spans(quote) if quote else ())
        return self

    def at(self, url: str, *, fetched: str | None = None) -> Draft:
        self.url, self.fetched = url, fetched
        return self

    def copies(self, agency: str) -> Draft:
        """The page is the text of an agency."""
        self.wire_copy = agency
        self.ids.add(agency)
        return self

    def name(self, quote: str, entity: str, *, nth: int = 1, found_by: str = "dictionary") -> Draft:
        span = self.span(quote, nth)
        self.names.append(Name(start=span.start, end=span.end, kind=LABELS[entity][0], entity=entity, found_by=found_by, confidence=0.99))
        self.ids.add(entity)
        return self

    def refers(self, quote: str, entity: str, *, sort: ReferenceSort = "role", why: str = "the last person named who has this role") -> Draft:
        span = self.span(quote)
        self.references.append(Reference(start=span.start, end=span.end, entity=entity, sort=sort, why=why, confidence=0.8))
        self.ids.add(entity)
        return self

    def holds(self, entity: str, role: str | None, of: str | None, quote: str, *, status: OfficeStatus | None = None) -> Draft:
        """The page states, by ``quote``, that a person has an office."""
        told = Office(role=role, label=quote, of=of, status=status, basis="stated", evidence=self.spans(quote))
        self.offices.setdefault(entity, []).append(told)
        return self

    def known(self, entity: str, role: str, of: str, *, since: str | None = None, until: str | None = None, known: str = "unverified") -> Draft:
        """The knowledge has it that a person has an office."""
        self.offices.setdefault(entity, []).append(Office(role=role, of=of, since=since, until=until, basis="knowledge", known=known))
        return self

    def time(self, quote: str, value: str | None, *, rule: str = "day-month-year", anchor: str | None = None) -> Draft:
        span = self.span(quote)
        self.times.append(Time(start=span.start, end=span.end, type="DATE", value=value, anchor=anchor, rule=rule))
        return self

    def credit(self, quote: str, entity: str) -> Draft:
        span = self.span(quote)
        self.credits.append(Credit(start=span.start, end=span.end, entity=entity))
        self.ids.add(entity)
        return self

    def says(
        self,
        speaker: tuple[str | None, str] | None,
        cue: str | None,
        content: str,
        *,
        act: Act = "state",
        kind: StatementKind = "indirect",
        addressee: str | None = None,
        via: Sequence[tuple[str, str]] = (),
        more: Sequence[str] = (),
        issues: Sequence[str] = (),
        target: str | None = None,
        polarity: Polarity = "positive",
        found_by: str = "grammar:vso-an",
        confidence: float = 0.9,
    ) -> Draft:
        span, cue_span = self.span(content), self.span(cue) if cue else None
        key = f"{_hash(self.text)},{cue_span.start if cue_span else None},{span.start}"
        who: Speaker | None = None
        if speaker:
            words = self.span(speaker[1])
            who = Speaker(entity=speaker[0], label=speaker[1], start=words.start, end=words.end)
        links = []
        for entity, quote in via:
            words = self.span(quote)
            links.append(Via(entity=entity, start=words.start, end=words.end))
        self.statements.append(
            Statement(
                id=_hash(key)[:12],
                start=span.start,
                end=span.end,
                more=self.spans(*more),
                cue=cue_span,
                speaker=who,
                addressee=addressee,
                act=act,
                kind=kind,
                via=tuple(links),
                issues=tuple(issues),
                target=target,
                polarity=polarity,
                found_by=found_by,
                confidence=confidence,
            )
        )
        self.ids |= {x for x in (who.entity if who else None, addressee, target, *(entity for entity, _ in via)) if x}
        return self

    def tells(
        self,
        evidence: str,
        *,
        ordinal: int | None,
        series: str | None = "astana",
        place: tuple[str, str] | None = None,
        start: tuple[str, Slot] | None = None,
        end: tuple[str, Slot] | None = None,
        host: tuple[str, str] | None = None,
        status: Status = "held",
        participants: Sequence[tuple[str, ParticipantRole, str]] = (),
        kind: MeetingKind | None = None,
        agenda: Sequence[str] = (),
    ) -> Draft:
        slots: dict[str, Slot] = {}
        for field, told in (("place", place), ("host", host)):
            if told:
                slots[field] = self.slot("stated", told[1])
                self.ids.add(told[0])
        for field, dated in (("start", start), ("end", end)):
            if dated:
                slots[field] = dated[1]
        found = self.spans(evidence)
        self.meetings.append(
            Meeting(
                id=f"{series}-{ordinal}" if series and ordinal else _hash(f"{_hash(self.text)},{found[0].start}")[:12],
                series=series,
                ordinal=ordinal,
                place=place[0] if place else None,
                start=start[0] if start else None,
                end=end[0] if end else None,
                host=host[0] if host else None,
                participants=tuple(Participant(entity=e, role=role, evidence=self.spans(q)) for e, role, q in participants),
                status=status,
                kind=kind,
                agenda=tuple(agenda),
                evidence=found,
                slots=slots,
            )
        )
        self.ids |= {entity for entity, _, _ in participants}
        return self

    def undertakes(
        self,
        parties: Sequence[str],
        words: str,
        issue: str | None,
        date: str | None,
        *,
        status: CommitmentStatus = "agreed",
        told_by: str | None = None,
    ) -> Draft:
        """The page tells, by ``words``, of a commitment of the Astana process."""
        span = self.span(words)
        commitment = Commitment(
            id=_hash(f"{_hash(self.text)},commitment,{span.start}")[:12],
            parties=tuple(parties),
            process="astana",
            issue=issue,
            date=date,
            status=status,
            told_by=told_by,
            content=span,
            statements=tuple(said.id for said in self.statements[:1]),
            evidence=(span,),
        )
        self.commitments.append(commitment)
        self.ids |= {*parties, *([told_by] if told_by else [])}
        return self

    def stands(self, actor: str, stance: Stance, issue: str, *, condition: str | None = None, target: str | None = None) -> Draft:
        """The last statement shows how an actor stands on an issue of the Astana process."""
        position = Position(
            actor=actor,
            process="astana",
            issue=issue,
            stance=stance,
            target=target,
            condition=condition,
            condition_at=self.span(condition) if condition else None,
            why=f"what is {self.statements[-1].act}",
            statements=(self.statements[-1].id,),
        )
        self.positions.append(position)
        self.ids |= {actor, *([target] if target else [])}
        return self

    def slot(self, basis: Basis, *quotes: str, why: str | None = None) -> Slot:
        return Slot(basis=basis, evidence=self.spans(*quotes), why=why)

    def refuses(self, quote: str, reason: str) -> Draft:
        span = self.span(quote)
        self.rejected.append(Rejected(start=span.start, end=span.end, layer="time", reason=reason))
        return self

    def reading(self, *, engine: str = ENGINE) -> Reading:
        return Reading(
            page=_hash(self.text),
            text_hash=_hash(self.text),
            source=self.source,
            url=self.url,
            fetched=self.fetched,
            wire_copy=self.wire_copy,
            language="ar",
            engine=engine,
            outlet=self.outlet,
            published=self.published,
            credits=tuple(self.credits),
            text=self.text,
            blocks=tuple(self.blocks),
            times=tuple(sorted(self.times)),
            entities=tuple(
                Entity(id=i, kind=LABELS[i][0], label={"ar": LABELS[i][1], "en": LABELS[i][2]}, offices=tuple(self.offices.get(i, ())))
                for i in sorted(self.ids)
            ),
            names=tuple(sorted(self.names)),
            references=tuple(sorted(self.references)),
            statements=tuple(sorted(self.statements, key=lambda st: (st.start, st.end))),
            meetings=tuple(self.meetings),
            commitments=tuple(self.commitments),
            positions=tuple(self.positions),
            rejected=tuple(self.rejected),
        )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def round_19() -> Draft:
    """An agency site's report of round 19, dated from the number of the round, with the site's menus around it."""
    page = Draft(
        "site-a/round19.txt",
        ("furniture", "الرئيسية"),
        ("furniture", "أخبار العالم"),
        ("furniture", "اتصل بنا"),
        (None, ""),
        ("title", "لافرينتييف يدعو أنقرة إلى التهدئة"),
        (None, ""),
        ("body", "قال ألكسندر لافرينتييف في مستهل الجولة الـ19 من محادثات أستانا: «نطلب من شركائنا في تركيا أن يتريثوا»."),
        ("body", "وأضاف أن روسيا ترى في نقل الحوار إلى جنيف خطوة سابقة لأوانها."),
        ("caption", "ألكسندر لافرينتييف / أرشيف"),
        ("credit", "المصدر: نوفوستي + تاس"),
        (None, ""),
        ("furniture", "شارك هذا الخبر"),
        ("furniture", "الأكثر قراءة: أسعار القمح ترتفع"),
    )
    page.by("وكالة الشرق", basis="given")
    why = "الجولة 19 تبدأ اليوم بحسب النص، والملف يؤرخها بيومي 22 و23 تشرين الثاني 2022"
    page.on("2022-11-22", basis="inferred", why=why, quote="في مستهل الجولة الـ19")
    page.name("لافرينتييف", "lavrentiev").name("أنقرة", "turkey", found_by="metonymy:capital")
    page.name("ألكسندر لافرينتييف", "lavrentiev").name("محادثات أستانا", "astana-process").name("تركيا", "turkey").name("روسيا", "russia")
    page.name("جنيف", "geneva").name("ألكسندر لافرينتييف", "lavrentiev", nth=2)
    page.credit("نوفوستي", "ria-novosti").credit("تاس", "tass").name("نوفوستي", "ria-novosti").name("تاس", "tass")
    page.says(("lavrentiev", "لافرينتييف"), "يدعو", "إلى التهدئة", act="call", addressee="turkey", found_by="grammar:headline-verb")
    quoted = "نطلب من شركائنا في تركيا أن يتريثوا"
    page.says(("lavrentiev", "ألكسندر لافرينتييف"), "قال", quoted, act="call", kind="direct", addressee="turkey", found_by="grammar:colon-quote")
    rejects = "أن روسيا ترى في نقل الحوار إلى جنيف خطوة سابقة لأوانها"
    page.says(("lavrentiev", "ألكسندر لافرينتييف"), "أضاف", rejects, act="reject", found_by="grammar:null-subject")
    dossier = page.slot("dossier", why="ملف أستانا: الجولة 19")
    page.tells(
        "الجولة الـ19 من محادثات أستانا",
        ordinal=19,
        place=("astana", "أستانا"),
        start=("2022-11-22", dossier),
        end=("2022-11-23", dossier),
        status="ongoing",
        participants=[("russia", "participant", "روسيا"), ("lavrentiev", "participant", "ألكسندر لافرينتييف")],
    )
    page.ids.add("astana")
    return page.refuses("الـ19", "رقم جولة")


def round_19_elsewhere() -> Draft:
    """Another outlet on round 19: it states the days, a day apart from the dossier's, and names host and guarantors."""
    page = Draft(
        "site-b/astana.txt",
        ("title", "اختتام اجتماع أستانا التاسع عشر"),
        ("dateline", "24 نوفمبر 2022"),
        ("body", "اختتمت في أستانا يوم 23 نوفمبر 2022 الجولة التاسعة عشرة التي استضافتها كازاخستان وبدأت يوم 21 نوفمبر 2022."),
        ("body", "وحضرت روسيا وتركيا وإيران بصفة دول ضامنة، والأردن مراقبا."),
        ("body", "ونقلت وكالة تاس عن وزارة الخارجية الكازاخستانية قولها إن المشاركين «اتفقوا على عقد جولة أخرى» قبل الصيف."),
        ("furniture", "جميع الحقوق محفوظة"),
    )
    page.by("صحيفة الضفة", basis="stated").on("2022-11-24", basis="stated", quote="24 نوفمبر 2022")
    page.time("24 نوفمبر 2022", "2022-11-24").time("23 نوفمبر 2022", "2022-11-23").time("21 نوفمبر 2022", "2022-11-21")
    page.name("اجتماع أستانا", "astana-process").name("أستانا", "astana", nth=2).name("كازاخستان", "kazakhstan")
    page.name("روسيا", "russia").name("تركيا", "turkey").name("إيران", "iran").name("الأردن", "jordan")
    page.name("تاس", "tass", nth=2).name("وزارة الخارجية الكازاخستانية", "kazakhstan-mfa")
    page.says(
        ("kazakhstan-mfa", "وزارة الخارجية الكازاخستانية"),
        "قولها",
        "إن المشاركين «اتفقوا على عقد جولة أخرى» قبل الصيف",
        act="agree",
        kind="mixed",
        via=[("tass", "وكالة تاس")],
    )
    page.tells(
        "الجولة التاسعة عشرة",
        ordinal=19,
        place=("astana", "أستانا يوم 23"),
        start=("2022-11-21", page.slot("stated", "21 نوفمبر 2022")),
        end=("2022-11-23", page.slot("stated", "23 نوفمبر 2022")),
        host=("kazakhstan", "استضافتها كازاخستان"),
        status="held",
        participants=[
            ("russia", "guarantor", "روسيا"),
            ("turkey", "guarantor", "تركيا"),
            ("iran", "guarantor", "إيران"),
            ("jordan", "observer", "الأردن"),
        ],
    )
    return page


def round_21() -> Draft:
    """A short item on round 21, still to come, whose spokesman no knowledge file names."""
    page = Draft(
        "site-c/21.txt",
        ("title", "سمير الحداد: لن نناقش إدلب وحدها"),
        ("body", "تنطلق الجولة الحادية والعشرون من اجتماعات أستانا يوم 24 كانون الثاني/يناير 2024."),
        ("body", "وحذر سمير الحداد من أن أي تصعيد في إدلب سيعيد الجميع إلى نقطة البداية."),
    )
    page.on("2024-01-20")
    page.name("سمير الحداد", "person:samir-al-haddad", found_by="apposition").name("إدلب", "idlib").name("اجتماعات أستانا", "astana-process")
    page.name("سمير الحداد", "person:samir-al-haddad", nth=2).name("إدلب", "idlib", nth=2)
    page.time("24 كانون الثاني/يناير 2024", "2024-01-24")
    page.says(("person:samir-al-haddad", "سمير الحداد"), ":", "لن نناقش إدلب وحدها", act="reject", kind="direct", found_by="grammar:headline-colon")
    warns = "من أن أي تصعيد في إدلب سيعيد الجميع إلى نقطة البداية"
    page.says(("person:samir-al-haddad", "سمير الحداد"), "حذر", warns, act="warn")
    page.tells(
        "الجولة الحادية والعشرون من اجتماعات أستانا",
        ordinal=21,
        start=("2024-01-24", page.slot("stated", "24 كانون الثاني/يناير 2024")),
        status="announced",
    )
    return page


def undated_call() -> Draft:
    """A page with neither date nor outlet, about a talk without number or day."""
    page = Draft(
        "loose.txt",
        ("body", "أجرى مختار تلوبردي اتصالا مع نظيره الإيراني."),
        ("body", "وأعرب عن أمله في تقارب المواقف."),
    )
    page.name("مختار تلوبردي", "tleuberdi")
    page.says(("tleuberdi", "مختار تلوبردي"), "أعرب عن أمله", "في تقارب المواقف", act="hope", found_by="model:cue-crf")
    page.tells("أجرى مختار تلوبردي اتصالا مع نظيره الإيراني", ordinal=None, series=None, participants=[("tleuberdi", "participant", "مختار تلوبردي")])
    return page


def all_readings() -> tuple[Reading, ...]:
    """One reading of each page above."""
    return tuple(draft.reading() for draft in (round_19(), round_19_elsewhere(), round_21(), undated_call()))


def envoy() -> Draft:
    """A page that states the envoy's office, spells his name in two ways, and means him and others without naming them."""
    page = Draft(
        "site-a/envoy.txt",
        ("title", "لافرنتيف: لا بديل عن الحوار"),
        ("body", "قال المبعوث الخاص للرئيس الروسي ألكسندر لافرنتييف إن الحوار لم ينقطع."),
        ("body", "وأضاف الدبلوماسي الروسي في جنيف أن لافرنتيف سيعود. ورحب مبعوث إيران بما قاله المبعوث الروسي السابق."),
    )
    page.by("وكالة الشرق").on("2023-06-20")
    page.name("لافرنتيف", "lavrentiev").name("ألكسندر لافرنتييف", "lavrentiev", found_by="role-apposition")
    page.name("لافرنتيف", "lavrentiev", nth=2, found_by="surname-in-page").name("جنيف", "geneva").name("إيران", "iran")
    page.refers("الدبلوماسي الروسي", "lavrentiev").refers("مبعوث إيران", "person:samir-al-haddad")
    page.holds("lavrentiev", "envoy", "russia", "المبعوث الخاص للرئيس الروسي")
    page.holds("lavrentiev", "envoy", "russia", "المبعوث الروسي السابق", status="former")
    page.known("lavrentiev", "envoy", "russia", since="2015").known("lavrentiev", "chair", "russia", known="babel 2.18.0")
    said = "إن الحوار لم ينقطع"
    page.says(("lavrentiev", "ألكسندر لافرنتييف"), "قال", said)
    return page


def envoy_elsewhere() -> Draft:
    """Another outlet on the envoy, a day before, in the spelling that the dictionary has."""
    page = Draft(
        "site-b/envoy.txt",
        ("title", "ألكسندر لافرينتييف في جنيف"),
        ("body", "وصل ألكسندر لافرينتييف إلى جنيف. ويشغل لافرينتييف منصب المبعوث الخاص للرئيس الروسي."),
    )
    page.by("صحيفة الضفة").on("2023-06-19")
    page.name("ألكسندر لافرينتييف", "lavrentiev").name("ألكسندر لافرينتييف", "lavrentiev", nth=2)
    page.name("لافرينتييف", "lavrentiev", nth=3).name("جنيف", "geneva").name("جنيف", "geneva", nth=2)
    return page.holds("lavrentiev", "envoy", "russia", "المبعوث الخاص للرئيس الروسي")


def named_readings() -> tuple[Reading, ...]:
    """One reading of each page on the envoy."""
    return envoy().reading(), envoy_elsewhere().reading()


def communique() -> Draft:
    """A page with an address that is wholly an agency's text: a communiqué over two lines, a quotation without a cue, a doubtful relay."""
    page = Draft(
        "https://north.example/1",
        ("title", "بيان ثلاثي عن إدلب"),
        ("body", "جاء في بيان وزارة الخارجية الكازاخستانية، بحسب تاس، أن الأطراف {اتفقت} على خفض 100% من النيران في إدلب،"),
        ("body", "وعلى تبادل القوائم."),
        ("body", "«لا عودة إلى الوراء»."),
        ("body", "ولم ينف سمير الحداد أن دمشق تتهم تركيا."),
    )
    page.by("نوفوستي", entity="ria-novosti").on("2017-05", basis="metadata").at("https://north.example/{1}", fetched="2017-05-09T10:00:00Z").copies(
        "tass"
    )
    page.name("وزارة الخارجية الكازاخستانية", "kazakhstan-mfa").name("تاس", "tass").name("سمير الحداد", "person:samir-al-haddad")
    page.says(
        ("kazakhstan-mfa", "وزارة الخارجية الكازاخستانية"),
        "جاء",
        "أن الأطراف {اتفقت} على خفض 100% من النيران في إدلب",
        act="agree",
        more=["وعلى تبادل القوائم"],
        via=[("astana-process", "بيان وزارة"), ("tass", "تاس")],
        issues=["idlib"],
        found_by="model:document-an",
    )
    page.says(None, None, "لا عودة إلى الوراء", kind="direct", found_by="model:lonely-quote", confidence=0.4)
    page.says(
        ("person:samir-al-haddad", "سمير الحداد"),
        "ينف",
        "أن دمشق تتهم تركيا",
        act="accuse",
        target="turkey",
        polarity="negative",
        issues=["idlib"],
        confidence=0.69,
    )
    return page


def stated_readings() -> tuple[Reading, ...]:
    """Readings with statements of every sort."""
    return (*all_readings(), communique().reading())


def withdrawal(source: str, day: str, title: str, *, act: Act, stance: Stance, said: str, condition: str | None = None) -> Draft:
    """A page on what Türkiye says of withdrawal, and what became of the agreement of 4 May."""
    page = Draft(source, ("title", title), ("body", f"قالت تركيا {said}."), ("body", "واتفقت روسيا وتركيا في 4 أيار 2017 على مناطق التهدئة."))
    page.by(f"صحيفة {source}").on(day).name("تركيا", "turkey").name("روسيا", "russia")
    page.says(("turkey", "تركيا"), "قالت", said, act=act, issues=["withdrawal"]).stands("turkey", stance, "withdrawal", condition=condition)
    return page.undertakes(("russia", "turkey"), "اتفقت روسيا وتركيا في 4 أيار 2017 على مناطق التهدئة", "de-escalation-zones", "2017-05-04")


def summit(source: str, day: str, said: str, *, status: Status = "held", place: tuple[str, str] | None = None, kind: MeetingKind = "summit") -> Draft:
    """A page on a meeting of Russia and Türkiye on 7 September 2018, which has no number."""
    page = Draft(source, ("title", "لقاء روسي تركي"), ("body", said))
    page.by(f"صحيفة {source}").on(day)
    slot = page.slot("stated", "7 أيلول 2018")
    parts: list[tuple[str, ParticipantRole, str]] = [("russia", "participant", "روسيا"), ("turkey", "participant", "تركيا")]
    return page.tells(said, ordinal=None, series=None, kind=kind, start=("2018-09-07", slot), status=status, place=place, participants=parts)


def process_readings() -> tuple[Reading, ...]:
    """Pages of one process over time: rounds, a summit told thrice, an agreement and its end, a stance that changes."""
    opposed = withdrawal("أ", "2022-11-01", "تركيا ترفض", act="reject", stance="opposes", said="إنها ترفض الانسحاب")
    conditional = withdrawal(
        "ب", "2023-03-01", "تركيا تشترط", act="state", stance="conditional", said="إنها تنسحب بعد الحل السياسي", condition="بعد الحل السياسي"
    )
    broken = Draft("ج", ("title", "دمشق تتهم"), ("body", "قالت سوريا إن الاتفاق خُرق."))
    broken.by("صحيفة ج").on("2023-05-01").name("سوريا", "syria")
    broken.says(("syria", "سوريا"), "قالت", "إن الاتفاق خُرق", act="accuse")
    broken.undertakes(("turkey", "russia"), "الاتفاق خُرق", "de-escalation-zones", "2017-05", status="breached", told_by="syria")
    summits = (
        summit("د", "2018-09-03", "تلتقي روسيا وتركيا يوم 7 أيلول 2018 في أستانا.", status="announced", place=("astana", "أستانا")),
        summit("ه", "2018-09-08", "التقت روسيا وتركيا يوم 7 أيلول 2018.", kind="meeting"),
        summit("و", "2018-09-08", "تحدثت روسيا وتركيا هاتفيا يوم 7 أيلول 2018.", kind="call"),
    )
    return (*all_readings(), *(draft.reading() for draft in (opposed, conditional, broken, *summits)))
