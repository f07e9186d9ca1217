from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from litestar.testing import TestClient

from mahdar.record import Record
from mahdar.web import create_app
from mahdar.web.answering import HEADERS
from mahdar.web.faces import ADDRESSES
from mahdar.web.feeds import ADDRESSES as FEEDS
from mahdar.web.listing import ADDRESSES as TABLES
from tests.support.readings import Draft, envoy, envoy_elsewhere, round_19, round_19_elsewhere, undated_call
from tests.support.rich import rich
from tests.support.rooms import Client

PAGE = round_19().reading()


class Outline(HTMLParser):
    """Elements, ids, links, and the text of the sheet."""

    VOID = frozenset({"meta", "link", "input", "br"})

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.sheet: list[str] = []
        self.marked: list[str] = []
        self.feed(source)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [name for name, _ in self.stack]
        if any(attrs.get("class") == "sheet" for _, attrs in self.stack):
            if "summary" not in inside:
                self.sheet.append(data)
            if "mark" in inside:
                self.marked.append(data)

    def all(self, attribute: str) -> Iterator[str]:
        return (attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs)


def addresses(client: Client) -> list[str]:
    found = ["/", "/about", "/statements", "/statements?act=call&since=2022", "/nothing-here"]
    for kind, face in (("meetings", "meeting"), ("statements", "statement"), ("entities", "actor"), ("pages", "page")):
        found += [f"/{face}/{item['id']}" for item in client.get(f"/api/v1/{kind}").json()["items"]]
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_face_is_sound_html_and_every_link_leads_somewhere(client: Client, language: str) -> None:
    seen: dict[str, int] = {}
    for address in addresses(client):
        answer = client.get(address + ("" if language == "ar" else f"{'&' if '?' in address else '?'}lang={language}"))
        outline = Outline(answer.text)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert outline.elements[0] == ("html", {"lang": language, "dir": "rtl" if language == "ar" else "ltr", "data-theme": "auto"})
        ids = list(outline.all("id"))
        assert len(ids) == len(set(ids)), address
        assert "style" not in dict.fromkeys(name for _, attrs in outline.elements for name in attrs), "no inline styles"
        assert not [attrs for tag, attrs in outline.elements if tag == "script" and "src" not in attrs], "no inline scripts"
        for link in outline.all("href"):
            assert link.startswith(("/", "#")), f"{address} leads off the host: {link}"
            path = link.partition("#")[0]
            if path and path not in seen:
                seen[path] = client.get(path).status_code
                assert seen[path] == (404 if "nothing-here" in path else 200), f"{address} → {link}"
            if language == "en" and path and not path.startswith(("/static", "/api", "/schema")) and ".json" not in path and "lang" not in path:
                # The one link that leads to the other language.
                assert link == address, link


def test_the_overview(client: Client) -> None:
    told = client.get("/").text
    assert "4 صفحات · ناشران · اجتماعان · 7 تصريحات" in told
    assert "الجولة 19 — " in told
    assert "الصفحات لا تتفق" in told
    assert "بلا تاريخ" in told


def test_an_empty_record_says_what_to_do(empty: Client) -> None:
    assert "السجل فارغ" in empty.get("/").text
    assert "mahdar build" in empty.get("/").text
    assert "The record is empty" in empty.get("/?lang=en").text
    assert empty.get("/about").status_code == 200
    assert empty.get("/index.json").json()["overview"]["pages"] == 0


def test_a_meeting_shows_each_page_and_why_one_is_chosen(client: Client) -> None:
    told = client.get("/meeting/astana-19").text
    assert "21 نوفمبر 2022</mark>" in told
    assert "اختير لأنه أوثق سنداً" in told
    assert "ملف أستانا: الجولة 19" in told
    assert "من الملف" in told
    elsewhere = round_19_elsewhere().reading().page
    assert re.search(rf'href="/page/{elsewhere}\?mark=\d+,\d+#char=\d+,\d+">السطر 3</a>', told)


def test_the_page_face_holds_the_text_untouched(client: Client) -> None:
    for draft in (round_19(), round_19_elsewhere(), undated_call()):
        reading = draft.reading()
        for query in ("", "?mark=3,9", f"?item={reading.statements[0].id}"):
            assert "".join(Outline(client.get(f"/page/{reading.page}{query}").text).sheet) == reading.text


def lines_of(outline: Outline) -> list[tuple[dict[str, str | None], dict[str, str | None] | None]]:
    """The lines of a sheet with the labels of their roles."""
    found: list[tuple[dict[str, str | None], dict[str, str | None] | None]] = []
    for _, attrs in outline.elements:
        if (attrs.get("class") or "").startswith("line "):
            found.append((attrs, None))
        elif attrs.get("class") == "role":
            found[-1] = (found[-1][0], attrs)
    return found


def test_each_line_says_its_role_and_why(furnished: Client) -> None:
    reading, _ = rich()
    outline = Outline(furnished.get(f"/page/{reading.page}").text)
    assert "".join(outline.sheet) == reading.text, "what is said of the lines is no part of the text"
    told = {line["data-line"]: (line["class"], role or {}) for line, role in lines_of(outline)}
    kind, role = told["7"]
    assert kind == "line title"
    assert role["data-role"] == "عنوان"
    assert (role["data-why"], role["data-more"]) == ("العنوان فوق المتن", "درجة اليقين 0.99")
    assert role["aria-label"] == "السطر 7، عنوان: العنوان فوق المتن؛ درجة اليقين 0.99"
    assert told["2"][1]["data-why"] == "يتكرر في \u206825\u2069 من 25 صفحة لهذا الموقع"
    assert told["3"][0] == "line furniture again", "one block of two lines"
    assert told["4"][1]["data-why"] == "9 عناوين متلاصقة"
    assert "بلغة أخرى: الإنجليزية" in (told["13"][1]["data-more"] or "")
    assert all(role["lang"] == "ar" and role["href"] for _, role in told.values())


def test_the_english_interface_says_it_in_english(furnished: Client) -> None:
    reading, _ = rich()
    outline = Outline(furnished.get(f"/page/{reading.page}?lang=en").text)
    assert "".join(outline.sheet) == reading.text
    for _, role in lines_of(outline):
        assert role is not None
        assert not re.search("[\u0621-\u06d3]", f"{role['aria-label']}{role['data-why']}{role['data-role']}")


def test_the_label_of_a_line_leads_to_the_line(furnished: Client) -> None:
    reading, _ = rich()
    outline = Outline(furnished.get(f"/page/{reading.page}").text)
    body = next(role for line, role in lines_of(outline) if line["class"] == "line body" and role)
    chosen = furnished.get((body["href"] or "").partition("#")[0])
    assert "".join(Outline(chosen.text).marked) == next(block for block in reading.blocks if block.role == "body").of(reading.text)
    assert [line["data-line"] for line, _ in lines_of(Outline(chosen.text)) if "chosen-line" in (line["class"] or "")] == ["9"]
    assert "العبارة المختارة</b>\n<p>متن · السطر 9</p>" in chosen.text, "said beside the sheet too, for who can neither hover nor focus"


def test_seams_and_languages_are_in_the_sheet(furnished: Client) -> None:
    reading, _ = rich()
    told = furnished.get(f"/page/{reading.page}").text
    assert told.count('<span class="part furniture">') == 9
    assert '<span class="foreign" lang="en" dir="ltr">The spokesman' in told


def test_folds_say_how_much_they_hold_and_of_what_kind(furnished: Client) -> None:
    reading, _ = rich()
    told = re.sub(r"<[^>]*>", "", furnished.get(f"/page/{reading.page}").text)
    assert "5 أسطر من الموقع لا من الخبر (أسطر ثابتة في الموقع، عدّادات، عناوين متلاصقة…)" in told


def test_how_a_page_was_read_is_told_beside_it(furnished: Client) -> None:
    reading, _ = rich()
    told = furnished.get(f"/page/{reading.page}").text
    words = " ".join(re.sub(r"<[^>]*>", " ", told).split())
    assert "كيف قُرئت : ملاحظتان" in words.replace("قُرئت:", "قُرئت :")
    assert "HTML، عُرضت نصاً سطراً سطراً" in words
    assert "ترميزها windows-1256" in words
    assert "قُرئت بترميز windows-1256 : كما تدل عليه بايتاتها" in words
    assert f"a.example · 25 صفحة · 3 أسطر تتكرر · {(reading.site_profile or '')[:12]}" in words
    plain = furnished.get(f"/page/{reading.page}.json").json()
    assert plain["site"] == {"hash": reading.site_profile, "site": "a.example", "pages": 25, "lines": 3}


def test_a_plain_page_tells_nothing_of_encodings(client: Client) -> None:
    told = client.get(f"/page/{PAGE.page}").text
    assert "كيف قُرئت" in told
    assert not [word for word in ("ترميزها", "نوعها", "ملف الموقع", "ملاحظات") if word in told]


def test_about_lists_what_recurs_on_sites(client: Client, furnished: Client) -> None:
    assert "a.example" in furnished.get("/about").text
    assert furnished.get("/about.json").json()["sites"]["items"][0]["pages"] == 25
    assert "لم تُقرأ صفحة بملف لموقعها بعد" in client.get("/about").text


def test_a_chosen_statement_is_marked_without_script(client: Client) -> None:
    for chosen in PAGE.statements:
        outline = Outline(client.get(f"/page/{PAGE.page}?item={chosen.id}").text)
        assert "".join(outline.marked) == chosen.of(PAGE.text)
        assert f"char={chosen.start},{chosen.end}" in outline.all("id")
        assert [attrs["id"] for _, attrs in outline.elements if attrs.get("class") == "item on"] == [f"item-{chosen.id}"]


def test_a_chosen_meeting_and_any_characters_are_marked(client: Client) -> None:
    outline = Outline(client.get(f"/page/{PAGE.page}?item=astana-19").text)
    assert "الجولة الـ19 من محادثات أستانا" in "".join(outline.marked)
    assert "".join(Outline(client.get(f"/page/{PAGE.page}?mark=0,8").text).marked) == PAGE.text[:8]
    for useless in ("mark=8,8", "mark=9,3", "mark=0,99999999", "mark=a,b", "item=nothing"):
        assert Outline(client.get(f"/page/{PAGE.page}?{useless}").text).marked == []


@pytest.mark.parametrize(
    "face", ["/", "/about", "/statements", "/meeting/astana-19", "/actor/lavrentiev", f"/page/{PAGE.page}", f"/statement/{PAGE.statements[0].id}"]
)
def test_json_by_suffix_and_by_accept_are_the_same(client: Client, face: str) -> None:
    by_suffix = client.get("/index.json" if face == "/" else f"{face}.json")
    by_accept = client.get(face, headers={"accept": "application/json"})
    assert by_suffix.status_code == 200
    assert by_suffix.headers["content-type"] == "application/json"
    assert by_suffix.json() == by_accept.json()


HOSTILE = '<script>alert("1")</script>"><img src=x onerror=alert(1)>\u202e'


def test_what_a_page_says_is_text_and_nothing_else(tmp_path: Path) -> None:
    draft = Draft(f"{HOSTILE}.txt", ("title", HOSTILE), ("body", f"قال سمير الحداد إن {HOSTILE}"), ("furniture", HOSTILE)).by(HOSTILE)
    draft.on("2024-01-01", basis="inferred", why=HOSTILE).name("سمير الحداد", "person:samir-al-haddad", found_by=HOSTILE)
    draft.says(("person:samir-al-haddad", "سمير الحداد"), "قال", f"إن {HOSTILE}", found_by=HOSTILE)
    draft.tells(HOSTILE, ordinal=None, series=HOSTILE, start=("2024/<b>", draft.slot("inferred", why=HOSTILE)))
    reading = draft.reading()
    named = tuple(msgspec.structs.replace(e, label={"ar": HOSTILE, "en": HOSTILE}) for e in reading.entities)
    with Record.create_or_open(tmp_path / "hostile.mahdar") as record:
        record.add(msgspec.structs.replace(reading, entities=named))
    with TestClient(create_app(tmp_path / "hostile.mahdar")) as client:
        client.headers["accept"] = "text/html"
        for address in (*addresses(client), f"/page/{reading.page}?item={reading.statements[0].id}"):
            for language in ("ar", "en"):
                answer = client.get(address, params={"lang": language, **({"item": reading.statements[0].id} if "item=" in address else {})})
                outline = Outline(answer.text)
                tags = [tag for tag, _ in outline.elements]
                scripts = [attrs["src"] or "" for tag, attrs in outline.elements if tag == "script"]
                assert [source for source in scripts if not source.startswith("/static/")] == [], address
                assert tags.count("img") == 0, address
                assert not [name for _, attrs in outline.elements for name in attrs if name.startswith("on")]
        assert "".join(Outline(client.get(f"/page/{reading.page}").text).sheet) == reading.text


def test_entity_ids_with_colons_have_a_face(client: Client) -> None:
    assert "سمير الحداد" in client.get("/actor/person:samir-al-haddad").text
    assert client.get("/actor/person%3Asamir-al-haddad.json").json()["entity"]["id"] == "person:samir-al-haddad"


def test_errors_have_one_shape(client: Client) -> None:
    for address, status, code, where in [
        ("/meeting/astana-99.json", 404, "not-found", "/meeting/astana-99"),
        ("/api/v1/meetings/astana-99", 404, "not-found", "/api/v1/meetings/astana-99"),
        ("/api/v1/nothing", 404, "not-found", "/api/v1/nothing"),
        ("/api/v1/statements?act=shout", 400, "bad-request", "act"),
        ("/api/v1/statements?limit=0", 400, "bad-request", "limit"),
        ("/api/v1/pages?offset=many", 400, "bad-request", "offset"),
        ("/index.json?lang=fr", 400, "bad-request", "lang"),
    ]:
        answer = client.get(address)
        problem = answer.json()["error"]
        assert answer.status_code == status, address
        assert set(problem) == {"code", "message", "where"}
        assert (problem["code"], problem["where"]) == (code, where), address
    assert client.post("/api/v1/meetings").json()["error"]["code"] == "method-not-allowed"


def test_errors_are_written_for_people(client: Client) -> None:
    missing = client.get("/meeting/astana-99")
    assert (missing.status_code, "لا شيء في هذا العنوان" in missing.text, "/meeting/astana-99" in missing.text) == (404, True, True)
    assert "Nothing at this address" in client.get("/nowhere?lang=en").text
    assert client.get("/?lang=fr").status_code == 400
    assert client.get("/?meetings=-1").status_code == 400


def test_every_answer_carries_the_headers(client: Client) -> None:
    for address in ("/", "/index.json", "/nothing", "/api/v1/overview", "/schema/openapi.json"):
        headers = client.get(address).headers
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, address
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_the_same_answer_is_not_sent_twice(client: Client) -> None:
    first = client.get("/meeting/astana-19")
    again = client.get("/meeting/astana-19", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/meeting/astana-19?lang=en").headers["etag"] != first.headers["etag"]


def test_assets_stay_for_good_and_strangers_are_refused(client: Client) -> None:
    sheet = re.search(r'href="(/static/\w+/style\.css)"', client.get("/").text)
    assert sheet
    styles = client.get(sheet[1])
    assert styles.headers["cache-control"] == "public, max-age=31536000, immutable"
    for font in re.findall(r'url\("([^"]+)"\)', styles.text):
        found = client.get(sheet[1].replace("style.css", font))
        assert (found.status_code, found.headers["content-type"]) == (200, "font/ttf")
    assert client.get("/static/000/style.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/000/secrets.toml").status_code == 404
    assert client.get("/static/000/..%2Fapp.py").status_code == 404


def test_lists_have_pages(client: Client) -> None:
    first = client.get("/api/v1/statements?limit=3").json()
    rest = client.get("/api/v1/statements?limit=200&offset=3").json()
    assert (first["total"], first["offset"], first["limit"], len(first["items"]), len(rest["items"])) == (7, 0, 3, 3, 4)
    assert not {item["id"] for item in first["items"]} & {item["id"] for item in rest["items"]}
    assert "2–3" in html.unescape(client.get("/?meetings=1&thin=1").text)


def named(outline: Outline, layer: str = "in-name") -> list[dict[str, str | None]]:
    return [attrs for _, attrs in outline.elements if (attrs.get("class") or "").startswith(layer)]


def test_a_name_tells_whom_it_means_and_how_it_was_found(names: Client) -> None:
    reading = envoy().reading()
    outline = Outline(names.get(f"/page/{reading.page}").text)
    assert "".join(outline.sheet) == reading.text, "the cards are no part of the text"
    cards = [(name["class"], name["href"], (name["data-card"] or "").split("\n")) for name in named(outline)]
    assert cards[1] == (
        "in-name person",
        "/actor/lavrentiev",
        [
            "\u2068ألكسندر لافرينتييف\u2069 · شخص",
            "\u2068«المبعوث الخاص للرئيس الروسي»\u2069",
            "\u2068«المبعوث الروسي السابق»\u2069",
            "اسم بعد صفة صاحبه؛ درجة اليقين 0.99",
        ],
    )
    described = {name["aria-describedby"] for name in (*named(outline), *named(outline, "in-reference"))}
    assert described <= set(outline.all("id")), "what describes a name is in the page"
    assert set(outline.all("data-for")) == described | set(outline.all("data-tells"))
    told = re.sub(r"<[^>]*>", "", names.get(f"/page/{reading.page}?lang=en").text)
    assert "a name after its bearer's role · confidence 0.99" in told


def test_words_that_mean_somebody_lead_to_him_too(names: Client) -> None:
    outline = Outline(names.get(f"/page/{envoy().reading().page}").text)
    role, envoys = named(outline, "in-reference")
    assert (role["href"], envoys["href"]) == ("/actor/lavrentiev", "/actor/person:samir-al-haddad")
    assert "إحالة بالصفة؛ آخر من ذُكر وله هذه الصفة؛ درجة اليقين 0.80" in (role["data-card"] or "")
    assert 'id="show-references"' in names.get(f"/page/{envoy().reading().page}").text
    assert "show-references" not in names.get(f"/page/{envoy_elsewhere().reading().page}").text, "a page without any"


def test_no_link_stands_in_another(names: Client) -> None:
    """مبعوث إيران means somebody, and the name in it means Iran."""
    told = names.get(f"/page/{envoy().reading().page}").text
    depth = 0
    for closing in re.findall(r"<(/?)a[ >]", told):
        depth += -1 if closing else 1
        assert 0 <= depth <= 1
    assert re.search(r'class="in-reference person"[^>]*>مبعوث </a><a class="in-name state"[^>]*>إيران</a>', told)


def test_an_entity_shows_its_spellings_by_outlet(names: Client) -> None:
    told = names.get("/actor/lavrentiev").text
    words = " ".join(re.sub(r"<[^>]*>", " ", told).split())
    assert "كيف سُمّي 4" in words
    assert "لافرنتيف نسخة واحدة · مرتان وكالة الشرق 1 20 يونيو 2023" in words
    link = re.search(r'href="([^"]*)" lang="ar" dir="rtl" data-evidence>لافرنتيف<', told)
    assert link
    assert "".join(Outline(names.get(html.unescape(link[1])).text).marked) == "لافرنتيف", "each leads to where it stands first"
    assert "الدبلوماسي الروسي" in words
    assert "3–4" in html.unescape(names.get("/actor/lavrentiev?forms=2").text)


def test_an_entity_shows_its_offices_and_how_they_are_known(names: Client) -> None:
    words = " ".join(re.sub(r"<[^>]*>", " ", names.get("/actor/lavrentiev").text).split())
    assert "منصب المبعوث الخاص للرئيس الروسي . صحيفة الضفة · السطر 2" in words
    assert "المبعوث، روسيا منذ 2015 من المعرفة لم يُتحقق منه" in words
    assert "الرئيس، روسيا من المعرفة من babel 2.18.0" in words
    english = " ".join(re.sub(r"<[^>]*>", " ", names.get("/actor/lavrentiev?lang=en").text).split())
    assert "envoy, Russia since 2015 knowledge not verified" in english
    held = names.get("/actor/lavrentiev.json").json()["entity"]["offices"]
    assert [(office["role"], office["basis"], office["known"]) for office in held][2:] == [
        ("envoy", "knowledge", "unverified"),
        ("chair", "knowledge", "babel 2.18.0"),
    ]


def test_only_what_is_a_wikidata_id_is_linked(tmp_path: Path) -> None:
    reading = envoy().reading()
    items = {"lavrentiev": "Q27949423", "geneva": 'Q1"><script>', "iran": None}
    found = tuple(msgspec.structs.replace(e, wikidata=items.get(e.id)) for e in reading.entities)
    with Record.create_or_open(tmp_path / "a.mahdar") as record:
        record.add(msgspec.structs.replace(reading, entities=found))
    with TestClient(create_app(tmp_path / "a.mahdar")) as client:
        client.headers["accept"] = "text/html"
        assert 'href="https://www.wikidata.org/wiki/Q27949423" rel="external noreferrer"' in client.get("/actor/lavrentiev").text
        assert not [key for key in ("geneva", "iran") if "wikidata.org" in client.get(f"/actor/{key}").text]


def test_names_are_found_by_any_spelling(names: Client) -> None:
    def found(**query: str) -> list[str]:
        return [item["id"] for item in names.get("/index.json", params=query).json()["entities"]["items"]]

    assert found(spelt="لاڤرنتيف") == ["lavrentiev"]
    assert found(kind="place") == ["geneva"]
    assert found(spelt="لافرنتيف", kind="place") == []
    assert len(found(kind="")) > 2, "as the form sends it where all kinds are meant"
    assert names.get("/?kind=planet").status_code == 400
    told = names.get("/?spelt=%22%3E%3Cb%3E").text
    assert 'value="&#34;&gt;&lt;b&gt;"' in told
    assert "لا نجد في السجل اسماً كهذا" in told
    assert '<input type="hidden" name="lang" value="en">' in names.get("/?lang=en").text
    assert names.get("/api/v1/entities?spelt=lavrentiev").json()["total"] == 1
    listed = names.get("/api/v1/entities/lavrentiev/forms?offset=1&limit=2").json()
    assert (listed["total"], [item["form"] for item in listed["items"]]) == (4, ["لافرنتيف", "ألكسندر لافرنتييف"])
    assert names.get("/api/v1/entities/nobody/forms").status_code == 404


def test_the_api_is_described(client: Client) -> None:
    described = client.get("/schema/openapi.json").json()
    lists = ("meetings", "statements", "entities", "pages", "stories", "processes", "commitments")
    assert set(described["paths"]) >= {
        "/api/v1",
        *(f"/api/v1/{name}" for name in ("overview", "search", "like", "positions", *lists)),
        *(f"/api/v1/{name}/{{key}}" for name in lists),
        "/api/v1/entities/{key}/forms",
        "/api/v1/processes/{key}/issues",
        "/api/v1/processes/{key}/issues/{issue}",
        "/api/v1/statements/facets",
        "/api/v1/statements/{key}/citation",
    }
    assert client.get("/schema/swagger").status_code == 404, "a page that loads scripts from elsewhere"


def test_every_address_is_documented(client: Client) -> None:
    document = (Path(__file__).parents[2] / "docs" / "reading-room.md").read_text(encoding="utf-8")
    paths = [path.replace("{key}", "ID").replace("{issue}", "KEY") for path in client.get("/schema/openapi.json").json()["paths"]]
    given = [path for of in (ADDRESSES, FEEDS, TABLES) for path, _ in of]
    faces = [path.replace("{key:str}", "ID").replace("{process:str}", "PROCESS") for path in given if not path.endswith(".json")]
    assert [path for path in (*paths, *faces, "/schema/openapi.json") if f"`{path}`" not in document] == []


def test_filters_of_the_api(client: Client) -> None:
    assert client.get("/api/v1/statements?speaker=lavrentiev&act=call").json()["total"] == 2
    assert client.get("/api/v1/meetings?series=astana").json()["total"] == 2
    assert client.get("/api/v1/entities?kind=person").json()["total"] == 3
    assert client.get("/api/v1/pages?entity=jordan").json()["total"] == 1
