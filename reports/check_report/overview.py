"""The sheet Overview: the score with what stands beside it, the ICBs compared, what is most often wrong."""

from __future__ import annotations

from collections.abc import Iterator

from reports.check_report import tables
from reports.check_report.charts import Size, bars_by_severity, height_of_bars
from reports.check_report.edition import Edition, added_up
from reports.check_report.sheet import (
    PIXELS_A_ROW,
    SECTION,
    Column,
    Kind,
    PlacedTable,
    ReportSheet,
    ReportTable,
)
from reports.check_report.wording import tally
from validators.findings import Severity
from validators.quoting import how_many
from validators.score import EXPLAINED
from validators.share import Share
from workbook_templates.template.looks import DARK_BLUE, DARK_RED, Look

__all__ = ["write_overview"]

MOST_RULES_SHOWN = 15
MOST_FIELDS_SHOWN = 10
"""On this sheet; the sheets behind it show every rule and every finding."""

_FIRST_WIDTH, _WIDTH = 60, 12
"""The sheet's first column is wide: it names what the others count."""

_LAST_COLUMN = 12
_CHART_COLUMN = 6
_CHART_WIDTH = 620
_LABEL: Look = {"bold": True, "valign": "vcenter"}
_FIGURE: Look = {"bold": True, "font_size": 14, "font_color": DARK_BLUE, "align": "left", "valign": "vcenter"}
_OUR_FAULT: Look = {"bold": True, "font_color": DARK_RED, "valign": "vcenter"}


def write_overview(sheet: ReportSheet, edition: Edition) -> None:
    """Write the sheet from top to bottom."""
    sheet.without_gridlines()
    sheet.rows_of_one_height()
    sheet.widths(_FIRST_WIDTH, *(_WIDTH for _ in range(_LAST_COLUMN - 1)))
    sheet.title(edition.title)
    sheet.say(2, edition.sentence)
    row = _write_figures(sheet, edition, 4) + 1
    for write in (_write_rules_broken, _write_icbs, _write_refusals, _write_crashes, _write_fields, _write_settings):
        row = write(sheet, edition, row)
    sheet.print_to_width()
    sheet.open_here(1, 1)


def _write_figures(sheet: ReportSheet, edition: Edition, row: int) -> int:
    """Write the score and what stands beside it, a line each; return the row below."""
    for label, value, kind, beside in _figures(edition):
        look = _OUR_FAULT if label == "Crashed" and value else _LABEL
        sheet.put(row, 1, label, look)
        sheet.put(row, 2, "nothing checked" if value is None else value, {**_FIGURE, "num_format": kind.number_format})
        sheet.put(row, 4, beside, {"valign": "vcenter"})
        sheet.height(row, 22)
        row += 1
    sheet.paragraph(row, EXPLAINED, last_column=_LAST_COLUMN, lines=3)
    return row + 1


def _figures(edition: Edition) -> Iterator[tuple[str, float | None, Kind, str]]:
    scores = [one.score for one in edition.readable]
    whole = Share.of_all(score.workbook for score in scores)
    records = sum(score.records for score in scores)
    clean = sum(score.records_without_error for score in scores)
    of_items = f"{whole.passed:,} of {how_many(whole.passed + whole.failed, 'checked item')} passed"
    yield "Score", whole.rate, Kind.SHARE, of_items
    yield "Records", records, Kind.COUNT, ""
    share = clean / records if records else None
    yield "Share of records with no error", share, Kind.SHARE, f"{clean:,} of {how_many(records, 'record')}"
    for severity, label in _SEVERITIES.items():
        yield label, edition.open_findings[severity], Kind.COUNT, _ON_THE_SHEETS if severity is Severity.ERROR else ""
    exempt = sum(finding.is_exempt for _, finding in edition.findings)
    older = (
        f"{exempt:,} of them on what the older tracker never asked for, in records that were closed" if exempt else ""
    )
    yield "Advice", edition.open_findings[Severity.ADVICE], Kind.COUNT, older
    yield (
        "Accepted",
        sum(score.accepted for score in scores),
        Kind.COUNT,
        "findings that an ICB lets stand, with reason",
    )
    yield (
        "Silenced",
        sum(one.silenced for one in edition.readable),
        Kind.COUNT,
        "possible personal details that an ICB's own list calls harmless",
    )
    yield (
        "Active content",
        sum(bool(one.active) for one in edition.readable),
        Kind.COUNT,
        "workbooks with macros, links or formulas that fetch: never run, never followed",
    )
    yield "Not checked", sum(score.not_checked for score in scores), Kind.COUNT, "an input is empty or cannot be read"
    yield "Crashed", sum(score.crashed for score in scores), Kind.COUNT, "rules that failed by our own fault"


_SEVERITIES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings"}
_ON_THE_SHEETS = "each on the sheet Findings, equal ones together on the sheet Fix by value"


def _write_icbs(sheet: ReportSheet, edition: Edition, row: int) -> int:
    several = len(edition.readable) > 1
    sheet.say(row, "ICBs compared" if several else "The workbook", SECTION)
    counts = ("Records", "Errors", "Warnings", "Advice", "Accepted", "Not checked", "Crashed")
    columns = (
        Column("File", width=_FIRST_WIDTH),
        Column("ICB code"),
        Column("Month", Kind.MONTH),
        Column("Score", Kind.SHARE),
        Column("With no error", Kind.SHARE),
        *(Column(header, Kind.COUNT) for header in counts),
        Column("Part of return"),
        Column("Records mark"),
    )
    rows = []
    for one in edition.readable:
        score, found = one.score, one.open_findings
        clean = score.records_without_error / score.records if score.records else None
        numbers = (score.records, *(found[severity] for severity in Severity))
        beside = (score.accepted, score.not_checked, score.crashed)
        figures = (score.workbook.rate, clean, *numbers, *beside)
        rows.append((one.file, one.icb, one.month, *figures, one.part, one.records_mark))
    return _laid(sheet, ReportTable(tables.ICBS, columns, rows), row + 1)


def _write_refusals(sheet: ReportSheet, edition: Edition, row: int) -> int:
    refused = [(one.file, one.refusal) for one in edition.checked if one.refusal]
    if not refused:
        return row
    sheet.say(row, f"{how_many(len(refused), 'file')} refused: not in any figure of this report", SECTION)
    return _laid(
        sheet,
        ReportTable(tables.REFUSALS, (Column("File", width=_FIRST_WIDTH), Column("Why", Kind.RUNNING)), refused),
        row + 1,
    )


def _write_crashes(sheet: ReportSheet, edition: Edition, row: int) -> int:
    crashed = [
        (one.file, crash.rule, crash.row, crash.record, crash.error)
        for one in edition.readable
        for crash in one.crashed
    ]
    if not crashed:
        return row
    sheet.say(row, "Failed by our own fault: please report it; the other rules went on", SECTION)
    columns = (
        Column("File", width=_FIRST_WIDTH),
        Column("Rule"),
        Column("Row", Kind.NUMBER),
        Column("Record no."),
        Column("Error"),
    )
    return _laid(sheet, ReportTable(tables.CRASHES, columns, crashed), row + 1)


def _write_rules_broken(sheet: ReportSheet, edition: Edition, row: int) -> int:
    """Write the rules with most open errors and warnings, with a chart beside them."""
    broken = [
        (edition.titles[rule], rule, found[Severity.ERROR], found[Severity.WARNING])
        for rule, found in edition.open_by_rule.items()
        if found[Severity.ERROR] or found[Severity.WARNING]
    ]
    if not broken:
        sheet.say(row, "Errors and warnings by rule: none is open", SECTION)
        return row + 2
    broken.sort(key=lambda line: (-line[2] - line[3], line[1]))
    shown, more = broken[:MOST_RULES_SHOWN], len(broken) - MOST_RULES_SHOWN
    others = f" (the first {MOST_RULES_SHOWN}; {more:,} more on the sheet Rules)" if more > 0 else ""
    sheet.say(row, f"Errors and warnings by rule{others}", SECTION)
    columns = (
        Column("What the rule asks", width=_FIRST_WIDTH),
        Column("Rule"),
        Column("Errors", Kind.COUNT),
        Column("Warnings", Kind.COUNT),
    )
    placed = sheet.short_table(ReportTable(tables.RULES_BROKEN, columns, shown), row=row + 1)
    return max(placed.last_row + 2, _chart(sheet, edition, placed, row + 1))


def _chart(sheet: ReportSheet, edition: Edition, placed: PlacedTable, row: int) -> int:
    rows = placed.table.rows
    errors, warnings = edition.open_findings[Severity.ERROR], edition.open_findings[Severity.WARNING]
    title = f"{how_many(errors, 'error')} and {how_many(warnings, 'warning')} by rule"
    bars = "; ".join(f"{rule} {tally(edition.open_by_rule[str(rule)])}".rpartition(",")[0] for _, rule, *_ in rows)
    size = Size(_CHART_WIDTH, height_of_bars(len(rows)))
    chart = bars_by_severity(sheet.workbook, placed, categories="Rule", title=title, size=size)
    sheet.chart(chart, row=row, column=_CHART_COLUMN, alt_text=f"Bar chart: {title}. {bars}.")
    return row + size.height // PIXELS_A_ROW + 2


def _write_fields(sheet: ReportSheet, edition: Edition, row: int) -> int:
    """Write the columns in which most items failed."""
    by_field = added_up([one.score.by_field for one in edition.readable])
    failing = sorted(
        ((header, share) for header, share in by_field.items() if share.failed),
        key=lambda field: (-field[1].failed, field[1].rate or 0),
    )
    if not failing:
        return row
    more = len(failing) - MOST_FIELDS_SHOWN
    others = f" (the first {MOST_FIELDS_SHOWN} of {len(failing)})" if more > 0 else ""
    sheet.say(row, f"Worst columns{others}", SECTION)
    columns = (
        Column("Column", width=_FIRST_WIDTH),
        Column("Score", Kind.SHARE),
        Column("Items passed", Kind.COUNT),
        Column("Items failed", Kind.COUNT),
    )
    rows = [(header, share.rate, share.passed, share.failed) for header, share in failing[:MOST_FIELDS_SHOWN]]
    return _laid(sheet, ReportTable(tables.FIELDS, columns, rows), row + 1)


def _write_settings(sheet: ReportSheet, edition: Edition, row: int) -> int:
    own = [
        (one.file, each.rule, each.setting, each.standard, each.local)
        for one in edition.readable
        for each in one.differences
    ]
    if not own:
        sheet.say(row, "Local settings: none differs from the standard", SECTION)
        return row + 2
    sheet.say(row, "Local settings that differ from the standard: look here before scores are compared", SECTION)
    columns = (
        Column("File", width=_FIRST_WIDTH),
        Column("Rule"),
        Column("Setting"),
        Column("Standard"),
        Column("Here"),
    )
    return _laid(sheet, ReportTable(tables.SETTINGS, columns, own), row + 1)


def _laid(sheet: ReportSheet, table: ReportTable, row: int) -> int:
    """Lay a table and return the row for what comes next."""
    return sheet.short_table(table, row=row).last_row + 2
