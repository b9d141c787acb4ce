"""The report of a reconciliation: a front sheet with the counts, and a sheet for each list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reports.check_report.sheet import SECTION, Column, Kind, ReportSheet, ReportTable
from reports.reconciling.report_tables import List
from validators.messages import summaries as messages
from validators.quoting import day_in_words, how_many
from workbook_templates.template.looks import BLUE, MID_GREY, Looks
from workbook_templates.template.new_workbook import describe, new_workbook

__all__ = ["FRONT", "GivenReturn", "ReconciliationReport", "report_bytes"]

FRONT = "Reconciliation"

_HOW = (
    "Records are paired by their references first, mistyped ones too, then by type, board, ICB and dates, each once, "
    "so that all pairs together have the most that speaks for them."
)
_EVIDENCE = "Evidence names the keys that agree, nearly agree and differ, and never what stands in a cell."


@dataclass(frozen=True, slots=True)
class GivenReturn:
    """What became of one return: its shown name, its ICB, how many records it has, and why it was left out."""

    file: str
    icb: str
    records: int
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ReconciliationReport:
    """What is written.

    Attributes:
        extract: the extract's shown name.
        returns: every return that was given.
        tables: each list with its table.
        extract_records: of the extract.
        not_compared: how many of them are of an ICB without a return here.
        to_decide: how many values and columns of the extract were not understood.
        today: the day of the report.
    """

    extract: str
    returns: Sequence[GivenReturn]
    tables: Sequence[tuple[List, ReportTable]]
    extract_records: int
    not_compared: int
    to_decide: int
    today: date


def report_bytes(report: ReconciliationReport) -> bytes:
    """Build the workbook and return the content of its file; equal input gives equal bytes."""
    content = BytesIO()
    workbook = new_workbook(content)
    looks = Looks(workbook)
    front = ReportSheet(workbook, FRONT, looks)
    _write_front(front, report)
    front.tab(BLUE)
    for listed, table in report.tables:
        sheet = ReportSheet(workbook, listed.sheet, looks)
        row = sheet.begin(listed.sheet, [f"{how_many(len(table.rows), 'line')}. {listed.meaning}"])
        sheet.listing(table, row=row)
        sheet.tab(MID_GREY)
    describe(
        workbook,
        title=f"Reconciliation of {report.extract}",
        subject="S-CRT tracker extract against returns",
        day=report.today,
        marks={},
    )
    workbook.close()
    return content.getvalue()


def _write_front(sheet: ReportSheet, report: ReconciliationReport) -> None:
    sheet.widths(24, 12, 12, 80)
    sheet.without_gridlines()
    row = sheet.begin("The national tracker against the returns", _sentences(report))
    sheet.say(row, "What was found", SECTION)
    counts = ReportTable(
        "reconciled",
        (Column("List", width=24), Column("Lines", Kind.COUNT, 12), Column("Meaning", Kind.RUNNING, 80)),
        # The names are written as links below: a text that is written twice is counted twice in the file.
        [(None, len(table.rows), listed.meaning) for listed, table in report.tables],
    )
    placed = sheet.short_table(counts, row=row + 1)
    for line, (listed, _) in enumerate(report.tables, start=placed.row + 1):
        sheet.link(line, 1, listed.sheet, Kind.LINK.look)
    row = placed.last_row + 2
    sheet.say(row, "The returns", SECTION)
    columns = (
        Column("Return", width=24),
        Column("ICB code", width=12),
        Column("Records", Kind.COUNT, 12),
        Column("Left out because", width=80),
    )
    rows = [(one.file, one.icb, one.records, one.left_out) for one in report.returns]
    row = sheet.short_table(ReportTable("returns", columns, rows), row=row + 1).last_row + 2
    sheet.say(row, "How to read this", SECTION)
    for below, said in enumerate((_HOW, _EVIDENCE, messages.LOOK_AT_BOTH()), start=row + 1):
        sheet.say(below, said)


def _sentences(report: ReconciliationReport) -> list[str]:
    compared = report.extract_records - report.not_compared
    held = how_many(sum(one.records for one in report.returns if not one.left_out), "record")
    lines = [
        f"{report.extract}, {how_many(report.extract_records, 'record')}, on {day_in_words(report.today)}: "
        f"{compared:,} compared with {held} of the returns."
    ]
    if report.not_compared:
        lines.append(f"{how_many(report.not_compared, 'record')} of ICBs without a return here: not compared.")
    if report.to_decide:
        lines.append(
            f"{how_many(report.to_decide, 'thing')} of the extract could not be understood and was not compared: "
            "scrt import writes a mapping file to settle it, and --mapping takes it."
        )
    return lines
