"""The origin of a record: its first ICB, part and number, by which it is found again after mergers and successions."""

from __future__ import annotations

from validators.earlier_returns import shown_part
from validators.entries import Entry
from validators.your_icb import WHOLE, YourIcb

__all__ = ["derived_origin"]

_RECORD_NO = "Record no."


def derived_origin(entry: Entry, heading: YourIcb, *, part: str | None = None) -> str | None:
    """The origin of a record that has none written; a number with PID makes none.

    Args:
        entry: the record.
        heading: what its return says of itself.
        part: the return's part as `shown_part` gives it, where that is known already: it takes a search for PID.

    >>> from validators.entries import RawRow, understand
    >>> derived_origin(understand(RawRow({"Record no.": 12})), YourIcb(your_icb="QMJ", return_part="Adults"))
    'QMJ/Adults/12'
    """
    number, icb = entry.review.record_no, entry.review.icb or heading.your_icb
    if icb is None or number is None or _RECORD_NO in entry.pid:
        return None
    if heading.part.casefold() == WHOLE.casefold():
        return f"{icb}/{number}"
    return f"{icb}/{shown_part(heading) if part is None else part}/{number}"
