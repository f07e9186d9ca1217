"""`/review`: what to look at first; `/judgement/ID`: an entry of the log, and what it changed; `/judgements`: the log."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from mahdar.corrections.model import Judgement
from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import EntityRef, Mark
from mahdar.record.queries.changed import Changed, changed
from mahdar.record.queries.lookup import entity_refs
from mahdar.record.queries.review import KINDS, Kind, Queue, queue
from mahdar.record.queries.reviewing import Card, cards
from mahdar.record.queries.series import series_labels
from mahdar.web.answering import AnyRequest, as_json, html, not_found, passing, wants_json
from mahdar.web.choices import language_of, words_of
from mahdar.web.desk.entrance import inside
from mahdar.web.desk.guard import may_edit, person_of
from mahdar.web.desk.valued import Valued, entities_in
from mahdar.web.figures import Figures
from mahdar.web.paging import From
from mahdar.web.render import Addresses

Store = NamedDependency[Record]
Text = FromQuery[str | None]

SHOWN = 12
"""So many things the queue shows at once: what one looks at in a few minutes."""


_TOGETHER = 12
"""So many entries of one form are told together, at most."""


class ReviewFace(Noun, frozen=True, kw_only=True):
    """All that ``/review`` shows."""

    queue: Queue
    cards: tuple[Card, ...]


class JudgementFace(Noun, frozen=True, kw_only=True):
    """All that ``/judgement/ID`` shows: what the entry, and those entered with it, changed."""

    changed: Changed
    entities: dict[str, EntityRef]


def review(
    request: AnyRequest,
    record: Store,
    figures: NamedDependency[Figures],
    kind: Text = None,
    process: Text = None,
    outlet: Text = None,
    offset: From = 0,
) -> Response[str]:
    """What is doubtful, by how much depends on it."""
    language_of(request)
    wanted: Kind | None = kind if kind in KINDS else None
    known = figures.doubtful()
    with record.read() as connection:
        found = queue(connection, known.value, kind=wanted, process=process or None, outlet=outlet or None, offset=offset, limit=SHOWN)
        face = ReviewFace(queue=found, cards=cards(connection, found.items))
        if wants_json(request):
            return passing(as_json(request, face), fresh=known.fresh)
        called = series_labels(connection, found.processes)
    words = words_of(request)
    shown = html(
        request,
        "review.html",
        face=face,
        queue=found,
        kind=wanted,
        process=process or None,
        outlet=outlet or None,
        kind_word=lambda value: words.maybe("desk_layer", value),
        process_word=lambda value: words.label(called.get(value, {}), value),
        outlet_word=lambda value: words.label({}, value),
        mark=mark_of,
    )
    return passing(shown, fresh=known.fresh)


def judgement(request: AnyRequest, record: Store, key: FromPath[str], also: Text = None, back: Text = None, later: Text = None) -> Response[str]:
    """An entry of the log and what it changed. ``also`` are others that were entered with it, ``back`` is where to go on."""
    language_of(request)
    ids = [key.removesuffix(".json"), *(also or "").split(",")][:_TOGETHER]
    with record.read() as connection:
        found = changed(connection, ids)
        if found is None or found.told[0].entry.judgement.id != ids[0]:
            raise not_found(f"/judgement/{ids[0]}")
        face = JudgementFace(changed=found, entities=entity_refs(connection, entities_in(found), own=True))
    if wants_json(request):
        return as_json(request, face)
    person = person_of(request)
    own = [one for one in found.told if person is not None and (one.entry.judgement.who == person.name or person.role == "admin")]
    return html(
        request,
        "judgement.html",
        face=face,
        undoable=[one.entry.judgement.id for one in own if one.entry.state != "undone"] if may_edit(request) else (),
        mark=mark_of,
        valued=Valued(face.entities, words_of(request), Addresses.of(request)),
        back=inside(back) if back else None,
        later=later,
    )


def mark_of(one: Judgement) -> Mark:
    """A judgement as marks are told."""
    target = one.target
    layer, item = (target.layer, target.item or "") if target else ("page", "")
    value = f"{one.words.start}–{one.words.end}" if one.words is not None and one.value is None else one.value
    return Mark(id=one.id, at=one.at, who=one.who, kind=one.kind, layer=layer, item=item, field=one.field, value=value, why=one.why)


REVIEW_FACES = [
    get(path, name=path, include_in_schema=False, sync_to_thread=True)(face)
    for path, face in (("/review", review), ("/review.json", review), ("/judgement/{key:str}", judgement))
]
