"""A command line to call in tests, and a small folder of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar.cli.main import run
from tests.support.cli import Result, Run


@pytest.fixture
def mahdar(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def call(*arguments: str | Path) -> Result:
        status = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Result(int(status), out, err)

    return call


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Three pages of our own that can be read."""
    folder = tmp_path / "pages"
    folder.mkdir()
    texts = {
        "1.txt": "انطلاق الجولة العشرين من محادثات أستانا\n\nقال وزير الخارجية الروسي سيرغي لافروف إن المحادثات بدأت في موعدها، مضيفا "
        "أن الوفود كلها حضرت.\n",
        "2.txt": "دعوة إلى التهدئة في إدلب\n\nدعا نائب وزير الخارجية التركي إلى وقف القصف في إدلب، وأكد أن أنقرة تريد حلا سياسيا.\n",
        "3.txt": "ختام اللقاء\n\nأعلنت وزارة الخارجية الكازاخستانية أن الجولة المقبلة ستعقد في الخريف. وأضافت أن الدعوات أرسلت إلى جميع الأطراف.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
