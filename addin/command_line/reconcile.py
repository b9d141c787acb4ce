"""`scrt reconcile`: an extract of the national tracker against the returns, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from addin.command_line.console import FaultSaid, aligned, print_json, say, say_error, watched, working
from addin.command_line.files import (
    GivenFile,
    ending_line,
    given_files,
    refuse_overwriting,
    returns_under,
    save,
    shown_output,
)
from addin.command_line.old_spreadsheets import read_mapping_file, understood
from addin.command_line.passwords import ask_for_missing, read_workbook
from addin.command_line.sources import way_to
from reports.reconciling import differences_of, reconcile, records_of_extract, records_of_return
from reports.reconciling.report_tables import MATCHED, in_json, list_tables
from reports.reconciling.report_workbook import GivenReturn, ReconciliationReport, report_bytes
from reports.reconciling.returns_given import ReadReturn, left_out
from validators.messages import command_line as messages
from validators.quoting import how_many
from workbook_templates.faults import FileFault
from workbook_templates.reading import read_return

__all__ = ["run"]


def run(
    extract: Path,
    returns: Sequence[Path],
    *,
    out: Path | None,
    mapping: Path | None,
    sheets: Sequence[str],
    as_json: bool,
    today: date,
) -> int:
    """Reconcile, write the report and say what was found; exit status 1 when anything differs or was refused."""
    if out is not None and out.suffix.lower() != ".xlsx":
        raise FaultSaid(messages.NOT_XLSX(file=shown_output(out), what="the report"))
    source = given_files([extract])[0]
    given = given_files([mapping])[0] if mapping else None
    files = returns_under(returns, leave_out=[path for path in (extract, out) if path])
    if not files:
        raise FaultSaid(messages.NO_WORKBOOKS())
    if out is not None:
        refuse_overwriting(out, [source, *files, *([given] if given else [])])
    imported = understood(source, read_workbook(source), icb=None, sheets=sheets, decided=read_mapping_file(given))
    read, refused = _read(files)
    if not read:
        raise FaultSaid(messages.NO_RETURN_READ(reasons=" ".join(f"{name}: {why}" for name, why in refused)))
    older = left_out(read)
    counting = [one for one in read if one.file not in older]
    local = [record for one in counting for record in records_of_return(one.read, file=one.file)]
    icbs = {one.read.your_icb.your_icb for one in counting if one.read.your_icb.your_icb}
    with working("Pairing the records"):
        reconciled = reconcile(records_of_extract(imported), local, icbs=icbs | {one.icb for one in local if one.icb})
    paths = {one.shown: way_to(one, out) for one in files} if out is not None else {}
    report = ReconciliationReport(
        extract=source.shown,
        returns=[*(_given(one, older.get(one.file, "")) for one in read), *(_refused(*one) for one in refused)],
        tables=tuple(list_tables(reconciled, differences_of(reconciled.pairs), paths=paths)),
        extract_records=len(imported.records),
        not_compared=len(reconciled.not_compared),
        to_decide=len(imported.questions) + len(imported.columns_to_decide) + len(imported.sheets_to_decide),
        today=today,
    )
    if out is not None:
        save(out, report_bytes(report))
    _tell(report, out, as_json=as_json)
    differs = any(table.rows for listed, table in report.tables if listed is not MATCHED)
    return int(differs or bool(refused))


def _read(files: Sequence[GivenFile]) -> tuple[list[ReadReturn], list[tuple[str, str]]]:
    """The returns, and those that cannot be read with the reason."""
    read: list[ReadReturn] = []
    refused: list[tuple[str, str]] = []
    ask_for_missing(files)
    for file in watched(files, doing="Reading", total=len(files)):
        try:
            read.append(ReadReturn(file.shown, read_return(read_workbook(file))))
        except (FileFault, FaultSaid) as fault:
            refused.append((file.shown, str(fault).removeprefix(f"{file.shown}: ")))
    return read, refused


def _given(one: ReadReturn, why_not: str) -> GivenReturn:
    return GivenReturn(one.file, one.read.your_icb.your_icb or "", one.read.rows_read, why_not)


def _refused(file: str, why: str) -> GivenReturn:
    return GivenReturn(file, "", 0, why)


def _tell(report: ReconciliationReport, out: Path | None, *, as_json: bool) -> None:
    if as_json:
        print_json(_document(report, out))
    else:
        say(*_lines(report, out))
    for one in report.returns:
        if one.left_out:
            say_error(f"{one.file}: left out. {one.left_out}")


def _lines(report: ReconciliationReport, out: Path | None) -> Iterator[str]:
    compared = report.extract_records - report.not_compared
    records = sum(one.records for one in report.returns if not one.left_out)
    yield f"{report.extract}: {how_many(compared, 'record')} compared with {records:,} of the returns"
    yield from aligned([(listed.sheet, len(table.rows)) for listed, table in report.tables])
    if report.not_compared:
        yield f"{how_many(report.not_compared, 'record')} of ICBs without a return here: not compared."
    if report.to_decide:
        yield (
            f"{how_many(report.to_decide, 'thing')} of the extract could not be understood and was not compared. To "
            "settle it: scrt import writes a mapping file, which --mapping takes here too."
        )
    if out is None:
        yield "For each list with its evidence: --out REPORT.xlsx"
    else:
        yield ending_line("Report", out, then="open it; each list has a sheet, with what speaks for each pair")


def _document(report: ReconciliationReport, out: Path | None) -> dict[str, object]:
    return {
        "extract": report.extract,
        "report": None if out is None else shown_output(out),
        "records": report.extract_records,
        "not_compared": report.not_compared,
        "to_decide": report.to_decide,
        "returns": [
            {"file": one.file, "icb": one.icb or None, "records": one.records, "left_out": one.left_out or None}
            for one in report.returns
        ],
        **{listed.table: in_json(table) for listed, table in report.tables},
    }
