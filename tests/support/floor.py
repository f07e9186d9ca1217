"""A round as three outlets tell it: what two of them carry in unlike words, what one alone does, and a document."""

from __future__ import annotations

from mahdar.model import Reading
from tests.support.readings import LABELS, Draft, round_19, round_19_elsewhere

LABELS.setdefault("final-statement", ("document", "البيان الختامي", "Final statement"))


def round_19_retold() -> Draft:
    """A third outlet: the envoy's words retold, with his office, what he said before the round, and the document that the round ended with."""
    page = Draft(
        "site-c/envoy.txt",
        ("title", "موسكو تطلب التريث"),
        ("body", "طلب المبعوث الروسي ألكسندر لافرينتييف خلال الجولة التاسعة عشرة من الشركاء في تركيا أن يتريثوا قليلاً."),
        ("body", "وكان لافرينتييف قال قبيل الجولة إن بلاده تأمل في هدنة."),
        ("body", "وصدر البيان الختامي عن المجتمعين."),
    )
    page.by("منصة المرقب", basis="given").on("2022-11-23")
    page.name("ألكسندر لافرينتييف", "lavrentiev").name("تركيا", "turkey").name("البيان الختامي", "final-statement")
    page.holds("lavrentiev", "envoy", "russia", "المبعوث الروسي")
    page.says(
        ("lavrentiev", "ألكسندر لافرينتييف"),
        "طلب",
        "من الشركاء في تركيا أن يتريثوا قليلاً",
        act="call",
        addressee="turkey",
        found_by="grammar:vso-prep",
    )
    page.says(("lavrentiev", "لافرينتييف"), "قال", "إن بلاده تأمل في هدنة", act="hope", found_by="grammar:vso-an")
    page.tells("الجولة التاسعة عشرة", ordinal=19, status="held", participants=[("lavrentiev", "participant", "ألكسندر لافرينتييف")])
    return page


def floor_readings() -> tuple[Reading, ...]:
    """The round by three outlets."""
    return tuple(draft.reading() for draft in (round_19(), round_19_elsewhere(), round_19_retold()))
