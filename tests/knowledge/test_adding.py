"""A user's entries on top of what ships: replacing, adding to, redirecting; and what is wrong between entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.errors import DataError
from mahdar.knowledge import Knowledge, Office, Person, load, load_dossiers
from mahdar.knowledge.adding import LAYERS
from mahdar.knowledge.rows import FORMS
from mahdar.reader import Reader
from tests.knowledge.conftest import Faults
from tests.support.pages import page_of

NASSER = '[[person]]\nid = "nasser"\nen = "Karim Nasser"\nnames = ["كريم ناصر"]\n'


def loaded(own: Path, text: str) -> Knowledge:
    own.write_text(text, encoding="utf-8")
    return load(own)


def person(known: Knowledge, id_: str) -> Person:
    (found,) = [p for p in known.persons if p.id == id_]
    return found


def test_every_kind_of_entry_has_its_layer() -> None:
    assert set(LAYERS) == set(FORMS) - {"outlet"}


def test_an_entry_of_the_same_id_replaces_the_shipped_one(own: Path) -> None:
    known = loaded(own, '[[person]]\nid = "lavrov"\nen = "Another"\nnames = ["رجل آخر"]\n')
    assert len(known.persons) == len(load().persons)
    assert person(known, "lavrov") == Person(id="lavrov", en="Another", names=("رجل آخر",))
    assert known.redirects == {}


class TestSameAs:
    TEXT = """
[[person]]
id = "lavrov-moskva"
same_as = "lavrov"
en = "Not his label"
names = ["سيرغي لافروف", "عقيل الثلجي الشمالي"]
short = ["اللافروف"]
latin = ["Lawrow"]
wikidata = "Q999999"
needs_full = true
offices = [{ role = "envoy", of = "un-of-ours", from = "1994" }]

[[person]]
id = "lavrov-third"
same_as = "lavrov-moskva"
names = ["سيرج لافروف"]

[[organization]]
id = "un-of-ours"
same_as = "un"
names = ["أمم الدنيا"]

[[organization]]
id = "un-office"
en = "Office"
names = ["مكتب الأمم"]
sort = "body"

[[outlet]]
entity = "tass-of-ours"
hosts = ["tass-of-ours.example"]

[[organization]]
id = "tass-of-ours"
same_as = "tass"
"""

    def test_it_adds_what_it_has(self, own: Path) -> None:
        known = loaded(own, self.TEXT)
        shipped, found = person(load(), "lavrov"), person(known, "lavrov")
        assert found.names == (*shipped.names, "عقيل الثلجي الشمالي", "سيرج لافروف")
        assert found.short == (*shipped.short, "اللافروف")
        assert found.latin == (*shipped.latin, "Lawrow")
        assert found.wikidata == (shipped.wikidata or "Q999999")
        assert found.needs_full
        assert (found.en, found.known, found.same_as) == (shipped.en, shipped.known, None)
        assert found.offices == (*shipped.offices, Office(role="envoy", of="un", from_="1994"))

    def test_its_id_leads_to_the_thing(self, own: Path) -> None:
        known = loaded(own, self.TEXT)
        assert known.redirects == {"lavrov-moskva": "lavrov", "lavrov-third": "lavrov", "un-of-ours": "un", "tass-of-ours": "tass"}
        assert not {"lavrov-moskva", "lavrov-third", "un-of-ours"} & {entry.id for _, entry in known.entries()}
        assert [site.hosts for site in known.outlets.outlet if site.entity == "tass"][-1] == ("tass-of-ours.example",)

    def test_a_reading_has_the_thing(self, own: Path) -> None:
        page = page_of("عنوان الخبر عن المحادثات\n\nقال عقيل الثلجي الشمالي إن الوفود وصلت صباح اليوم.")
        assert "lavrov" in {name.entity for name in Reader(loaded(own, self.TEXT)).read(page).names}
        assert "lavrov" not in {name.entity for name in Reader(load()).read(page).names}

    def test_a_dossier_s_ids_lead_there_too(self, own: Path) -> None:
        known = loaded(own, self.TEXT)
        dossier = own.with_name("dossier.toml")
        dossier.write_text(
            'id = "oasis"\nkind = "talks"\nevent = "oasis-talks"\nen = "Oasis"\nar = "الواحة"\nnames = ["الواحة"]\n'
            '[[actor]]\nentity = "un-of-ours"\nrole = "mediator"\n'
            '[[group]]\nentity = "friends"\nen = "Friends"\nrole = "party"\nnames = ["الأصدقاء"]\nmembers = ["un-of-ours", "russia"]\n',
            encoding="utf-8",
        )
        (found,) = [d for d in Reader(known, load_dossiers(dossier)).dossiers if d.id == "oasis"]
        assert (found.actor[0].entity, found.group[0].members) == ("un", ("un", "russia"))

    def test_it_may_add_to_a_town_of_the_gazetteer(self, own: Path) -> None:
        town = next(s for s in load().settlements if s.state == "syria")
        known = loaded(own, f'[[place]]\nid = "our-town"\nsame_as = "{town.id}"\nnames = ["بلدة الاختبار"]\n')
        assert next(s for s in known.settlements if s.id == town.id).names == (*town.names, "بلدة الاختبار")
        assert len(known.places) == len(load().places)

    def test_it_may_replace_a_shipped_entry_by_another(self, own: Path) -> None:
        known = loaded(own, '[[person]]\nid = "lavrov"\nsame_as = "lavrentiev"\n')
        assert "lavrov" not in {p.id for p in known.persons}
        assert known.redirects == {"lavrov": "lavrentiev"}


def test_an_entry_for_a_town_of_the_gazetteer_is_a_place_like_others(own: Path) -> None:
    town = next(s for s in load().settlements if s.state == "syria")
    known = loaded(own, f'[[place]]\nid = "{town.id}"\nen = "Town"\nnames = ["بلدة الاختبار"]\nsort = "city"\n')
    assert town.id not in {s.id for s in known.settlements}
    assert town.id in {p.id for p in known.places}


def test_a_site_of_an_outlet_is_added_or_replaced(own: Path) -> None:
    known = loaded(
        own,
        '[[organization]]\nid = "oasis-news"\nen = "Oasis"\nnames = ["أخبار الواحة"]\nsort = "newspaper"\n'
        '[[outlet]]\nentity = "oasis-news"\nhosts = ["oasis.example"]\nmonth_first = true\n'
        '[[outlet]]\nentity = "rt"\nhosts = ["rt.example"]\n',
    )
    sites = {site.entity: site for site in known.outlets.outlet}
    assert sites["oasis-news"].month_first
    assert sites["rt"].hosts == ("rt.example",)
    page = page_of("عنوان الخبر عن المحادثات\n\nقالت الوفود إنها وصلت صباح اليوم، حسبما ذكرت أخبار الواحة.\n\nجميع الحقوق محفوظة أخبار الواحة")
    outlet = Reader(known).read(page).outlet
    assert outlet is not None
    assert outlet.entity == "oasis-news"


def test_entries_of_a_dossier_are_added(own: Path) -> None:
    own.write_text(
        'id = "oasis"\nkind = "talks"\nevent = "oasis-talks"\nen = "Oasis"\nar = "الواحة"\nnames = ["الواحة"]\nplace = "oasis-town"\n'
        '[[knowledge.place]]\nid = "oasis-town"\nen = "Oasis Town"\nnames = ["بلدة الواحة"]\nsort = "city"\n',
        encoding="utf-8",
    )
    assert "oasis-town" in {place.id for place in load(dossiers=[own]).places}
    assert "oasis" in {dossier.id for dossier in load_dossiers(own)}


def test_entries_of_a_dossier_under_another_name(own: Path) -> None:
    own.write_text('id = "oasis"\nkind = "talks"\nevent = "e"\nen = "Oasis"\nar = "الواحة"\nnames = ["الواحة"]\n' + NASSER, encoding="utf-8")
    with pytest.raises(DataError, match=r"expected entries of names under \[\[knowledge\.person\]\], got \[\[person\]\]"):
        load_dossiers(own)


class TestFaults:
    def test_an_id_twice_in_a_file(self, faults: Faults) -> None:
        (said,) = faults(NASSER + NASSER)
        assert said.startswith("1.toml, line 6: person 'nasser': id: expected an id that no other entry has, got that of the person at ")
        assert "1.toml, line 1; take out one of them" in said

    def test_an_id_twice_in_two_files_and_kinds(self, faults: Faults) -> None:
        (said,) = faults(NASSER, '[[place]]\nid = "nasser"\nen = "N"\nnames = ["ناصر"]\nsort = "city"\n')
        assert said.startswith("2.toml, line 2: place 'nasser': id: ")
        assert "the person at " in said

    def test_a_shipped_id_of_another_kind(self, faults: Faults) -> None:
        (said,) = faults('[[place]]\nid = "lavrov"\nen = "N"\nnames = ["لافروف"]\nsort = "city"\n')
        assert said == "1.toml, line 2: place 'lavrov': id: expected an id of its own, got one that ships, of the kind person"

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (NASSER + 'state = "atlantis"', "line 5: person 'nasser': state: expected an id of the kind state, got 'atlantis', which"),
            (NASSER + 'state = "lavrov"', "state: expected an id of the kind state, got 'lavrov'"),
            (NASSER + '[[person.offices]]\nrole = "envoy"\n[[person.offices]]\nrole = "x"\nof = "nobody"', "line 9: person 'nasser': offices[1].of:"),
            (NASSER + 'same_as = "nobody"', "line 5: person 'nasser': same_as: expected the id of an entry, got 'nobody', which nothing has"),
            (NASSER + 'same_as = "tass"', "same_as: expected an id of the kind person, got 'tass', of the kind organization"),
            ('[[state]]\nid = "xx"\nen = "X"\nnames = ["بلد"]\ncapital = "tass"', "line 5: state 'xx': capital: expected an id of the kind place"),
            ('[[state]]\nid = "xx"\nen = "X"\nnames = ["بلد"]\ngovernment = "moscow"', "government: expected an id of the kind organization"),
            ('[[outlet]]\nentity = "nobody"\nhosts = ["n.example"]', "line 2: outlet 'nobody': entity: expected an id of the kind organization"),
            ('[[outlet]]\nentity = "rt"\nhosts = ["rt.com"]\nhouse = "nobody"', "line 4: outlet 'rt': house: "),
            ('[[outlet]]\nentity = "un"\nhosts = ["rt.com"]', "line 3: outlet 'un': hosts: expected addresses that are of one outlet, got 'rt.com'"),
        ],
    )  # fmt: skip
    def test_an_id_that_nothing_has(self, faults: Faults, text: str, told: str) -> None:
        (said,) = faults(text)
        assert told in said

    @pytest.mark.parametrize("of", ["russia", "un", "moscow", "russia-mfa", "knesset", "syria-government", "nasser-land-army", "own-body"])
    def test_ids_that_there_are(self, faults: Faults, of: str) -> None:
        land = '[[state]]\nid = "nasser-land"\nen = "N"\nnames = ["بلاد ناصر"]\ngovernment = "nasser-land-cabinet"\n'
        body = '[[organization]]\nid = "own-body"\nen = "N"\nnames = ["هيئة ناصر"]\nsort = "body"\nstate = "nasser-land"\n'
        assert faults(NASSER + f'offices = [{{ role = "envoy", of = "{of}" }}]\n' + land, body) == []

    def test_circles(self, faults: Faults) -> None:
        texts = [f'[[person]]\nid = "{a}"\nsame_as = "{b}"\n' for a, b in (("a", "b"), ("b", "c"), ("c", "b"), ("d", "d"), ("e", "lavrov"))]
        ring, own = faults("".join(texts))
        assert ring.startswith("1.toml, line 6: person 'b': same_as: expected a chain that ends at an entry of its own, got a circle: b (")
        assert ring.endswith("line 7) → b; take one same_as out")
        assert own.startswith("1.toml, line 12: person 'd': same_as: ")

    def test_a_long_chain_and_a_long_circle_take_no_longer_than_their_length(self, faults: Faults) -> None:
        many = 20_000
        lines = [f'{{"kind": "person", "id": "p{n}", "same_as": "p{(n + 1) % many}"}}' for n in range(many)]
        (ring,) = faults("\n".join(lines))
        assert len(ring) < 1000
        assert faults("\n".join([*lines[:-1], f'{{"kind": "person", "id": "p{many - 1}", "same_as": "lavrov"}}'])) == []


def test_loading_stops_at_the_first_fault_and_says_how_to_see_the_others(own: Path) -> None:
    own.write_text(NASSER.replace("كريم ناصر", "ك") + NASSER, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load(own)
    assert str(error.value).startswith(f"{own}, line 4: person 'nasser': names: expected a name of two letters or more")
    assert "`mahdar knowledge check FILE`" in str(error.value)
