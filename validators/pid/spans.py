"""Where PID stands in a text: its place, its kind and how sure we are, never the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Confidence", "Kind", "Span"]


class Kind(StrEnum):
    """The kinds of PID, as the command line and the findings name them."""

    NAME = "name"
    DATE_OF_BIRTH = "date_of_birth"
    NHS_NUMBER = "nhs_number"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    NI_NUMBER = "ni_number"
    VEHICLE = "vehicle"
    OTHER = "other"


class Confidence(StrEnum):
    """How sure a span is: `certain` cannot be accepted or released, `possible` can."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of PID, `start` to `end` (exclusive) in code points of the text as given.

    Raises:
        ValueError: If `start` is negative or `end` is not after it.
    """

    start: int
    end: int
    kind: Kind
    confidence: Confidence

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span from {self.start} to {self.end} holds nothing.")
