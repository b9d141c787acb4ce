"""`scrt template new`: write an empty template workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from addin.command_line.asked import asked_icb, asked_month
from addin.command_line.console import FaultSaid, say
from addin.command_line.excel import made_with
from addin.command_line.files import GivenFile, read_bytes, save, shown_output
from addin.excel.buttons import return_macros
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
        raise FaultSaid(
            f"{shown_output(out)}: the template is an Excel workbook. Please give it a name that ends in .xlsx, or in "
            ".xlsm for one with buttons."
        )
    if signed_vba and kind != ".xlsm":
        raise FaultSaid(
            f"{shown_output(out)}: only a name in .xlsm carries macros. Please either choose one, or leave "
            "--signed-vba out."
        )
    macros = made_with(return_macros, signed_vba) if kind == ".xlsm" else None
    code = asked_icb(icb) if icb else None
    reporting_month: date | None = asked_month(month) if month else None
    try:
        content = template_bytes(
            icb=code,
            reporting_month=reporting_month,
            ready_rows=ready_rows,
            macros=macros,
        )
    except ValueError as refused:
        raise FaultSaid(f"{refused} Please choose another ICB or month.") from None
    _refuse_replacing_records(out)
    save(out, content)
    say(f"Template written: {shown_output(out)}", f"{ready_rows:,} rows are ready. {_WORKS[kind]}")
    return 0


def _refuse_replacing_records(out: Path) -> None:
    """A return that somebody has begun is never replaced by an empty template."""
    if not out.is_file():
        return
    content = read_bytes(GivenFile(out, shown_output(out)))
    if is_locked(content):
        raise FaultSaid(f"{shown_output(out)}: this is a workbook with a password. Please choose another name.")
    try:
        records = read_return(content).rows_read
    except FileFault:
        return
    if records:
        raise FaultSaid(f"{shown_output(out)}: this return holds records already. Please choose another name.")
