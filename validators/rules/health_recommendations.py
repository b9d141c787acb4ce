"""Section F, second part: recommendations for health out of a DHR, and how the ICB verified them."""

from __future__ import annotations

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.glance import passes_if_empty, passes_if_filled
from validators.initials import are_initials
from validators.placeholders import is_placeholder
from validators.quoting import day_in_words
from validators.rulebook import DoesNotApply, Fault, Faults, rule
from validators.when import CLOSED_DHR, NOT_A_DHR, NOT_STATED, VERIFIED, types_of

_MADE = "Health recommendations"
_VERIFIED = "Health recommendations verified"
_COUNTS = (("health_recommendations", _MADE), ("health_recommendations_verified", _VERIFIED))
_MAY_BE_DHR = types_of("DHR") | {None, NOT_STATED}


@rule(
    "F04",
    title="A closed DHR says how many recommendations health was given, and how many are verified",
    severity=Severity.ERROR,
    when=CLOSED_DHR,
    columns=[_MADE, _VERIFIED],
    each=True,
    why="ICB quality oversight verifies health recommendations from DHRs.",
    fix="Please either enter the number, or enter 0 if there is none.",
    passing=passes_if_filled(_MADE, _VERIFIED),
    source="deck",
    new_to_template=True,
    passes="""
        | Status | Review type | Health recommendations | Health recommendations verified |
        | Closed | DHR Adult   | 3                      | 0                               |
        """,
    fails="""
        | Status | Review type | Health recommendations | Health recommendations verified |
        | Closed | DHR Adult   | 3                      |                                 |
        | Closed | DHR Child   |                        |                                 |
        """,
    mended="""
        | Status | Review type | Health recommendations | Health recommendations verified |
        | Closed | DHR Adult   | 3                      | 2                               |
        | Closed | DHR Child   | 0                      | 0                               |
        """,
)
def closed_dhr_has_counts(entry: Entry, _: Circumstances) -> Faults:
    """0 is an answer; a cell that holds no number is a finding of the rule on values, and not checked here."""
    for field, header in _COUNTS:
        if getattr(entry.review, field) is None and header not in entry.problems:
            yield Fault(header, "the cell is empty")


@rule(
    "F05",
    title="Health recommendations are counted for DHRs only",
    severity=Severity.WARNING,
    when=NOT_A_DHR,
    columns=[_MADE, _VERIFIED, "Verified by", "Verified on"],
    reads_cells=True,
    why="Belongs to DHRs only.",
    fix="Please either clear the cell, or correct Review type.",
    passing=passes_if_empty(_MADE, _VERIFIED, "Verified by", "Verified on"),
    source="own",
    passes="""
        | Review type | Health recommendations | Health recommendations verified | Verified by | Verified on |
        | SAR Adult   |                        |                                 |             |             |
        """,
    fails="""
        | Review type | Health recommendations | Health recommendations verified | Verified by | Verified on |
        | SAR Adult   | 3                      | 2                               | AB          | 2024-10-01  |
        """,
    mended="""
        | Review type | Health recommendations | Health recommendations verified | Verified by | Verified on |
        | SAR Adult   |                        |                                 |             |             |
        """,
)
def others_have_no_counts(entry: Entry, _: Circumstances) -> Faults:
    """Whatever stands in the cell counts as filled in, also what cannot be read.

    A 0 or a placeholder such as n/a says that there is nothing, so it is advice only.
    """
    for header in (_MADE, _VERIFIED, "Verified by", "Verified on"):
        if text := entry.text(header):
            says_nothing = text == "0" or is_placeholder(text)
            yield Fault(header, "the cell is filled in", severity=Severity.ADVICE if says_nothing else None)


@rule(
    "F06",
    title="Verified recommendations are no more than were made, and say by whom and when, after sign-off",
    severity=Severity.ERROR,
    when=VERIFIED,
    columns=[_MADE, _VERIFIED, "Verified by", "Verified on", "Date signed off"],
    each=True,
    why="Evidence of verification.",
    fix="Please either correct the number, or correct the number of recommendations made.",
    source="deck",
    new_to_template=True,
    passes="""
        | Review type | Date signed off | Health recommendations | Health recommendations verified | Verified by | Verified on |
        | DHR Adult   | 2024-05-02      | 3                      | 2                               | AB          | 2024-07-01  |
        | DHR Adult   | 2024-05-02      | 3                      | 0                               |             |             |
        """,  # noqa: E501 - a table is read by its columns
    fails="""
        | Review type | Date signed off | Health recommendations | Health recommendations verified | Verified by | Verified on |
        | DHR Adult   | 2024-05-02      | 3                      | 4                               | AB          | 2024-07-01  |
        | DHR Adult   | 2024-05-02      | 3                      | 2                               |             |             |
        | DHR Adult   | 2024-05-02      | 3                      | 2                               | AB          | 2024-04-01  |
        """,  # noqa: E501
    mended="""
        | Review type | Date signed off | Health recommendations | Health recommendations verified | Verified by | Verified on |
        | DHR Adult   | 2024-05-02      | 4                      | 4                               | AB          | 2024-07-01  |
        | DHR Adult   | 2024-05-02      | 3                      | 2                               | AB          | 2024-07-01  |
        | DHR Adult   | 2024-05-02      | 3                      | 2                               | AB          | 2024-05-02  |
        """,  # noqa: E501
)
def verification_is_sound(entry: Entry, _: Circumstances) -> Faults:
    """A record is verified once any of the three columns is filled in; a review that is known to be no DHR is F05's.

    Where more than 0 are verified, initials and date are asked for. Initials are two to four letters, so a name or a
    placeholder is none (NA is believed). The day of sign-off itself is not before sign-off. What is empty or cannot be
    read is not compared.
    """
    review = entry.review
    if review.review_type not in _MAY_BE_DHR:
        raise DoesNotApply
    made, verified = review.health_recommendations, review.health_recommendations_verified
    if made is not None and verified is not None and verified > made:
        yield Fault(_VERIFIED, f"{verified:,} are verified and only {made:,} were made")
    if verified:
        yield from _evidence(entry)
    signed_off, verified_on = review.date_signed_off, review.verified_on
    if signed_off is not None and verified_on is not None and verified_on < signed_off:
        yield Fault(
            "Verified on",
            f"{day_in_words(verified_on)} is before Date signed off, {day_in_words(signed_off)}",
            fix="Please either correct Verified on, or correct Date signed off.",
        )


def _evidence(entry: Entry) -> Faults:
    if "Verified by" not in entry.problems and not _names_verifier(entry.review.verified_by):
        yield Fault(
            "Verified by",
            "the cell holds no initials",
            fix="Please enter the initials of who verified, two to four letters and no name.",
        )
    if entry.review.verified_on is None and "Verified on" not in entry.problems:
        yield Fault(
            "Verified on", "the cell is empty", fix="Please enter the day on which the recommendations were verified."
        )


def _names_verifier(text: str | None) -> bool:
    return text is not None and are_initials(text) and (len(text) == 2 or not is_placeholder(text))
