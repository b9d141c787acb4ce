"""`scrt merge`: an ICB's part workbooks, or those of ICBs that have merged, into one return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from addin.command_line.asked import asked_icb, asked_month
from addin.command_line.console import FaultSaid, print_json, say, watched, working
from addin.command_line.files import given_files, real, refuse_overwriting, save, shown_output
from addin.command_line.merge_told import merge_document, merge_lines
from addin.command_line.passwords import ask_for_missing, read_workbook
from validators.messages import command_line as messages
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.upgrading import PartFile, merge_workbooks

__all__ = ["run"]


def run(parts: Sequence[Path], *, out: Path, icb: str | None, month: str | None, as_json: bool, today: date) -> int:
    """Write the merged workbook and say what was done; nothing is written unless all of the parts is in it."""
    if out.suffix.lower() != ".xlsx":
        raise FaultSaid(messages.NOT_XLSX(file=shown_output(out), what="the template"))
    sources = given_files(parts)
    if len({real(source.path) for source in sources}) < len(sources):
        raise FaultSaid(messages.NAMED_TWICE())
    if len(sources) < 2:
        raise FaultSaid(messages.ONE_TO_MERGE(file=sources[0].shown))
    refuse_overwriting(out, sources)
    if out.exists():
        raise FaultSaid(messages.THERE_ALREADY(file=shown_output(out)))
    code = asked_icb(icb) if icb else None
    reporting_month = asked_month(month) if month else None
    ask_for_missing(sources)
    reading = watched(sources, doing="Reading", total=len(sources))
    files = [PartFile(source.shown, read_workbook(source)) for source in reading]
    try:
        with working("Merging"):
            merged = merge_workbooks(files, today=today, icb=code, month=reporting_month)
    except (FileFault, OurFault) as fault:
        if as_json:
            print_json({"status": "refused", "reason": str(fault)})
        raise FaultSaid(str(fault)) from None
    save(out, merged.content)
    if as_json:
        print_json({"out": shown_output(out), **merge_document(merged)})
    else:
        say(*merge_lines(merged, out=out))
    return 0
