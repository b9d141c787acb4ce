"""`scrt template upgrade`: an older or damaged workbook into a fresh template."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from addin.command_line.asked import asked_icb, asked_month
from addin.command_line.console import FaultSaid, print_json, say, working
from addin.command_line.files import given_files, refuse_overwriting, save, shown_output
from addin.command_line.passwords import read_workbook
from addin.command_line.upgrade_told import upgrade_document, upgrade_lines
from validators.messages import command_line as messages
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.upgrading import upgrade_workbook

__all__ = ["run"]


def run(old: Path, *, out: Path, icb: str | None, month: str | None, as_json: bool, today: date) -> int:
    """Write the new workbook and say what changed; nothing is written unless all of the old one is in it."""
    if out.suffix.lower() != ".xlsx":
        raise FaultSaid(messages.NOT_XLSX(file=shown_output(out), what="the template"))
    source = given_files([old])[0]
    refuse_overwriting(out, [source])
    if out.exists():
        raise FaultSaid(messages.THERE_ALREADY(file=shown_output(out)))
    code = asked_icb(icb) if icb else None
    reporting_month = asked_month(month) if month else None
    content = read_workbook(source)
    try:
        with working("Carrying it over"):
            upgraded = upgrade_workbook(content, today=today, icb=code, month=reporting_month)
    except (FileFault, OurFault) as fault:
        if as_json:
            print_json({"file": source.shown, "status": "refused", "reason": str(fault)})
        raise FaultSaid(f"{source.shown}: {fault}") from None
    save(out, upgraded.content)
    if as_json:
        print_json({"file": source.shown, "out": shown_output(out), **upgrade_document(upgraded)})
    else:
        say(*upgrade_lines(source.shown, upgraded, out=out))
    return 0
