"""National Insurance numbers: made-up digits behind prefixes that are and are not given out."""

import pytest

from validators.pid import Confidence, Kind, find_pid, find_pid_in_identifier, withhold


def withheld(text: str) -> str:
    return withhold(text, find_pid(text))


@pytest.mark.parametrize(
    "number",
    [
        "AB123456C",
        "AB 12 34 56 C",
        "AB 123456 C",
        "AB-12-34-56-C",
        "ab123456c",
        "ab 12 34 56 c",
        "Jg 12 34 56 a",
        "ZY000000D",
    ],
)
@pytest.mark.parametrize("around", ["{}", "He gave {}.", "(NI {})"])
def test_full_number_is_certain(number: str, around: str) -> None:
    assert withheld(around.format(number)) == around.format("[withheld: National Insurance number]")


@pytest.mark.parametrize("label", ["NI ", "NI no: ", "NINO ", "N.I. number ", "national insurance number is "])
def test_label_makes_up_for_the_suffix(label: str) -> None:
    for number in ("AB123456", "AB 12 34 56"):
        assert withheld(f"{label}{number} since 2019") == f"{label}[withheld: National Insurance number] since 2019"


def test_label_makes_a_prefix_that_is_not_given_out_possible() -> None:
    assert withheld("NI number QQ 12 34 56 C") == "NI number [withheld: possible National Insurance number]"


def test_pairs_without_suffix_are_possible_and_an_article_is_no_suffix() -> None:
    assert withheld("AB 12 34 56 a child") == "[withheld: possible National Insurance number] a child"
    assert find_pid_in_identifier("AB 12 34 56") == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{prefix}123456A"
            for prefix in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "DA", "FA", "IA", "QA", "UA", "VA")
        ),
        *(f"A{second}123456A" for second in "DFIOQUV"),
        "AB123456",
        "AB123456E",
        "AB12345C",
        "CAB123456C",
        "AB1234567C",
        "by 12.03.09 a report",
        "BY 12 03 09 A NURSE",
    ],
)
def test_no_national_insurance_number(text: str) -> None:
    assert Kind.NI_NUMBER not in {span.kind for span in find_pid(text)}


def test_confidence_of_the_full_number() -> None:
    assert [(span.kind, span.confidence) for span in find_pid("AB123456C")] == [(Kind.NI_NUMBER, Confidence.CERTAIN)]
