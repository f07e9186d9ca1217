"""Numbers: read from words and digits, and told apart by what they are (a percentage, an amount, a resolution, a year)."""

from mahdar.arabic.numerals.kinds import number_class
from mahdar.arabic.numerals.place import NumberClass
from mahdar.arabic.numerals.reading import Number, NumberSort, number_at
from mahdar.arabic.numerals.words import numeral_words

__all__ = ["Number", "NumberClass", "NumberSort", "number_at", "number_class", "numeral_words"]
