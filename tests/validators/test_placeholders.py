"""What counts as a placeholder, and what has said something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.placeholders import is_placeholder
from validators.vocabularies import vocabulary


@pytest.mark.parametrize(
    "text",
    [
        "TBC", "tbc.", "(TBC)", "T.B.C.", "TBA", "tbd", "N/A", "n/a", "N / A", "n.a.", "NA", "Not applicable",
        "as above", "As above.", "Same as above", "ditto", "see report", "See Report.", "see the report",
        "Please see the attached report", "Refer to final report", "as per the report", "see above", "see attached",
        "to be confirmed", "To follow", "pending", "awaiting report", "unknown", "Not known", "none", "nil",
        "-", "--", "–", "…", "...", "?", "???", ".", "x", "XXX", "xxxx", " tbc ", "'TBC'",
    ],
)  # fmt: skip
def test_what_looks_filled_in_and_is_not(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "Panel date TBC; chair appointed", "None of these", "No change since the panel met", "2021/12345",
        "See report: the care plan was not shared", "Adult B fell", "0", "AB", "AB/CD", "Nathan", "TBC1", "#N/A",
        "The report is awaited by the board", "Xanax was prescribed", "no", "yes",
    ],
)  # fmt: skip
def test_what_has_said_something(text: str) -> None:
    assert not is_placeholder(text)


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=60))
def test_no_long_text_is_a_placeholder(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize("name", ["boards", "local_authorities"])
def test_no_board_or_local_authority_of_the_lists_is_a_placeholder(name: str) -> None:
    assert [term.code for term in vocabulary(name) if is_placeholder(term.code)] == []
