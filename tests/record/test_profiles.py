from __future__ import annotations

import msgspec
from sqlalchemy import func, select

from mahdar.layout.profiles import SiteProfiles, freeze
from mahdar.record import Record, schema
from mahdar.record.queries.pages import reading
from tests.support.places import Places, downgrade, dump
from tests.support.readings import all_readings, round_19
from tests.support.sites import sample_of, story_page

MENU = ["الرئيسية", "أخبار البلاد", "سوق السيارات"]
PAGES = [story_page(n, MENU) for n in range(24)]


def test_counting_the_same_pages_again_changes_nothing(place: Places) -> None:
    path = place("a.mahdar")
    with Record.create_or_open(path) as record:
        first = record.profile_sites(sample_of(PAGES))
        before = dump(path)
        assert record.profile_sites(sample_of(PAGES[::-1])) == first == record.site_profiles() == freeze(sample_of(PAGES))
        assert dump(path) == before


def test_what_earlier_builds_counted_is_added_to(place: Places) -> None:
    with Record.create_or_open(place("a.mahdar")) as record:
        assert record.profile_sites(sample_of(PAGES[:6])).sites == ()
        assert record.profile_sites(sample_of(PAGES[4:])) == freeze(sample_of(PAGES))


def test_profiles_stay_as_long_as_a_page_was_read_with_them(place: Places) -> None:
    def kept(record: Record) -> set[str]:
        with record.read() as connection:
            return set(connection.execute(select(schema.site_profiles.c.hash)).scalars())

    with Record.create_or_open(place("a.mahdar")) as record:
        old = record.profile_sites(sample_of(PAGES[:10])).sites[0].hash
        record.add(msgspec.structs.replace(round_19().reading(), site_profile=old))
        middle = record.profile_sites(sample_of(PAGES[:20])).sites[0].hash
        assert kept(record) == {old, middle}
        new = record.profile_sites(sample_of(PAGES)).sites[0].hash
        assert kept(record) == {old, new}
        record.add(msgspec.structs.replace(round_19().reading(), site_profile=new))
        record.keep_site_profiles(SiteProfiles())
        assert kept(record) == {new}
        assert record.site_profiles() == SiteProfiles()


def test_a_reading_comes_back_with_how_it_was_decoded_and_profiled(place: Places) -> None:
    told = msgspec.structs.replace(round_19().reading(), encoding="windows-1256", notes=("detected", "«س»"), site_profile="ab" * 32)
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(told)
        with record.read() as connection:
            assert reading(connection, told.page) == told


def test_another_profile_makes_the_reading_another_one(place: Places) -> None:
    one = round_19().reading()
    other = msgspec.structs.replace(one, site_profile="ab" * 32, statements=one.statements[:1])
    with Record.create_or_open(place("a.mahdar")) as record:
        record.add(one)
        assert record.has(one.page, one.source, one.engine)
        assert not record.has(one.page, one.source, one.engine, "ab" * 32)
        assert record.add(other)
        assert record.has(one.page, one.source, one.engine, "ab" * 32)
        with record.read() as connection:
            assert reading(connection, one.page) == other


def test_an_older_record_is_brought_up_to_date_with_all_that_it_holds(place: Places) -> None:
    path = place("a.mahdar")
    with Record.create_or_open(path) as record:
        for each in all_readings():
            record.add(each)
    downgrade(path, "0001")
    with Record.open(path, read_only=True) as record, record.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.statements)).scalar_one() > 0
        for each in all_readings():
            assert reading(connection, each.page) == each
