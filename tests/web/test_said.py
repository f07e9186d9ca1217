"""The faces of statements: the list and its filters, the way drawn, and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from mahdar.record.queries.filters import StatementFilter
from tests.support.readings import communique, round_19, stated_readings
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room
from tests.web.test_faces import Outline

COMMUNIQUE = communique().reading()
AGREED, LONELY, ACCUSED = COMMUNIQUE.statements


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = record_of(stated_readings(), tmp_path_factory.mktemp("said") / "said.mahdar")
    with reading_room(path) as opened:
        yield opened


def plain(source: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", source.partition("<main")[2]).split())


def shown(source: str) -> list[str]:
    """The statements that a list shows, by their links."""
    return list(dict.fromkeys(re.findall(r'href="/statement/([0-9a-f]{12})[?"]', source)))


def test_the_list_shows_all_with_what_it_can_be_narrowed_to(room: Client) -> None:
    answer = room.get("/statements")
    assert len(shown(answer.text)) == 10
    told = plain(answer.text)
    assert "10 تصريحات" in told
    assert "يحتاج إلى مراجعة 2" in told
    assert "ألكسندر لافرينتييف 3" in told
    assert "إدلب 2" in told
    assert "المعروض" not in told, "no filter is in force"


def test_every_count_leads_to_as_many_statements(room: Client) -> None:
    source = room.get("/statements?since=2017").text
    facets = source.partition('id="facets"')[2]
    links = re.findall(r'<li><a href="([^"]+)".*?<span class="n">(\d+)</span></li>', facets, re.DOTALL)
    assert len(links) > 12
    for address, count in links:
        assert len(shown(room.get(address.replace("&amp;", "&")).text)) == int(count), address


def test_filters_stay_in_addresses_and_can_be_taken_away(room: Client) -> None:
    source = room.get("/statements?lang=en&act=agree&issue=idlib&since=2017&offset=0").text
    assert shown(source) == [AGREED.id]
    outline = Outline(source)
    away = [attrs["href"] or "" for tag, attrs in outline.elements if (attrs.get("title") or "").startswith("Remove this filter")]
    asked = [parse_qs(urlsplit(address).query) for address in away]
    assert {"lang": ["en"], "issue": ["idlib"], "since": ["2017"]} in asked
    assert all("offset" not in query and query["lang"] == ["en"] for query in asked)
    hidden = {attrs["name"]: attrs["value"] for tag, attrs in outline.elements if tag == "input" and attrs.get("type") == "hidden"}
    hidden = {name: value for name, value in hidden.items() if name in (*StatementFilter.__struct_fields__, "lang")}  # not those of other forms
    assert hidden == {"lang": "en", "act": "agree", "issue": "idlib"}, "the form of dates keeps the others"
    assert [attrs.get("aria-current") for _, attrs in outline.elements if attrs.get("class") == "chosen-value"] == ["true", "true"]


def test_a_form_that_was_left_empty_filters_nothing(room: Client) -> None:
    assert len(shown(room.get("/statements?since=&until=&issue=").text)) == 10


def test_pages_of_the_list_keep_the_filters(room: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.web.said.STATEMENTS", 2)
    source = room.get("/statements?kind=indirect").text
    assert 'rel="next" href="/statements?kind=indirect&amp;offset=2#list"' in source
    seen = [found for offset in (0, 2, 4) for found in shown(room.get(f"/statements?kind=indirect&offset={offset}").text)]
    assert len(seen) == len(set(seen)) == 6
    assert f"{1}–{2}" in room.get("/statements?kind=indirect").text


def test_an_empty_list_says_so(room: Client, empty: Client) -> None:
    none = room.get("/statements?act=promise&speaker=nobody&page=abc&meeting=astana-1&addressee=turkey")
    assert none.status_code == 200
    assert "لا تصريح في السجل تنطبق عليه هذه الشروط كلها" in none.text
    assert "المخاطَب تركيا" in plain(none.text)
    assert "No statement in the record" in room.get("/statements?act=promise&lang=en").text
    assert "ليس في الصفحات قول منسوب إلى قائل." in empty.get("/statements").text
    assert empty.get("/statements.json").json()["facets"]["review"] == 0


@pytest.mark.parametrize(
    ("query", "where"), [("act=shout", "act"), ("kind=loud", "kind"), ("since=soon", "since"), ("until=2022-02-30", "until"), ("offset=-1", "offset")]
)
def test_filters_that_make_no_sense(room: Client, query: str, where: str) -> None:
    for address in ("/statements.json", "/api/v1/statements", "/api/v1/statements/facets"):
        if where == "offset" and address.endswith("facets"):
            continue
        answer = room.get(f"{address}?{query}")
        assert (answer.status_code, answer.json()["error"]["where"]) == (400, where), address
    assert "في العنوان قيمة لا تصلح" in room.get(f"/statements?{query}").text, "said to people in their words"


def test_json_and_the_api_take_the_same_filters(room: Client) -> None:
    for query in (
        "act=call",
        "kind=direct&outlet=%D9%88%D9%83%D8%A7%D9%84%D8%A9+%D8%A7%D9%84%D8%B4%D8%B1%D9%82",
        "issue=idlib&review=true",
        "until=2022-11-22",
    ):
        face = room.get(f"/statements.json?{query}").json()
        listed = room.get(f"/api/v1/statements?{query}").json()
        assert face["statements"]["items"] == listed["items"]
        assert listed["total"] > 0
        assert room.get(f"/api/v1/statements/facets?{query}").json() == face["facets"]
    assert room.get("/statements", headers={"accept": "application/json"}).json() == room.get("/statements.json").json()
    assert room.get("/statements.json?act=call").json()["filter"]["act"] == "call"


def test_the_row_is_the_same_everywhere(room: Client) -> None:
    """A statement in the list, on the overview and with its speaker: one form, with all that needs saying."""
    row = re.compile(rf'<article class="st" data-item>(?:(?!</article>).)*/statement/{AGREED.id}.*?</article>', re.DOTALL)
    rows = {row.search(room.get(address).text)[0] for address in ("/statements", "/", "/actor/kazakhstan-mfa")}  # type: ignore[index]
    assert len(rows) == 1
    told = " ".join(re.sub(r"<[^>]*>", " ", rows.pop()).split())
    assert "وزارة الخارجية الكازاخستانية ← مسار أستانا ← تاس ← نوفوستي" in told
    assert "الصفحة كلها نص تاس" in told
    assert "السطر 2 في الصفحة وتتمته في السطر 3" in told
    doubtful = plain(room.get("/statements?review=true").text)
    assert doubtful.count("يحتاج إلى مراجعة") == 2 + 2, "each row, the chip, and the facet"


def test_a_statement_shows_its_way_stop_by_stop(room: Client) -> None:
    source = room.get(f"/statement/{AGREED.id}").text
    way = re.search(r'<ol class="way">.*?</ol>', source, re.DOTALL)
    assert way
    assert " ".join(re.sub(r"<[^>]*>", " ", way[0]).split()) == (
        "القائل وزارة الخارجية الكازاخستانية السطر 2 الناقل مسار أستانا السطر 2 الناقل تاس السطر 2 الناشر نوفوستي"
    )
    assert re.findall(r'href="/actor/([\w-]+)"', way[0]) == ["kazakhstan-mfa", "astana-process", "tass", "ria-novosti"]
    cue, via = COMMUNIQUE.statements[0].cue, COMMUNIQUE.statements[0].via[1]
    assert cue
    assert f"mark={via.start},{via.end}#char={via.start},{via.end}" in way[0]


def test_what_is_not_known_of_a_way_is_drawn_too(room: Client) -> None:
    lonely = room.get(f"/statement/{LONELY.id}").text
    assert '<li class="unknown"><span class="part">قائل غير معلوم</span>' in lonely
    undated = room.get("/api/v1/statements?speaker=tleuberdi").json()["items"][0]["id"]
    assert "outlet not known" in room.get(f"/statement/{undated}?lang=en").text
    assert "Date of publication not known" in room.get(f"/statement/{undated}?lang=en").text


def test_a_statement_tells_all_that_was_understood(room: Client) -> None:
    source = room.get(f"/statement/{ACCUSED.id}").text
    outline = Outline(source)
    told = plain(source)
    assert "يحتاج إلى مراجعة" in told
    assert "درجة اليقين ضعيفة ( 0.69 )" in told
    assert "المقصود تركيا" in told
    assert "منفي" in told
    assert "تاريخ النشر مايو 2017" in told
    assert "https://north.example/{1}" in told
    assert "9 مايو 2017" in told, "when it was fetched"
    marked = re.search(r'class="ev context">(.*?)</p>', source, re.DOTALL)
    assert marked
    assert "<mark>أن دمشق تتهم تركيا</mark>" in marked[1]
    assert re.sub(r"<[^>]*>", "", marked[1]).strip() == "ولم ينف سمير الحداد أن دمشق تتهم تركيا."
    assert '<span class="chosen">ينف</span>' in marked[1]
    assert len(list(outline.all("id"))) == len(set(outline.all("id")))
    assert "لا لفظ، علامتا التنصيص وحدهما" in plain(room.get(f"/statement/{LONELY.id}").text)


def test_parts_stand_in_the_pages_order_with_their_lines(room: Client) -> None:
    source = room.get(f"/statement/{AGREED.id}").text
    quoted = re.search(r"<blockquote.*?</blockquote>", source, re.DOTALL)
    assert quoted
    assert re.sub(r"<[^>]*>", "", quoted[0]) == "أن الأطراف {اتفقت} على خفض 100% من النيران في إدلب […] وعلى تبادل القوائم"
    [more] = AGREED.more
    assert f"mark={more.start},{more.end}#char={more.start},{more.end}" in source


def test_citations_are_on_the_face_and_are_files(room: Client) -> None:
    source = room.get(f"/statement/{AGREED.id}").text
    address = f"http://testserver.local/statement/{AGREED.id}"
    assert f'id="permalink">{address}</bdi>' in source
    for suffix, name, kind in (
        (".txt", "text", "text/plain"),
        (".bib", "bibtex", "application/x-bibtex"),
        (".csl.json", "csl-json", "application/vnd.citationstyles.csl+json"),
    ):
        for language in ("ar", "en"):
            answer = room.get(f"/statement/{AGREED.id}{suffix}?lang={language}")
            assert answer.status_code == 200
            assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
            assert answer.headers["content-disposition"] == f'attachment; filename="mahdar-{AGREED.id}{suffix}"'
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert address in answer.text
            api = room.get(f"/api/v1/statements/{AGREED.id}/citation?format={name}&lang={language}")
            assert (api.text, api.headers["content-type"]) == (answer.text, answer.headers["content-type"])
        assert f'href="/statement/{AGREED.id}{suffix}' in source
    assert room.get(f"/statement/{AGREED.id}.csl.json").json()[0]["id"] == f"mahdar-{AGREED.id}"
    shown_text = re.search(r'<p class="cite" id="cite-ar".*?</p>', source, re.DOTALL)
    assert shown_text
    assert re.sub(r"<[^>]*>", "", shown_text[0]) + "\n" == room.get(f"/statement/{AGREED.id}.txt").text, "what is copied is what is sent"


def test_citations_that_there_are_not(room: Client) -> None:
    assert room.get("/statement/000000000000.bib").status_code == 404
    assert room.get("/api/v1/statements/000000000000/citation").json()["error"]["where"] == "/api/v1/statements/000000000000/citation"
    assert room.get(f"/api/v1/statements/{AGREED.id}/citation?format=ris").json()["error"]["where"] == "format"
    assert room.get(f"/statement/{AGREED.id}.bib?lang=fr").status_code == 400


def test_the_citation_is_described(room: Client) -> None:
    described = room.get("/schema/openapi.json").json()["paths"]
    names = {parameter["name"] for parameter in described["/api/v1/statements/{key}/citation"]["get"]["parameters"]}
    assert names == {"key", "format", "lang"}
    for path in ("/api/v1/statements", "/api/v1/statements/facets"):
        names = {parameter["name"] for parameter in described[path]["get"]["parameters"]}
        assert {"speaker", "addressee", "act", "kind", "issue", "outlet", "since", "until", "meeting", "page", "review"} <= names
    everything = room.get("/api/v1/statements").json()
    assert everything["total"] == 10


def test_of_a_chosen_page_all_statements_are_listed(room: Client) -> None:
    assert shown(room.get(f"/statements?page={round_19().reading().page}").text) == [
        found["id"] for found in room.get(f"/api/v1/statements?page={round_19().reading().page}").json()["items"]
    ]
