"""What is folded for matching, what is left as it is, and the way back."""

import pytest

from validators.pid.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain 12-3", "plain 12-3"),
        ("\uff11\u0662\u09e9\u2463", "1234"),
        ("1\ufe0f\u20e32\ufe0f\u20e3", "12"),
        ("a\u200b\u200c\u2060\ufeff\u00ad\u202eb", "ab"),
        ("1\u034f2\u31643\u180b4", "1234"),
        ("1\u20102\u20133\u20144\u2212\uff0d5", "1-2-3-4--5"),
        ("1\u00a02\u20093\u30004\u202f5", "1 2 3 4 5"),
        ("\uff21\uff42\uff20\uff0e", "Ab@."),
        ("\u2469\ufb01", "10fi"),
        ("\u2019\u2018", "''"),
        ("12\u00b2 \u00bd 3\u2081", "12\u00b2 \u00bd 3\u2081"),
        ("\u2026 \u2474", "\u2026 \u2474"),
        ("caf\u00e9 \u00a3", "caf\u00e9 \u00a3"),
        ("1\x002\x083\x1b4\x7f5\x906\uffff", "123456"),
        ("1\r\n2\r3\x0b4\x0c5", "1\n2\n3\n4\n5"),
        ("1\ufffd2\ue000\ud8003 M\ufffdx", "123 M\ufffdx"),
        ("1\x1c2\x1f3\u28004", "1 2 3 4"),
        ("1\u0332\u03362\u0301S\u0336m", "12Sm"),
        ("Zoe\u0308 e\u0301\u0336", "Zoe\u0308 e\u0301"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_way_back_takes_in_what_is_hidden_inside_but_not_around() -> None:
    text = "\u200bx\u200b1\u200b2\u200b"
    folded = fold(text)
    start = folded.text.index("12")
    assert folded.place_in_original(start, start + 2) == (3, 6)


def test_way_back_from_half_a_character_is_the_whole_of_it() -> None:
    assert fold("\u2469").place_in_original(1, 2) == (0, 1)
