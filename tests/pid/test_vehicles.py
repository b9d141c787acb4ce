"""Registration marks: the current form alone, others after a word for a vehicle; made up, of years not yet issued."""

import pytest

from validators.pid import Confidence, Kind, find_pid


def vehicles(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_pid(text) if span.kind is Kind.VEHICLE]


@pytest.mark.parametrize("text", ["Seen in {}.", "({})", "{} was parked", "car {}", "Registration: {}, white"])
@pytest.mark.parametrize("mark", ["BD27 KLM", "BD27KLM", "YS78 TCH"])
def test_current_mark(text: str, mark: str) -> None:
    assert vehicles(text.format(mark)) == [mark]


@pytest.mark.parametrize(
    "text", ["car reg {}", "Vehicle registration {}", "reg no. {}", "drives a blue BMW, reg {}", "number plate: {}"]
)
@pytest.mark.parametrize("mark", ["bd27 klm", "A123 BCD", "ABC 123D", "a123bcd", "KIZ 4821", "ABC 123"])
def test_any_mark_after_a_word_for_it(text: str, mark: str) -> None:
    if mark == "ABC 123" and text.startswith("drives"):
        return  # "reg" alone may be a regulation
    if mark == "KIZ 4821" and text.startswith("drives"):
        return
    assert vehicles(text.format(mark)) == [mark]


def test_label_makes_it_certain() -> None:
    assert [span.confidence for span in find_pid("car reg BD27 KLM")] == [Confidence.CERTAIN]
    assert [span.confidence for span in find_pid("saw BD27 KLM")] == [Confidence.POSSIBLE]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "BDS12",
            "Ward 7B",
            "E17 6QQ",
            "SE15 DHR",
            "StEIS 2021/12345",
            "A1 road by car",
            "Reg 44 visit",
            "reg 28 report",
        ),
        *("reg 12a of the regulations", "Child LH22 and Adult NW3", "CAD AB12 CDE", "car seat 2 yrs", "drove 12 km"),
        *("two cars and 3 vans", "S47 and S17 and CIN", "driving ban of 12 mth", "KS2 SEN", "in the car at 3 am"),
    ],
)
def test_no_mark(text: str) -> None:
    assert vehicles(text) == []
