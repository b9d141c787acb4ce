"""Reviews of any kind, for laws that figures must keep: each field may be empty, and days crowd where they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hypothesis import strategies as st

from tests.reports.made_up_returns import OCTOBER
from validators.case_review import COLUMN_BY_FIELD, CaseReview
from validators.vocabularies import vocabulary
from validators.vocabularies.organisations import icbs_of

LONDON = icbs_of("London", on=OCTOBER)
CODES = [icb.code for icb in LONDON]

Counted = Sequence[tuple[str, CaseReview]]
"""Records with the ICB that each is counted for."""


def terms(field: str) -> st.SearchStrategy[str | None]:
    """A term of a field, or none."""
    return st.none() | st.sampled_from(vocabulary(str(COLUMN_BY_FIELD[field].vocabulary)).codes)


def days(*, edges: Iterable[date], since: date) -> st.SearchStrategy[date | None]:
    """A day, or none; the edges come often."""
    return st.none() | st.sampled_from([*edges]) | st.dates(since, date(2025, 12, 31))


def records_of(reviews: st.SearchStrategy[CaseReview]) -> st.SearchStrategy[list[tuple[str, CaseReview]]]:
    """A few records of London's ICBs."""
    return st.lists(st.tuples(st.sampled_from(CODES), reviews), max_size=12)
