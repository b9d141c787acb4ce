"""Rows of `Cases` for hypothesis: exact terms, true dates, whole numbers and plain words; everything is made up."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from validators.case_review import COLUMNS
from validators.vocabularies import vocabulary
from workbook_templates.template import CellValue

__all__ = ["exact_rows", "loose_rows"]

_VALUES: Mapping[str, st.SearchStrategy[CellValue]] = {
    "date": st.dates(date(2000, 1, 1), date(2024, 10, 31)),
    "number": st.integers(0, 50),
    "initials": st.just("AB"),
    "link": st.just("https://example.org/a"),
    "reference": st.sampled_from(("2023/10001", "LOC-7")),
}


def _of_columns(**instead: st.SearchStrategy[CellValue]) -> st.SearchStrategy[dict[str, CellValue]]:
    columns = {
        column.header: st.sampled_from(vocabulary(column.vocabulary).codes)
        if column.vocabulary
        else _VALUES.get(column.kind, st.just("some words"))
        for column in COLUMNS[1:]
    }
    columns |= {next(c.header for c in COLUMNS if c.field == field): values for field, values in instead.items()}
    often = {header: st.none() | values for header, values in columns.items()}
    rows = st.fixed_dictionaries({}, optional=columns) | st.fixed_dictionaries(often)
    return rows.map(lambda row: {header: value for header, value in row.items() if value is not None})


def exact_rows() -> st.SearchStrategy[dict[str, CellValue]]:
    """Rows that formulas understand as the check does."""
    return _of_columns()


def loose_rows() -> st.SearchStrategy[dict[str, CellValue]]:
    """Rows whose status, type and publication may be in other words or letters."""
    return _of_columns(
        status=st.sampled_from(("open", "CLOSED", " Open", "Halted", "Closed")),
        review_type=st.sampled_from(("SAR", "sar adult", "DHR / DARDR Adult", "not stated", "Rapid Review")),
        publication_status=st.sampled_from(("published", "Published?", "Embargoed")),
        theme_1=st.sampled_from(("DV", "Neglct", "Neglect")),
    )
