"""The sites of outlets: every one is of a known organization that publishes, and no address is of two."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mahdar.arabic import fold
from mahdar.knowledge import OutletSite, load
from mahdar.names import MediaNames
from mahdar.names.media import MEDIA

SITES = load().outlets.outlet
PUBLISHERS = {o.id for o in load().organizations if o.sort in MEDIA}


def test_there_are_the_sites_of_the_main_outlets() -> None:
    assert len(SITES) >= 60
    assert len({site.entity for site in SITES}) == len(SITES)


@pytest.mark.parametrize("site", SITES, ids=lambda s: s.entity)
def test_a_site_is_of_an_organization_that_publishes(site: OutletSite) -> None:
    assert {site.entity, site.house or site.entity} <= PUBLISHERS
    assert site.hosts
    for host in site.hosts:
        assert re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z]+)*", host)


def test_no_address_and_no_name_is_of_two() -> None:
    for counts in (Counter(host for site in SITES for host in site.hosts), Counter(fold(name) for site in SITES for name in site.names)):
        assert [item for item, n in counts.items() if n > 1] == []


def test_the_address_and_the_names_of_a_site_lead_to_it() -> None:
    media = MediaNames(load())
    for site in SITES:
        assert {media.at(f"https://www.{host}/1") for host in site.hosts} == {site.entity}
        assert {media.find(name) for name in site.names} <= {site.entity}
        assert media.find(media.own_name(site.entity)) == site.entity
