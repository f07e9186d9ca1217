"""From the web, politely: a URL → the bytes of a page, feed or dump, as `Raw`.

    settings    how the fetcher behaves
    fetcher     redirects and robots.txt: `Fetcher.get`
    urls        which URLs may be asked for
    robots      what a host allows
    pace        when a host may be asked again
    loader      from the cache, or else from the host
    exchange    one request, tried again where that may help
    network     connections to checked addresses, within the deadline
    addresses   which addresses are public
    bodies      which kinds are read, how large, in what coding
    cache       what is kept on disk
    archive     what is written into a web archive (WARC)

Not imported by `mahdar.capture`: who reads files needs no network.
"""

from typing import TYPE_CHECKING

from mahdar.capture.fetch.settings import FetchSettings, default_cache

if TYPE_CHECKING:
    from mahdar.capture.fetch.fetcher import Fetcher

__all__ = ["FetchSettings", "Fetcher", "default_cache"]

if not TYPE_CHECKING:  # To a type checker every name would be here.

    def __getattr__(name: str) -> object:
        """`Fetcher`, loaded when it is asked for: with it come the network's libraries, and most commands fetch nothing."""
        if name != "Fetcher":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from mahdar.capture.fetch.fetcher import Fetcher

        return Fetcher
