"""Each form of an export: what its own library or schema says of it, and that it tells what the record holds."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import icalendar
import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import rdflib
from followthemoney import model
from geojson_pydantic import FeatureCollection

from mahdar.export.forms.columns import schema
from mahdar.export.forms.table import COLUMNS, guarded
from mahdar.export.selecting import KINDS, Kind
from mahdar.export.writing import OF, Form
from mahdar.record import Record
from tests.support.exports import PAIRS, exported, made, readings

TEXTS = {reading.page: reading.text for reading in readings()}
BASE = "https://desk.example/"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = made(tmp_path_factory.mktemp("forms") / "one.mahdar", readings())
    with Record.open(path, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The same pages, come in another order, the meetings put together beforehand."""
    path = made(tmp_path_factory.mktemp("forms") / "other.mahdar", reversed(readings()), settled=True)
    with Record.open(path, read_only=True) as opened:
        yield opened


def rows(record: Record, kind: Kind) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(record, "jsonl", kind).splitlines()]


@pytest.mark.parametrize(("form", "kind"), PAIRS)
def test_equal_records_export_equal_bytes(record: Record, other: Record, form: Form, kind: Kind) -> None:
    one = exported(record, form, kind)
    assert one == exported(other, form, kind)
    assert b"/tmp/" not in one, "nothing of this machine"


# The rows


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stories"])
def test_parquet_has_the_rows_of_json_lines(record: Record, kind: Kind) -> None:
    table = pq.read_table(io.BytesIO(exported(record, "parquet", kind)))
    assert table.schema.equals(schema(kind))
    told = table.to_pylist(maps_as_pydicts="strict")
    assert told
    assert told == rows(record, kind)


def test_parquet_of_nothing_has_its_columns(record: Record) -> None:
    table = pq.read_table(io.BytesIO(exported(record, "parquet", "statements", query="xyzzyx")))
    assert table.num_rows == 0
    assert pa.types.is_struct(table.schema.field("content").type)


def test_ids_are_unique(record: Record) -> None:
    for kind in ("statements", "meetings", "commitments", "entities"):
        ids = [row["id"] for row in rows(record, kind)]
        assert len(ids) == len(set(ids)) > 0, kind
    pages = [row["page"]["id"] for row in rows(record, "pages")]
    assert Counter(pages) == Counter(TEXTS.keys())


def quotes(held: Any) -> Iterator[dict[str, Any]]:
    """Every quote inside a row."""
    if isinstance(held, dict):
        if {"page", "start", "end", "quote"} <= held.keys():
            yield held
        for value in held.values():
            yield from quotes(value)
    elif isinstance(held, list):
        for value in held:
            yield from quotes(value)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "stories"])
def test_every_row_has_its_evidence(record: Record, kind: Kind) -> None:
    for row in rows(record, kind):
        said = list(quotes(row))
        assert said or kind in ("pages", "meetings", "entities"), "what pages say they say in words"
        for one in said:
            assert TEXTS[one["page"]][one["start"] : one["end"]] == one["quote"]


# CSV


@pytest.mark.parametrize("kind", KINDS)
def test_csv(record: Record, kind: Kind) -> None:
    text = exported(record, "csv", kind).decode()
    assert text.endswith("\r\n")
    told = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert tuple(csv.reader(io.StringIO(text, newline="")).__next__()) == COLUMNS[kind]
    for row in told:
        assert None not in row, "no cell too many"
        for name, cell in row.items():
            assert not re.match(r"\s*[=+\-@]|[\t\r]", cell), name
            if name == "quote" and row["start"] and not cell.startswith(("«", "'")):
                assert TEXTS[row["page"]][int(row["start"]) : int(row["end"])] == cell
    ids = {"names": "entity", "pages": "page"}.get(kind, "id")
    if kind not in ("stories", "positions"):
        of = {"names": "entity", "pages": "page"}.get(kind)
        assert {row[ids] for row in told} == {row[of]["id"] if of else row["id"] for row in rows(record, kind)}


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", " =1", "\n=1", "\tx", "\rx", "＝1", "＠x"])
def test_what_a_spreadsheet_would_reckon_is_words(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert (guarded("أ=1"), guarded(-1), guarded("«=1»"), guarded(None)) == ("أ=1", -1, "«=1»", None)


# JSON-LD


@pytest.mark.parametrize("kind", OF["jsonld"].kinds)
@pytest.mark.parametrize("base", [None, BASE])
def test_json_ld(record: Record, kind: Kind, base: str | None) -> None:
    graph = rdflib.Graph()
    graph.parse(data=exported(record, "jsonld", kind, base=base), format="json-ld")
    words = {str(term) for _, term, _ in graph} | {str(thing) for _, _, thing in graph.triples((None, rdflib.RDF.type, None))}
    known = ("https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#", str(rdflib.RDF), "urn:mahdar:terms:")
    assert [word for word in words if not word.startswith(known)] == [], "every word of the file is in the context"
    for thing in {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}:
        assert str(thing).startswith(("http", "urn:")), f"{thing}: no address is relative"
        assert thing.n3(), "and each can be written"
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    evidence = list(graph.subject_objects(oa.exact))
    assert evidence or kind == "pages"
    for span, exact in evidence:
        page, start, end = (graph.value(span, of) for of in (oa.hasSource, oa.start, oa.end))
        assert TEXTS[re.split("[:/]", str(page))[-1]][int(str(start)) : int(str(end))] == str(exact)
    told = {"statements": "id", "meetings": "id", "commitments": "id", "entities": "id"}.get(kind)
    if told:
        subjects = {str(subject) for subject in graph.subjects() if isinstance(subject, rdflib.URIRef)}
        assert all(any(re.split("[:/]", s)[-1] == row[told].replace(":", "%3A") for s in subjects) for row in rows(record, kind))


# Web Annotation

IRI = {"type": "string", "pattern": r"^(urn:[a-z0-9]|https?://)[^\s<>\"{}|\\^`]+$"}
MOTIVATIONS = {
    "enum": (
        "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging"
    ).split()
}
SELECTORS = {
    "type": "array",
    "prefixItems": [
        {
            "type": "object",
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["type", "exact", "prefix", "suffix"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "additionalProperties": False,
        },
    ],
    "minItems": 2,
    "maxItems": 2,
}
TARGET = {
    "type": "object",
    "required": ["type", "source", "selector"],
    "properties": {"type": {"const": "SpecificResource"}, "source": IRI, "selector": SELECTORS},
    "additionalProperties": False,
}
BODY = {
    "oneOf": [
        {
            "type": "object",
            "required": ["type", "value"],
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "format": {"const": "text/plain"},
                "language": {"enum": ["ar"]},
                "purpose": MOTIVATIONS,
            },
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["type", "source"],
            "properties": {"type": {"const": "SpecificResource"}, "source": IRI, "purpose": MOTIVATIONS},
            "additionalProperties": False,
        },
    ]
}
ANNOTATION_PAGE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "description": "The rules of the Web Annotation Data Model (W3C Recommendation of 23 February 2017) for what is used of it.",
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id", "type", "target"],
                "properties": {
                    "id": IRI,
                    "type": {"const": "Annotation"},
                    "motivation": MOTIVATIONS,
                    "body": {"type": "array", "items": BODY, "minItems": 1},
                    "target": {"oneOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


@pytest.mark.parametrize("kind", OF["w3c-annotation"].kinds)
@pytest.mark.parametrize("base", [None, BASE])
def test_web_annotations(record: Record, kind: Kind, base: str | None) -> None:
    told = json.loads(exported(record, "w3c-annotation", kind, base=base))
    jsonschema.Draft202012Validator(ANNOTATION_PAGE).validate(told)
    ids = [one["id"] for one in told["items"]]
    assert len(ids) == len(set(ids))
    assert len(ids) >= len(rows(record, kind))
    for one in told["items"]:
        for target in one["target"] if isinstance(one["target"], list) else [one["target"]]:
            position, words = target["selector"]
            text = TEXTS[re.split("[:/]", target["source"])[-1]]
            assert text[position["start"] : position["end"]] == words["exact"]
            assert text[: position["start"]].endswith(words["prefix"])
            assert text[position["end"] :].startswith(words["suffix"])


# FollowTheMoney


@pytest.mark.parametrize("kind", OF["ftm"].kinds)
def test_follow_the_money(record: Record, kind: Kind) -> None:
    told = [json.loads(line) for line in exported(record, "ftm", kind, base=BASE).splitlines()]
    ids = [one["id"] for one in told]
    assert len(ids) == len(set(ids))
    seen: set[str] = set()
    for one in told:
        held = model.get(one["schema"])
        assert held is not None
        held.validate(one)
        proxy = model.get_proxy(one)
        assert proxy.to_dict()["properties"].keys() == one["properties"].keys(), "each value is as the model wants it"
        for prop, value in proxy.itervalues():
            assert prop.type.name != "entity" or value in seen, "what is referred to comes first"
        for words in one.get("evidence", ()):
            assert TEXTS[words["page"].rpartition("/")[2]][words["start"] : words["end"]] == words["quote"]
        seen.add(one["id"])
    schemata = {"statements": "Note", "meetings": "Event", "names": "Mention", "pages": "Article"}
    if kind in schemata:
        assert sum(one["schema"] == schemata[kind] for one in told) >= len(rows(record, kind))
    if kind == "statements":
        assert all(one["properties"]["proof"] for one in told if one["schema"] == "Note")


def test_ids_of_follow_the_money_are_the_same_in_every_export(record: Record) -> None:
    def named(kind: Kind) -> dict[str, str]:
        found = (json.loads(line) for line in exported(record, "ftm", kind).splitlines())
        return {
            note: one["id"] for one in found for note in one["properties"].get("notes", ()) if note.startswith(("urn:mahdar:entity", "urn:sha256"))
        }

    for kind in ("statements", "meetings", "names"):
        mine, all_named = named(kind), named("entities") | named("pages")
        assert mine.items() <= all_named.items(), kind


# GeoJSON


def test_geojson(record: Record) -> None:
    told = json.loads(exported(record, "geojson", "meetings"))
    FeatureCollection.model_validate(told)
    where = {one["properties"]["place"]: tuple(one["geometry"]["coordinates"]) for one in told["features"]}
    assert where["astana"] == pytest.approx((71.45, 51.17), abs=0.1), "longitude first"
    placed = [row for row in rows(record, "meetings") if row["place"]]
    assert [one["id"] for one in told["features"]] == [f"urn:mahdar:meeting:{row['id']}" for row in placed]
    places = json.loads(exported(record, "geojson", "entities", base=BASE))
    FeatureCollection.model_validate(places)
    assert f"{BASE}actor/astana" in {one["id"] for one in places["features"]}


# Calendar


def test_calendar(record: Record) -> None:
    text = exported(record, "ics", "meetings", base=BASE)
    calendar = icalendar.Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not [error for event in events for error in event.errors]
    uids = [str(event["UID"]) for event in events]
    assert len(uids) == len(set(uids))
    round_19 = next(event for event in events if event["UID"] == "astana-19@mahdar")
    assert (f"{round_19.decoded('DTSTART')}", str(round_19["URL"])) == ("2022-11-21", f"{BASE}meeting/astana-19")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))


# Citations

DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
_TEXTS = ("title", "container-title", "publisher", "event-place", "URL", "language", "source", "archive_location", "note")
CSL = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "description": "The rules of csl-data.json 1.0.2 for the variables that are used.",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "properties": {
            "type": {"enum": ["document", "event", "webpage"]},
            "id": {"type": ["string", "number"]},
            "author": {
                "type": "array",
                "items": {"type": "object", "properties": {"literal": {"type": "string"}}, "additionalProperties": False, "required": ["literal"]},
            },
            "issued": DATE,
            "accessed": DATE,
            "event-date": DATE,
            **{name: {"type": "string"} for name in _TEXTS},
        },
        "additionalProperties": False,
    },
}


@pytest.mark.parametrize("kind", OF["csl"].kinds)
def test_citations(record: Record, kind: Kind) -> None:
    items = json.loads(exported(record, "csl", kind, base=BASE))
    jsonschema.Draft202012Validator(CSL).validate(items)
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids)) == len(rows(record, kind))
    entries = exported(record, "bibtex", kind, base=BASE).decode()
    assert re.findall(r"^@misc\{(.*),$", entries, re.MULTILINE) == ids
    assert len(exported(record, "text", kind).splitlines()) == len(ids)
    assert exported(record, "csl-json", kind, base=BASE) == exported(record, "csl", kind, base=BASE)


def test_no_citations_are_still_a_list(record: Record) -> None:
    assert json.loads(exported(record, "csl", "statements", query="xyzzyx")) == []
    assert exported(record, "bibtex", "statements", query="xyzzyx") == b""
