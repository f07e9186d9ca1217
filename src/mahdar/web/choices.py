"""What a reader chose: the language, the names of months, light or dark. Each is kept in a cookie, for a year; nothing else is of who reads."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Literal, TypeVar, get_args

from litestar import Request, Response, get
from litestar.datastructures import Cookie
from litestar.exceptions import HTTPException
from litestar.params import FromQuery

from mahdar.export.languages import LANGUAGES, Language
from mahdar.model import Noun
from mahdar.web.dates import MONTH_NAMES, MonthNames
from mahdar.web.words import Words

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
"""As the reader's machine has it, or always the one or the other."""

_YEAR = 365 * 24 * 3600

_Value = TypeVar("_Value", bound=str)


class Choices(Noun, frozen=True, kw_only=True):
    """How the reading room is shown to one reader. ``asked`` is whether the address itself names the language."""

    language: Language = "ar"
    asked: bool = False
    months: MonthNames = "common"
    theme: Theme = "auto"


def choices_of(request: Request[Any, Any, Any]) -> Choices:
    """What the address asks for, else what the reader chose before, else Arabic, نوفمبر, and light or dark as the machine has it.

    What is neither is as if it weren't there; `language_of` refuses it.
    """
    asked = request.query_params.get("lang")
    language = _one_of(asked, LANGUAGES, _one_of(request.cookies.get("lang"), LANGUAGES, LANGUAGES[0]))
    return Choices(
        language=language,
        asked=asked in LANGUAGES,
        months=_one_of(request.cookies.get("months"), MONTH_NAMES, MONTH_NAMES[0]),
        theme=_one_of(request.cookies.get("theme"), THEMES, THEMES[0]),
    )


def language_of(request: Request[Any, Any, Any]) -> Language:
    """The language in which to answer. Raises a 400 where ``?lang=`` asks for one that there isn't."""
    asked = request.query_params.get("lang")
    if asked is not None and asked not in LANGUAGES:
        raise HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=f"expected lang=ar or lang=en, got {asked!r}", extra={"where": "lang"})
    return choices_of(request).language


def words_of(request: Request[Any, Any, Any]) -> Words:
    """The words in which to answer. Raises a 400 as `language_of` does."""
    return Words(language_of(request), choices_of(request).months)


def kept(name: str, value: str) -> Cookie:
    """The cookie that keeps a choice."""
    return Cookie(key=name, value=value, max_age=_YEAR, path="/", httponly=True, samesite="lax")


@get("/choose", include_in_schema=False, sync_to_thread=False)
def choose(months: FromQuery[MonthNames] = "common", theme: FromQuery[Theme] = "auto", back: FromQuery[str] = "/") -> Response[str]:
    """Keeps how months are named and whether it is light or dark, and leads back to ``back``, which is an address of this reading room."""
    # «//elsewhere» and «/\elsewhere» are addresses of other hosts to a browser.
    here = back if back.startswith("/") and back[1:2] not in ("/", "\\") and back.isprintable() and back.isascii() else "/"
    headers = {"Location": here, "Cache-Control": "no-store"}
    return Response(
        "", status_code=HTTPStatus.SEE_OTHER, headers=headers, cookies=[kept("months", months), kept("theme", theme)], media_type="text/plain"
    )


def _one_of(value: str | None, values: tuple[_Value, ...], otherwise: _Value) -> _Value:
    return next((one for one in values if one == value), otherwise)
