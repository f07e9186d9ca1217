"""Wikidata as a source of entries: its items out of files, and what entries they make."""

from mahdar.knowledge.wikidata.entries import Importer
from mahdar.knowledge.wikidata.files import items, positions
from mahdar.knowledge.wikidata.items import Item, Position
from mahdar.knowledge.wikidata.sparql import VARIABLES

__all__ = ["VARIABLES", "Importer", "Item", "Position", "items", "positions"]
