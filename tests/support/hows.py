"""By what rules the source can find statements: the HOWs of ``grammar:HOW-OPENER`` and whole rules, as the code of the room has them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import mahdar

ROOM = Path(mahdar.__file__).parent / "statements"

NAME = "how"

ELSEWHERE = frozenset({"addressee.py"})
"""Modules whose ``how`` is not how a statement was found."""

BESIDE = frozenset({"_speaker", "_carried"})
"""Functions that return it beside a speaker."""


def hows() -> set[str]:
    """What is returned beside a speaker or by ``_how``, or assigned to ``how``."""
    return {found for path in ROOM.rglob("*.py") if path.name not in ELSEWHERE for found in _hows(ast.parse(path.read_text("utf-8"))) if found}


def rules() -> set[str]:
    """Rules that are spelt out: arguments of ``_Told``, and all that begins with ``grammar:`` or ``model:`` and goes on."""
    return {found for path in ROOM.rglob("*.py") for found in _rules(ast.parse(path.read_text("utf-8")))}


def _hows(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name, returns=returns) if returns is not None:
                told = ast.unparse(returns)
                beside = name in BESIDE and told.startswith("tuple[") and told.endswith(", str]")
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        if name == "_how":
                            yield from _texts(inner.value)
                        elif beside and isinstance(inner.value, ast.Tuple):
                            yield from _texts(inner.value.elts[-1])
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value):
                at = next((n for n, target in enumerate(targets) if isinstance(target, ast.Name) and target.id == NAME), None)
                for branch in _branches(value):
                    if at is not None and isinstance(branch, ast.Tuple):
                        yield from _texts(branch.elts[at])
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == NAME:
                yield from _texts(value)


def _rules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_Told"), args=args):
                yield from (arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
            case ast.Constant(value=str(text)) if text.startswith(("grammar:", "model:")) and not text.endswith(":"):
                yield text


def _branches(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.IfExp):
        yield from _branches(value.body)
        yield from _branches(value.orelse)
    else:
        yield value


def _texts(value: ast.expr) -> Iterator[str]:
    yield from (branch.value for branch in _branches(value) if isinstance(branch, ast.Constant) and isinstance(branch.value, str))
