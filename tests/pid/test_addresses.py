"""House and street, flat and block, home and street; a number before a street's word need not be a house (made up)."""

import pytest

from validators.pid import Confidence, Kind, find_pid, find_pid_in_identifier


def addresses(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_pid(text) if span.kind is Kind.ADDRESS]


@pytest.mark.parametrize(
    "address",
    [
        *("12 Larkmead Road", "12a Larkmead Rd", "7 Quillan St", "4-6 Tansy Gardens", "210 St Osmund's Lane"),
        *("3 Old Tannery Close", "19, Merrow Way", "8 Upper Weald Court", "5 Marchbank Broadway", "31 Wexcombe Ave."),
        *("Flat 3B, Quillan House", "flat 4 osier court", "Room 7, 73c Pinfold Hill", "Unit 2, Tobin Point"),
        *("Flat 6A, 121 Saltcote Terrace", "14 Pelling House", "1 Kestrel Mews", "99 Hobday Parade"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "Found at {} by police.", "Address: {}", "({})", "moved to {}, then left"])
def test_address_is_found_in_any_letter_case(address: str, around: str) -> None:
    for written in (address, address.lower(), address.upper()):
        text = around.format(written)
        found = addresses(text)
        if (
            around in ("{}", "({})")
            and written != address
            and any(way in address for way in ("Close", "Way", "House", " Court"))
        ):
            continue  # small words alone may count things
        assert len(found) == 1, around
        assert written.rstrip(".").endswith(found[0].rstrip("."))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Lives at Larkmead Road", "Larkmead Road"),
        ("Discharged to Fernlea Care Home, Ravelin Street", "Fernlea Care Home, Ravelin Street"),
        ("moved to fernlea nursing home, 3 ravelin street", "nursing home, 3 ravelin street"),
        ("Seen at 7 The Avenue today", "7 The Avenue"),
        ("12 Broadway, first floor", "12 Broadway"),
        ("12 The High Street was let", "12 The High Street"),
        ("Placed in Ashcombe Hostel, Tansy Lane", "Ashcombe Hostel, Tansy Lane"),
    ],
)
def test_street_is_enough_where_somebody_lives(text: str, address: str) -> None:
    assert addresses(text) == [address]


def test_label_makes_it_certain() -> None:
    for text, confidence in [
        ("Address: 12 Larkmead Road", Confidence.CERTAIN),
        ("Flat 2, Quillan House", Confidence.CERTAIN),
        ("Police went to 12 Larkmead Road", Confidence.POSSIBLE),
    ]:
        assert [span.confidence for span in find_pid(text)] == [confidence]


@pytest.mark.parametrize(
    "text",
    [
        *("Section 44", "2 Close relatives", "Page 3 Road map", "14 Way forward", "Ward 12", "the High Street"),
        *("3 Court hearings", "2 Park visits", "Section 9 of the Road Traffic Act", "Ward 12 Beech Court"),
        *("3 children came close", "in 2019 the way forward", "Rec 4 Single Way of working", "2 days at the court"),
        *("4 people in the park", "12 May Place of safety", "aged 14 Park was closed", "3 missed court hearings"),
        *("The hostel, which had no road access", "lives in a flat", "flat 2", "Room 4, then the court", "live view"),
        *("2 previous family court proceedings", "5 learning points in place", "address the way forward"),
        *("Section 3 The Avenue", "seen in 2019 Park Road was shut"),
        *("Strand 3 Community Park", "Building 4, Green Lane Hospital", "3 Queens Court staff were interviewed"),
        *(
            "Section 3 The Avenue",
            "seen in 2019 Park Road was shut",
            "7 actions are in place",
            "2 officers blocked the road",
            "Address: not known",
            "1 in 3 on the street",
        ),
    ],
)
@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_no_address(text: str, change: type[str]) -> None:
    assert addresses(change(text)) == []


def test_identifiers_hold_no_address() -> None:
    assert find_pid_in_identifier("12 Larkmead Road") == ()


def test_what_is_counted_before_a_street_s_word_is_no_name_of_one_and_such_a_word_within_it_is() -> None:
    assert addresses("12 May Larkmead Road, 12 days Larkmead Road") == []
    assert addresses("Moved to 12 Larkmead Ward Road today") == ["12 Larkmead Ward Road"]
