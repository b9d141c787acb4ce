"""The sheet Feedback: what became of the return, its figures, and what is most often to be put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports.check_report.charts import Size, bars_by_severity, height_of_bars
from reports.check_report.sheet import PIXELS_A_ROW, SECTION, Column, Kind, ReportSheet, ReportTable
from reports.check_report.wording import tally
from reports.feedback.told import Feedback
from reports.feedback.wording import headline, rows_in_words, score_in_words, what_next
from validators.findings import Severity
from validators.messages import feedback as messages
from validators.quoting import how_many
from validators.rules import standard_rules
from workbook_templates.template.looks import DARK_BLUE, DARK_RED, GREEN, Look

__all__ = ["COUNTS", "RETURNS", "RULES", "SCORES", "write_overview"]

RETURNS = "feedback_returns"
COUNTS = "feedback_counts"
SCORES = "feedback_scores"
RULES = "feedback_rules"
"""Names of the tables, by which another program finds them."""

MOST_RULES_SHOWN = 12
_WIDTHS = (58, 14, 15, 14, 14, 14, 14, 14)
_LAST_COLUMN = len(_WIDTHS)
_CHART_COLUMN = 5
_CHART_WIDTH = 520
_OUTCOME: Look = {"bold": True, "font_size": 14, "valign": "vcenter"}
_NEXT: Look = {"bold": True, "valign": "vcenter", "font_color": DARK_BLUE}
_LINES_OF_WHY = 95


def write_overview(sheet: ReportSheet, feedback: Feedback) -> None:
    """Write the sheet from top to bottom."""
    sheet.without_gridlines()
    sheet.rows_of_one_height()
    sheet.widths(*_WIDTHS)
    sheet.title(feedback.title)
    asks = feedback.outcome != "accepted"
    row = _say_all(sheet, 2, _beginnings(feedback)) + 1
    sheet.say(row, headline(feedback), {**_OUTCOME, "font_color": DARK_RED if asks else GREEN})
    sheet.height(row, 26)
    row = _say_all(sheet, row + 1, _sentences(feedback))
    sheet.say(row, what_next(feedback), _NEXT)
    row += 2
    for write in (_write_returns, _write_counts, _write_scores, _write_rules):
        row = write(sheet, feedback, row)
    sheet.print_to_width(on_one_page=True)
    sheet.open_here(1, 1)


def _say_all(sheet: ReportSheet, row: int, lines: Sequence[str]) -> int:
    """Write lines from a row on, and return the row below the last."""
    for place, line in enumerate(lines, start=row):
        sheet.say(place, line)
    return row + len(lines)


def _sentences(feedback: Feedback) -> list[str]:
    lines = [rows_in_words(feedback)] if any(feedback.rows) else []
    lines.extend(score_in_words(feedback))
    if feedback.open_findings:
        lines.append(f"Open findings: {tally(feedback.tally)}.")
    if feedback.same_as_before == "yes":
        lines.append(messages.SAME_RECORDS())
    return lines


def _beginnings(feedback: Feedback) -> list[str]:
    asked = f" Questions: {feedback.contact}." if feedback.contact else ""
    return [
        f"From {feedback.region}, data up to {feedback.up_to}.{asked}",
        "Every figure is counted from your own return; nothing of another ICB is in this workbook.",
    ]


def _write_returns(sheet: ReportSheet, feedback: Feedback, row: int) -> int:
    """Write what became of each file, and below it why, over the whole width."""
    sheet.say(row, "Your return" if len(feedback.returns) == 1 else "Your returns", SECTION)
    columns = (
        Column("Return", width=_WIDTHS[0]),
        Column("Part", width=14),
        Column("Outcome", width=14),
        Column("Return number", Kind.COUNT),
        Column("Rows read", Kind.COUNT),
        Column("Counted", Kind.COUNT),
        Column("After the month", Kind.COUNT),
        Column("Set aside", Kind.COUNT),
    )
    rows = [
        (
            one.file or "none",
            one.part or "not said",
            one.outcome,
            one.number,
            *(one.rows or (None,) * 4),
        )
        for one in feedback.returns
    ]
    row = sheet.short_table(ReportTable(RETURNS, columns, rows), row=row + 1).last_row + 1
    for one in feedback.returns:
        if one.why:
            said = f"{one.file or one.part}: {one.outcome}. {one.why}"
            sheet.paragraph(row, said, last_column=_LAST_COLUMN, lines=1 + len(said) // (2 * _LINES_OF_WHY))
            row += 1
    return row + 1


def _write_counts(sheet: ReportSheet, feedback: Feedback, row: int) -> int:
    if not feedback.declared:
        return row
    sheet.say(row, "Your own count against your records", SECTION)
    columns = (
        Column("Reviews at the month's end", width=_WIDTHS[0]),
        Column("You declared", Kind.COUNT),
        Column("Counted", Kind.COUNT),
        Column("Difference", Kind.COUNT),
        Column("What it says", Kind.RUNNING),
    )
    rows = [(one.what, one.declared, one.counted, one.gap, one.in_words) for one in feedback.declared]
    return sheet.short_table(ReportTable(COUNTS, columns, rows), row=row + 1).last_row + 2


def _write_scores(sheet: ReportSheet, feedback: Feedback, row: int) -> int:
    if not feedback.scores:
        return row
    sheet.say(row, "Quality score by month", SECTION)
    columns = (Column("Month", Kind.MONTH, _WIDTHS[0]), Column("Score", Kind.SHARE))
    rows = sorted(feedback.scores.items(), reverse=True)
    return sheet.short_table(ReportTable(SCORES, columns, rows), row=row + 1).last_row + 2


def _write_rules(sheet: ReportSheet, feedback: Feedback, row: int) -> int:
    """Write the rules with most open errors and warnings, with a chart beside them."""
    found = Counter((each.rule, each.severity) for _, each in feedback.open_findings)
    titles = {rule.id: rule.title for rule in standard_rules()}
    broken = [
        (titles.get(rule, ""), rule, found[rule, Severity.ERROR], found[rule, Severity.WARNING])
        for rule in {rule for rule, severity in found if severity is not Severity.ADVICE}
    ]
    if not broken:
        return row
    broken.sort(key=lambda line: (-line[2] - line[3], line[1]))
    more = len(broken) - MOST_RULES_SHOWN
    others = f" (the first {MOST_RULES_SHOWN} of {len(broken)} rules; all on the sheet Findings)" if more > 0 else ""
    sheet.say(row, f"Most often to put right{others}", SECTION)
    columns = (
        Column("What the rule asks", width=_WIDTHS[0]),
        Column("Rule", width=14),
        Column("Errors", Kind.COUNT),
        Column("Warnings", Kind.COUNT),
    )
    shown = broken[:MOST_RULES_SHOWN]
    placed = sheet.short_table(ReportTable(RULES, columns, shown), row=row + 1)
    errors, warnings = (feedback.tally[severity] for severity in (Severity.ERROR, Severity.WARNING))
    title = f"{how_many(errors, 'error')} and {how_many(warnings, 'warning')}"
    size = Size(_CHART_WIDTH, height_of_bars(len(shown)))
    chart = bars_by_severity(sheet.workbook, placed, categories="Rule", title=f"{title}, by rule", size=size)
    bars = "; ".join(f"{rule} {more + less}" for _, rule, more, less in shown)
    sheet.chart(chart, row=row + 1, column=_CHART_COLUMN, alt_text=f"Bar chart: {title}, by rule. {bars}.")
    return max(placed.last_row + 2, row + 3 + size.height // PIXELS_A_ROW)
