"""A return with faults of many kinds, made up from end to end: no person, case or reference in it is real."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.command_line.running import scrt
from tests.workbook_templates.template_example import FILLED, ROWS
from validators.check import check
from validators.entries import Circumstances
from validators.rules import standard_rules
from workbook_templates.template import CellValue, FilledReturn, template_bytes

__all__ = ["FAULTY", "command_line_says", "faulty_return", "table_says"]

FAULTY: tuple[dict[str, CellValue], ...] = (
    *ROWS,
    ROWS[0] | {"Date added": "30/06/2023", "Comments": "NHS number 999 000 0018 (made up)"},
    ROWS[0] | {"Theme 1": "DV", "Theme 2": "Neglct", "Incident date": "2019", "Identifier reference 1": "2024/99999"},
    ROWS[0] | {"Incident date": date(2031, 1, 1), "Link to report": "example.org/report"},
)
_IN_ORDER = ("record", "column", "rule", "severity", "message", "fix")

# Asked of the rules themselves: what says that it needs the saved file, and what lies outside the records.
_NEEDS_SAVED_FILE = {
    unjudged.rule
    for unjudged in check([], given=Circumstances(date(2024, 11, 5))).not_checked
    if any("saved file" in column for column in unjudged.columns)
}
_LOOKS_BEYOND_RECORDS = {rule.id for rule in standard_rules() if rule.beyond_records is not None}


def faulty_return(*, ready_rows: int = 30, rows: tuple[dict[str, CellValue], ...] = FAULTY) -> bytes:
    return template_bytes(ready_rows=ready_rows, filled=FilledReturn(your_icb=FILLED.your_icb, rows=rows))


def command_line_says(path: Path) -> list[tuple[str, ...]]:
    """The open findings of `scrt check --json`, without what an open workbook does not show."""
    (file,) = scrt("check", path, "--json", "--today", date.today().isoformat()).document["files"]
    return [
        tuple(finding[part] or "" for part in _IN_ORDER)
        for finding in file["findings"]
        if not finding["accepted"]
        and finding["rule"] not in _NEEDS_SAVED_FILE
        and not (finding["row"] is None and finding["rule"] in _LOOKS_BEYOND_RECORDS)
    ]


def table_says(rows: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """The same of the rows of the table `findings`."""
    columns = ("Record no.", "Column", "Rule", "Severity", "Message", "Fix")
    return [tuple(_text(row[column]) for column in columns) for row in rows if row["Rule"]]


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) else str(value or "")
