"""`scrt template new`: write an empty template workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from addin.command_line.asked import asked_icb, asked_month
from addin.command_line.console import FaultSaid, say, working
from addin.command_line.excel import made_with
from addin.command_line.files import GivenFile, ending_line, read_bytes, save, shown_output
from addin.excel.buttons import return_macros
from validators.messages import command_line as messages
from workbook_templates.faults import FileFault
from workbook_templates.reading import read_return
from workbook_templates.reading.file_kinds import is_locked
from workbook_templates.template import template_bytes

__all__ = ["run"]

_WORKS = {
    ".xlsx": "It works with macros blocked.",
    ".xlsm": "Its buttons stand on Checklist; without them, or with macros blocked, it works as the .xlsx does.",
}


def run(out: Path, *, icb: str | None, ready_rows: int, month: str | None, signed_vba: Path | None) -> int:
    """Write the template and say where it is."""
    kind = out.suffix.lower()
    if kind not in (".xlsx", ".xlsm"):
        raise FaultSaid(messages.NOT_XLSX_OR_XLSM(file=shown_output(out)))
    if signed_vba and kind != ".xlsm":
        raise FaultSaid(messages.ONLY_XLSM(file=shown_output(out)))
    macros = made_with(return_macros, signed_vba) if kind == ".xlsm" else None
    code = asked_icb(icb) if icb else None
    reporting_month: date | None = asked_month(month) if month else None
    try:
        with working("Making the template"):
            content = template_bytes(icb=code, reporting_month=reporting_month, ready_rows=ready_rows, macros=macros)
    except ValueError as refused:
        raise FaultSaid(messages.OTHER_ICB_OR_MONTH(said=refused)) from None
    _refuse_replacing_records(out)
    save(out, content)
    say(f"{ready_rows:,} rows are ready. {_WORKS[kind]}")
    say(ending_line("Template written", out, then="open it in Excel and begin with its sheet Guide"))
    return 0


def _refuse_replacing_records(out: Path) -> None:
    """A return that somebody has begun is never replaced by an empty template."""
    if not out.is_file():
        return
    content = read_bytes(GivenFile(out, shown_output(out)))
    if is_locked(content):
        raise FaultSaid(messages.LOCKED_THERE(file=shown_output(out)))
    try:
        records = read_return(content).rows_read
    except FileFault:
        return
    if records:
        raise FaultSaid(messages.RECORDS_THERE(file=shown_output(out)))
