"""How a reading room is opened: to whom, and for what. The command line says it; `mahdar.web.desk.guard` holds everybody to it."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path
from typing import Literal

from mahdar.errors import UsageError
from mahdar.model import Noun
from mahdar.web.desk.accounts import Role

SHORTEST_TOKEN = 20
"""So many characters a token of programs has at least."""


class Person(Noun, frozen=True, kw_only=True):
    """Who asks: the name that stands in the log, what they may do, and by what they are known. ``session`` binds the token of forms."""

    name: str
    role: Role
    by: Literal["machine", "session", "token"]
    session: str = ""

    @property
    def edits(self) -> bool:
        """Whether they may correct."""
        return self.role != "reader"


class Token(Noun, frozen=True, kw_only=True):
    """A token of programs: the SHA-256 of it, and who is meant by it."""

    digest: str
    name: str
    role: Role

    def fits(self, given: str) -> bool:
        """Whether ``given`` is the token; it takes as long where it isn't."""
        return hmac.compare_digest(hashlib.sha256(given.encode()).hexdigest(), self.digest)


class Access(Noun, frozen=True, kw_only=True):
    """Who may do what. With none of these all may read, and nobody may write.

    ``local`` is the name under which whoever sits at this machine edits; ``accounts`` is a file of accounts, ``token`` that of programs: with
    either nobody reads without. ``writes`` says whether anything is written at all. ``public`` is the address under which people reach it
    (``https://minutes.example``), where a server before this one changes that.
    """

    local: str | None = None
    accounts: Path | None = None
    token: Token | None = None
    writes: bool = True
    public: str | None = None

    @property
    def closed(self) -> bool:
        """Whether nobody reads without being known."""
        return self.accounts is not None or self.token is not None


OPEN = Access(writes=False)
"""All may read, and nobody writes."""


def token_of(source: str, *, name: str, role: Role) -> Token:
    """The token that ``source`` means: ``env:NAME``, a variable of the environment, or a file. Raises `UsageError` where there is none."""
    if source.startswith("env:"):
        given = os.environ.get(source.removeprefix("env:"), "")
    else:
        try:
            given = Path(source).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"--token: expected a file with a token, or env:NAME: {error}") from None
    given = given.strip()
    if len(given) < SHORTEST_TOKEN or not given.isascii() or any(letter.isspace() for letter in given):
        raise UsageError(
            f"--token {source}: expected a token of {SHORTEST_TOKEN} or more characters without spaces; "
            "`python -c 'import secrets; print(secrets.token_urlsafe(32))'` makes one"
        )
    return Token(digest=hashlib.sha256(given.encode()).hexdigest(), name=name, role=role)
