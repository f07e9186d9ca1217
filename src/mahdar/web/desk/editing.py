"""`/edit/…`: the forms of corrections; `/judge` and `/undo`, to which they are sent."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import cast, get_args
from urllib.parse import quote

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.params import FromPath, FromQuery
from markupsafe import Markup

from mahdar.corrections import Judgement
from mahdar.corrections.fields import CONFIRMED, REJECTED
from mahdar.corrections.model import Layer as EditLayer
from mahdar.errors import UsageError
from mahdar.model import Noun
from mahdar.record import Record
from mahdar.record.answers import EntityAnswer, EntityRef
from mahdar.record.edits import OTHER, Do, Edit
from mahdar.record.judgements import by_ids
from mahdar.record.queries.editable import Editable
from mahdar.record.queries.entities import entity
from mahdar.record.queries.naming import meant, told
from mahdar.web.answering import AnyRequest, as_json, html, not_found, wants_json
from mahdar.web.choices import language_of, words_of
from mahdar.web.desk import forms
from mahdar.web.desk.entrance import away, inside
from mahdar.web.desk.guard import LoginNeededError, Posted, may_edit, person_of, refused
from mahdar.web.desk.writing import Entered, links_of, present, unfit, written
from mahdar.web.sheet import Layer, Tag, text_with_layers

Store = NamedDependency[Record]
Text = FromQuery[str | None]

_DO: tuple[Do, ...] = get_args(Do)

OFFERED = 60
"""So many names are offered without a script: those of the page."""


class EditFace(Noun, frozen=True, kw_only=True):
    """All that ``/edit/LAYER/ID`` shows: the thing as it is, and of an entity what else is known of it."""

    item: Editable
    entity: EntityAnswer | None


def edit(
    request: AnyRequest,
    record: Store,
    layer: FromPath[str],
    key: FromPath[str],
    page: Text = None,
    at: Text = None,
    actor: Text = None,
    issue: Text = None,
    field: Text = None,
    back: Text = None,
) -> Response[str]:
    """The form of a correction. ``field`` says which of its inputs has the focus, ``back`` where to go on afterwards."""
    language_of(request)
    _editor(request)
    asked = Edit(layer=_layer(layer), id=key.removesuffix(".json"), page=page, at=at, actor=actor, issue=issue)
    with record.read() as connection:
        try:
            found = present(connection, asked)
        except HTTPException as error:
            if error.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
                raise not_found(error.detail) from error
            raise
        face = EditFace(item=found, entity=entity(connection, asked.id, forms_limit=40) if asked.layer == "entity" else None)
    return as_json(request, face) if wants_json(request) else _form(request, face, asked, field=field, back=back)


class Undone(Noun, frozen=True, kw_only=True):
    """What was taken back: the entries that do it, and whether all is linked again already."""

    judgements: tuple[Judgement, ...]
    linked: bool


@post("/judge", include_in_schema=False)
async def judge(request: AnyRequest, record: Store, posted: NamedDependency[Posted]) -> Response[str]:
    """Enter what a form asks; then it is shown what that changed."""
    return await sync_to_thread(_judge, request, record, posted)


@post("/undo", include_in_schema=False)
async def undo(request: AnyRequest, record: Store, posted: NamedDependency[Posted]) -> Response[str]:
    """Take back an entry of one's own; an admin may take back any."""
    return await sync_to_thread(_undo, request, record, posted)


def _judge(request: AnyRequest, record: Record, posted: Posted) -> Response[str]:
    language, words = language_of(request), words_of(request)
    do = posted.field("do") or "correct"
    if do not in _DO:
        raise unfit(f"expected do={', '.join(_DO)}, got {do!r}")
    asked = Edit(
        layer=_layer(posted.field("layer") or ""),
        id=posted.field("id") or "",
        page=posted.field("page"),
        at=posted.field("at"),
        actor=posted.field("actor"),
        issue=posted.field("issue"),
    )
    with record.read() as connection:
        # What somebody else did with either of two entities meanwhile doesn't make them less the same.
        seen = posted.field("seen") if do not in ("merge", "apart", "split") else None
        found = present(connection, asked, seen, posted.field("quote"))
        face = EditFace(item=found, entity=entity(connection, asked.id, forms_limit=40) if asked.layer == "entity" else None)
        try:
            edits = _edits(posted, asked, do, found, partial(meant, connection), language)
        except forms.UnclearError as error:
            if wants_json(request):
                raise unfit(f"{error}; it may be {', '.join(one.id for one in error.choices) or 'none that is known'}") from error
            return _form(request, face, asked, posted=posted, unclear=error)
        except UsageError as error:
            raise unfit(str(error)) from error
    if not edits:
        if wants_json(request):
            raise unfit("expected another value than those that stand there, got none")
        return _form(request, face, asked, posted=posted, wrong=words("desk.no_change"))
    try:
        done = written(request, record, edits, posted.person, posted.field("why"))
    except HTTPException as error:
        if wants_json(request) or error.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:
            raise
        return _form(request, face, asked, posted=posted, wrong=error.detail)
    if wants_json(request):
        return as_json(request, done)
    return away(_told_at(request, done, posted.field("back")))


def _edits(posted: Posted, asked: Edit, do: Do, found: Editable, resolve: forms.Resolve, language: str) -> list[Edit]:
    """What a form asks, as `mahdar edit` would be asked it. Raises `UnclearError` for a name that doesn't mean one entity."""
    of = {name: getattr(asked, name) for name in ("layer", "id", "page", "at", "actor", "issue")}
    if asked.layer in ("meeting", "commitment"):
        of["page"] = None if posted.field("all_pages") else asked.page or (found.page.id if found.page else None)
        of["all_pages"] = posted.field("all_pages") is not None
    if do in ("confirm", "reject"):
        return [Edit(**of, do=do)]
    if do in OTHER:
        other, label = _other(posted, asked.layer, resolve)
        spelling = posted.field("spelling") if do == "split" else None
        if asked.layer == "entity":
            of["page"] = posted.field("page") if do == "split" else None
        return [Edit(**of, do=do, other=other, spelling=spelling, new_label=label)]
    new: dict[str, str] = {}

    def known(written: str) -> tuple[EntityRef, ...]:
        """What ``written`` means; where the form says so, somebody new."""
        kind = posted.field("new_kind")
        found = resolve(written)
        if found or kind is None:
            return found
        id_ = _new_id(kind, written)
        new[id_] = written
        return (EntityRef(id=id_, kind=None, label={"ar": written}),)

    values = forms.asked(posted, found, known, language)
    said = posted.field("words")
    edits = []
    if "speaker" in values or (said is not None and asked.layer == "statement"):
        # Words that mean the speaker are evidence of him, and of nothing else that is corrected.
        speaker = values.pop("speaker", found.values.get("speaker"))
        edits.append(Edit(**of, values={"speaker": speaker}, words=said, new_label=new.get(speaker or "")))
    for field, value in values.items():
        named = field.partition("/")[2] if field.startswith(("participants/", "parties/")) else value
        edits.append(Edit(**of, values={field: value}, new_label=new.get(named or "")))
    return edits


def _other(posted: Posted, layer: EditLayer, resolve: forms.Resolve) -> tuple[str, str | None]:
    """The id of the other one that a form names, and the label of one that nobody knows yet."""
    written = posted.field("other")
    if written is None:
        raise UsageError("expected another, got none")
    if layer == "meeting":
        return written, None
    kind = posted.field("new_kind")
    found = resolve(written)
    if not found and kind is not None:
        return _new_id(kind, written), written
    return forms.one_of(written, lambda _: found), None


def _new_id(kind: str, label: str) -> str:
    """The id of an entity that nobody knows yet: its kind and its name, as ids are written."""
    return f"{kind}:{'-'.join(label.split())}"


def _undo(request: AnyRequest, record: Record, posted: Posted) -> Response[str]:
    language_of(request)
    ids, person = posted.all("id"), posted.person
    with record.read() as connection:
        others = [one for one in by_ids(connection, ids) if one.who != person.name]
    if others and person.role != "admin":
        raise refused(f"expected an entry of {person.name}'s own, got one of {others[0].who}'s; an admin may take it back")
    if not ids:
        raise unfit("expected the id of an entry, got none")
    try:
        # What was entered last is taken back first, as it may rest on what was entered before it.
        made = [record.undo(id_, who=person.name, why=posted.field("why")) for id_ in reversed(ids)]
    except UsageError as error:
        raise unfit(str(error)) from error
    linked = links_of(request).follow()
    if wants_json(request):
        return as_json(request, Undone(judgements=tuple(made), linked=linked))
    first, *also = [one.id for one in made]
    back = posted.field("back")
    return away(f"/judgement/{first}" + _query(request, also=",".join(also) or None, back=inside(back) if back else None))


def _told_at(request: AnyRequest, done: Entered, back: str | None) -> str:
    """The address that tells what was changed."""
    first, *others = [one.judgement.id for one in done.judged]
    later = None if done.linked else "1"
    return f"/judgement/{first}" + _query(request, also=",".join(others) or None, back=inside(back) if back else None, later=later)


def _query(request: AnyRequest, **values: str | None) -> str:
    lang = request.query_params.get("lang")
    given = {**values, "lang": lang}
    told = "&".join(f"{name}={quote(value, safe='')}" for name, value in given.items() if value)
    return f"?{told}" if told else ""


def _form(
    request: AnyRequest,
    face: EditFace,
    asked: Edit,
    *,
    field: str | None = None,
    back: str | None = None,
    posted: Posted | None = None,
    unclear: forms.UnclearError | None = None,
    wrong: object = None,
) -> Response[str]:
    words = words_of(request)
    item = face.item
    if posted is not None:
        known = {"page": asked.page, "at": asked.at, "actor": asked.actor, "issue": asked.issue, "back": posted.field("back")}
        query = {name: value for name, value in known.items() if value}
        request.state["face"] = (f"/edit/{asked.layer}/{quote(asked.id, safe=':')}", query)
    there = forms.inputs(item, words)
    focus = next((one.name for one in there if one.field == field), there[0].name if there else "")
    answer = html(
        request,
        "edit.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if unclear or wrong else HTTPStatus.OK,
        face=face,
        item=item,
        asked=asked,
        inputs=there,
        sent=dict(posted.form) if posted is not None else {},
        sheet=_sheet(item),
        offers={
            "entities": [told(one, words.language) for one in list(item.entities.values())[:OFFERED]],
            "issues": forms.issues(item.layer, words),
            "series": forms.series(words),
        },
        focus=focus,
        back=inside(back if posted is None else posted.field("back")),
        unclear=unclear,
        maybe=[told(one, words.language) for one in unclear.choices] if unclear else (),
        wrong=wrong,
        confirmable=item.layer in CONFIRMED,
        rejectable=item.layer in REJECTED,
        role_of=lambda part: forms.role_of(item, part),
        named=lambda ref: told(ref, words.language),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sheet(item: Editable) -> Markup | None:
    """The page's text around the item, with what is known of it marked, and with each name telling whom it means."""
    around = item.around
    if around is None:
        return None
    layers = []
    tags: dict[str, tuple[int, Tag, str]] = {"item": (0, "mark", "said"), "cue": (1, "span", "cued"), "speaker": (1, "span", "chosen")}
    for name, spans in item.spans.items():
        rank, tag, classes = tags[name]
        layers += [_layer_of(span.start - around.start, span.end - around.start, rank, tag, (("class", classes),)) for span in spans]
    for one in around.names:
        ref = item.entities.get(one.entity)
        attributes = (("class", f"in-name {one.kind}"), ("data-entity", told(ref, "ar") if ref else one.entity))
        layers.append(_layer_of(one.start - around.start, one.end - around.start, 3, "span", attributes))
    return text_with_layers(around.text, 0, len(around.text), layers)


def _layer_of(start: int, end: int, rank: int, tag: Tag, attributes: tuple[tuple[str, str], ...]) -> Layer:
    return Layer(start=start, end=end, rank=rank, tag=tag, attributes=attributes)


def _layer(told: str) -> EditLayer:
    if told not in get_args(EditLayer):
        raise not_found(f"/edit/{told}")
    return cast("EditLayer", told)


def _editor(request: AnyRequest) -> None:
    """Raise what whoever may not correct is told."""
    if person_of(request) is None:
        raise LoginNeededError(detail="expected an account; without, this reading room is for reading alone (`mahdar serve RECORD --as NAME`)")
    if not may_edit(request):
        raise refused("expected an editor, in a reading room that is written to")


EDIT_FACES = [get(path, name=path, include_in_schema=False, sync_to_thread=True)(edit) for path in ("/edit/{layer:str}/{key:str}",)]
