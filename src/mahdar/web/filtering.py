"""Filters of statements as addresses carry them, the same in faces and under ``/api``."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from litestar.exceptions import HTTPException
from litestar.params import QueryParameter

from mahdar.model import Act, StatementKind
from mahdar.record.queries.days import is_day
from mahdar.record.queries.filters import StatementFilter

_LONGEST = 500
_Id = Annotated[str | None, QueryParameter(description="An entity's id; ids that are joined with it count too.", max_length=_LONGEST)]
_Day = Annotated[
    str | None, QueryParameter(description="Of publication: a year, month or day (2022, 2022-11, 2022-11-22); included.", max_length=_LONGEST)
]


def statement_filter(
    speaker: _Id = None,
    addressee: _Id = None,
    act: Annotated[Act | None, QueryParameter(description="What the speaker does by saying it.")] = None,
    kind: Annotated[StatementKind | None, QueryParameter(description="Whether it is told in the speaker's own words.")] = None,
    issue: Annotated[str | None, QueryParameter(description="An issue's key.", max_length=_LONGEST)] = None,
    outlet: Annotated[str | None, QueryParameter(description="An outlet's entity, or its label where it has none.", max_length=_LONGEST)] = None,
    since: _Day = None,
    until: _Day = None,
    meeting: Annotated[
        str | None, QueryParameter(description="A meeting's id: statements of all pages that tell of it.", max_length=_LONGEST)
    ] = None,
    page: Annotated[str | None, QueryParameter(description="A page's id.", max_length=_LONGEST)] = None,
    review: Annotated[bool, QueryParameter(description="Those alone that are too uncertain to be taken without a look.")] = False,
    target: Annotated[str | None, QueryParameter(description="An entity's id, whom the act is aimed at; with a speaker or a page.")] = None,
) -> StatementFilter:
    """The filter that an address asks for. What is given empty, as forms send it, filters nothing.

    Raises a 400 for a day that there isn't, and for a target alone.
    """
    for name, value in (("since", since), ("until", until)):
        if value and not is_day(value):
            detail = f"expected a year, month or day as 2022, 2022-11 or 2022-11-22, got {value!r}"
            raise HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=detail, extra={"where": name})
    if target and not (speaker or page):
        # No index has statements by their target.
        raise HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail="expected speaker or page with target, got neither", extra={"where": "target"})
    return StatementFilter(
        speaker=speaker or None,
        addressee=addressee or None,
        act=act,
        kind=kind,
        issue=issue or None,
        outlet=outlet or None,
        since=since or None,
        until=until or None,
        meeting=meeting or None,
        page=page or None,
        review=review,
        target=target or None,
    )
