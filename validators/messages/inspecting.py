"""What was changed in a template."""

from __future__ import annotations

from validators.messages.message import Message

NO_COLUMN = Message("No column of the sheet {sheet} is there. Please go back to a copy that has them.")
HEADED_ALIKE = Message("Column {letters} is headed '{text}': did you mean {header}? Please rename it to {header}.")
HEADER_WITHHELD = Message(
    "Column {letters} stands in the place of {header}, its header is withheld. Please rename it to "
    "{header} if it is that column."
)
COLUMN_TWICE = Message(
    "{header} stands twice, in columns {letters}. Please rename or delete the one that is not meant."
)
COLUMN_MOVED = Message(
    "{header} was moved: it stands in column {letters} now{after}. It is read all the same. Please "
    "move it back if colleagues look for it there."
)
COLUMN_MISSING = Message("{header} is missing. Please put the column back as the template has it.")
ADDED_AMONG_OURS = Message(
    "Column {letters}, {named}, is added among ours. Please move it to the right of our columns."
)
PASTE_A_CELL = Message("Please copy a cell of an untouched row over it with Paste Special, {paste}, {renew}.")
COPY_THE_CELLS = Message("Please copy the sheet's cells from an untouched template, {renew}.")
LIST_CHANGED = Message("The list {name} was changed by hand: {what}. Please restore its words, {renew}.")
NO_LONGER_A_TABLE = Message("No longer an Excel Table: {tables}. Please make it one again, {renew}.")
NAMES_BROKEN = Message("Defined names gone or broken: {names}. Please make a fresh one with scrt template upgrade.")
SHEET_HIDDEN = Message("The sheet {sheet} is hidden. Please unhide it, so that everybody sees what is there.")
SHEET_GONE = Message("The sheet {sheet} is gone. Please go back to a copy that has it, {renew}.")
SHEET_RENAMED = Message("The sheet {sheet} is called {now} now. Please rename it back.")
SHEET_ADDED = Message(
    "The sheet {sheet} is added. Please keep your own sheets in another workbook: nobody checks them."
)
