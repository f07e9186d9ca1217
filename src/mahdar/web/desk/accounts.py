"""Who may use a reading room: a small file of accounts, beside the record and never inside it, for records are shared and passwords aren't.

The file is JSON, readable by its owner alone: the key that signs sessions, and of each account the name, the role, an Argon2 hash of the
password, and a serial that changes with either, so that sessions which began before end.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Literal, Self

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mahdar.errors import UsageError
from mahdar.model import Noun

Role = Literal["reader", "editor", "admin"]
"""What somebody may do: read; correct, too; keep the accounts, too. Each may what those before it may."""

ROLES: tuple[Role, ...] = ("reader", "editor", "admin")

SHORTEST = 10
"""So many characters a password has at least."""

LONGEST = 1024
"""No password has more: each is hashed as a whole."""

_LONGEST_NAME = 80
_AT_ONCE = BoundedSemaphore(2)  # Each comparison of a password takes 64 MB.
_MODE = 0o600


class Account(Noun, frozen=True, kw_only=True):
    """Somebody who may log in. ``name`` stands in the log of corrections."""

    name: str
    role: Role
    password: str
    serial: str


class _Kept(Noun, frozen=True, kw_only=True):
    """The file."""

    key: str
    accounts: tuple[Account, ...] = ()


class Accounts:
    """The accounts of a file. Others may change it at any time: it is read again where it has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._read: tuple[tuple[int, int, int], _Kept] | None = None

    @classmethod
    def create_or_open(cls, path: Path) -> Self:
        """The accounts at ``path``; an empty file of them is made where there is none."""
        accounts = cls(path)
        if not path.exists():
            with accounts._alone():
                if not path.exists():
                    accounts._write(_Kept(key=secrets.token_hex(32)))
        accounts.all()
        return accounts

    @classmethod
    def open(cls, path: Path) -> Self:
        """The accounts at ``path``. Raises `UsageError` where there are none, or others can read the file."""
        accounts = cls(path)
        accounts.all()
        return accounts

    @property
    def key(self) -> str:
        """What signs sessions."""
        return self._kept().key

    def all(self) -> tuple[Account, ...]:
        """All accounts, by name."""
        return self._kept().accounts

    def named(self, name: str) -> Account | None:
        """The account of this name."""
        name = _told(name)
        return next((one for one in self.all() if one.name == name), None)

    def check(self, name: str, password: str) -> Account | None:
        """The account whose password this is. It takes as long where there is no such account as where the password is another."""
        nobody, found = _nobody(), self.named(name)
        with _AT_ONCE:
            fits = _verify(found.password if found else nobody, password)
        return found if fits and found is not None else None

    def add(self, name: str, role: Role, password: str) -> Account:
        """Add an account. Raises `UsageError` where there is one of the name, or the name or the password is of no use."""
        made = Account(name=_checked(name), role=role, password=_hashed(password), serial=secrets.token_hex(8))
        with self._alone():
            if self.named(made.name):
                raise UsageError(f"expected a name that no account has, got {made.name!r}")
            self._change(made.name, made)
        return made

    def set_role(self, name: str, role: Role) -> Account:
        """Give an account another role; its sessions end. Raises `UsageError` where there is none, or no admin would be left."""
        with self._alone():
            found = self._there(name)
            if role != "admin":
                self._leave_an_admin(found)
            return self._change(found.name, msgspec.structs.replace(found, role=role, serial=secrets.token_hex(8)))

    def set_password(self, name: str, password: str) -> Account:
        """Give an account another password; its sessions end. Raises `UsageError` where there is none."""
        hashed = _hashed(password)
        with self._alone():
            found = self._there(name)
            return self._change(found.name, msgspec.structs.replace(found, password=hashed, serial=secrets.token_hex(8)))

    def remove(self, name: str) -> Account:
        """Remove an account; its sessions end, what it entered stays. Raises `UsageError` where there is none, or no admin would be left."""
        with self._alone():
            found = self._there(name)
            self._leave_an_admin(found)
            self._change(found.name, None)
        return found

    def _there(self, name: str) -> Account:
        found = self.named(name)
        if found is None:
            there = ", ".join(one.name for one in self.all()) or "none"
            raise UsageError(f"expected the name of an account ({there}), got {name!r}")
        return found

    def _leave_an_admin(self, found: Account) -> None:
        others = [one for one in self.all() if one.name != found.name]
        if found.role == "admin" and others and not any(one.role == "admin" for one in others):
            raise UsageError(f"expected that an admin is left; {found.name} is the only one")

    def _change(self, name: str, to: Account | None) -> Account:
        kept = self._kept()
        others = [one for one in kept.accounts if one.name != name]
        accounts = tuple(sorted([*others, *([to] if to else [])], key=lambda one: one.name))
        self._write(msgspec.structs.replace(kept, accounts=accounts))
        return to if to is not None else next(one for one in kept.accounts if one.name == name)

    def _kept(self) -> _Kept:
        """What the file holds, read where it isn't what was read last."""
        try:
            told = self.path.stat()
            # By the inode as well: a change replaces the file, also within the resolution of the clock.
            state = (told.st_mtime_ns, told.st_size, told.st_ino)
            held = self._read
            if held is not None and held[0] == state:
                return held[1]
            if stat.S_IMODE(told.st_mode) & 0o077:
                raise UsageError(f"{self.path}: expected accounts that nobody else can read; chmod 600 {self.path}")
            kept = msgspec.json.decode(self.path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            raise UsageError(f"{self.path}: expected a file of accounts; make one with `mahdar account add {self.path} NAME --role admin`") from None
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{self.path}: expected a file of accounts: {error}") from None
        self._read = state, kept
        return kept

    def _write(self, kept: _Kept) -> None:
        """Put another file in the place of this one, as a whole."""
        beside = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE), "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise UsageError(f"{self.path}: can't write accounts: {error.strerror}") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else changes accounts of this folder meanwhile, in this process or another."""
        with self._lock:
            try:
                folder = os.open(self.path.parent, os.O_RDONLY)
            except OSError as error:
                raise UsageError(f"{self.path}: expected a folder for accounts: {error.strerror}") from error
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                yield
            finally:
                os.close(folder)


def _told(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _checked(name: str) -> str:
    told = _told(name)
    # Control and formatting characters could make one name look like another in the log.
    if not told or len(told) > _LONGEST_NAME or any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") for letter in told):
        raise UsageError(f"expected a name of 1 to {_LONGEST_NAME} letters, got {name!r}")
    return told


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that no password has, to be compared with where nobody has the name."""
    return _hasher().hash(secrets.token_hex(32))


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"expected a password of {SHORTEST} to {LONGEST} characters, got {len(password)}")
    return _hasher().hash(password)


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher().verify(hashed, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
