"""Fonts, style sheet and scripts, served from this machine under addresses that change with their content."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import fontpkg
from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Response

STATIC = Path(__file__).parent / "static"

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
_FOREVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    """Every file that is served, by name. The fonts come from their packages; the style sheet asks for these names."""
    fonts = {
        "plex-400.ttf": fontpkg.path("IBM Plex Sans Arabic", weight=400),
        "plex-600.ttf": fontpkg.path("IBM Plex Sans Arabic", weight=600),
        "amiri-400.ttf": fontpkg.path("Amiri", weight=400),
        "amiri-700.ttf": fontpkg.path("Amiri", weight=700),
    }
    return {**fonts, **{path.name: path for path in sorted(STATIC.iterdir()) if path.suffix in _TYPES}}


@lru_cache(maxsize=32)
def _content(name: FromPath[str]) -> tuple[bytes, str]:
    data = _files()[name].read_bytes()
    return data, hashlib.sha256(data).hexdigest()[:12]


def address(name: FromPath[str]) -> str:
    """The address of a served file. Raises KeyError for a name that isn't served."""
    return f"/static/{_content(name)[1]}/{name}"


def font(name: str) -> str:
    """The address under which the style sheet asks for a font: beside it, under its digest."""
    return f"{address('style.css').rpartition('/')[0]}/{name}"


@get("/static/{digest:str}/{name:str}", include_in_schema=False, sync_to_thread=True)
def asset(digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A served file. The style sheet asks for fonts beside it, under its own digest, which is no reason to refuse them."""
    if name not in _files():
        raise NotFoundException(detail=f"no file {name}")
    data, current = _content(name)
    fresh = digest == current or name.endswith(".ttf")
    headers = {"Cache-Control": _FOREVER if fresh else "no-cache"}
    return Response(data, media_type=_TYPES[Path(name).suffix], headers=headers)
