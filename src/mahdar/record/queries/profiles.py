"""Site profiles: what recurs on the pages of a site, as pages were read with it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from mahdar.record import schema
from mahdar.record.answers import Listing, SiteProfileRow
from mahdar.record.queries.lookup import AnyRow


def site_profiles(connection: Connection, *, offset: int = 0, limit: int = 50) -> Listing[SiteProfileRow]:
    """The profiles that the latest build read with, those of most pages first, then by site."""
    p = schema.site_profiles.c
    total = connection.execute(select(func.count()).select_from(schema.site_profiles).where(p.latest)).scalar_one()
    query = select(p.hash, p.site, p.pages, p.lines).where(p.latest).order_by(p.pages.desc(), p.site).offset(offset).limit(limit)
    return Listing(total=total, offset=offset, limit=limit, items=tuple(_row(row) for row in connection.execute(query)))


def site_profile(connection: Connection, digest: str) -> SiteProfileRow | None:
    """The profile with this hash (`Reading.site_profile`); None where the record doesn't keep it, as where it came from a file."""
    p = schema.site_profiles.c
    row = connection.execute(select(p.hash, p.site, p.pages, p.lines).where(p.hash == digest)).first()
    return _row(row) if row else None


def _row(row: AnyRow) -> SiteProfileRow:
    return SiteProfileRow(hash=row.hash, site=row.site, pages=row.pages, lines=row.lines)
