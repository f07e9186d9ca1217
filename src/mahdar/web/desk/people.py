"""`/accounts`: who may use the reading room, for admins."""

from __future__ import annotations

import logging
from http import HTTPStatus

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency

from mahdar.errors import UsageError
from mahdar.model import Noun
from mahdar.web.answering import AnyRequest, as_json, html, wants_json
from mahdar.web.choices import language_of
from mahdar.web.desk.access import Person
from mahdar.web.desk.accounts import ROLES, Accounts, Role
from mahdar.web.desk.entrance import away, with_accounts
from mahdar.web.desk.guard import LoginNeededError, Posted, person_of, refused

_LOG = logging.getLogger("mahdar.accounts")


class AccountRow(Noun, frozen=True, kw_only=True):
    """An account as it is shown."""

    name: str
    role: Role


class AccountsFace(Noun, frozen=True, kw_only=True):
    """All that ``/accounts`` shows."""

    accounts: tuple[AccountRow, ...]


def accounts(request: AnyRequest) -> Response[str]:
    """The accounts."""
    language_of(request)
    held = with_accounts(request).accounts
    assert held is not None
    person = person_of(request)
    if person is None:
        raise LoginNeededError(detail="expected the account of an admin")
    _admin(person)
    return _shown(request, held)


@post("/accounts", include_in_schema=False)
async def change_accounts(request: AnyRequest, posted: NamedDependency[Posted]) -> Response[str]:
    """Add an account, give one another role or password, or remove it; ``do`` says which."""
    held = with_accounts(request).accounts
    assert held is not None
    _admin(posted.person)
    try:
        # A password is hashed, which takes a while.
        told = await sync_to_thread(_change, held, posted)
    except UsageError as error:
        return _shown(request, held, status=HTTPStatus.UNPROCESSABLE_ENTITY, wrong=str(error))
    _LOG.warning("%r: %s", posted.person.name, told)
    return away("/accounts" + ("?lang=en" if language_of(request) == "en" else ""))


def _change(held: Accounts, posted: Posted) -> str:
    """Do it; what was done, for the server's log."""
    do, name, role = posted.field("do"), posted.field("name") or "", posted.field("role") or "reader"
    if role not in ROLES:
        raise UsageError(f"expected a role ({', '.join(ROLES)}), got {role!r}")
    if do == "add":
        return f"account {held.add(name, role, posted.field('password') or '').name!r} added as {role}"
    if do == "role":
        return f"account {held.set_role(name, role).name!r} is {role}"
    if do == "password":
        return f"account {held.set_password(name, posted.field('password') or '').name!r} has another password"
    if do == "remove":
        return f"account {held.remove(name).name!r} removed"
    raise UsageError(f"expected do=add, role, password or remove, got {do!r}")


def _shown(request: AnyRequest, held: Accounts, *, status: int = HTTPStatus.OK, wrong: str | None = None) -> Response[str]:
    face = AccountsFace(accounts=tuple(AccountRow(name=one.name, role=one.role) for one in held.all()))
    if wants_json(request):
        return as_json(request, face)
    answer = html(request, "accounts.html", status=status, face=face, roles=ROLES, wrong=wrong)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _admin(person: Person) -> None:
    if person.role != "admin":
        raise refused(f"expected an admin, got {person.name}")


ACCOUNT_FACES = [get(path, name=path, include_in_schema=False, sync_to_thread=False)(accounts) for path in ("/accounts", "/accounts.json")]
