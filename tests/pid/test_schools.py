"""A school with a class or year is PID; either alone is none. Made-up schools."""

import pytest

from validators.pid import Kind, find_pid


def schools(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_pid(text) if span.kind is Kind.OTHER]


@pytest.mark.parametrize(
    "school",
    [
        *(
            "Year 6 at Oakmead Primary School",
            "Oakmead Primary, Class 4B",
            "Y3 at Oakmead Juniors",
            "Oakmead Academy (Y9)",
        ),
        *(
            "year 11 pupil at Quillan High School",
            "Reception class of Saint Osyth's RC Primary",
            "class 2B, Oakmead Infants",
        ),
        *("Year Six at Hobday Free School", "Quillan College, Year 12", "Form 7C at Oakmead Grammar School"),
    ],
)
@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_school_with_class_or_year(school: str, change: type[str]) -> None:
    (found,) = schools(change(f"Seen: {school}."))
    assert found in change(school)


def test_it_begins_with_the_school_s_own_name() -> None:
    for before in ("He attends", "He moved to", "Seen at J's", "He never attended the", "Since 2019 in"):
        assert schools(f"{before} Oakmead Primary, Class 4B.") == ["Oakmead Primary, Class 4B"]


@pytest.mark.parametrize(
    "text",
    [
        *("Oakmead Primary School", "Year 2 of the strategy", "Class A drugs", "Year 9", "Year 9 at a special school"),
        *(
            "Year 7 at secondary school",
            "moved from the primary school in Year 6",
            "school in 2019, year 2 of the plan",
        ),
        *("No school place since Year 9", "Years 7 to 11 at school", "reception at the hospital", "his school, Year 9"),
    ],
)
@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_no_school_with_class_or_year(text: str, change: type[str]) -> None:
    assert schools(change(text)) == []
