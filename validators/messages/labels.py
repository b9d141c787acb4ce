"""Why a sensitivity label cannot be taken over from a file."""

from __future__ import annotations

from validators.messages.message import Message

NO_OFFICE_FILE = Message(
    "This is no Excel, Word or PowerPoint file, or it is broken. Please name one (.xlsx, .xlsm, .docx or .pptx) "
    "with the label."
)
LOCKED = Message(
    "The file is locked, so its label cannot be read. Please name one with the same label that opens without "
    "a password."
)
NO_LABEL = Message("The file has no sensitivity label. Please give it one in Office, save it, and try again.")
STRANGE_LABEL = Message(
    "The label of the file is not as Office writes one, or holds personal details. Please label a new file in Office "
    "and name that."
)
