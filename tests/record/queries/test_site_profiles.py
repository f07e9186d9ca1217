from __future__ import annotations

from mahdar.record import Record
from mahdar.record.queries.profiles import site_profile, site_profiles
from tests.support.places import Places
from tests.support.sites import sample_of, story_page

MENU = ["الرئيسية", "أخبار البلاد", "سوق السيارات"]
PAGES = [story_page(n, MENU) for n in range(24)]
OTHERS = [story_page(n, ["الصفحة الأولى", "شؤون دولية"], site="b.example") for n in range(30, 42)]


def test_profiles_of_the_latest_build_by_pages(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        made = record.profile_sites(sample_of([*PAGES, *OTHERS]))
        with record.read() as connection:
            listed = site_profiles(connection)
            assert [(row.site, row.pages, row.lines) for row in listed.items] == [("a.example", 24, 3), ("b.example", 12, 2)]
            assert (listed.total, site_profiles(connection, offset=1, limit=1).items) == (2, listed.items[1:])
            for profile in made.sites:
                assert site_profile(connection, profile.hash) in listed.items
            assert site_profile(connection, "0" * 64) is None
