from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.arabic import Lexicon, Reading, build_lexicon, fold, tokenize
from mahdar.knowledge import load

# token = proclitics + what the stem's offset points at (+ "= stem" where the article is written into it)
PREFIXED = """
ولافروف و+لافروف | للافروف ل+لافروف | بلافروف ب+لافروف | ولافرنتيف و+لافرنتيف | للافرنتيف ل+لافرنتيف | للاريجاني ل+لاريجاني
وبوتين و+بوتين | لبوتين ل+بوتين | كبوتين ك+بوتين | وبشار و+بشار | لبشار ل+بشار | وبلينكن و+بلينكن | وفيدان و+فيدان | لفيدان ل+فيدان
وأنقرة و+أنقرة | لأنقرة ل+أنقرة | بأنقرة ب+أنقرة | فأنقرة ف+أنقرة | وموسكو و+موسكو | لموسكو ل+موسكو | ولموسكو ول+موسكو
وطهران و+طهران | فطهران ف+طهران | بدمشق ب+دمشق | وواشنطن و+واشنطن | لواشنطن ل+واشنطن | وباريس و+باريس | لباريس ل+باريس
ولفيينا ول+فيينا | بفيينا ب+فيينا | لبكين ل+بكين | وبكين و+بكين | ولبنان و+لبنان | بلبنان ب+لبنان | وليبيا و+ليبيا | وكابل و+كابل
وكازاخستان و+كازاخستان | بكازاخستان ب+كازاخستان | وكييف و+كييف | وفرنسا و+فرنسا | لفرنسا ل+فرنسا | وسوريا و+سوريا | لإيران ل+إيران
فتركيا ف+تركيا | وأستانا و+أستانا | بأستانا ب+أستانا | ولباكستان ول+باكستان
بمباحثات ب+مباحثات | وبمباحثات وب+مباحثات | لمحادثات ل+محادثات | ولمحادثات ول+محادثات | ومحادثات و+محادثات | بجولة ب+جولة
وبجولة وب+جولة | باتفاق ب+اتفاق | بمشاركة ب+مشاركة | لإجراء ل+إجراء | لوقف ل+وقف | ووقف و+وقف | ووزير و+وزير | لوفد ل+وفد | ووساطة و+وساطة
بكل ب+كل | لبحث ل+بحث | ليبحث ل+يبحث | وليبحث ول+يبحث | ببيان ب+بيان | لبلاده ل+بلاده | كدولة ك+دولة | كمراقب ك+مراقب | كضامن ك+ضامن | كأساس ك+أساس
والوضع و+الوضع | بالتهدئة ب+التهدئة | بالأمم ب+الأمم | فالحل ف+الحل | وبالسلام وب+السلام | كالأمم ك+الأمم
وسيبحث وس+يبحث | فسيلتقيهم فس+يلتقيهم | سيبحث س+يبحث | ستعقد س+تعقد | سنعمل س+نعمل | وستعقد وس+تعقد
وقال و+قال | فقال ف+قال | وأكد و+أكد | فأعلنت ف+أعلنت | ويؤكد و+يؤكد | ورفضوا و+رفضوا | ولفت و+لفت | ووفد و+وفد | وسياسة و+سياسة
فلا ف+لا | بما ب+ما | فإن ف+إن | ولم و+لم | وفي و+في
وَأَنقرة و+أَنقرة | وـموسكو و+موسكو
"""

ARTICLES = """
للإفراج ل+لإفراج=الإفراج | للأمم ل+لأمم=الأمم | وللأمم ول+لأمم=الأمم | للسلام ل+لسلام=السلام | للفصائل ل+لفصائل=الفصائل | لليمن ل+ليمن=اليمن
للرئيس ل+لرئيس=الرئيس | للولايات ل+لولايات=الولايات | للعراق ل+لعراق=العراق | للتوصل ل+لتوصل=التوصل
للغة ل+لغة=اللغة | للاجئين ل+لاجئين=اللاجئين | لللجنة ل+للجنة=اللجنة
لله ل+له=الله | للذين ل+لذين=الذين
"""

# These begin with a letter that could be a proclitic and is their own.
WHOLE = """
والي والى والده والدة بوتين بشار بلينكن بيدرسون فاعل فيدان فيينا فلسطين فرنسا فصائل فريق فرصة فقط فقد فيما كازاخستان كابل كاميرون كوشنير كوبا كوريا
كييف كندا كبير كلام كما كأن كأس كان كل لافروف لافرنتيف لاريجاني لودريان لبنان ليبيا لندن لقاء لجنة لكن لدى ليس ليلى بكين باكستان بلغاريا
بلجيكا باريس برلين بغداد بيان بين بعد بلد بلاده بحث واشنطن وارسو وزير وزارة وفد وفاة وقف وقت ولد وسط وسطاء وسيط وضع وساطة سياسة ستة سيادة سيطرة
سيما ستيفان سلاح سوريا سنوات
"""


def rows(table: str) -> list[tuple[str, str, str, str]]:
    out = []
    for row in table.replace("\n", "|").split("|"):
        if row.strip():
            token, split = row.split()
            pro, rest = split.split("+")
            surface, _, stem = rest.partition("=")
            out.append((token, pro, surface, fold(stem or surface)))
    return out


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(rows(PREFIXED)) + len(rows(ARTICLES)) + len(WHOLE.split()) >= 180


@pytest.mark.parametrize(("token", "pro", "surface", "stem"), [*rows(PREFIXED), *rows(ARTICLES)], ids=lambda v: v)
def test_proclitics_are_split_off(lexicon: Lexicon, token: str, pro: str, surface: str, stem: str) -> None:
    (got,) = tokenize(token, lexicon)
    assert (got.pro, fold(token[got.stem_start :]), got.stem) == (pro, fold(surface), stem)
    assert token[got.stem_start :].lstrip("ـ") == surface


@pytest.mark.parametrize("token", WHOLE.split())
def test_words_that_only_look_prefixed_stay_whole(lexicon: Lexicon, token: str) -> None:
    (got,) = tokenize(token, lexicon)
    assert (got.pro, got.stem, got.stem_start) == ("", fold(token), 0)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("قال لافروف: «لا».", ["قال", "لافروف", ":", "«", "لا", "»", "."]),
        ("في 15/11/2024، الساعة 20:32", ["في", "15", "/", "11", "/", "2024", "،", "الساعة", "20", ":", "32"]),
        ("3,5 مليون و1.250٫5", ["3,5", "مليون", "و", "1.250٫5"]),
        ("أُسْتَانَا ـ موسكو", ["أُسْتَانَا", "موسكو"]),
        ("سو-35 وF16", ["سو", "-", "35", "وF", "16"]),
        ("الـ48 ساعة", ["الـ", "48", "ساعة"]),
        ("نوفوستي+تاس_أخبار", ["نوفوستي", "+", "تاس", "_", "أخبار"]),
        ("١٧ أيلول", ["١٧", "أيلول"]),
        ("", []),
        (" \t ", []),
    ],
    ids=["marks", "figures", "decimals", "vowels", "latin", "tatweel", "underscore", "arabic-indic", "empty", "blank"],
)
def test_tokens(lexicon: Lexicon, text: str, surfaces: list[str]) -> None:
    tokens = tokenize(text, lexicon)
    assert [t.surface for t in tokens] == surfaces
    assert [t.index for t in tokens] == list(range(len(tokens)))


@pytest.mark.parametrize(
    ("token", "kind"), [("موسكو", "word"), ("GMT", "latin"), ("2017", "number"), ("٢٠١٧", "number"), ("«", "mark"), ("Москва", "latin")]
)
def test_kinds(lexicon: Lexicon, token: str, kind: str) -> None:
    assert [t.kind for t in tokenize(token, lexicon)] == [kind]


@pytest.mark.parametrize(
    ("token", "definite", "bare"),
    [
        ("الروسي", True, "روسي"),
        ("والروسي", True, "روسي"),
        ("روسي", False, "روسي"),
        ("الا", False, "الا"),
        ("للأمم", True, "امم"),
        ("للغة", True, "لغه"),
        ("التقى", False, "التقي"),  # he met: its lam is of the root
        ("التزام", False, "التزام"),  # commitment
        ("الغاء", False, "الغاء"),  # إلغاء, abolition, without its hamza
        ("ألمانيا", False, "المانيا"),
        ("الذي", False, "الذي"),
        ("والله", False, "الله"),
    ],
)
def test_the_article(lexicon: Lexicon, token: str, definite: bool, bare: str) -> None:
    (got,) = tokenize(token, lexicon)
    assert (got.definite, got.bare) == (definite, bare)


@pytest.mark.parametrize(
    ("token", "stem", "base", "enclitic"),
    [
        ("بلاده", "بلاد", "بلاد", "ه"),  # his country
        ("زيارته", "زيارت", "زياره", "ه"),  # his visit, of زيارة
        ("بيته", "بيت", "بيت", "ه"),  # his house, of بيت and not *بية
        ("لقائه", "لقائ", "لقاء", "ه"),  # his meeting, of لقاء
        ("شركاؤها", "شركاؤ", "شركاء", "ها"),  # her partners
        ("إعلانه", "إعلان", "اعلان", "ه"),
        ("مستواها", "مستوا", "مستوي", "ها"),  # its level, of مستوى
        ("أبلغوهم", "أبلغو", "ابلغوا", "هم"),  # they told them, of أبلغوا
        ("وصفتها", "وصفت", "وصفت", "ها"),  # she described it
        ("فسيلتقيهم", "يلتقي", "يلتقي", "هم"),  # so he will meet them
        ("للأمم", "لأمم", "امم", ""),
        ("بقَولِهِ", "قَولِ", "قول", "ه"),  # in his saying: the marks stay with their letters
        ("لديها", "لدي", "لدي", "ها"),  # with her, of لدى
        ("لهم", "ل", "ل", "هم"),  # to them
        ("أنني", "أن", "ان", "ني"),  # that I
        ("كلمة", "كلمة", "كلمه", ""),  # a ta marbuta is no pronoun
        ("نزيه", "نزيه", "نزيه", ""),
        ("2017", "2017", "2017", ""),
    ],
)
def test_the_pronoun(lexicon: Lexicon, token: str, stem: str, base: str, enclitic: str) -> None:
    text = f"x {token} y"
    got = tokenize(text, lexicon)[1]
    assert (text[got.stem_start : got.stem_end], got.base, got.enclitic) == (stem, base, enclitic)
    assert fold(text[got.stem_end : got.end]) == enclitic
    assert got.norm.endswith(enclitic)


def test_a_token_tells_its_other_readings(lexicon: Lexicon) -> None:
    (sure,) = tokenize("بوتين", lexicon)
    assert sure.others == ()
    assert sure.readings == (Reading((), "بوتين", "", 1.0),)
    (torn,) = tokenize("فهم", lexicon)  # understanding, or so they
    assert [(r.proclitics, r.base) for r in torn.readings] == [((), "فهم"), (("ف",), "هم")]
    assert sum(r.share for r in torn.readings) == pytest.approx(1.0, abs=0.05), "what is hardly likely is not told"
    (lam,) = tokenize("وللغة", lexicon)
    assert lam.proclitics == lam.readings[0].proclitics == ("و", "ل", "ال")
    assert lam.readings[1].proclitics == ("و", "ل"), "to the language, or to a language of"


def test_what_is_remembered_is_bounded_and_left_behind(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.arabic.tokens._REMEMBERED", 3)
    own = Lexicon()
    first = tokenize("لقاء في موسكو مع وفد من أنقرة", own)
    assert len(own.words) <= 3
    assert tokenize("لقاء في موسكو مع وفد من أنقرة", own) == first
    assert not tokenize("ب" * 5000, own)[0].others
    assert all(len(word) < 5000 for word in own.words), "a word without end isn't kept"
    assert pickle.loads(pickle.dumps(own)).words == {}


def test_offsets_count_in_the_whole_text(lexicon: Lexicon) -> None:
    text = "عنوان\nوأنقرة ترحب"
    first, second = tokenize(text, lexicon, 6, len(text))
    assert (text[first.start : first.end], text[first.stem_start : first.end]) == ("وأنقرة", "أنقرة")
    assert text[second.start : second.end] == "ترحب"


@given(st.text(alphabet=st.sampled_from('وفبلكسالنيرة قهـَُّ 1٢.,،«"GM\n_-\u200f')) | st.text())
def test_tokens_lie_in_order_and_hold_their_surface(lexicon: Lexicon, text: str) -> None:
    at = 0
    for token in tokenize(text, lexicon):
        assert at <= token.start <= token.stem_start < token.stem_end <= token.end
        assert fold(text[token.stem_end : token.end]) == token.enclitic
        assert text[token.start : token.end] == token.surface
        assert fold(token.surface) == token.norm != ""
        assert token.norm.startswith(token.pro)
        assert token.norm.endswith(token.stem) or token.stem.startswith("ا")
        at = token.end


@pytest.mark.parametrize(
    ("word", "proclitics", "base", "enclitic"),
    [
        ("بالتزاماتها", ("ب",), "التزامات", "ها"),
        ("والتزامه", ("و",), "التزام", "ه"),
        ("لالتقائهم", ("ل",), "التقاء", "هم"),
        ("والتفافهم", ("و",), "التفاف", "هم"),
        ("بالتماسه", ("ب",), "التماس", "ه"),
        ("بالتحاق", ("ب",), "التحاق", ""),
        ("التفاتته", (), "التفاته", "ه"),
        ("التلفزيونية", ("ال",), "تلفزيونيه", ""),
        ("أنفسهم", (), "انفس", "هم"),
        ("أنفسنا", (), "انفس", "نا"),
        ("حملتنا", (), "حمله", "نا"),
        ("خطتنا", (), "خطه", "نا"),
        ("ابني", (), "ابن", "ي"),
        ("ابنتي", (), "ابنه", "ي"),
        ("بتوقيت", ("ب",), "توقيت", ""),
        ("لقمة", ("ل",), "قمه", ""),
        ("بموجب", (), "بموجب", ""),
    ],
)
def test_what_is_written_onto_verbal_nouns_and_small_words(word: str, proclitics: tuple[str, ...], base: str, enclitic: str) -> None:
    (token,) = tokenize(word, build_lexicon(load()))
    assert (token.proclitics, token.base, token.enclitic) == (proclitics, base, enclitic)
