"""What is written so that a search passes it over, and a reader does not; all made up."""

from __future__ import annotations

import pytest

from validators.pid import find_pid

KINDS = {
    "Mrs Jane Smith attended": "name",
    "NHS number 999 000 0018 seen": "nhs_number",
    "call 07700 900123 now": "phone",
    "lives at SW1A 1AA now": "postcode",
    "born 12/03/1990 there": "date_of_birth",
    "mail jane.smith@example.com now": "email",
}


def kinds(text: str) -> set[str]:
    return {str(span.kind) for span in find_pid(text)}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1b", "\x7f", "\x90", "\u200b", "\u0336", "\u0332", "\ufffe"])
def test_signs_between_all_letters_hide_nothing(text: str, kind: str, sign: str) -> None:
    assert kind in kinds(sign.join(text))


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_what_is_shown_backwards_is_read_as_it_is_shown(text: str, kind: str) -> None:
    backwards = f"It says \u202e{text[::-1]}\u202c, as told."
    assert kind in kinds(backwards)
    for span in find_pid(backwards):
        assert set(backwards[span.start : span.end]) <= set(text)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\u2028", "\x85"])
def test_a_number_over_two_lines_is_found_whatever_ends_them(end: str) -> None:
    text = f"999 000{end}0018"
    assert [(span.start, span.end) for span in find_pid(text)] == [(0, len(text))]


@pytest.mark.parametrize("lost", ["\ufffd", "\ue000"])
def test_a_lost_character_within_a_number_hides_it_not(lost: str) -> None:
    assert kinds(f"999{lost}000{lost}0018") == {"nhs_number"}


def test_brackets_like_those_of_a_notice_hide_nothing() -> None:
    assert kinds("[withheld: Jane Smith, 07700 900123]") == {"name", "phone"}
    assert kinds("[withheld: phone number] [withheld: possible date of birth]") == set()


@pytest.mark.parametrize("text", ["(999) 000 0018", "999\u2022000\u20220018"])
def test_a_number_in_other_groups_is_found(text: str) -> None:
    assert kinds(text) == {"nhs_number"}
