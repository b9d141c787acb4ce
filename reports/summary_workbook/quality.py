"""The sheet Quality: scores, what is not stated, and findings by rule, this month and over the last twelve."""

from __future__ import annotations

from collections.abc import Iterator

from reports.summary_workbook.breakdown import LABELS, Section, write_sections
from reports.summary_workbook.edition import Edition, begin_sheet
from reports.summary_workbook.sheet import SummarySheet
from reports.summary_workbook.wording import listed
from validators.messages import summaries as messages
from validators.score import EXPLAINED

__all__ = ["write_quality"]

_CARRIED = (
    "A month is blank where no summary of it was at hand: give last month's summary with --previous, and its months "
    "are carried forward."
)


def write_quality(sheet: SummarySheet, edition: Edition) -> None:
    """Write the four tables, one below the other, and shade those of the findings."""
    sheet.without_gridlines()
    columns = max(len(edition.table(name).headers) for name in ("findings_by_rule", "findings_by_icb"))
    sheet.widths(*LABELS, *([15] * (columns - 2)))
    row = begin_sheet(sheet, edition, "Quality of the returns", _in_words(edition), naming="faults")
    sections = (
        Section("By ICB, this month", "quality", (EXPLAINED, "Findings that an ICB lets stand are not counted.")),
        Section("Score in the last twelve months", "quality_scores", (_CARRIED,)),
        Section("Open findings by rule in the last twelve months", "findings_by_rule", (_CARRIED,), page=True),
        Section("Open findings by rule and ICB, this month", "findings_by_icb", page=True),
    )
    *_, by_rule, by_icb = write_sections(sheet, edition, sections, row=row)
    sheet.shade(by_rule, by_rule.headers[2:])
    sheet.shade(by_icb, by_icb.headers[3:])


def _in_words(edition: Edition) -> Iterator[str]:
    table = edition.table("quality")
    if "its region's summary" in table.column("Score from"):
        yield "Returns behind a region's summary are not checked again: the score is what that summary says."
    same = [str(row["ICB code"]) for row in table.lines() if row["Same as last month"] == "yes"]
    if same:
        yield messages.SAME_AS_LAST_MONTH(icbs=listed(same))
    elif all(row["Same as last month"] in ("not compared", "no return") for row in table.lines()):
        yield "No return was compared with last month's: give last month's summary with --previous."
    else:
        yield "No return that could be compared holds the same records as last month."
