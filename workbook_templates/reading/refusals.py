"""Why a file is not read: every refusal in one place, each one sentence of what, where and what to do.

No sentence names the file, and none repeats a text of the workbook besides a header that is close to one of ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from validators.findings import CASES
from validators.messages import reading as messages
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
    "our_output",
    "packed_too_tightly",
    "plain_text",
    "strange_parts",
    "too_big",
    "too_many_cells",
    "too_many_parts",
    "too_much_text",
    "unknown_version",
    "zip_folder",
]

_NAMED_AT_MOST = 5


def empty() -> FileFault:
    """A file without a single byte."""
    return FileFault(messages.EMPTY())


def locked() -> FileFault:
    """Encrypted with a password."""
    return FileFault(messages.LOCKED())


def labelled() -> FileFault:
    """Encrypted by a sensitivity label or by rights management."""
    return FileFault(messages.LABELLED())


def old_workbook() -> FileFault:
    """The format of Excel 97 to 2003."""
    return FileFault(messages.OLD_WORKBOOK())


def binary_workbook() -> FileFault:
    """Excel's binary format."""
    return FileFault(messages.BINARY_WORKBOOK())


def plain_text() -> FileFault:
    """CSV, a web page that calls itself .xls, and the like."""
    return FileFault(messages.PLAIN_TEXT())


def zip_folder() -> FileFault:
    """A zip that holds workbooks instead of being one."""
    return FileFault(messages.ZIP_FOLDER())


def not_a_workbook() -> FileFault:
    """Anything else: a PDF, a Word document, a picture."""
    return FileFault(messages.NOT_A_WORKBOOK())


def damaged() -> FileFault:
    """Begins as a workbook, cannot be read as one."""
    return FileFault(messages.DAMAGED())


def declares_entities() -> FileFault:
    """A document type declaration, the door to entity bombs; no spreadsheet program writes one."""
    return FileFault(messages.DECLARES_ENTITIES())


def too_big(megabytes: int) -> FileFault:
    """More than we unpack."""
    return FileFault(messages.TOO_BIG(megabytes=megabytes))


def packed_too_tightly(times: int) -> FileFault:
    """A zip bomb: next to nothing that unpacks to very much."""
    return FileFault(messages.PACKED_TOO_TIGHTLY(times=times))


def too_many_parts(number: int) -> FileFault:
    """A zip of very many members."""
    return FileFault(messages.TOO_MANY_PARTS(number=number))


def strange_parts() -> FileFault:
    """Two members of one name, or a name that leads out of the workbook: two programs would read two workbooks."""
    return FileFault(messages.STRANGE_PARTS())


def too_many_cells(sheet: str, number: int) -> FileFault:
    """More cells are filled than can be laid out in memory."""
    return FileFault(messages.TOO_MANY_CELLS(sheet=_capital(_sheet(sheet)), number=number))


def too_much_text(number: int) -> FileFault:
    """A text that stands once in the file and in very many cells."""
    return FileFault(messages.TOO_MUCH_TEXT(number=number))


def far_cell(sheet: str, address: str) -> FileFault:
    """Something stands so far away that the sheet cannot be laid out in memory."""
    return FileFault(messages.FAR_CELL(sheet=_capital(_sheet(sheet)), address=address))


def long_text(sheet: str, address: str, longest: int) -> FileFault:
    """A text that only a program can have written."""
    return FileFault(messages.LONG_TEXT(sheet=_capital(_sheet(sheet)), longest=longest, address=address))


def no_addresses(sheet: str) -> FileFault:
    """Cells without their addresses: allowed by the format, written by no spreadsheet program."""
    return FileFault(messages.NO_ADDRESSES(sheet=_capital(_sheet(sheet))))


def our_output() -> FileFault:
    """A summary, a report on a check, feedback: written by us, and no return."""
    return FileFault(messages.OUR_OUTPUT())


def not_ours() -> FileFault:
    """No trace of the template."""
    return FileFault(messages.NOT_OURS())


def no_cases() -> FileFault:
    """Made from the template, but the sheet of records is gone."""
    return FileFault(messages.NO_CASES(sheet=CASES))


def newer_version(version: str) -> FileFault:
    """Made by a later release of this program."""
    return FileFault(messages.NEWER_VERSION(version=version, known=_known()))


def unknown_version(version: str | None) -> FileFault:
    """A template version that never was; it is quoted only when it looks like one."""
    said = f"says template version {version}" if version else "has no readable template version"
    return FileFault(messages.UNKNOWN_VERSION(said=said, known=_known()))


def no_table(name: str, sheet: str) -> FileFault:
    """One of our tables is gone, renamed, or a plain range by now.

    Args:
        name: the table's name.
        sheet: the sheet of ours on which the template has it.
    """
    return FileFault(messages.NO_TABLE(sheet=sheet, name=name))


def no_headers(sheet: str, rows: int) -> FileFault:
    """The sheet of cases is there, its headers are not."""
    return FileFault(messages.NO_HEADERS(sheet=_capital(_sheet(sheet)), rows=rows))


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
    return FileFault(messages.COLUMNS_MISSING(what=what, row=row, sheet=_sheet(sheet), hints=hints, them=them))


def _hint(header: str, letters: str, text: str, *, alone: bool) -> str:
    stands = f"a column headed '{text}' ({letters})" if text else f"the unknown header of column {letters}"
    return f"; {stands} may stand in its place" if alone else f"; {stands} may stand for '{header}'"


def column_twice(sheet: str, header: str, letters: Sequence[str]) -> FileFault:
    """The same header over several columns, and no table that says which is the one."""
    return FileFault(messages.COLUMN_TWICE(header=header, sheet=_sheet(sheet), letters=all_of(letters)))


def _known() -> str:
    return all_of(sorted(KNOWN_TEMPLATE_VERSIONS))


def _sheet(name: str) -> str:
    """A sheet's name is shown only when it is one of ours: people write names of people there."""
    ours = next((ours for ours in SHEETS if ours.casefold() == name.strip().casefold()), None)
    return f"the sheet {ours}" if ours else "the renamed sheet"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
