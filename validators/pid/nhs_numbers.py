"""NHS numbers: ten digits whose last one checks the others (weights 10 to 2, modulus 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from validators.pid.patterns import when_used
from validators.pid.prepared import PreparedText
from validators.pid.spans import Confidence, Kind, Span

__all__ = ["find_nhs_numbers"]

_DIGITS = 10
_PRINTED = (3, 3, 4)
_GAP = when_used(r"[ \t\n.,\-/_:|*+\u00b7\u2022]|\)[ \t]?|[ \t]{2,3}|[ \t]?-[ \t]?")
_LABEL = when_used(
    r"(?<![a-z])nhs(?:[\s.]{0,2}(?:nos?|num|numbers?|nr|id|#))?[\s.:=#(\-]{0,5}(?:(?:is|was|of)[\s:]{1,2})?$",
    re.IGNORECASE | re.ASCII,
)
# England, Wales and the Isle of Man have 400 to 499 and 600 to 799; 999 is for tests.
_ISSUED = ("4", "6", "7", "999")
# Another number is announced, or belongs to a row of figures.
_REFERENCE = when_used(
    r"(?:(?<![a-z])(?:ref|reference|invoice|order|po|job|ticket|code|log|meeting|version|isbn|budget|batch|case|claim|"
    r"crime|cad|datix|steis|lfpse|incident|cris|merlin|id|no|num|number|nr|doi|asset|serial|account|policy|licence|"
    r"passport|tel|phone|mobile|fax|pin|passcode|report|referral|urn)[\s.:=#(\-]{0,4}(?:[a-z]{1,6}[\s:]{1,2})?|"
    r"[#/\-.]|[0-9][ ,]{1,2})$",
    re.IGNORECASE | re.ASCII,
)
_DATE = when_used(r"[0-3]?[0-9]([ .\-])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])")


def find_nhs_numbers(prepared: PreparedText) -> Iterator[Span]:
    """Find NHS numbers, in the printed form 3-3-4 with any separator, unspaced, or in other spacing."""
    for first in range(len(prepared.digit_groups)):
        for last, digits in prepared.runs_from(first, _GAP, longest=_DIGITS):
            if len(digits) == _DIGITS:
                confidence = _confidence(prepared, first, last, digits)
                if confidence is not None:
                    start, end = prepared.digit_groups[first][0], prepared.digit_groups[last][1]
                    yield Span(start, end, Kind.NHS_NUMBER, confidence)


def _confidence(prepared: PreparedText, first: int, last: int, digits: str) -> Confidence | None:
    start, end = prepared.digit_groups[first][0], prepared.digit_groups[last][1]
    labelled = prepared.has_label(_LABEL, start)
    if not _is_valid(digits):
        # A number that its writer calls an NHS number is one with a slip in it.
        return Confidence.POSSIBLE if labelled or _could_be_with_a_slip(prepared, first, last, digits) else None
    # Ten times the same digit passes as well, and is typed where no number is known.
    if len(set(digits)) == 1:
        return Confidence.POSSIBLE
    if labelled:
        return Confidence.CERTAIN
    shape = tuple(end - start for start, end in prepared.digit_groups[first : last + 1])
    if shape == (_DIGITS,):
        return _confidence_unspaced(prepared, start, end)
    if shape == _PRINTED:
        return _confidence_as_printed(prepared, first)
    return _confidence_in_other_spacing(prepared, first, last)


def _could_be_with_a_slip(prepared: PreparedText, first: int, last: int, digits: str) -> bool:
    """Whether ten digits without a label look like an NHS number of a range that is issued."""
    gaps = {prepared.text[before[1] : after[0]] for before, after in pairwise(prepared.digit_groups[first : last + 1])}
    shape = tuple(end - start for start, end in prepared.digit_groups[first : last + 1])
    start, end = prepared.digit_groups[first][0], prepared.digit_groups[last][1]
    if prepared.in_identifier or prepared.touches_letter(start, end) or not digits.startswith(_ISSUED):
        return False
    if shape == _PRINTED:
        return gaps <= {" ", "-"} and not prepared.has_label(_REFERENCE, start)
    return shape == (_DIGITS,) and len(set(digits)) > 1 and not prepared.has_label(_REFERENCE, start)


def _confidence_unspaced(prepared: PreparedText, start: int, end: int) -> Confidence | None:
    if prepared.is_incident_reference(start):
        return None
    if prepared.in_identifier or prepared.touches_letter(start, end):
        return Confidence.POSSIBLE
    return Confidence.CERTAIN


def _confidence_as_printed(prepared: PreparedText, first: int) -> Confidence:
    gap = prepared.text[prepared.digit_groups[first][1] : prepared.digit_groups[first + 1][0]]
    # Local references have dashes and dots; single spaces are how the NHS itself prints its number.
    return Confidence.POSSIBLE if prepared.in_identifier and gap != " " else Confidence.CERTAIN


def _confidence_in_other_spacing(prepared: PreparedText, first: int, last: int) -> Confidence | None:
    groups = prepared.digit_groups[first : last + 1]
    gaps = {prepared.text[before[1] : after[0]] for before, after in pairwise(groups)}
    regular = len(gaps) == 1 and gaps <= {" ", "-", "."} and (len(groups) <= 5 or len(groups) == _DIGITS)
    if prepared.in_identifier or not regular or _DATE.match(prepared.text, groups[0][0]):
        return None
    return Confidence.POSSIBLE


def _is_valid(digits: str) -> bool:
    # python-stdnum imports ssl and pydoc, which takes longer than all of this package: only for a candidate.
    from stdnum.gb import nhs

    return bool(nhs.is_valid(digits))
