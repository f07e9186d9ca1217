"""The Arabic language, knowing nothing of news: folding, tokens and clitics, numerals, sentences, quotations, and its neighbours told apart.

Everything here works on text and offsets; offsets are code points into the text that was passed in.
"""

from mahdar.arabic.fold import Folded, fold, fold_with_map
from mahdar.arabic.language import LanguageFinder
from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.namekey import Match, NameKeys, name_key, name_keys, same_name
from mahdar.arabic.numerals import ordinal_value
from mahdar.arabic.quotes import Quotation, quotations
from mahdar.arabic.text import Line, Text, analyse
from mahdar.arabic.tokens import Token, tokenize
from mahdar.arabic.translit import transliterate

__all__ = [
    "Folded",
    "LanguageFinder",
    "Lexicon",
    "Line",
    "Match",
    "NameKeys",
    "Quotation",
    "Text",
    "Token",
    "analyse",
    "fold",
    "fold_with_map",
    "name_key",
    "name_keys",
    "ordinal_value",
    "quotations",
    "same_name",
    "tokenize",
    "transliterate",
]
