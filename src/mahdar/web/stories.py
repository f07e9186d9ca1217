"""The face of a story: outlets side by side, what they tell alike, and what only one of them does."""

from __future__ import annotations

from collections.abc import Mapping

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath

from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import PageRef
from mahdar.record.queries import sides as of_sides
from mahdar.record.queries import stories as of_stories
from mahdar.record.story_answers import SidesAnswer, StoryAnswer, ToldAnswer
from mahdar.web.answering import AnyRequest, as_json, html, not_found, wants_json
from mahdar.web.choices import language_of

Store = NamedDependency[Record]
Key = FromPath[str]


class StoryFace(Noun, frozen=True, kw_only=True):
    """All that ``/story/ID`` shows."""

    story: StoryAnswer
    sides: SidesAnswer


def story(request: AnyRequest, record: Store, key: Key) -> Response[str]:
    """One happening as all its pages tell it; by an id that it had before, too."""
    language_of(request)
    key = key.removesuffix(".json")
    with record.read() as connection:
        found = of_stories.story(connection, key)
        if found is None:
            raise not_found(f"/story/{key}")
        face = StoryFace(story=found, sides=of_sides.sides(connection, found))
    if wants_json(request):
        return as_json(request, face)
    place = {text.page.id: n for n, text in enumerate(face.sides.texts)}
    pages = {page.id: page for page in found.pages}
    silent_on = [silent(told, pages) for told in face.sides.common]
    return html(request, "story.html", face=face, story=found, sides=face.sides, pages=pages, place=place, silent=silent_on)


def silent(told: ToldAnswer, pages: Mapping[str, PageRef]) -> tuple[str, ...]:
    """A page of each outlet none of whose texts carries what ``told`` tells, the earliest, in the order of ``told.left_out``."""
    carrying = {outlet for statement in told.told for outlet in _outlets(statement.page)}
    found: dict[tuple[str, ...], str] = {}
    for page in told.left_out:
        outlets = _outlets(pages[page])
        if outlets and carrying.isdisjoint(outlets):
            found.setdefault(outlets, page)
    return tuple(found.values())


def _outlets(page: PageRef) -> tuple[str, ...]:
    return tuple(outlet.entity or outlet.label for outlet in page.outlets)
