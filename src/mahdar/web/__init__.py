"""The reading room: the record as pages for people and as JSON for programs. It calls queries and holds no rule of its own."""

from mahdar.web.app import create_app

__all__ = ["create_app"]
