"""Evaluation: a reader's findings against pages annotated by people.

gold      the annotated pages, their quotes turned into spans
align     which finding stands for which annotation, which id for which key
score     the figures of each layer
report    the figures as a table or as JSON
run       reads the gold pages and scores what was read
"""

from mahdar.evaluate.gold import GoldError, GoldPage, load_gold
from mahdar.evaluate.report import as_dict, table
from mahdar.evaluate.run import evaluate
from mahdar.evaluate.score import Report, score

__all__ = ["GoldError", "GoldPage", "Report", "as_dict", "evaluate", "load_gold", "score", "table"]
