"""`scrt template new`: write an empty template workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from addin.command_line.asked import asked_icb, asked_month
from addin.command_line.console import FaultSaid, say
from addin.command_line.files import save
from workbook_templates.template import template_bytes

__all__ = ["run"]


def run(out: Path, *, icb: str | None, ready_rows: int, month: str | None) -> int:
    """Write the template and say where it is."""
    if out.suffix.lower() != ".xlsx":
        raise FaultSaid(f"{out}: the template is an Excel workbook. Please give it a name that ends in .xlsx.")
    code = asked_icb(icb) if icb else None
    reporting_month: date | None = asked_month(month) if month else None
    try:
        content = template_bytes(icb=code, reporting_month=reporting_month, ready_rows=ready_rows)
    except ValueError as refused:
        raise FaultSaid(f"{refused} Please choose another ICB or month.") from None
    save(out, content)
    say(f"Template written: {out}", f"{ready_rows:,} rows are ready. It works with macros blocked.")
    return 0
