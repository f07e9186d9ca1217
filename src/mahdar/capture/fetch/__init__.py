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

from mahdar.capture.fetch.fetcher import Fetcher
from mahdar.capture.fetch.settings import FetchSettings, default_cache

__all__ = ["FetchSettings", "Fetcher", "default_cache"]
