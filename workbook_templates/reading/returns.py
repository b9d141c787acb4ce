"""Read a return: refuse in one sentence what is not our workbook, then give its rows as they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from validators.entries import RawRow, SavedFile, is_blank
from validators.findings import CASES
from validators.pid import Span, find_pid
from validators.pid_elsewhere import find_pid_elsewhere, find_pid_in_file_name
from validators.your_icb import YourIcb
from workbook_templates.layout import ACCEPTED_COLUMNS, Tables
from workbook_templates.reading import refusals
from workbook_templates.reading.addresses import column_letters, parse_reference
from workbook_templates.reading.drift.cases import drifted_columns
from workbook_templates.reading.drift.fingerprint import fingerprint_for
from workbook_templates.reading.elsewhere import Elsewhere, read_elsewhere
from workbook_templates.reading.file_kinds import refuse_other_files
from workbook_templates.reading.headers import HeaderRow, find_cases, plain_header, understand_headers
from workbook_templates.reading.heading import (
    NAMES_READ,
    carries_template_version,
    is_our_output,
    read_template_version,
    read_vocabulary_version,
    read_your_icb,
)
from workbook_templates.reading.package import Package
from workbook_templates.reading.records import read_added_columns, read_records, read_saved_file
from workbook_templates.reading.sheet_texts import Records
from workbook_templates.reading.sheets import Sheet, read_sheets
from workbook_templates.reading.structure import SheetPart, Structure, read_structure

__all__ = ["Return", "Understood", "needed_sheets", "read_any_workbook", "read_return", "understand_return"]


@dataclass(frozen=True, slots=True)
class Return:
    """One ICB's workbook, read and not yet judged.

    Attributes:
        your_icb: what it says of itself; None for a cell that is empty or cannot be read.
        heading_problems: label and code of each cell of `Your ICB` that cannot be read: `not_a_term`, `not_a_date`,
            `not_a_number`, `cell_error`, or `no_cell` when its defined name is gone.
        rows: the records, with the rows that Excel shows.
        added_columns: letters to header of columns that the ICB added; a header may hold anything, PID too.
        saved: what only the saved file shows.
        template_version: a version that this program knows.
        vocabulary_version: of the lists that it was made with, or None when it does not say.
        saved_at: when it was saved, in UTC, as its own properties say; None when they do not.
        sha256: of the bytes.
        sheet: name of the sheet of cases as it stands in the workbook; it may hold anything, PID too.
        accepted: rows of the `accepted` table, header to value.
        columns: each of the model's headers to the letters of the column where it stands.
        elsewhere: every text that is no part of a record.
    """

    your_icb: YourIcb
    heading_problems: tuple[tuple[str, str], ...]
    rows: tuple[RawRow, ...]
    added_columns: Mapping[str, str]
    saved: SavedFile
    template_version: str
    vocabulary_version: str | None
    saved_at: datetime | None
    sha256: str
    sheet: str
    accepted: tuple[Mapping[str, object], ...]
    columns: Mapping[str, str]
    elsewhere: Elsewhere = field(default_factory=Elsewhere, repr=False)

    def saved_as(self, name: str, find: Callable[[str], Sequence[Span]] = find_pid) -> SavedFile:
        """What only the saved file shows, with the PID that stands outside the records.

        Args:
            name: the file's own name, which is searched too.
            find: what finds PID in a free text.
        """
        found = (*find_pid_in_file_name(name), *find_pid_elsewhere(self.elsewhere.texts, find))
        return replace(self.saved, elsewhere=found, unread=self.elsewhere.unread)

    @property
    def rows_read(self) -> int:
        """Number of records."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a return says, whether it was read from a file or from an open workbook.

    Attributes:
        cases: the sheet of cases, and `headers` which of its columns is which.
        your_icb, heading_problems, rows, template_version, vocabulary_version, accepted: as in `Return`.
    """

    cases: Sheet
    headers: HeaderRow
    your_icb: YourIcb
    heading_problems: tuple[tuple[str, str], ...]
    rows: tuple[RawRow, ...]
    template_version: str
    vocabulary_version: str | None
    accepted: tuple[Mapping[str, object], ...]


def understand_return(structure: Structure, sheets: Mapping[str, Sheet]) -> Understood:
    """Tell what sheets that were read say.

    Args:
        structure: the workbook's sheets, tables and names.
        sheets: the sheets that `needed_sheets` names, read.

    Raises:
        FileFault: there are no cases, the version is not known, or a column is missing, in one sentence.
    """
    cases = find_cases(structure, sheets)
    if cases is None:
        raise refusals.no_cases()
    template_version = read_template_version(structure, sheets)
    headers = understand_headers(cases)
    your_icb, heading_problems = read_your_icb(structure, sheets)
    return Understood(
        cases=cases,
        headers=headers,
        your_icb=your_icb,
        heading_problems=heading_problems,
        rows=read_records(cases, headers),
        template_version=template_version,
        vocabulary_version=read_vocabulary_version(structure, sheets),
        accepted=tuple(row for sheet in sheets.values() for row in _accepted(sheet)),
    )


def read_return(content: bytes) -> Return:
    """Read the bytes of a workbook; nothing is written anywhere.

    Raises:
        FileFault: it is no workbook, not ours, of a version that we do not know, or a column is missing: the first of
            these that holds, in one sentence.
    """
    refuse_other_files(content)
    package = Package(content)
    structure = read_structure(package)
    if not carries_template_version(structure):
        raise refusals.our_output() if is_our_output(structure) else refusals.not_ours()
    sheets = read_sheets(package, structure, needed_sheets(structure))
    read = understand_return(structure, sheets)
    cases, headers, rows = read.cases, read.headers, read.rows
    drift = drifted_columns(
        cases,
        headers,
        last_record=max((row.row or 0 for row in rows), default=0),
        untouched=fingerprint_for(read.template_version, read.vocabulary_version),
    )
    return Return(
        your_icb=read.your_icb,
        heading_problems=read.heading_problems,
        rows=rows,
        added_columns=read_added_columns(rows, headers),
        saved=replace(read_saved_file(cases, headers, rows), drift=drift),
        template_version=read.template_version,
        vocabulary_version=read.vocabulary_version,
        saved_at=structure.saved_at,
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=cases.name,
        accepted=read.accepted,
        columns={header: column_letters(column) for header, column in headers.columns.items()},
        elsewhere=read_elsewhere(package, structure, sheets, {cases.name: _records_on(cases, headers, rows)}),
    )


def read_any_workbook(content: bytes) -> Elsewhere:
    """Read every text of a workbook that need not be ours.

    Raises:
        FileFault: it is no workbook, or is damaged, in one sentence.
    """
    refuse_other_files(content)
    package = Package(content)
    return read_elsewhere(package, read_structure(package), {}, {})


def _records_on(cases: Sheet, headers: HeaderRow, rows: tuple[RawRow, ...]) -> Records:
    """The records as their sheet has them; what somebody typed over the calculated column is no part of a record."""
    calculated = frozenset(() if headers.calculated is None else (headers.calculated,))
    lines = frozenset(row.row for row in rows if row.row is not None)
    texts = frozenset(text for line in lines for text in cases.rows[line - 1] if isinstance(text, str) and text)
    return Records(lines, calculated, texts)


def needed_sheets(structure: Structure) -> list[SheetPart]:
    """The sheets to read: those behind our names, with the accepted exceptions, and Cases, or all if that is gone."""
    if structure.sheet(CASES) is None:
        return list(structure.sheets)
    references = [parse_reference(structure.names.get(name, "")) for name in NAMES_READ]
    names = {CASES.casefold(), *(reference[0].casefold() for reference in references if reference)}
    return [one for one in structure.sheets if one.name.casefold() in names or one.table(Tables().accepted)]


def _accepted(sheet: Sheet) -> list[Mapping[str, object]]:
    table = sheet.source.table(Tables().accepted)
    if table is None:
        return []
    plain = {plain_header(header): header for header in ACCEPTED_COLUMNS}
    area = table.area
    columns = {
        header: column
        for column in range(area.first_column, area.last_column + 1)
        if (header := plain.get(plain_header(sheet.value(area.first_row, column))))
    }
    rows = (
        {header: sheet.value(row, column) for header, column in columns.items()}
        for row in range(area.first_row + 1, table.last_record_row + 1)
    )
    return [row for row in rows if not all(is_blank(value) for value in row.values())]
