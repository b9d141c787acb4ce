"""NHS numbers are found by their check digit, in any spacing, and a label makes up for what is missing."""

from collections.abc import Callable

import pytest

from validators.pid import Confidence, Kind, Span, find_pid, find_pid_in_identifier


def parts(number: str) -> tuple[str, str, str]:
    return number[:3], number[3:6], number[6:]


@pytest.mark.parametrize(
    "separator", [" ", "-", ".", "/", "  ", " - ", "\u00a0", "\u2011", "\u2013", "\t", "_", "\u2009"]
)
@pytest.mark.parametrize("before", ["", "Seen with ", "(", "Aged 14 "])
def test_printed_form_is_certain_with_any_separator(made_up: Callable[[int], str], separator: str, before: str) -> None:
    written = separator.join(parts(made_up(4821)))
    assert find_pid(f"{before}{written}.") == (
        Span(len(before), len(before) + len(written), Kind.NHS_NUMBER, Confidence.CERTAIN),
    )


@pytest.mark.parametrize("serial", [0, 7, 123_456, 999_998])
def test_unspaced_is_certain_in_free_text_and_possible_in_an_identifier(
    made_up: Callable[[int], str], serial: int
) -> None:
    number = made_up(serial)
    assert find_pid(f"Known as {number} to us") == (Span(9, 19, Kind.NHS_NUMBER, Confidence.CERTAIN),)
    assert find_pid_in_identifier(number) == (Span(0, 10, Kind.NHS_NUMBER, Confidence.POSSIBLE),)


@pytest.mark.parametrize(
    "label",
    ["NHS ", "NHS no ", "NHS No. ", "nhs number: ", "NHS Number is ", "NHS#", "NHS", "NHS numbers (", "NHS no.:"],
)
@pytest.mark.parametrize("find", [find_pid, find_pid_in_identifier])
def test_label_makes_any_spacing_certain(
    made_up: Callable[[int], str], label: str, find: Callable[[str], tuple[Span, ...]]
) -> None:
    number = made_up(31)
    for written in (number, " ".join(parts(number)), f"{number[:5]} {number[5:]}", " ".join(number)):
        text = label + written
        assert find(text) == (Span(len(label), len(text), Kind.NHS_NUMBER, Confidence.CERTAIN),)


def test_label_makes_a_number_with_a_slip_possible(made_up: Callable[[int], str]) -> None:
    number = made_up(31)
    slipped = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert find_pid(f"NHS number {slipped}") == (Span(11, 21, Kind.NHS_NUMBER, Confidence.POSSIBLE),)
    for written in (slipped, " ".join(parts(slipped))):
        assert [span.confidence for span in find_pid(f"Known as {written}")] == [Confidence.POSSIBLE]
        assert find_pid(f"Invoice no. {written}") == ()
    assert find_pid("Known as 123 456 7890") == ()


def test_other_spacing_without_label_is_possible(made_up: Callable[[int], str]) -> None:
    number = made_up(31)
    text = f"Known as {number[:5]} {number[5:]}"
    assert find_pid(text) == (Span(9, 20, Kind.NHS_NUMBER, Confidence.POSSIBLE),)


def test_zero_width_characters_inside_are_part_of_the_span(made_up: Callable[[int], str]) -> None:
    first, second, third = parts(made_up(500))
    text = f"\u200bNHS \u2066{first}\u200b \u200d{second}\ufeff{third}\u2069 seen"
    (span,) = find_pid(text)
    assert (span.kind, span.confidence) == (Kind.NHS_NUMBER, Confidence.CERTAIN)
    assert text[span.start : span.end] == f"{first}\u200b \u200d{second}\ufeff{third}"


def test_digits_of_other_scripts_are_digits(made_up: Callable[[int], str]) -> None:
    number = made_up(500)
    full_width = "".join(chr(0xFF10 + int(digit)) for digit in number)
    arabic = "".join(chr(0x660 + int(digit)) for digit in number)
    for written in (full_width, arabic):
        assert find_pid(f"No {written}") == (Span(3, 13, Kind.NHS_NUMBER, Confidence.CERTAIN),)


def test_a_placeholder_of_one_digit_is_only_possible() -> None:
    assert [span.confidence for span in find_pid("NHS number 0000000000")] == [Confidence.POSSIBLE]


def test_part_of_a_longer_number_is_none(made_up: Callable[[int], str]) -> None:
    assert find_pid(f"Batch {made_up(8)}4") == ()
    assert find_pid(f"Batch 4{made_up(8)}") == ()


@pytest.mark.parametrize("cue", ["crime ref ", "Crime reference: ", "CAD ", "Datix no. ", "StEIS ", "LFPSE id "])
def test_reference_of_an_incident_is_no_persons_number(made_up: Callable[[int], str], cue: str) -> None:
    assert find_pid(cue + made_up(8)) == ()


def test_two_numbers_are_two_spans(made_up: Callable[[int], str]) -> None:
    first, second = " ".join(parts(made_up(1))), " ".join(parts(made_up(2)))
    assert [(span.start, span.end) for span in find_pid(f"{first} {second}")] == [(0, 12), (13, 25)]


def test_dash_or_dot_in_an_identifier_may_be_a_local_habit(made_up: Callable[[int], str]) -> None:
    for separator, confidence in ((" ", Confidence.CERTAIN), ("-", Confidence.POSSIBLE), (".", Confidence.POSSIBLE)):
        assert find_pid_in_identifier(separator.join(parts(made_up(8)))) == (Span(0, 12, Kind.NHS_NUMBER, confidence),)


def test_number_inside_a_code_is_possible(made_up: Callable[[int], str]) -> None:
    assert find_pid(f"Code X{made_up(8)}Y") == (Span(6, 16, Kind.NHS_NUMBER, Confidence.POSSIBLE),)


def test_date_and_a_figure_are_no_number_though_the_digits_check() -> None:
    assert find_pid("Seen 12 03 2009 19 times and on 04-11-2010-18") == ()


def test_figures_in_uneven_spacing_are_no_number_though_they_check(made_up: Callable[[int], str]) -> None:
    number = made_up(31)
    assert find_pid(f"{number[:2]} {number[2:4]}-{number[4:]}") == ()
    assert find_pid(" ".join((*number[:6], number[6:]))) == ()
