"""Floors: what was measured on the gold pages, less a margin, which no later change may fall below.

They are kept in a TOML file with the hash of the gold they were measured on, so that figures of other gold are never
compared with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from mahdar.evaluate.report import headline
from mahdar.evaluate.score import Report

MARGIN = 0.01
"""How far a figure may fall below what was measured: one page's worth on thirty pages, so that noise passes and a loss doesn't."""


class Floors(msgspec.Struct, frozen=True, kw_only=True):
    """The least that each figure may be, on the gold with the hash ``gold``."""

    gold: str
    figures: dict[str, float]

    def fallen(self, report: Report) -> list[str]:
        """The figures of ``report`` below their floor, in words; a figure that has no floor, or a floor without a figure, too."""
        return self.below(headline(report))

    def below(self, measured: Mapping[str, float]) -> list[str]:
        """As `fallen`, of figures by name."""
        told = []
        for name, floor in self.figures.items():
            if name not in measured:
                told.append(f"{name}: a floor without a figure")
            elif measured[name] < floor:
                told.append(f"{name}: expected at least {floor:.4f}, got {measured[name]:.4f}")
        return told + [f"{name}: a figure without a floor" for name in measured if name not in self.figures]


def floors_of(report: Report, gold: str) -> Floors:
    """The floors that what was measured sets."""
    return floors_under(headline(report), gold)


def floors_under(measured: Mapping[str, float], gold: str) -> Floors:
    """The floors that figures by name set."""
    return Floors(gold=gold, figures={name: max(0.0, round(value - MARGIN, 4)) for name, value in measured.items()})


def load_floors(path: Path) -> Floors:
    """The floors in a TOML file."""
    return msgspec.toml.decode(path.read_bytes(), type=Floors)


def to_toml(floors: Floors) -> str:
    """The floors as TOML, in the order of the figures."""
    head = f'# Made by `make floors`: what was measured, less {MARGIN}. A commit that lowers one says why.\ngold = "{floors.gold}"\n\n[figures]\n'
    return head + "".join(f"{name} = {floor:.4f}\n" for name, floor in floors.figures.items())


def gold_hash(folders: Iterable[Path]) -> str:
    """The SHA-256 over the names and bytes of all gold files, in order."""
    digest = hashlib.sha256()
    for path in sorted((path for folder in folders for path in folder.iterdir() if path.is_file()), key=lambda path: (path.parent.name, path.name)):
        data = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
