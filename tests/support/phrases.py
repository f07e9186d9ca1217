"""The reasons and notes in the reader's source: what stands where one is given, with 7 for what an f-string fills in."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import mahdar

SOURCE = Path(mahdar.__file__).parent

ARGUMENTS: Mapping[str, int] = {"Mark": 2, "for_furniture": 1, "for_article": 1, "for_label": 2, "Evidence": 1, "_told": 1, "Taken": 1}
"""Calls that take a reason, and as which argument."""

KEYWORDS = frozenset({"why", "reason", "refused", "notes", "where"})
"""Keywords under which one is passed. Failures and left out parts of a source are of no page, and have reasons of their own."""

ASSIGNED = frozenset({"notes", "dossier", "how", "urls", "SERVED", "HOUR", "ABOVE", "APART", "NO_DAY", "OTHER_DAY"})
"""Names that hold one."""

GIVEN = frozenset({"reason", "within_reach", "why_implausible", "_contradicted", "_contradictions", "disagreement", "_words"})
"""Functions whose results are ones."""

ELSEWHERE = frozenset({"Failure", "Skipped", "Outcome"})


def phrases_in(folder: str) -> dict[str, list[str]]:
    """The phrases of each module under ``folder`` of the source, by the module's path."""
    return {
        str(path.relative_to(SOURCE)): sorted(set(_phrases(ast.parse(path.read_text("utf-8"))))) for path in sorted((SOURCE / folder).rglob("*.py"))
    }


def _phrases(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="append", value=ast.Name(id="notes")), args=[told]):
                yield from _texts(told)
            case ast.Call(func=function, args=args, keywords=keywords):
                name = function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
                at = ARGUMENTS.get(name)
                if at is not None and at < len(args):
                    yield from _texts(args[at])
                if name not in ELSEWHERE:
                    yield from (text for keyword in keywords if keyword.arg in KEYWORDS for text in _texts(keyword.value))
            case ast.AugAssign(target=ast.Name(id=name), value=value) if name in ASSIGNED:
                yield from _texts(value)
            case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                if name in ASSIGNED or name.startswith("_WHY"):
                    yield from _texts(value)
            case ast.FunctionDef(name=name, body=body) if name in GIVEN:
                for inner in (inner for statement in body for inner in ast.walk(statement)):
                    if isinstance(inner, ast.Return | ast.Yield) and inner.value is not None:
                        yield from _texts(inner.value)


def _texts(value: ast.expr) -> Iterator[str]:
    """The texts that an expression may give: constants and f-strings in either branch of a choice and in every item."""
    match value:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "7" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))
        case ast.BoolOp(values=items) | ast.Tuple(elts=items) | ast.List(elts=items):
            yield from (text for item in items for text in _texts(item))
        case ast.Dict(values=items):
            yield from (text for item in items for text in _texts(item))
        case ast.Starred(value=inner):
            yield from _texts(inner)
