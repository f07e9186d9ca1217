"""Long pages part by part, and hostile ones: all of the text is shown, as text."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mahdar.model import Block, Name, Reading, Span, Speaker, Statement
from mahdar.web import stretches
from mahdar.web.sheet import runs
from mahdar.web.stretches import CHARACTERS, LINES, part_of, parts
from tests.support.readings import round_19
from tests.support.records import record_of
from tests.support.rooms import Client, reading_room
from tests.web.test_sheet import layer, stripped

SENTENCE = "قال لافرينتييف إن الهدنة قريبة. "
HOSTILE = (
    "<script>window.hit = 1</script>",
    '"><img src=x onerror="window.hit = 2">',
    "\u202eليس هذا ما ترى\u202c وهذا \u2066ما ترى",
    "</article></main><style>body{display:none}</style>",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; &#60;",
)


def bare(text: str, source: str) -> Reading:
    """A page that is ``text`` alone, with the name and a statement in each sentence of it."""
    page = hashlib.sha256(text.encode()).hexdigest()
    at = [found.start() for found in re.finditer("لافرينتييف", text)]
    name = len("لافرينتييف")
    statements = tuple(
        Statement(
            id=hashlib.sha256(f"{page}{n}".encode()).hexdigest()[:12],
            start=start + name + 1,
            end=start + name + 1 + len("إن الهدنة قريبة"),
            cue=Span(start=start - 4, end=start - 1),
            speaker=Speaker(entity="lavrentiev", label="لافرينتييف", start=start, end=start + name),
            act="state",
            kind="indirect",
            polarity="positive",
            found_by="grammar:vso-an",
            confidence=0.9,
        )
        for n, start in enumerate(at)
    )
    names = tuple(Name(start=n, end=n + name, kind="person", entity="lavrentiev", found_by="dictionary", confidence=0.99) for n in at)
    block = Block(start=0, end=len(text), role="title" if len(text) < 400 else "body", confidence=0.9, why="running text")
    empty = dict.fromkeys(("times", "references", "meetings", "commitments", "positions", "rejected", "credits"), ())
    whole = replace(round_19().reading(), page=page, text_hash=page, source=source, text=text, blocks=(block,))
    return replace(whole, names=names, statements=statements, **empty)


LONG = bare("\n".join([SENTENCE] * (2 * LINES + 50)), "long.txt")
WIDE = bare(SENTENCE * (int(2.5 * CHARACTERS) // len(SENTENCE)), "wide.txt")
TITLED = bare(" ".join(HOSTILE).replace("\n", " "), '<b onclick="window.hit = 3">.txt')


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with reading_room(record_of((LONG, WIDE, TITLED), tmp_path_factory.mktemp("long") / "long.mahdar")) as opened:
        yield opened


def sheet(source: str) -> str:
    """The text of the sheet as it is selected and copied, without what a fold says of itself."""
    return html.unescape(
        re.sub(
            r"<[^>]*>",
            "",
            re.sub(r"<summary.*?</summary>", "", source.partition('<article class="sheet"')[2].partition(">")[2].partition("</article>")[0]),
        )
    )


@given(st.text(alphabet=st.sampled_from("اب \n"), max_size=300), st.integers(1, 9), st.integers(4, 40))
def test_parts_are_the_text(text: str, lines: int, characters: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "LINES", lines)
        patch.setattr(stretches, "CHARACTERS", characters)
        found = parts(text)
        assert "".join(text[span.start : span.end] for span in found) == text
        assert all(span.end - span.start <= characters or len(found) == 1 for span in found)
        reading = replace(round_19().reading(), text=text, blocks=())
        for n in range(1, len(found) + 1):
            shown = part_of(text, (), n)
            assert shown.first <= shown.last <= shown.lines or not text
            lines_of = [line for run in runs(reading, [layer(0, len(text), 2)] if text else [], shown.span) for line in run.lines]
            assert "".join(line.lead + stripped(line.html) + line.tail for line in lines_of) == text[shown.span.start : shown.span.end]


def test_a_page_of_usual_length_is_whole() -> None:
    text = round_19().reading().text
    assert parts(text) == (Span(start=0, end=len(text)),)
    assert parts("") == (Span(start=0, end=0),)


@pytest.mark.parametrize("reading", [LONG, WIDE], ids=["many lines", "one long line"])
def test_a_long_page_is_turned_part_by_part(room: Client, reading: Reading) -> None:
    text, seen, address = reading.text, "", f"/page/{reading.page}"
    count = len(parts(text))
    for n in range(1, count + 1):
        source = room.get(f"{address}?part={n}").text
        seen += sheet(source)
        assert ('rel="next"' in source) is (n < count)
        assert ('rel="prev"' in source) is (n > 1)
        assert source.count('class="in-name') < len(reading.names)
    assert seen == text
    assert count >= 3


@pytest.mark.parametrize("reading", [LONG, WIDE], ids=["many lines", "one long line"])
def test_evidence_opens_the_part_that_holds_it(room: Client, reading: Reading) -> None:
    said = reading.statements[-3]
    by_item = room.get(f"/page/{reading.page}?item={said.id}").text
    assert f'id="char={said.start},{said.end}"' in by_item
    assert f'id="item-{said.id}"' in by_item, "and the margin has it"
    by_mark = room.get(f"/page/{reading.page}?mark={said.start},{said.end}").text
    assert f'id="char={said.start},{said.end}"' in by_mark
    elsewhere = room.get(f"/page/{reading.page}?item={said.id}&part=1").text
    assert "<mark" not in elsewhere.partition('<article class="sheet"')[2].partition("</article>")[0], "who turns the page isn't turned back"
    assert room.get(f"/page/{reading.page}?part=999").status_code == 200
    assert room.get(f"/page/{reading.page}?part=0").status_code == 400
    assert len(room.get(f"/page/{reading.page}.json").json()["statements"]) == len(reading.statements), "as JSON it is whole"


def test_a_hostile_page_is_text(room: Client) -> None:
    for address in (f"/page/{TITLED.page}", "/", f"/page/{TITLED.page}?lang=en"):
        source = room.get(address).text
        assert "<script>window" not in source
        assert "<img" not in source
        assert "<style>" not in source
        assert not re.search(r"<[^>]*\son(?:error|click)\s*=\s*\"window", source)
        assert "49" not in source.partition("{{ 7 * 7")[2][:20]
    assert sheet(room.get(f"/page/{TITLED.page}").text) == TITLED.text


def test_the_text_tells_of_statements_by_cards(room: Client) -> None:
    source = room.get(f"/page/{LONG.page}").text
    for_ids = set(re.findall(r'data-for="(tells-[^"]+)"', source))
    assert set(re.findall(r'data-tells="([^"]+)"', source)) == for_ids
    card = source.partition(f'data-for="{min(for_ids)}"')[2].partition("</div>\n</div>")[0]
    assert "تقرير" in card
    assert "درجة اليقين" in card
    assert 'href="/statement/' in card
