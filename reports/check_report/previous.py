"""An earlier report, read back by the names of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from reports.check_report.tables import FINDINGS, ICBS
from reports.earlier_returns import read_earlier_returns
from validators.cells import cell_text
from validators.earlier_returns import NO_EARLIER_RETURNS, EarlierReturns
from validators.messages import summaries as messages
from workbook_templates.faults import FileFault
from workbook_templates.reading.table_workbooks import open_tables

__all__ = ["PreviousFinding", "PreviousReport", "read_previous_report"]

_FILE, _ICB = "File", "ICB code"
_OF_A_FINDING = (_FILE, _ICB, "Row", "Record no.", "Column", "Rule", "Accepted")


@dataclass(frozen=True, slots=True)
class PreviousFinding:
    """One open finding of the earlier report; an empty text where it names none."""

    file: str
    icb: str
    row: str
    record: str
    column: str
    rule: str


@dataclass(frozen=True, slots=True)
class PreviousReport:
    """What an earlier report found open.

    Attributes:
        returns: file and ICB code of each return that it shows.
        findings: its open findings; accepted ones are left out.
        earlier: marks of the records that the returns held.
    """

    returns: tuple[tuple[str, str], ...]
    findings: tuple[PreviousFinding, ...]
    earlier: EarlierReturns = NO_EARLIER_RETURNS


def read_previous_report(content: bytes) -> PreviousReport:
    """Read a report that `scrt check` wrote.

    Raises:
        FileFault: the file is no such report.
    """
    try:
        workbook = open_tables(content)
        findings = [*_rows(workbook, FINDINGS, _OF_A_FINDING)]
        returns = {(file, icb) for file, icb in _rows(workbook, ICBS, (_FILE, _ICB)) if file}
    except (CalamineError, KeyError, OSError, ValueError):
        raise FileFault(messages.NO_CHECK_REPORT()) from None
    return PreviousReport(
        returns=tuple(sorted(returns)),
        findings=tuple(PreviousFinding(*place) for *place, accepted in findings if place[-1] and not accepted),
        earlier=read_earlier_returns(workbook, ICBS),
    )


def _rows(workbook: CalamineWorkbook, name: str, headers: Sequence[str]) -> Iterator[list[str]]:
    """A table's cells under some headers.

    Raises:
        CalamineError, ValueError: the table, or one of the headers, is missing.
    """
    table = workbook.get_table_by_name(name)
    places = [table.columns.index(header) for header in headers]
    for row in table.to_python():
        yield [cell_text(row[place]) for place in places]
