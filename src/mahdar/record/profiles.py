"""Site profiles in the record: what was counted, what was frozen from it, and which profiles pages were read with."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from mahdar.layout.profiles import Counted, Sample, SiteProfile, SiteProfiles
from mahdar.record import schema
from mahdar.record.dialect import Held, hold, upsert

Row = dict[str, object]


def counted(connection: Connection) -> Sample:
    """What earlier builds counted. Until the transaction ends no other one adds to it."""
    hold(connection, Held.SITES)
    return counted_by(connection)


def counted_by(connection: Connection) -> Sample:
    """What earlier builds counted, for who only reads."""
    sample = Sample()
    for row in connection.execute(select(schema.site_counts).order_by(schema.site_counts.c.site)):
        sample.merge(row.page_limit, {row.site: msgspec.msgpack.decode(row.counted, type=tuple[Counted, ...])})
    return sample


def keep_counted(connection: Connection, sample: Sample) -> None:
    """Keep ``sample`` in place of what was counted before."""
    connection.execute(delete(schema.site_counts))
    for site, pages in sample.sites.items():
        row = {"site": site, "page_limit": sample.limit, "pages": len(pages), "counted": msgspec.msgpack.encode(pages)}
        connection.execute(insert(schema.site_counts), [row])


def latest(connection: Connection) -> SiteProfiles:
    """The profiles that the latest build read with."""
    table = schema.site_profiles
    found = connection.execute(select(table.c.profile).where(table.c.latest).order_by(table.c.site)).scalars()
    return SiteProfiles(sites=tuple(msgspec.json.decode(profile, type=SiteProfile) for profile in found))


def keep(connection: Connection, profiles: SiteProfiles) -> None:
    """Keep ``profiles`` as those of the latest build."""
    hold(connection, Held.SITES)
    table = schema.site_profiles
    connection.execute(update(table).values(latest=False))
    upsert(connection, table, [_row(profile, latest=True) for profile in profiles.sites], setting=["latest"])
    _drop_unused(connection)


def settle(connection: Connection, profiles: SiteProfiles) -> None:
    """Drop the profiles that neither the latest build used nor any page or capture was read with; of ``profiles`` the others are kept, too."""
    hold(connection, Held.SITES)
    upsert(connection, schema.site_profiles, [_row(profile, latest=False) for profile in profiles.sites])
    _drop_unused(connection)


def _drop_unused(connection: Connection) -> None:
    table = schema.site_profiles
    used = [select(of.c.site_profile).where(of.c.site_profile.is_not(None)) for of in (schema.pages, schema.captures)]
    connection.execute(delete(table).where(table.c.latest.is_(False), *(table.c.hash.not_in(query) for query in used)))


def _row(profile: SiteProfile, *, latest: bool) -> Row:
    text = msgspec.json.encode(profile).decode()
    lines = sum(line.kind != "recurring" for line in profile.lines)
    return {"hash": profile.hash, "site": profile.site, "pages": profile.pages, "lines": lines, "profile": text, "latest": latest}
