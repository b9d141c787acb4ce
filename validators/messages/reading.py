"""Why a workbook is not read."""

from __future__ import annotations

from validators.messages.message import Message

EMPTY = Message("The file is empty: please save the workbook again in Excel and use that copy.")
LOCKED = Message(
    "The workbook is locked with a password: please open it in Excel, take the password off (File, "
    "Info, Protect Workbook, Encrypt with Password), and save it again."
)
LABELLED = Message(
    "The workbook is protected by a sensitivity label: please save a copy without encryption in Excel, and use that "
    "copy. Its label must not lock it."
)
OLD_WORKBOOK = Message(
    "The file is an old Excel workbook (.xls): please open it in Excel and save it as an Excel Workbook (.xlsx)."
)
BINARY_WORKBOOK = Message(
    "The file is a binary workbook (.xlsb): please open it in Excel and save it as an Excel Workbook (.xlsx)."
)
PLAIN_TEXT = Message(
    "The file is text (such as CSV or a web page) and no workbook: please use the Excel workbook "
    "(.xlsx or .xlsm) that it was made from."
)
ZIP_FOLDER = Message("The file is a zip folder: please take the workbook out of it and use that.")
NOT_A_WORKBOOK = Message("The file is no Excel workbook: please use the workbook itself (.xlsx or .xlsm).")
DAMAGED = Message(
    "The workbook is damaged or incomplete: please open it in Excel, let Excel repair it if it "
    "offers to, and save it again."
)
DECLARES_ENTITIES = Message(
    "The workbook holds a document type declaration, which no spreadsheet program writes: please "
    "save it again in Excel and use that copy."
)
TOO_BIG = Message(
    "The workbook unpacks to more than {megabytes} MB: please delete the sheets and rows that are "
    "not needed and save it again."
)
PACKED_TOO_TIGHTLY = Message(
    "The workbook unpacks to more than {times} times its size, as no spreadsheet program writes it: "
    "please save it again in Excel and use that copy."
)
TOO_MANY_PARTS = Message(
    "The workbook consists of more than {number:,} parts, as no return does: please copy its records "
    "into a new template."
)
STRANGE_PARTS = Message(
    "The workbook holds a part twice, or under a name that leads out of it, as no spreadsheet "
    "program writes: please save it again in Excel and use that copy."
)
TOO_MANY_CELLS = Message(
    "{sheet} has more than {number:,} filled cells, or more rows than a return can have: please "
    "delete the rows that are no records and save the workbook again."
)
TOO_MUCH_TEXT = Message(
    "The cells of the workbook hold more than {number:,} characters, as no return does: please delete the rows that "
    "are no records and save the workbook again."
)
FAR_CELL = Message(
    "{sheet} holds something in cell {address}, far away from everything else: please delete what "
    "stands there and save the workbook again."
)
LONG_TEXT = Message(
    "{sheet} holds more than {longest:,} characters in cell {address}, more than a cell of Excel "
    "can: please shorten the text and save the workbook again."
)
NO_ADDRESSES = Message(
    "{sheet} does not say where its cells stand: please open the workbook in Excel, save it again and use that copy."
)
OUR_OUTPUT = Message(
    "The workbook is a summary or a report that S-CRT wrote, and no return: please leave it out, or name the return "
    "itself."
)
NOT_OURS = Message(
    "The workbook was not made from the S-CRT template (it carries no template version): please copy "
    "its records into a new template (scrt template new)."
)
NO_CASES = Message(
    "The workbook has no sheet {sheet} and no other sheet with its headers: please go back to a copy "
    "that has it, or copy the records into a new template."
)
NEWER_VERSION = Message(
    "The workbook was made from template version {version}, and this program knows {known}: please update S-CRT."
)
UNKNOWN_VERSION = Message(
    "The workbook {said}, and this program knows {known}: please copy its records into a new template."
)
NO_TABLE = Message(
    "The sheet {sheet} has no table called '{name}' (it was deleted, renamed or converted to a "
    "range): please undo that, or go back to a copy of the workbook that has it."
)
NO_HEADERS = Message(
    "{sheet} has no row with the template's headers among its first {rows} rows: please put the "
    "headers back, or copy the records into a new template."
)
COLUMNS_MISSING = Message(
    "{what} missing from row {row} of {sheet}{hints}: please put {them} back as the template has {them}."
)
COLUMN_TWICE = Message(
    "Column '{header}' stands more than once in {sheet}, in columns {letters}: please rename or "
    "delete the ones that are not meant."
)
