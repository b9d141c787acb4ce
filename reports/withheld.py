"""What is withheld from the records of a return: each place counted, and let through where the region said so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from validators.pid import Confidence, Span, withhold

__all__ = ["SpanPlace", "Withheld", "Withholding", "released_places"]


@dataclass(frozen=True, slots=True)
class SpanPlace:
    """Where a span stands, without its text; it holds for the very bytes of one return.

    Attributes:
        sha256: of the return.
        row: that Excel shows.
        column: header of the column, or "added column AR".
        kind: of the personal detail.
        start: its first character, counted from 1 as Excel's MID does.
        length: in characters.
    """

    sha256: str
    row: int
    column: str
    kind: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """One span of a record: withheld, or released by the region."""

    place: SpanPlace
    confidence: Confidence
    is_released: bool


@dataclass(slots=True)
class Withholding:
    """Withholds the spans of one return, record by record.

    Attributes:
        sha256: of the return.
        released: places that the region reviewed and lets through.
        reviewed: row and column of cells whose possible spans were let through before: what is left in them stays.
    """

    sha256: str
    released: frozenset[SpanPlace]
    reviewed: frozenset[tuple[int, str]] = frozenset()
    _of_record: list[Withheld] = field(default_factory=list)

    def text(self, text: str, spans: Sequence[Span], *, row: int | None, column: str, keep_possible: bool) -> str:
        """A text with its spans replaced; `keep_possible` leaves the possible ones, which then are not listed."""
        through = []
        keep_possible = keep_possible or (row or 0, column) in self.reviewed
        for span in spans:
            is_possible = span.confidence is Confidence.POSSIBLE
            if is_possible and keep_possible:
                continue
            length = span.end - span.start
            place = SpanPlace(self.sha256, row or 0, column, span.kind.value, span.start + 1, length)
            is_released = is_possible and place in self.released
            self._of_record.append(Withheld(place, span.confidence, is_released))
            if is_released:
                through.append(span)
        return withhold(text, spans, released=through, keep_possible=keep_possible)

    def taken(self) -> tuple[Withheld, ...]:
        """What was withheld since the last record was taken."""
        taken = tuple(self._of_record)
        self._of_record.clear()
        return taken


def released_places(withheld: Iterable[Withheld]) -> frozenset[SpanPlace]:
    """The places that were let through."""
    return frozenset(one.place for one in withheld if one.is_released)
