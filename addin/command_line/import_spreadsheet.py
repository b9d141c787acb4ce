"""`scrt import`: an older spreadsheet into the template."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from addin.command_line.asked import asked_icb, asked_month
from addin.command_line.console import FaultSaid, print_json, say, working
from addin.command_line.files import GivenFile, given_files, read_bytes, refuse_overwriting, save, shown_output
from addin.command_line.import_told import import_document, import_lines
from addin.command_line.old_spreadsheets import read_mapping_file, understood
from addin.command_line.passwords import read_workbook
from validators.messages import command_line as messages
from validators.your_icb import month_end
from workbook_templates.faults import FileFault, OurFault
from workbook_templates.importing.imported import Imported
from workbook_templates.importing.mapping_file import MappingFile, mapping_text
from workbook_templates.importing.questions import Decisions
from workbook_templates.reading import read_return
from workbook_templates.template import FilledReturn, template_bytes

__all__ = ["run"]

_SPARE_ROWS = 100
"""Ready rows after the imported ones, so that work can go on at once."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """What `Your ICB` is filled with."""

    icb: str | None
    month: date | None


def run(
    file: Path,
    *,
    out: Path,
    mapping: Path | None,
    icb: str | None,
    month: str | None,
    sheets: Sequence[str],
    as_json: bool,
) -> int:
    """Import a spreadsheet, write the workbook and the mapping file, and say what was understood."""
    if out.suffix.lower() != ".xlsx":
        raise FaultSaid(messages.NOT_XLSX(file=shown_output(out), what="the new workbook"))
    heading = _Heading(asked_icb(icb) if icb else None, month_end(asked_month(month)) if month else None)
    source = given_files([file])[0]
    given = given_files([mapping])[0] if mapping else None
    refuse_overwriting(out, [source, *([given] if given else [])])
    decided = read_mapping_file(given)
    _refuse_replacing_work(out, decided)
    old = read_workbook(source)
    _refuse_own_workbook(source, old)
    imported = understood(source, old, icb=heading.icb, sheets=sheets, decided=decided)
    with working("Writing the workbook"):
        content = _workbook(imported, heading)
    save(out, content)
    to_decide = _write_mapping(imported, decided.decisions, out, given, content)
    if as_json:
        print_json(import_document(source.shown, imported, out=out, mapping=to_decide))
    else:
        say(*import_lines(source.shown, imported, out=out, mapping=to_decide))
    return 0 if imported.is_sure else 1


def _refuse_own_workbook(source: GivenFile, content: bytes) -> None:
    """What the template holds besides cells, such as accepted exceptions, an import would leave behind."""
    try:
        read_return(content)
    except FileFault:
        return
    raise FaultSaid(messages.IMPORT_OF_OUR_OWN(file=source.shown))


def _refuse_replacing_work(out: Path, decided: MappingFile) -> None:
    """An import may replace what the import before it wrote, and nothing that somebody has worked on since."""
    if not out.is_file():
        return
    before = read_bytes(GivenFile(out, shown_output(out)))
    if decided.workbook_sha256 and hashlib.sha256(before).hexdigest() == decided.workbook_sha256:
        return
    try:
        holds_records = read_return(before).rows_read > 0
    except FileFault:
        holds_records = True
    if holds_records:
        raise FaultSaid(messages.NOT_THIS_IMPORT(file=shown_output(out)))


def _workbook(imported: Imported, heading: _Heading) -> bytes:
    """The new workbook, read back to prove that every record is in it."""
    filled = FilledReturn(rows=imported.records, added=imported.added)
    try:
        content = template_bytes(
            icb=heading.icb,
            reporting_month=heading.month,
            ready_rows=len(imported.records) + _SPARE_ROWS,
            filled=filled,
        )
    except ValueError as refused:
        raise FaultSaid(messages.OTHER_ICB_OR_MONTH(said=refused)) from None
    if read_return(content).rows_read != len(imported.records):
        raise OurFault("The new workbook does not hold as many records as were understood.")
    return content


def _write_mapping(
    imported: Imported, decisions: Decisions, out: Path, given: GivenFile | None, content: bytes
) -> Path | None:
    """Write the mapping file, never over one that somebody may have edited; None where the one given settles all."""
    if given is not None and imported.is_sure:
        return None
    text = mapping_text(imported, decisions, workbook_sha256=hashlib.sha256(content).hexdigest())
    names = (out.with_name(f"{out.stem}.mapping{suffix}.toml") for suffix in ("", *(f"-{n}" for n in range(2, 1_000))))
    path = next((name for name in names if not name.exists()), None)
    if path is None:
        raise FaultSaid(messages.TOO_MANY_MAPPINGS(file=shown_output(out)))
    save(path, text.encode("utf-8"))
    return path
