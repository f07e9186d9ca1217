"""Which URLs may be asked for, and in what form."""

from __future__ import annotations

import re

import httpx

from mahdar.capture.fetch.settings import FetchError

_CREDENTIALS = re.compile(r"^(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]*:[0-9a-f:.]*(?:%[\w.-]+)?", re.IGNORECASE)
_WEB_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024
"""Ports under it belong to other services (mail, shells, directories), which a request must not be put to."""


def without_credentials(url: str) -> str:
    """``url`` without the user name and password in it: they are neither sent nor kept nor shown."""
    return _CREDENTIALS.sub(r"\1", url)


def address(url: str, *, allow_private: bool) -> httpx.URL:
    """``url`` as it is asked for: in ASCII, without fragment and credentials.

    Raises `FetchError` for what isn't an absolute http or https URL with a host, and for a port of other services; with
    ``allow_private`` any port will do.
    """
    try:
        parsed = httpx.URL(url.strip())
        plain = parsed.copy_with(userinfo=b"", fragment=None, raw_path=parsed.raw_path)
        host = plain.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"expected a URL, got {without_credentials(url)!r}: {error}") from error
    if plain.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise FetchError(f"expected an http or https URL with a host, got {without_credentials(url)!r}")
    port = plain.port
    if port is not None and port < _FIRST_FREE_PORT and port not in _WEB_PORTS and not allow_private:
        raise FetchError(f"expected port 80, 443 or one from {_FIRST_FREE_PORT} up, got {port}, which belongs to another service")
    return plain


def following(url: httpx.URL, location: str, *, allow_private: bool, downgrade: bool) -> httpx.URL:
    """Where a redirect from ``url`` to ``location`` leads.

    Raises `FetchError` as `address` does, and, unless ``downgrade``, where it leads from https to http.
    """
    try:
        target = address(str(url.join(location)), allow_private=allow_private)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"expected a URL in the redirect, got {location[:200]!r}: {error}") from error
    if url.scheme == "https" and target.scheme == "http" and not downgrade:
        # What was asked for over a protected line would come over one that anybody on the way may rewrite.
        raise FetchError(f"redirected from https to http ({target}); ask for the http address itself if that will do")
    return target
