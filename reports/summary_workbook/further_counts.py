"""The sheet Further counts: health recommendations of DHRs, media interest, joint reviews."""

from __future__ import annotations

from collections.abc import Iterator

from reports.summary_workbook.breakdown import LABELS, Section, write_sections
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SummarySheet
from reports.summary_workbook.wording import figures
from validators.quoting import how_many

__all__ = ["write_further_counts"]

_SECTIONS = (
    Section(
        "Health recommendations of DHRs (DARDRs), by ICB",
        "health_recommendations",
        (
            "Open and closed reviews. What was verified after the month is outstanding in it. Where a record has more "
            "verified than made, the surplus stands in the last column and hides nothing.",
        ),
    ),
    Section("Media interest", "media_interest"),
    Section("Media interest by review type", "media_by_type", page=True),
    Section(
        "Joint reviews: records, and what they come to if each joint review counts once",
        "joint_reviews",
        (
            "Records that name each other in Linked record, directly or through others, are one joint review. Every "
            "other table of this summary counts records.",
        ),
    ),
    Section("The records of each joint review", "joint_records"),
)


def write_further_counts(sheet: SummarySheet, edition: Edition) -> None:
    """Write the tables, one below the other."""
    sheet.without_gridlines()
    sheet.widths(*LABELS, *([14] * 6))
    subject = "Health recommendations, media interest and joint reviews"
    row = begin_sheet(sheet, edition, subject, _in_words(edition), naming="recommendations")
    write_sections(sheet, edition, _SECTIONS, row=row)


def _in_words(edition: Edition) -> Iterator[str]:
    health, joint = edition.table("health_recommendations"), edition.table("joint_reviews")
    made, verified, outstanding = (sum(figures(health, header)) for header in ("Made", "Verified", "Outstanding"))
    yield (
        f"{how_many(made, 'health recommendation')} made in DHRs, {verified:,} verified as done, "
        f"{outstanding:,} outstanding."
    )
    records, once = (sum(figures(joint, header)) for header in ("Records", "Counted once"))
    yield f"{how_many(records, 'record')} are {how_many(once, 'review')} when each joint review counts once."
