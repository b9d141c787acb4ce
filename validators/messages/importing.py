"""Why an older spreadsheet, or its mapping file, cannot be used."""

from __future__ import annotations

from validators.messages.message import Message

NO_TOML = Message(
    'The mapping file is no valid TOML{place}: please write each line as "what" = "answer", both in double quotes.'
)
OTHER_VERSION = Message("The mapping file was made by another version of S-CRT: please make a new one.")
NOTHING_UNDER = Message(
    "The mapping file says nothing that can be read under {heading}: please see a fresh mapping file."
)
NO_TEXT_UNDER = Message("The mapping file has no text for a line under {where}: please put the answer in quotes.")
TAKE_OR_LEAVE = Message("Line {number} under [sheets] of the mapping file: please write {take} or {leave}.")
NO_COLUMN = Message(
    "The mapping file says of column {key} what is no column of the template: please write the name "
    "of one (docs/data-dictionary.md), Themes, Learning, Identifier, carry or leave out."
)
FILL = Message(
    "The mapping file has a line under [fill] that cannot be followed ({key}): please name a column "
    "of the template, and a value that it can hold."
)
VALUES_OF_NO_COLUMN = Message("The mapping file has a table of values for no column of the template: please name one.")
BAD_ANSWER = Message(
    "Line {number} under [values.{column}] of the mapping file has an answer that is not understood "
    "there: please write a term, {keep} or {comments}.{offered}"
)
EMPTY = Message("The file is empty: please save the spreadsheet again and use that copy.")
NO_SPREADSHEET = Message(
    "The file is no spreadsheet that can be read: please save it as an Excel workbook (.xlsx) or as "
    "CSV and use that copy."
)
WEB_PAGE = Message(
    "The file is a web page or XML and no spreadsheet, whatever its name says: please open it in "
    "Excel and save it as an Excel workbook (.xlsx)."
)
OPEN_QUOTATION = Message(
    "A quotation mark that begins a cell in row {row} is never closed, so that the rest of the file "
    "would be one cell: please close or delete it."
)
NO_ROWS = Message("The spreadsheet holds no rows beneath a row of headers: please use the file that holds the cases.")
NO_HEADERS = Message(
    "No sheet has a row of headers among its first {rows} rows that reads like case reviews (status, "
    "type, borough, dates, themes): please either name the columns in one row, or name the sheet "
    "with --sheet."
)
NO_SHEET = Message("There is no sheet called {asked}: please choose {offered}.")
