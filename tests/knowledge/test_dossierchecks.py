"""What is wrong with dossiers: each fault with file, line and what to do, all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mahdar.errors import DataError
from mahdar.knowledge.dossierchecks import check_dossiers

HEAD = 'id = "oasis"\nkind = "talks"\nevent = "oasis-talks"\nen = "Oasis"\nar = "الواحة"\nnames = ["الواحة"]\n'
Check = Callable[..., list[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The faults of files of these texts, ``1.toml`` and so on, checked together."""

    def call(*texts: str) -> list[str]:
        paths = [tmp_path / f"{number}.toml" for number in range(1, len(texts) + 1)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return [str(fault).replace(f"{tmp_path}/", "") for fault in check_dossiers(paths).faults]

    return call


def issue(key: str, terms: str, more: str = "") -> str:
    return f'[[issue]]\nkey = "{key}"\nar = "ا"\nen = "{key}"\nterms = [{terms}]\n{more}\n'


# What stands after HEAD, the line that is told, and what is told of it.
FAULTS = [
    ("a wrong key at the top", "palce = 1", 7, "palce: expected a field of a dossier, got 'palce'; write place"),
    (
        "a wrong key in a table",
        '[[meeting]]\nordinal = 1\nstart = "2017"\nend = "2017"\nplcae = "geneva"',
        11,
        "expected a field of [[meeting]], got 'plcae'; write place",
    ),
    ("a wrong key that is like none", "xyzzy = 1", 7, "xyzzy: expected a field of a dossier, got 'xyzzy'; it has id, kind,"),
    ("a missing field", '[[actor]]\nentity = "russia"', 7, "actor[0].role: expected this field, which every [[actor]] has, got none; add it"),
    ("a value of another type", "place = 3", 7, "place: Expected `str | null`, got `int` (write it in quotation marks"),
    (
        "a date of TOML",
        '[[meeting]]\nstart = 2017-10-30\nend = "2017"',
        8,
        'meeting[0].start: Expected `str`, got `date` (write it in quotation marks: "2017-10")',
    ),
    ("a text for a list", 'subjects = "الماء"', 7, 'subjects: Expected `array`, got `str` (write subjects = ["…"])'),
    ("a value for tables", "meeting = 1", 7, "meeting: Expected `array`, got `int` (write [[meeting]])"),
    ("values for tables", "meeting = [1]", 7, "meeting[0]: expected a table under [[meeting]], got 1"),
    ("a role that there isn't", '[[actor]]\nentity = "russia"\nrole = "boss"', 9, "actor[0].role: expected one of guarantor, party,"),
    ("entries without their head", '[[person]]\nid = "x"', 7, "person: expected entries of names under [[knowledge.person]]"),
    ("a term twice", issue("water", '"حصص المياه", "حصص المياه"'), 11, "issue[0].terms: expected each of them once, got 'حصص المياه' 2 times"),
    ("another's pattern", 'patterns = ["منبر (جدة|الواحة)"]', 7, "patterns: expected what names this series alone, got 'منبر (جدة|الواحة)'"),
    (
        "an event of two meetings",
        '[[meeting]]\nstart = "2018"\nend = "2018"\nevent = "helsinki-summit"\n' * 2,
        14,
        "meeting[1].event: expected each event once, got 'helsinki-summit', which meeting[0] has; tell them apart",
    ),
    (
        "another's meeting",
        '[[meeting]]\nstart = "2018"\nend = "2018"\nevent = "tehran-summit-2018"',
        10,
        "meeting[0].event: expected what names this series alone, got 'tehran-summit-2018', of the dossier russia-turkey-iran-summits",
    ),
    (
        "the series for a meeting",
        '[[meeting]]\nstart = "2018"\nend = "2018"\nevent = "oasis-talks"',
        10,
        "meeting[0].event: expected the event of this meeting alone, got 'oasis-talks' of the whole series; leave it out",
    ),
    ("no slug", issue("Water", '"حصص المياه"'), 8, "issue[0].key: expected small Latin letters"),
    (
        "an unknown actor",
        '[[actor]]\nentity = "rusia"\nrole = "party"',
        8,
        "expected the id of a state or organization or person, got 'rusia', which nothing of it has; write russia, or add it under",
    ),
    ("an unknown host", 'host = "jeneva-canton"', 7, "host: expected the id of a state or organization or place, got 'jeneva-canton'"),
    ("a place that is a person", 'place = "lavrov"', 7, "place: expected the id of a place or state, got 'lavrov', which nothing of it has"),
    ("an unknown document", '[[document]]\nid = "oasis-charter"', 8, "document[0].id: expected the id of a document, got 'oasis-charter'"),
    (
        "terms of two issues",
        issue("a", '"حصص المياه"') + issue("b", '"ماء",\n"حصص مياه"'),
        18,
        "issue[1].terms: expected terms of one issue, got 'حصص مياه', which is read like 'حصص المياه', of 'a' too; take it out of one of them",
    ),
    ("a term of its own and shared", issue("a", '"حصص المياه"', 'shared = ["حصص المياه"]'), 12, "got it in both; take it out of one of them"),
    ("an issue without terms", issue("a", ""), 11, "issue[0].terms: expected words that signal the issue"),
    ("a function word as a term", issue("a", '"من"'), 11, "expected a name, got the function word 'من', which would be found everywhere"),
    ("two issues of a key", issue("a", '"حصص المياه"') + issue("a", '"ماء"'), 14, "expected a key that no other issue has, got 'a' again"),
    ("an opposite that is none", issue("a", '"حصص المياه"', 'opposite = ["b"]'), 12, "expected the key of an issue of this dossier or Arabic words"),
    ("an issue against itself", issue("a", '"حصص المياه"', 'opposite = ["a"]'), 12, "issue[0].opposite: expected another issue, got this one"),
    ("a letter as a group's name", '[[group]]\nentity = "g"\nen = "G"\nrole = "party"\nnames = ["و"]\nmembers = []', 11, "two letters or more"),
    ("an empty pattern", 'patterns = [\n"الواحة {ordinal}",\n"",\n]', 9, "patterns: expected words, got '', which has none; take it out"),
    (
        "a pattern that matches every round",
        'patterns = ["{round} {ordinal}"]',
        7,
        "expected a word that names this series in every wording, got «{round} {ordinal}», which matches those of any; add its name",
    ),
    ("one that does so in a wording", 'patterns = ["{round} {ordinal} (من الواحة)?"]', 7, "got «{round} {ordinal}», which matches those of any"),
    ("one of nouns of meeting", 'patterns = ["مؤتمر {ordinal} من المحادثات"]', 7, "expected a word that names this series in every wording"),
    ("one of nouns of bodies", 'patterns = ["{round} {ordinal} (للجنة|لجنة)"]', 7, "got «{round} {ordinal} لجنة», which matches those of any"),
    ("one that may begin anywhere", 'patterns = ["{word} الواحة"]', 7, "expected a pattern that begins with a word, {round}, {talks} or {ordinal}"),
    ("a regular expression", 'patterns = ["(الواحة.*)*"]', 7, "there are no regular expressions here"),
    ("an open bracket", 'patterns = ["(الواحة {ordinal}"]', 7, "expected `)` for each `(`, got one that is not closed"),
    ("a class that there isn't", 'patterns = ["الواحة {number}"]', 7, "expected one of {round}, {talks}, {ordinal}, {word}, got '{number}'"),
    ("a pattern of thousands of wordings", f'patterns = ["الواحة {"(ا|ب|ج|د) " * 6}"]', 7, "expected at most 256 wordings in one pattern, got more"),
    ("patterns without end", "patterns = [" + ", ".join(f'"الواحة {n}"' for n in range(65)) + "]", 7, "expected at most 64 patterns, got 65"),
    ("no date", '[[meeting]]\nstart = "30/10/2017"\nend = "2017"', 8, "meeting[0].start: expected a day, month or year (2017-10-30, 2017-10, 2017)"),
    ("no such day", '[[meeting]]\nstart = "2017"\nend = "2017-02-31"', 9, "meeting[0].end: expected a day, month or year"),
    ("the year 3000", '[[meeting]]\nstart = "3000"\nend = "3000"', 8, "meeting[0].start: expected a year from 1800 to 2100, got 3000"),
    (
        "an end before the beginning",
        '[[meeting]]\nstart = "2017-10-30"\nend = "2017-10-29"',
        9,
        "meeting[0].end: expected an end that is not before the start 2017-10-30, got 2017-10-29; they may be swapped",
    ),
    (
        "an actor that leaves before it joins",
        '[[actor]]\nentity = "russia"\nrole = "party"\nfrom = "2020"\nto = "2019-12"',
        11,
        "actor[0].to: expected an end that is not before the beginning 2020, got 2019-12",
    ),
    (
        "an actor twice at a time",
        '[[actor]]\nentity = "russia"\nrole = "party"\nto = "2020"\n[[actor]]\nentity = "russia"\nrole = "observer"\nfrom = "2019"',
        12,
        "actor[1].entity: expected times that are apart where an actor stands twice",
    ),
    (
        "a round numbered twice",
        '[[meeting]]\nordinal = 1\nstart = "2017"\nend = "2017"\n[[meeting]]\nordinal = 1\nstart = "2018"\nend = "2018"',
        12,
        "meeting[1].ordinal: expected each number once, got 1, which meeting[0] has; take one out or renumber it",
    ),
    ("a round of number 0", '[[meeting]]\nordinal = 0\nstart = "2017"\nend = "2017"', 8, "meeting[0].ordinal: expected a number from 1, got 0"),
    (
        "rounds that don't follow each other",
        '[[meeting]]\nordinal = 2\nstart = "2017"\nend = "2017"\n[[meeting]]\nordinal = 1\nstart = "2018"\nend = "2018"',
        9,
        "meeting[0].start: expected round 2 not to begin before round 1 (2018), got 2017",
    ),
    ("a document twice", '[[document]]\nid = "jcpoa"\n[[document]]\nid = "jcpoa"', 8, "document[0].id: expected each document once"),
    ("an unknown relation", 'related = ["astna"]', 7, "related: expected the id of another dossier, got 'astna'; write astana"),
    ("a relation to itself", 'related = ["oasis"]', 7, "related: expected the id of another dossier, got 'oasis'"),
    ("a part and beside", 'part_of = "astana"\nrelated = ["astana"]', 8, "related: expected processes beside this one, got 'astana', which"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "line", "told"), [pytest.param(m, n, t, id=i) for i, m, n, t in FAULTS])
def test_a_fault_names_its_line_and_what_to_do(check: Check, more: str, line: int, told: str) -> None:
    found = check(HEAD + more + "\n")
    assert [f for f in found if f.startswith(f"1.toml, line {line}: ") and told in f], found


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ('["المحادثات"]', "names: expected a name, got the common noun 'المحادثات', which is said of any series; write what tells this one apart"),
        ('["من"]', "names: expected a name, got the function word 'من'"),
        ("[]", 'names: expected how pages name the series (names = ["…"]), or patterns, got none'),
        ('["الواحة", "الواحة"]', "names: expected each of them once, got 'الواحة' 2 times"),
        ('["أستانا"]', "names: expected what names this series alone, got 'أستانا', of the dossier astana too; tell them apart"),
    ],
)
def test_names(check: Check, names: str, told: str) -> None:
    (found,) = check(HEAD.replace('["الواحة"]', names))
    assert found.startswith(f"1.toml, line 6: {told}")


def test_all_faults_are_told_at_once(check: Check) -> None:
    found = check(f'{HEAD}patterns = ["", "{{round}}"]\nhost = "nowhere"\n[[meeting]]\nstart = "3000"\nend = "2017-02-31"\n')
    assert [f.partition(": ")[0] for f in found] == [f"1.toml, line {n}" for n in (7, 7, 8, 10, 11)]
    found = check(HEAD.replace("en =", "english =") + "palce = 1\nhost = 2\n")
    assert len(found) == 4


def test_a_wrong_key_hides_no_other_fault(check: Check) -> None:
    found = check(
        f'{HEAD.replace("kind", "knid")}palce = "geneva"\npatterns = ["{{round}}"]\n[[meeting]]\nstrat = "3000"\nend = "2017-02-31"\nxyzzy = 1\n'
    )
    assert [f.partition(": ")[0] for f in found] == [f"1.toml, line {n}" for n in (2, 7, 8, 9, 10, 11, 12)]


def test_what_is_sound_has_no_fault(check: Check) -> None:
    text = """
    place = "geneva"
    host = "switzerland"
    part_of = "geneva-syria"
    related = ["astana"]
    patterns = ["{round} {ordinal} من {talks} (الواحة|واحة السلام)"]
    [[actor]]
    entity = "russia"
    role = "party"
    from = "2017"
    to = "2018-01"
    [[actor]]
    entity = "russia"
    role = "observer"
    from = "2018-02"
    [[actor]]
    entity = "oasis-envoy"
    role = "mediator"
    [[actor]]
    entity = "oasis-states"
    role = "party"
    [[group]]
    entity = "oasis-states"
    en = "Oasis states"
    role = "party"
    names = ["دول الواحة"]
    members = ["russia", "un", "russia-mfa"]
    [[meeting]]
    ordinal = 1
    start = "2017-05"
    end = "2017-05-04"
    place = "singapore"
    outcome = "oasis-charter"
    [[document]]
    id = "oasis-charter"
    names = ["ميثاق الواحة"]
    [[knowledge.person]]
    id = "oasis-envoy"
    en = "Karim Nasser"
    names = ["كريم ناصر"]
    """
    assert check(HEAD + text + issue("a", '"حصص المياه"', 'opposite = ["b", "الجفاف"]') + issue("b", '"ملء البحيرة"')) == []


def test_dossiers_in_a_circle(check: Check) -> None:
    def part(name: str, of: str) -> str:
        return HEAD.replace("oasis", name).replace("الواحة", f"الواحة {name}") + f'part_of = "{of}"\n'

    found = check(part("a", "b"), part("b", "c"), part("c", "a"), part("d", "a"))
    assert found == ["1.toml, line 7: part_of: expected a process that ends in a largest one, got a circle: a → b → c → a; take one part_of out"]


def test_dossiers_of_one_id_or_event(check: Check) -> None:
    found = check(HEAD, HEAD.replace("الواحة", "الواحات"))
    assert found == ["2.toml, line 1: id: expected an id that no other file has, got 'oasis' of " + found[0].partition(" of ")[2]]
    found = check(HEAD.replace("oasis-talks", "astana-process"))
    assert found == ["1.toml, line 3: event: expected what names this series alone, got 'astana-process', of the dossier astana too; tell them apart"]


def test_entries_of_names_are_checked_too(check: Check) -> None:
    (found,) = check(f'{HEAD}[[knowledge.person]]\nid = "x"\nen = "X"\nnames = ["س"]\n')
    assert found.startswith("1.toml, line 10: person 'x': names: expected a name of two letters or more")


def test_what_is_no_toml_can_t_be_checked(check: Check) -> None:
    with pytest.raises(DataError, match=r"1\.toml, line \d: expected TOML, got a fault"):
        check(HEAD + "[[meeting")
