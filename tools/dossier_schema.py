"""Writes the JSON Schema of a dossier, made of the form: ``tools/dossier_schema.py FILE``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from mahdar.knowledge.dossiers import schema


def main(path: str) -> None:
    """Write it to the file ``path``."""
    Path(path).write_text(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
