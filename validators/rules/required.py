"""Section A: what a record must hold."""

from __future__ import annotations

from validators.entries import Circumstances, Entry
from validators.findings import Severity
from validators.rulebook import Fault, Faults, rule
from validators.when import EVERY_RECORD

_EMPTY = "the cell is empty"


@rule(
    "A01",
    title="Every review is open or closed",
    severity=Severity.ERROR,
    when=EVERY_RECORD,
    columns=["Status"],
    why="Without it the review counts as neither open nor closed and total does not equal open plus closed.",
    fix="Please either choose Open, or choose Closed.",
    source="deck: open/closed status is a required item",
    passes="""
        | Status |
        | Open   |
        """,
    fails="""
        | Status |
        |        |
        """,
    mended="""
        | Status |
        | Closed |
        """,
)
def status_is_filled_in(entry: Entry, _: Circumstances) -> Faults:
    """A status that is not in the vocabulary is B01's finding; here it is "not checked"."""
    if entry.review.status is None:
        yield Fault("Status", _EMPTY)
