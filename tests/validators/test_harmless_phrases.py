"""A phrase that is harmless to an ICB is recognised as people write it, and silences only what is possible."""

from __future__ import annotations

import pytest

from validators.harmless_phrases import NO_PHRASES, read_phrases
from validators.pid import Confidence, Kind, Span


def heard(listed: str, found: str, confidence: Confidence = Confidence.POSSIBLE) -> bool:
    """Whether a name that was found in a text is still told."""
    text = f"Seen at {found} today."
    span = Span(8, 8 + len(found), Kind.NAME, confidence)
    return read_phrases(listed).heard(text, [span]) == (span,)


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("Rose Ward", "rose  ward"),
        ("Rose Ward's", "Rose Ward"),
        ("Rose Ward", "Rose Ward\u2019s"),
        ("Rose Ward'", "Rose Ward"),
        ("Nurses", "Nurses'"),
        ("Nurses\u2019", "Nurses"),
        ('"Rose Ward".', "Rose Ward"),
        ("(Rose Ward)", "Rose Ward,"),
        ("# wards\n\n  Rose Ward  \nElm", "Rose Ward"),
    ],
)
def test_letter_case_blanks_outer_marks_and_a_possessive_play_no_part(listed: str, found: str) -> None:
    assert not heard(listed, found)
    assert heard(listed, found, Confidence.CERTAIN)


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("", "Rose Ward"),
        ("# Rose Ward", "Rose Ward"),
        ("Rose Ward", "Rose"),
        ("Rose", "Rose Ward"),
        ("Rose's Ward", "Rose Ward"),
        ("Ros", "Rose"),
        ("''\n.", "'s"),
    ],
)
def test_another_phrase_a_part_of_it_and_a_remark_silence_nothing(listed: str, found: str) -> None:
    assert heard(listed, found)


def test_what_is_silenced_is_counted_over_all_texts() -> None:
    rose, elm = Span(0, 4, Kind.NAME, Confidence.POSSIBLE), Span(9, 12, Kind.NAME, Confidence.POSSIBLE)
    texts = [("Rose and Elm", [rose, elm]), ("Rose", [rose]), ("Elms and Elm", [elm]), ("", [])]
    assert read_phrases("Rose").number_silenced(texts) == 2
    assert read_phrases("Rose\nElm").number_silenced(texts) == 4
    assert NO_PHRASES.number_silenced(texts) == 0
