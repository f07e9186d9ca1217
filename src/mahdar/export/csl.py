"""A citation as CSL-JSON, as Zotero, pandoc and citeproc read it (schema 1.0.2 of the Citation Style Language)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from mahdar.export.citation import Citation, label_of
from mahdar.export.dates import numbers
from mahdar.export.languages import Language
from mahdar.export.text import note

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

Item: TypeAlias = dict[str, object]


def csl_json(citations: Iterable[Citation], language: Language) -> str:
    """A list of items, as reference managers expect, indented; ends with a line feed."""
    items = [item(citation, language) for citation in citations]
    return msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"


def item(citation: Citation, language: Language) -> Item:
    """The item: the speaker is the author, the words the title, the page what contains them, the outlet its publisher.

    A variable that the record doesn't know is left out. A date that pages don't tell but that was inferred is ``circa``.
    """
    found: Item = {"id": f"mahdar-{citation.id}", "type": "webpage" if citation.url else "document", "title": citation.title_of_words}
    if citation.speaker:
        found["author"] = [{"literal": label_of(citation.speaker, language)}]
    if citation.title:
        found["container-title"] = citation.title
    if citation.outlets:
        found["publisher"] = "; ".join(citation.outlets)
    if citation.published:
        issued = date(citation.published.value)
        found["issued"] = {**issued, "circa": True} if citation.published.basis in ("inferred", "dossier") else issued
    if citation.url:
        found["URL"] = citation.url
    if citation.fetched:
        found["accessed"] = date(citation.fetched)
    found["language"] = "ar"
    found["source"] = "Mahdar"
    found["archive_location"] = f"statement {citation.id}, page sha256:{citation.page}, characters {citation.start}-{citation.end}"
    found["note"] = note(citation, language)
    return found


def date(value: str) -> dict[str, object]:
    """An EDTF date or interval as CSL has it; ``literal`` where it has no parts for it."""
    parts = [numbers(end) for end in value.split("/")]
    return {"date-parts": [list(part) for part in parts if part]} if all(parts) and len(parts) <= 2 else {"literal": value}
