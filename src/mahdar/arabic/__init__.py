"""The Arabic language, knowing nothing of news: folding, tokens and clitics, numerals, agreement, sentences, quotations, and its
neighbours told apart.

Everything here works on text and offsets; offsets are code points into the text that was passed in.
"""

from mahdar.arabic.brackets import Parenthesis, parentheses
from mahdar.arabic.clauses import Clause, ClauseFinder, Clauses
from mahdar.arabic.fold import Folded, fold, fold_with_map
from mahdar.arabic.known import build_lexicon
from mahdar.arabic.language import LanguageFinder
from mahdar.arabic.lexicon import Lexicon
from mahdar.arabic.namekey import Match, NameKeys, name_key, name_keys, same_name
from mahdar.arabic.numerals import Number, NumberClass, number_at, number_class
from mahdar.arabic.phrases import Phrases, compile_phrases
from mahdar.arabic.quotes import Quotation, quotations
from mahdar.arabic.readings import Reading
from mahdar.arabic.running import RunningQuotation, running_quotations
from mahdar.arabic.sentences import SentenceFinder
from mahdar.arabic.text import Line, Text, analyse
from mahdar.arabic.tokens import Token, tokenize
from mahdar.arabic.translit import transliterate

__all__ = [
    "Clause",
    "ClauseFinder",
    "Clauses",
    "Folded",
    "LanguageFinder",
    "Lexicon",
    "Line",
    "Match",
    "NameKeys",
    "Number",
    "NumberClass",
    "Parenthesis",
    "Phrases",
    "Quotation",
    "Reading",
    "RunningQuotation",
    "SentenceFinder",
    "Text",
    "Token",
    "analyse",
    "build_lexicon",
    "compile_phrases",
    "fold",
    "fold_with_map",
    "name_key",
    "name_keys",
    "number_at",
    "number_class",
    "parentheses",
    "quotations",
    "running_quotations",
    "same_name",
    "tokenize",
    "transliterate",
]
