"""What addresses under ``/api`` may carry: the parameters that are documented, each once, and nothing that no store can hold."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus

from litestar.exceptions import HTTPException
from litestar.routes import HTTPRoute

from mahdar.web.answering import AnyRequest


class OnlyKnown:
    """Raises a 400 for a parameter that the address doesn't know, or that stands there twice, and for a NUL.

    A slip in a filter's name would else give all there is, as if nothing had been asked.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], frozenset[str]] = {}
        """The parameters of each handler, which lives as long as the application, and method."""

    def check(self, request: AnyRequest) -> None:
        """Raise where ``request`` has what it mustn't."""
        known = self._of(request)
        given = Counter(name for name, _ in request.query_params.multi_items())
        for name, times in given.items():
            if name not in known:
                expected = f"one of the parameters {', '.join(sorted(known))}" if known else "no parameter"
                raise _wrong(f"expected {expected}, got {name!r}", name)
            if times > 1:
                raise _wrong(f"expected {name} once, got it {times} times", name)
        for name, value in [*request.query_params.multi_items(), *request.path_params.items()]:
            if isinstance(value, str) and "\x00" in value:
                raise _wrong(f"expected characters in {name}, got a NUL", name)

    def _of(self, request: AnyRequest) -> frozenset[str]:
        handler, method = request.route_handler, request.method
        if (found := self._known.get((id(handler), method))) is None:
            found = self._known[id(handler), method] = next(
                (
                    frozenset(one.field_alias for one in mine[1].expected_query_params)
                    for route in request.app.routes
                    if isinstance(route, HTTPRoute) and (mine := route.route_handler_map.get(method)) and mine[0] is handler
                ),
                frozenset(),
            )
        return found


def _wrong(detail: str, where: str) -> HTTPException:
    return HTTPException(status_code=HTTPStatus.BAD_REQUEST, detail=detail, extra={"where": where})
