"""By which route a statement came, and statements whose route alone tells who made them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.statements.conftest import Page

Read = Callable[..., Page]

ROUTES = [
    ("told to a medium in marks", 'قال لافروف لوكالة أنباء "ريا نوفوستي" إن الحوار مستمر.', "lavrov", ["ria-novosti"]),
    ("a medium without a name", "قال لافروف لمجلة روسية إن الحوار مستمر.", "lavrov", ["organization:mjlh-rwsyh"]),
    ("the media, which tell nothing", "قال لافروف لوسائل الإعلام إن الحوار مستمر.", "lavrov", []),
    ("several agencies", "قال لافروف لوكالات الأنباء إن الحوار مستمر.", "lavrov", ["organization:wkalat-al-anba"]),
    ("an interview before the cue", "وفي مقابلة مع شبكة سي إن إن، قال لافروف إن الحوار مستمر.", "lavrov", ["cnn"]),
    ("an agency that is told", "أبلغ لافروف رويترز أن الحوار مستمر.", "lavrov", ["reuters"]),
    ("an agency that a body is told of", "اتهم لافروف وكالة رويترز بالكذب.", "lavrov", []),
    ("the editor of a broadcaster", "قال لافروف، أمام مديرة الأخبار في بي بي سي، إن الحوار مستمر.", "lavrov", []),
    ("told at the end by which way", "قال لافروف إن الحوار مستمر، نقلا عن وكالة تاس.", "lavrov", ["tass"]),
    ("in his own words", "قال لافروف إن الحوار مستمر، على حد قوله.", "lavrov", []),
    ("who speaks for another", "رحبت روسيا على لسان وزير خارجيتها سيرغي لافروف بالإعلان.", "russia", ["lavrov"]),
    ("a talk on television that isn't named", "قال لافروف في مقابلة تلفزيونية إن الحوار مستمر.", "lavrov", ["lavrov-tv-interview"]),
    ("remarks that an agency carried", "قال لافروف في تصريحات نقلتها وكالة تاس إن الحوار مستمر.", "lavrov", ["tass"]),
    ("a communiqué before the cue", "وفي بيان صدر أمس، قال لافروف إن الحوار مستمر.", "lavrov", ["lavrov-statement"]),
    ("a communiqué that it says it in", "أصدرت حماس بيانا قالت فيه إن الحوار مستمر.", "hamas", ["hamas-statement"]),
    (
        "a communiqué on television",
        "قال الجيش السوري في بيان بثته قناة الجزيرة إن الحوار مستمر.",
        "syrian-army",
        ["syrian-army-statement", "al-jazeera"],
    ),
    ("a communiqué of whom it tells", "قال لافروف في بيان لوزارة الخارجية الروسية إن الحوار مستمر.", "lavrov", ["russia-mfa-statement"]),
    (
        "a communiqué of whom a spokesman speaks for",
        "قالت المتحدثة باسم وزارة الخارجية الروسية، ماريا زاخاروفا، في بيان إن الحوار مستمر.",
        "zakharova",
        ["russia-mfa-statement"],
    ),
    ("a letter", "قال لافروف في رسالة إلى مجلس الأمن إن الحوار مستمر.", "lavrov", ["lavrov-letter"]),
    ("an article in a paper", "قال لافروف في مقال بصحيفة حرييت إن الحوار مستمر.", "lavrov", ["lavrov-article", "hurriyet"]),
    ("a report", "أكدت وزارة الدفاع الروسية في تقرير أن الحوار مستمر.", "russia-mod", ["russia-mod-report"]),
    ("a communiqué only talked about", "قال لافروف بعد بيان الوزارة إن الحوار مستمر.", "lavrov", []),
    ("a tweet", "قال لافروف في تغريدة إن الحوار مستمر.", "lavrov", ["twitter"]),
    ("a tweet before the cue", "وفي تغريدة على تويتر، قال لافروف إن الحوار مستمر.", "lavrov", ["twitter"]),
    ("a tweet told of before", "جاء ذلك في تغريدة على صفحته بموقع تويتر، حيث قال لافروف: «الحوار مستمر مع جميع الأطراف».", "lavrov", ["twitter"]),
    ("a page on a network", "قال لافروف عبر صفحته على فيسبوك إن الحوار مستمر.", "lavrov", ["facebook"]),
    ("a network in marks", 'قال لافروف في منشور على منصة "إكس"، تويتر سابقا: "الحوار مستمر مع جميع الأطراف".', "lavrov", ["twitter"]),
    ("a network only talked about", "قال لافروف إن فيسبوك تعرض لهجوم.", "lavrov", []),
    ("an agency that has it from another", "قال لافروف إن الحوار مستمر، بحسب وكالة رويترز نقلا عن وكالة تاس.", "lavrov", ["tass", "reuters"]),
    ("according to the communiqué", "أكد لافروف أن الحوار مستمر، وفقا للبيان.", "lavrov", ["lavrov-statement"]),
    ("which an agency told of him", "قال لافروف إن الحوار مستمر، وذلك حسبما نقلت عنه وكالة تاس.", "lavrov", ["tass"]),
    ("from the speaker outward", "قال لافروف في بيان إن الحوار مستمر، بحسب وكالة تاس.", "lavrov", ["lavrov-statement", "tass"]),
    ("told to an agency", "قال لافروف لوكالة تاس إن الحوار مستمر.", "lavrov", ["tass"]),
    ("told to a paper", "قال لافروف لصحيفة حرييت إن الحوار مستمر.", "lavrov", ["hurriyet"]),
    ("in an interview", "قال لافروف في مقابلة مع قناة الجزيرة إن الحوار مستمر.", "lavrov", ["al-jazeera"]),
    ("in a communiqué", "قال لافروف في بيان إن الحوار مستمر.", "lavrov", ["lavrov-statement"]),
    ("according to an agency at the end", "قال لافروف إن الحوار مستمر، بحسب وكالة سانا.", "lavrov", ["sana"]),
    ("carried", "نقلت وكالة تاس عن لافروف أن الحوار مستمر.", "lavrov", ["tass"]),
    ("carried, the medium before the verb", "وكانت وكالة تاس نقلت عن لافروف أن الحوار مستمر.", "lavrov", ["tass"]),
    ("carried, with a time between", 'نقلت قناة "الجزيرة"، الأحد، عن لافروف قوله إن الحوار مستمر.', "lavrov", ["al-jazeera"]),
    ("carried, with a verbal noun", "نقلت وكالة سبوتنيك عن الخارجية الروسية قولها إن الحوار مستمر.", "russia-mfa", ["sputnik"]),
    ("told after", "ذكرت وكالة تاس، نقلا عن لافروف، أن الحوار مستمر.", "lavrov", ["tass"]),
    ("a carrier that tells itself", "ذكرت وكالة تاس أن الحوار مستمر.", "tass", []),
    ("nobody between", "قال لافروف إن الحوار مستمر.", "lavrov", []),
    ("a carrier that is only talked about", "قال لافروف إن وكالة تاس نشرت الخبر.", "lavrov", []),
]

DOCUMENTS = [
    ("issued before", "أصدرت وزارة الخارجية الروسية بيانا. وجاء في البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("of the ministry", "صدر بيان عن وزارة الخارجية الروسية. وجاء في البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("for the ministry", "صدر بيان لوزارة الخارجية الروسية. وجاء في البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("the communiqué as subject", "صدر بيان عن وزارة الخارجية الروسية. وأكد البيان أن الحوار مستمر.", "russia-mfa", ["russia-mfa-statement"]),
    ("nobody's", "جاء في البيان أن الحوار مستمر.", "document:al-byan", []),
    ("a report", "ورد في التقرير أن الضحايا كثر.", "document:al-tqryr", []),
]

ACCORDING = [
    ("at the end", "الحوار مستمر في المنطقة رغم العراقيل، بحسب لافروف.", "الحوار مستمر في المنطقة رغم العراقيل", "lavrov"),
    ("at the head", "وبحسب مصادر دبلوماسية، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "organization:msadr-dblwmasyh"),
    ("a name with ل", "وفقا لوزارة الدفاع الروسية، فإن الطائرة هبطت.", "فإن الطائرة هبطت", "russia-mod"),
    ("a capital with ل", "وفقا لموسكو فإن الطائرة هبطت بسلام.", "فإن الطائرة هبطت بسلام", "russia"),
    ("a role with ل", "وفقا لمصدر دبلوماسي، فإن الطائرة هبطت.", "فإن الطائرة هبطت", "person:msdr-dblwmasy"),
    ("with ما and a verb", "بحسب ما أعلن لافروف، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "lavrov"),
    ("with a verb", "حسبما أعلن لافروف، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "lavrov"),
    ("على حد قول", "الهدوء يعود غدا إلى المدينة على حد قول لافروف.", "الهدوء يعود غدا إلى المدينة", "lavrov"),
    ("كما قالت", "الحوار مستمر في المنطقة رغم العراقيل، كما قالت موسكو.", "الحوار مستمر في المنطقة رغم العراقيل", "russia"),
    ("a medium that quotes another", "حسبما نقلت وكالة تاس عن لافروف، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "lavrov"),
    (
        "the figures of a ministry",
        "وبحسب آخر حصيلة صدرت عن وزارة الصحة الليبية، فإن الجرحى أكثر من ألف.",
        "فإن الجرحى أكثر من ألف",
        "libya-health-ministry",
    ),
    (
        "inside its clause",
        "بدأت، وفق المرصد السوري لحقوق الإنسان، عملية إجلاء الجرحى من المدينة.",
        "بدأت، وفق المرصد السوري لحقوق الإنسان، عملية إجلاء الجرحى من المدينة",
        "sohr",
    ),
    ("before another clause", "سيصل الوفد غدا إلى المدينة، بحسب لافروف، فيما يغادرها الجيش.", "سيصل الوفد غدا إلى المدينة", "lavrov"),
    ("after a dateline", "القاهرة (CNN)-- وصل الوفد اليوم إلى المدينة، بحسب لافروف.", "وصل الوفد اليوم إلى المدينة", "lavrov"),
    ("طبقا", "سيصل الوفد غدا إلى المدينة، طبقا لما ذكره لافروف.", "سيصل الوفد غدا إلى المدينة", "lavrov"),
    ("نقلا عن", "نقلا عن لافروف، فإن الوفد سيصل غدا.", "فإن الوفد سيصل غدا", "lavrov"),
]

NOBODY_SPEAKS = [
    ("a resolution", "تعقد الانتخابات وفقا للقرار 2254 في موعدها المحدد."),
    ("an agreement", "بحسب الاتفاق، تبدأ المرحلة الثانية غدا في المدينة."),
    ("too little to be a statement", "نعم، بحسب لافروف."),
    ("no source at all", "توزع المساعدات بحسب الحاجة والظروف في كل منطقة."),
]


@pytest.mark.parametrize(("text", "speaker", "via"), [pytest.param(t, s, v, id=i) for i, t, s, v in ROUTES + DOCUMENTS])
def test_the_route_of_a_statement(read: Read, text: str, speaker: str, via: list[str]) -> None:
    page = read(text)
    assert page.only.speaker is not None
    assert page.only.speaker.entity == speaker
    assert [v.entity for v in page.only.via] == via
    known = {n for n in page.entities if n.startswith(("document:", "organization:", "person:")) or n.endswith("-statement")}
    assert {v for v in via if v.endswith("-statement")} <= known


def test_a_communiqué_that_nobody_is_said_to_have_issued_is_the_last_speakers(read: Read) -> None:
    page = read("قال لافروف إن الوضع صعب. وجاء في البيان أن الحل قريب.")
    assert [who for _, _, who in page.said] == ["lavrov", "lavrov"]
    assert [v.entity for v in page.statements[1].via] == ["lavrov-statement"]


GOES_ON = [
    ("a participle", "قال لافروف في بيان إن الحوار مستمر، مضيفا أن الوفد وصل.", [["lavrov-statement"], ["lavrov-statement"]]),
    ("a verb in the sentence", "قال لافروف لوكالة تاس إن الحوار مستمر، وأضاف أن الوفد وصل.", [["tass"], ["tass"]]),
    (
        "in its order",
        "قال لافروف في بيان إن الحوار مستمر، مضيفا أن الوفد وصل، بحسب رويترز.",
        [["lavrov-statement", "reuters"], ["lavrov-statement", "reuters"]],
    ),
    ("not in the next sentence", "قال لافروف في بيان إن الحوار مستمر. وأضاف أن الوفد وصل.", [["lavrov-statement"], []]),
    ("the next one says so", "قال لافروف في بيان إن الحوار مستمر. وأضاف البيان أن الوفد وصل.", [["lavrov-statement"], ["lavrov-statement"]]),
    (
        "the text, not who spread it",
        "قال لافروف في بيان نشرته وكالة تاس إن الحوار مستمر. وأضاف البيان أن الوفد وصل.",
        [["lavrov-statement", "tass"], ["lavrov-statement"]],
    ),
    ("not another's", "قال لافروف في بيان إن الحوار مستمر، فيما قالت ميركل إن الوقت حان.", [["lavrov-statement"], []]),
]


@pytest.mark.parametrize(("text", "routes"), [pytest.param(t, r, id=i) for i, t, r in GOES_ON])
def test_how_far_a_route_goes(read: Read, text: str, routes: list[list[str]]) -> None:
    assert [[v.entity for v in s.via] for s in read(text).statements] == routes


SEVERAL = [
    ("the same again", "قال لافروف في بيان إن الحوار مستمر. وأكد لافروف في بيانه أن الوفد وصل.", ["", ""]),
    ("the same once more", "قال لافروف في بيان إن الحوار مستمر. وأكد لافروف في البيان أن الوفد وصل.", ["", ""]),
    ("another", "قال لافروف في بيان إن الحوار مستمر. وأكد لافروف في بيان منفصل أن الوفد وصل.", ["", "-2"]),
    ("of another day", "قال لافروف في بيان الاثنين إن الحوار مستمر. وأكد لافروف في بيان الثلاثاء أن الوفد وصل.", ["", "-2"]),
    ("of the same day", "قال لافروف في بيان الاثنين إن الحوار مستمر. وأكد لافروف في بيان الاثنين أن الوفد وصل.", ["", ""]),
    ("numbered", "قال لافروف في البيان رقم 16 إن الحوار مستمر. وأكد لافروف في البيان رقم 17 أن الوفد وصل.", ["-16", "-17"]),
    (
        "the last one again",
        "قال لافروف في بيان إن الحوار مستمر. وأكد لافروف في بيان منفصل أن الوفد وصل. وأضاف البيان أن الحل قريب.",
        ["", "-2", "-2"],
    ),
]


@pytest.mark.parametrize(("text", "ends"), [pytest.param(t, e, id=i) for i, t, e in SEVERAL])
def test_the_communiqués_of_one_author_are_told_apart(read: Read, text: str, ends: list[str]) -> None:
    page = read(text)
    assert [v.entity for s in page.statements for v in s.via] == [f"lavrov-statement{end}" for end in ends]
    assert {f"lavrov-statement{end}" for end in ends} <= set(page.entities)


def test_what_is_told_to_the_pages_own_outlet_has_no_route(read: Read) -> None:
    text = "قال لافروف لشبكة CNN إن الحوار مستمر. وقالت ميركل لوكالة تاس إن الوفد وصل."
    assert [[v.entity for v in s.via] for s in read(text).statements] == [["cnn"], ["tass"]]
    assert [[v.entity for v in s.via] for s in read(text, house=frozenset({"cnn"})).statements] == [[], ["tass"]]


def test_the_one_who_relays_a_position_is_on_its_route(read: Read) -> None:
    page = read("أكد لافروف أن الحوار مستمر، حيث ترى دمشق أن الوقت حان.")
    assert [[v.entity for v in s.via] for s in page.statements] == [[], ["lavrov"]]


def test_a_clause_of_somebody_else_is_not_relayed(read: Read) -> None:
    page = read("أكد لافروف أن الحوار مستمر، فيما قالت ميركل إن الوقت حان.")
    assert [s.via for s in page.statements] == [(), ()]


def test_a_communiqué_is_an_entity_with_its_label(read: Read) -> None:
    entity = read("قال لافروف في بيان إن الحوار مستمر.").entities["lavrov-statement"]
    assert (entity.kind, entity.label) == ("document", {"ar": "بيان سيرغي لافروف", "en": "Statement of Sergey Lavrov"})


@pytest.mark.parametrize(("text", "content", "speaker"), [pytest.param(t, c, s, id=i) for i, t, c, s in ACCORDING])
def test_according_to_somebody(read: Read, text: str, content: str, speaker: str) -> None:
    page = read(text)
    assert [(words, who) for _, words, who in page.said] == [(content, speaker)]
    assert page.only.found_by == "according-to"


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NOBODY_SPEAKS])
def test_according_to_nobody(read: Read, text: str) -> None:
    assert read(text).said == []


def test_a_source_that_told_an_agency(read: Read) -> None:
    page = read("سيصل الوفد غدا إلى المدينة، بحسب ما قاله لافروف لوكالة رويترز.")
    assert [v.entity for v in page.only.via] == ["reuters"]


def test_a_clause_of_its_own_after_a_statement(read: Read) -> None:
    page = read("قال لافروف: «الحوار مستمر مع جميع الأطراف»، فيما وصل الوفد اليوم إلى المدينة، بحسب ميركل.")
    assert page.said == [("قال", "الحوار مستمر مع جميع الأطراف", "lavrov"), ("بحسب", "وصل الوفد اليوم إلى المدينة", "merkel")]
