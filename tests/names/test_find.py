from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Lexicon, build_lexicon
from mahdar.knowledge import Dossier, Knowledge
from tests.names.conftest import Page

WORDS = (
    "قال وزير الخارجية الروسي، سيرغي لافروف، إن محادثات أستانا 21 في موسكو وأنقرة «فتح» حركة القرار 2254 نبيل درغوث عبد الكريم"
    " المقداد فيصل جامعة الملك سعود الخارجية السعودية والمبعوث للرئيس، . : مسؤول تركي"
    " البيان الجانبان الدبلوماسي الروسي الروس المجتمعون الوزير المعروف بأبي - د"
).split()
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(max_size=5)), max_size=40).map(" ".join)


@given(text=TEXTS)
def test_names_are_parts_of_the_text_apart_from_each_other(read: Callable[[str], Page], text: str) -> None:
    page = read(text)
    for name in page.names:
        assert 0 <= name.start < name.end <= len(text)
        assert name.of(text).strip() == name.of(text)
    assert all(a.end <= b.start for a, b in pairwise(page.names))


@given(text=TEXTS)
def test_every_name_and_role_leads_to_an_entity_with_a_label(read: Callable[[str], Page], text: str) -> None:
    page = read(text)
    assert {n.entity for n in page.names} | {r.entity for r in page.found.references} == page.found.entities.keys()
    assert all(e.label for e in page.found.entities.values())
    assert set(page.found.role_of.values()) <= page.found.entities.keys()


@given(text=TEXTS)
def test_references_are_in_order_and_apart(read: Callable[[str], Page], text: str) -> None:
    references = read(text).found.references
    assert all(a.end <= b.start for a, b in pairwise(references))
    assert all(r.of(text).strip() == r.of(text) != "" for r in references)


@given(text=TEXTS)
def test_stated_offices_have_evidence(read: Callable[[str], Page], text: str) -> None:
    for entity in read(text).found.entities.values():
        assert all(bool(o.evidence) == (o.basis == "stated") for o in entity.offices)
        assert not entity.offices or entity.kind == "person"


@given(text=TEXTS)
def test_reading_again_finds_the_same(read: Callable[[str], Page], text: str) -> None:
    assert read(text).found == read(text).found


@given(text=TEXTS)
def test_role_phrases_lie_in_their_line(read: Callable[[str], Page], text: str) -> None:
    page = read(text)
    for line, phrases in zip(page.text.lines, page.found.roles, strict=True):
        assert all(0 <= p.first < p.last <= len(line.tokens) for p in phrases)


def test_an_entity_of_the_lists_bears_the_shipped_label(read: Callable[[str], Page]) -> None:
    entity = read("وصل لافروف.").found.entities["lavrov"]
    assert entity.kind == "person"
    assert entity.label["en"] == "Sergey Lavrov"


def test_names_of_the_knowledge_are_words_of_the_lexicon(lexicon: Lexicon) -> None:
    assert all(lexicon.is_known(word) for word in ("لافروف", "كازاخستاني", "اكدت", "يوكد"))


def test_a_particle_that_folds_like_a_name_is_none(lexicon: Lexicon) -> None:
    assert not lexicon.is_known("بان")


def test_a_dossiers_series_is_known_only_with_it(knowledge: Knowledge, dossiers: tuple[Dossier, ...]) -> None:
    name = "قزغلانا"
    dossier = msgspec.structs.replace(dossiers[0], names=(name,))
    assert build_lexicon(knowledge, (dossier,)).is_known(name)
    assert not build_lexicon(knowledge).is_known(name)


def test_a_ministry_of_another_than_the_state_is_no_states(read: Callable[[str], Page]) -> None:
    pairs = read("قالت تركيا إنها مستعدة. وأعلنت وزارة الدفاع التابعة لحكومة المعارضة ذلك.").pairs
    assert ("وزارة الدفاع", "turkey-mod") not in pairs
    assert ("وزارة الدفاع", "turkey-mod") in read("قالت تركيا إنها مستعدة. وأعلنت وزارة الدفاع ذلك.").pairs
