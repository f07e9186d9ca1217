"""What a person judged, in words: who did what to a thing, when, and why."""

from __future__ import annotations

from markupsafe import Markup

from mahdar.corrections.fields import part_of
from mahdar.record.answers import Mark
from mahdar.web.words import Words


def judged_in_words(mark: Mark, words: Words) -> Markup:
    """A judgement in a sentence, with its reason where it has one."""
    who, day = Markup("<bdi>{}</bdi>").format(mark.who), words.date(mark.at[:10])
    value = Markup("<bdi>{}</bdi>").format(mark.value) if mark.value is not None else words("judged.nothing")
    if mark.kind == "confirm":
        said = words("judged.confirm", who=who, day=day)
    elif mark.kind == "reject":
        said = words("judged.reject", who=who, day=day)
    elif mark.kind == "merge":
        said = words("judged.merge", who=who, day=day, value=value)
    elif mark.kind == "split":
        said = words("judged.split", who=who, day=day, value=value)
    elif mark.kind == "apart":
        said = words("judged.apart", who=who, day=day, value=value)
    elif mark.kind == "join":
        said = words("judged.join", who=who, day=day, value=value)
    elif mark.kind == "part":
        said = words("judged.part", who=who, day=day, value=value)
    else:
        said = words("judged.correct", who=who, day=day, field=_field(mark, words), value=value)
    return words("site.clause").join((said, words("judged.why", why=Markup("<bdi>{}</bdi>").format(mark.why)))) if mark.why else said


def _field(mark: Mark, words: Words) -> Markup:
    name, part = part_of(mark.field or "")
    said = words.maybe("judged_field", name)
    return said + Markup(' <bdi dir="ltr">{}</bdi>').format(part) if part is not None else said
