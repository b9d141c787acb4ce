"""Laws that hold for any text."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws import tried
from validators.pid import Confidence, Kind, Span, find_pid, find_pid_in_identifier, finding, withhold
from validators.pid.folding import fold

# Made up: pieces of every kind, what surrounds them, and characters that hide or fold.
PIECES = [
    *("999 000 0018", "9990000018", "999-000-0018", "999", "000", "0018", "NHS no ", "NHS", "0"),
    *("07700 900123", "07700900123", "+44 ", "(0)", "020 7946 0123", "tel ", "+", "0044", "ext 12", "7700900123"),
    *("a.person@example.org", "a.person", "@", " (at) ", "example.org", " at ", " dot ", ".", "%40"),
    *("E17 6QQ", "e17 6qq", "E176QQ", "E17", "6QQ", "2nd", "postcode "),
    *("AB 12 34 56 C", "AB123456C", "NI ", "AB", "123456", "C", "BY 12 03 09 A"),
    *(
        "dob ",
        "DOBs ",
        "born ",
        "born on ",
        "born in Leeds on ",
        "b. ",
        "12/03/2009",
        "12 March 2009",
        "12.3.09",
        "March",
    ),
    *("12 Larkmead Road", "Flat 3B, ", "Quillan House", "lives at ", "care home, ", "address: ", " Close", "12a "),
    *("passport ", "987654321", "RiO ", "1234567", "UPN ", "A12345678901B", "PNC ", "2009/1234567A", "PC ", "347AB"),
    *("sort code ", "12-34-56", "account ", "12345678", "insta ", "@made_up1", "facebook.com/made.up", "crime ref "),
    *("Year 6 at ", "Elmbrook ", "Primary School", ", Class 4B", "car ", "reg ", "AB27 CDE", "A123 BCD", "lives in "),
    *("Child Q (", "Aisha (", "4111 1111 1111 1111", "no ", "is ", "number "),
    *(" ", "  ", "-", "/", ",", "; ", "\n", "(", ")", "[", "]", "[withheld: ", "x", "A", "1", "12", "'"),
    *(
        "\u200b",
        "\u00a0",
        "\u2011",
        "\uff10",
        "\u2460",
        "\u2469",
        "\ufb01",
        "\u00ad",
        "\u202e",
        "\u202c",
        "htimS enaJ",
        "8100 000 999",
        "\u00bd",
        "\u00b2",
        "\u0661",
    ),
]
PIECED = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
TEXTS = st.one_of(st.text(), st.text(alphabet="0123456789 -.+()@aAbB/\u200b\uff11"), PIECED)
FIND = pytest.mark.parametrize("find", [find_pid, find_pid_in_identifier])


@FIND
@tried(100)
@given(text=TEXTS)
def test_spans_are_sorted_inside_the_text_and_apart(find: Callable[[str], tuple[Span, ...]], text: str) -> None:
    reached = 0
    for span in find(text):
        assert reached <= span.start < span.end <= len(text)
        reached = span.end


@FIND
@tried(400)
@given(text=TEXTS)
@example(text="\u202e0@0.AA")
@example(text="\u202ehtimS enaJ8100000999")
def test_nothing_is_found_in_what_was_withheld(find: Callable[[str], tuple[Span, ...]], text: str) -> None:
    once = withhold(text, find(text))
    assert find(once) == ()
    assert withhold(once, find(once)) == once


@tried(400)
@given(text=TEXTS.map(lambda text: fold(text).text))
def test_no_long_certain_text_is_left_as_a_word_of_its_own(text: str) -> None:
    spans = find_pid(text)
    rest = withhold(text, spans)
    for span in spans:
        said = text[span.start : span.end]
        if span.confidence is Confidence.CERTAIN and len(said) >= 8:
            before, _, after = rest.partition(said)
            assert before == rest or before[-1:].isalnum() or after[:1].isalnum()


@tried(100)
@given(text=TEXTS)
def test_rest_of_the_text_stays(text: str) -> None:
    spans = find_pid(text)
    rest = withhold(text, spans)
    for start, end in zip(
        [0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)], strict=True
    ):
        kept = text[start:end]
        assert rest.startswith(kept)
        rest = rest.removeprefix(kept)
        rest = rest.partition("]")[2] if end < len(text) else rest
    assert rest == ""


@tried(100)
@given(
    serial=st.integers(0, 999_999),
    hidden=st.lists(
        st.tuples(
            st.integers(1, 11),
            st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\x00\x08\x1b\x7f\x90\u0336\u20dd\uffff"),
        ),
        max_size=4,
    ),
    before=st.sampled_from(["", "Child A ", "\u200bNHS no. ", "born 2009; ", "caf\u00e9, "]),
    after=st.sampled_from(["", " seen", ".", "\u200b", ")"]),
)
def test_hidden_characters_hide_no_nhs_number(
    made_up: Callable[[int], str], serial: int, hidden: list[tuple[int, str]], before: str, after: str
) -> None:
    number = made_up(serial)
    written = f"{number[:3]} {number[3:6]} {number[6:]}"
    for place, character in sorted(hidden, reverse=True):
        written = written[:place] + character + written[place:]
    confidence = Confidence.POSSIBLE if len(set(number)) == 1 else Confidence.CERTAIN
    expected = Span(len(before), len(before) + len(written), Kind.NHS_NUMBER, confidence)
    assert find_pid(before + written + after) == (expected,)


LONGEST_CELL = 32_767


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1",
            "0",
            "1 ",
            "0 ",
            "(0",
            " ",
            "\n",
            "x",
            "a@",
            "a@b.",
            "@",
            "a.",
            "a (at) ",
            "(at",
            " at b dot ",
            "+",
            "+44 ",
        ),
        *("dob ", "born in ", "d.o.b ", "nhs ", "12.", "01.01.2009", "SW1A1AA", "AB12", "AB 1", "\u200b9", "\ufdfa"),
        *(
            "12 a ",
            "12 a' ",
            "flat 1 ",
            "flat a, ",
            "lives at ",
            "care home, ",
            "passport ",
            "rio no ",
            "sort code 1",
            "insta a ",
            "x.com/",
            "year 1 at a ",
            "a school ",
            "car a1 ",
            "reg ",
            "lives in a ",
            "Aisha (1.",
            "AB12",
            "GB12",
            "(a 1",
            "1 oak oak oak ",
            "address: a ",
        ),
    ],
)
def test_longest_cell_of_anything_comes_to_an_end(piece: str) -> None:
    text = (piece * LONGEST_CELL)[:LONGEST_CELL]
    rest = withhold(text, find_pid(text))
    assert find_pid(rest) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "07700 900123 ",
        "a@example.org ",
        "E17 6QQ ",
        "AB123456C ",
        "dob 12/03/2009 ",
        "12 Larkmead Road; ",
        "passport 987654321, ",
        "car AB27 CDE, ",
    ],
)
def test_every_one_of_many_is_found(piece: str) -> None:
    many = LONGEST_CELL // len(piece)
    assert len(find_pid(piece * many)) == many


@tried(100)
@given(st.from_regex(finding._PLAIN_REFERENCE, fullmatch=True))
def test_what_is_passed_over_as_a_plain_reference_holds_nothing_that_could_be_found(reference: str) -> None:
    assert finding._find(reference, finding._IN_IDENTIFIERS, in_identifier=True) == ()
