"""Phone numbers, all from the ranges that Ofcom keeps for drama or made up, and what only looks like one."""

import pytest

from validators.pid import Confidence, Kind, find_pid, find_pid_in_identifier, withhold


def withheld(text: str) -> str:
    return withhold(text, find_pid(text))


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "07700900123",
        "07700 900 123",
        "07700-900-123",
        "077 0090 0123",
        "(07700) 900123",
        "+44 7700 900123",
        "+447700900123",
        "+44 (0)7700 900123",
        "(+44) 7700 900 123",
        "0044 7700 900123",
        "020 7946 0123",
        "(020) 7946 0123",
        "02079460123",
        "020-7946-0123",
        "+44 20 7946 0123",
        "0113 496 0123",
        "01632 960123",
        "0161 496 0123 ext 12",
        "\uff10\uff17\uff17\uff10\uff10 900123",
        "07700\u00a0900\u2011123",
        "0 7 7 0 0 9 0 0 1 2 3",
        "+1 212 555 0123",
        "+33 1 99 00 12 34",
        "0033 1 99 00 12 34",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Mother on {}.", "Seen 12/03/2019, {}, aged 14"])
def test_phone_number_is_certain(number: str, around: str) -> None:
    assert withheld(around.format(number)) == around.format("[withheld: phone number]")


@pytest.mark.parametrize("cue", ["tel ", "Tel: ", "mob. ", "Mobile number: ", "phone no ", "call ", "contact her on "])
def test_label_makes_up_for_a_lost_zero(cue: str) -> None:
    assert withheld(f"{cue}7700900123") == f"{cue}[withheld: phone number]"


@pytest.mark.parametrize("number", ["0808 157 0123", "0306 999 0123", "0909 879 0123"])
def test_number_that_organisations_have_is_possible(number: str) -> None:
    assert [span.confidence for span in find_pid(f"Helpline {number}")] == [Confidence.POSSIBLE]


def test_numbers_in_a_row_are_found_one_by_one() -> None:
    assert withheld("07700 900123/07700 900124 or 07700900125 07700900126") == (
        "[withheld: phone number]/[withheld: phone number] or [withheld: phone number] [withheld: phone number]"
    )


def test_what_follows_a_number_stays() -> None:
    assert withheld("07700 900123 12 March") == "[withheld: phone number] 12 March"
    assert withheld("(07700 900123)") == "([withheld: phone number])"


@pytest.mark.parametrize(
    "text",
    [
        "2021/12345",
        "StEIS 2021/12345 and 2019/987654",
        "12/03/2009",
        "01/03/2009 to 02/04/2010",
        "01.03.2009 10.30",
        "01-03-2009 10:30",
        "01 03 2009 10",
        "01.03.2009 123 patients",
        "Log 0033199001234",
        "Between 01.02.2019-03.04.2020",
        "\u00a31,250,000 and \u00a3400.00",
        "Pages 100 to 200, 300",
        "00123456789012",
        "Crime reference 01234567890",
        "0800 1111",
        "+999 123 456 7890",
        "111 or 999",
    ],
)
def test_no_phone_number(text: str) -> None:
    assert find_pid(text) == ()


def test_plain_digits_of_a_reference_are_only_possible() -> None:
    assert [(span.kind, span.confidence) for span in find_pid_in_identifier("02079460123")] == [
        (Kind.PHONE, Confidence.POSSIBLE)
    ]
    assert find_pid_in_identifier("0123456780") == ()


def confidences(text: str) -> list[Confidence]:
    return [span.confidence for span in find_pid(text)]


def test_number_inside_a_code_is_possible() -> None:
    assert confidences("Code X07700900123") == [Confidence.POSSIBLE]


def test_country_code_without_its_plus_is_possible_unless_labelled() -> None:
    assert confidences("447700900123") == [Confidence.POSSIBLE]
    assert confidences("mobile 447700900123") == [Confidence.CERTAIN]


def test_single_zero_before_figures_begins_no_number() -> None:
    assert find_pid("scored 0 203 946 0123") == ()


def test_digits_one_by_one_are_a_number_only_where_they_begin_as_a_mobile_does() -> None:
    assert confidences("0 7 7 0 0 9 0 0 1 2 3") == [Confidence.CERTAIN]
    assert find_pid("0 1 6 3 2 9 6 0 1 2 3") == ()


def test_country_code_without_its_plus_begins_a_mobile_alone() -> None:
    assert find_pid("441632960123") == ()
    assert find_pid_in_identifier("447700900123") == ()


def test_zero_that_stands_apart_begins_a_mobile() -> None:
    assert confidences("0 7700 900123") == [Confidence.CERTAIN]
    assert confidences("(0) 7700 900123") == [Confidence.CERTAIN]
    assert find_pid("scored 0 1632 960123") == ()


def test_bracket_before_a_number_belongs_to_it_only_where_it_opens_there() -> None:
    def pieces(text: str) -> list[str]:
        return [text[span.start : span.end] for span in find_pid(text)]

    assert pieces("tel (020) 7946 0123") == ["(020) 7946 0123"]
    assert pieces("(tel 020 7946 0123)") == ["020 7946 0123"]
    assert pieces("tel 020) 7946 0123") == ["020) 7946 0123"]


@pytest.mark.parametrize("beside", ["x", "ab"])
def test_letter_beside_a_number_makes_it_doubtful_and_a_space_between_does_not(beside: str) -> None:
    assert confidences(f"07700900123{beside}") == [Confidence.POSSIBLE]
    assert confidences(f"{beside}07700900123") == [Confidence.POSSIBLE]
    assert confidences(f"07700900123 {beside}") == [Confidence.CERTAIN]
    assert confidences(f"{beside} 07700900123") == [Confidence.CERTAIN]
