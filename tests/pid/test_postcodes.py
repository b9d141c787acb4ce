"""Full postcodes in every form of the outward half; the halves alone and words are none."""

import pytest

from validators.pid import Confidence, Kind, find_pid, find_pid_in_identifier

# One of each form: A9, A99, A9A, AA9, AA99, AA9A and the Girobank's.
FORMS = ["M1 1AE", "B33 8SW", "W1A 0AX", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "GIR 0AA"]


def found(text: str) -> list[tuple[Kind, Confidence, str]]:
    return [(span.kind, span.confidence, text[span.start : span.end]) for span in find_pid(text)]


@pytest.mark.parametrize("postcode", FORMS)
@pytest.mark.parametrize("around", ["{}", "Moved to {}.", "({})", "flat 2, {}, in 2019"])
def test_postcode_is_certain(postcode: str, around: str) -> None:
    for written in (postcode, postcode.replace(" ", ""), postcode.lower(), postcode.replace(" ", "  ")):
        assert found(around.format(written)) == [(Kind.POSTCODE, Confidence.CERTAIN, written)]


@pytest.mark.parametrize("postcode", FORMS)
def test_small_letters_without_a_space_are_possible_unless_labelled(postcode: str) -> None:
    small = postcode.lower().replace(" ", "")
    assert found(f"moved to {small}") == [(Kind.POSTCODE, Confidence.POSSIBLE, small)]
    assert found(f"postcode: {small}") == [(Kind.POSTCODE, Confidence.CERTAIN, small)]


def test_ordinal_after_small_letters_is_possible() -> None:
    assert found("moved to dn55 8th") == [(Kind.POSTCODE, Confidence.POSSIBLE, "dn55 8th")]


def test_area_that_does_not_exist_is_possible() -> None:
    assert found("Moved to AA1 1AA") == [(Kind.POSTCODE, Confidence.POSSIBLE, "AA1 1AA")]
    assert found("moved to aa1 1aa") == []
    assert find_pid_in_identifier("AA1 1AA") == ()


@pytest.mark.parametrize(
    "text",
    [
        "S2 (MHA '83)",
        "E17",
        "Ward SW1A",
        "6QQ",
        "Phase B1 2nd review",
        "at M1 4th floor",
        "vitamin B12 5ug daily",
        "phase b1 2nd review",
        "BDS12",
        "Q1 2AB",
        "E17 6QQX",
        "XE17 6QQ",
        "M1 1CE",
        "ZZ99 3VZ",
        "KS2 and KS3",
        "as 4 be a 5th",
    ],
)
def test_no_postcode(text: str) -> None:
    assert find_pid(text) == ()


def test_mark_of_a_vehicle_is_no_postcode() -> None:
    assert [kind for kind, _, _ in found("AB12 CDE")] == [Kind.VEHICLE]


@pytest.mark.parametrize(
    "text",
    [
        *("Lives in {}", "Adult lives alone in {}, address not held", "home in {}", "resident of {}", "moved to {}"),
        *(
            "Home postcode starts {}",
            "living in the {} area",
            "Fire at 12 Larkmead Road, {}.",
            "lived near {}",
            "lives with mother in {}",
            "Home: {}",
            "a council bungalow in {}",
            "her home ({})",
        ),
    ],
)
def test_outward_half_as_a_home_is_possible(text: str) -> None:
    for outward in ("SE15", "N17", "SW1A", "e8"):
        assert (Kind.POSTCODE, Confidence.POSSIBLE, outward) in found(text.format(outward))


@pytest.mark.parametrize(
    "text", ["Lives on E1 ward", "detained in S2 (MHA)", "S47 at home", "moved to B2 ward", "E17", "lives in X1", "KS2"]
)
def test_outward_half_elsewhere_is_none(text: str) -> None:
    assert found(text) == []


def test_identifier_that_looks_like_one_without_a_space_is_possible() -> None:
    assert [span.confidence for span in find_pid_in_identifier("SE12AB")] == [Confidence.POSSIBLE]
    assert [span.confidence for span in find_pid_in_identifier("SE1 2AB")] == [Confidence.CERTAIN]
