"""Ages are read as people write them, and those of other people or of earlier years are told from a person's own."""

from __future__ import annotations

import pytest

from validators.ages import find_ages, find_own_ages


@pytest.mark.parametrize(
    ("text", "years", "stands"),
    [
        ("He is aged 3.", 3, "aged 3"),
        ("A man, aged 119, died.", 119, "aged 119"),
        ("Age: 30 months", 2, "Age: 30 months"),
        ("an 11-month-old", 0, "11-month-old"),
        ("a 24 month old", 2, "24 month old"),
        ("aged 13 mths", 1, "aged 13 mths"),
        ("six weeks old", 0, "six weeks old"),
        ("a 40-day-old baby", 0, "40-day-old"),
        ("age of eleven", 11, "age of eleven"),
        ("15 years of age", 15, "15 years of age"),
        ("a 14 y/o girl", 14, "14 y/o"),
        ("aged 9, 10", 9, "aged 9"),
    ],
)
def test_an_age_is_in_whole_years_and_stands_where_it_is_written(text: str, years: int, stands: str) -> None:
    (age,) = find_ages(text)
    assert (age.years, text[age.start : age.end]) == (years, stands)


@pytest.mark.parametrize(
    "text", ["aged 9-10", "aged 9 to 10", "aged 9 or 10", "aged 9 / 10", "aged 120", "9 years", ""]
)
def test_a_range_a_time_and_what_nobody_lives_to_be_are_no_age(text: str) -> None:
    assert list(find_ages(text)) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Child A, aged 15, was found at home.", [15]),
        ("She died at the age of 15.", [15]),
        ("She left at the age of 15.", []),
        ("Known to services since the age of 9.", []),
        ("It began when she was aged 9.", []),
        ("She lived with a brother aged 9.", []),
        ("She lived with a brother. Aged 9, she left.", [9]),
        ("A brother lived and was aged 9.", []),
        ("The brother went to live with her, aged 9.", [9]),
        ("She was aged 9, her brother was older.", []),
        ("She was aged 9, and her brother was older.", [9]),
        ("Aged 9. Her brother was older.", [9]),
    ],
)
def test_an_age_is_one_s_own_unless_the_few_words_around_it_speak_of_another(text: str, years: list[int]) -> None:
    assert [age.years for age in find_own_ages(text)] == years
