"""The sheet Rapid reviews: what came of them, how many were converted, how long they took, and which still run."""

from __future__ import annotations

from collections.abc import Iterator

from reports.summary_workbook.breakdown import LABELS, Section, write_sections
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SummarySheet
from reports.summary_workbook.wording import figures
from validators.quoting import how_many

__all__ = ["write_rapid_reviews"]

_QUARTERS = (
    "Quarters are financial: Q1 is April to June. Of the last one only what lies up to the month's end is counted."
)
_RATE = (
    "The conversion rate holds only where an ICB overwrites the type of a rapid review that became a full review, or "
    "fills in its outcome. Where a second record was added instead, the rate is too low and the review counts twice."
)


def write_rapid_reviews(sheet: SummarySheet, edition: Edition) -> None:
    """Write the four tables, one below the other."""
    sheet.without_gridlines()
    sheet.widths(*LABELS, *([13] * 7))
    row = begin_sheet(sheet, edition, "Rapid reviews", _in_words(edition), naming="outcomes")
    sections = (
        Section(
            "What came of rapid reviews, by quarter of the outcome",
            "rapid_outcomes",
            (
                "Every review that is or began as a rapid review, as its Rapid review outcome and Outcome date say. "
                "An outcome dated after the month has not come yet.",
                _QUARTERS,
            ),
        ),
        Section("Conversion, by ICB", "rapid_conversion", (_RATE,), warns=True),
        Section(
            "Time to conclusion, by quarter of the outcome",
            "rapid_times",
            (
                "Working days in England (no weekends, no bank holidays) after the notification, up to the outcome. "
                "Expected are 15; past expected is no error.",
            ),
            page=True,
        ),
        Section(
            f"Open at {edition.up_to}: within and past the expected 15 working days, by ICB",
            "rapid_open",
            ("Counted up to the month's end, or to the outcome where the record is still open.",),
        ),
    )
    write_sections(sheet, edition, sections, row=row)


def _in_words(edition: Edition) -> Iterator[str]:
    conversion, still_open = edition.table("rapid_conversion"), edition.table("rapid_open")
    every, converted = (sum(figures(conversion, header)) for header in ("Rapid reviews", "Converted"))
    rate = f", a conversion rate of {converted / every:.1%}" if every else ""
    yield f"{how_many(every, 'review')} that are or began as rapid reviews: {converted:,} converted{rate}."
    opened, late = (sum(figures(still_open, header)) for header in ("Open", "Past expected"))
    yield f"{how_many(opened, 'rapid review')} open at {edition.up_to}, {late:,} of them past 15 working days."
