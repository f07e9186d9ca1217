"""All addresses of the desk."""

from __future__ import annotations

from litestar import Controller
from litestar.handlers import HTTPRouteHandler

from mahdar.web.desk.editing import EDIT_FACES, judge, undo
from mahdar.web.desk.entrance import login, login_form, logout
from mahdar.web.desk.faces import REVIEW_FACES
from mahdar.web.desk.people import ACCOUNT_FACES, change_accounts

DESK: list[HTTPRouteHandler | type[Controller]] = [
    login_form,
    login,
    logout,
    *ACCOUNT_FACES,
    change_accounts,
    *REVIEW_FACES,
    *EDIT_FACES,
    judge,
    undo,
]
"""Their handlers."""
