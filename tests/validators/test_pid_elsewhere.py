"""PID outside the records is searched for by what a text is; every person and number is made up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from validators.pid import Kind, Span, find_pid
from validators.pid_elsewhere import Nature, PlacedText, find_pid_elsewhere, find_pid_in_file_name

NUMBER = "999 000 0018"


def kinds(text: str, nature: Nature) -> list[Kind]:
    found = find_pid_elsewhere([PlacedText("Notes", "cell B7", text, nature)])
    return [span.kind for one in found for span in one.spans]


@pytest.mark.parametrize("nature", Nature)
def test_a_number_is_found_in_every_text_and_a_name_in_all_but_a_reference(nature: Nature) -> None:
    assert kinds(f"of {NUMBER}", nature) == [Kind.NHS_NUMBER]
    assert kinds("Seen with Aisha Khan", nature) == ([] if nature is Nature.REFERENCE else [Kind.NAME])


def test_the_joined_words_of_a_label_are_parted() -> None:
    for sign in "_-.+":
        assert kinds(f"Seen{sign}with{sign}Aisha{sign}Khan", Nature.LABEL) == [Kind.NAME]


def test_where_it_stands_is_told_and_that_somebody_made_it_and_equal_texts_are_searched_once() -> None:
    asked: list[str] = []

    def find(text: str) -> Sequence[Span]:
        asked.append(text)
        return find_pid(text)

    texts = [
        PlacedText("Notes", "cell B7", "Seen with Aisha Khan"),
        PlacedText("Notes", "cell B8", "Seen by the panel"),
        PlacedText("Workbook", "author", "Seen with Aisha Khan", Nature.PERSON),
        PlacedText("Lists", "cell A1", "Seen with Aisha Khan"),
    ]
    found = [(one.sheet, one.where, one.is_person) for one in find_pid_elsewhere(texts, find)]
    assert found == [("Notes", "cell B7", False), ("Workbook", "author", True), ("Lists", "cell A1", False)]
    assert sorted(asked) == ["Seen by the panel", "Seen with Aisha Khan", "Seen with Aisha Khan"]


def test_a_file_s_name_is_a_label() -> None:
    (found,) = find_pid_in_file_name("Seen_with_Aisha_Khan.xlsx")
    assert (found.sheet, found.where, found.is_person) == ("Workbook", "file name", False)
    assert list(find_pid_in_file_name("QMF_October_2024.xlsx")) == []
