"""What a host's robots.txt allows (RFC 9309)."""

from __future__ import annotations

import re

import msgspec
from protego import Protego

from mahdar.capture.fetch.settings import AGENT

MAX_ROBOTS_BYTES = 500 * 1024
"""What is read of a robots.txt; the RFC asks for as much at least."""

MAX_ROBOTS_REDIRECTS = 5
LASTS = 86400.0
"""Seconds for which rules are believed."""

UNREACHABLE_LASTS = 600.0
"""Seconds for which a host whose rules can't be had is left alone before they are asked for again."""

_DISALLOW = re.compile(r"^[ \t]*(disallow)[ \t]*:[ \t]*([^#\r\n]*?)[ \t]*(?=#|$)", re.IGNORECASE | re.MULTILINE)
_MAX_TRIALS = 50


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What a host asks of readers: the text of its robots.txt, or why nothing is allowed, having been ``unreachable``."""

    text: str = ""
    parsed: Protego
    unreachable: str | None = None

    @property
    def crawl_delay(self) -> float | None:
        """Seconds between requests that the host asks for."""
        return self.parsed.crawl_delay(AGENT)

    def refusal(self, url: str) -> str | None:
        """Why ``url`` mustn't be fetched; None where it may be."""
        if self.unreachable is not None:
            return self.unreachable
        if self.parsed.can_fetch(url, AGENT):
            return None
        return f"the host's robots.txt asks not to fetch it ({self._rule(url) or 'a rule'})"

    def _rule(self, url: str) -> str | None:
        """The line that forbids ``url``: the one that, were it turned about, would allow it."""
        trials = [line for line in _DISALLOW.finditer(self.text) if line[2] and _forbids(line[2], url)]
        for line in trials[:_MAX_TRIALS]:
            turned = f"{self.text[: line.start(1)]}Allow{self.text[line.end(1) :]}"
            if Protego.parse(turned).can_fetch(url, AGENT):
                return f"line {self.text.count(chr(10), 0, line.start()) + 1}, {line[0].strip()}"
        return None


def rules(data: bytes) -> Rules:
    """The rules in a robots.txt; of one that was cut off at `MAX_ROBOTS_BYTES`, the last line, which isn't whole, is left out."""
    text = (data.rpartition(b"\n")[0] if len(data) >= MAX_ROBOTS_BYTES else data).decode("utf-8", "replace").removeprefix("\ufeff")
    return Rules(text=text, parsed=Protego.parse(text))


def unreachable(reason: str) -> Rules:
    """What holds where a host's rules can't be had: nothing may be fetched, for this ``reason``."""
    return Rules(parsed=Protego.parse(""), unreachable=reason)


def _forbids(pattern: str, url: str) -> bool:
    """Whether a Disallow rule with this pattern alone would forbid ``url``."""
    return not Protego.parse(f"User-agent: *\nDisallow: {pattern}").can_fetch(url, AGENT)
