"""Why a file is not read: every refusal in one place, each one sentence of what, where and what to do.

No sentence names the file, and none repeats a text of the workbook besides a header that is close to one of ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from validators.findings import CASES
from validators.quoting import all_of
from workbook_templates.faults import FileFault
from workbook_templates.layout import KNOWN_TEMPLATE_VERSIONS, SHEETS

__all__ = [
    "binary_workbook",
    "column_twice",
    "columns_missing",
    "damaged",
    "declares_entities",
    "empty",
    "far_cell",
    "labelled",
    "locked",
    "long_text",
    "newer_version",
    "no_addresses",
    "no_cases",
    "no_headers",
    "no_table",
    "not_a_workbook",
    "not_ours",
    "old_workbook",
    "packed_too_tightly",
    "plain_text",
    "strange_parts",
    "too_big",
    "too_many_cells",
    "too_many_parts",
    "unknown_version",
    "zip_folder",
]

_NAMED_AT_MOST = 5


def empty() -> FileFault:
    """A file without a single byte."""
    return FileFault("The file is empty: please save the workbook again in Excel and use that copy.")


def locked() -> FileFault:
    """Encrypted with a password."""
    return FileFault(
        "The workbook is locked with a password: please open it in Excel, remove the password under File, Info, "
        "Protect Workbook, Encrypt with Password, and save it again."
    )


def labelled() -> FileFault:
    """Encrypted by a sensitivity label or by rights management."""
    return FileFault(
        "The workbook is protected by a sensitivity label: please open it in Excel, save a copy without encryption "
        "(under a label that does not encrypt), and use that copy."
    )


def old_workbook() -> FileFault:
    """The format of Excel 97 to 2003."""
    return FileFault(
        "The file is an old Excel workbook (.xls): please open it in Excel and save it as an Excel Workbook (.xlsx)."
    )


def binary_workbook() -> FileFault:
    """Excel's binary format."""
    return FileFault(
        "The file is a binary workbook (.xlsb): please open it in Excel and save it as an Excel Workbook (.xlsx)."
    )


def plain_text() -> FileFault:
    """CSV, a web page that calls itself .xls, and the like."""
    return FileFault(
        "The file is text (such as CSV or a web page) and no workbook: please use the Excel workbook (.xlsx or .xlsm) "
        "that it was made from."
    )


def zip_folder() -> FileFault:
    """A zip that holds workbooks instead of being one."""
    return FileFault("The file is a zip folder: please take the workbook out of it and use that.")


def not_a_workbook() -> FileFault:
    """Anything else: a PDF, a Word document, a picture."""
    return FileFault("The file is no Excel workbook: please use the workbook itself (.xlsx or .xlsm).")


def damaged() -> FileFault:
    """Begins as a workbook, cannot be read as one."""
    return FileFault(
        "The workbook is damaged or incomplete: please open it in Excel, let Excel repair it if it offers to, and save "
        "it again."
    )


def declares_entities() -> FileFault:
    """A document type declaration, the door to entity bombs; no spreadsheet program writes one."""
    return FileFault(
        "The workbook holds a document type declaration, which no spreadsheet program writes: please save it again in "
        "Excel and use that copy."
    )


def too_big(megabytes: int) -> FileFault:
    """More than we unpack."""
    return FileFault(
        f"The workbook unpacks to more than {megabytes} MB: please delete the sheets and rows that are not needed and "
        "save it again."
    )


def packed_too_tightly(times: int) -> FileFault:
    """A zip bomb: next to nothing that unpacks to very much."""
    return FileFault(
        f"The workbook unpacks to more than {times} times its size, as no spreadsheet program writes it: please save "
        "it again in Excel and use that copy."
    )


def too_many_parts(number: int) -> FileFault:
    """A zip of very many members."""
    return FileFault(
        f"The workbook consists of more than {number:,} parts, as no return does: please copy its records into a new "
        "template."
    )


def strange_parts() -> FileFault:
    """Two members of one name, or a name that leads out of the workbook: two programs would read two workbooks."""
    return FileFault(
        "The workbook holds a part twice, or under a name that leads out of it, as no spreadsheet program writes: "
        "please save it again in Excel and use that copy."
    )


def too_many_cells(sheet: str, number: int) -> FileFault:
    """More cells are filled than can be laid out in memory."""
    return FileFault(
        f"{_capital(_sheet(sheet))} has more than {number:,} filled cells, or more rows than a return can have: please "
        "delete the rows that are no records and save the workbook again."
    )


def far_cell(sheet: str, address: str) -> FileFault:
    """Something stands so far away that the sheet cannot be laid out in memory."""
    return FileFault(
        f"{_capital(_sheet(sheet))} holds something in cell {address}, far away from everything else: please delete "
        "what stands there and save the workbook again."
    )


def long_text(sheet: str, address: str, longest: int) -> FileFault:
    """A text that only a program can have written."""
    return FileFault(
        f"{_capital(_sheet(sheet))} holds more than {longest:,} characters in cell {address}, more than a cell of "
        "Excel can: please shorten the text and save the workbook again."
    )


def no_addresses(sheet: str) -> FileFault:
    """Cells without their addresses: allowed by the format, written by no spreadsheet program."""
    return FileFault(
        f"{_capital(_sheet(sheet))} does not say where its cells stand: please open the workbook in Excel, save it "
        "again and use that copy."
    )


def not_ours() -> FileFault:
    """No trace of the template."""
    return FileFault(
        "The workbook was not made from the S-CRT template (it carries no template version): please copy its records "
        "into a new template (scrt template new)."
    )


def no_cases() -> FileFault:
    """Made from the template, but the sheet of records is gone."""
    return FileFault(
        f"The workbook has no sheet {CASES} and no other sheet with its headers: please go back to a copy that has it, "
        "or copy the records into a new template."
    )


def newer_version(version: str) -> FileFault:
    """Made by a later release of this program."""
    return FileFault(
        f"The workbook was made from template version {version}, and this program knows {_known()}: please update "
        "S-CRT."
    )


def unknown_version(version: str | None) -> FileFault:
    """A template version that never was; it is quoted only when it looks like one."""
    said = f"says template version {version}" if version else "has no readable template version"
    return FileFault(
        f"The workbook {said}, and this program knows {_known()}: please copy its records into a new template."
    )


def no_table(name: str, sheet: str) -> FileFault:
    """One of our tables is gone, renamed, or a plain range by now.

    Args:
        name: the table's name.
        sheet: the sheet of ours on which the template has it.
    """
    return FileFault(
        f"The sheet {sheet} has no table called '{name}' (it was deleted, renamed or converted to a range): please "
        "undo that, or go back to a copy of the workbook that has it."
    )


def no_headers(sheet: str, rows: int) -> FileFault:
    """The sheet of cases is there, its headers are not."""
    return FileFault(
        f"{_capital(_sheet(sheet))} has no row with the template's headers among its first {rows} rows: please put the "
        "headers back, or copy the records into a new template."
    )


def columns_missing(sheet: str, row: int, missing: Sequence[str], instead: Sequence[tuple[str, str, str]]) -> FileFault:
    """One or more headers are gone.

    Args:
        sheet: the sheet's name.
        row: the row of the headers.
        missing: the headers that are gone.
        instead: for each header that something may stand in for: the header, the column's letters, and the text that
            stands there, or '' where it may not be shown.
    """
    named = [f"'{header}'" for header in missing[:_NAMED_AT_MOST]]
    if more := len(missing) - len(named):
        named.append(f"{more} more")
    what = f"Column {named[0]} is" if len(missing) == 1 else f"Columns {all_of(named)} are"
    hints = "".join(_hint(*one, alone=len(missing) == 1) for one in instead if one[0] in missing[:_NAMED_AT_MOST])
    them = "it" if len(missing) == 1 else "them"
    return FileFault(
        f"{what} missing from row {row} of {_sheet(sheet)}{hints}: please put {them} back as the template has {them}."
    )


def _hint(header: str, letters: str, text: str, *, alone: bool) -> str:
    stands = f"a column headed '{text}' ({letters})" if text else f"the unknown header of column {letters}"
    return f"; {stands} may stand in its place" if alone else f"; {stands} may stand for '{header}'"


def column_twice(sheet: str, header: str, letters: Sequence[str]) -> FileFault:
    """The same header over several columns, and no table that says which is the one."""
    return FileFault(
        f"Column '{header}' stands more than once in {_sheet(sheet)}, in columns {all_of(letters)}: please rename or "
        "delete the ones that are not meant."
    )


def _known() -> str:
    return all_of(sorted(KNOWN_TEMPLATE_VERSIONS))


def _sheet(name: str) -> str:
    """A sheet's name is shown only when it is one of ours: people write names of people there."""
    ours = next((ours for ours in SHEETS if ours.casefold() == name.strip().casefold()), None)
    return f"the sheet {ours}" if ours else "the renamed sheet"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
