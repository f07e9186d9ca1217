from __future__ import annotations

import pytest

from mahdar.linking.labels import spellings


@pytest.mark.parametrize(
    ("forms", "spelt"),
    [
        # للولايات المتحدة, to the United States: the article has lost its alef.
        (["الولايات المتحدة", "لولايات المتحدة"], {"لولايات المتحدة": "الولايات المتحدة"}),
        (["لولايات المتحدة"], {}),  # nobody writes it whole: nothing is made up
        (["لبنان", "للبنان"], {}),
        (["لبنان", "ليبيا", "أمريكا", "امريكا"], {}),  # hamzas are spelling
        (["إدلب", "ا\u0655دلب"], {"ا\u0655دلب": "إدلب"}),  # the hamza as a sign of its own
        (["إدلب", "إد\ufedfب"], {"إد\ufedfب": "إدلب"}),  # a letter encoded by its shape
        (["تاس", "\u202bتاس\u202c"], {"\u202bتاس\u202c": "تاس"}),  # signs of direction
        (["می\u200cخواهد"], {}),  # a non-joiner is seen
        (["\u200f"], {}),
        ([], {}),
    ],
)
def test_what_is_one_spelling(forms: list[str], spelt: dict[str, str]) -> None:
    found = spellings(forms)
    assert set(found) == set(forms)
    assert {form: spelling for form, spelling in found.items() if form != spelling} == spelt
