"""What stands in the place of PID, what may stay, and that a fault never tells the text."""

from collections.abc import Callable

import pytest

from validators.pid import Confidence, Kind, Span, find_pid, find_pid_in_identifier, say_instead, withhold
from validators.pid.folding import fold
from validators.pid.prepared import PreparedText

TEXT = "rang 07700 900123 about it"  # made up


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.NAME, "name"),
        (Kind.DATE_OF_BIRTH, "date of birth"),
        (Kind.NHS_NUMBER, "NHS number"),
        (Kind.ADDRESS, "address"),
        (Kind.POSTCODE, "postcode"),
        (Kind.PHONE, "phone number"),
        (Kind.EMAIL, "e-mail address"),
        (Kind.NI_NUMBER, "National Insurance number"),
        (Kind.VEHICLE, "vehicle registration"),
        (Kind.OTHER, "other personal detail"),
    ],
)
def test_every_kind_has_its_words(kind: Kind, words: str) -> None:
    assert withhold(TEXT, [Span(5, 17, kind, Confidence.CERTAIN)]) == f"rang [withheld: {words}] about it"
    assert withhold(TEXT, [Span(5, 17, kind, Confidence.POSSIBLE)]) == f"rang [withheld: possible {words}] about it"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_one_sentence_to_write_instead(kind: Kind) -> None:
    sentence = say_instead(kind)
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert find_pid(sentence) == ()


def test_released_span_stays_and_the_others_do_not() -> None:
    spans = [Span(0, 4, Kind.NAME, Confidence.POSSIBLE), Span(18, 23, Kind.NAME, Confidence.POSSIBLE)]
    assert withhold(TEXT, spans, released={spans[0]}) == "rang 07700 900123 [withheld: possible name] it"


def test_certain_span_cannot_be_released() -> None:
    spans = find_pid(TEXT)
    assert withhold(TEXT, spans, released=spans, keep_possible=True) == "rang [withheld: phone number] about it"


def test_reference_is_not_withheld_for_a_possible(made_up: Callable[[int], str]) -> None:
    reference = made_up(12)
    assert withhold(reference, find_pid_in_identifier(reference), keep_possible=True) == reference


def test_order_of_the_spans_does_not_matter() -> None:
    spans = [Span(18, 23, Kind.NAME, Confidence.POSSIBLE), *find_pid(TEXT)]
    assert withhold(TEXT, spans) == "rang [withheld: phone number] [withheld: possible name] it"


@pytest.mark.parametrize(
    "spans",
    [
        [Span(20, 99, Kind.NAME, Confidence.CERTAIN)],
        [Span(0, 9, Kind.NAME, Confidence.CERTAIN), Span(8, 12, Kind.NAME, Confidence.CERTAIN)],
    ],
)
def test_fault_tells_places_and_never_the_text(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="overlaps another or reaches beyond 26 characters") as caught:
        withhold(TEXT, spans)
    assert "07700" not in str(caught.value)


def test_no_value_tells_the_text() -> None:
    folded = fold(TEXT)
    told = repr((folded, PreparedText(folded.text, in_identifier=False), find_pid(TEXT)))
    assert "07700" not in told
    assert "rang" not in told


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 4), (5, 2)])
def test_span_that_holds_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="holds nothing"):
        Span(start, end, Kind.OTHER, Confidence.CERTAIN)
