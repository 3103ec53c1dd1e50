"""Arabic letters in the forms in which they join, as Unicode names them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.charts.joining import joined, signs_of


def forms(text: str) -> list[str]:
    """Each sign as Unicode says what it is, and the number of its marks."""
    found = []
    for sign, marks, _place in joined(text):
        name, *of = unicodedata.decomposition(sign).split() or (sign,)
        said = name.strip("<>") + "".join(chr(int(part, 16)) for part in of)
        found.append(said + "'" * len(marks))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("محمد", "initialم medialح medialم finalد"),
        ("دار", "isolatedد isolatedا isolatedر"),
        ("بيت بيت", "initialب medialي finalت   initialب medialي finalت"),
        ("لا", "isolatedلا"),
        ("إلا", "isolatedإ isolatedلا"),
        ("بلا", "initialب finalلا"),
        ("بلال", "initialب finalلا isolatedل"),
        ("كتّاب", "initialك medialت' finalا isolatedب"),  # a mark is passed over
        ("لَا", "isolatedلا'"),
        ("می‌رود", "initialم finalی isolatedر isolatedو isolatedد"),  # a non-joiner, in Persian
        ("پژوهش", "initialپ finalژ isolatedو initialه finalش"),
        ("لڑکے", "initialل finalڑ initialک finalے"),  # Urdu
        ("ٹھہرا", "initialٹ medialھ medialہ finalر isolatedا"),
        ("ه‍", "initialه"),  # a joiner
        ("بـب", "initialب ـ finalب"),
        ("سەر", "initialس finalه isolatedر"),  # Kurdish
        ("אבג 12 ab", "א ב ג   1 2   a b"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert " ".join(forms(text)) == expected


def test_letters_without_forms_have_no_sign() -> None:
    assert signs_of("ڵ") == ""  # Kurdish
    assert signs_of("ښ") == ""  # Pashto
    assert len(signs_of("ب")) == 4
    assert set(signs_of("ל")) == {"ל"}
    assert set("ﻻﻼﻷﻹﻵ") < set(signs_of("ل"))
    assert signs_of("٣") == "٣"


@given(st.text("لاأبيدوەکگہَّ‌‍ـ אa1", max_size=30))
def test_no_letter_and_no_mark_is_lost(text: str) -> None:
    made = "".join(sign + marks for sign, marks, _place in joined(text))
    plain = text.replace("\u200c", "").replace("\u200d", "").replace("ە", "ه")
    assert sorted(unicodedata.normalize("NFKD", made)) == sorted(
        unicodedata.normalize("NFKD", plain)
    )
    places = [place for _sign, _marks, place in joined(text)]
    assert places == sorted(places)
