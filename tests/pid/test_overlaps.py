"""What is settled where finders claim the same place."""

from validators.pid import Confidence, Kind, Span, find_pid, withhold
from validators.pid.overlaps import settle

TEXT = "12 Example Road, E17 6QQ"
CERTAIN, POSSIBLE = Confidence.CERTAIN, Confidence.POSSIBLE


def test_certain_beats_possible_and_the_rest_is_not_lost() -> None:
    address, postcode = Span(0, 24, Kind.ADDRESS, POSSIBLE), Span(17, 24, Kind.POSTCODE, CERTAIN)
    assert settle([address, postcode], TEXT) == (Span(0, 15, Kind.ADDRESS, POSSIBLE), postcode)


def test_longer_beats_shorter() -> None:
    road, address = Span(3, 15, Kind.OTHER, CERTAIN), Span(0, 24, Kind.ADDRESS, CERTAIN)
    assert settle([road, address], TEXT) == (address,)


def test_earlier_finder_beats_later_at_the_same_place() -> None:
    first, second = Span(0, 9, Kind.NAME, POSSIBLE), Span(0, 9, Kind.OTHER, POSSIBLE)
    assert settle([first, second], TEXT) == (first,)


def test_weaker_span_keeps_both_of_its_ends() -> None:
    whole, middle = Span(0, 24, Kind.ADDRESS, POSSIBLE), Span(3, 10, Kind.NAME, CERTAIN)
    assert settle([whole, middle], TEXT) == (
        Span(0, 2, Kind.ADDRESS, POSSIBLE),
        middle,
        Span(11, 24, Kind.ADDRESS, POSSIBLE),
    )


def test_punctuation_alone_is_no_rest() -> None:
    assert settle([Span(0, 3, Kind.OTHER, POSSIBLE), Span(0, 2, Kind.NAME, CERTAIN)], TEXT) == (
        Span(0, 2, Kind.NAME, CERTAIN),
    )


def test_number_inside_an_address_is_part_of_it() -> None:
    text = "07700900123@example.org"  # made up
    assert find_pid(text) == (Span(0, len(text), Kind.EMAIL, CERTAIN),)


def test_character_that_folds_into_two_belongs_to_one_span() -> None:
    text = f"a@{'b' * 60}.{'c' * 23}\ufb01@example.org"
    first, second = find_pid(text)
    assert text[first.end - 1] == "\ufb01"
    assert second.start >= first.end


def test_postcode_glued_to_a_phone_number_is_found_too() -> None:
    assert [span.kind for span in find_pid("07700900123E176QQ")] == [Kind.PHONE, Kind.POSTCODE]  # made up


def test_label_does_not_reach_over_what_is_withheld() -> None:
    text = "07700900123E176QQ dob E1 7QQ 12/03/2009; born in E1 7QQ on 12/03/2009"  # made up
    rest = withhold(text, find_pid(text))
    assert rest.count("12/03/2009") == 2
    assert find_pid(rest) == ()
