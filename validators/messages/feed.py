"""Why a feed cannot be made."""

from __future__ import annotations

from validators.messages.message import Message

OTHER_VALUES = Message(
    "The summary's table {table} holds what S-CRT never writes there: somebody typed into it. Please use the original "
    "file."
)
NO_TOML = Message("The layout is no TOML that can be read. Please write it as docs/export.md shows.")
NOT_OF_THE_FORM = Message(
    "The layout is not of the form that is read ({where}). Please write it as docs/export.md shows."
)
FILE_NAME = Message(
    "The layout's file {number}: its name is no plain file name, or stands twice. Please write letters, digits, "
    "spaces, - and _ only."
)
NO_TABLE = Message("The layout's file {number}: there is no table of the name it gives. Please choose one of {tables}.")
NO_COLUMN = Message(
    "The layout's file {number}, column {column}: its table has no such column. Please choose one of {columns}."
)
DATE_FORM = Message(
    "The layout's file {number}, column {column}: its date is of no form that is known. Please write it as %d/%m/%Y."
)
HOLDS_PID = Message("The layout may hold personal details. Please take them out.")
NO_FEED = Message(
    "{folder}: there are files in it that are no earlier feed. Please choose a new folder, or one that is empty."
)
NO_FOLDER_ABOVE = Message("{folder}: the folder {above} does not exist. Please make it, or choose another place.")
MADE_FOR_OUTSIDE = Message(
    "{option}: this summary was made for outside the NHS already, and its figures stay. Please leave {option} out."
)
WIDER = Message(
    "This summary is for readers outside the NHS, and a feed of it can be for nobody else. Please name the region's "
    "own summary."
)
OF_ONE_ICB = Message(
    "This summary is of one ICB, and a feed of it can be for that ICB alone. Please either name the region's "
    "own summary, or write --audience icb and that ICB."
)
UNCONFIRMED = Message("The layout is not confirmed by who keeps the dashboard: please ask them before you rely on it.")
